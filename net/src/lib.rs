//! The arithmetic of the tagger: weights, forward pass and decoding of labels.
//!
//! This is a separate package because Cargo sets optimisation levels per package: the page is built for size, and these
//! loops would then take ten times as long. For the same reason no public function is generic or inlined: it would be
//! compiled as part of its caller. This package knows nothing about texts. It receives tokens as numbers ([`Input`])
//! and returns scores, likelihoods and labels.

mod chain;
mod forward;
mod simd;
pub mod weights;

pub use chain::{exp, ln};
pub use forward::{ClaimScores, Hidden, Window, claim, claim_emissions, emissions, hidden, relate};
use weights::{CLAIM_LABELS, LABELS, LABELS2, Weights};

/// The number of rows of each embedding table. A hash selects the row: of the whole word for the first four tables,
/// each with another seed; then of its first three letters, its last three letters, its last four letters, and its
/// letter shape.
pub const TABLES: [u32; 8] = [4096, 4096, 4096, 4096, 1024, 1024, 2048, 256];

/// The number of classes of each field of [`Input::classes`], which describe where a token is and what kind it is.
pub const FIELDS: [u8; 17] = [10, 7, 8, 8, 8, 8, 8, 5, 8, 8, 6, 6, 8, 6, 5, 5, 4];

/// One token as the network sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Input {
    /// A row of each of [`TABLES`].
    pub hashed: [u16; TABLES.len()],
    /// A class of each of [`FIELDS`].
    pub classes: [u8; FIELDS.len()],
    /// The status of the lexicon's claim cue that contains this token, counted from 1; 0 if there is none. Only the
    /// layers for claims read it.
    pub claim: u8,
}

/// Returns the likelihood of each first-stage label at each token.
#[inline(never)]
pub fn likelihoods(weights: &Weights, emissions: &[[f32; LABELS]]) -> Vec<[f32; LABELS]> {
    chain::likelihoods(emissions, &weights.moves)
}

/// Returns the likelihood of each second-stage label at each token of a window.
#[inline(never)]
pub fn likelihoods2(weights: &Weights, emissions: &[[f32; LABELS2]]) -> Vec<[f32; LABELS2]> {
    chain::likelihoods(emissions, &weights.moves2)
}

/// Returns the best sequence of second-stage labels for the tokens of a window.
#[inline(never)]
pub fn best2(weights: &Weights, emissions: &[[f32; LABELS2]]) -> Vec<u8> {
    chain::best(emissions, &weights.moves2)
}

/// Returns the likelihood of each label of claim cues at each token.
#[inline(never)]
pub fn claim_likelihoods(weights: &Weights, emissions: &[[f32; CLAIM_LABELS]]) -> Vec<[f32; CLAIM_LABELS]> {
    chain::likelihoods(emissions, &weights.claims.moves)
}

/// Returns the likelihood of each label of a claim's content at each token of a window.
#[inline(never)]
pub fn content_likelihoods(weights: &Weights, emissions: &[[f32; CLAIM_LABELS]]) -> Vec<[f32; CLAIM_LABELS]> {
    chain::likelihoods(emissions, &weights.claims.content_moves)
}

/// Returns the best sequence of labels for the content of a claim.
#[inline(never)]
pub fn best_content(weights: &Weights, emissions: &[[f32; CLAIM_LABELS]]) -> Vec<u8> {
    chain::best(emissions, &weights.claims.content_moves)
}
