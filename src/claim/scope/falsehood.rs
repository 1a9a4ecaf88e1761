//! Finds statements that somebody calls false: "called the report false", "said the claim was nonsense", "the claim was
//! debunked".

use std::ops::Range;

use super::{Scope, antecedent, denying};
use crate::claim::context::{Context, Hit};
use crate::lexicon::verbs::Form;
use crate::lexicon::{ClaimWord, Class};
use crate::syntax::clause::{self, Extent};
use crate::syntax::{nouns, verbs};

/// The maximum distance from a verb of calling to the falsehood, if the statement between them is a clause, in tokens.
const CALLED_WITHIN: usize = 40;
/// The same if it is only a noun or a pronoun.
const NEAR: usize = 14;
/// The maximum distance from a verb of calling to the noun of its object, in tokens.
const OBJECT_WITHIN: usize = 6;

/// Returns the statement that is called false: "called the report false", "said the claim was nonsense".
pub fn predicate(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let before = lead(ctx, hit);
    called(ctx, hit, before).or_else(|| predicated(ctx, hit, before))
}

/// Returns where the words that strengthen the falsehood start: "as completely" in "as completely false", "utter" in
/// "utter nonsense".
fn lead(ctx: &Context<'_>, hit: &Hit) -> usize {
    let view = ctx.view;
    let floor = view.sentence(hit.tokens.start).start;
    let strengthens = |at: &usize| {
        view.adverb(*at)
            || view.indefinite(*at)
            || view.any(*at, &[Class::As, Class::And])
            || view.known(*at).is_claim_word(ClaimWord::Utter)
            || view.quote_mark(*at)
    };
    (floor..hit.tokens.start).rev().take_while(strengthens).last().unwrap_or(hit.tokens.start)
}

/// Returns the statement between a verb of calling and the falsehood: "described [reports of a recall] as untrue",
/// "called [it] a lie".
fn called(ctx: &Context<'_>, hit: &Hit, before: usize) -> Option<Scope> {
    let view = ctx.view;
    let sentence = view.sentence(before);
    let floor = sentence.start.max(before.saturating_sub(CALLED_WITHIN));
    let verb = (floor..before).rev().find(|&at| view.class(at, Class::Calling))?;
    let noun = (verb + 1..before.min(verb + OBJECT_WITHIN))
        .find(|&at| nouns::is_statement(view, at) || view.known(at).is_claim_word(ClaimWord::Judged))?;
    let who = caller(ctx, hit, verb);
    let joint = view.class(noun + 1, Class::Complement) || view.class(noun + 1, Class::Topic);
    if joint && nouns::is_statement(view, noun) {
        return Scope::one(noun + 2..before.max(noun + 2), before..hit.tokens.end).map(|scope| scope.by(who));
    }
    (noun + NEAR >= before).then(|| named(ctx, hit, noun, before, verb)).flatten().map(|scope| scope.by(who))
}

/// Returns the subject of the verb of calling.
fn caller(ctx: &Context<'_>, hit: &Hit, verb: usize) -> Option<Range<usize>> {
    let view = ctx.view;
    let start = verbs::group_start(view, verb, view.sentence(verb).start);
    let form = if verbs::ends_in_ing(view, verb) { Form::Ing } else { Form::Past };
    let passive = verbs::is_passive(view, start..verb, form);
    super::subject::of(ctx, &Hit { tokens: verb..verb + 1, group: start..verb + 1, form, passive, ..hit.clone() })
        .filter(|_| !passive)
}

/// Returns what a noun of saying is about: the words before it, or the statement to which it refers.
fn named(ctx: &Context<'_>, hit: &Hit, noun: usize, before: usize, from: usize) -> Option<Scope> {
    if let Some(content) = nouns::modifiers(ctx.view, noun) {
        return Scope::one(content, before..hit.tokens.end);
    }
    let spans = antecedent::of(ctx, from.min(noun))?;
    Some(Scope { cues: vec![hit.tokens.clone()], spans, referred: true, ..Scope::default() })
}

/// Returns the statement that is the subject of the falsehood: "Claims that the dam leaked are baseless", "That is a
/// lie", or in what it is found: "There is no truth in claims that the dam leaked".
fn predicated(ctx: &Context<'_>, hit: &Hit, before: usize) -> Option<Scope> {
    let view = ctx.view;
    let at = hit.tokens.start;
    let verb = before.checked_sub(1).filter(|&at| view.any(at, &[Class::Be, Class::Perfect]))?;
    let group = verbs::group_start(view, verb, view.sentence(at).start);
    if (group..before).any(|at| view.class(at, Class::Modal) || view.class(at, Class::Negation)) {
        return None;
    }
    let said = ctx.reported_at(at);
    let who = said.and_then(|a| a.source.first()).map(|source| view.document.tokens_in(*source));
    if let Some(content) = nouns::stated_before(view, group) {
        return Scope::one(content, before..hit.tokens.end).map(|scope| scope.by(who));
    }
    let next = hit.tokens.end;
    if view.any(next, &[Class::In, Class::Infinitive, Class::Topic]) {
        let noun = (next + 1..next + OBJECT_WITHIN).find(|&at| nouns::is_statement(view, at))?;
        return denying::stated(ctx, noun, hit).map(|scope| scope.by(who));
    }
    let floor = view.sentence(at).start.max(at.saturating_sub(NEAR));
    let noun = (floor..before)
        .rev()
        .find(|&at| nouns::is_statement(view, at) || view.known(at).is_claim_word(ClaimWord::Judged))?;
    if let Some(content) = said_of(ctx, noun, before) {
        return Scope::one(content, before..hit.tokens.end).map(|scope| scope.by(who));
    }
    let near = nouns::is_statement(view, noun) && noun + 3 >= before && said.is_some();
    let points = points_back(ctx, noun, before) || near;
    let from = view.sentence(at).start;
    points.then(|| named(ctx, hit, noun, before, from)).flatten().map(|scope| scope.by(who))
}

/// Whether the token is a pronoun that opens a sentence or quotation, right before the falsehood.
fn opens(ctx: &Context<'_>, pronoun: usize, before: usize) -> bool {
    let view = ctx.view;
    let first = pronoun == view.sentence(pronoun).start || view.quote_mark(pronoun.wrapping_sub(1));
    first && pronoun + 3 >= before && (view.class(pronoun, Class::It) || view.class(pronoun, Class::Demonstrative))
}

/// Whether the sentence or quotation starts with a pronoun for what somebody else has just said: "“That is a lie,” she
/// said".
fn points_back(ctx: &Context<'_>, noun: usize, before: usize) -> bool {
    let view = ctx.view;
    let speaker = |at: usize| ctx.reported_at(at).map(|attribution| attribution.speaker.as_str());
    let last = view.sentence(noun).start.checked_sub(1);
    let other = last.map(|last| view.sentence(last)).and_then(|before| before.rev().find_map(speaker));
    opens(ctx, noun, before)
        && other.is_some_and(|other| speaker(noun).is_some_and(|own| own != other || own.is_empty()))
}

/// Returns the claim about which the speaker says the words that open with the pronoun: "“That is a lie,” Dunne said of
/// the claim that [he had paid]", "Asked about reports of [a recall], she said: “It is false.”"
fn said_of(ctx: &Context<'_>, pronoun: usize, before: usize) -> Option<Range<usize>> {
    let view = ctx.view;
    let said = ctx.reported_at(pronoun).filter(|_| opens(ctx, pronoun, before))?;
    let parts = || said.cue.iter().chain(&said.source);
    let behind = view.document.token_at(parts().map(|span| span.end).max()?);
    let sentence = view.sentence(behind.wrapping_sub(1));
    let named = |topic: usize, limit: usize| {
        let noun = (topic + 1..limit.min(topic + OBJECT_WITHIN)).find(|&at| nouns::is_statement(view, at))?;
        let extent = match () {
            () if view.class(noun + 1, Class::Complementiser) => Extent::Clause,
            () if view.class(noun + 1, Class::Topic) => Extent::Phrase,
            () => return None,
        };
        Some(clause::forward(ctx, noun + 2, limit, extent)).filter(|content| !content.is_empty())
    };
    let topic = (behind..sentence.end.min(behind + 4)).find(|&at| view.class(at, Class::Topic));
    let asked = || {
        let first = view.document.token_at(parts().map(|span| span.start).min()?);
        let asks = (sentence.start..first).find(|&at| view.known(at).is_claim_word(ClaimWord::Asking))?;
        let topic = (asks..first).find(|&at| view.class(at, Class::Topic))?;
        named(topic, first)
    };
    topic.and_then(|topic| named(topic, sentence.end)).or_else(asked)
}

/// Returns the statement that is the subject of a passive cue: "the claim that X was debunked", "the claim turned out
/// to be false".
pub fn passive(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let be = hit.group.start < hit.tokens.start || hit.tokens.len() > 1;
    let sentence = view.sentence(hit.group.start);
    let floor = sentence.start.max(hit.group.start.saturating_sub(24));
    let noun = (floor..hit.group.start).rev().find(|&at| nouns::is_statement(view, at))?;
    if !be {
        return None;
    }
    if view.class(noun + 1, Class::Complement) && noun + 2 < hit.group.start {
        return Scope::one(noun + 2..hit.group.start, hit.group.clone());
    }
    if noun + 1 < hit.group.start {
        return None;
    }
    if let Some(content) = nouns::modifiers(view, noun) {
        return Scope::one(content, hit.group.clone());
    }
    let spans = antecedent::of(ctx, noun)?;
    Some(Scope { cues: vec![hit.group.clone()], spans, referred: true, ..Scope::default() })
}
