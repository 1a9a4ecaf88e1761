//! Reads the weights of the features by which clauses are compared, from `corpus/model/same.tsv`.

use std::sync::OnceLock;

use crate::lexicon::{Table, decimal, shipped};

const TABLE: Table = shipped!("model/same.tsv");

/// The features, named as in `corpus/model/same.tsv`.
pub const FEATURES: [&str; 33] = [
    "covered",
    "whole",
    "shared",
    "weight",
    "local-covered",
    "local-whole",
    "local-shared",
    "count",
    "names-shared",
    "names-strange",
    "names-missing",
    "figure-same",
    "figure-differs",
    "figure-missing",
    "date-same",
    "negation",
    "opposed",
    "denial",
    "verb-same",
    "subject-same",
    "sequences",
    "speaker-same",
    "speaker-other",
    "speaker-one",
    "quoted",
    "lengths",
    "event",
    "sentence-covered",
    "sentence-whole",
    "covered-whole",
    "covered-shared",
    "verbless",
    "centre",
];

/// The features of the second step, which compares a pair with the other pairs of its two clauses: the log odds of the
/// first step, and by how much they exceed those of the best other pair of each clause, the smaller and the larger
/// difference.
pub const RANKS: [&str; 3] = ["odds", "least-lead", "most-lead"];

/// A sum of weighted features.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights<const N: usize> {
    /// The sum if all features are 0.
    pub base: f32,
    /// The weights, in the order of the features.
    pub features: [f32; N],
}

impl<const N: usize> Weights<N> {
    /// Returns the log odds for these values of the features.
    pub fn odds(&self, values: &[f32; N]) -> f32 {
        self.base + self.features.iter().zip(values).map(|(weight, value)| weight * value).sum::<f32>()
    }
}

/// All weights.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Model {
    /// For clauses of articles, in the first step.
    pub clauses: Weights<{ FEATURES.len() }>,
    /// For clauses of articles, in the second step.
    pub ranks: Weights<{ RANKS.len() }>,
    /// The mean of each feature over the compared pairs of clauses.
    pub typical: [f32; FEATURES.len()],
    /// For separate sentences.
    pub sentences: Weights<{ FEATURES.len() }>,
}

/// Returns the weights, which are read on first use. A feature without a row has weight 0.
pub fn get() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| {
        let weight = |name: &str, column: usize| {
            let row = TABLE.rows().find(|row| row.get(0) == name);
            row.and_then(|row| decimal(row.get(column))).unwrap_or(0.0) as f32
        };
        Model {
            clauses: Weights { base: weight("base", 1), features: FEATURES.map(|name| weight(name, 1)) },
            ranks: Weights { base: weight("rank-base", 1), features: RANKS.map(|name| weight(name, 1)) },
            typical: FEATURES.map(|name| weight(name, 3)),
            sentences: Weights { base: weight("base", 2), features: FEATURES.map(|name| weight(name, 2)) },
        }
    })
}

/// Returns the probability for these log odds.
pub fn probability(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_match_features() {
        let rows: Vec<&str> = TABLE.rows().map(|row| row.get(0)).collect();
        let names: Vec<&str> = ["base"].into_iter().chain(FEATURES).chain(["rank-base"]).chain(RANKS).collect();
        assert_eq!(rows, names);
        let cells = TABLE.rows().flat_map(|row| [row.get(1), row.get(2), row.get(3)]).filter(|cell| !cell.is_empty());
        assert!(cells.into_iter().all(|cell| decimal(cell).is_some()));
    }
}
