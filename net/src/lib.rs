//! The arithmetic of the tagger: weights, forward pass and decoding of labels.
//!
//! This is a separate package because Cargo sets optimisation levels per package: the page is built for size, and
//! these loops would then take ten times as long. For the same reason no public function is generic or inlined,
//! because it would be compiled into its caller. This package knows nothing about texts: tokens come in as numbers
//! ([`Input`]), labels go out.

mod chain;
mod forward;
mod simd;
pub mod weights;

pub use chain::{exp, ln};
pub use forward::{ClaimScores, Hidden, Window, claim, claim_emissions, emissions, hidden, relate};
use weights::{CLAIM_LABELS, LABELS, LABELS2, Weights};

/// Rows of the hashed tables: four views of the whole word, its first three letters, its last three, its last four,
/// and its letter shape.
pub const TABLES: [u32; 8] = [4096, 4096, 4096, 4096, 1024, 1024, 2048, 256];

/// The number of classes of each structure field.
pub const FIELDS: [u8; 17] = [10, 7, 8, 8, 8, 8, 8, 5, 8, 8, 6, 6, 8, 6, 5, 5, 4];

/// One token as the network sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Input {
    /// A row of each of [`TABLES`].
    pub hashed: [u16; TABLES.len()],
    /// A class of each of [`FIELDS`].
    pub classes: [u8; FIELDS.len()],
    /// The status that the tables give to the cue at this token, counted from 1; 0 if there is no cue. Only the
    /// layers for claims read it.
    pub claim: u8,
}

/// The likelihood of each first-stage label at each token.
#[inline(never)]
pub fn likelihoods(weights: &Weights, emissions: &[[f32; LABELS]]) -> Vec<[f32; LABELS]> {
    chain::likelihoods(emissions, &weights.moves)
}

/// The likelihood of each second-stage label at each token of a window.
#[inline(never)]
pub fn likelihoods2(weights: &Weights, emissions: &[[f32; LABELS2]]) -> Vec<[f32; LABELS2]> {
    chain::likelihoods(emissions, &weights.moves2)
}

/// The best second-stage label sequence.
#[inline(never)]
pub fn best2(weights: &Weights, emissions: &[[f32; LABELS2]]) -> Vec<u8> {
    chain::best(emissions, &weights.moves2)
}

/// The likelihood of each claim cue label at each token.
#[inline(never)]
pub fn claim_likelihoods(weights: &Weights, emissions: &[[f32; CLAIM_LABELS]]) -> Vec<[f32; CLAIM_LABELS]> {
    chain::likelihoods(emissions, &weights.claims.moves)
}

/// The likelihood of each claim content label at each token of a window.
#[inline(never)]
pub fn content_likelihoods(weights: &Weights, emissions: &[[f32; CLAIM_LABELS]]) -> Vec<[f32; CLAIM_LABELS]> {
    chain::likelihoods(emissions, &weights.claims.content_moves)
}

/// The best label sequence for a claim's content.
#[inline(never)]
pub fn best_content(weights: &Weights, emissions: &[[f32; CLAIM_LABELS]]) -> Vec<u8> {
    chain::best(emissions, &weights.claims.content_moves)
}
