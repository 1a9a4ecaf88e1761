//! The subject of a cue.

use std::ops::Range;

use crate::claim::context::{Context, Hit};
use crate::lexicon::Class;
use crate::lexicon::verbs::Form;
use crate::syntax::{phrases, subject};

/// Who does what the cue says: the source of its attribution, or the phrase before its verb group.
pub fn of(ctx: &Context<'_>, hit: &Hit) -> Option<Range<usize>> {
    let view = ctx.view;
    let start = hit.group.start;
    if hit.form == Form::Ing {
        // "…, accusing": the subject of the clause before.
        return ctx
            .cued_at(hit.tokens.start)
            .and_then(|a| a.source.first())
            .map(|s| view.document.tokens_in(*s))
            // "MARN — Mayor Lee resigned, denying": the place of a dateline denies nothing.
            .filter(|source| !view.dash(source.end))
            .or_else(|| subject::of_main_clause(view, start));
    }
    if let Some(source) = ctx.cued_at(hit.tokens.start).and_then(|a| a.source.first())
        && !hit.passive
    {
        return Some(view.document.tokens_in(*source));
    }
    let joined = view.class(start.wrapping_sub(1), Class::Conjunction);
    if joined { subject::of_main_clause(view, start - 1) } else { phrases::before(view, start) }
}

/// The phrase before a verb; for "that" and "who" the phrase that it refers to.
pub fn raised(ctx: &Context<'_>, hit: &Hit) -> Option<Range<usize>> {
    let view = ctx.view;
    let found = phrases::before(view, hit.group.start)?;
    if found.len() == 1 && view.class(found.start, Class::RelativeSubject) {
        return subject::antecedent(view, found.start);
    }
    Some(found)
}
