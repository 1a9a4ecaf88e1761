//! Claims that a noun governs.

use std::ops::Range;

use super::Scope;
use super::verbal::is_statement_noun;
use crate::claim::context::{Context, Hit};
use crate::claim::reach::{self, Extent};
use crate::lexicon::Class;
use crate::lexicon::claims::{Shape, WordClass};
use crate::syntax::phrases;

/// "will be tried on charges": the word of facing stands at most this far behind the verb group's start. Tokens.
const MAX_FACED: usize = 5;

/// Who denies a claim is named in no more than this, with the verb. Tokens.
const MAX_DENIER: usize = 6;

pub fn limit(ctx: &Context<'_>, hit: &Hit) -> usize {
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
    let mut against = None;
    if view.is(next, "against")
        && let Some(accused) = phrases::after(view, next + 1, limit(ctx, hit))
        && let Some(of) = (next + 2..accused.end + 1).find(|&at| view.is(at, "of"))
    {
        against = Some(next + 1..of);
        next = of;
    }
    let strict = hit.tokens.len() == 1 && view.is(hit.tokens.start, "claims") && view.is(next, "of");
    if view.is(next, "that") {
        let clause = reach::forward_from_noun(ctx, hit.tokens.start, next + 1, limit(ctx, hit), Extent::Clause);
        // "a claim that the navy denied": who denies it says so, and no clause stands here.
        let turned_down = turns_down(ctx, clause.end.saturating_sub(1));
        // "Lee faces allegations that she took bribes": she who faces them.
        let own = view.class(clause.start, Class::Pronoun) && accuses(ctx, hit);
        let target = if own { faced(ctx, hit.tokens.start) } else { super::verbal::actor(ctx, clause.clone()) };
        let target = target.filter(|_| accuses(ctx, hit));
        return Scope::one(clause, hit.tokens.clone()).filter(|_| !turned_down).map(|s| s.by(by).against(target));
    }
    if turned_down_behind(ctx, next) {
        return None;
    }
    let joint = matches!(view.word(next), "of" | "about" | "over");
    if !joint || strict && (view.number(next + 1) || view.is(next + 1, "over")) {
        return None;
    }
    let cue = if view.is(next, "of") { hit.tokens.start..next + 1 } else { hit.tokens.clone() };
    let mut content = reach::forward_from_noun(ctx, hit.tokens.start, next + 1, limit(ctx, hit), Extent::Phrase);
    if let Some(at) = content.clone().skip(1).find(|&at| view.is(at, "against") && accuses(ctx, hit)) {
        against = Some(at + 1..content.end);
        content.end = at;
    }
    let target = against
        .or_else(|| faced(ctx, hit.tokens.start))
        .or_else(|| doer(ctx, content.clone()))
        .or_else(|| owner_in(ctx, content.clone()));
    Scope::one(content, cue).map(|s| s.by(by).against(target))
}

/// Whether the cue is a noun of accusing: what stands behind "against" is the accused.
fn accuses(ctx: &Context<'_>, hit: &Hit) -> bool {
    let noun = hit.tokens.end.saturating_sub(1);
    ctx.view.known(noun).is_claim_word("accusal")
}

/// Whether the token is a form of "deny", "reject" and the like.
fn turns_down(ctx: &Context<'_>, at: usize) -> bool {
    let claims = &ctx.view.lexicon.claims;
    let shapes = claims.starting(ctx.view.word(at)).iter().map(|spelling| (spelling, &claims.cues[spelling.cue]));
    shapes
        .filter(|(spelling, _)| spelling.rest.is_empty())
        .any(|(_, cue)| cue.class == WordClass::Verb && matches!(cue.shape, Shape::Deny | Shape::Reject))
}

/// "claims the navy denied", "allegations Norvik rejects".
fn turned_down_behind(ctx: &Context<'_>, next: usize) -> bool {
    let view = ctx.view;
    (view.capital(next) || view.class(next, Class::Determiner) || view.class(next, Class::Pronoun))
        && (next + 1..next + MAX_DENIER).any(|at| turns_down(ctx, at))
}

/// "meddling by Marn", "Marn's meddling", "Marnish meddling": a name that the phrase starts with or that owns a part of it.
fn owner_in(ctx: &Context<'_>, content: Range<usize>) -> Option<Range<usize>> {
    let view = ctx.view;
    let owner = content.clone().find(|&at| view.is(at, "'s") && view.capital(at.wrapping_sub(1)));
    if let Some(owner) = owner {
        let start = (content.start..owner).rev().take_while(|&at| view.capital(at)).last()?;
        return Some(start..owner);
    }
    let end = content.clone().take_while(|&at| view.capital(at)).last()? + 1;
    Some(content.start..end)
}

/// The subject, where a verb of facing stands between it and the noun.
fn faced(ctx: &Context<'_>, at: usize) -> Option<Range<usize>> {
    let view = ctx.view;
    let floor = view.sentence(at).start;
    (floor..at).rev().take(8).any(|i| view.known(i).is_claim_word("facing")).then(|| facing(ctx, at)).flatten()
}

/// "fears that X", never "fears of X".
pub fn noun_that(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    ctx.view.is(hit.tokens.end, "that").then(|| noun(ctx, hit)).flatten()
}

/// "corruption allegations": the nouns before the noun.
pub fn compound(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let target = faced(ctx, hit.tokens.start);
    Scope::one(modifiers(ctx, hit.tokens.start)?, hit.tokens.clone()).map(|scope| scope.against(target))
}

/// The words before a noun that say what it is about; nothing if an article or verb stands there.
pub fn modifiers(ctx: &Context<'_>, noun: usize) -> Option<Range<usize>> {
    let view = ctx.view;
    let sentence = view.sentence(noun);
    let content = |at: usize| {
        view.wordlike(at)
            && !view.known(at).is_closed_class()
            && !view.adverb(at)
            && !view.number(at)
            && !view.known(at).is_verb()
            && (!view.word(at).ends_with("ing") || view.word(at).contains('-'))
            && !view.is(at, "'s")
            && !is_statement_noun(ctx, at)
            && !view.known(at).is_claim_word("facing")
    };
    let mut start = noun;
    while start > sentence.start && noun - start < 5 {
        let joint = view.is(start.wrapping_sub(1), "and")
            && start < noun
            && start >= 2
            && content(start - 2)
            && !view.capital(start);
        if !(content(start - 1) || joint) {
            break;
        }
        start -= 1;
    }
    while start < noun && (vague(ctx, start) || view.is(start, "and")) {
        start += 1;
    }
    let whole = start < noun
        && (start..noun).any(|at| !vague(ctx, at))
        && !view.capital(noun.wrapping_sub(1))
        && !vague(ctx, noun.wrapping_sub(1));
    whole.then_some(start..noun)
}

/// Words before "allegations" that say nothing of what is alleged.
fn vague(ctx: &Context<'_>, at: usize) -> bool {
    ctx.view.known(at).is_claim_word("vague") || ctx.view.word(at).ends_with("ed")
}

/// "charges of X", "X charges"; "in charge", "charge of 5 dollars" are none.
pub fn charges(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let before = hit.tokens.start.wrapping_sub(1);
    let at = hit.tokens.start;
    if view.known(before).is_claim_word("no-charge") || view.class(before, Class::Pronoun) {
        return None;
    }
    if decided(ctx, at) {
        return None;
    }
    let next = hit.tokens.end;
    // "eleven counts of fraud", never "the Count of Ness".
    let counted = {
        let number = view.word(before);
        view.number(before) || view.lexicon.count(number).is_some() || matches!(number, "one" | "single")
    };
    if hit.cue.words == "count" && !(counted && view.is(next, "of")) {
        return None;
    }
    let target = facing(ctx, at);
    if view.is(next, "of") && !view.number(next + 1) {
        let content = reach::forward(ctx, next + 1, limit(ctx, hit), Extent::Phrase);
        return Scope::one(content, at..next + 1).map(|scope| scope.against(target));
    }
    if view.is(next, "that") {
        return noun(ctx, hit);
    }
    let content = modifiers(ctx, at)?;
    let offence = view.known(content.end.wrapping_sub(1)).is_claim_word("offence");
    Scope::one(content, hit.tokens.clone()).filter(|_| offence).map(|scope| scope.against(target))
}

/// "a suspect in the killing".
pub fn suspect_in(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let next = hit.tokens.end;
    if !view.is(next, "in")
        || view.number(next + 1)
        || view.capital(next + 1)
        || view.known(next + 1).is_claim_word("held")
    {
        return None;
    }
    let content = reach::forward(ctx, next + 1, limit(ctx, hit), Extent::Phrase);
    let mut start = hit.tokens.start;
    while start > 0
        && (view.class(start.wrapping_sub(1), Class::Determiner)
            || view.word(start.wrapping_sub(1)).len() > 3
                && !view.known(start.wrapping_sub(1)).is_closed_class()
                && view.wordlike(start.wrapping_sub(1))
                && hit.tokens.start - start < 3)
    {
        start -= 1;
    }
    let target = view.is(start.wrapping_sub(1), ",").then(|| phrases::before(view, start - 1)).flatten();
    // "Weber, 22, a suspect in": the age is another insertion.
    let target = match target {
        Some(age) if age.len() == 1 && view.number(age.start) => phrases::before(view, age.start.saturating_sub(1)),
        other => other,
    };
    Scope::one(content, hit.tokens.clone()).map(|scope| scope.against(target))
}

/// "links of Italian traders", "a plot by Weber", "involving officials": who is said to have done it.
pub fn doer(ctx: &Context<'_>, content: Range<usize>) -> Option<Range<usize>> {
    let view = ctx.view;
    let joint = content
        .clone()
        .skip(1)
        .find(|&at| matches!(view.word(at), "by" | "involving") || view.is(at, "of") && view.capital(at + 1))?;
    // "fraud in the state of Ness": a place.
    if view.is(joint, "of") && (content.start..joint).any(|at| view.is(at, "in")) {
        return None;
    }
    (joint + 1 < content.end).then_some(joint + 1..content.end)
}

/// The subject of the clause that the token stands in: who faces the charge.
pub fn facing(ctx: &Context<'_>, at: usize) -> Option<Range<usize>> {
    let view = ctx.view;
    let floor = view.sentence(at).start;
    let start = reach::backward(ctx, at, floor);
    // "is wanted for": the auxiliary belongs to the cue.
    let cue = (floor..at).rev().take_while(|&i| view.auxiliary(i) || view.adverb(i)).last().unwrap_or(at);
    let verb = (start..at).chain(cue..at).find(|&i| {
        view.auxiliary(i) && !view.is(i, "'s") || view.known(i).is_claim_word("facing") || reach::says(ctx, i)
    });
    let relative = start > floor && matches!(view.word(start.wrapping_sub(1)), "who" | "which" | "that");
    let found = match verb {
        Some(verb) if verb > start || cue < at && verb == cue => phrases::before(view, verb),
        _ if relative => phrases::before(view, if view.is(start.wrapping_sub(2), ",") { start - 2 } else { start - 1 }),
        // "and two others, Hale and Lee, were": the subject stands before the comma.
        Some(verb) if start > floor && view.auxiliary(verb) && view.is(start - 1, ",") => {
            phrases::before(view, verb).or_else(|| super::verbal::main_subject(ctx, start + 1))
        }
        Some(_) if start > floor => super::verbal::main_subject(ctx, start + 1),
        None => faces(ctx, floor, start),
        _ => None,
    };
    let dated = |phrase: &Range<usize>| {
        view.class(phrase.end.wrapping_sub(1), Class::Month) || view.class(phrase.end.wrapping_sub(1), Class::Day)
    };
    let main = || verb.and_then(|_| super::verbal::main_subject(ctx, at)).filter(|phrase| !dated(phrase));
    found.filter(|phrase| !dated(phrase)).or_else(main).or_else(|| before_aside(ctx, floor, at))
}

/// "Hale, 85, faces a retrial and trials on charges of theft": the subject of a verb of facing before.
fn faces(ctx: &Context<'_>, floor: usize, start: usize) -> Option<Range<usize>> {
    let view = ctx.view;
    let verb = (floor..start).find(|&at| reach::finite(ctx, at) || view.known(at).is_claim_word("facing"))?;
    let faced = (verb..start.min(verb + MAX_FACED)).any(|at| view.known(at).is_claim_word("facing"));
    faced.then(|| phrases::before(view, verb)).flatten()
}

/// "Hale, who was mayor until May, was arrested": what stands before the relative clause that opens the sentence.
fn before_aside(ctx: &Context<'_>, floor: usize, at: usize) -> Option<Range<usize>> {
    let view = ctx.view;
    let comma = (floor..at.min(floor + 10))
        .find(|&i| view.is(i, ",") && matches!(view.word(i + 1), "who" | "which" | "whose"))?;
    phrases::before(view, comma)
}

/// Who is charged "for allegedly hoarding onions": the object right before the preposition, or the subject.
pub fn charged_at(ctx: &Context<'_>, at: usize) -> Option<Range<usize>> {
    object_before(ctx, at.saturating_sub(1)).or_else(|| facing(ctx, at))
}

/// The noun phrase between a verb or preposition and the preposition at `joint`: "arrested [a trader] for".
pub fn object_before(ctx: &Context<'_>, joint: usize) -> Option<Range<usize>> {
    object_ending(ctx, joint).filter(|_| ctx.view.class(joint, Class::Preposition))
}

/// The noun phrase between a verb and the token at `joint`: "criticised [the army], accusing".
pub fn object_ending(ctx: &Context<'_>, joint: usize) -> Option<Range<usize>> {
    let view = ctx.view;
    let floor = view.sentence(joint).start;
    let noun = |at: usize| {
        view.wordlike(at)
            && !reach::finite(ctx, at)
            && !view.class(at, Class::Day)
            && !view.class(at, Class::Time)
            && !view.adverb(at)
            && (!view.known(at).is_closed_class() || view.class(at, Class::Determiner) || view.number(at))
    };
    let start = (floor..joint).rev().take_while(|&at| noun(at)).last()?;
    let governed = start > floor
        && (reach::finite(ctx, start - 1)
            || view.word(start - 1).ends_with("ing")
            || view.is(start - 1, "against")
            || view.is(start - 1, "that"));
    governed.then_some(start..joint)
}

/// "have arrested a trader": who is taken, where the verb is active.
fn taken(ctx: &Context<'_>, at: usize) -> Option<Range<usize>> {
    let view = ctx.view;
    let floor = view.sentence(at).start;
    let verb = (floor..at).rev().find(|&i| matches!(view.known(i).event, Some("arrest")))?;
    let passive = verb > floor
        && (view.class(verb.wrapping_sub(1), Class::Be)
            || view.adverb(verb.wrapping_sub(1)) && view.class(verb.wrapping_sub(2), Class::Be));
    let reduced = view.class(verb + 1, Class::Preposition) || view.class(verb + 1, Class::Day);
    if passive || reduced { None } else { phrases::after(view, verb + 1, at) }
}

/// Whether a court's finding stands before the token in its sentence: then the charge is no longer open.
fn decided(ctx: &Context<'_>, at: usize) -> bool {
    let view = ctx.view;
    (view.sentence(at).start.max(at.saturating_sub(40))..at).any(|i| view.known(i).is_claim_word("verdict"))
}

/// "under investigation for theft", "held on suspicion of theft".
pub fn held(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let next = hit.tokens.end;
    let act = (next..next + 4).any(|at| view.known(at).is_claim_word("offence") || view.known(at).event.is_some());
    if view.number(next)
        || view.class(next, Class::Day)
        || view.known(next).is_claim_word("term")
        || matches!(view.word(next), "the" | "a") && !act
    {
        return None;
    }
    let content = reach::forward(ctx, hit.tokens.end, limit(ctx, hit), Extent::Phrase);
    let at = hit.tokens.start;
    // "Two held over theft": headlines leave out the auxiliary.
    let headline = || phrases::before(view, at).filter(|phrase| phrase.start == view.sentence(at).start);
    let target = taken(ctx, at).or_else(|| facing(ctx, at)).or_else(headline);
    Scope::one(content, hit.group.clone()).map(|scope| scope.against(target))
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
