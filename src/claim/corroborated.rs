//! Corroborated: somebody independent of the claimant supports the claim.
//!
//! Hit: "Doctors confirmed that two men had died." Miss: "Doctors could not confirm the deaths."

use super::context::{Context, Hit};
use super::scope::{self, Scope};
use super::{ClaimDraft, draft};
use crate::lexicon::claims::Shape;
use crate::lexicon::verbs::Form;
use crate::lexicon::{ClaimWord, Class};
use crate::model::Rule;
use crate::syntax::clause::{self, Extent};

/// Returns the claim that the cue marks as supported.
pub fn claim(ctx: &Context<'_>, hit: &Hit) -> Option<ClaimDraft> {
    let scope = if hit.cue.shape == Shape::Clause { supported(ctx, hit)? } else { scope::of(ctx, hit)? };
    let mut found = draft(ctx, hit, &scope, Rule::Corroborated)?;
    found.target = None;
    found.claimant = scope.subject;
    Some(found)
}

/// Returns the words that a verb such as "confirmed" supports: X in "confirmed that X" and in "footage verified by Y
/// shows X".
fn supported(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    if hit.form == Form::Base || hit.negated || hit.passive {
        return None;
    }
    if view.class(hit.tokens.end, Class::Agent) {
        let shows = (hit.tokens.end + 2..hit.tokens.end + 14)
            .take_while(|&at| !view.stop(at))
            .find(|&at| view.known(at).is_claim_word(ClaimWord::Supporting))?;
        let content = clause::forward(ctx, shows + 1, view.sentence(shows).end, Extent::Clause);
        return Scope::one(content, hit.tokens.clone());
    }
    view.class(hit.tokens.end, Class::Complementiser).then(|| scope::of(ctx, hit)).flatten()
}

#[cfg(test)]
mod tests {
    use crate::claim::check;
    use crate::model::Status::Corroborated;

    #[test]
    fn support() {
        let text = "Doctors confirmed that two men had died.";
        assert_eq!(check(text), [(Corroborated, "two men had died".to_owned())]);
    }

    #[test]
    fn missing_support_is_not_corroboration() {
        assert!(check("Doctors could not confirm the deaths.").iter().all(|claim| claim.0 != Corroborated));
    }
}
