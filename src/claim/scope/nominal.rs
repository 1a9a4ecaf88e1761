//! Claims that a noun or an adjective governs.

use std::ops::Range;

use super::Scope;
use super::verbal::is_statement_noun;
use crate::attribution::phrases;
use crate::claim::context::{Context, Hit};
use crate::claim::reach::{self, Extent};
use crate::lexicon::Class;

fn limit(ctx: &Context<'_>, hit: &Hit) -> usize {
    ctx.reach(hit.tokens.start).end.max(hit.tokens.end)
}

/// "allegations of X", "the claim that X", "accusations by Y that X".
pub fn noun(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let mut next = hit.tokens.end;
    let mut by = possessor(ctx, hit.tokens.start);
    if matches!(view.word(next), "by" | "from")
        && let Some(agent) = phrases::after(view, next + 1, limit(ctx, hit))
    {
        next = agent.end;
        by = Some(agent);
    }
    let strict = hit.tokens.len() == 1 && view.is(hit.tokens.start, "claims") && view.is(next, "of");
    if view.is(next, "that") {
        return Scope::one(reach::forward(ctx, next + 1, limit(ctx, hit), Extent::Clause), hit.tokens.clone())
            .map(|s| s.by(by));
    }
    let joint = matches!(view.word(next), "of" | "about" | "over");
    if !joint || strict && (view.number(next + 1) || view.is(next + 1, "over")) {
        return None;
    }
    let cue = if view.is(next, "of") { hit.tokens.start..next + 1 } else { hit.tokens.clone() };
    Scope::one(reach::forward(ctx, next + 1, limit(ctx, hit), Extent::Phrase), cue).map(|s| s.by(by))
}

/// "fears that X", never "fears of X".
pub fn noun_that(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    ctx.view.is(hit.tokens.end, "that").then(|| noun(ctx, hit)).flatten()
}

/// "corruption allegations": the nouns before the noun.
pub fn compound(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    Scope::one(modifiers(ctx, hit.tokens.start)?, hit.tokens.clone())
}

/// The words before a noun that say what it is about; nothing if an article or verb stands there.
pub fn modifiers(ctx: &Context<'_>, noun: usize) -> Option<Range<usize>> {
    let view = ctx.view;
    let sentence = view.sentence(noun);
    let content = |at: usize| {
        view.wordlike(at)
            && !view.lexicon.is_closed_class(view.word(at))
            && !view.adverb(at)
            && !view.number(at)
            && !view.verbs(at).any(|(cue, _)| !cue.particle.is_empty() || cue.lemma.len() < 20)
            && !view.word(at).ends_with("ing")
            && !view.is(at, "'s")
            && !is_statement_noun(ctx, at)
    };
    let mut start = noun;
    while start > sentence.start && noun - start < 5 {
        let joint =
            view.is(start - 1, "and") && start < noun && start >= 2 && content(start - 2) && !view.capital(start);
        if !(content(start - 1) || joint) {
            break;
        }
        start -= 1;
    }
    while start < noun && (vague(ctx, start) || view.is(start, "and")) {
        start += 1;
    }
    let whole =
        start < noun && (start..noun).any(|at| !vague(ctx, at)) && !view.capital(noun - 1) && !vague(ctx, noun - 1);
    whole.then_some(start..noun)
}

/// Words before "allegations" that say nothing of what is alleged.
fn vague(ctx: &Context<'_>, at: usize) -> bool {
    ctx.view.lexicon.is_claim_word(ctx.view.word(at), "vague") || ctx.view.word(at).ends_with("ed")
}

/// "charges of X", "X charges"; "in charge", "charge of 5 dollars" are none.
pub fn charges(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let before = hit.tokens.start.wrapping_sub(1);
    let at = hit.tokens.start;
    if matches!(
        view.word(before),
        "in" | "took" | "take" | "takes" | "taking" | "to" | "would" | "could" | "will" | "extra"
    ) || view.class(before, Class::Pronoun)
    {
        return None;
    }
    let next = hit.tokens.end;
    if view.is(next, "of") && !view.number(next + 1) {
        return Scope::one(reach::forward(ctx, next + 1, limit(ctx, hit), Extent::Phrase), at..next + 1);
    }
    if view.is(next, "that") {
        return noun(ctx, hit);
    }
    let content = modifiers(ctx, at)?;
    view.lexicon
        .is_claim_word(view.word(content.end - 1), "offence")
        .then(|| Scope::one(content, hit.tokens.clone()))
        .flatten()
}

/// "a suspect in the killing".
pub fn suspect_in(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let next = hit.tokens.end;
    if !view.is(next, "in")
        || view.number(next + 1)
        || view.capital(next + 1)
        || matches!(view.word(next + 1), "custody" | "court" | "hospital")
    {
        return None;
    }
    let content = reach::forward(ctx, next + 1, limit(ctx, hit), Extent::Phrase);
    let mut start = hit.tokens.start;
    while start > 0
        && (view.class(start - 1, Class::Determiner)
            || view.word(start - 1).len() > 3
                && !view.lexicon.is_closed_class(view.word(start - 1))
                && view.wordlike(start - 1)
                && hit.tokens.start - start < 3)
    {
        start -= 1;
    }
    let target = view.is(start.wrapping_sub(1), ",").then(|| phrases::before(view, start - 1)).flatten();
    Scope::one(content, hit.tokens.clone()).map(|scope| scope.against(target))
}

/// "his alleged role in the theft": the noun phrase around the adjective.
pub fn adjective(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let next = hit.tokens.end;
    let before = hit.tokens.start.wrapping_sub(1);
    let predicative = view.class(before, Class::Be) || view.auxiliary(before) && !view.is(before, "'s");
    if predicative
        || !view.wordlike(next)
        || view.lexicon.is_closed_class(view.word(next))
        || view.adverb(before) && view.class(before.wrapping_sub(1), Class::Be)
    {
        return None;
    }
    let mut content = reach::forward(ctx, next, limit(ctx, hit), Extent::Phrase);
    content.end = content.end.min(noun_phrase_end(ctx, next, content.end));
    let mut scope = Scope::one(content, hit.tokens.clone())?;
    let owner = match view.word(before) {
        "their" | "his" | "her" | "its" => Some(before..before + 1),
        "'s" => phrases::before(view, before),
        _ => None,
    };
    if let Some(owner) = &owner {
        let words = owner.start.max(before.saturating_sub(5))..before + 1;
        scope.content.insert(0, words);
    }
    Some(scope.against(owner))
}

/// Where a noun phrase ends that starts at `start`: it goes on over "of", "in" and the like, not over time words.
fn noun_phrase_end(ctx: &Context<'_>, start: usize, end: usize) -> usize {
    let view = ctx.view;
    let cut = (start + 1..end).find(|&at| {
        view.class(at, Class::Day)
            || view.is(at, "on") && (view.class(at + 1, Class::Day) || view.class(at + 1, Class::Month))
            || view.class(at, Class::Pronoun)
            || matches!(
                view.word(at),
                "to" | "after"
                    | "before"
                    | "during"
                    | "when"
                    | "while"
                    | "if"
                    | "until"
                    | "has"
                    | "have"
                    | "was"
                    | "were"
                    | "is"
                    | "are"
                    | "said"
                    | "says"
                    | "had"
            )
            || view.word(at).ends_with("ed")
                && at > start + 1
                && !view.class(at - 1, Class::Preposition)
                && !view.is(at - 1, "and")
                && !view.class(at - 1, Class::Determiner)
                && !view.is(at + 1, "by")
    });
    cut.unwrap_or(end)
}

/// "unconfirmed reports of X"; "an unconfirmed sighting".
pub fn adjective_of(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let at = hit.tokens.start;
    let next = hit.tokens.end;
    let be = |i: usize| view.class(i, Class::Be) || view.adverb(i) && view.class(i.wrapping_sub(1), Class::Be);
    if be(at.wrapping_sub(1)) && (!view.wordlike(next) || view.lexicon.is_closed_class(view.word(next))) {
        let spans = super::antecedent(ctx, hit.group.start)?;
        return Some(Scope { cues: vec![hit.tokens.clone()], spans, referred: true, ..Scope::default() });
    }
    let noun_at =
        (hit.tokens.end..hit.tokens.end + 4).take_while(|&i| view.wordlike(i)).find(|&i| is_statement_noun(ctx, i));
    if let Some(noun_at) = noun_at {
        let inner = Hit { tokens: noun_at..noun_at + 1, group: noun_at..noun_at + 1, ..hit.clone() };
        let scope = noun(ctx, &inner);
        return scope.map(|scope| Scope { cues: vec![at..noun_at + 1], ..scope });
    }
    adjective(ctx, hit)
}

/// "conflicting reports as to whether X or Y".
pub fn conflicting(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let end = limit(ctx, hit);
    let joint = (hit.tokens.end..end.min(hit.tokens.end + 6))
        .find(|&at| matches!(view.word(at), "whether" | "that" | "about" | "on" | "of" | "over" | "how"))?;
    Scope::one(reach::forward(ctx, joint + 1, end, Extent::Clause), hit.tokens.clone())
}

/// "Kyiv's" in "Kyiv's claim that".
fn possessor(ctx: &Context<'_>, at: usize) -> Option<Range<usize>> {
    let view = ctx.view;
    let before = at.checked_sub(1)?;
    if matches!(view.word(before), "his" | "her" | "their" | "its") {
        return Some(before..at);
    }
    view.is(before, "'s").then(|| phrases::before(view, before)).flatten()
}
