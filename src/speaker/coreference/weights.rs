//! The feature weights from `corpus/model/speakers.tsv`. Each row has one weight for all classes of anaphor, and
//! additions for some classes.

use std::sync::OnceLock;

use super::features::{CLASSES, FEATURES, Features};
use crate::lexicon::{Table, decimal, shipped};

const TABLE: Table = shipped!("model/speakers.tsv");

/// What each feature adds to the score of an option, for each class of anaphor.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// `[class][feature]`, in the order of [`CLASSES`] and [`FEATURES`].
    of: Vec<[f32; FEATURES.len()]>,
    /// For each class, the margin by which the best option must exceed the next one.
    margin: Vec<f32>,
}

/// The name of the row with the margins.
pub const MARGIN: &str = "margin";

impl Weights {
    /// Reads the weights from `table`, in the format of `corpus/model/speakers.tsv`. Missing cells count as zero.
    pub fn read(table: &str) -> Self {
        let rows = table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect::<Vec<_>>());
        Self::of(rows.filter_map(|row| match row.as_slice() {
            [name, all, own, ..] => Some((*name, *all, own.split(',').filter(|own| own.contains(':')).collect())),
            _ => None,
        }))
    }

    /// Builds the weights from rows of a feature name, its weight for all classes, and additions as "class:weight".
    fn of<'a>(rows: impl Iterator<Item = (&'a str, &'a str, Vec<&'a str>)>) -> Self {
        let mut out = Self { of: vec![[0.0; FEATURES.len()]; CLASSES.len()], margin: vec![0.0; CLASSES.len()] };
        for (name, all, own) in rows {
            let feature = FEATURES.iter().position(|known| *known == name);
            for (class, known) in CLASSES.iter().enumerate() {
                let own = own.iter().filter_map(|pair| pair.split_once(':')).find(|(class, _)| class == known);
                let own = own.and_then(|(_, weight)| decimal(weight)).unwrap_or(0.0);
                let value = (decimal(all).unwrap_or(0.0) + own) as f32;
                match feature {
                    Some(feature) => out.of[class][feature] = value,
                    None if name == MARGIN => out.margin[class] = value,
                    None => {}
                }
            }
        }
        out
    }

    /// Returns the score of an option with these features, for an anaphor of `class`.
    pub fn score(&self, class: usize, features: &Features) -> f32 {
        let weights = &self.of[class];
        features.present().map(|feature| weights[feature]).sum()
    }

    /// Returns the margin by which the best option must exceed the next one, for an anaphor of `class`.
    pub fn margin(&self, class: usize) -> f32 {
        self.margin[class]
    }
}

/// Returns the built-in weights, parsed on first use.
pub fn get() -> &'static Weights {
    static WEIGHTS: OnceLock<Weights> = OnceLock::new();
    WEIGHTS.get_or_init(|| Weights::of(TABLE.rows().map(|row| (row.get(0), row.get(1), row.list(2).collect()))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_match_features() {
        let rows: Vec<&str> = TABLE.rows().map(|row| row.get(0)).collect();
        let names: Vec<&str> = FEATURES.iter().copied().chain([MARGIN]).collect();
        assert_eq!(rows, names);
        assert!(TABLE.rows().all(|row| decimal(row.get(1)).is_some()));
        let own = |pair: &str| {
            pair.split_once(':').is_some_and(|(class, w)| CLASSES.contains(&class) && decimal(w).is_some())
        };
        assert!(TABLE.rows().all(|row| row.list(2).all(own)));
    }

    #[test]
    fn reads_a_table_like_the_built_in_one() {
        let table = std::fs::read_to_string("corpus/model/speakers.tsv").unwrap();
        assert_eq!(&Weights::read(&table), get());
    }
}
