//! A match with a published fact-check, in the form in which the command line and the JavaScript interfaces return it.

use serde::Serialize;

use crate::checks::{Checked, Library, Match, Stance};
use crate::span::{Span, Unit, convert};

/// A sentence that makes or resembles a checked claim, with the checks of that claim.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Match"))]
pub struct Row {
    /// The sentence.
    pub sentence: Span,
    /// The words of the sentence.
    pub text: String,
    /// Who says it; empty if unknown.
    pub speaker: String,
    /// The probability that the sentence makes the claim, from 0 to 1.
    pub score: f64,
    /// Whether a reader should see the match without asking; the others are similar checks.
    pub shown: bool,
    /// What the article says about the claim. Only a match with `repeats` is a warning.
    pub stance: Stance,
    /// The words that show the stance.
    pub cues: Vec<Span>,
    /// The words of the sentence that also occur in the claim or a title of its checks.
    pub words: Vec<Span>,
    /// The claim, who makes it, and who checked it.
    pub check: Checked,
}

/// Rounds a probability to four decimals.
pub fn rounded(score: f32) -> f64 {
    (f64::from(score) * 10_000.0).round() / 10_000.0
}

/// Returns the matches `found` in `text`, whose spans count bytes, with the checks they refer to. The spans of the
/// result count `unit`.
pub fn rows(text: &str, mut found: Vec<Match>, library: &Library, unit: Unit) -> Vec<Row> {
    let sentences: Vec<String> = found.iter().map(|one| one.sentence.of(text).to_owned()).collect();
    let mut spans: Vec<&mut Span> = found.iter_mut().flat_map(Match::spans_mut).collect();
    convert(text, unit, &mut spans);
    let row = |(one, text): (Match, String)| Row {
        sentence: one.sentence,
        text,
        speaker: one.speaker,
        score: rounded(one.score),
        shown: one.shown,
        stance: one.stance,
        cues: one.cues,
        words: one.words,
        check: library.get(one.claim),
    };
    found.into_iter().zip(sentences).map(row).collect()
}
