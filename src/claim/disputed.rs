//! Disputed: two parties give versions that cannot both be true.
//!
//! Hit: "There were conflicting reports about the cause of the fire." Miss: "Two reports on the fire came out."

use super::context::{Context, Hit};
use super::{ClaimDraft, draft, scope};
use crate::model::Rule;

/// Returns the claim that the cue marks as disputed.
pub fn claim(ctx: &Context<'_>, hit: &Hit) -> Option<ClaimDraft> {
    let scope = scope::of(ctx, hit)?;
    let mut found = draft(ctx, hit, &scope, Rule::DisputedCue)?;
    found.challenger = scope.subject;
    Some(found)
}

#[cfg(test)]
mod tests {
    use crate::claim::check;
    use crate::model::Status::Disputed;

    #[test]
    fn explicit_cues() {
        let text = "There were conflicting reports about how the fire started.";
        assert_eq!(check(text), [(Disputed, "how the fire started".to_owned())]);
    }

    #[test]
    fn several_reports_are_not_a_dispute() {
        assert_eq!(check("Two reports on the fire came out."), []);
    }
}
