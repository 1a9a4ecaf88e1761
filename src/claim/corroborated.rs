//! Corroborated: somebody independent of the claimant supports it.
//!
//! Hit: "Doctors confirmed that two men had died." Miss: "Doctors could not confirm the deaths."

use super::context::{Context, Hit};
use super::{Found, draft, scope};
use crate::lexicon::verbs::Form;

/// The claim that the cue shows supported.
pub fn claim(ctx: &Context<'_>, hit: &Hit) -> Option<Found> {
    if hit.form == Form::Base || hit.negated || hit.passive || !ctx.view.is(hit.tokens.end, "that") {
        return None;
    }
    let scope = scope::of(ctx, hit)?;
    let mut found = draft(ctx, hit, &scope, "corroborated")?;
    found.target = None;
    found.claimant = scope.subject;
    Some(found)
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
    fn none_given() {
        assert!(check("Doctors could not confirm the deaths.").iter().all(|claim| claim.0 != Corroborated));
    }
}
