//! Claims and their statuses.

use serde::{Deserialize, Serialize};

use super::Reason;
use crate::span::Span;

/// How the article presents a claim. Variants are in order of precedence: if several apply, the first wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Found false, withdrawn or corrected.
    Refuted,
    /// Someone affected by the claim says it is false.
    Denied,
    /// Two parties give versions that cannot both be true.
    Disputed,
    /// Nobody has established it.
    Unconfirmed,
    /// An accusation, or a claim that the writer keeps at a distance.
    Alleged,
    /// A guess, fear or forecast about facts.
    Speculative,
    /// Someone independent of the claimant supports it.
    Corroborated,
}

impl Status {
    /// All statuses in order of precedence, which is also the order of the network's labels.
    pub const ALL: [Status; 7] = [
        Status::Refuted,
        Status::Denied,
        Status::Disputed,
        Status::Unconfirmed,
        Status::Alleged,
        Status::Speculative,
        Status::Corroborated,
    ];

    /// The name used in every format and in the tables.
    pub const fn name(self) -> &'static str {
        match self {
            Status::Refuted => "refuted",
            Status::Denied => "denied",
            Status::Disputed => "disputed",
            Status::Unconfirmed => "unconfirmed",
            Status::Alleged => "alleged",
            Status::Speculative => "speculative",
            Status::Corroborated => "corroborated",
        }
    }

    /// The status with this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }

    /// Whether this is one of the five statuses that count as contested.
    pub const fn contested(self) -> bool {
        !matches!(self, Status::Speculative | Status::Corroborated)
    }
}

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
    /// Creates a claim without parties, competing versions and figures, with a confidence of 1.
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

    /// All spans in it.
    pub(crate) fn spans_mut(&mut self) -> impl Iterator<Item = &mut Span> {
        self.content.iter_mut().chain(&mut self.cues).chain(&mut self.reason.words).chain(&mut self.figures)
    }
}
