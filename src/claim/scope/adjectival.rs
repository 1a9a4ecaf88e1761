//! Claims governed by an adjective.

use std::ops::Range;

use super::Scope;
use super::antecedent;
use crate::claim::context::{Context, Hit};
use crate::lexicon::Class;
use crate::model::SourceType;
use crate::syntax::clause::{self, Extent};
use crate::syntax::{nouns, object, phrases, verbs};

/// Returns the scope of an adjective, which is the noun phrase around it: "his alleged role in the theft".
pub fn adjective(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let next = hit.tokens.end;
    let before = hit.tokens.start.wrapping_sub(1);
    let predicative = view.class(before, Class::Be) || view.auxiliary(before) && !view.class(before, Class::Genitive);
    let verbal = hit.cue.words.ends_with("ed") && !before_adjective(ctx, hit);
    if predicative || verbal || view.adverb(next) || !view.wordlike(next) || view.known(next).is_closed_class() {
        return None;
    }
    if hit.cue.words == "so-called" && view.capital(next) || view.is(before, "heir") {
        return None;
    }
    // In "the reported conclusion that X" the clause after the noun is the claim.
    if let Some(noun) =
        (next..next + 2).find(|&at| nouns::is_statement(view, at) && view.class(at + 1, Class::Complementiser))
    {
        let end = ctx.limit(hit);
        return Scope::one(
            clause::forward_from_noun(ctx, hit.tokens.start, noun + 2, end, Extent::Clause),
            hit.tokens.clone(),
        );
    }
    let mut content = clause::forward(ctx, next, ctx.limit(hit), Extent::Phrase);
    content.end = content.end.min(noun_phrase_end(ctx, next, content.end));
    let named = name_behind(ctx, content.clone());
    if let Some(name) = &named {
        content.end = name.start;
    }
    // "the suspected killer" names a person; "suspected links" makes a claim.
    if hit.cue.words == "suspected" && content.len() < 2 {
        return None;
    }
    let mut scope = Scope::one(content.clone(), hit.tokens.clone())?;
    let owner = nouns::possessor(view, hit.tokens.start);
    if let Some(owner) = &owner {
        let words = owner.start.max(before.saturating_sub(5))..before + 1;
        scope.content.insert(0, words);
    }
    let many = view.class(before, Class::ThirdPlural);
    let target = match view.known(before) {
        known if known.is(Class::Possessive) && (many || known.any(&[Class::Masculine, Class::Feminine])) => {
            let object = object::before_preposition(view, before.saturating_sub(1));
            object.or_else(|| if many { many_before(ctx, before) } else { owner })
        }
        // In "traders with suspected links" the accused precedes the preposition.
        known if known.is(Class::With) => phrases::before(view, before),
        _ => owner.or_else(|| apposed_name(ctx, &content)),
    };
    Some(scope.against(
        target.or(named).or_else(|| object::agent_of_noun(view, content.clone())).or_else(|| people(ctx, content)),
    ))
}

/// Whether "suspected" or "reported" can be an adjective here. In "media reported deaths" it is a verb.
fn before_adjective(ctx: &Context<'_>, hit: &Hit) -> bool {
    let view = ctx.view;
    let at = hit.tokens.start;
    let Some(before) = at.checked_sub(1).filter(|&b| view.sentence(at).contains(&b)) else { return true };
    let loose = view.class(before, Class::Preposition)
        || view.class(before, Class::Conjunction)
        || view.class(before, Class::Subordinator)
        || view.number(before)
        || view.adverb(before)
        || view.word(before).ends_with("ing")
        || view.word(before).ends_with("ed")
        || view.is(before, ",");
    view.class(before, Class::Determiner)
        || view.class(before, Class::Genitive)
        || view.is(before, "'")
        || loose && hit.cue.words != "reported"
}

/// Returns the name at the end of the phrase: "suspected gang member Weber".
fn name_behind(ctx: &Context<'_>, content: Range<usize>) -> Option<Range<usize>> {
    let view = ctx.view;
    let first = content.clone().skip(1).find(|&at| {
        view.capital(at)
            && !view.capital(at.wrapping_sub(1))
            && !view.known(at.wrapping_sub(1)).is_closed_class()
            && view.wordlike(at.wrapping_sub(1))
    })?;
    let capitals = (first..content.end).all(|at| view.capital(at) || view.word(at).len() <= 3);
    capitals.then_some(first..content.end)
}

/// Returns the name after the comma behind the phrase, if the phrase names a person: "the alleged ringleader, Tomas
/// Brandt,".
fn apposed_name(ctx: &Context<'_>, content: &Range<usize>) -> Option<Range<usize>> {
    let view = ctx.view;
    people(ctx, content.clone()).filter(|_| view.is(content.end, ",") && view.capital(content.end + 1))?;
    let start = content.end + 1;
    let end = (start..start + 5).find(|&at| !view.capital(at))?;
    (end > start + 1).then_some(start..end)
}

/// Returns the phrase, up to its first preposition, if it names people: "alleged gang leaders".
fn people(ctx: &Context<'_>, content: Range<usize>) -> Option<Range<usize>> {
    let view = ctx.view;
    let end = content.clone().find(|&at| view.class(at, Class::Preposition)).unwrap_or(content.end);
    let (head, _) = view.known(end.checked_sub(1)?).head?;
    matches!(head.sort, SourceType::Role | SourceType::Anonymous | SourceType::Person).then_some(content.start..end)
}

/// Returns the last plural phrase before "their": "17 people over their alleged roles".
fn many_before(ctx: &Context<'_>, at: usize) -> Option<Range<usize>> {
    let view = ctx.view;
    let floor = view.sentence(at).start;
    let noun = (floor..at).rev().find(|&i| {
        view.word(i).len() > 3
            && view.word(i).ends_with('s')
            && !view.word(i).ends_with("ss")
            && !view.known(i).is_closed_class()
            && !view.known(i).is_verb()
    })?;
    let mut start = noun;
    while start > floor
        && (view.number(start.wrapping_sub(1))
            || view.capital(start.wrapping_sub(1))
            || view.class(start.wrapping_sub(1), Class::Determiner)
            || !view.known(start.wrapping_sub(1)).is_closed_class()
                && view.wordlike(start.wrapping_sub(1))
                && noun - start < 3)
    {
        start -= 1;
    }
    Some(start..noun + 1)
}

/// Returns the end of the noun phrase that starts at `start`. It may contain phrases with "of" or "in", but it ends
/// before a time, a pronoun, a verb or a comma.
fn noun_phrase_end(ctx: &Context<'_>, start: usize, end: usize) -> usize {
    let view = ctx.view;
    let cut = (start + 1..end).find(|&at| {
        view.class(at, Class::Day)
            || view.is(at, ",")
            || view.class(at, Class::On) && (view.class(at + 1, Class::Day) || view.class(at + 1, Class::Month))
            || view.class(at, Class::Pronoun)
            || view.class(at, Class::Temporal) && !view.any(at, &[Class::As, Class::Since])
            || verbs::is_auxiliary(view, at)
            || view.any(at, &[Class::Infinitive, Class::If])
            || matches!(view.word(at), "until" | "said" | "says")
            || view.word(at).ends_with("ed")
                && at > start + 1
                && !view.class(at.wrapping_sub(1), Class::Preposition)
                && !view.class(at.wrapping_sub(1), Class::And)
                && !view.class(at.wrapping_sub(1), Class::Determiner)
                && !view.class(at + 1, Class::Agent)
    });
    cut.unwrap_or(end)
}

/// Returns the scope of an adjective of doubt: "unconfirmed reports of X", "an unconfirmed sighting".
pub fn adjective_of(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let at = hit.tokens.start;
    let next = hit.tokens.end;
    let be = |i: usize| view.class(i, Class::Be) || view.adverb(i) && view.class(i.wrapping_sub(1), Class::Be);
    if be(at.wrapping_sub(1)) && (!view.wordlike(next) || view.known(next).is_closed_class()) {
        let spans = antecedent::of(ctx, hit.group.start)?;
        return Some(Scope { cues: vec![hit.tokens.clone()], spans, referred: true, ..Scope::default() });
    }
    let noun_at =
        (hit.tokens.end..hit.tokens.end + 4).take_while(|&i| view.wordlike(i)).find(|&i| nouns::is_statement(view, i));
    if let Some(noun_at) = noun_at {
        let inner = Hit { tokens: noun_at..noun_at + 1, group: noun_at..noun_at + 1, ..hit.clone() };
        let scope = super::nominal::noun(ctx, &inner);
        let cue = at..noun_at + 1;
        return scope.map(|scope| Scope { cues: vec![cue], ..scope });
    }
    // "an unproven teenager" is a person without achievements, not a doubtful claim.
    adjective(ctx, hit)
        .filter(|scope| scope.content.last().is_some_and(|content| people(ctx, content.clone()).is_none()))
}
