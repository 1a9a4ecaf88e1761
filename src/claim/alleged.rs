//! Alleged: an accusation, or a claim that the writer keeps at a distance.
//!
//! Hit: "The mayor is accused of hiding the report." Miss: "The flood claimed twelve lives."

use super::context::{Context, Hit};
use super::{Found, draft, parties, scope};
use crate::lexicon::claims::Shape;

/// The claim that the cue makes alleged.
pub fn claim(ctx: &Context<'_>, hit: &Hit) -> Option<Found> {
    let scope = scope::of(ctx, hit)?;
    let mut found = draft(ctx, hit, &scope, rule(hit.cue.shape))?;
    found.claimant = scope.subject.or_else(|| parties::voice(ctx, hit.tokens.start));
    Some(found)
}

fn rule(shape: Shape) -> &'static str {
    match shape {
        Shape::Clause => "alleged-verb",
        Shape::Accuse | Shape::Blame | Shape::Implicate => "alleged-accusation",
        Shape::Charge | Shape::Charges | Shape::SuspectIn | Shape::SuspectOf | Shape::Held => "alleged-charge",
        Shape::Adjective => "alleged-adjective",
        Shape::Noun | Shape::NounStrict => "alleged-noun",
        _ => "alleged-distance",
    }
}

#[cfg(test)]
mod tests {
    use crate::claim::check;
    use crate::model::Status::Alleged;

    #[test]
    fn accusations_and_distance() {
        for (text, content) in [
            ("The mayor is accused of hiding the report.", "hiding the report"),
            ("Teachers accused the mayor of hiding the report.", "hiding the report"),
            ("The bank claimed that the money was safe.", "the money was safe"),
            ("He faces allegations of theft and a long trial.", "theft"),
            ("The clerk reportedly fled to Lisbon.", "The clerk … fled to Lisbon"),
            ("Two men were charged with burning the barn.", "burning the barn"),
            ("The ship is said to have sunk in May.", "The ship … to have sunk in May"),
        ] {
            assert_eq!(check(text), [(Alleged, content.to_owned())], "{text}");
        }
    }

    #[test]
    fn other_senses_are_no_claims() {
        for text in [
            "The flood claimed twelve lives.",
            "She claimed the title in June.",
            "The accused left the court.",
            "He took charge of the club.",
            "The bank raised its charges.",
            "“He allegedly lied to us about it,” she said.",
        ] {
            assert_eq!(check(text), [], "{text}");
        }
    }
}
