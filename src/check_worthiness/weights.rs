//! The features by name, with the reason each gives and its weight from `corpus/model/check-worthiness.tsv`.

use std::sync::OnceLock;

use crate::lexicon::{Table, decimal, shipped};

const TABLE: Table = shipped!("model/check-worthiness.tsv");

/// The name of each feature, and the id of the rule whose sentence explains it.
pub const FEATURES: [(&str, &str); 26] = [
    ("figure", "worth-figure"),
    ("amount", "worth-figure"),
    ("date", "worth-date"),
    ("compare", "worth-comparison"),
    ("change", "worth-change"),
    ("superlative", "worth-superlative"),
    ("quantity", "worth-quantity"),
    ("cause", "worth-cause"),
    ("statistic", "worth-statistic"),
    ("event", "worth-event"),
    ("record", "worth-record"),
    ("name", "worth-name"),
    ("past", "worth-past"),
    ("be-past", "worth-past"),
    ("opinion", "worth-opinion"),
    ("judgement", "worth-judgement"),
    ("future", "worth-future"),
    ("wish", "worth-wish"),
    ("guess", "worth-guess"),
    ("condition", "worth-condition"),
    ("question", "worth-question"),
    ("greeting", "worth-greeting"),
    ("address", "worth-address"),
    ("self", "worth-self"),
    ("boilerplate", "worth-boilerplate"),
    ("short", "worth-short"),
];

/// What each feature adds to the sum from which the score is computed.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// The sum of a sentence without features.
    pub base: f32,
    /// The weights, in the order of [`FEATURES`].
    pub features: [f32; FEATURES.len()],
}

/// The index of the feature `name` in [`FEATURES`].
pub fn position(name: &str) -> Option<usize> {
    FEATURES.iter().position(|(known, _)| *known == name)
}

/// The weights, read on first use. A feature without a row has weight 0.
pub fn get() -> &'static Weights {
    static WEIGHTS: OnceLock<Weights> = OnceLock::new();
    WEIGHTS.get_or_init(|| {
        let weight = |name: &str| {
            let row = TABLE.rows().find(|row| row.get(0) == name);
            row.and_then(|row| decimal(row.get(1))).unwrap_or(0.0) as f32
        };
        Weights { base: weight("base"), features: FEATURES.map(|(name, _)| weight(name)) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_match_features() {
        let rows: Vec<&str> = TABLE.rows().map(|row| row.get(0)).collect();
        let names: Vec<&str> = ["base"].into_iter().chain(FEATURES.map(|(name, _)| name)).collect();
        assert_eq!(rows, names);
        assert!(TABLE.rows().all(|row| decimal(row.get(1)).map(|value| value as f32) == row.get(1).parse().ok()));
        let table = std::fs::read_to_string("corpus/model/check-worthiness.tsv").unwrap();
        let rows = table.lines().filter(|line| !line.starts_with('#')).skip(2);
        let rows: Vec<Vec<&str>> = rows.map(|line| line.split('\t').collect()).collect();
        let sign = |cell: &str| cell.parse::<f32>().unwrap().signum();
        assert!(rows.iter().all(|row| sign(row[1]) == sign(row[2])), "a weight against its prior");
    }
}
