//! Claims that are the object of a verb.

use std::ops::Range;

use super::Scope;
use crate::claim::context::{Context, Hit};
use crate::claim::reach::{self, Extent};
use crate::lexicon::Class;
use crate::lexicon::claims::Shape;
use crate::lexicon::verbs::Form;
use crate::model::Status;
use crate::span::Span;
use crate::syntax::phrases;

/// The phrase before a verb group: its subject.
pub fn subject(ctx: &Context<'_>, hit: &Hit) -> Option<Range<usize>> {
    let view = ctx.view;
    let start = hit.group.start;
    if hit.form == Form::Ing {
        // "…, accusing": the subject of the clause before.
        return ctx
            .cued_at(hit.tokens.start)
            .and_then(|a| a.source.first())
            .map(|s| view.document.tokens_in(*s))
            // "MARN — Mayor Lee resigned, denying": the place of a dateline denies nothing.
            .filter(|source| !matches!(view.word(source.end), "-" | "–" | "—" | "--"))
            .or_else(|| main_subject(ctx, start));
    }
    if let Some(source) = ctx.cued_at(hit.tokens.start).and_then(|a| a.source.first())
        && !hit.passive
    {
        return Some(view.document.tokens_in(*source));
    }
    let joined = matches!(view.word(start.wrapping_sub(1)), "and" | "but" | "or");
    if joined { main_subject(ctx, start - 1) } else { phrases::before(view, start) }
}

/// The subject of the sentence: the phrase before its first verb.
pub fn main_subject(ctx: &Context<'_>, at: usize) -> Option<Range<usize>> {
    let view = ctx.view;
    let sentence = view.sentence(at.min(view.document.tokens.len().saturating_sub(1)));
    let verb = (sentence.start + 1..at).find(|&i| {
        view.auxiliary(i) && !view.is(i, "'s")
            || reach::says(ctx, i)
            || reach::finite(ctx, i)
            || view.known(i).is_claim_word("facing")
    })?;
    // "Hale, facing a trial, resigned": the participle stands behind the comma, the subject before it.
    let end = if view.is(verb - 1, ",") && !view.auxiliary(verb) { verb - 1 } else { verb };
    phrases::before(view, end)
}

/// "claimed that the road was closed", "claimed the road was closed", "claimed responsibility for it".
pub fn clause(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    if hit.passive && view.is(hit.tokens.end, "to") {
        let raised = Hit { tokens: hit.tokens.start..hit.tokens.end + 1, ..hit.clone() };
        return super::sentential::raising(ctx, &raised);
    }
    if hit.negated || hit.passive && !view.is(hit.tokens.end, "that") || hit.form == Form::Base && doubtful(ctx, hit) {
        return None;
    }
    if let Some(scope) = extracted(ctx, hit) {
        return Some(scope);
    }
    if let Some(spans) = said_before(ctx, hit) {
        return Some(Scope { cues: vec![hit.group.clone()], spans, ..Scope::default() }.by(subject(ctx, hit)));
    }
    let start = skip_lead(ctx, behind_aside(ctx, hit.tokens.end));
    let aside = ctx.view.class(start, Class::Preposition) && !ctx.view.is(start, "to")
        || ctx.view.class(start, Class::Day)
        || !ctx.view.wordlike(start) && !ctx.view.quote_mark(start);
    if start == hit.tokens.end && aside {
        return None;
    }
    let limit = limit(ctx, hit);
    let clausal = start > hit.tokens.end || has_verb(ctx, start, limit);
    let estimate = hit.cue.words == "estimate" && hit.form != Form::Ing || hit.cue.words == "predict";
    if hit.cue.shape == Shape::Believe && !clausal && !estimate {
        return None;
    }
    // "asserted her role": what is asserted needs a clause; "claimed responsibility" needs none.
    if hit.cue.shape == Shape::Clause
        && hit.cue.status == Status::Alleged
        && !clausal
        && hit.cue.words != "claim"
        && hit.cue.words != "allege"
    {
        return None;
    }
    let extent = if clausal { Extent::Clause } else { Extent::Phrase };
    let content = reach::forward(ctx, start, limit, extent);
    let target = (start > hit.tokens.end).then(|| actor(ctx, content.clone())).flatten();
    Scope::one(content, hit.group.clone()).map(|scope| scope.by(subject(ctx, hit)).against(target))
}

/// So long is an insertion between a cue and its clause at most. Tokens.
const ASIDE: usize = 10;

/// "claimed, without evidence, that": where the insertion ends, if a clause with "that" follows it.
fn behind_aside(ctx: &Context<'_>, start: usize) -> usize {
    let view = ctx.view;
    let mark = view.word(start);
    let close = match mark {
        "," | "—" | "–" => mark,
        "(" => ")",
        _ if view.class(start, Class::Preposition) => "",
        _ => return start,
    };
    let end = (start + 1..start + ASIDE).find(|&at| view.is(at, close) || close.is_empty() && view.is(at, "that"));
    let end = end.map(|at| at + usize::from(!close.is_empty()));
    end.filter(|&end| view.is(end, "that")).unwrap_or(start)
}

/// "The road was closed, the mayor claimed": what an attribution has before the verb.
fn said_before(ctx: &Context<'_>, hit: &Hit) -> Option<Vec<Span>> {
    let attribution = ctx.cued_at(hit.tokens.start)?;
    let (content, cue) = (attribution.content.first()?, attribution.cue.first()?);
    let next = hit.tokens.end;
    let ends = !ctx.view.wordlike(next)
        || ctx.view.class(next, Class::Preposition) && !ctx.view.is(next, "to")
        || ctx.view.class(next, Class::Day)
        || attribution.source.first().is_some_and(|source| source.start >= cue.end)
            && (ctx.view.capital(next)
                || ctx.view.class(next, Class::Determiner)
                || ctx.view.class(next, Class::Pronoun));
    (content.start < cue.start && ends).then(|| attribution.content.clone())
}

/// "may claim", "hard to predict": nobody has claimed or predicted yet.
fn doubtful(ctx: &Context<'_>, hit: &Hit) -> bool {
    let before = hit.tokens.start.wrapping_sub(1);
    let to = ctx.view.is(before, "to") && !ctx.view.known(before.wrapping_sub(1)).is_claim_word("going-on");
    to || matches!(ctx.view.word(before), "may" | "might" | "could" | "would" | "should" | "can" | "will" | "cannot")
}

/// "Weber, who police believe has fled": the subject of the claim stands before the relative pronoun.
fn extracted(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let next = hit.tokens.end;
    if !view.auxiliary(next) && !view.word(next).ends_with("ed") {
        return None;
    }
    let who = phrases::before(view, hit.group.start)?;
    let relative =
        (who.start.saturating_sub(1)..who.end).find(|&at| matches!(view.word(at), "who" | "which" | "that"))?;
    let end = if view.is(relative.wrapping_sub(1), ",") { relative - 1 } else { relative };
    let subject = phrases::before(view, end)?;
    // Between commas the relative clause ends with the second one.
    let mut end = limit(ctx, hit);
    if end_of_aside(ctx, relative) {
        end = (next..end).find(|&at| view.is(at, ",")).unwrap_or(end);
    }
    let verb = reach::forward(ctx, next, end, Extent::Clause);
    let scope = Scope { content: vec![subject, verb], cues: vec![hit.group.clone()], ..Scope::default() };
    Some(scope.by(Some(relative + 1..hit.group.start)))
}

fn end_of_aside(ctx: &Context<'_>, relative: usize) -> bool {
    ctx.view.is(relative.wrapping_sub(1), ",")
}

/// The subject of a clause, where it is a name: who is said to have done it.
pub fn actor(ctx: &Context<'_>, clause: Range<usize>) -> Option<Range<usize>> {
    match passive(ctx, clause.clone()) {
        true => super::sentential::agent_named(ctx, clause),
        false => doer(ctx, clause).filter(|subject| subject.clone().any(|at| ctx.view.capital(at))),
    }
}

/// Whether the clause tells what was done to its subject: "the men were taken".
pub fn passive(ctx: &Context<'_>, clause: Range<usize>) -> bool {
    let view = ctx.view;
    let Some(verb) = clause.clone().skip(1).find(|&at| reach::finite(ctx, at)) else { return false };
    let participle =
        |at: usize| view.word(at).ends_with("ed") || view.known(at).is_claim_word("participle") && !view.is(at, "been");
    let group =
        (verb..clause.end.min(verb + 5)).take_while(|&at| view.auxiliary(at) || view.adverb(at) || participle(at));
    let group: Vec<usize> = group.collect();
    group.windows(2).any(|pair| view.class(pair[0], Class::Be) && (participle(pair[1]) || view.adverb(pair[1])))
        && group.last().is_some_and(|&at| participle(at))
}

/// The subject of a clause, whatever it is.
pub fn doer(ctx: &Context<'_>, clause: Range<usize>) -> Option<Range<usize>> {
    let view = ctx.view;
    let verb = clause.clone().skip(1).find(|&at| {
        view.auxiliary(at) && !view.is(at, "'s")
            || view.verbs(at).any(|(_, form)| form != Form::Base)
            || view.word(at).ends_with("ed")
    })?;
    let subject = phrases::before(view, verb)?;
    let subject = subject.start.max(clause.start)..subject.end;
    (!subject.is_empty()).then_some(subject)
}

/// "charged that", "suspected that".
pub fn that(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    ctx.view.is(hit.tokens.end, "that").then(|| clause(ctx, hit)).flatten()
}

pub fn limit(ctx: &Context<'_>, hit: &Hit) -> usize {
    ctx.reach(hit.tokens.start).end.max(hit.tokens.end)
}

/// Behind "that", "on Friday that" and the hearer.
pub fn skip_lead(ctx: &Context<'_>, from: usize) -> usize {
    let view = ctx.view;
    // In "denied storing fuel that burned" the clause behind "that" is not what is denied.
    if view.word(from).ends_with("ing") {
        return from;
    }
    let within = if view.class(from, Class::Preposition) || view.class(from, Class::Day) { 16 } else { 6 };
    let that =
        (from..from + within).take_while(|&i| view.wordlike(i) && !view.auxiliary(i)).find(|&i| view.is(i, "that"));
    that.map_or(from, |at| at + 1)
}

/// Whether a finite verb stands near: then it is a clause, and no noun phrase.
pub fn has_verb(ctx: &Context<'_>, start: usize, limit: usize) -> bool {
    let view = ctx.view;
    (start + 1..limit.min(start + 20))
        .take_while(|&i| !matches!(view.word(i), "who" | "which" | "," | ";" | "but" | "and"))
        .any(|i| {
            view.auxiliary(i) && !view.is(i, "'s")
                || view.word(i).ends_with("ed") && !view.class(i.wrapping_sub(1), Class::Determiner)
        })
}

/// Whether the token is a noun of saying: allegation, claim, report.
pub fn is_statement_noun(ctx: &Context<'_>, at: usize) -> bool {
    ctx.view.known(at).is_noun() || ctx.view.known(at).is_claim_word("telling")
}

/// "falsely claimed that X".
pub fn falsely(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let verb = hit.tokens.end;
    let form = view.verbs(verb).find(|(cue, _)| !cue.attitude()).map(|(_, form)| form)?;
    let told = Hit { tokens: verb..verb + 1, group: hit.tokens.start..verb + 1, form, ..hit.clone() };
    if view.word(verb).starts_with("accus") {
        return super::accusing::accuse(ctx, &told, &["of"]);
    }
    clause(ctx, &told)
}
