//! Speculative: a guess, a fear or a forecast about facts.
//!
//! Hit: "The crew may have left the ship." Miss: "He may resign." (a plan)

use super::context::{Context, Hit};
use super::{draft, parties, scope};
use crate::lexicon::claims::Shape;
use crate::model::Claim;

/// The claim that the cue presents as a guess.
pub fn claim(ctx: &Context<'_>, hit: &Hit) -> Option<Claim> {
    let reported = ctx.reported_at(hit.tokens.start);
    if hit.cue.shape == Shape::Modal && reported.is_none() {
        return None;
    }
    let scope = scope::of(ctx, hit)?;
    let mut claim = draft(ctx, hit, &scope, "speculative")?;
    claim.claimant = scope.subject.clone().map(|p| parties::name(ctx, p)).unwrap_or_default();
    if claim.claimant.is_empty() {
        claim.claimant = parties::voice(ctx, hit.tokens.start);
    }
    Some(claim)
}

#[cfg(test)]
mod tests {
    use crate::claim::check;
    use crate::model::Status::Speculative;

    #[test]
    fn guesses() {
        let text = "The crew may have left the ship.";
        assert_eq!(check(text), [(Speculative, "The crew … left the ship".to_owned())]);
    }

    #[test]
    fn plans_are_none() {
        assert_eq!(check("He may resign."), []);
    }
}
