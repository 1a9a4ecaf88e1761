//! Contested claims: what the article itself shows to be open, and the words that show it.
//!
//! The cues stand in `corpus/lexicon/claims.tsv`, each with the status it shows and the grammar it governs. [`context`]
//! finds them in the text, [`scope`] cuts out the smallest clause each governs, [`parties`] names who claims, denies and
//! is accused, and one file a status decides. Nothing here says whether a claim is true.

mod alleged;
mod context;
mod corroborated;
mod denied;
mod disputed;
mod merge;
mod parties;
mod reach;
mod refuted;
mod scope;
mod speculative;
mod unconfirmed;

use crate::model::{Attribution, Claim, Reason, Status};
use crate::text::Document;
use context::{Context, Hit};
use scope::Scope;

/// The claims of a document that carry a status, ordered by the start of the content.
///
/// `attributions` with resolved speakers give better claimants; without any the words of the text alone decide.
pub fn find(document: &Document<'_>, attributions: &[Attribution]) -> Vec<Claim> {
    let ctx = Context::new(document, attributions);
    let mut found: Vec<Claim> = Vec::new();
    for hit in ctx.hits() {
        let claim = match hit.cue.status {
            Status::Refuted => refuted::claim(&ctx, &hit),
            Status::Denied => denied::claim(&ctx, &hit),
            Status::Disputed => disputed::claim(&ctx, &hit),
            Status::Unconfirmed => unconfirmed::claim(&ctx, &hit),
            Status::Alleged => alleged::claim(&ctx, &hit),
            Status::Speculative => speculative::claim(&ctx, &hit),
            Status::Corroborated => corroborated::claim(&ctx, &hit),
        };
        found.extend(claim);
    }
    merge::merge(document, found)
}

/// A claim of the hit's status without parties; nothing where its content or cue holds no word.
fn draft(ctx: &Context<'_>, hit: &Hit, scope: &Scope, rule: &'static str) -> Option<Claim> {
    let content = scope.content(ctx);
    let cues = scope.cue_spans(ctx);
    (!content.is_empty() && !cues.is_empty()).then(|| Claim {
        content,
        status: hit.cue.status,
        reason: Reason::new(rule, cues.clone()),
        cues,
        claimant: String::new(),
        challengers: Vec::new(),
        target: String::new(),
        versus: Vec::new(),
    })
}

#[cfg(test)]
fn check(text: &str) -> Vec<(Status, String)> {
    let document = Document::new(text);
    let attributions = crate::attribution::find(&document).attributions;
    let words = |claim: &Claim| claim.content.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" … ");
    find(&document, &attributions).iter().map(|claim| (claim.status, words(claim))).collect()
}
