//! Writes the features for choosing speakers, for the trainer: `speaker_features GOLD.jsonl OUT.jsonl [WEIGHTS.tsv]`.
//!
//! GOLD contains articles with attributions, whose sources are used. OUT gets one line per article: `{"id",
//! "speakers", "decisions": [{"attribution", "class", "own", "options": [[name, [feature, …]], …]}]}`. Intermediate
//! choices are made with WEIGHTS, in the format of `corpus/model/speakers.tsv`, or with those compiled in.

use std::error::Error;
use std::io::{BufWriter, Write};

use sayso::model::Kind;
use sayso::span::Span;
use sayso::speaker::coreference::weights::{self, Weights};
use sayso::speaker::{AttributionParts, SpeakerResolver};
use sayso::text::Document;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(from), Some(to)) = (args.next(), args.next()) else {
        return Err("usage: speaker_features GOLD.jsonl OUT.jsonl [WEIGHTS.tsv]".into());
    };
    let weights = match args.next() {
        Some(path) => Weights::read(&std::fs::read_to_string(path)?),
        None => weights::get().clone(),
    };
    let mut out = BufWriter::new(std::fs::File::create(to)?);
    for line in std::fs::read_to_string(from)?.lines() {
        writeln!(out, "{}", article(&serde_json::from_str(line)?, &weights))?;
    }
    Ok(out.flush()?)
}

fn article(article: &Value, weights: &Weights) -> Value {
    let text = article["text"].as_str().unwrap_or_default();
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let spans = |value: &Value| -> Vec<Span> {
        let at = |value: &Value| value.as_u64().and_then(|at| bytes.get(at as usize)).copied().unwrap_or(0);
        value.as_array().into_iter().flatten().map(|span| Span::new(at(&span[0]), at(&span[1]))).collect()
    };
    let gold = article["attributions"].as_array().cloned().unwrap_or_default();
    let parts: Vec<[Vec<Span>; 3]> =
        gold.iter().map(|one| [spans(&one["source"]), spans(&one["cue"]), spans(&one["content"])]).collect();
    let attributions: Vec<AttributionParts<'_>> = parts
        .iter()
        .zip(&gold)
        .map(|([source, cue, content], one)| {
            let kind = serde_json::from_value(one["kind"].clone()).unwrap_or(Kind::Indirect);
            AttributionParts { source, cue, content, kind }
        })
        .collect();
    let mut decisions = Vec::new();
    let speakers = SpeakerResolver::new(&Document::new(text)).trace(&attributions, weights, &mut |decision| {
        let options =
            decision.options.iter().map(|(name, features)| json!([name, features.present().collect::<Vec<_>>()]));
        decisions.push(json!({
            "attribution": decision.attribution, "class": decision.class, "own": decision.own,
            "options": options.collect::<Vec<_>>(),
        }));
    });
    json!({ "id": article["id"], "speakers": speakers, "decisions": decisions })
}
