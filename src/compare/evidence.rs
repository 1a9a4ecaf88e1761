//! The features by which two clauses are compared. `train/same.py` fits their weights.

use super::clause_features::{Bag, Bags, Term, Terms};
use super::events::SAME;
use super::links::Manner;
use super::measure::{ALIKE, alike};
use super::same_weights::{FEATURES, Model};
use super::units::{Prepared, Unit};
use super::vectors::cosine;
use super::vocabulary::Vocabulary;
use super::voice;
use crate::model::Rule;
use crate::text::quantity::Quantity;

/// A clause of an article, with what is known about it.
#[derive(Clone, Copy)]
pub struct Clause<'a> {
    /// The article.
    pub of: &'a Prepared<'a>,
    /// What is known about the clauses of the article.
    pub bags: &'a Bags,
    /// The clause.
    pub unit: &'a Unit,
    /// The index of the clause in the article.
    pub at: usize,
}

impl<'a> Clause<'a> {
    fn bag(&self) -> &'a Bag {
        &self.bags.units[self.at]
    }

    fn sentence(&self) -> &'a Terms {
        &self.bags.sentences[self.unit.sentence]
    }
}

/// What two passages share.
#[derive(Clone, Copy, Debug, Default)]
pub struct Overlap {
    count: f32,
    weight: f32,
    local: f32,
    /// The shared part of the lighter and of the heavier passage by weight, then the larger and the smaller shared part
    /// by local weight.
    shares: [f32; 4],
}

impl Overlap {
    /// Compares two passages. If `loose` is set, stems that are spellings or derivations of one word count in part.
    fn new(words: &Vocabulary, a: &Terms, b: &Terms, loose: bool) -> Self {
        let mut out = Self::default();
        let (mut only_a, mut only_b): (Vec<&Term>, Vec<&Term>) = (Vec::new(), Vec::new());
        let (mut x, mut y) = (0, 0);
        let mut locals = [0.0_f32; 2];
        while x < a.all.len() || y < b.all.len() {
            match (a.all.get(x), b.all.get(y)) {
                (Some(one), Some(other)) if one.stem == other.stem => {
                    out.weight += one.weight;
                    locals = [locals[0] + one.local, locals[1] + other.local];
                    out.count += 1.0;
                    (x, y) = (x + 1, y + 1);
                }
                (Some(one), other) if other.is_none_or(|other| one.stem < other.stem) => {
                    only_a.push(one);
                    x += 1;
                }
                (_, other) => {
                    only_b.extend(other);
                    y += 1;
                }
            }
        }
        if loose {
            for one in only_a {
                let variant = only_b.iter().position(|other| alike(words.letters(one.stem), words.letters(other.stem)));
                if let Some(at) = variant {
                    let other = only_b.swap_remove(at);
                    out.weight += ALIKE * one.weight.min(other.weight);
                    locals = [locals[0] + ALIKE * one.local, locals[1] + ALIKE * other.local];
                    out.count += 1.0;
                }
            }
        }
        let of = |part: f32, whole: f32| (part / whole.max(1.0)).min(1.0);
        out.local = (locals[0] + locals[1]) / 2.0;
        let shares = [of(locals[0], a.local), of(locals[1], b.local)];
        out.shares = [
            of(out.weight, a.weight.min(b.weight)),
            of(out.weight, a.weight.max(b.weight)),
            shares[0].max(shares[1]),
            shares[0].min(shares[1]),
        ];
        out
    }
}

fn yes(value: bool) -> f32 {
    f32::from(u8::from(value))
}

/// Returns the values of the features [`FEATURES`] for two clauses. `event` is the similarity of their articles; see
/// [`super::events`].
pub fn values(words: &Vocabulary, a: Clause<'_>, b: Clause<'_>, event: f32) -> [f32; FEATURES.len()] {
    let (one, two) = (a.bag(), b.bag());
    let overlap = Overlap::new(words, &one.terms, &two.terms, true);
    let [covered, whole, local_covered, local_whole] = overlap.shares;
    let around = Overlap::new(words, a.sentence(), b.sentence(), false);
    let names = names(a.unit, b.unit);
    let figures = figures(a, b, |one| !is_time(one));
    let dates = figures_of_time(a, b);
    let speakers = speakers(a, b);
    let opposed = opposed(a.of, a.unit, b.unit) || opposed(b.of, b.unit, a.unit);
    let denies = |one: Clause<'_>| voice::manner(one.of, one.unit) == Manner::Denied;
    let (light, heavy) = (one.terms.weight.min(two.terms.weight), one.terms.weight.max(two.terms.weight));
    [
        covered,
        whole,
        (1.0 + overlap.weight).ln(),
        overlap.weight / 10.0,
        local_covered,
        local_whole,
        (1.0 + overlap.local).ln(),
        overlap.count.min(8.0) / 4.0,
        names[0],
        names[1],
        names[2],
        figures[0],
        figures[1],
        figures[2],
        dates[0],
        yes(a.unit.negated != b.unit.negated),
        yes(opposed),
        yes(denies(a) != denies(b)),
        yes(share_any(&one.verbs, &two.verbs)),
        yes(share_any(&one.subject, &two.subject)),
        (1.0 + common(&one.sequences, &two.sequences) as f32).ln(),
        speakers[0],
        speakers[1],
        speakers[2],
        yes(voice::quotation(a.of, a.unit) && voice::quotation(b.of, b.unit)),
        light / heavy.max(1.0),
        same_event(event),
        around.shares[2],
        around.shares[3],
        covered * whole,
        local_covered * (1.0 + overlap.local).ln(),
        (yes(!one.states) + yes(!two.states)) / 2.0,
        cosine(&one.centre, &two.centre),
    ]
}

/// Returns the value of the feature "event" for two articles of this similarity. It falls steeply below [`SAME`], and
/// rises slowly above it.
fn same_event(event: f32) -> f32 {
    let beyond = event - SAME;
    if beyond < 0.0 { (30.0 * beyond).max(-4.0) } else { (12.0 * beyond).min(1.0) }
}

/// Returns the shared part of the shorter list of names, the number of names on each side that the other lacks (the
/// smaller of the two), and the difference between these two numbers.
fn names(x: &Unit, y: &Unit) -> [f32; 3] {
    let lacking = |one: &Unit, other: &Unit| {
        one.names.iter().filter(|name| other.stems.binary_search(name).is_err()).count() as f32
    };
    let (left, right) = (lacking(x, y), lacking(y, x));
    let shared = (x.names.len() as f32 - left).max(y.names.len() as f32 - right);
    let least = x.names.len().min(y.names.len()).max(1) as f32;
    [(shared / least).min(1.0), left.min(right).min(3.0), (left - right).abs().min(4.0)]
}

fn is_time(one: &Quantity) -> bool {
    one.unit.is_time()
}

/// Returns how many figures are the same, at most 2; whether a figure differs from all of the same unit on the other
/// side; and whether only one side has figures. Only figures that `counts` accepts are compared.
fn figures(a: Clause<'_>, b: Clause<'_>, counts: fn(&Quantity) -> bool) -> [f32; 3] {
    fn of<'a>(one: Clause<'a>, counts: fn(&Quantity) -> bool) -> Vec<&'a Quantity> {
        one.of.figures(one.unit).iter().filter(|quantity| counts(quantity)).collect()
    }
    let (left, right) = (of(a, counts), of(b, counts));
    let same =
        |one: &&Quantity, other: &&Quantity| one.unit == other.unit && one.low == other.low && one.high == other.high;
    let agree = left.iter().filter(|one| right.iter().any(|other| same(one, other))).count();
    let differ = left.iter().any(|one| {
        let mut alike = right.iter().filter(|other| other.unit == one.unit).peekable();
        alike.peek().is_some() && alike.all(|other| one.excludes(other))
    });
    [agree.min(2) as f32, yes(differ), yes(left.is_empty() != right.is_empty())]
}

fn figures_of_time(a: Clause<'_>, b: Clause<'_>) -> [f32; 3] {
    figures(a, b, is_time)
}

/// Returns three features: whether both clauses have the same source, whether their sources differ, and whether only
/// one has a source.
fn speakers(a: Clause<'_>, b: Clause<'_>) -> [f32; 3] {
    match (voice::sourced(a.of, a.unit), voice::sourced(b.of, b.unit)) {
        (Some(one), Some(other)) => {
            let same = voice::same_source(a.of, one, b.of, other);
            [yes(same), yes(!same), 0.0]
        }
        (None, None) => [0.0; 3],
        _ => [0.0, 0.0, 1.0],
    }
}

fn share_any(a: &[u32], b: &[u32]) -> bool {
    a.iter().any(|stem| b.contains(stem))
}

/// Returns the number of elements of `a` that are also in `b`, which must be sorted.
fn common(a: &[u64], b: &[u64]) -> usize {
    a.iter().filter(|one| b.binary_search(one).is_ok()).count()
}

/// The rules that may explain a link to readers, each with its features. Without one of them, the shared words are the
/// reason.
const REASONS: [(Rule, &[&str]); 3] = [
    (Rule::SameFigures, &["figure-same", "date-same"]),
    (Rule::SameSource, &["speaker-same"]),
    (Rule::SameMeaning, &["centre"]),
];
/// Features that contribute less to the log odds are not given as the reason.
const TELLING: f32 = 0.3;

/// Returns the rule that explains a pair with these values: what supports it most besides the shared words, or
/// [`Rule::SameContent`].
pub fn reason(model: &Model, values: &[f32; FEATURES.len()]) -> Rule {
    let part = |name: &str| {
        let at = FEATURES.iter().position(|known| *known == name);
        at.map_or(0.0, |at| model.clauses.features[at] * (values[at] - model.typical[at]))
    };
    let parts = REASONS.map(|(rule, features)| (rule, features.iter().map(|name| part(name)).sum::<f32>()));
    let best = parts.into_iter().filter(|(_, part)| *part >= TELLING).max_by(|x, y| x.1.total_cmp(&y.1));
    best.map_or(Rule::SameContent, |(rule, _)| rule)
}

/// Whether `x`, a clause of `a`, negates something that occurs in `y`, and `y` has no negation.
pub fn opposed(a: &Prepared<'_>, x: &Unit, y: &Unit) -> bool {
    !y.negated && a.negations(x).any(|stem| y.stems.binary_search(&stem).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_consist_of_features() {
        let named = REASONS.iter().flat_map(|(_, features)| *features);
        assert!(named.into_iter().all(|name| FEATURES.contains(name)));
    }
}
