//! Accounts of events, in a form that can be compared across articles.

use super::{account, times};
use crate::claim::context::Context;
use crate::model::Attribution;
use crate::span::Span;
use crate::text::Document;

/// An account that another article may contradict.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The event, such as "injure".
    pub about: String,
    /// The clause that states the event.
    pub clause: Span,
    /// The days and months named in the clause.
    pub times: Vec<String>,
    /// Whether the account says that the event did not happen.
    pub denies: bool,
    /// Who or what acted, as a stem.
    pub agent: Option<String>,
    /// What was affected, as a stem.
    pub theme: Option<String>,
}

/// Returns the accounts of a document, in text order.
pub fn find(document: &Document<'_>, attributions: &[Attribution]) -> Vec<Fact> {
    let ctx = Context::new(document, attributions);
    let mut out = Vec::new();
    for at in 0..document.tokens.len() {
        let Some(event) = ctx.view.known(at).event else { continue };
        let Some(found) = account(&ctx, ctx.reported_at(at), at) else { continue };
        let Some(clause) = ctx.span(found.clause.clone()) else { continue };
        out.push(Fact {
            about: event.to_owned(),
            clause,
            times: times(&ctx, &found).into_iter().map(str::to_owned).collect(),
            denies: found.denies,
            agent: found.agent,
            theme: found.theme,
        });
    }
    out
}
