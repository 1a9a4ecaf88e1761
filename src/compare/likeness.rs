//! Measures how similar two separate sentences, or two whole articles, are in content.

use super::clause_features::Bags;
use super::events::Events;
use super::evidence::{self, Clause};
use super::same_weights::FEATURES;
use super::same_weights::{self, probability};
use super::units::Prepared;
use super::vocabulary::Vocabulary;
use super::{Article, Set};
use crate::lexicon;
use crate::model::Analysis;

/// Returns the probability that two separate sentences say the same, from 0 to 1. `near` is how much their articles
/// have in common (see [`kinship`]; 1 if unknown). The features are those with which [`super::compare`] links clauses,
/// but the weights are for separate sentences.
pub fn likeness(a: &str, b: &str, near: f32) -> f32 {
    features(a, b, near).map_or(0.0, |values| probability(same_weights::get().sentences.odds(&values)))
}

/// Returns the values of the features of two separate sentences; `None` if one has fewer than two content words.
fn features(a: &str, b: &str, near: f32) -> Option<[f32; FEATURES.len()]> {
    let analysis = Analysis::default();
    let mut words = Vocabulary::new(lexicon::get());
    let articles = [a, b].map(|text| Article { text, analysis: &analysis });
    let [a, b] = articles.each_ref().map(|article| Prepared::new(article, &mut words));
    let (x, y) = (a.whole(&words)?, b.whole(&words)?);
    let bags = [Bags::lone(&a, &x, &words), Bags::lone(&b, &y, &words)];
    let one = Clause { of: &a, bags: &bags[0], unit: &x, at: 0 };
    let two = Clause { of: &b, bags: &bags[1], unit: &y, at: 0 };
    Some(evidence::values(&words, one, two, near))
}

/// Returns how much two articles have in common, from 0 to 1, as [`super::compare`] measures it.
pub fn kinship(a: &str, b: &str) -> f32 {
    let analysis = Analysis::default();
    let mut words = Vocabulary::new(lexicon::get());
    let articles = [a, b].map(|text| Article { text, analysis: &analysis });
    let prepared: Vec<Prepared<'_>> = articles.iter().map(|article| Prepared::new(article, &mut words)).collect();
    let set = Set { articles: &prepared, bags: &[], words: &words };
    Events::new(&set).likeness(0, 1)
}

#[cfg(test)]
mod tests {
    use super::super::events;
    use super::*;

    #[test]
    fn similar_sentences_score_higher() {
        let near = likeness("Two workers were injured in the blaze.", "The fire wounded two workers.", 1.0);
        let far = likeness("Two workers were injured in the blaze.", "The mayor opened two schools.", 1.0);
        assert!(near > far, "{near} {far}");
        let same = likeness("The old depot burned down.", "The old depot burned down.", 1.0);
        assert!(same > near);
    }

    #[test]
    fn names_identify_an_event() {
        let one = "Ann Lee of Vall said the trawler Petrel ran onto rocks.";
        let same = "Near Vall the Petrel sank, and her owner Ann Lee told reporters.";
        let other = "Viktor Hale of Senn said the trawler Marianne ran onto rocks.";
        let (near, far) = (kinship(one, same), kinship(one, other));
        assert!(far < events::SAME && near > events::SAME, "{near} {far}");
    }

    #[test]
    fn empty_sentences_have_nothing_in_common() {
        assert_eq!(likeness("", "", 1.0), 0.0);
        assert_eq!(kinship("", "A word."), 0.0);
    }
}
