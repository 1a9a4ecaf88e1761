//! Finds clauses of two articles that may say the same, through an index of the most informative words.

use super::Set;
use super::events::{self, Events};
use super::measure::Measure;
use super::units::{Prepared, Unit};
use super::words::{Words, key};
use crate::hash::HashMap;
use crate::text::quantity::Quantity;

/// Words of lower weight are not indexed, because too many clauses contain them.
const LEADS: f32 = 2.0;
/// Clauses with fewer stems are too short to compare.
const LEAST: usize = 3;
/// Two shared words are enough only if they make up this share of the heavier clause.
const TWO: f32 = 0.6;
/// The penalty for names on both sides that the other side lacks.
const STRANGE: f32 = 0.4;
/// The maximum number of clauses looked up per word.
const FOLLOWED: usize = 100;
/// The maximum number of clauses that a clause is measured against.
const MEASURED: usize = 24;

/// Two clauses of two articles. The first is in the earlier article.
#[derive(Clone, Debug)]
pub struct Pair {
    /// Article and unit.
    pub a: (usize, usize),
    /// Article and unit.
    pub b: (usize, usize),
    /// What they share.
    pub measure: Measure,
    /// Whether figures or a negation make them differ: they are about the same thing but do not say the same.
    pub apart: bool,
    /// The probability that they say the same, from 0 to 1.
    pub score: f32,
}

impl Pair {
    /// Both articles and units.
    pub fn units<'a>(&self, set: &Set<'a>) -> [(&'a Prepared<'a>, &'a Unit); 2] {
        [self.a, self.b].map(|(article, unit)| (&set.articles[article], &set.articles[article].units[unit]))
    }
}

/// All pairs of clauses that share enough to be considered, sorted by first article and unit.
pub fn find(set: &Set<'_>, events: &mut Events<'_>) -> Vec<Pair> {
    let mut index: HashMap<u64, Vec<(u32, u32)>> = HashMap::default();
    let mut out = Vec::new();
    for (number, article) in set.articles.iter().enumerate() {
        for (at, unit) in article.units.iter().enumerate() {
            for other in candidates(set, &index, unit) {
                let before = &set.articles[other.0];
                let sides = [(before, &before.units[other.1]), (article, unit)];
                let Judged { measure, apart, score } = judge(set.words, sides, events.likeness(other.0, number));
                if score > 0.1 && enough(&measure, sides) {
                    out.push(Pair { a: other, b: (number, at), measure, apart, score });
                }
            }
        }
        for (at, unit) in article.units.iter().enumerate() {
            for &stem in leads(set, unit) {
                index.entry(u64::from(stem)).or_default().push((number as u32, at as u32));
            }
        }
    }
    crate::order::sort_by_key(&mut out, |pair| (pair.a, pair.b));
    out
}

fn leads<'a>(set: &Set<'_>, unit: &'a Unit) -> impl Iterator<Item = &'a u32> {
    unit.stems.iter().filter(|&&stem| set.words.weight(stem) >= LEADS)
}

/// The clauses that share most with `unit`.
fn candidates(set: &Set<'_>, index: &HashMap<u64, Vec<(u32, u32)>>, unit: &Unit) -> Vec<(usize, usize)> {
    let mut shared: HashMap<u64, f32> = HashMap::default();
    for stem in leads(set, unit) {
        let weight = set.words.weight(*stem);
        for place in index.get(&u64::from(*stem)).into_iter().flat_map(|places| places.iter().rev().take(FOLLOWED)) {
            *shared.entry(key(place.0 as usize, place.1 as usize)).or_default() += weight;
        }
    }
    let least = 2.0 * LEADS;
    let mut all: Vec<(u64, f32)> = shared.into_iter().filter(|(_, weight)| *weight >= least).collect();
    crate::order::sort_by(&mut all, |x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    all.truncate(MEASURED);
    all.into_iter().map(|(place, _)| ((place >> 32) as usize, place as u32 as usize)).collect()
}

/// What two clauses share, and the conclusions from it.
pub struct Judged {
    /// What they share.
    pub measure: Measure,
    /// Whether figures or a negation make them differ.
    pub apart: bool,
    /// The probability that they say the same, from 0 to 1.
    pub score: f32,
}

/// Computes the probability that the two say the same. `event` is how much their articles have in common.
pub fn judge(words: &Words, [(a, x), (b, y)]: [(&Prepared<'_>, &Unit); 2], event: f32) -> Judged {
    let measure = Measure::new(words, &x.stems, &y.stems);
    let apart = excluded(a.figures(x), b.figures(y)) || opposed(a, x, y) || opposed(b, y, x);
    let names = |one: &Unit, other: &Unit| one.names.iter().filter(|name| !other.stems.contains(name)).count();
    // Names on both sides that the other side lacks: other people, other places.
    let strange = names(x, y).min(names(y, x)) as f32;
    let agrees = a.figures(x).iter().any(|one| {
        b.figures(y).iter().any(|other| one.unit == other.unit && one.low == other.low && one.high == other.high)
    });
    let odds =
        -7.0 + if event < events::SAME {
            (30.0 * (event - events::SAME)).max(-4.0)
        } else {
            (12.0 * (event - events::SAME)).min(1.0)
        } + if agrees { 1.0 } else { 0.0 }
            + 5.5 * measure.covered()
            + 4.0 * measure.whole()
            + 0.12 * measure.shared
            - STRANGE * strange
            - if apart { 1.0 } else { 0.0 }
            - if x.negated != y.negated { 1.0 } else { 0.0 };
    Judged { measure, apart, score: 1.0 / (1.0 + (-odds).exp()) }
}

/// Whether the two share enough for a link to be shown. A shared name alone would link too many.
fn enough(measure: &Measure, [(_, x), (_, y)]: [(&Prepared<'_>, &Unit); 2]) -> bool {
    let least = x.stems.len().min(y.stems.len());
    least >= LEAST && (measure.count > 2 || measure.count == 2 && measure.whole() >= TWO)
}

/// Whether figures in the same unit differ.
fn excluded(left: &[Quantity], right: &[Quantity]) -> bool {
    left.iter().any(|one| {
        let mut same = right.iter().filter(|other| other.unit == one.unit).peekable();
        same.peek().is_some() && same.all(|other| one.excludes(other))
    })
}

/// Whether `x` negates something that is in `y`, which negates nothing.
pub fn opposed(a: &Prepared<'_>, x: &Unit, y: &Unit) -> bool {
    !y.negated && a.negations(x).any(|stem| y.stems.binary_search(&stem).is_ok())
}
