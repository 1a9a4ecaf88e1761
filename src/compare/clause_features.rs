//! Prepares each clause for comparison: its words with their weights, its verbs and its subject. Prepares the words of
//! each sentence as well.
//!
//! A word has two weights. One measures how rare it is in news. The other, the local weight, also measures how few
//! clauses of the article contain it: the names of the people whom the whole article is about do not distinguish its
//! clauses.

use super::units::{Prepared, Unit};
use super::vectors::DIMENSIONS;
use super::vocabulary::{NOTHING, Vocabulary};
use crate::hash::HashMap;
use crate::lexicon::Class;
use crate::syntax::{View, subject, verbs};

/// The maximum number of verbs of a clause that are compared.
const VERBS: usize = 4;

/// A stem in a clause.
#[derive(Clone, Copy, Debug)]
pub struct Term {
    /// The number of the stem.
    pub stem: u32,
    /// Its weight: how rare it is in news.
    pub weight: f32,
    /// Its local weight: lower if many clauses of the article contain it.
    pub local: f32,
    /// Its vector; `None` for names and figures.
    pub vector: Option<&'static [f32; DIMENSIONS]>,
}

/// The stems of a passage, with the sums of their weights.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// Sorted by stem, unique.
    pub all: Vec<Term>,
    /// The sum of the weights.
    pub weight: f32,
    /// The sum of the local weights.
    pub local: f32,
}

/// A clause, ready for comparison.
#[derive(Clone, Debug, Default)]
pub struct Bag {
    /// Its stems.
    pub terms: Terms,
    /// Its pairs of consecutive stems, as keys, sorted and unique.
    pub sequences: Vec<u64>,
    /// The stems of its first verbs, at most [`VERBS`], in text order.
    pub verbs: Vec<u32>,
    /// The stems of its subject.
    pub subject: Vec<u32>,
    /// Whether it contains a verb, so that it states something.
    pub states: bool,
    /// The mean of the vectors of its stems by local weight, scaled to length 1; zeros if it has no vectors.
    pub centre: [f32; DIMENSIONS],
}

/// The clauses and sentences of an article.
#[derive(Debug, Default)]
pub struct Bags {
    /// The clauses, in the order of the article's units.
    pub units: Vec<Bag>,
    /// The stems of each sentence.
    pub sentences: Vec<Terms>,
}

impl Bags {
    /// Prepares the clauses of `of`.
    pub fn new(of: &Prepared<'_>, words: &Vocabulary) -> Self {
        let common = Common::new(of);
        let view = View::new(&of.document);
        let units = of.units.iter().map(|unit| Bag::new(of, view, unit, words, &common)).collect();
        let sentence = |span: &crate::span::Span| {
            let stems = of.document.tokens_in(*span).map(|at| of.words[at].1).filter(|&stem| stem != NOTHING);
            let mut stems: Vec<u32> = stems.flat_map(|stem| words.parts(&stem).to_vec()).collect();
            crate::sort::sort(&mut stems);
            stems.dedup();
            common.terms(&stems, &[], words)
        };
        Self { units, sentences: of.document.sentences.iter().map(sentence).collect() }
    }

    /// Prepares only the clause `unit` of `of`, as if there were no article around it.
    pub fn lone(of: &Prepared<'_>, unit: &Unit, words: &Vocabulary) -> Self {
        let common = Common::default();
        let bag = Bag::new(of, View::new(&of.document), unit, words, &common);
        let sentences = vec![bag.terms.clone(); of.document.sentences.len()];
        Self { units: vec![bag], sentences }
    }
}

impl Bag {
    fn new(of: &Prepared<'_>, view: View<'_>, unit: &Unit, words: &Vocabulary, common: &Common) -> Self {
        let (mut row, mut verbs) = (Vec::new(), Vec::new());
        for at in unit.parts.iter().cloned().flatten() {
            let stem = of.words[at].1;
            if stem == NOTHING {
                continue;
            }
            row.push(stem);
            if verbs.len() < VERBS && is_verb(view, at) {
                verbs.push(stem);
            }
        }
        let mut sequences: Vec<u64> =
            row.windows(2).map(|two| super::keys::key(two[0] as usize, two[1] as usize)).collect();
        crate::sort::sort(&mut sequences);
        sequences.dedup();
        let first = unit.parts.first().cloned().unwrap_or_default();
        let subject = subject::of_clause(view, first).unwrap_or_default();
        let subject = subject.map(|at| of.words[at].1).filter(|&stem| stem != NOTHING).collect();
        let terms = common.terms(&unit.stems, &unit.names, words);
        let mut centre = [0.0; DIMENSIONS];
        for (vector, term) in terms.all.iter().filter_map(|term| Some((term.vector?, term))) {
            centre.iter_mut().zip(vector).for_each(|(sum, value)| *sum += term.local * value);
        }
        let length = centre.iter().map(|value| value * value).sum::<f32>().sqrt().max(1e-6);
        centre.iter_mut().for_each(|value| *value /= length);
        let finite = |at: usize| view.class(at, Class::Auxiliary) || view.known(at).is_verb();
        let states = !verbs.is_empty() || unit.parts.iter().cloned().flatten().any(finite);
        Self { terms, sequences, verbs, subject, states, centre }
    }
}

/// Whether the word is a verb with a meaning: neither an auxiliary nor a participle before a noun.
fn is_verb(view: View<'_>, at: usize) -> bool {
    !view.class(at, Class::Auxiliary)
        && (verbs::is_finite(view, at)
            || verbs::is_saying(view, at)
            || verbs::is_present(view, at)
            || verbs::is_verb(view, at) && view.auxiliary(at.wrapping_sub(1))
            || view.class(at.wrapping_sub(1), Class::Infinitive) && !view.capital(at)
            || view.class(at.wrapping_sub(1), Class::Auxiliary) && view.known(at).is_verb())
}

/// How many clauses of an article contain each stem.
#[derive(Default)]
struct Common {
    counts: HashMap<u64, f32>,
    clauses: f32,
}

impl Common {
    fn new(of: &Prepared<'_>) -> Self {
        let mut counts: HashMap<u64, f32> = HashMap::default();
        for stem in of.units.iter().flat_map(|unit| &unit.stems) {
            *counts.entry(u64::from(*stem)).or_default() += 1.0;
        }
        Self { counts, clauses: of.units.len() as f32 }
    }

    /// Returns the factor from the weight of a stem to its local weight: 1 if one clause of the article contains it,
    /// down to 0.1 if more do.
    fn keeps(&self, stem: u32) -> f32 {
        let count = self.counts.get(&u64::from(stem)).copied().unwrap_or(1.0).max(1.0);
        match self.clauses > 2.0 {
            true => ((self.clauses / count).ln() / self.clauses.ln()).max(0.1),
            false => 1.0,
        }
    }

    /// Returns the terms for these stems. `names` are those of them that are part of a name, sorted.
    fn terms(&self, stems: &[u32], names: &[u32], words: &Vocabulary) -> Terms {
        let term = |&stem: &u32| {
            let weight = words.weight(stem);
            let vector = words.vector(stem).filter(|_| names.binary_search(&stem).is_err());
            Term { stem, weight, local: weight * self.keeps(stem), vector }
        };
        let all: Vec<Term> = stems.iter().map(term).collect();
        let (weight, local) = all.iter().fold((0.0, 0.0), |(w, l), term| (w + term.weight, l + term.local));
        Terms { all, weight, local }
    }
}
