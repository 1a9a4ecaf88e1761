//! Refuted: the article presents the claim as found false, withdrawn or corrected.
//!
//! Hit: "There is no evidence that the dam leaked." Miss: "The alarm was false but brief." (nothing was claimed)

use std::ops::Range;

use super::context::{Context, Hit};
use super::{ClaimDraft, draft, scope};
use crate::lexicon::ClaimWord;
use crate::lexicon::claims::Shape;
use crate::model::{Rule, SourceType, Status};

/// Returns the claim that the cue marks as found false.
pub fn claim(ctx: &Context<'_>, hit: &Hit) -> Option<ClaimDraft> {
    let scope = scope::of(ctx, hit)?;
    let mut found = draft(ctx, hit, &scope, Rule::Refuted)?;
    found.target = None;
    found.claimant = scope.subject;
    found.challenger = ctx.voice(hit.tokens.start);
    let said = hit.cue.shape == Shape::After || hit.cue.words.ends_with("be false");
    if said && found.challenger.clone().is_some_and(|who| !finds(ctx, who)) {
        // If the source cannot establish facts, the cue is a denial.
        found.claim.status = Status::Denied;
        found.claim.reason.rule = Rule::DeniedCalledFalse;
    }
    Some(found)
}

/// Whether the source is in a position to establish facts: a court, an inquiry, a study.
pub(super) fn finds(ctx: &Context<'_>, who: Range<usize>) -> bool {
    let view = ctx.view;
    let kind = who.clone().find_map(|at| ctx.source_at(at)).map(|attribution| attribution.source_type);
    let said = who.clone().find_map(|at| ctx.source_at(at)).and_then(|attribution| attribution.cue.first());
    matches!(kind, Some(SourceType::Document | SourceType::Outlet))
        || said
            .is_some_and(|cue| view.document.tokens_in(*cue).any(|at| view.known(at).is_claim_word(ClaimWord::Finding)))
        || who.into_iter().any(|at| view.known(at).is_claim_word(ClaimWord::Finder))
}

#[cfg(test)]
mod tests {
    use crate::claim::check;
    use crate::model::Status::Refuted;

    #[test]
    fn found_false() {
        for (text, content) in [
            ("There is no evidence that the dam leaked.", "the dam leaked"),
            ("The claim that the dam leaked was debunked.", "the dam leaked"),
            ("He falsely claimed that the dam leaked.", "the dam leaked"),
        ] {
            assert!(check(text).contains(&(Refuted, content.to_owned())), "{text}: {:?}", check(text));
        }
    }

    #[test]
    fn false_without_a_claim_is_not_refuted() {
        assert_eq!(check("The alarm was false but brief."), []);
    }
}
