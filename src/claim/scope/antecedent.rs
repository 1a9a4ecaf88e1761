//! Finds the claim to which a cue refers without stating it.

use crate::claim::context::Context;
use crate::model::Attribution;
use crate::span::Span;

/// Returns the content of the claim to which a cue refers without stating it ("denied the report", "this is
/// unconfirmed"): what is said last before it in its sentence or the previous one, or else the whole previous sentence
/// if that is in the same paragraph. Returns `None` if nothing precedes the cue closely enough.
pub fn of(ctx: &Context<'_>, at: usize) -> Option<Vec<Span>> {
    let view = ctx.view;
    let own = view.sentence(at);
    // The statement that contains the cue is not its antecedent.
    let cue = view.document.tokens.get(at)?.span;
    let around = |a: &Attribution| a.content.iter().any(|part| part.contains(cue));
    let here = (own.start..at).rev().find_map(|i| ctx.reported_at(i).filter(|a| !around(a)));
    if let Some(attribution) = here {
        return Some(attribution.content.clone());
    }
    let last = own.start.checked_sub(1)?;
    let before = view.sentence(last);
    let near = view.document.tokens.get(at)?.paragraph.saturating_sub(1) <= view.document.tokens.get(last)?.paragraph;
    if !near {
        return None;
    }
    let said = (before.clone()).rev().find_map(|i| ctx.reported_at(i));
    let same = view.document.tokens.get(at)?.paragraph == view.document.tokens.get(last)?.paragraph;
    let whole = || same.then(|| ctx.span(before).map(|span| vec![span])).flatten();
    said.map(|attribution| attribution.content.clone()).or_else(whole)
}
