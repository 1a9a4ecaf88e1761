//! Denied: somebody concerned says that the claim is not true.
//!
//! Hit: "The mill denied dumping waste." Miss: "The men were denied entry."

use super::context::{Context, Hit};
use super::{ClaimDraft, draft, refuted, scope};
use crate::lexicon::claims::Shape;
use crate::model::{Rule, Status};
use crate::syntax::subject;

/// Returns the claim that the cue denies.
pub fn claim(ctx: &Context<'_>, hit: &Hit) -> Option<ClaimDraft> {
    let scope = scope::of(ctx, hit)?;
    let rule = match hit.cue.shape {
        Shape::Plea => Rule::DeniedPlea,
        Shape::Innocence => Rule::DeniedInnocent,
        Shape::Predicate => Rule::DeniedCalledFalse,
        Shape::Disown => Rule::DeniedDisowned,
        Shape::Insist => Rule::DeniedInsists,
        Shape::Reject => Rule::DeniedRejected,
        _ if scope.referred => Rule::DeniedElsewhere,
        _ => Rule::DeniedVerb,
    };
    let mut found = draft(ctx, hit, &scope, rule)?;
    // In "issued a denial of the affair" the subject of the clause denies.
    let issuer =
        || (hit.cue.shape == Shape::NounStrict).then(|| subject::of_main_clause(ctx.view, hit.tokens.start)).flatten();
    found.challenger = scope.subject.or_else(issuer);
    let own = || found.challenger.is_none() && !scope.referred && ctx.reported_at(hit.tokens.start).is_none();
    let found_false = || found.challenger.clone().is_some_and(|who| refuted::finds(ctx, who));
    if hit.cue.shape == Shape::Predicate && (own() || found_false()) {
        // The writer, or somebody who can establish facts, does not deny but refutes.
        found.claim.status = Status::Refuted;
        found.claim.reason.rule = Rule::Refuted;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use crate::claim::check;
    use crate::model::Status::Denied;

    #[test]
    fn denials() {
        for (text, content) in [
            ("The mill denied dumping waste.", "dumping waste"),
            ("Hill has denied any wrongdoing.", "any wrongdoing"),
            ("The club denied that the coach had been sacked.", "the coach had been sacked"),
            ("The ministry rejected reports that a bridge had fallen.", "a bridge had fallen"),
            ("Noor pleaded not guilty to theft.", "theft"),
        ] {
            assert_eq!(check(text), [(Denied, content.to_owned())], "{text}");
        }
    }

    #[test]
    fn refusals_and_double_negations_are_not_denials() {
        for text in [
            "The men were denied entry.",
            "He was denied bail on Monday.",
            "The club did not deny the transfer.",
            "The union rejected the offer.",
            "The judge dismissed the case.",
        ] {
            assert_eq!(check(text), [], "{text}");
        }
    }
}
