//! Draws a random sample of contested marks from a set of articles for an editor to judge, one mark per line,
//! tab-separated.
//!
//! usage: cargo run --release --example claim_sample --features cli -- FILE.jsonl [--articles 150] [--marks 60]
//! [--seed 1] [--text]
//!
//! Prints the article, the code point offsets of content and cues, status and rule, with empty columns for verdict
//! and reason. `--text` adds the sentence of the cue to judge by (it belongs to the publisher, so never keep it in
//! the project). The totals are printed to standard error: articles, words, contested marks.

use sayso::model::{Claim, Status};
use sayso::span::{Span, Unit, convert};
use sayso::text::Document;
use serde_json::Value;

/// Knuth's linear congruential generator (MMIX). The same seed gives the same sample everywhere.
struct Dice(u64);

impl Dice {
    /// Returns a number less than `below`, which must not be 0.
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % below
    }

    /// Returns `wanted` elements of the list, or all if there are fewer, in random order.
    fn draw<T>(&mut self, mut from: Vec<T>, wanted: usize) -> Vec<T> {
        for at in 0..wanted.min(from.len()) {
            let other = at + self.roll(from.len() - at);
            from.swap(at, other);
        }
        from.truncate(wanted);
        from
    }
}

/// A contested mark: its article, its claim with offsets in code points, and the words to judge it by.
struct Mark {
    article: String,
    claim: Claim,
    sentence: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let number = |name: &str, default: usize| {
        let value = args.iter().position(|arg| arg == name).and_then(|at| args.get(at + 1));
        value.and_then(|value| value.parse().ok()).unwrap_or(default)
    };
    let path = args.first().ok_or("no file given")?;
    let lines: Vec<String> = std::fs::read_to_string(path)?.lines().map(str::to_owned).collect();
    let mut dice = Dice(number("--seed", 1) as u64);
    let articles = dice.draw(lines, number("--articles", 150));
    let (mut marks, mut words) = (Vec::new(), 0);
    for line in &articles {
        let article: Value = serde_json::from_str(line)?;
        let text = article["text"].as_str().unwrap_or_default();
        words += text.split_whitespace().count();
        marks.extend(contested(text, article["id"].as_str().unwrap_or_default()));
    }
    eprintln!("{} articles, {words} words, {} contested marks", articles.len(), marks.len());
    println!("article\tcontent\tcue\tstatus\trule\tverdict\treason");
    let mut drawn = dice.draw(marks, number("--marks", 60));
    drawn.sort_by(|a, b| (&a.article, a.claim.content.first()).cmp(&(&b.article, b.claim.content.first())));
    let shown = args.iter().any(|arg| arg == "--text");
    for Mark { article, claim, sentence } in drawn {
        let (content, cues) = (offsets(&claim.content), offsets(&claim.cues));
        let status = claim.status.name();
        let text = if shown { sentence } else { String::new() };
        println!("{article}\t{content}\t{cues}\t{status}\t{}\t\t{text}", claim.reason.rule.name());
    }
    Ok(())
}

/// Returns the contested marks of a text, with offsets in code points.
fn contested(text: &str, article: &str) -> Vec<Mark> {
    const OPEN: [Status; 5] = [Status::Refuted, Status::Denied, Status::Disputed, Status::Unconfirmed, Status::Alleged];
    let document = Document::new(text);
    let mut claims = sayso::analyze(text).claims;
    claims.retain(|claim| OPEN.contains(&claim.status));
    let sentences: Vec<String> = claims.iter().map(|claim| shown(&document, claim)).collect();
    let mut spans: Vec<&mut Span> =
        claims.iter_mut().flat_map(|claim| claim.content.iter_mut().chain(&mut claim.cues)).collect();
    convert(text, Unit::Codepoint, &mut spans);
    let mark = |(claim, sentence)| Mark { article: article.to_owned(), claim, sentence };
    claims.into_iter().zip(sentences).map(mark).collect()
}

/// Returns the words of the cue and of the content, and the sentence of the cue.
fn shown(document: &Document<'_>, claim: &Claim) -> String {
    let of = |spans: &[Span]| spans.iter().map(|span| span.of(document.text)).collect::<Vec<_>>().join(" … ");
    let first = claim.cues.first().map_or(0, |cue| cue.start);
    let sentence = document.sentences.iter().find(|sentence| sentence.end > first).map_or("", |s| s.of(document.text));
    format!("[{}] {{{}}} {sentence}", of(&claim.cues), of(&claim.content)).replace(['\n', '\t'], " ")
}

fn offsets(spans: &[Span]) -> String {
    spans.iter().map(|span| format!("{}-{}", span.start, span.end)).collect::<Vec<_>>().join(",")
}
