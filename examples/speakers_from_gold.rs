//! Resolves the speakers of gold attributions, so that this stage can be measured separately.
//!
//! Run `cargo run --release --example speakers_from_gold GOLD.jsonl > PRED.jsonl`, then score `PRED.jsonl` with the
//! neutral scorer. Prints the accuracy of source types to standard error. With `--all` before the file, attributions
//! are found as well, and source types are not counted.

use std::error::Error;

use sayso::model::{Act, Analysis, Attribution, Kind, Reason, SourceType};
use sayso::span::{Span, Unit};
use sayso::speaker::SpeakerResolver;
use sayso::text::Document;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let whole = std::env::args().any(|arg| arg == "--all");
    let path =
        std::env::args().skip(1).find(|arg| arg != "--all").ok_or("usage: speakers_from_gold [--all] GOLD.jsonl")?;
    let (mut right, mut all) = (0, 0);
    for line in std::fs::read_to_string(path)?.lines() {
        let article: Value = serde_json::from_str(line)?;
        let text = article["text"].as_str().unwrap_or_default();
        if whole {
            let analysis = sayso::analyze(text).in_unit(text, Unit::Codepoint);
            println!("{}", json!({ "id": article["id"], "attributions": analysis.attributions, "claims": [] }));
            continue;
        }
        let gold = article["attributions"].as_array().cloned().unwrap_or_default();
        let mut attributions: Vec<Attribution> = gold.iter().map(|one| read(text, one)).collect();
        SpeakerResolver::new(&Document::new(text)).resolve(&mut attributions);
        for (one, wanted) in attributions.iter().zip(&gold) {
            all += 1;
            right += usize::from(serde_json::to_value(one.source_type)? == wanted["source_type"]);
        }
        let analysis = Analysis { attributions, ..Analysis::default() }.in_unit(text, Unit::Codepoint);
        println!("{}", json!({ "id": article["id"], "attributions": analysis.attributions, "claims": [] }));
    }
    if !whole {
        eprintln!("source type right: {right} of {all}");
    }
    Ok(())
}

/// Returns the gold attribution with spans in bytes, without the fields that are to be predicted.
fn read(text: &str, one: &Value) -> Attribution {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let spans = |key: &str| -> Vec<Span> {
        let at = |value: &Value| value.as_u64().and_then(|at| bytes.get(at as usize)).copied().unwrap_or(0);
        one[key].as_array().into_iter().flatten().map(|span| Span::new(at(&span[0]), at(&span[1]))).collect()
    };
    Attribution {
        source: spans("source"),
        cue: spans("cue"),
        content: spans("content"),
        kind: serde_json::from_value::<Kind>(one["kind"].clone()).unwrap_or(Kind::Indirect),
        act: Act::default(),
        source_type: SourceType::Unknown,
        speaker: String::new(),
        antecedent: None,
        confidence: 1.0,
        reason: Reason::default(),
    }
}
