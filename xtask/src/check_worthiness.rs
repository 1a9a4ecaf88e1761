//! Evaluates check-worthiness on ClaimBuster's groundtruth sentences, on which the weights were not fitted.

use std::fs::{self, File};
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::eval::analyse;
use crate::shell::root;

/// The minimum score of check-worthy sentences; equal to `CheckWorthiness::HIGH`.
const HIGH: f64 = 0.5;

/// Returns a row of measures for the program, and one for a simple baseline: whether the sentence contains a digit.
///
/// # Errors
/// If the sentences cannot be read or the program fails.
pub fn rows(sentences: &Path) -> Result<Vec<String>> {
    let (texts, worthy) = read(sentences)?;
    let folder = root().join("out/eval");
    fs::create_dir_all(&folder)?;
    let input = folder.join("claimbuster-input.jsonl");
    let line = |(id, text): (usize, &String)| format!("{}\n", json!({"id": id, "text": text}));
    fs::write(&input, texts.iter().enumerate().map(line).collect::<String>())?;
    let found = fs::read_to_string(analyse(&input, "claimbuster")?)?;
    let scores: Vec<f64> = found.lines().map(score).collect::<Result<_>>()?;
    let digit = |text: &String| f64::from(u8::from(text.contains(|c: char| c.is_ascii_digit())));
    let digits: Vec<f64> = texts.iter().map(digit).collect();
    Ok(vec![row("sayso", &scores, &worthy), row("has a digit", &digits, &worthy)])
}

/// Returns the sentences of the set, and for each whether it is check-worthy.
fn read(path: &Path) -> Result<(Vec<String>, Vec<bool>)> {
    let mut table = csv::Reader::from_reader(File::open(path).with_context(|| path.display().to_string())?);
    let header = table.headers()?.clone();
    let column = |name: &str| {
        let at = header.iter().position(|head| head == name);
        at.with_context(|| format!("{} has no column {name}", path.display()))
    };
    let (text, verdict) = (column("Text")?, column("Verdict")?);
    let mut out = (Vec::new(), Vec::new());
    for record in table.records() {
        let record = record?;
        out.0.push(record[text].to_owned());
        out.1.push(&record[verdict] == "1");
    }
    Ok(out)
}

/// Returns the highest score of the sentences in one text. `line` is its analysis as JSON.
fn score(line: &str) -> Result<f64> {
    let record: Value = serde_json::from_str(line)?;
    let checks = record["checks"].as_array().context("an analysis without checks")?;
    Ok(checks.iter().filter_map(|check| check["score"].as_f64()).fold(0.0, f64::max))
}

fn row(name: &str, scores: &[f64], worthy: &[bool]) -> String {
    let positives = worthy.iter().filter(|w| **w).count() as f64;
    let taken = scores.iter().filter(|score| **score >= HIGH).count() as f64;
    let right = scores.iter().zip(worthy).filter(|(score, worthy)| **score >= HIGH && **worthy).count() as f64;
    let (area, average) = ranked(scores, worthy);
    let cells = [area, average, right / taken, right / positives, 2.0 * right / (taken + positives)];
    format!("{name:<18}{}", cells.map(|cell| format!("{:>11.1}", cell * 100.0)).concat())
}

/// Returns the area under the ROC curve and the average precision. Equal scores share a rank.
fn ranked(scores: &[f64], worthy: &[bool]) -> (f64, f64) {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    let positives = worthy.iter().filter(|w| **w).count() as f64;
    let (mut seen, mut hits, mut pairs, mut precision) = (0.0, 0.0, 0.0, 0.0);
    for ties in order.chunk_by(|&a, &b| scores[a] == scores[b]) {
        let new = ties.iter().filter(|&&at| worthy[at]).count() as f64;
        pairs += (ties.len() as f64 - new) * (hits + new / 2.0);
        (seen, hits) = (seen + ties.len() as f64, hits + new);
        precision += new * hits / seen;
    }
    (pairs / positives / (seen - positives), precision / positives)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks() {
        let worthy = [true, false, true, false];
        assert_eq!(ranked(&[0.9, 0.1, 0.8, 0.2], &worthy), (1.0, 1.0));
        assert_eq!(ranked(&[0.5; 4], &worthy), (0.5, 0.5));
        assert_eq!(ranked(&[0.1, 0.9, 0.2, 0.8], &worthy).0, 0.0);
    }
}
