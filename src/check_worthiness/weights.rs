//! Lists the features, with the rule that explains each one and its weight from `corpus/model/check-worthiness.tsv`.

use std::sync::OnceLock;

use crate::lexicon::check_worthiness::Feature;
use crate::lexicon::{Table, decimal, shipped};
use crate::model::Rule;

const TABLE: Table = shipped!("model/check-worthiness.tsv");

/// The features of a sentence, and the rule that explains each one.
pub const FEATURES: [(Feature, Rule); 26] = [
    (Feature::Figure, Rule::WorthFigure),
    (Feature::Amount, Rule::WorthFigure),
    (Feature::Date, Rule::WorthDate),
    (Feature::Compare, Rule::WorthComparison),
    (Feature::Change, Rule::WorthChange),
    (Feature::Superlative, Rule::WorthSuperlative),
    (Feature::Quantity, Rule::WorthQuantity),
    (Feature::Cause, Rule::WorthCause),
    (Feature::Statistic, Rule::WorthStatistic),
    (Feature::Event, Rule::WorthEvent),
    (Feature::Record, Rule::WorthRecord),
    (Feature::Name, Rule::WorthName),
    (Feature::Past, Rule::WorthPast),
    (Feature::BePast, Rule::WorthPast),
    (Feature::Opinion, Rule::WorthOpinion),
    (Feature::Judgement, Rule::WorthJudgement),
    (Feature::Future, Rule::WorthFuture),
    (Feature::Wish, Rule::WorthWish),
    (Feature::Guess, Rule::WorthGuess),
    (Feature::Condition, Rule::WorthCondition),
    (Feature::Question, Rule::WorthQuestion),
    (Feature::Greeting, Rule::WorthGreeting),
    (Feature::Address, Rule::WorthAddress),
    (Feature::Oneself, Rule::WorthSelf),
    (Feature::Boilerplate, Rule::WorthBoilerplate),
    (Feature::Short, Rule::WorthShort),
];

/// What each feature adds to the sum from which the score is computed.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// The sum for a sentence without features.
    pub base: f32,
    /// The weights, in the order of [`FEATURES`].
    pub features: [f32; FEATURES.len()],
}

/// Returns the index of `feature` in [`FEATURES`].
pub fn position(feature: Feature) -> Option<usize> {
    FEATURES.iter().position(|(known, _)| *known == feature)
}

/// Returns the weights, which are read on first use. A feature without a row has weight 0.
pub fn get() -> &'static Weights {
    static WEIGHTS: OnceLock<Weights> = OnceLock::new();
    WEIGHTS.get_or_init(|| {
        let weight = |name: &str| {
            let row = TABLE.rows().find(|row| row.get(0) == name);
            row.and_then(|row| decimal(row.get(1))).unwrap_or(0.0) as f32
        };
        Weights { base: weight("base"), features: FEATURES.map(|(feature, _)| weight(feature.name())) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_match_features() {
        let rows: Vec<&str> = TABLE.rows().map(|row| row.get(0)).collect();
        let names: Vec<&str> = ["base"].into_iter().chain(FEATURES.map(|(feature, _)| feature.name())).collect();
        assert_eq!(rows, names);
        assert!(TABLE.rows().all(|row| decimal(row.get(1)).map(|value| value as f32) == row.get(1).parse().ok()));
        let table = std::fs::read_to_string("corpus/model/check-worthiness.tsv").unwrap();
        let rows = table.lines().filter(|line| !line.starts_with('#')).skip(2);
        let rows: Vec<Vec<&str>> = rows.map(|line| line.split('\t').collect()).collect();
        let sign = |cell: &str| cell.parse::<f32>().unwrap().signum();
        assert!(rows.iter().all(|row| sign(row[1]) == sign(row[2])), "a weight against its prior");
    }
}
