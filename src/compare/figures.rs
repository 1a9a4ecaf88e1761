//! Figures for the same thing in two articles: the same noun is counted, or the same unit is measured, in sentences
//! that share other words as well.
//!
//! Hit: "with 140 passengers on board" and "some 90 passengers", both about a ferry from Senn. Miss: figures that are
//! rounded, or about other places.

use super::Set;
use super::events::Events;
use super::measure::Measure;
use super::units::Prepared;
use super::words::{NOTHING, named};
use crate::claim;
use crate::hash::HashMap;
use crate::text::quantity::Quantity;

/// The minimum weight that two sentences share besides the figures.
const SHARED: f32 = 6.5;
/// The minimum shared part of the lighter sentence.
const COVERED: f32 = 0.35;
/// The maximum number of earlier figures that a figure is compared with.
const FOLLOWED: usize = 16;

/// Pairs of figures that cannot both be true, each as the index of the article and of the figure.
pub fn find(set: &Set<'_>, events: &mut Events<'_>) -> Vec<[(usize, usize); 2]> {
    let mut known: HashMap<u64, Vec<(u32, u32)>> = HashMap::default();
    let mut out = Vec::new();
    for (number, article) in set.articles.iter().enumerate() {
        let keys: Vec<_> =
            (0..article.document.quantities.len()).filter_map(|at| Some((key(article, at)?, at))).collect();
        for &(key, at) in &keys {
            let others = known.get(&key).map_or(&[][..], Vec::as_slice);
            for &(other, place) in others.iter().rev().take(FOLLOWED) {
                if events.same(other as usize, number) && differ(set, (other as usize, place as usize), (number, at)) {
                    out.push([(other as usize, place as usize), (number, at)]);
                }
            }
        }
        for (key, at) in keys {
            known.entry(key).or_default().push((number as u32, at as u32));
        }
    }
    out
}

/// The unit, or for counts the counted noun.
pub fn key(of: &Prepared<'_>, at: usize) -> Option<u64> {
    let quantity = &of.document.quantities[at];
    match quantity.unit {
        "" => noun(of, quantity).map(u64::from),
        "date" | "day" | "weekday" | "clock" => None,
        unit => Some(named(unit)),
    }
}

/// The stem of the counted noun: the next word, if it is a plural content word.
fn noun(of: &Prepared<'_>, quantity: &Quantity) -> Option<u32> {
    let at = quantity.tokens.end;
    let token = of.document.tokens.get(at)?;
    (token.lower.ends_with('s') && token.lower.len() > 3 && !of.told[at])
        .then_some(of.words[at].1)
        .filter(|&s| s != NOTHING)
}

fn differ(set: &Set<'_>, (a, x): (usize, usize), (b, y): (usize, usize)) -> bool {
    let (a, b) = (&set.articles[a], &set.articles[b]);
    let (one, other) = (&a.document.quantities[x], &b.document.quantities[y]);
    if !one.excludes(other) || claim::rounded(one, other) {
        return false;
    }
    let (left, right) = (bag(a, one), bag(b, other));
    let measure = Measure::new(set.words, &left, &right);
    let alone = |of: &Prepared<'_>, at: usize| {
        let sentence = of.document.tokens[of.document.quantities[at].tokens.start].sentence;
        let same = |i: &usize| {
            of.document.tokens[of.document.quantities[*i].tokens.start].sentence == sentence
                && key(of, *i) == key(of, at)
        };
        (0..of.document.quantities.len()).filter(same).count() == 1
    };
    measure.shared >= SHARED && measure.covered() >= COVERED && measure.count >= 2 && alone(a, x) && alone(b, y)
}

/// The stems of the sentence without the figure.
fn bag(of: &Prepared<'_>, quantity: &Quantity) -> Vec<u32> {
    let sentence = of.document.tokens[quantity.tokens.start].sentence;
    let tokens = of.document.tokens_in(of.document.sentences[sentence]);
    let mut out: Vec<u32> = tokens
        .filter(|at| !quantity.tokens.contains(at) && !of.told[*at])
        .map(|at| of.words[at].1)
        .filter(|&stem| stem != NOTHING)
        .collect();
    crate::order::sort(&mut out);
    out.dedup();
    out
}
