//! Clauses of two articles that may say the same thing, by an index of the words that say most.

use super::Set;
use super::events::{self, Events};
use super::likeness::Measure;
use super::units::{Prepared, Unit};
use super::words::key;
use crate::hash::HashMap;

/// Words that weigh less than this lead nowhere: too many clauses have them.
const LEADS: f32 = 2.0;
/// Clauses with fewer words are too short to say the same.
const LEAST: usize = 3;
/// Two words in common are enough only where they are so much of the weightier one.
const TWO: f32 = 0.6;
/// A word leads to so many clauses at most.
const FOLLOWED: usize = 100;
/// A clause is measured against so many others at most.
const MEASURED: usize = 24;

/// Two clauses of two articles. The first stands in the earlier article.
#[derive(Clone, Debug)]
pub struct Pair {
    /// Article and unit.
    pub a: (usize, usize),
    /// Article and unit.
    pub b: (usize, usize),
    /// What they share.
    pub measure: Measure,
    /// Whether figures or a negation set them apart: then they are about the same and do not say the same.
    pub apart: bool,
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
    let mut index: HashMap<u64, Vec<(u32, u32)>> = HashMap::default();
    let mut out = Vec::new();
    for (number, article) in set.articles.iter().enumerate() {
        for (at, unit) in article.units.iter().enumerate() {
            for other in candidates(set, &index, unit) {
                let measure = Measure::new(set.words, &set.articles[other.0].units[other.1].stems, &unit.stems);
                let mut pair = Pair { a: other, b: (number, at), measure, apart: false, score: 0.0 };
                pair.apart = apart(&pair, set);
                pair.score = score(set, &pair, events.likeness(other.0, number));
                if pair.score > 0.1 {
                    out.push(pair);
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

/// How likely the two say the same.
fn score(set: &Set<'_>, pair: &Pair, event: f32) -> f32 {
    let [(a, x), (b, y)] = pair.units(set);
    let measure = pair.measure;
    if measure.count < 2 || measure.count == 2 && measure.whole() < TWO || x.stems.len().min(y.stems.len()) < LEAST {
        return 0.0;
    }
    let names = |one: &Unit, other: &Unit| one.names.iter().filter(|name| !other.stems.contains(name)).count();
    // Names on both sides that the other lacks: other people, other places.
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
            - 0.8 * strange
            - if pair.apart { 1.0 } else { 0.0 }
            - if x.negated != y.negated { 1.0 } else { 0.0 };
    1.0 / (1.0 + (-odds).exp())
}

/// Whether figures of one unit differ, or what the one negates the other states.
fn apart(pair: &Pair, set: &Set<'_>) -> bool {
    let [(a, x), (b, y)] = pair.units(set);
    let excluded = a.figures(x).iter().any(|one| {
        let mut same = b.figures(y).iter().filter(|other| other.unit == one.unit).peekable();
        same.peek().is_some() && same.all(|other| one.excludes(other))
    });
    excluded || opposed(a, x, b, y) || opposed(b, y, a, x)
}

/// Whether what `x` negates stands in `y`, which negates nothing.
pub fn opposed(a: &Prepared<'_>, x: &Unit, _b: &Prepared<'_>, y: &Unit) -> bool {
    !y.negated && a.negations(x).any(|stem| y.stems.binary_search(&stem).is_ok())
}
