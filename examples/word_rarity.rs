//! Writes `corpus/lexicon/rarity.tsv`, which lists how common stems are in news: `word_rarity FILE.jsonl…`, with a
//! `text` in each line. Only the number of articles that contain a stem is written, in steps; no text.

use std::collections::{HashMap, HashSet};
use std::fs;

use rust_stemmers::{Algorithm, Stemmer};
use sayso::{compare, lexicon, text::Document};

/// Stems in a smaller share of the articles are rare and get no row.
const LISTED: f64 = 0.04;
/// Stems capitalised more often than this are names, whose frequency depends on the year.
const NAMES: f64 = 0.5;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let stemmer = Stemmer::create(Algorithm::English);
    let words = lexicon::get();
    let mut in_articles: HashMap<String, usize> = HashMap::new();
    let mut written: HashMap<String, (usize, usize)> = HashMap::new();
    let mut articles = 0.0;
    for file in std::env::args().skip(1) {
        for line in fs::read_to_string(file)?.lines().filter(|line| !line.is_empty()) {
            let value: serde_json::Value = serde_json::from_str(line)?;
            let document = Document::new(value["text"].as_str().unwrap_or_default());
            let open = |word: &str| !words.is_closed_class(word) && words.count(word).is_none() && word.len() > 1;
            let tokens = document.tokens.iter().filter(|token| token.wordlike() && open(&token.lower));
            let mut stems: HashSet<String> = HashSet::new();
            for token in tokens {
                let stem = compare::stem(&stemmer, &token.lower);
                let (all, capital) = written.entry(stem.clone()).or_default();
                *all += 1;
                *capital += usize::from(token.capital);
                stems.insert(stem);
            }
            stems.into_iter().for_each(|stem| *in_articles.entry(stem).or_default() += 1);
            articles += 1.0;
        }
    }
    let mut steps: HashMap<u8, Vec<String>> = HashMap::new();
    for (stem, count) in in_articles {
        let share = count as f64 / articles;
        let name = written.get(&stem).is_some_and(|(all, capital)| *capital as f64 > *all as f64 * NAMES);
        if share >= LISTED && !name && stem.chars().all(|c| c.is_ascii_alphabetic()) {
            steps.entry((-share.ln() * 2.0).round() as u8).or_default().push(stem);
        }
    }
    println!(
        "# How rare a stem is in news: the share of articles that hold it is e to the power of minus half the step. \
         What is not"
    );
    println!(
        "# listed is rarer still. Counted by examples/word_rarity.rs over {articles} news articles \
         (corpus/model/MODEL_CARD.md names them)."
    );
    println!("step\tstems");
    let mut steps: Vec<_> = steps.into_iter().collect();
    steps.sort();
    for (step, mut stems) in steps {
        stems.sort();
        println!("{step}\t{}", stems.join(","));
    }
    Ok(())
}
