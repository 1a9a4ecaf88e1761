//! Writes the features of pairs of denials and accusations in an annotated set, for the trainer: `answer_features
//! IN.jsonl OUT.tsv`.
//!
//! `IN.jsonl` contains annotated articles. OUT gets the names of the features, then one line per pair, tab-separated:
//! the article's outlet, 1 if the denial is annotated as a cue of the accusation and 0 otherwise, and the values of
//! the features.

use std::io::{BufRead, BufReader, BufWriter, Error, Write};

use sayso::claim::{FEATURES, answer_features};
use sayso::model::{Claim, Reason, Status};
use sayso::span::Span;
use sayso::text::Document;
use serde_json::Value;

fn main() -> Result<(), Error> {
    let mut args = std::env::args().skip(1);
    let (Some(from), Some(to)) = (args.next(), args.next()) else {
        return Err(Error::other("usage: answer_features IN.jsonl OUT.tsv"));
    };
    let mut out = BufWriter::new(std::fs::File::create(to)?);
    writeln!(out, "outlet\tright\t{}", FEATURES.join("\t"))?;
    for line in BufReader::new(std::fs::File::open(from)?).lines() {
        let article: Value = serde_json::from_str(&line?)?;
        let text = article["text"].as_str().unwrap_or_default();
        let gold = claims(text, &article);
        let sides: Vec<(Claim, bool)> = gold.iter().map(|side| (side.claim.clone(), side.refers)).collect();
        for (denial, accusation, values) in answer_features(&Document::new(text), &sides) {
            let right = gold[accusation].denials.contains(&gold[denial].claim.cues[0]);
            let values: Vec<String> = values.iter().map(f32::to_string).collect();
            let outlet = article["outlet"].as_str().unwrap_or_default();
            writeln!(out, "{outlet}\t{}\t{}", u8::from(right), values.join("\t"))?;
        }
    }
    out.flush()
}

/// A claim as the program would find it, without the information from the rest of the article.
struct Gold {
    claim: Claim,
    /// Whether the cue only refers to a claim that is stated in another paragraph.
    refers: bool,
    /// The cues elsewhere in the article that deny the claim.
    denials: Vec<Span>,
}

/// Returns the accusations and denials of an article, in the order of their cues.
fn claims(text: &str, article: &Value) -> Vec<Gold> {
    let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    bytes.push(text.len());
    let spans = |value: &Value| -> Vec<Span> {
        let pair = |v: &Value| {
            let at = |i: usize| v[i].as_u64().and_then(|n| bytes.get(n as usize)).copied().unwrap_or(text.len());
            Span::new(at(0), at(1))
        };
        value.as_array().into_iter().flatten().map(pair).collect()
    };
    let paragraph = |at: usize| text[..at].matches('\n').count();
    let mut out: Vec<Gold> = Vec::new();
    let mut answers: Vec<Gold> = Vec::new();
    for row in article["claims"].as_array().into_iter().flatten() {
        let (content, cues) = (spans(&row["content"]), spans(&row["cues"]));
        let Some(here) = content.first().map(|span| paragraph(span.start)) else { continue };
        let (local, elsewhere): (Vec<Span>, Vec<Span>) = cues.iter().partition(|cue| paragraph(cue.start) == here);
        let status = match row["status"].as_str() {
            Some("denied") if elsewhere.is_empty() || local.is_empty() => Status::Denied,
            Some("denied" | "alleged") => Status::Alleged,
            _ => continue,
        };
        let name = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let claim = |cues: Vec<Span>, status, content: Vec<Span>| Claim {
            content,
            status,
            reason: Reason::default(),
            cues,
            claimant: name(&row["claimant"]),
            challengers: row["challengers"].as_array().into_iter().flatten().map(name).collect(),
            target: name(&row["target"]),
            versus: Vec::new(),
            figures: Vec::new(),
            confidence: 1.0,
        };
        for &cue in &elsewhere {
            answers.push(Gold {
                claim: claim(vec![cue], Status::Denied, Vec::new()),
                refers: true,
                denials: Vec::new(),
            });
        }
        let denials = if status == Status::Alleged { elsewhere } else { Vec::new() };
        let cues = if local.is_empty() { cues } else { local };
        out.push(Gold { claim: claim(cues, status, content), refers: false, denials });
    }
    // If such a denial has the cue of a claim that is stated in its own paragraph, the two are the same.
    for answer in answers {
        let cue = answer.claim.cues[0];
        match out.iter_mut().find(|gold| gold.claim.cues.contains(&cue)) {
            Some(known) if known.denials.is_empty() => known.claim.status = Status::Denied,
            Some(_) => {}
            None => out.push(answer),
        }
    }
    out.sort_by_key(|gold| gold.claim.cues[0]);
    out
}
