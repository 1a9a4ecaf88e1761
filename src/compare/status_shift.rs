//! Finds claims that one article denies or hedges, and another states as a fact or repeats without the denial.
//!
//! Hit: "Kyiv denied shelling the depot" and "Kyiv shelled the depot". Miss: both keep their distance; a guess and a
//! report of what someone said.

use super::Set;
use super::links::{Kind, Link, Manner, Reason, Side};
use super::pairs::Pair;
use super::same_claim;
use super::units::{Prepared, Unit};
use super::vocabulary::NOTHING;
use super::voice;
use crate::lexicon::comparison_words;
use crate::lexicon::comparison_words::ComparisonWord;
use crate::model::{Rule, Status};
use crate::span::Span;

/// The minimum part of the claim that the other article states, by weight.
const SHARED: f32 = 0.75;

/// Returns links for pairs with the same claim and a different status.
pub fn find(set: &Set<'_>, pairs: &[Pair]) -> Vec<Link> {
    same_claim::nearest(pairs).into_iter().filter_map(|pair| link(set, pair)).collect()
}

fn link(set: &Set<'_>, pair: &Pair) -> Option<Link> {
    let [(a, x), (b, y)] = pair.units(set);
    let (one, other) = (rule(a, x, b, y), rule(b, y, a, x));
    let fits = match (one, other) {
        (Some(_), _) => shares(set, (a, x), y) && !hedged(b, y),
        (_, Some(_)) => shares(set, (b, y), x) && !hedged(a, x),
        _ => false,
    };
    let rule = one.or(other).filter(|_| fits)?;
    if !pair.sure() || !voice::comparable([(a, x), (b, y)]) {
        return None;
    }
    let reason = Reason::new(rule, cues(a, x), cues(b, y));
    let (a, b) = (Side { article: pair.a.0, spans: a.spans(x) }, Side { article: pair.b.0, spans: b.spans(y) });
    Some(Link { kind: Kind::StatusShift, a, b, score: pair.score, reason, changes: Vec::new() })
}

/// Whether the other article states what is denied or hedged, and not only the words around it.
fn shares(set: &Set<'_>, (of, unit): (&Prepared<'_>, &Unit), other: &Unit) -> bool {
    let Some(claim) = unit.claim else { return true };
    let content = of.article.analysis.claims[claim].content.iter();
    // Names say who it is about, but not what.
    let tokens = content.flat_map(|span| of.document.tokens_in(*span)).filter(|&at| !of.names[at]);
    let stems: Vec<u32> = tokens.map(|at| of.words[at].1).collect();
    let weight = |only: &dyn Fn(u32) -> bool| -> f32 {
        stems.iter().filter(|&&stem| stem != NOTHING && only(stem)).map(|&stem| set.words.weight(stem)).sum()
    };
    weight(&|stem| other.stems.binary_search(&stem).is_ok()) >= SHARED * weight(&|_| true)
}

/// Whether a clause that looks like a statement has a word that hedges it.
fn hedged(of: &Prepared<'_>, unit: &Unit) -> bool {
    let mut tokens = unit.parts.iter().cloned().flatten();
    tokens.any(|at| comparison_words::is(&of.document.tokens[at].lower, ComparisonWord::Hedge))
}

/// Returns the rule if one article presents `x` as less certain than the other presents `y`.
fn rule(a: &Prepared<'_>, x: &Unit, b: &Prepared<'_>, y: &Unit) -> Option<Rule> {
    let flat = voice::flat(b, y);
    match a.status(x) {
        None if voice::manner(a, x) == Manner::Denied && flat => Some(Rule::ShiftDeniedStated),
        None => None,
        Some(status) => shift(status, flat, voice::manner(b, y)),
    }
}

/// Returns the rule for a claim of this status, if the other article states it as a fact (`flat`) or presents it in the
/// manner `other`.
fn shift(status: Status, flat: bool, other: Manner) -> Option<Rule> {
    match status {
        Status::Refuted | Status::Denied if flat => Some(Rule::ShiftDeniedStated),
        Status::Refuted | Status::Denied if other < Manner::Denied => Some(Rule::ShiftDenialAbsent),
        Status::Alleged | Status::Unconfirmed | Status::Disputed if flat => Some(Rule::ShiftHedgedStated),
        Status::Speculative if flat => Some(Rule::ShiftGuessStated),
        _ => None,
    }
}

fn cues(of: &Prepared<'_>, unit: &Unit) -> Vec<Span> {
    match unit.claim {
        Some(at) => of.article.analysis.claims[at].cues.clone(),
        None => voice::denier(of, unit).map(|a| a.cue.clone()).unwrap_or_default(),
    }
}
