//! Clauses of two articles that may say the same thing, by an index of the words that say most.

use rustc_hash::FxHashMap as HashMap;

use super::Set;
use super::events::Events;
use super::likeness::Measure;
use super::units::{Prepared, Unit};

/// Words that weigh less than this lead nowhere: too many clauses have them.
const LEADS: f32 = 2.0;
/// A word leads to so many clauses at most.
const FOLLOWED: usize = 200;
/// A clause is measured against so many others at most.
const MEASURED: usize = 48;

/// Two clauses of two articles. The first stands in the earlier article.
#[derive(Clone, Debug)]
pub struct Pair {
    /// Article and unit.
    pub a: (usize, usize),
    /// Article and unit.
    pub b: (usize, usize),
    /// What they share.
    pub measure: Measure,
    /// How likely they say the same, from 0 to 1.
    pub score: f32,
}

impl Pair {
    /// Both articles and units.
    pub fn units<'a>(&self, set: &Set<'a>) -> [(&'a Prepared<'a>, &'a Unit); 2] {
        [self.a, self.b].map(|(article, unit)| (&set.articles[article], &set.articles[article].units[unit]))
    }
}

/// All pairs of clauses that share enough to be looked at, by first article and unit.
pub fn find(set: &Set<'_>, events: &mut Events<'_>) -> Vec<Pair> {
    let mut index: HashMap<u32, Vec<(u32, u32)>> = HashMap::default();
    let mut out = Vec::new();
    for (number, article) in set.articles.iter().enumerate() {
        for (at, unit) in article.units.iter().enumerate() {
            for other in candidates(set, &index, unit) {
                let measure = Measure::new(set.words, &set.articles[other.0].units[other.1].stems, &unit.stems);
                let mut pair = Pair { a: other, b: (number, at), measure, score: 0.0 };
                pair.score = score(set, &pair, events.likeness(other.0, number));
                if pair.score > 0.1 {
                    out.push(pair);
                }
            }
        }
        for (at, unit) in article.units.iter().enumerate() {
            for &stem in leads(set, unit) {
                index.entry(stem).or_default().push((number as u32, at as u32));
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
fn candidates(set: &Set<'_>, index: &HashMap<u32, Vec<(u32, u32)>>, unit: &Unit) -> Vec<(usize, usize)> {
    let mut shared: HashMap<(u32, u32), f32> = HashMap::default();
    for stem in leads(set, unit) {
        let weight = set.words.weight(*stem);
        for place in index.get(stem).into_iter().flat_map(|places| places.iter().rev().take(FOLLOWED)) {
            *shared.entry(*place).or_default() += weight;
        }
    }
    let least = 2.0 * LEADS;
    let mut all: Vec<((u32, u32), f32)> = shared.into_iter().filter(|(_, weight)| *weight >= least).collect();
    crate::order::sort_by(&mut all, |x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    all.truncate(MEASURED);
    all.into_iter().map(|((article, at), _)| (article as usize, at as usize)).collect()
}

/// How likely the two say the same.
fn score(set: &Set<'_>, pair: &Pair, event: f32) -> f32 {
    let [(a, x), (b, y)] = pair.units(set);
    let measure = pair.measure;
    if measure.count < 2 {
        return 0.0;
    }
    let names = |one: &Unit, other: &Unit| one.names.iter().filter(|name| !other.stems.contains(name)).count();
    // Names on both sides that the other lacks: other people, other places.
    let strange = names(x, y).min(names(y, x)) as f32;
    let agrees = a.figures(x).iter().any(|one| {
        b.figures(y).iter().any(|other| one.unit == other.unit && one.low == other.low && one.high == other.high)
    });
    let excluded = a.figures(x).iter().any(|one| {
        let same: Vec<_> = b.figures(y).iter().filter(|other| other.unit == one.unit).collect();
        !same.is_empty() && same.iter().all(|other| one.excludes(other))
    });
    let odds = -7.5 + 3.0 * event.min(0.5) + if agrees { 1.0 } else { 0.0 } + 5.5 * measure.covered() + 4.0 * measure.whole() + 0.12 * measure.shared
        - 0.8 * strange
        - if excluded { 1.5 } else { 0.0 }
        - if x.negated != y.negated { 1.5 } else { 0.0 };
    1.0 / (1.0 + (-odds).exp())
}
