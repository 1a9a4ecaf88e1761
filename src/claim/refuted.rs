//! Refuted: found false, withdrawn or corrected, as the article presents it.
//!
//! Hit: "There is no evidence that the dam leaked." Miss: "The alarm was false but brief." (nothing was claimed)

use super::context::{Context, Hit};
use super::{draft, parties, scope};
use crate::model::Claim;

/// The claim that the cue shows as found false.
pub fn claim(ctx: &Context<'_>, hit: &Hit) -> Option<Claim> {
    let scope = scope::of(ctx, hit)?;
    let mut claim = draft(ctx, hit, &scope, "refuted")?;
    claim.claimant = scope.subject.clone().map(|p| parties::name(ctx, p)).unwrap_or_default();
    let voice = parties::voice(ctx, hit.tokens.start);
    claim.challengers.extend((!voice.is_empty()).then_some(voice));
    Some(claim)
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
    fn where_nothing_was_claimed() {
        assert_eq!(check("The alarm was false but brief."), []);
    }
}
