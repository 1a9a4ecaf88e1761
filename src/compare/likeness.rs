//! How similar two passages are in content: shared words, weighted by how informative each is.

use super::events::Events;
use super::units::Prepared;
use super::words::Words;
use super::{Article, Set, pairs};
use crate::lexicon;
use crate::model::Analysis;

/// What two bags of stems share.
#[derive(Clone, Copy, Debug, Default)]
pub struct Measure {
    /// The weight of the shared stems.
    pub shared: f32,
    /// The number of shared stems.
    pub count: usize,
    /// The weight of all stems in the first bag.
    pub left: f32,
    /// The weight of all stems in the second bag.
    pub right: f32,
}

/// The weight factor of words that differ only in their ending or spelling.
const ALIKE: f32 = 0.7;

impl Measure {
    /// Compares two sorted bags.
    pub fn new(words: &Words, a: &[u32], b: &[u32]) -> Self {
        let weigh = |bag: &[u32]| bag.iter().map(|&stem| words.weight(stem)).sum::<f32>();
        let mut out = Self { left: weigh(a), right: weigh(b), ..Self::default() };
        let (mut only_a, mut only_b) = (Vec::new(), Vec::new());
        let (mut x, mut y) = (0, 0);
        while x < a.len() || y < b.len() {
            match (a.get(x), b.get(y)) {
                (Some(one), Some(other)) if one == other => {
                    out.shared += words.weight(*one);
                    out.count += 1;
                    (x, y) = (x + 1, y + 1);
                }
                (Some(one), other) if other.is_none_or(|other| one < other) => {
                    only_a.push(*one);
                    x += 1;
                }
                (_, other) => {
                    only_b.extend(other);
                    y += 1;
                }
            }
        }
        for one in only_a {
            let twin = only_b.iter().position(|&other| alike(words.letters(one), words.letters(other)));
            if let Some(at) = twin {
                out.shared += ALIKE * words.weight(one).min(words.weight(only_b.swap_remove(at)));
                out.count += 1;
            }
        }
        out
    }

    /// The shared part of the lighter bag, from 0 to 1.
    pub fn covered(&self) -> f32 {
        self.shared / self.left.min(self.right).max(1.0)
    }

    /// The shared part of the heavier bag, from 0 to 1.
    pub fn whole(&self) -> f32 {
        self.shared / self.left.max(self.right).max(1.0)
    }
}

/// Whether two stems are spellings or derivations of one word: most letters from the start are the same.
fn alike(a: &str, b: &str) -> bool {
    let start = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    if a.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    start >= 4 && start + 3 >= short && start * 3 >= long * 2
        || long >= 6 && long - short <= 1 && start >= 3 && tail(a, b) + start + 1 >= long
}

/// The number of identical letters at the end.
fn tail(a: &str, b: &str) -> usize {
    a.bytes().rev().zip(b.bytes().rev()).take_while(|(x, y)| x == y).count()
}

/// The probability that two separate sentences say the same, from 0 to 1. `near` is how much their articles have in
/// common (see [`kinship`]; use 1 if unknown). This is the measure by which [`super::compare`] links clauses, with
/// each sentence as one clause.
pub fn likeness(a: &str, b: &str, near: f32) -> f32 {
    let analysis = Analysis::default();
    let mut words = Words::new(lexicon::get());
    let articles = [a, b].map(|text| Article { text, analysis: &analysis });
    let [a, b] = articles.each_ref().map(|article| Prepared::new(article, &mut words));
    match (a.whole(&words), b.whole(&words)) {
        (Some(x), Some(y)) => pairs::judge(&words, [(&a, &x), (&b, &y)], near).score,
        _ => 0.0,
    }
}

/// How much two articles have in common, from 0 to 1, as used by [`super::compare`].
pub fn kinship(a: &str, b: &str) -> f32 {
    let analysis = Analysis::default();
    let mut words = Words::new(lexicon::get());
    let articles = [a, b].map(|text| Article { text, analysis: &analysis });
    let prepared: Vec<Prepared<'_>> = articles.iter().map(|article| Prepared::new(article, &mut words)).collect();
    let set = Set { articles: &prepared, words: &words };
    Events::new(&set).likeness(0, 1)
}

#[cfg(test)]
mod tests {
    use super::super::events;
    use super::*;

    #[test]
    fn what_says_the_same_is_likelier() {
        let near = likeness("Two workers were injured in the blaze.", "The fire wounded two workers.", 1.0);
        let far = likeness("Two workers were injured in the blaze.", "The mayor opened two schools.", 1.0);
        assert!(near > far, "{near} {far}");
        let same = likeness("The old depot burned down.", "The old depot burned down.", 1.0);
        assert!(same > near);
    }

    #[test]
    fn spellings_of_one_name_are_alike() {
        for (a, b, like) in [
            ("roseneft", "rosneft", true),
            ("ukrain", "ukrainian", true),
            ("depot", "deputi", false),
            ("1942", "1943", false),
        ] {
            assert_eq!(alike(a, b), like, "{a} {b}");
        }
    }

    #[test]
    fn one_event_is_known_by_its_names() {
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
