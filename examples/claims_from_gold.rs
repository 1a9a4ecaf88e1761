//! Finds the claims in an annotated set and prints them for the neutral scorer, one article per line.
//!
//! usage: cargo run --example claims_from_gold --features cli -- FILE.jsonl [--own]
//!
//! Uses the attributions of the file, or with `--own` those that the program finds. The difference shows how many
//! claims are lost because of wrong attributions.

use std::io::Write as _;

use sayso::model::{Act, Attribution, Kind, Reason, SourceType};
use sayso::span::{Span, Unit, convert};
use sayso::text::Document;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let path = args.next().ok_or("no file given")?;
    let own = args.next().as_deref() == Some("--own");
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::fs::read_to_string(path)?.lines() {
        let article: Value = serde_json::from_str(line)?;
        let text = article["text"].as_str().unwrap_or_default();
        let document = Document::new(text);
        let attributions = if own { sayso::analyze(text).attributions } else { gold(text, &article) };
        let (resolver, tagged) =
            (sayso::speaker::SpeakerResolver::new(&document), sayso::tagger::tag(&document).claims);
        let mut claims = sayso::claim::find(&document, &resolver, &attributions, &tagged);
        let mut spans: Vec<&mut Span> = claims
            .iter_mut()
            .flat_map(|claim| claim.content.iter_mut().chain(&mut claim.cues).chain(&mut claim.reason.words))
            .collect();
        convert(text, Unit::Codepoint, &mut spans);
        writeln!(out, "{}", json!({ "id": article["id"], "claims": claims }))?;
    }
    Ok(())
}

/// Returns the attributions of the file, with spans in bytes.
fn gold(text: &str, article: &Value) -> Vec<Attribution> {
    let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    bytes.push(text.len());
    let spans = |value: &Value| -> Vec<Span> {
        let pair = |v: &Value| {
            let at = |i: usize| v[i].as_u64().and_then(|n| bytes.get(n as usize)).copied().unwrap_or(text.len());
            Span::new(at(0), at(1))
        };
        value.as_array().into_iter().flatten().map(pair).collect()
    };
    let all = article["attributions"].as_array().into_iter().flatten();
    all.map(|a| Attribution {
        source: spans(&a["source"]),
        cue: spans(&a["cue"]),
        content: spans(&a["content"]),
        kind: Kind::Indirect,
        act: Act::default(),
        source_type: SourceType::Unknown,
        speaker: a["speaker"].as_str().unwrap_or_default().to_owned(),
        antecedent: None,
        confidence: 1.0,
        reason: Reason::default(),
    })
    .collect()
}
