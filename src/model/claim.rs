//! The claims of an article.

use serde::{Deserialize, Serialize};

use super::{Reason, Status};
use crate::span::Span;

/// A passage that states something, and how the article presents it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Claim {
    /// The smallest clause that states the claim, without its cue. Never empty.
    pub content: Vec<Span>,
    /// How the article presents it.
    pub status: Status,
    /// The words that justify the status. Never empty.
    pub cues: Vec<Span>,
    /// Who makes the claim; empty if the text names no one.
    pub claimant: String,
    /// Who denies or disputes it.
    pub challengers: Vec<String>,
    /// Who is accused, if the claim is an accusation; otherwise empty.
    pub target: String,
    /// The competing versions of a disputed claim, as positions in the list of claims.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(as = "Option<Vec<usize>>", optional))]
    pub versus: Vec<usize>,
    /// The figures in the content, including bounds and units.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(as = "Option<Vec<Span>>", optional))]
    pub figures: Vec<Span>,
    /// The probability that content and status are right, from 0 to 1.
    pub confidence: f32,
    /// Why it was marked.
    pub reason: Reason,
}

impl Claim {
    /// Creates a claim without parties, competing versions or figures, with a confidence of 1.
    pub fn new(content: Vec<Span>, status: Status, cues: Vec<Span>, reason: Reason) -> Self {
        Self {
            content,
            status,
            cues,
            claimant: String::new(),
            challengers: Vec::new(),
            target: String::new(),
            versus: Vec::new(),
            figures: Vec::new(),
            confidence: 1.0,
            reason,
        }
    }

    /// Returns all spans in it.
    pub(crate) fn spans_mut(&mut self) -> impl Iterator<Item = &mut Span> {
        self.content.iter_mut().chain(&mut self.cues).chain(&mut self.reason.words).chain(&mut self.figures)
    }
}
