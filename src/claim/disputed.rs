//! Disputed: two parties give versions that cannot both hold.
//!
//! Hit: "There were conflicting reports about the cause of the fire." Miss: "Two reports on the fire came out."

use super::context::{Context, Hit};
use super::{draft, parties, scope};
use crate::model::Claim;

/// The claim that the cue shows in dispute.
pub fn claim(ctx: &Context<'_>, hit: &Hit) -> Option<Claim> {
    let scope = scope::of(ctx, hit)?;
    let mut claim = draft(ctx, hit, &scope, "disputed-cue")?;
    let who = scope.subject.clone().map(|p| parties::name(ctx, p)).unwrap_or_default();
    claim.challengers.extend((!who.is_empty()).then_some(who));
    Some(claim)
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
    fn mere_plurality_is_none() {
        assert_eq!(check("Two reports on the fire came out."), []);
    }
}
