//! Writes the check-worthiness features of each text, for the trainer: `worth_features IN.jsonl OUT.tsv`.
//!
//! `IN.jsonl` contains `{"text"}` lines. OUT gets the names of the features, then one line per text: their values in
//! its longest sentence, tab-separated.

use std::io::{BufRead, BufReader, BufWriter, Error, Write};

use sayso::check_worthiness::{of_sentences, weights::FEATURES};
use sayso::text::Document;

fn main() -> Result<(), Error> {
    let mut args = std::env::args().skip(1);
    let (Some(from), Some(to)) = (args.next(), args.next()) else {
        return Err(Error::other("usage: worth_features IN.jsonl OUT.tsv"));
    };
    let mut out = BufWriter::new(std::fs::File::create(to)?);
    writeln!(out, "{}", FEATURES.map(|(feature, _)| feature.name()).join("\t"))?;
    for line in BufReader::new(std::fs::File::open(from)?).lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        let text = row["text"].as_str().unwrap_or("");
        let document = Document::new(text);
        let (attributions, sentences) = (sayso::analyze(text).attributions, &document.sentences);
        let longest = of_sentences(&document, &attributions).zip(sentences).max_by_key(|(_, s)| s.end - s.start);
        let values = longest.map_or([0.0; FEATURES.len()], |(features, _)| features.values);
        writeln!(out, "{}", values.map(|value| value.to_string()).join("\t"))?;
    }
    out.flush()
}
