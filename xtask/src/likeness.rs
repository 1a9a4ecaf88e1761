//! Measures how well the program recognises sentences that say the same or are about the same event, compared with a
//! simple baseline, the cosine of TF-IDF vectors. Thresholds of both are chosen on a dev part and evaluated on the
//! rest.

mod sets;

use std::collections::HashMap;
use std::fs::{self, File};
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use serde_json::json;

use crate::shell::{cargo, root, run};

/// The headers of the columns. Each `TF-IDF` is the baseline for the measure before it.
pub const COLUMNS: [&str; 6] = ["pairs", "same", "F1", "TF-IDF", "mean F1", "TF-IDF"];

/// Two sentences, and whether they say the same.
pub struct Pair {
    a: String,
    b: String,
    /// The indices, in [`Set::articles`], of the articles that contain `a` and `b`; `None` if the set has only
    /// sentences.
    articles: Option<(usize, usize)>,
    same: bool,
    /// Whether the pair belongs to the part on which thresholds are chosen.
    dev: bool,
}

/// A data set: its pairs of sentences, and the articles they come from. `articles` is empty if the set has only
/// sentences.
pub struct Set {
    pairs: Vec<Pair>,
    articles: Vec<String>,
}

/// A function that reads a set from the data folder. It returns `None` if the set is missing.
type Reader = fn(&Path) -> Result<Option<Set>>;

/// Returns a row for each set under `data`; for missing sets the row says so.
///
/// # Errors
/// If a set cannot be read, or the example does not build or fails.
pub fn rows(data: &Path) -> Result<Vec<String>> {
    run(&mut cargo(&["build", "--locked", "--release", "--example", "compare_likeness"]))?;
    let mut out = Vec::new();
    let sets: [(&str, Reader); 3] = [("ecbplus", sets::ecbplus), ("msrp", sets::msrp), ("claimdiff", sets::claimdiff)];
    for (name, read) in sets {
        match read(data)? {
            Some(set) => out.push(row(name, &set)?),
            None => out.push(format!("{name:<18}{:>11}", "absent")),
        }
    }
    Ok(out)
}

fn row(name: &str, set: &Set) -> Result<String> {
    let ours = scores(name, set)?;
    let theirs = baseline(set);
    let test = set.pairs.iter().filter(|pair| !pair.dev);
    let same = test.clone().filter(|pair| pair.same).count() as f64 / test.clone().count().max(1) as f64;
    let shares = [
        same,
        measured(set, &ours, f1),
        measured(set, &theirs, f1),
        measured(set, &ours, mean_f1),
        measured(set, &theirs, mean_f1),
    ];
    let cells: String = shares.iter().map(|share| format!("{:>11.1}", share * 100.0)).collect();
    Ok(format!("{name:<18}{:>11}{cells}", test.count()))
}

/// Returns the program's score for each pair.
fn scores(name: &str, set: &Set) -> Result<Vec<f64>> {
    let folder = root().join("out/eval");
    fs::create_dir_all(&folder)?;
    let (input, output) = (folder.join(format!("{name}-pairs.jsonl")), folder.join(format!("{name}-scores.txt")));
    let mut lines: String = set.articles.iter().map(|text| format!("{}\n", json!({"article": text}))).collect();
    for pair in &set.pairs {
        let value = match pair.articles {
            Some((i, j)) => json!({"a": pair.a, "b": pair.b, "in": [i, j]}),
            None => json!({"a": pair.a, "b": pair.b}),
        };
        lines += &format!("{value}\n");
    }
    fs::write(&input, lines)?;
    let example =
        root().join("target/release/examples").join(format!("compare_likeness{}", std::env::consts::EXE_SUFFIX));
    let status = crate::shell::program(&example)
        .stdin(Stdio::from(File::open(&input)?))
        .stdout(Stdio::from(File::create(&output)?))
        .status()
        .with_context(|| format!("cannot start {}", example.display()))?;
    let found: Vec<f64> = fs::read_to_string(&output)?.lines().map(str::parse).collect::<Result<_, _>>()?;
    if !status.success() || found.len() != set.pairs.len() {
        bail!("{name}: {} pairs in, {} scores out ({status})", set.pairs.len(), found.len());
    }
    Ok(found)
}

/// Returns the baseline's score for each pair: the cosine of TF-IDF vectors over lower-case words, with the frequencies
/// of words in the set's own sentences.
fn baseline(set: &Set) -> Vec<f64> {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut sentences: Vec<HashMap<String, f64>> = Vec::new();
    let mut in_sentences: HashMap<String, f64> = HashMap::new();
    for text in set.pairs.iter().flat_map(|pair| [pair.a.as_str(), pair.b.as_str()]) {
        numbers.entry(text).or_insert_with(|| {
            let mut counts: HashMap<String, f64> = HashMap::new();
            let lower = text.to_lowercase();
            for word in lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
                *counts.entry(word.to_owned()).or_default() += 1.0;
            }
            counts.keys().for_each(|word| *in_sentences.entry(word.clone()).or_default() += 1.0);
            sentences.push(counts);
            sentences.len() - 1
        });
    }
    let all = sentences.len() as f64;
    for sentence in &mut sentences {
        sentence.iter_mut().for_each(|(word, count)| *count *= (all / in_sentences[word]).ln() + 1.0);
        let length = sentence.values().map(|weight| weight * weight).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
        sentence.values_mut().for_each(|weight| *weight /= length);
    }
    let cosine = |pair: &Pair| {
        let (a, b) = (&sentences[numbers[pair.a.as_str()]], &sentences[numbers[pair.b.as_str()]]);
        a.iter().filter_map(|(word, weight)| Some(weight * b.get(word)?)).sum()
    };
    set.pairs.iter().map(cosine).collect()
}

type Measure = fn(&[(f64, bool)], f64) -> f64;

/// Returns the measure on the test part, with the threshold that is best on the dev part.
fn measured(set: &Set, scores: &[f64], measure: Measure) -> f64 {
    let part = |dev: bool| -> Vec<(f64, bool)> {
        let both = set.pairs.iter().zip(scores).filter(|(pair, _)| pair.dev == dev);
        both.map(|(pair, score)| (*score, pair.same)).collect()
    };
    let (dev, test) = (part(true), part(false));
    let mut sorted: Vec<f64> = dev.iter().map(|(score, _)| *score).collect();
    sorted.sort_by(f64::total_cmp);
    let thresholds = (0..200).filter_map(|step| sorted.get(sorted.len() * step / 200).copied());
    let best = thresholds.max_by(|a, b| measure(&dev, *a).total_cmp(&measure(&dev, *b)));
    measure(&test, best.unwrap_or_default())
}

/// Returns F1 for the pairs that say the same.
fn f1(pairs: &[(f64, bool)], threshold: f64) -> f64 {
    of_class(pairs, threshold, true)
}

/// Returns the mean of F1 for pairs that say the same and F1 for those that do not. Answering "the same" for all pairs
/// scores less than half.
fn mean_f1(pairs: &[(f64, bool)], threshold: f64) -> f64 {
    (of_class(pairs, threshold, true) + of_class(pairs, threshold, false)) / 2.0
}

fn of_class(pairs: &[(f64, bool)], threshold: f64, class: bool) -> f64 {
    let found = pairs.iter().filter(|(score, _)| (*score >= threshold) == class).count();
    let wanted = pairs.iter().filter(|(_, same)| *same == class).count();
    let right = pairs.iter().filter(|(score, same)| (*score >= threshold) == class && *same == class).count();
    2.0 * right as f64 / (found + wanted).max(1) as f64
}
