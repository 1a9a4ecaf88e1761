//! Prints all findings as JSON lines, so that two versions of the program can be compared (`cargo xtask same`).
//!
//! usage: cargo run --release --example findings --features cli -- PATH…
//!
//! A path is a file of JSON lines with a `text` each, a Markdown file of gold cases, or a folder of text files. Each
//! article gives one line. Groups of consecutive articles in a file, and the articles of a folder, are also compared
//! with each other, which gives one more line per group.

use std::io::Write as _;
use std::num::NonZero;
use std::path::{Path, PathBuf};

use sayso::compare::{Article, compare};
use serde_json::{Value, json};

/// The number of consecutive articles of a file that are compared with each other.
const COMPARED: usize = 4;

/// Articles that are compared with each other: a name and a text each.
type Group = Vec<(String, String)>;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut groups: Vec<Group> = Vec::new();
    for path in std::env::args().skip(1) {
        groups.extend(read(Path::new(&path))?);
    }
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let parts = groups.chunks(groups.len().div_ceil(threads).max(1));
    let lines: Vec<String> = std::thread::scope(|scope| {
        let running: Vec<_> = parts.map(|part| scope.spawn(|| part.iter().map(findings).collect::<String>())).collect();
        running.into_iter().map(|thread| thread.join().unwrap_or_else(|_| "\"crashed\"\n".into())).collect()
    });
    let mut out = std::io::stdout().lock();
    lines.iter().try_for_each(|part| out.write_all(part.as_bytes()))?;
    Ok(())
}

/// Returns the lines of a group: one for each article, and one for the comparison.
fn findings(group: &Group) -> String {
    let found: Vec<_> = group.iter().map(|(_, text)| sayso::analyze(text)).collect();
    let mut out = String::new();
    for ((id, text), analysis) in group.iter().zip(&found) {
        out += &format!("{}\n", json!({ "id": id, "text": text, "findings": analysis }));
    }
    let articles: Vec<_> = group.iter().zip(&found).map(|((_, text), analysis)| Article { text, analysis }).collect();
    let id = group.first().map_or("", |(id, _)| id);
    out + &format!("{}\n", json!({ "id": format!("{id} and neighbours"), "comparison": compare(&articles) }))
}

fn read(path: &Path) -> Result<Vec<Group>, Box<dyn std::error::Error>> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if path.is_dir() {
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(path)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
        files.sort();
        let text = |file: &PathBuf| Ok((file.display().to_string(), std::fs::read_to_string(file)?));
        return Ok(vec![files.iter().map(text).collect::<std::io::Result<_>>()?]);
    }
    let content = std::fs::read_to_string(path)?;
    let texts: Vec<String> = match name.ends_with(".md") {
        true => gold_cases(&content),
        false => content.lines().map(text_of).collect::<Result<_, _>>()?,
    };
    let articles: Vec<_> = texts.into_iter().enumerate().map(|(at, text)| (format!("{name}:{at}"), text)).collect();
    Ok(articles.chunks(COMPARED).map(<[_]>::to_vec).collect())
}

fn text_of(line: &str) -> Result<String, serde_json::Error> {
    let article: Value = serde_json::from_str(line)?;
    Ok(article["text"].as_str().unwrap_or_default().to_owned())
}

/// Returns the articles of a gold file: the contents of its blocks `article`.
fn gold_cases(file: &str) -> Vec<String> {
    let blocks = file.split("```article\n").skip(1);
    blocks.map(|block| block.split("\n```").next().unwrap_or_default().to_owned()).collect()
}
