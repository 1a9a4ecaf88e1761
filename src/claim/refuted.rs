//! Refuted: found false, withdrawn or corrected, as the article presents it.
//!
//! Hit: "There is no evidence that the dam leaked." Miss: "The alarm was false but brief." (nothing was claimed)

use super::context::{Context, Hit};
use super::{Found, draft, parties, scope};

/// The claim that the cue shows as found false.
pub fn claim(ctx: &Context<'_>, hit: &Hit) -> Option<Found> {
    let scope = scope::of(ctx, hit)?;
    let mut found = draft(ctx, hit, &scope, "refuted")?;
    found.target = None;
    found.claimant = scope.subject;
    found.challenger = parties::voice(ctx, hit.tokens.start);
    Some(found)
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
