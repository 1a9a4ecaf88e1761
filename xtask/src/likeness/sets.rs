//! Reads the public data sets, which are outside the project, as pairs of sentences. Each function returns `None` if
//! its set is missing.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use super::{Pair, Set};

/// Reads Microsoft's paraphrase corpus. Thresholds are chosen on its train part and evaluated on its validation part.
pub fn msrp(data: &Path) -> Result<Option<Set>> {
    let mut pairs = Vec::new();
    for (file, dev) in [("msrp/msr-para-train.tsv", true), ("msrp/msr-para-val.tsv", false)] {
        let Ok(text) = fs::read_to_string(data.join(file)) else { return Ok(None) };
        for line in text.lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            if let [quality, _, _, a, b] = cells[..] {
                pairs.push(Pair { a: a.to_owned(), b: b.to_owned(), articles: None, same: quality == "1", dev });
            }
        }
    }
    Ok(Some(Set { pairs, articles: Vec::new() }))
}

/// Reads ClaimDiff, in which a pair counts as the same if one claim strengthens the other. Thresholds are chosen on
/// every other topic.
pub fn claimdiff(data: &Path) -> Result<Option<Set>> {
    let Ok(text) = fs::read_to_string(data.join("claimdiff/ClaimDiff-strength-train.json")) else { return Ok(None) };
    let value: Value = serde_json::from_str(&text)?;
    let all = value["data"].as_array().context("ClaimDiff has no list \"data\"")?;
    let text = |one: &Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
    let topics: BTreeSet<String> = all.iter().map(|one| text(one, "topic")).collect();
    let dev: BTreeSet<&String> = topics.iter().step_by(2).collect();
    let pair = |one: &Value| Pair {
        a: text(one, "claim_a"),
        b: text(one, "claim_b"),
        articles: None,
        same: one["relation"] == 1,
        dev: dev.contains(&text(one, "topic")),
    };
    Ok(Some(Set { pairs: all.iter().map(pair).collect(), articles: Vec::new() }))
}

/// Reads ECB+: pairs of sentences from two articles on one topic, which count as the same if they mention the same
/// event. Only sentences with an event that is linked across articles are used. Thresholds are chosen on every other
/// topic.
pub fn ecbplus(data: &Path) -> Result<Option<Set>> {
    let Ok(folder) = fs::read_dir(data.join("ecbplus")) else { return Ok(None) };
    let number = |path: &PathBuf| path.file_name()?.to_str()?.parse::<usize>().ok();
    let mut topics: Vec<(usize, PathBuf)> =
        folder.flatten().filter_map(|entry| Some((number(&entry.path())?, entry.path()))).collect();
    topics.sort();
    let mut set = Set { pairs: Vec::new(), articles: Vec::new() };
    for (at, (_, topic)) in topics.iter().enumerate() {
        let mut files: Vec<PathBuf> = fs::read_dir(topic)?.flatten().map(|entry| entry.path()).collect();
        files.retain(|path| path.extension().is_some_and(|e| e == "xml"));
        files.sort();
        let mut sentences: Vec<(usize, String, BTreeSet<String>)> = Vec::new();
        for file in &files {
            let article = Article::read(&fs::read_to_string(file).with_context(|| file.display().to_string())?);
            for (sentence, events) in &article.events {
                let text = article.sentences.get(sentence).cloned().unwrap_or_default();
                sentences.push((set.articles.len(), text, events.clone()));
            }
            set.articles.push(article.sentences.into_values().collect::<Vec<_>>().join("\n"));
        }
        for (later, (j, b, of_b)) in sentences.iter().enumerate() {
            for (i, a, of_a) in sentences[..later].iter().filter(|(i, ..)| i != j) {
                let same = !of_a.is_disjoint(of_b);
                set.pairs.push(Pair { a: a.clone(), b: b.clone(), articles: Some((*i, *j)), same, dev: at % 2 == 0 });
            }
        }
    }
    Ok(Some(set).filter(|set| !set.pairs.is_empty()))
}

/// One file of ECB+.
#[derive(Default)]
struct Article {
    sentences: BTreeMap<usize, String>,
    /// The events linked across articles, by sentence.
    events: BTreeMap<usize, BTreeSet<String>>,
}

impl Article {
    /// Parses a file, which has one element per line.
    fn read(xml: &str) -> Self {
        let mut out = Self::default();
        let mut tokens: HashMap<String, usize> = HashMap::new();
        let mut mentions: HashMap<String, usize> = HashMap::new();
        let (mut mention, mut event) = (None, None);
        let web = xml.contains("ecbplus.xml\"");
        for line in xml.lines().map(str::trim) {
            if line.starts_with("<token ") {
                let sentence = attribute(line, "sentence").and_then(|n| n.parse().ok()).unwrap_or(0);
                tokens.insert(attribute(line, "t_id").unwrap_or_default(), sentence);
                // In articles from the web, sentence 0 is the URL.
                if !web || sentence > 0 {
                    let word =
                        line.split_once('>').and_then(|(_, rest)| rest.split_once('<')).map_or("", |(word, _)| word);
                    let text = out.sentences.entry(sentence).or_default();
                    *text += if text.is_empty() { "" } else { " " };
                    *text += &word.replace("&apos;", "'").replace("&quot;", "\"").replace("&amp;", "&");
                }
            } else if line.starts_with("<token_anchor") {
                if let Some(id) = mention.take() {
                    let sentence = attribute(line, "t_id").and_then(|token| tokens.get(&token).copied());
                    mentions.extend(sentence.map(|sentence| (id, sentence)));
                }
            } else if line.starts_with("<CROSS_DOC_COREF") {
                event = attribute(line, "note").filter(|note| note.starts_with("ACT") || note.starts_with("NEG"));
            } else if line.starts_with("</") {
                event = None;
            } else if line.starts_with("<source ") {
                let sentence = attribute(line, "m_id").and_then(|id| mentions.get(&id).copied());
                if let (Some(event), Some(sentence)) = (&event, sentence) {
                    out.events.entry(sentence).or_default().insert(event.clone());
                }
            } else if let Some(id) = attribute(line, "m_id") {
                mention = Some(id);
            }
        }
        out
    }
}

/// Returns the value of an attribute in a line; `None` if the line does not have it.
fn attribute(line: &str, name: &str) -> Option<String> {
    let (_, rest) = line.split_once(&format!(" {name}=\""))?;
    Some(rest.split_once('"')?.0.to_owned())
}
