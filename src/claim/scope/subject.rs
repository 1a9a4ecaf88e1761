//! Finds the subject of a cue.

use std::ops::Range;

use crate::claim::context::{Context, Hit};
use crate::lexicon::Class;
use crate::lexicon::verbs::Form;
use crate::syntax::{phrases, subject};

/// Returns the subject of a cue: the source of its attribution, or the phrase before its verb group.
pub fn of(ctx: &Context<'_>, hit: &Hit) -> Option<Range<usize>> {
    let view = ctx.view;
    let start = hit.group.start;
    if hit.form == Form::Ing {
        // For "…, accusing" this is the subject of the main clause.
        return ctx
            .cued_at(hit.tokens.start)
            .and_then(|a| a.source.first())
            .map(|s| view.document.tokens_in(*s))
            // In "MARN — Mayor Lee resigned, denying" the dateline is not the subject.
            .filter(|source| !view.dash(source.end))
            .or_else(|| subject::of_main_clause(view, start))
            .or_else(|| subject::behind_participle(view, start))
            // An example is "The firm, denying any fault, offered to pay".
            .or_else(|| phrases::before(view, start.checked_sub(1).filter(|&comma| view.is(comma, ","))?));
    }
    if let Some(source) = ctx.cued_at(hit.tokens.start).and_then(|a| a.source.first())
        && !hit.passive
    {
        return Some(view.document.tokens_in(*source));
    }
    let joined = view.class(start.wrapping_sub(1), Class::Conjunction);
    if joined { subject::of_main_clause(view, start - 1) } else { phrases::before(view, start) }
}

/// Returns the phrase before a verb; for "that" and "who", their antecedent.
pub fn raised(ctx: &Context<'_>, hit: &Hit) -> Option<Range<usize>> {
    let view = ctx.view;
    let found = phrases::before(view, hit.group.start)?;
    if found.len() == 1 && view.class(found.start, Class::RelativeSubject) {
        return subject::antecedent(view, found.start);
    }
    Some(found)
}
