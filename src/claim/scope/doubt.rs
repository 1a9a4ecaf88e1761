//! Finds claims that nobody has established. A doubt either states the claim or refers to it.

use super::Scope;
use super::antecedent;
use crate::claim::context::{Context, Hit};
use crate::lexicon::Class;
use crate::model::SourceType;
use crate::syntax::clause::{self, Extent};
use crate::syntax::{nouns, phrases};

/// Returns the scope of a doubt: "could not verify X", "X could not be verified", "there was no confirmation of X",
/// "this has not been confirmed".
pub fn unverified(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let range = ctx.claim_range(hit.tokens.start);
    let mut start = hit.tokens.end;
    if view.class(start, Class::Agentive)
        && let Some(agent) = phrases::after(view, start + 1, range.end)
    {
        start = (agent.start..agent.end + 1).find(|&i| view.class(i, Class::Complementiser)).unwrap_or(agent.end);
    }
    let open =
        view.class(start, Class::Whether) || view.class(start, Class::How) || view.class(start, Class::Complement);
    if open {
        start += 1;
    }
    let verbal =
        hit.cue.words.ends_with('y') || hit.cue.words.ends_with("confirm") || hit.cue.words.ends_with("reject");
    let object = open || verbal && view.wordlike(start) && !view.class(start, Class::Circumstance);
    if object && !refers(ctx, start, range.end) {
        let clausal = view.class(start.wrapping_sub(1), Class::Whether)
            || view.class(start.wrapping_sub(1), Class::How)
            || view.class(start.wrapping_sub(1), Class::Complementiser);
        let mut start = start;
        if !clausal
            && let Some(noun) = (start..start + 3).find(|&i| nouns::is_statement(view, i))
            && view.class(noun + 1, Class::Complement)
        {
            start = noun + 2;
        }
        let extent = if clausal || view.class(start.wrapping_sub(1), Class::Complementiser) {
            Extent::Clause
        } else {
            Extent::Phrase
        };
        return Scope::one(clause::forward(ctx, start, range.end, extent), hit.group.clone());
    }
    let subject = phrases::before(view, hit.group.start).filter(|_| !verbal && !hit.cue.words.starts_with("no "));
    if let Some(subject) = subject.filter(|s| !refers(ctx, s.start, s.end)) {
        let noun = subject.clone().find(|&at| nouns::is_statement(view, at) && view.class(at + 1, Class::Complement));
        let content = noun.map_or(subject.clone(), |at| at + 2..subject.end);
        return Scope::one(content, hit.group.clone());
    }
    let spans = antecedent::of(ctx, hit.group.start)?;
    Some(Scope { cues: vec![hit.group.clone()], spans, referred: true, ..Scope::default() })
}

/// Whether a phrase only refers to an earlier statement: "this", "the claims", "the events".
fn refers(ctx: &Context<'_>, start: usize, end: usize) -> bool {
    let view = ctx.view;
    let pointing = |at: usize| {
        nouns::is_statement(view, at)
            || view.class(at, Class::Demonstrative)
            || view.class(at, Class::Occurrence)
            || view.class(at, Class::Anaphor)
    };
    let words = (start..end).take_while(|&at| view.wordlike(at) && !view.class(at, Class::Preposition));
    let mut seen = false;
    for at in words {
        seen |= pointing(at);
        if !pointing(at) && !view.class(at, Class::Determiner) {
            return false;
        }
    }
    seen && !view.class(end, Class::Complement)
}

/// Whether "if confirmed" is about a finding, as in "If confirmed, the find would be the oldest", and not about an
/// appointment, as in "If confirmed, the judge would".
fn finding(ctx: &Context<'_>, hit: &Hit) -> bool {
    let view = ctx.view;
    let next = hit.tokens.end + usize::from(view.is(hit.tokens.end, ","));
    let which = (hit.tokens.start.saturating_sub(2)..hit.tokens.start).any(|at| view.class(at, Class::Which));
    let person = (next + 1..next + 3).any(|at| {
        let head = view.known(at).head;
        head.is_some_and(|(head, _)| matches!(head.sort, SourceType::Role | SourceType::Person)) || view.capital(at)
    });
    which
        || (view.class(next, Class::Definite) || view.class(next, Class::It) || view.class(next, Class::Demonstrative))
            && !person
}

/// Returns the scope of a condition, which is the statement before it: "if true, X"; "X, which, if true, Y".
pub fn condition(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    if hit.cue.words == "if confirmed" && !finding(ctx, hit) {
        return None;
    }
    let inside = ctx.reported_at(hit.tokens.start).map(|attribution| attribution.content.clone());
    let mut spans = inside.or_else(|| antecedent::of(ctx, hit.tokens.start))?;
    let mut before = hit.tokens.start;
    while before > 0
        && (view.any(before - 1, &[Class::Which, Class::And, Class::Complementiser]) || view.is(before - 1, ","))
    {
        before -= 1;
    }
    let cut = view.document.tokens.get(before)?.span.start;
    spans.retain_mut(|span| {
        span.end = span.end.min(cut);
        !span.is_empty()
    });
    (!spans.is_empty()).then(|| Scope { cues: vec![hit.tokens.clone()], spans, referred: true, ..Scope::default() })
}
