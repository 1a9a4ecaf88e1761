//! Computes what a sentence and a checked claim have in common, as numbers.
//!
//! Their weights are in `corpus/model/checks.tsv`, which also explains each feature. `train/checks.py` fits the weights
//! to the values that `examples/check_features.rs` writes, so training and matching share this code. To add a feature,
//! such as the similarity of word vectors, add its name to [`NAMES`] and its value to [`of`].

use super::grams::Grams;
use super::index::{Index, Place};
use super::terms::QueryTerms;

/// The names of the features, in the order of their values.
pub const NAMES: [&str; COUNT] = [
    "bm25",
    "share-of-best",
    "query-covered",
    "claim-covered",
    "title-covered",
    "claim-covered-around",
    "claim-cosine",
    "title-cosine",
    "same-speaker",
    "other-speaker",
    "names-covered",
    "numbers-shared",
    "numbers-missing",
    "rarest",
    "words-shared",
    "claim-length",
    "query-length",
    "speaker-named",
    "claimant-named",
    "letters",
    "letters-around",
    "same-year",
    "other-year",
];
const COUNT: usize = 23;

/// The values of the features for one sentence and one claim.
pub type Features = [f32; COUNT];

/// Returns the share of the claim that the sentence contains, or half the share of the title, whichever is larger.
pub(super) fn covered(features: &Features) -> f32 {
    let value = |name: &str| NAMES.iter().position(|own| *own == name).map_or(0.0, |at| features[at]);
    // A title is shorter than a claim, and often a play on words, so it proves less.
    value("claim-covered").max(value("title-covered") / 2.0)
}

/// Whether the sentence states the claim almost word for word. In the training sets 98 of 100 such matches are right.
/// The weights do not reflect this, because such sentences are rare there.
pub(super) fn stated(features: &Features) -> bool {
    const CLAIM: f32 = 0.9;
    const SENTENCE: f32 = 0.4;
    const WORDS: f32 = 4.0;
    let at = |name: &str, least: f32| NAMES.iter().zip(features).any(|(own, value)| *own == name && *value >= least);
    at("claim-covered", CLAIM) && at("query-covered", SENTENCE) && at("words-shared", (0.5 + WORDS).ln())
}

/// Marks a term that occurs in the sentence.
const OWN: u8 = 1;
/// Marks a term that occurs around the sentence.
const NEAR: u8 = 2;
/// Marks a term that occurs in the speaker's name.
const SPEAKER: u8 = 4;

/// Records which terms of the library occur in the query, and in which part of it.
#[derive(Debug)]
pub struct Marks {
    /// For each term of the library, the sum of its marks.
    of: Vec<u8>,
    own: f32,
    square: f32,
    /// Whether one of the query's terms is a year.
    years: bool,
    grams: Grams,
}

impl Marks {
    /// Creates an empty set of marks for the terms of `index`.
    pub fn new(index: &Index) -> Self {
        Self { of: vec![0; index.terms()], own: 0.0, square: 0.0, years: false, grams: Grams::default() }
    }

    /// Marks the terms of a query.
    pub(super) fn set(&mut self, terms: &QueryTerms, index: &Index) {
        for (places, mark) in [(&terms.own, OWN), (&terms.around, NEAR), (&terms.speaker, SPEAKER)] {
            places.iter().for_each(|&(term, _)| self.mark(term, mark));
        }
        self.grams.set(terms, index);
        self.years =
            [&terms.own, &terms.around, &terms.speaker].into_iter().flatten().any(|&(term, _)| index.is_year(term));
        self.own = terms.own.iter().map(|(_, weight)| weight).sum();
        self.square = terms.own.iter().map(|(_, weight)| weight * weight).sum();
    }

    fn mark(&mut self, term: u32, mark: u8) {
        if let Some(marks) = self.of.get_mut(term as usize) {
            *marks |= mark;
        }
    }

    /// Removes the marks of a query.
    pub(super) fn clear(&mut self, terms: &QueryTerms) {
        self.grams.clear();
        for &(term, _) in terms.own.iter().chain(&terms.around).chain(&terms.speaker) {
            if let Some(marks) = self.of.get_mut(term as usize) {
                *marks = 0;
            }
        }
    }

    fn has(&self, term: u32, mark: u8) -> bool {
        self.of.get(term as usize).is_some_and(|marks| marks & mark != 0)
    }
}

/// A claim to compare with the query.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// The index of the library.
    pub index: &'a Index,
    /// The position of the claim in the library.
    pub claim: usize,
    /// Its score in the first ranking.
    pub score: f32,
    /// The highest score in the first ranking.
    pub first: f32,
    /// Whether the speaker made the claim; `None` if the speaker or the claimant is unknown.
    pub said: Option<bool>,
    /// The words of the claimant's name.
    pub claimant: &'a [String],
}

/// What the claim or the titles of a candidate share with the query. Unless they count terms, the values are sums of
/// weights. "Own" is what the sentence itself contains.
#[derive(Clone, Copy, Debug, Default)]
struct Shared {
    all: f32,
    own: f32,
    near: f32,
    square: f32,
    own_square: f32,
    names: f32,
    own_names: f32,
    numbers: f32,
    own_numbers: f32,
    rarest: f32,
    count: f32,
    length: f32,
}

impl Shared {
    fn of(places: &[Place], index: &Index, marks: &Marks) -> Self {
        let mut terms: Vec<(u32, bool)> = places.iter().map(|place| (place.term, place.name)).collect();
        terms.sort_unstable();
        terms.dedup_by_key(|(term, _)| *term);
        let mut out = Self::default();
        for (term, name) in terms {
            let weight = index.weight(term);
            let own = f32::from(u8::from(marks.has(term, OWN)));
            let near = f32::from(u8::from(own == 0.0 && marks.has(term, NEAR | SPEAKER)));
            out.all += weight;
            out.own += own * weight;
            out.near += near * weight;
            out.square += weight * weight;
            out.own_square += own * weight * weight;
            out.rarest = out.rarest.max(own * weight);
            out.count += own;
            out.length += 1.0;
            if index.is_number(term) {
                out.numbers += 1.0;
                out.own_numbers += own;
            } else if name {
                out.names += weight;
                out.own_names += (own + near) * weight;
            }
        }
        out
    }
}

/// Computes the features of the query's sentence and a claim.
pub(super) fn of(candidate: &Candidate<'_>, terms: &QueryTerms, marks: &mut Marks) -> Features {
    let Candidate { index, claim, score, first, said, claimant } = *candidate;
    let (places, title_places) = (index.claim(claim), index.titles(claim));
    let [body, title] = [places, title_places].map(|places| Shared::of(places, index, marks));
    let share = |part: f32, whole: f32| if whole > 0.0 { part / whole } else { 0.0 };
    let either = |term: u32| places.iter().chain(title_places).any(|place| place.term == term);
    let covered: f32 = terms.own.iter().filter(|(term, _)| either(*term)).map(|(_, weight)| weight).sum();
    let cosine = |text: &Shared| share(text.own_square, (text.square * marks.square).sqrt());
    let yes = |is: bool| f32::from(u8::from(is));
    let claim_covered = share(body.own, body.all);
    let [letters, letters_around] = marks.grams.likeness(index, places.iter().chain(title_places));
    let year = same_year(places.iter().chain(title_places), index, marks);
    let named = |mark: u8| places.iter().chain(title_places).any(|place| marks.has(place.term, mark));
    let claimant_named = claimant.last().is_some_and(|name| {
        let (term, _) = index.term(name);
        marks.has(term, OWN | NEAR)
    });
    [
        score / 40.0,
        share(score, first),
        share(covered, marks.own),
        claim_covered,
        share(title.own, title.all),
        share(body.own + body.near, body.all),
        cosine(&body),
        cosine(&title),
        yes(said == Some(true)),
        yes(said == Some(false)),
        share(body.own_names, body.names),
        body.own_numbers.min(2.0),
        (body.numbers - body.own_numbers).min(3.0),
        body.rarest.max(title.rarest) / 10.0,
        (1.0 + body.count).ln(),
        (1.0 + body.length).ln(),
        (1.0 + terms.own.len() as f32).ln(),
        yes(said != Some(true) && named(SPEAKER)),
        yes(said != Some(true) && claimant_named),
        letters,
        letters_around,
        yes(year == Some(true)),
        yes(year == Some(false)),
    ]
}

/// Whether the claim or a title names a year that the query names; `None` if one side names no year.
fn same_year<'p>(places: impl Iterator<Item = &'p Place>, index: &Index, marks: &Marks) -> Option<bool> {
    let years = places.filter(|place| index.is_year(place.term));
    let known: Vec<bool> = years.map(|place| marks.has(place.term, OWN | NEAR | SPEAKER)).collect();
    (marks.years && !known.is_empty()).then(|| known.contains(&true))
}
