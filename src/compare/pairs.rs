//! Finds clauses of two articles that may say the same, through an index of the most informative words.

use super::Set;
use super::clause_features::Term;
use super::events::Events;
use super::evidence::{self, opposed};
use super::keys::{key, triple};
use super::measure::Measure;
use super::same_weights::{self, FEATURES, RANKS, probability};
use super::units::{Prepared, Unit};
use crate::hash::HashMap;
use crate::model::Rule;
use crate::text::quantity::Quantity;

/// Words of lower weight are not indexed, because too many clauses contain them.
const LEADS: f32 = 2.0;
/// The maximum number of clauses that are looked up for a word; the latest ones are used.
const FOLLOWED: usize = 100;
/// The maximum number of earlier clauses that a clause is compared with.
const MEASURED: usize = 40;
/// The minimum local weight of the words that two clauses share.
const SHARED: f32 = 1.5;
/// Pairs with a lower probability are dropped.
const LEAST: f32 = 0.1;
/// The log odds that stand in for the best other pair if a clause has no other pair.
const NO_RIVAL: f32 = -8.0;
/// The maximum difference to the best other pair that counts.
const LEAD: f32 = 4.0;

/// The minimum score of a pair for comparing how the two articles present it.
pub const SURE: f32 = 0.6;

/// Two clauses of two articles. The first is in the earlier article.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The indices of the article and of the unit.
    pub a: (usize, usize),
    /// The indices of the article and of the unit.
    pub b: (usize, usize),
    /// What the clauses share.
    pub measure: Measure,
    /// Whether a figure or a negation shows that they do not say the same, although they are about the same thing.
    pub apart: bool,
    /// The probability that they say the same, from 0 to 1.
    pub score: f32,
    /// The rule that explains the pair to readers.
    pub rule: Rule,
}

impl Pair {
    /// Whether they say the same with enough certainty to compare how the articles present it.
    pub fn sure(&self) -> bool {
        self.score >= SURE && !self.apart
    }

    /// Returns both clauses, each with its article.
    pub fn units<'a>(&self, set: &Set<'a>) -> [(&'a Prepared<'a>, &'a Unit); 2] {
        [self.a, self.b].map(|(article, unit)| (&set.articles[article], &set.articles[article].units[unit]))
    }
}

/// Returns all pairs of clauses that may say the same, sorted by first article and unit.
///
/// The first step scores each pair by what the two clauses share. The second step compares it with the other pairs of
/// the same clauses: of several similar clauses, usually one says the same.
pub fn find(set: &Set<'_>, events: &mut Events<'_>) -> Vec<Pair> {
    let model = same_weights::get();
    let mut all: Vec<(Place, Place, f32)> = Vec::new();
    each(set, events, |a, b, values| all.push((a, b, model.clauses.odds(&values))));
    let best_odds = BestOdds::new(&all);
    let mut out = Vec::new();
    for (a, b, odds) in all {
        let score = probability(model.ranks.odds(&best_odds.of(a, b, odds)));
        let [(one, x), (two, y)] =
            [a, b].map(|(article, unit)| (&set.articles[article], &set.articles[article].units[unit]));
        if score > LEAST {
            let apart = excluded(one.figures(x), two.figures(y)) || opposed(one, x, y) || opposed(two, y, x);
            let measure = Measure::new(set.words, &x.stems, &y.stems);
            let values = evidence::values(set.words, set.clause(a), set.clause(b), events.likeness(a.0, b.0));
            out.push(Pair { a, b, measure, apart, score, rule: evidence::reason(model, &values) });
        }
    }
    crate::sort::sort_by_key(&mut out, |pair| (pair.a, pair.b));
    out
}

/// The indices of the article and of the unit.
type Place = (usize, usize);

/// Calls `done` with each pair of clauses that share enough to be compared, and the values of its features.
pub fn each(set: &Set<'_>, events: &mut Events<'_>, mut done: impl FnMut(Place, Place, [f32; FEATURES.len()])) {
    let mut index: HashMap<u64, Vec<(u32, u32)>> = HashMap::default();
    for (number, article) in set.articles.iter().enumerate() {
        for at in 0..article.units.len() {
            for other in candidates(set, &index, (number, at)) {
                let [a, b] = [other, (number, at)].map(|place| set.clause(place));
                done(other, (number, at), evidence::values(set.words, a, b, events.likeness(other.0, number)));
            }
        }
        for at in 0..article.units.len() {
            for term in index_terms(set, (number, at)) {
                index.entry(u64::from(term.stem)).or_default().push((number as u32, at as u32));
            }
        }
    }
}

/// For each clause and each other article, the two highest log odds among the pairs of the clause with that article.
#[derive(Default)]
struct BestOdds {
    best: HashMap<u64, f32>,
    second: HashMap<u64, f32>,
}

impl BestOdds {
    fn new(all: &[(Place, Place, f32)]) -> Self {
        let mut out = Self::default();
        for &(a, b, odds) in all {
            for key in [triple(a, b.0), triple(b, a.0)] {
                let best = out.best.entry(key).or_insert(NO_RIVAL);
                let second = out.second.entry(key).or_insert(NO_RIVAL);
                if odds > *best {
                    (*best, *second) = (odds, *best);
                } else if odds > *second {
                    *second = odds;
                }
            }
        }
        out
    }

    /// Returns the values of [`RANKS`], the features of the second step, for a pair with these log odds.
    fn of(&self, a: Place, b: Place, odds: f32) -> [f32; RANKS.len()] {
        let lead = |key: u64| {
            let best = self.best.get(&key).copied().unwrap_or(NO_RIVAL);
            let other = if odds < best { best } else { self.second.get(&key).copied().unwrap_or(NO_RIVAL) };
            (odds - other).clamp(-LEAD, LEAD)
        };
        let (x, y) = (lead(triple(a, b.0)), lead(triple(b, a.0)));
        [odds, x.min(y), x.max(y)]
    }
}

/// Returns the terms of a clause that are indexed and looked up.
fn index_terms<'a>(set: &'a Set<'_>, (article, unit): Place) -> impl Iterator<Item = &'a Term> {
    set.bags[article].units[unit].terms.all.iter().filter(|term| term.weight >= LEADS)
}

/// Returns the earlier clauses that share most with the one at `place`, by local weight.
fn candidates(set: &Set<'_>, index: &HashMap<u64, Vec<(u32, u32)>>, place: Place) -> Vec<Place> {
    let mut shared: HashMap<u64, f32> = HashMap::default();
    for term in index_terms(set, place) {
        for other in index.get(&u64::from(term.stem)).into_iter().flat_map(|places| places.iter().rev().take(FOLLOWED))
        {
            *shared.entry(key(other.0 as usize, other.1 as usize)).or_default() += term.local;
        }
    }
    let mut all: Vec<(u64, f32)> = shared.into_iter().filter(|(_, weight)| *weight >= SHARED).collect();
    crate::sort::sort_by(&mut all, |x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    all.truncate(MEASURED);
    all.into_iter().map(|(place, _)| ((place >> 32) as usize, place as u32 as usize)).collect()
}

/// Whether a figure on the left excludes all figures in the same unit on the right, of which there is at least one.
fn excluded(left: &[Quantity], right: &[Quantity]) -> bool {
    left.iter().any(|one| {
        let mut same = right.iter().filter(|other| other.unit == one.unit).peekable();
        same.peek().is_some() && same.all(|other| one.excludes(other))
    })
}
