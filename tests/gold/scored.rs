//! Writes the gold cases as JSON Lines for independent scorers: `{"id", "text", "attributions", "claims"}`, with
//! offsets in code points. Incomplete cases are skipped: those that allow findings not named by any line, and those in
//! which a finding lacks a field.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::case::{Case, Finding, Item, Mode, Sort, plain};

/// Returns the lines of all complete cases of one file. `file` is the start of their ids.
pub fn lines(file: &str, cases: &[Case]) -> String {
    let mut out = String::new();
    for case in cases.iter().filter(|case| complete(case)) {
        let findings = |sort| wanted(case).filter(move |finding| finding.sort == sort);
        let attributions: Vec<Value> =
            findings(Sort::Attribution).map(|finding| spans(&case.article, finding, "cue")).collect();
        let claims: Vec<Value> = findings(Sort::Claim).map(|finding| spans(&case.article, finding, "cues")).collect();
        let id = format!("{file}:{}", case.line);
        let line = json!({"id": id, "text": case.article, "attributions": attributions, "claims": claims});
        let _ = writeln!(out, "{line}");
    }
    out
}

fn complete(case: &Case) -> bool {
    let has = |finding: &Finding, name: &str| finding.fields.iter().any(|(field, _)| field == name);
    let open = case.expected.iter().any(|e| matches!(e.item, Item::MoreAllowed | Item::MoreAttributionsAllowed));
    !open
        && wanted(case).all(|finding| match finding.sort {
            Sort::Attribution => ["source", "cue", "content"].iter().all(|name| has(finding, name)),
            Sort::Claim => ["cue", "content"].iter().all(|name| has(finding, name)),
            Sort::Mention | Sort::Check => true,
        })
}

/// Returns the findings that are right: those of lines that must hold, except known wrong answers (`FIXME`), and those
/// of wanted lines.
fn wanted(case: &Case) -> impl Iterator<Item = &Finding> {
    let right = case.expected.iter().filter(|e| e.mode == Mode::Wanted || !e.written.contains("FIXME"));
    right.filter_map(|expected| match &expected.item {
        Item::Finding(finding) => Some(finding),
        _ => None,
    })
}

fn spans(article: &str, finding: &Finding, cue: &str) -> Value {
    let parts = |name: &str| {
        let field = finding.fields.iter().find(|(field, _)| field == name);
        field.map(|(_, parts)| parts.as_slice()).unwrap_or_default()
    };
    let content = find(article, parts("content"), 0);
    let near = content.first().map_or(0, |span| span[0]);
    let mut out = json!({ "content": content, cue: find(article, parts("cue"), near) });
    match finding.sort {
        Sort::Claim => out["status"] = json!(finding.label),
        _ => out["source"] = json!(find(article, parts("source"), near)),
    }
    out
}

/// Returns the positions of the parts, in code points. The first part is the occurrence nearest to `near`; each further
/// part is the first occurrence after the previous one.
fn find(article: &str, parts: &[String], near: usize) -> Vec<[usize; 2]> {
    let text: Vec<char> = article.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let mut out: Vec<[usize; 2]> = Vec::new();
    for part in parts {
        let part: Vec<char> = plain(part).chars().collect();
        let from = out.last().map_or(0, |last| last[1]);
        let places = (from..text.len()).filter(|&at| text[at..].starts_with(&part));
        let place = if out.is_empty() { places.min_by_key(|at| at.abs_diff(near)) } else { places.min() };
        out.extend(place.map(|at| [at, at + part.len()]));
    }
    out
}
