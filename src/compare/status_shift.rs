//! A claim that one article denies or keeps at a distance, and another states as a fact or repeats without the
//! denial.
//!
//! Hit: "Kyiv denied shelling the depot" and "Kyiv shelled the depot". Miss: both keep their distance; a guess and a
//! report of what someone said.

use super::Set;
use super::links::{Kind, Link, Manner, Reason, Side};
use super::pairs::Pair;
use super::same_claim;
use super::units::{Prepared, Unit};
use super::voice;
use crate::model::Status;
use crate::span::Span;

/// Pairs with the same claim and a different status.
pub fn find(set: &Set<'_>, pairs: &[Pair]) -> Vec<Link> {
    same_claim::nearest(pairs).into_iter().filter_map(|pair| link(set, pair)).collect()
}

fn link(set: &Set<'_>, pair: &Pair) -> Option<Link> {
    let [(a, x), (b, y)] = pair.units(set);
    let rule = rule(a, x, b, y).or_else(|| rule(b, y, a, x))?;
    if !voice::comparable(pair, [(a, x), (b, y)]) {
        return None;
    }
    let reason = Reason::new(rule, cues(a, x), cues(b, y));
    let (a, b) = (Side { article: pair.a.0, spans: a.spans(x) }, Side { article: pair.b.0, spans: b.spans(y) });
    Some(Link { kind: Kind::StatusShift, a, b, score: pair.score, reason, changes: Vec::new() })
}

/// The rule by which `x` is less certain than `y`.
fn rule(a: &Prepared<'_>, x: &Unit, b: &Prepared<'_>, y: &Unit) -> Option<&'static str> {
    let flat = b.flat(y);
    match a.status(x) {
        None if voice::manner(a, x) == Manner::Denied && flat => Some("shift-denied-stated"),
        None => None,
        Some(status) => shift(status, flat, voice::manner(b, y)),
    }
}

/// The rule for a claim of this status if the other article states it as a fact (`flat`) or presents it in the manner
/// `other`.
fn shift(status: Status, flat: bool, other: Manner) -> Option<&'static str> {
    match status {
        Status::Refuted | Status::Denied if flat => Some("shift-denied-stated"),
        Status::Refuted | Status::Denied if other < Manner::Denied => Some("shift-denial-absent"),
        Status::Alleged | Status::Unconfirmed | Status::Disputed if flat => Some("shift-hedged-stated"),
        Status::Speculative if flat => Some("shift-guess-stated"),
        _ => None,
    }
}

fn cues(of: &Prepared<'_>, unit: &Unit) -> Vec<Span> {
    match unit.claim {
        Some(at) => of.article.analysis.claims[at].cues.clone(),
        None => voice::denier(of, unit).map(|a| a.cue.clone()).unwrap_or_default(),
    }
}
