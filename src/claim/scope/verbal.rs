//! Claims that are the object of a verb.

use super::Scope;
use crate::claim::context::{Context, Hit};
use crate::lexicon::claims::Shape;
use crate::lexicon::verbs::Form;
use crate::lexicon::{ClaimWord, Class};
use crate::model::Status;
use crate::span::Span;
use crate::syntax::clause::{self, Extent};
use crate::syntax::{adjuncts, phrases, subject, verbs};

/// Returns the scope of a claiming verb, which is its object: "claimed that the road was closed", "claimed the road was
/// closed", "claimed responsibility for it".
pub fn clause(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    if hit.passive && view.class(hit.tokens.end, Class::Infinitive) {
        let raised = Hit { tokens: hit.tokens.start..hit.tokens.end + 1, ..hit.clone() };
        return super::sentential::raising(ctx, &raised);
    }
    if hit.negated
        || hit.passive && !view.class(hit.tokens.end, Class::Complementiser)
        || hit.form == Form::Base && doubtful(ctx, hit)
    {
        return None;
    }
    if let Some(scope) = extracted(ctx, hit) {
        return Some(scope);
    }
    if let Some(spans) = said_before(ctx, hit) {
        return Some(
            Scope { cues: vec![hit.group.clone()], spans, ..Scope::default() }.by(super::subject::of(ctx, hit)),
        );
    }
    let behind = behind_aside(ctx, hit.tokens.end);
    // In "claimed last year the cup that Marn had won" the word "that" belongs to the cup.
    let timed = view.class(hit.tokens.end, Class::NearTime);
    let that = clause::behind_that(view, hit.tokens.end);
    let start = match timed && behind == hit.tokens.end {
        true => behind,
        false if that > hit.tokens.end => that,
        false => clause::behind_that(view, behind),
    };
    let aside = ctx.view.class(start, Class::Preposition) && !ctx.view.class(start, Class::Infinitive)
        || ctx.view.class(start, Class::Day)
        || ctx.view.class(start, Class::NearTime) && ctx.view.class(start + 1, Class::Time)
        || !ctx.view.wordlike(start) && !ctx.view.quote_mark(start);
    if start == hit.tokens.end && aside {
        return None;
    }
    let limit = ctx.limit(hit);
    let clausal = start > hit.tokens.end || clause::is_clause(view, start, limit);
    let estimate = hit.cue.words == "estimate" && hit.form != Form::Ing || hit.cue.words == "predict";
    if hit.cue.shape == Shape::Believe && !clausal && !estimate {
        return None;
    }
    // "claimed responsibility" is a claim, but other verbs, as in "asserted her role", need a clause.
    if hit.cue.shape == Shape::Clause
        && hit.cue.status == Status::Alleged
        && !clausal
        && hit.cue.words != "claim"
        && hit.cue.words != "allege"
    {
        return None;
    }
    let extent = if clausal { Extent::Clause } else { Extent::Phrase };
    let content = clause::forward(ctx, start, limit, extent);
    let target = (start > hit.tokens.end).then(|| subject::named_actor(view, content.clone())).flatten();
    Scope::one(content, hit.group.clone()).map(|scope| scope.by(super::subject::of(ctx, hit)).against(target))
}

/// The maximum length of an insertion between a cue and its clause, in tokens.
const ASIDE: usize = 10;

/// Returns the end of an insertion, if a clause with "that" follows it, as in "claimed, without evidence, that".
/// Otherwise returns `start`.
fn behind_aside(ctx: &Context<'_>, start: usize) -> usize {
    let view = ctx.view;
    if let Some(that) = adjuncts::that_behind(view, start, view.sentence(start).end) {
        return that;
    }
    let mark = view.word(start);
    let close = match mark {
        "," | "—" | "–" => mark,
        "(" => ")",
        _ if view.class(start, Class::Preposition) => "",
        _ => return start,
    };
    let end = (start + 1..start + ASIDE)
        .find(|&at| view.is(at, close) || close.is_empty() && view.class(at, Class::Complementiser));
    let end = end.map(|at| at + usize::from(!close.is_empty()));
    end.filter(|&end| view.class(end, Class::Complementiser)).unwrap_or(start)
}

/// Returns the content of the attribution whose cue is the verb, if it precedes the verb: "The road was closed, the
/// mayor claimed".
fn said_before(ctx: &Context<'_>, hit: &Hit) -> Option<Vec<Span>> {
    let attribution = ctx.cued_at(hit.tokens.start)?;
    let (content, cue) = (attribution.content.first()?, attribution.cue.first()?);
    let next = hit.tokens.end;
    let ends = !ctx.view.wordlike(next)
        || ctx.view.class(next, Class::Preposition) && !ctx.view.class(next, Class::Infinitive)
        || ctx.view.class(next, Class::Day)
        || attribution.source.first().is_some_and(|source| source.start >= cue.end)
            && (ctx.view.capital(next)
                || ctx.view.class(next, Class::Determiner)
                || ctx.view.class(next, Class::Pronoun));
    (content.start < cue.start && ends).then(|| attribution.content.clone())
}

/// Whether the claim or prediction has not been made yet: "may claim", "hard to predict".
fn doubtful(ctx: &Context<'_>, hit: &Hit) -> bool {
    let before = hit.tokens.start.wrapping_sub(1);
    let to = ctx.view.class(before, Class::Infinitive)
        && !ctx.view.known(before.wrapping_sub(1)).is_claim_word(ClaimWord::GoingOn);
    to || ctx.view.class(before, Class::Modal)
}

/// Returns the scope of a claim whose subject precedes the relative pronoun: "Weber, who police believe has fled".
fn extracted(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let next = hit.tokens.end;
    if !view.auxiliary(next) && !view.word(next).ends_with("ed") {
        return None;
    }
    let who = phrases::before(view, hit.group.start)?;
    let relative = (who.start.saturating_sub(1)..who.end).find(|&at| view.class(at, Class::RelativeSubject))?;
    let subject = subject::antecedent(view, relative)?;
    // A relative clause between commas ends at the second one.
    let mut end = ctx.limit(hit);
    if end_of_aside(ctx, relative) {
        end = (next..end).find(|&at| view.is(at, ",")).unwrap_or(end);
    }
    let verb = clause::forward(ctx, next, end, Extent::Clause);
    let scope = Scope { content: vec![subject, verb], cues: vec![hit.group.clone()], ..Scope::default() };
    Some(scope.by(Some(relative + 1..hit.group.start)))
}

/// Whether the relative clause opens after a comma.
fn end_of_aside(ctx: &Context<'_>, relative: usize) -> bool {
    ctx.view.is(relative.wrapping_sub(1), ",")
}

/// Returns the scope of a verb of insisting whose clause is not a denial: "maintains that the fence stood there",
/// "insists she paid". Miss: "insists it did not pay", "maintained a lead", "insisted that he should go".
pub fn maintain(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let (end, limit) = (hit.tokens.end, ctx.limit(hit));
    let start = adjuncts::that_behind(view, end, limit).map_or(end, |that| that + 1);
    let opens = view.capital(start) || view.any(start, &[Class::Determiner, Class::Pronoun, Class::Existential]);
    let said = start > end || opens && ctx.reported_at(start).is_some();
    if hit.negated || hit.passive || !said || super::denying::insist(ctx, hit).is_some() {
        return None;
    }
    let content = clause::forward(ctx, start, limit, Extent::Clause);
    let stated = content.clone().any(|at| verbs::is_finite(view, at) || verbs::is_present(view, at));
    let demanded = content.clone().any(|at| view.class(at, Class::Modal) && !view.class(at, Class::Possible));
    let target = subject::named_actor(view, content.clone());
    let scope = Scope::one(content, hit.group.clone()).filter(|_| stated && !demanded)?;
    Some(scope.by(super::subject::of(ctx, hit)).against(target))
}

/// Returns the scope of a verb that must have a clause with "that": "charged that", "suspected that".
pub fn that(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    ctx.view.class(hit.tokens.end, Class::Complementiser).then(|| clause(ctx, hit)).flatten()
}

/// Returns the scope of an adverb of falsehood, which is what the verb after it governs: "falsely claimed that X".
pub fn falsely(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let verb = hit.tokens.end;
    let form = view.verbs(verb).find(|(cue, _)| !cue.attitude()).map(|(_, form)| form)?;
    let hit_of_verb = Hit { tokens: verb..verb + 1, group: hit.tokens.start..verb + 1, form, ..hit.clone() };
    if view.word(verb).starts_with("accus") {
        return super::accusing::accuse(ctx, &hit_of_verb, &[Class::Of]);
    }
    // In "mistakenly added salt" nothing is said.
    let start = clause::behind_that(view, verb + 1);
    if start == verb + 1 && !clause::is_clause(view, start, ctx.limit(hit)) {
        return None;
    }
    clause(ctx, &hit_of_verb)
}
