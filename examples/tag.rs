//! Runs the tagger alone, for its trainer: `tag IN.jsonl THRESHOLD` prints `{"id","attributions"}` lines for the
//! neutral scorers, `tag IN.jsonl time` prints the time per thousand tokens.

use std::io::{BufRead, BufReader, Error};
use std::ops::Range;
use std::time::Instant;

use sayso::span::{Span, Unit, convert};
use sayso::tagger;
use sayso::text::Document;

fn main() -> Result<(), Error> {
    let mut args = std::env::args().skip(1);
    let (Some(from), Some(how)) = (args.next(), args.next()) else {
        return Err(Error::other("usage: tag IN.jsonl THRESHOLD|time"));
    };
    let (mut tokens, mut seconds) = (0, 0.0);
    for line in BufReader::new(std::fs::File::open(from)?).lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        let document = Document::new(row["text"].as_str().unwrap_or(""));
        let begun = Instant::now();
        let tagging = tagger::tag(&document);
        seconds += begun.elapsed().as_secs_f64();
        tokens += document.tokens.len();
        if let Ok(threshold) = how.parse::<f32>() {
            println!("{}", attributions(&row["id"], &document, &tagging, threshold));
        }
    }
    eprintln!("{tokens} tokens, {:.2} ms per 1,000", seconds * 1e6 / tokens as f64);
    Ok(())
}

fn attributions(
    id: &serde_json::Value,
    document: &Document<'_>,
    tagging: &tagger::Tagging,
    threshold: f32,
) -> serde_json::Value {
    let spans = |ranges: &[Range<usize>]| {
        let mut spans: Vec<Span> = ranges.iter().map(|range| document.cover(range.clone())).collect();
        convert(document.text, Unit::Codepoint, &mut spans.iter_mut().collect::<Vec<_>>());
        spans
    };
    let kept = tagging.settled(threshold).into_iter();
    let rows: Vec<serde_json::Value> = kept
        .map(|r| {
            serde_json::json!({
                "source": spans(&r.source), "cue": spans(std::slice::from_ref(&r.cue)), "content": spans(&r.content),
                "confidence": r.confidence, "cue_likelihood": r.cue_likelihood, "gate": r.gate,
            })
        })
        .collect();
    serde_json::json!({"id": id, "attributions": rows})
}
