//! Finds clauses of two articles that state the same, in whatever words and whoever says it.
//!
//! Hit: "injured two workers" and "two workers were hurt". Miss: two clauses about the same people that say different
//! things about them.

use super::Set;
use super::keys::triple;
use super::links::{Kind, Link, Reason, Side};
use super::pairs::Pair;
use super::voice;
use crate::model::Rule;

/// Besides the most similar clause of another article, those whose score is within this margin say the same.
const MARGIN: f32 = 0.15;

/// Returns links for pairs that state the same.
pub fn find(set: &Set<'_>, pairs: &[Pair]) -> Vec<Link> {
    nearest(pairs).into_iter().filter_map(|pair| link(set, pair)).collect()
}

/// Returns the pairs in which each clause is the most similar one of its article to the other clause, or nearly so.
pub fn nearest(pairs: &[Pair]) -> Vec<&Pair> {
    let mut best: crate::hash::HashMap<u64, f32> = Default::default();
    for pair in pairs {
        for key in [triple(pair.a, pair.b.0), triple(pair.b, pair.a.0)] {
            let most = best.entry(key).or_default();
            *most = most.max(pair.score);
        }
    }
    let near = |key: u64, score: f32| best.get(&key).is_some_and(|most| score + MARGIN >= *most);
    let both = |pair: &&Pair| near(triple(pair.a, pair.b.0), pair.score) && near(triple(pair.b, pair.a.0), pair.score);
    pairs.iter().filter(both).collect()
}

fn link(set: &Set<'_>, pair: &Pair) -> Option<Link> {
    let [(a, x), (b, y)] = pair.units(set);
    if pair.score < super::THRESHOLD || pair.apart {
        return None;
    }
    let (a_words, b_words) = voice::shared_words(a, x, b, y);
    let rule = match (voice::quotation(a, x), voice::quotation(b, y)) {
        (true, true) if voice::same_speaker(a, x, b, y) => Rule::SameQuotation,
        _ if pair.measure.whole() > 0.9 => Rule::SameWords,
        _ => pair.rule,
    };
    let reason = Reason::new(rule, a_words, b_words);
    let (a, b) = (Side { article: pair.a.0, spans: a.spans(x) }, Side { article: pair.b.0, spans: b.spans(y) });
    Some(Link { kind: Kind::SameClaim, a, b, score: pair.score, reason, changes: Vec::new() })
}
