//! Computes pairs of clauses with the values of their features, for training.

use super::clause_features::Bags;
use super::events::Events;
use super::links::Side;
use super::same_weights::FEATURES;
use super::units::Prepared;
use super::vocabulary::Vocabulary;
use super::{Article, Set, pairs};
use crate::lexicon;

/// Two clauses of two articles.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The clause in the earlier article.
    pub a: Side,
    /// The clause in the later article.
    pub b: Side,
    /// The indices of the clauses in their articles.
    pub units: [usize; 2],
    /// The values of [`FEATURES`].
    pub values: [f32; FEATURES.len()],
}

/// Returns the pairs of clauses that [`super::compare`] scores.
pub fn samples(articles: &[Article<'_>]) -> Vec<Sample> {
    let mut words = Vocabulary::new(lexicon::get());
    let prepared: Vec<Prepared<'_>> = articles.iter().map(|article| Prepared::new(article, &mut words)).collect();
    let bags: Vec<Bags> = prepared.iter().map(|one| Bags::new(one, &words)).collect();
    let set = Set { articles: &prepared, bags: &bags, words: &words };
    let mut out = Vec::new();
    pairs::each(&set, &mut Events::new(&set), |a, b, values| {
        let side = |(article, unit): (usize, usize)| {
            let of = &prepared[article];
            Side { article, spans: of.spans(&of.units[unit]) }
        };
        out.push(Sample { a: side(a), b: side(b), units: [a.1, b.1], values });
    });
    out
}
