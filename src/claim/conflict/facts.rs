//! Statements about events and measures, in a form that can be compared across articles.

use super::{account, figures, nobody, shared_stems, times};
use crate::claim::context::Context;
use crate::model::Attribution;
use crate::span::Span;
use crate::text::Document;
use crate::text::quantity::Quantity;

/// An account or figure that another article may contradict.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The subject matter: an event ("injure"), an event and what is counted, or a property and its owner.
    pub about: String,
    /// What is said about it.
    pub says: Says,
    /// The clause.
    pub clause: Span,
    /// The stems of the nouns and names in the clause.
    pub words: Vec<String>,
    /// The days and months named in the clause.
    pub times: Vec<String>,
}

/// What is said about an event or a property.
#[derive(Clone, Debug)]
pub enum Says {
    /// A figure.
    Figure(Quantity),
    /// An account of whether it happened.
    Account {
        /// Whether the account says that it did not happen.
        denies: bool,
        /// Whether the account says that nobody was affected.
        nobody: bool,
        /// The agent.
        agent: Option<String>,
        /// What was affected.
        theme: Option<String>,
    },
}

/// Returns the accounts and figures of a document: first the accounts, then the figures, both in text order.
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
            words: shared_stems(&ctx, &found),
            times: times(&ctx, &found).into_iter().map(str::to_owned).collect(),
            says: Says::Account {
                denies: found.denies,
                nobody: nobody(&ctx, &found),
                agent: found.agent,
                theme: found.theme,
            },
        });
    }
    let all = &document.quantities;
    for (at, quantity) in all.iter().enumerate() {
        let beside = &all[at.saturating_sub(3)..all.len().min(at + 4)];
        let Some((about, found)) = figures::read(&ctx, quantity, beside) else { continue };
        let Some(clause) = ctx.span(found.clause.clone()) else { continue };
        out.push(Fact {
            about,
            clause,
            words: shared_stems(&ctx, &found),
            times: times(&ctx, &found).into_iter().map(str::to_owned).collect(),
            says: Says::Figure(quantity.clone()),
        });
    }
    out
}
