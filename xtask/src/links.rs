//! Evaluates `sayso compare` against the links that an editor listed, and counts the shown links that were judged by
//! hand.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::shell::{output, program, root};

/// A table of links that the program showed, drawn at random, with a reader's verdict on each. It does not contain the
/// articles' text.
const JUDGED: &str = "corpus/model/links-judged.tsv";

/// Prints what the neutral scorer finds for each event and kind, or that the events are missing. `shared` is the folder
/// with `data` and `eval`.
///
/// # Errors
/// If Python is missing, the scorer fails, or the judged links cannot be read.
pub fn print(shared: &Path) -> Result<()> {
    let (events, scorer) = (shared.join("data/links/dev"), shared.join("eval/score_links.py"));
    println!(
        "\nlinks between articles, against an editor's list; the weights were fitted on these events (see \
         EXPERIMENTS.md)"
    );
    match events.is_dir() && scorer.is_file() {
        true => {
            let binary = root().join("target/release").join(format!("sayso{}", std::env::consts::EXE_SUFFIX));
            let scores = output(program("python3").arg(&scorer).arg(&events).arg(binary));
            print!("{}", scores.context("the scorer score_links.py needs Python 3")?);
        }
        false => println!("skipped: there is no {} or no {}", events.display(), scorer.display()),
    }
    println!("{}", judged(&fs::read_to_string(root().join(JUDGED)).with_context(|| JUDGED.to_owned())?));
    Ok(())
}

/// Returns a sentence that says how many of the judged links the reader accepted, in total and by kind.
fn judged(table: &str) -> String {
    let rows: Vec<Vec<&str>> =
        table.lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| line.split('\t').collect()).collect();
    let mut kinds: Vec<&str> = rows.iter().filter_map(|row| row.get(1).copied()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let count = |kind: Option<&str>| {
        let of = rows.iter().filter(|row| kind.is_none_or(|kind| row.get(1) == Some(&kind)));
        let accepted = of.clone().filter(|row| row.last() == Some(&"1")).count();
        (accepted, of.count())
    };
    let (accepted, all) = count(None);
    let parts: Vec<String> = kinds
        .into_iter()
        .map(|kind| {
            let (accepted, all) = count(Some(kind));
            format!("{kind} {accepted}/{all}")
        })
        .collect();
    format!("of {all} shown links judged by hand {accepted} are accepted: {}", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::judged;

    #[test]
    fn counts_verdicts_by_kind() {
        let table = "# head\nevent\tkind\taccepted\none\treuse\t1\none\tsame_claim\t0\ntwo\tsame_claim\t1\n";
        assert_eq!(judged(table), "of 3 shown links judged by hand 2 are accepted: reuse 1/1, same_claim 1/2");
    }
}
