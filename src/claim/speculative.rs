//! Speculative: a guess, a fear or a forecast about facts.
//!
//! Hit: "The crew may have left the ship." Miss: "He may resign." (a plan)

use super::context::{Context, Hit};
use super::{ClaimDraft, draft, scope};
use crate::lexicon::claims::Shape;
use crate::lexicon::{ClaimWord, Class};
use crate::model::{Rule, Status};
use crate::syntax::subject;

/// Returns the claim that the cue presents as a guess.
pub fn claim(ctx: &Context<'_>, hit: &Hit) -> Option<ClaimDraft> {
    if hit.cue.shape == Shape::Modal && !worried(ctx, hit) {
        return None;
    }
    let scope = scope::of(ctx, hit)?;
    let mut found = draft(ctx, hit, &scope, Rule::Speculative)?;
    found.target = None;
    // "believe that Hale is responsible for the fire" is an accusation.
    if hit.cue.shape == Shape::Believe
        && let Some(target) = blamed(ctx, &scope)
    {
        found.claim.status = Status::Alleged;
        found.claim.reason.rule = Rule::AllegedAccusation;
        found.target = Some(target);
    }
    found.claimant = scope.subject.or_else(|| ctx.voice(hit.tokens.start));
    Some(found)
}

/// Returns the accused, if the content blames somebody by name.
fn blamed(ctx: &Context<'_>, scope: &scope::Scope) -> Option<std::ops::Range<usize>> {
    let [content] = scope.content.as_slice() else { return None };
    let blaming = |at: usize| {
        ctx.view.known(at).is_claim_word(ClaimWord::Blaming) && ctx.view.class(at - 1, Class::Be)
            || ctx.view.is(at, "blame") && ctx.view.class(at - 1, Class::Infinitive)
    };
    let doer =
        || subject::of_clause(ctx.view, content.clone()).filter(|who| who.clone().any(|at| ctx.view.capital(at)));
    content.clone().skip(1).any(blaming).then(doer).flatten()
}

/// Whether the guess is reported by somebody who warns of it, fears it or expects it. "Could" alone is rarely a claim
/// about facts.
fn worried(ctx: &Context<'_>, hit: &Hit) -> bool {
    let Some(cue) = ctx.reported_at(hit.tokens.start).and_then(|a| a.cue.first()) else { return false };
    ctx.view.document.tokens_in(*cue).any(|at| ctx.view.known(at).is_claim_word(ClaimWord::Worry))
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
    fn plans_are_not_speculative() {
        assert_eq!(check("He may resign."), []);
    }
}
