//! Finds what one article attributes to a source, and the other states itself or attributes to someone else.
//!
//! Hit: "The governor said two workers were hurt" and "Two workers were hurt". Miss: both name a source that may be
//! the same.

use super::Set;
use super::links::{Kind, Link, Manner, Reason, Side};
use super::pairs::Pair;
use super::same_claim;
use super::units::{Prepared, Unit};
use super::voice;
use crate::model::{Attribution, Rule, SourceType};
use crate::span::Span;

/// The minimum score for a changed source. Two sources may say the same independently, so the words must be nearly the
/// same.
const CHANGED: f32 = 0.8;

/// The minimum weight of the shared words, as a fraction of the heavier clause, for a changed source.
const ALIKE: f32 = 0.6;

/// The minimum number of shared words for a changed source.
const FEW: usize = 4;

/// The minimum weight of the shared words, as a fraction of the heavier clause, to report that only one article credits
/// an outlet.
const CREDITED: f32 = 0.7;

/// Returns links for pairs with the same claim and different sources.
pub fn find(set: &Set<'_>, pairs: &[Pair]) -> Vec<Link> {
    same_claim::nearest(pairs).into_iter().filter_map(|pair| link(set, pair)).collect()
}

fn link(set: &Set<'_>, pair: &Pair) -> Option<Link> {
    let [(a, x), (b, y)] = pair.units(set);
    if !pair.sure() || !voice::comparable([(a, x), (b, y)]) {
        return None;
    }
    // A source that denies something does not say it.
    if voice::manner(a, x) == Manner::Denied || voice::manner(b, y) == Manner::Denied {
        return None;
    }
    let (one, two) = (voice::sourced(a, x), voice::sourced(b, y));
    let near = pair.score >= CHANGED && pair.measure.whole() >= ALIKE && pair.measure.count >= FEW;
    let rule = match (one, two) {
        (Some(_), None) if voice::flat(b, y) => Rule::AttributionDropped,
        (None, Some(_)) if voice::flat(a, x) => Rule::AttributionDropped,
        (Some(one), Some(two)) if !voice::same_source(a, one, b, two) && near => {
            let named = !voice::speaker(a, one).is_empty() && !voice::speaker(b, two).is_empty();
            match named && (voice::specific(one) || voice::specific(two)) {
                true => Rule::AttributionChanged,
                false => return None,
            }
        }
        _ => match (outlet(a, x), outlet(b, y)) {
            (Some(_), None) | (None, Some(_)) if pair.measure.whole() >= CREDITED => Rule::AttributionOutlet,
            _ => return None,
        },
    };
    let (one, two) = match rule {
        Rule::AttributionOutlet => (outlet(a, x), outlet(b, y)),
        _ => (one, two),
    };
    let words = |attribution: Option<&Attribution>| -> Vec<Span> {
        attribution.map(|a| a.source.iter().chain(&a.cue).copied().collect()).unwrap_or_default()
    };
    let reason = Reason::new(rule, words(one), words(two));
    let (a, b) = (Side { article: pair.a.0, spans: a.spans(x) }, Side { article: pair.b.0, spans: b.spans(y) });
    Some(Link { kind: Kind::AttributionDropped, a, b, score: pair.score, reason, changes: Vec::new() })
}

/// Returns the attribution of the unit to an outlet, if there is one.
fn outlet<'a>(of: &Prepared<'a>, unit: &Unit) -> Option<&'a Attribution> {
    let all = &of.article.analysis.attributions;
    of.voices(unit).map(|at| &all[at]).find(|attribution| attribution.source_type == SourceType::Outlet)
}
