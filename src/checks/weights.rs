//! The weights of the features, read from `corpus/model/checks.tsv`.

use std::sync::OnceLock;

use super::features::{Features, NAMES};
use crate::lexicon::{Table, decimal, shipped};

const TABLE: Table = shipped!("model/checks.tsv");

/// What each feature adds to the rank of a claim among the candidates, and to the evidence that the claim is right.
#[derive(Clone, Debug)]
pub struct Weights {
    rank: Features,
    right: Features,
    base: f32,
    score: f32,
    gap: f32,
    /// The lowest probability at which a match is shown.
    pub shown: f32,
    /// The lowest probability at which a claim is offered as similar.
    pub similar: f32,
}

/// Returns the weights, which are read on first use.
pub fn get() -> &'static Weights {
    static WEIGHTS: OnceLock<Weights> = OnceLock::new();
    WEIGHTS.get_or_init(|| {
        let of = |name: &str, column: usize| {
            let row = TABLE.rows().find(|row| row.get(0) == name);
            row.and_then(|row| decimal(row.get(column))).unwrap_or_default() as f32
        };
        Weights {
            rank: NAMES.map(|name| of(name, 1)),
            right: NAMES.map(|name| of(name, 2)),
            base: of("base", 2),
            score: of("rank", 2),
            gap: of("gap", 2),
            shown: of("shown", 2),
            similar: of("similar", 2),
        }
    })
}

impl Weights {
    /// Returns how well a claim fits in comparison with others for the same sentence. The value can be any number;
    /// higher is better.
    pub fn rank(&self, features: &Features) -> f32 {
        dot(&self.rank, features)
    }

    /// Returns the probability that a claim with this rank is the one that the sentence makes. `gap` is the rank minus
    /// that of the best other claim.
    pub fn probability(&self, features: &Features, rank: f32, gap: f32) -> f32 {
        let sum = self.base + dot(&self.right, features) + self.score * rank + self.gap * gap.clamp(-4.0, 4.0);
        1.0 / (1.0 + (-sum).exp())
    }
}

fn dot(weights: &Features, features: &Features) -> f32 {
    weights.iter().zip(features).map(|(weight, value)| weight * value).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_its_weights() {
        let named: Vec<&str> = TABLE.rows().map(|row| row.get(0)).collect();
        let wanted: Vec<&str> = NAMES.into_iter().chain(["base", "rank", "gap", "shown", "similar"]).collect();
        assert_eq!(named, wanted);
        assert!(get().similar < get().shown && get().shown < 1.0);
    }
}
