//! Finds what is denied or rejected, what somebody pleads not guilty to, and the accused.

use std::ops::Range;

use super::Scope;
use super::antecedent;
use crate::claim::context::{Context, Hit};
use crate::lexicon::verbs::Form;
use crate::lexicon::{ClaimWord, Class};
use crate::span::Span;
use crate::syntax::clause::{self, Extent};
use crate::syntax::{adjuncts, nouns, object, phrases, subject, verbs};

/// The maximum distance from a noun of saying to the "that" of its clause, in tokens.
const AWAY: usize = 14;

/// Returns the accused of a denied claim: a name or an office that the clause is about, or else `who`, the denier.
fn accused_in(ctx: &Context<'_>, clause: Range<usize>, who: Option<Range<usize>>) -> Option<Range<usize>> {
    let view = ctx.view;
    let office = |subject: &Range<usize>| {
        let own = view.class(subject.start, Class::Possessive);
        subject.len() > 1 && !own && view.known(subject.end.saturating_sub(1)).head.is_some()
    };
    let active = || {
        subject::of_clause(view, clause.clone())
            .filter(office)
            .filter(|_| !verbs::is_passive_clause(view, clause.clone()))
    };
    subject::named_actor(view, clause.clone()).or_else(active).or(who)
}

/// Returns the scope of a denying verb: "denied taking part", "denied any wrongdoing", "denied that", "denied the
/// report".
pub fn deny(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let hit = &behind_adjuncts(ctx, hit);
    let start = hit.tokens.end;
    if hit.negated || object::is_withheld(view, start, view.sentence(hit.tokens.start).end, hit.passive) {
        return None;
    }
    if hit.passive {
        return passive_denial(ctx, hit);
    }
    let who = super::subject::of(ctx, hit);
    if let Some(scope) = apposed(ctx, hit) {
        return Some(scope);
    }
    if let Some(relative) = relative_object(ctx, hit) {
        return Scope::one(relative, hit.group.clone()).map(|scope| scope.by(who.clone()).against(who));
    }
    let opens = view.wordlike(start) || view.quote_mark(start);
    // "can deny him the nomination" describes a power, not a statement.
    let able = (hit.group.start..hit.tokens.start).any(|at| view.class(at, Class::Modal));
    if !opens || able || view.class(start, Class::Conjunction) || blocks_person(ctx, start) {
        return None;
    }
    if points(ctx, hit) {
        let spans = pointed_at(ctx, hit)?;
        let scope = Scope { cues: vec![hit.group.clone()], spans, referred: true, ..Scope::default() };
        return Some(scope.by(who));
    }
    if let Some(scope) = spoken_object(ctx, hit) {
        // "denied the theft claims" and "denied allegations that he stole" are about the denier.
        let target = scope.content.first().and_then(|content| accused_in(ctx, content.clone(), who.clone()));
        return Some(scope.by(who).against(target));
    }
    let lead = clause::behind_that(view, start);
    let limit = ctx.limit(hit);
    let extent = if lead > start || clause::is_clause(view, start, limit) && !nounish(ctx, start) {
        Extent::Clause
    } else {
        Extent::Phrase
    };
    let gerund = view.word(start).ends_with("ing");
    let extent = if gerund { Extent::Phrase } else { extent };
    let content = clause::forward(ctx, lead, limit, extent);
    let target = if extent == Extent::Phrase { who.clone() } else { accused_in(ctx, content.clone(), who.clone()) };
    Scope::one(content, hit.group.clone()).map(|scope| scope.by(who).against(target))
}

/// Returns the hit with the adjuncts between the verb and what it denies, if any, as part of its tokens: "denied on
/// Tuesday, in a letter, that", "rejected on Monday claims that", "denied in court stealing a car".
fn behind_adjuncts(ctx: &Context<'_>, hit: &Hit) -> Hit {
    let view = ctx.view;
    let (start, limit) = (hit.tokens.end, ctx.limit(hit));
    let object = |at: usize| view.class(at, Class::Complementiser) || verbs::ends_in_ing(view, at);
    let placed = (view.any(start, &[Class::Circumstance, Class::Day, Class::NearTime]) || view.pause(start))
        && !view.class(start, Class::Agent)
        && !hit.passive;
    let end = if placed { adjuncts::behind(view, start, limit, object) } else { start };
    let claimed = object(end)
        || nounish(ctx, end)
        || nouns::is_statement(view, phrases::chunk(view, end, limit).saturating_sub(1).max(end));
    Hit { tokens: hit.tokens.start..if claimed { end } else { start }, ..hit.clone() }
}

/// Whether the object is only a pronoun, which points to an earlier statement: "denies this", "rejects that".
fn points(ctx: &Context<'_>, hit: &Hit) -> bool {
    let object = hit.tokens.end;
    (ctx.view.class(object, Class::It) || ctx.view.class(object, Class::Demonstrative))
        && !ctx.view.wordlike(object + 1)
}

/// Returns the statement to which the object points, if the object is only a pronoun.
fn pointed_at(ctx: &Context<'_>, hit: &Hit) -> Option<Vec<Span>> {
    points(ctx, hit).then(|| antecedent::of(ctx, hit.group.start)).flatten()
}

/// Whether a name without a clause follows, so that a person is kept from something: "denied Salas with a save".
fn blocks_person(ctx: &Context<'_>, start: usize) -> bool {
    let view = ctx.view;
    let end = (start..start + 4).find(|&at| !view.capital(at)).unwrap_or(start);
    end > start
        && (view.is(end, ",")
            || view.class(end, Class::Preposition) && !view.class(end, Class::Of)
            || view.class(end, Class::Determiner))
}

fn nounish(ctx: &Context<'_>, at: usize) -> bool {
    ctx.view.known(at).is_claim_word(ClaimWord::Deniable)
}

/// Returns the scope of a passive denial: "The allegations were denied by the mayor", "The mayor's claim was
/// rejected".
fn passive_denial(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let by = denier_behind(ctx, hit);
    if let Some(content) = nouns::stated_before(view, hit.group.start) {
        return Scope::one(content, hit.group.clone()).map(|scope| scope.by(by));
    }
    let subject = phrases::before(view, hit.group.start)?;
    let noun = subject.clone().find(|&at| nouns::is_statement(view, at))?;
    stated(ctx, noun, hit).map(|scope| scope.by(by))
}

/// The maximum distance of "by" from a passive verb of denying, in tokens.
const BY_WITHIN: usize = 6;

/// Returns the agent of a passive denial, without phrases of place and time: "his lawyer" in "were dismissed as lies by
/// his lawyer on the steps".
fn denier_behind(ctx: &Context<'_>, hit: &Hit) -> Option<Range<usize>> {
    let view = ctx.view;
    let end = view.sentence(hit.tokens.start).end;
    let by = (hit.tokens.end..end.min(hit.tokens.end + BY_WITHIN))
        .take_while(|&at| view.wordlike(at) && !view.auxiliary(at))
        .find(|&at| view.class(at, Class::Agent))?;
    let whole = phrases::after(view, by + 1, end)?;
    let placed = |at: &usize| {
        view.class(*at, Class::Circumstance) && view.class(*at + 1, Class::Determiner) && *at > whole.start
    };
    let cut = whole.clone().take_while(|&at| view.wordlike(at)).find(placed);
    Some(whole.start..cut.unwrap_or(whole.end))
}

/// Returns the words that say what the object is about, if it precedes the subject: "theft" in "theft allegations he
/// denied" and "theft allegations, which Norvik denies".
fn relative_object(ctx: &Context<'_>, hit: &Hit) -> Option<Range<usize>> {
    nouns::modifiers(ctx.view, object_noun(ctx, hit)?)
}

/// Returns the scope of a denial in apposition, which refers to the statement before the comma: "Norland said it won, a
/// claim that Sudmark denies".
fn apposed(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let noun = object_noun(ctx, hit)?;
    let article = noun.checked_sub(1).filter(|&at| view.indefinite(at))?;
    let comma = article.checked_sub(1).filter(|&at| view.is(at, ","))?;
    let spans = ctx.reported_at(comma.checked_sub(1)?)?.content.clone();
    let cut = view.document.tokens[comma].span.start;
    let before = spans.into_iter().filter(|span| span.start < cut);
    let spans = before.map(|span| Span::new(span.start, span.end.min(cut))).collect();
    let scope = Scope { cues: vec![hit.group.clone()], spans, referred: true, ..Scope::default() };
    Some(scope.by(super::subject::of(ctx, hit)))
}

/// Returns the noun of saying before a relative clause of which it is the object, with or without a pronoun:
/// "allegations that the company denied", "allegations the company denied".
fn object_noun(ctx: &Context<'_>, hit: &Hit) -> Option<usize> {
    let view = ctx.view;
    let last = hit.group.start.checked_sub(1)?;
    let plain = |at: usize| {
        view.wordlike(at)
            && (view.capital(at) || view.class(at, Class::Determiner) || !view.known(at).is_closed_class())
            && !nouns::is_statement(view, at)
    };
    let who = match view.class(last, Class::Pronoun) {
        true => last,
        false => (last.saturating_sub(3)..=last).rev().take_while(|&at| plain(at)).last()?,
    };
    let mut noun = who.checked_sub(1)?;
    if view.class(noun, Class::RelativeSubject) {
        noun = noun.checked_sub(1)?;
    }
    if view.is(noun, ",") {
        noun = noun.checked_sub(1)?;
    }
    nouns::is_statement(view, noun).then_some(noun)
}

/// Returns the scope if the object is a noun of saying: "denied allegations that X", "rejected the report".
fn spoken_object(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let start = hit.tokens.end;
    let view = ctx.view;
    // In "denied he said that" the object is a clause.
    if view.class(start, Class::Pronoun) && !view.class(start, Class::Determiner) {
        return None;
    }
    let noun = (start..start + 8)
        .take_while(|&at| {
            view.wordlike(at) && !view.class(at, Class::Of) && !view.class(at, Class::Complementiser)
                || view.class(at, Class::Determiner)
                || view.is(at, "'")
        })
        .find(|&at| nouns::is_statement(view, at))?;
    // "rejected the idea of a speech" turns down a plan.
    if view.known(noun).is_claim_word(ClaimWord::Thought) && view.class(noun + 1, Class::Of) {
        return None;
    }
    stated(ctx, noun, hit)
}

/// Returns what a noun of saying states: after it ("reports that X", "reports of X"), before it ("theft claims"), or in
/// an earlier statement to which it refers.
pub(super) fn stated(ctx: &Context<'_>, noun: usize, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let limit = ctx.limit(hit).max(view.sentence(noun).end.min(noun + 60));
    let next = noun + 1;
    let cue = hit.group.clone();
    if view.class(next, Class::Complementiser) {
        let said = view.known(next + 1).is_verb();
        return Scope::one(clause::forward(ctx, next + 1 + usize::from(said), limit, Extent::Clause), cue);
    }
    if view.class(next, Class::Topic) {
        return Scope::one(clause::forward(ctx, next + 1, limit, Extent::Phrase), cue);
    }
    // "Hill's claim to understand farming", "a report suggesting that the dam leaks".
    let infinitive = view.class(next, Class::Infinitive)
        && !view.any(next + 1, &[Class::Determiner, Class::Possessive])
        && !view.capital(next + 1)
        && (view.auxiliary(next + 1)
            || view.any(next + 2, &[Class::Determiner, Class::Possessive, Class::Pronoun, Class::Object]));
    if infinitive && !view.known(noun).is_claim_word(ClaimWord::Thought) {
        return Scope::one(clause::forward(ctx, next + 1, limit, Extent::Phrase), cue);
    }
    let said = clause::behind_that(view, next + 1);
    let clausal = || said > next + 1 || clause::is_clause(view, next + 1, limit);
    if noun > hit.tokens.start && view.verbs(next).any(|(_, form)| form == Form::Ing) && clausal() {
        return Scope::one(clause::forward(ctx, said, limit, Extent::Clause), cue);
    }
    // "a report in the Echo that it leaks", "a rumour, spread by mail, that it leaks".
    let that = (next + 1..limit.min(next + AWAY)).find(|&at| view.class(at, Class::Complementiser));
    if let Some(that) = that.filter(|&that| noun > hit.tokens.start && adjuncts::is_adjunct(view, next..that)) {
        return Scope::one(clause::forward(ctx, that + 1, limit, Extent::Clause), cue);
    }
    if (view.class(next, Class::Pronoun) || view.class(next, Class::Determiner)) && noun > hit.tokens.start {
        return Scope::one(clause::forward(ctx, next, limit, Extent::Clause), cue);
    }
    if let Some(modifiers) = nouns::modifiers(view, noun) {
        return Scope::one(modifiers, cue);
    }
    let floor = view.sentence(noun).start.max(hit.group.start.saturating_sub(30));
    let named = (floor..hit.group.start)
        .rev()
        .filter(|&at| nouns::is_statement(view, at))
        .find_map(|at| nouns::modifiers(view, at));
    if let Some(named) = named {
        return Scope::one(named, cue);
    }
    let spans = antecedent::of(ctx, hit.group.start)?;
    Some(Scope { cues: vec![cue], spans, referred: true, ..Scope::default() })
}

/// Whether a noun of accusing is one of the two words before the clause: "accusations that X".
fn accusing_noun(ctx: &Context<'_>, start: usize) -> bool {
    let accuses = |at: usize| ctx.view.known(at).is_claim_word(ClaimWord::Accusal);
    (start.saturating_sub(2)..start).any(accuses)
}

/// Returns the scope of a rejecting verb, whose object must be a claim: "rejected the claim", "dismissed as nonsense".
pub fn reject(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let hit = &behind_adjuncts(ctx, hit);
    if hit.negated {
        return None;
    }
    if hit.passive {
        return passive_denial(ctx, hit);
    }
    if let Some(scope) = apposed(ctx, hit) {
        return Some(scope);
    }
    if let Some(spans) = pointed_at(ctx, hit) {
        let scope = Scope { cues: vec![hit.group.clone()], spans, referred: true, ..Scope::default() };
        return Some(scope.by(super::subject::of(ctx, hit)));
    }
    let start = hit.tokens.end;
    let limit = ctx.limit(hit);
    let clausal = clause::opens_that(view, start, limit);
    let clause = || {
        let content = clause::forward(ctx, start + 1, limit, Extent::Clause);
        Scope::one(content, hit.group.clone()).filter(|_| clausal)
    };
    let scope = spoken_object(ctx, hit).or_else(clause)?;
    let who = super::subject::of(ctx, hit);
    let own = |content: &Range<usize>| view.class(content.start, Class::Pronoun);
    let about = scope.content.first().filter(|content| own(content) || accusing_noun(ctx, content.start));
    let target = about.and_then(|content| accused_in(ctx, content.clone(), who.clone()));
    Some(scope.by(who).against(target))
}

/// Returns the scope of an insisting verb, which is what the party says it has not done: "insists it did not dump the
/// oil".
pub fn insist(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let start = clause::behind_that(view, hit.tokens.end);
    let content = clause::forward(ctx, start, ctx.limit(hit), Extent::Clause);
    let negation = content
        .clone()
        .take(9)
        .find(|&at| view.class(at, Class::Negation) && !view.any(at, &[Class::Nor, Class::Neither]))?;
    let own = view.any(start, &[Class::Pronoun, Class::Existential, Class::No]);
    let mut did = negation;
    while did > start && view.auxiliary(did.wrapping_sub(1)) {
        did -= 1;
    }
    if hit.negated || hit.passive || !own || view.class(did, Class::Modal) {
        return None;
    }
    let who = super::subject::of(ctx, hit);
    let parts = [start..did, negation + 1..content.end].into_iter().filter(|part| !part.is_empty()).collect();
    Some(
        Scope { content: parts, cues: vec![hit.group.clone(), did..negation + 1], ..Scope::default() }
            .by(who.clone())
            .against(who),
    )
}

/// The maximum number of tokens that name the court and the day before "to".
const PLACES: usize = 12;

/// Returns the position of "to" after phrases of place and time, as in "pleaded not guilty at Marn Crown Court on
/// Friday to". Otherwise returns `start`.
fn behind_places(ctx: &Context<'_>, start: usize) -> usize {
    let view = ctx.view;
    let placed = view.any(start, &[Class::Locative, Class::Before, Class::Day]);
    let end = (start..start + PLACES).find(|&at| view.class(at, Class::Infinitive) || view.stop(at));
    end.filter(|&end| placed && view.class(end, Class::Infinitive)).unwrap_or(start)
}

/// Returns the scope of a plea, which is the charge after "to" or else what is said before it: "pleaded not guilty to
/// theft", "pleaded not guilty".
pub fn plea(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let who = super::subject::of(ctx, hit);
    let to = behind_places(ctx, hit.tokens.end);
    if view.class(to, Class::Infinitive) {
        let mut start = to + 1;
        if view.known(start).is_claim_word(ClaimWord::Counts) && view.class(start + 1, Class::Of) {
            start += 2;
        }
        let content = clause::forward(ctx, start, ctx.limit(hit), Extent::Phrase);
        if !(content.clone()).all(|at| nouns::is_statement(view, at) || view.class(at, Class::Determiner)) {
            return Scope::one(content, hit.group.clone()).map(|scope| scope.by(who.clone()).against(who));
        }
    }
    let spans = antecedent::of(ctx, hit.group.start)?;
    Some(
        Scope { cues: vec![hit.group.clone()], spans, referred: true, ..Scope::default() }.by(who.clone()).against(who),
    )
}
