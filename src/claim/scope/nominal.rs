//! Claims governed by a noun.

use std::ops::Range;

use super::Scope;
use super::charged;
use crate::claim::context::{Context, Hit};
use crate::lexicon::claims::{Shape, WordClass};
use crate::lexicon::{ClaimWord, Class};
use crate::syntax::clause::{self, Extent};
use crate::syntax::{nouns, object, phrases, subject};

/// The maximum distance from the start of a denier to the verb of denying, in tokens.
const MAX_DENIER: usize = 6;

/// Returns the scope of a noun of claiming: "allegations of X", "the claim that X", "accusations by Y that X".
pub fn noun(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let mut next = hit.tokens.end;
    let mut by = nouns::possessor(view, hit.tokens.start);
    if view.class(next, Class::Agentive)
        && let Some(agent) = phrases::after(view, next + 1, ctx.limit(hit))
    {
        next = agent.end;
        by = Some(agent);
    }
    let mut against = None;
    if view.class(next, Class::Against)
        && let Some(accused) = phrases::after(view, next + 1, ctx.limit(hit))
        && let Some(of) = (next + 2..accused.end + 1).find(|&at| view.class(at, Class::Of))
    {
        against = Some(next + 1..of);
        next = of;
    }
    let strict = hit.tokens.len() == 1 && view.is(hit.tokens.start, "claims") && view.class(next, Class::Of);
    if view.class(next, Class::Complementiser) {
        let clause = clause::forward_from_noun(ctx, hit.tokens.start, next + 1, ctx.limit(hit), Extent::Clause);
        // In "a claim that the navy denied" the relative clause names the denier and states no claim.
        let turned_down = turns_down(ctx, clause.end.saturating_sub(1));
        // In "Lee faces allegations that she took bribes" the accused is the one who faces them.
        let own = view.class(clause.start, Class::Pronoun) && accuses(ctx, hit);
        let target = if own {
            charged::behind_facing(ctx, hit.tokens.start)
        } else {
            subject::named_actor(view, clause.clone())
        };
        let target = target.filter(|_| accuses(ctx, hit));
        return Scope::one(clause, hit.tokens.clone()).filter(|_| !turned_down).map(|s| s.by(by).against(target));
    }
    if turned_down_behind(ctx, next) {
        return None;
    }
    let joint = view.class(next, Class::Topic) || view.class(next, Class::Over);
    if !joint || strict && (view.number(next + 1) || view.class(next + 1, Class::Over)) {
        return None;
    }
    let cue = if view.class(next, Class::Of) { hit.tokens.start..next + 1 } else { hit.tokens.clone() };
    let mut content = clause::forward_from_noun(ctx, hit.tokens.start, next + 1, ctx.limit(hit), Extent::Phrase);
    if let Some(at) = content.clone().skip(1).find(|&at| view.class(at, Class::Against) && accuses(ctx, hit)) {
        against = Some(at + 1..content.end);
        content.end = at;
    }
    let target = against
        .or_else(|| charged::behind_facing(ctx, hit.tokens.start))
        .or_else(|| object::agent_of_noun(view, content.clone()))
        .or_else(|| owner_in(ctx, content.clone()));
    Scope::one(content, cue).map(|s| s.by(by).against(target))
}

/// Whether the cue is a noun of accusing. The accused may then follow "against".
fn accuses(ctx: &Context<'_>, hit: &Hit) -> bool {
    let noun = hit.tokens.end.saturating_sub(1);
    ctx.view.known(noun).is_claim_word(ClaimWord::Accusal)
}

/// Whether the token is a form of a verb such as "deny" or "reject".
fn turns_down(ctx: &Context<'_>, at: usize) -> bool {
    let claims = &ctx.view.lexicon.claims;
    let shapes = claims.starting(ctx.view.word(at)).iter().map(|spelling| (spelling, &claims.cues[spelling.cue]));
    shapes
        .filter(|(spelling, _)| spelling.rest.is_empty())
        .any(|(_, cue)| cue.class == WordClass::Verb && matches!(cue.shape, Shape::Deny | Shape::Reject))
}

/// Whether a denier and a verb of denying follow, without a relative pronoun: "claims the navy denied", "allegations
/// Norvik rejects".
fn turned_down_behind(ctx: &Context<'_>, next: usize) -> bool {
    let view = ctx.view;
    (view.capital(next) || view.class(next, Class::Determiner) || view.class(next, Class::Pronoun))
        && (next + 1..next + MAX_DENIER).any(|at| turns_down(ctx, at))
}

/// Returns the possessor in the phrase, or else the name at its start: "Marn's meddling", "Marnish meddling".
fn owner_in(ctx: &Context<'_>, content: Range<usize>) -> Option<Range<usize>> {
    let view = ctx.view;
    let owner = content.clone().find(|&at| view.class(at, Class::Genitive) && view.capital(at.wrapping_sub(1)));
    if let Some(owner) = owner {
        let start = (content.start..owner).rev().take_while(|&at| view.capital(at)).last()?;
        return Some(start..owner);
    }
    let end = content.clone().take_while(|&at| view.capital(at)).last()? + 1;
    Some(content.start..end)
}

/// Returns the scope of a noun with "that": "fears that X", not "fears of X".
pub fn noun_that(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    ctx.view.class(hit.tokens.end, Class::Complementiser).then(|| noun(ctx, hit)).flatten()
}

/// Returns the scope of a noun after other nouns that state the claim: "corruption allegations".
pub fn compound(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let target = charged::behind_facing(ctx, hit.tokens.start);
    Scope::one(nouns::modifiers(ctx.view, hit.tokens.start)?, hit.tokens.clone()).map(|scope| scope.against(target))
}

/// Returns the scope of "charges": "charges of X", "X charges", but not "in charge" or "charge of 5 dollars".
pub fn charges(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let before = hit.tokens.start.wrapping_sub(1);
    let at = hit.tokens.start;
    if view.known(before).is_claim_word(ClaimWord::NoCharge) || view.class(before, Class::Pronoun) {
        return None;
    }
    if decided(ctx, at) {
        return None;
    }
    let next = hit.tokens.end;
    // "Eleven counts of fraud" is an accusation, but "the Count of Ness" is not.
    let counted = {
        let number = view.word(before);
        view.number(before) || view.lexicon.count(number).is_some() || matches!(number, "one" | "single")
    };
    if hit.cue.words == "count" && !(counted && view.class(next, Class::Of)) {
        return None;
    }
    let target = charged::facing(ctx, at);
    if view.class(next, Class::Of) && !view.number(next + 1) {
        let content = clause::forward(ctx, next + 1, ctx.limit(hit), Extent::Phrase);
        return Scope::one(content, at..next + 1).map(|scope| scope.against(target));
    }
    if view.class(next, Class::Complementiser) {
        return noun(ctx, hit);
    }
    let content = nouns::modifiers(view, at)?;
    let offence = view.known(content.end.wrapping_sub(1)).is_claim_word(ClaimWord::Offence);
    Scope::one(content, hit.tokens.clone()).filter(|_| offence).map(|scope| scope.against(target))
}

/// Returns the scope of "suspect": "a suspect in the killing".
pub fn suspect_in(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let next = hit.tokens.end;
    if !view.class(next, Class::In)
        || view.number(next + 1)
        || view.capital(next + 1)
        || view.known(next + 1).is_claim_word(ClaimWord::Held)
    {
        return None;
    }
    let content = clause::forward(ctx, next + 1, ctx.limit(hit), Extent::Phrase);
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
    // In "Weber, 22, a suspect in" the age between the commas is skipped.
    let target = match target {
        Some(age) if age.len() == 1 && view.number(age.start) => phrases::before(view, age.start.saturating_sub(1)),
        other => other,
    };
    Scope::one(content, hit.tokens.clone()).map(|scope| scope.against(target))
}

/// Whether the sentence mentions a court's finding before the token, so that the charge is no longer open.
fn decided(ctx: &Context<'_>, at: usize) -> bool {
    let view = ctx.view;
    (view.sentence(at).start.max(at.saturating_sub(40))..at).any(|i| view.known(i).is_claim_word(ClaimWord::Verdict))
}

/// Returns the scope of an investigation or arrest: "under investigation for theft", "held on suspicion of theft".
pub fn held(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let next = hit.tokens.end;
    let act =
        (next..next + 4).any(|at| view.known(at).is_claim_word(ClaimWord::Offence) || view.known(at).event.is_some());
    if view.number(next)
        || view.class(next, Class::Day)
        || view.known(next).is_claim_word(ClaimWord::Term)
        || view.class(next, Class::Article) && !act
    {
        return None;
    }
    let content = clause::forward(ctx, hit.tokens.end, ctx.limit(hit), Extent::Phrase);
    let at = hit.tokens.start;
    // Headlines omit the auxiliary: "Two held over theft".
    let headline = || phrases::before(view, at).filter(|phrase| phrase.start == view.sentence(at).start);
    let target = charged::taken(ctx, at).or_else(|| charged::facing(ctx, at)).or_else(headline);
    Scope::one(content, hit.group.clone()).map(|scope| scope.against(target))
}

/// Returns the scope of conflicting reports: "conflicting reports as to whether X or Y".
pub fn conflicting(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let end = ctx.limit(hit);
    let joint = (hit.tokens.end..end.min(hit.tokens.end + 6)).find(|&at| {
        view.class(at, Class::Whether)
            || view.class(at, Class::Topic)
            || view.any(at, &[Class::Complementiser, Class::On, Class::Over, Class::How])
    })?;
    Scope::one(clause::forward(ctx, joint + 1, end, Extent::Clause), hit.tokens.clone())
}
