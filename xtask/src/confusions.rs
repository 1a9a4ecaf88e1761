//! `cargo xtask eval --confusions`: prints which statuses were confused, with the sentences.
//!
//! Claims are matched as in `score_claims.py`: two claims match if the Jaccard index of their words is at least one
//! half; matching is greedy and one to one. Offsets are code points.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

/// The minimum Jaccard index of matching claims, in millionths, as in the scorer.
const SAME: usize = 500_000;
/// The maximum length of a printed sentence, in characters.
const MAX_SENTENCE: usize = 240;
/// Placeholder in the table for a claim that the other side lacks.
const NONE: &str = "–";

/// A gold claim and the claim found for it; one of the two may be missing.
struct Pair<'a> {
    gold: Option<&'a Value>,
    found: Option<&'a Value>,
}

/// Prints the table of statuses and the sentences behind it, then the wrong parties.
///
/// # Errors
/// If a file cannot be read or is not JSON.
pub fn print(name: &str, gold: &Path, found: &Path) -> Result<()> {
    let found: HashMap<String, Value> =
        lines(found)?.into_iter().map(|article| (article["id"].to_string(), article)).collect();
    let mut counts: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    let mut parties = Vec::new();
    for article in lines(gold)? {
        let text: Vec<char> = article["text"].as_str().unwrap_or_default().chars().collect();
        let words = words(&text);
        let none = Value::Null;
        let other = found.get(&article["id"].to_string()).unwrap_or(&none);
        for pair in pairs(&words, &article["claims"], &other["claims"]) {
            let key = (status(pair.gold), status(pair.found));
            let shown = shown(&text, article["id"].as_str().unwrap_or_default(), &pair);
            parties.extend(party(&pair).map(|wrong| format!("{shown}\n{wrong}")));
            counts.entry(key).or_default().push(shown);
        }
    }
    println!("\n{name}: gold status → found status (– is none)");
    for ((gold, found), all) in &counts {
        println!("  {gold:<13}→ {found:<13}{:>4}", all.len());
    }
    for ((gold, found), all) in counts.iter().filter(|((gold, found), _)| gold != found) {
        println!("\n{name}: {gold} → {found}\n{}", all.join("\n"));
    }
    println!("\n{name}: right claims with wrong parties\n{}", parties.join("\n"));
    Ok(())
}

fn lines(path: &Path) -> Result<Vec<Value>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let parse = |line: &str| serde_json::from_str(line).with_context(|| format!("{} is not JSON", path.display()));
    text.lines().filter(|line| !line.trim().is_empty()).map(parse).collect()
}

fn status(claim: Option<&Value>) -> String {
    claim.and_then(|claim| claim["status"].as_str()).unwrap_or(NONE).to_owned()
}

/// Returns the start and end of each word: a run of letters, digits and `_`, including single marks that join them,
/// such as the hyphen in “well-known”.
fn words(text: &[char]) -> Vec<(usize, usize)> {
    let inside = |at: usize| text.get(at).is_some_and(|c| c.is_alphanumeric() || *c == '_');
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if !inside(at) {
            at += 1;
            continue;
        }
        let start = at;
        while inside(at) || text.get(at).is_some_and(|c| "'’.,-/&".contains(*c)) && inside(at + 1) {
            at += 1;
        }
        out.push((start, at));
    }
    out
}

fn spans(value: &Value) -> Vec<(usize, usize)> {
    let number = |v: &Value| usize::try_from(v.as_u64().unwrap_or_default()).unwrap_or_default();
    value.as_array().into_iter().flatten().map(|pair| (number(&pair[0]), number(&pair[1]))).collect()
}

fn covered(words: &[(usize, usize)], claim: &Value) -> HashSet<usize> {
    let content = spans(&claim["content"]);
    let inside = |word: &(usize, usize)| content.iter().any(|span| word.0 < span.1 && word.1 > span.0);
    words.iter().enumerate().filter(|(_, word)| inside(word)).map(|(at, _)| at).collect()
}

fn pairs<'a>(words: &[(usize, usize)], gold: &'a Value, found: &'a Value) -> Vec<Pair<'a>> {
    let list = |claims: &'a Value| -> Vec<(&'a Value, HashSet<usize>)> {
        claims.as_array().into_iter().flatten().map(|claim| (claim, covered(words, claim))).collect()
    };
    let (gold, found) = (list(gold), list(found));
    let mut alike: Vec<(usize, usize, usize)> = Vec::new();
    for (i, (_, a)) in gold.iter().enumerate() {
        for (j, (_, b)) in found.iter().enumerate() {
            let all = a.union(b).count();
            let shared = a.intersection(b).count();
            // In millionths, because integers have a total order.
            alike.push((shared * 1_000_000 / all.max(1), i, j));
        }
    }
    alike.retain(|(jaccard, _, _)| *jaccard >= SAME);
    alike.sort_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut left, mut right) = (HashSet::new(), HashSet::new());
    let mut out = Vec::new();
    for (_, i, j) in alike {
        if !left.contains(&i) && !right.contains(&j) {
            left.insert(i);
            right.insert(j);
            out.push(Pair { gold: Some(gold[i].0), found: Some(found[j].0) });
        }
    }
    let missed = gold.iter().enumerate().filter(|(at, _)| !left.contains(at));
    out.extend(missed.map(|(_, (claim, _))| Pair { gold: Some(claim), found: None }));
    let spurious = found.iter().enumerate().filter(|(at, _)| !right.contains(at));
    out.extend(spurious.map(|(_, (claim, _))| Pair { gold: None, found: Some(claim) }));
    out
}

/// Returns what is printed about a pair: the article, the words and cues of the claims, and the sentence with the first
/// cue.
fn shown(text: &[char], id: &str, pair: &Pair<'_>) -> String {
    let of = |value: &Value| {
        let part = |(start, end): (usize, usize)| {
            text[start.min(text.len())..end.min(text.len())].iter().collect::<String>().replace('\n', " ")
        };
        spans(value).into_iter().map(part).collect::<Vec<_>>().join(" … ")
    };
    let side = |mark: char, claim: &Value| {
        let rule = claim["reason"]["rule"].as_str().map(|rule| format!("  ({rule})")).unwrap_or_default();
        format!("    {mark} [{}] {}{rule}", of(&claim["cues"]), of(&claim["content"]))
    };
    let mut out = vec![format!("  {id}")];
    out.extend(pair.gold.map(|claim| side('-', claim)));
    out.extend(pair.found.map(|claim| side('+', claim)));
    let first = pair.gold.or(pair.found).and_then(|claim| spans(&claim["cues"]).first().copied());
    out.extend(first.map(|(start, _)| format!("      {}", sentence(text, start))));
    out.join("\n")
}

fn sentence(text: &[char], at: usize) -> String {
    let at = at.min(text.len());
    let ends =
        |i: usize| text[i] == '\n' || ".!?".contains(text[i]) && text.get(i + 1).is_none_or(|c| c.is_whitespace());
    let start = (0..at).rev().find(|&i| ends(i)).map_or(0, |i| i + 1);
    let end = (at..text.len()).find(|&i| ends(i)).unwrap_or(text.len());
    text[start..end].iter().take(MAX_SENTENCE).collect::<String>().trim().to_owned()
}

/// Returns the parties on which the two claims differ; `None` if they agree or one claim is missing.
fn party(pair: &Pair<'_>) -> Option<String> {
    let (gold, found) = (pair.gold?, pair.found?);
    let parts = ["challengers", "target"].map(|key| {
        let (a, b) = (names(&gold[key]), names(&found[key]));
        let same = a.is_empty() && b.is_empty() || a.iter().any(|word| b.contains(word));
        (!same).then(|| format!("      {key}: {} → {}", gold[key], found[key]))
    });
    let wrong: Vec<String> = parts.into_iter().flatten().collect();
    (!wrong.is_empty()).then(|| wrong.join("\n"))
}

/// Returns the words of a name or a list of names, as the scorer compares them.
fn names(value: &Value) -> HashSet<String> {
    let list: Vec<&str> = match value {
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    };
    let words = list.join(" ").to_lowercase();
    let words = words.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.filter(|word| !word.is_empty() && !["the", "a", "an", "of"].contains(word)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn one_to_one_by_words() {
        let text: Vec<char> = "Kyiv denied mounting an attack.".chars().collect();
        let gold = json!([{ "content": [[12, 30]], "status": "denied", "cues": [[5, 11]], "target": "Kyiv" }]);
        let found = json!([
            { "content": [[12, 30]], "status": "alleged", "cues": [[5, 11]], "target": "" },
            { "content": [[0, 4]], "status": "alleged", "cues": [[5, 11]] },
        ]);
        let all = pairs(&words(&text), &gold, &found);
        assert_eq!(all.len(), 2);
        assert_eq!((status(all[0].gold), status(all[0].found)), ("denied".into(), "alleged".into()));
        assert!(party(&all[0]).is_some_and(|wrong| wrong.contains("target")));
        assert_eq!((status(all[1].gold), status(all[1].found)), (NONE.into(), "alleged".into()));
        assert!(shown(&text, "a", &all[0]).contains("Kyiv denied mounting an attack"));
    }
}
