//! Unconfirmed: according to the article, nobody has established the claim.
//!
//! Hit: "Police have yet to confirm the incident." Miss: "He was confirmed as coach."

use super::context::{Context, Hit};
use super::{ClaimDraft, draft, scope};
use crate::model::Rule;

/// Returns the claim that the cue leaves open.
pub fn claim(ctx: &Context<'_>, hit: &Hit) -> Option<ClaimDraft> {
    let scope = scope::of(ctx, hit)?;
    let rule = if scope.referred { Rule::UnconfirmedElsewhere } else { Rule::Unconfirmed };
    // The one who says that it is not established is not the claimant.
    draft(ctx, hit, &scope, rule)
}

#[cfg(test)]
mod tests {
    use crate::claim::check;
    use crate::model::Status::Unconfirmed;

    #[test]
    fn open_claims() {
        for (text, content) in [
            ("Police have yet to confirm the sinking.", "the sinking"),
            ("There were unconfirmed reports of a second blast.", "a second blast"),
            ("It is unclear whether the captain survived.", "the captain survived"),
            ("A second boat sank. The report could not be independently verified.", "A second boat sank"),
        ] {
            assert!(check(text).contains(&(Unconfirmed, content.to_owned())), "{text}: {:?}", check(text));
        }
    }

    #[test]
    fn appointments_are_not_unconfirmed_claims() {
        assert_eq!(check("He was confirmed as coach in May."), []);
    }
}
