//! The program that `cargo xtask count` measures. `instructions BYTES FILE…` repeats the files' text up to a size and
//! analyses it once. `instructions warm BYTES FILE…` does everything except that, so that the difference is the
//! analysis alone. `instructions key BYTES FILE…` analyses the text, and again with a letter typed in its middle;
//! `instructions typed …` does the same without the second analysis. `instructions shape PIECE BYTES` analyses a
//! piece repeated up to a size; `instructions markup PIECE BYTES` checks it against the limits on HTML.

use std::ops::ControlFlow;

use sayso::{Analysis, Cache};

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1).peekable();
    if let Some(kind) = arguments.next_if(|first| first == "shape" || first == "markup") {
        let piece = arguments.next().unwrap_or_default();
        let size: usize = arguments.next().and_then(|size| size.parse().ok()).unwrap_or_default();
        let text = piece.repeat(size / piece.len().max(1));
        match kind == "markup" {
            true => println!("{:?}", sayso::intake::limits::check(&text)),
            false => println!("{}", sayso::analyze(&text).attributions.len()),
        }
        return Ok(());
    }
    let key = arguments.next_if(|first| first == "key").is_some();
    let typed = arguments.next_if(|first| first == "typed").is_some();
    let warm = arguments.next_if(|first| first == "warm").is_some();
    let size: usize = arguments.next().and_then(|size| size.parse().ok()).unwrap_or_default();
    let mut article = String::new();
    for file in arguments {
        article += &std::fs::read_to_string(file)?;
        article.push_str("\n\n");
    }
    if size == 0 || article.trim().is_empty() {
        return Err(std::io::Error::other("usage: instructions [warm] BYTES FILE…"));
    }
    let mut text = article.repeat(size / article.len() + 1);
    text.truncate((0..=size).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default());
    // The tables are read here, once.
    let first = sayso::analyze("“It is late,” Ann Lee said.");
    let found = if warm {
        first
    } else if key || typed {
        edited(&text, key)
    } else {
        sayso::analyze(&text)
    };
    println!("{}", found.attributions.len());
    Ok(())
}

/// Analyses the text; with `again`, also after an edit. Returns the last findings.
fn edited(text: &str, again: bool) -> Analysis {
    let mut cache = Cache::default();
    let mut run = |text: &str| sayso::analyze_with(text, &mut cache, &mut |_| ControlFlow::Continue(()));
    let found = run(text);
    let middle = (0..=text.len() / 2).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    let changed = [&text[..middle], "x", &text[middle..]].concat();
    if again { run(&changed) } else { found }.unwrap_or_default()
}
