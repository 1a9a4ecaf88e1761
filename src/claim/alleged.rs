//! Alleged: an accusation, or a claim from which the writer keeps a distance.
//!
//! Hit: "The mayor is accused of hiding the report." Miss: "The flood claimed twelve lives."

use super::context::{Context, Hit};
use super::{ClaimDraft, draft, scope};
use crate::lexicon::claims::Shape;
use crate::lexicon::{ClaimWord, Class};
use crate::model::{Attribution, Kind, Rule, Status};
use crate::syntax::clause::{self, Extent};
use crate::syntax::{nouns, subject, verbs};

/// The maximum distance from "what" to the verb of naming, in tokens.
const MAX_NAMER: usize = 8;

/// Returns the claim that the cue marks as alleged.
pub fn claim(ctx: &Context<'_>, hit: &Hit) -> Option<ClaimDraft> {
    let scope = scope::of(ctx, hit)?;
    let mut found = draft(ctx, hit, &scope, rule(hit.cue.shape))?;
    found.claimant = scope.subject.or_else(|| ctx.voice(hit.tokens.start));
    Some(found)
}

/// Finds what indictments and lawsuits say, and reports by prosecutors of what somebody did.
pub fn by_accusers(ctx: &Context<'_>) -> Vec<ClaimDraft> {
    ctx.attributions.iter().filter_map(|attribution| by_accuser(ctx, attribution)).collect()
}

fn by_accuser(ctx: &Context<'_>, attribution: &Attribution) -> Option<ClaimDraft> {
    let view = ctx.view;
    let source = view.document.tokens_in(*attribution.source.first()?);
    let cue = attribution.cue.first()?;
    let head =
        source.clone().find(|&at| !view.class(at, Class::Determiner) && !view.capital(at) || at + 1 == source.end)?;
    let [content] = attribution.content.as_slice() else { return None };
    let mut clause = view.document.tokens_in(*content);
    clause.start += usize::from(view.class(clause.start, Class::Complementiser));
    let settled = |at: usize| {
        view.class(at, Class::PastAuxiliary)
            || view.word(at).ends_with("ed")
            || view.known(at).is_claim_word(ClaimWord::Past)
    };
    let wished = clause.clone().any(|at| {
        (view.class(at, Class::Modal) && !view.class(at, Class::Possible)
            || view.class(at, Class::Infinitive)
            || view.is(at, "whether"))
            && at < clause.start + 6
    });
    let document = view.known(head).is_claim_word(ClaimWord::ChargeSheet);
    let prosecutor = view.known(head).is_claim_word(ClaimWord::Accuser) && head + 1 == source.end;
    let first = clause.start;
    let somebody = view.class(first, Class::Pronoun) && view.any(first, &[Class::Masculine, Class::Feminine])
        || view.capital(first) && view.capital(first + 1);
    let said = view.document.tokens_in(*cue).any(|at| view.verbs(at).any(|(cue, _)| !cue.attitude()));
    if attribution.kind == Kind::Direct
        || wished
        || !said
        || !clause.clone().any(settled)
        || !(document || prosecutor && somebody)
    {
        return None;
    }
    let target = subject::of_clause(ctx.view, clause.clone())
        .filter(|who| who.start == first)
        .or(prosecutor.then_some(first..first + 1));
    let (content, cues) = (vec![ctx.span(clause)?], attribution.cue.clone());
    Some(ClaimDraft {
        claimant: Some(source),
        target,
        ..ClaimDraft::new(content, Status::Alleged, cues, Rule::AllegedCharge)
    })
}

/// Finds what a party calls something, where the article leaves the word to that party: "what she called a purge",
/// "what critics describe as a purge".
pub fn by_names(ctx: &Context<'_>) -> Vec<ClaimDraft> {
    let what = |&at: &usize| ctx.view.is(at, "what");
    (0..ctx.view.document.tokens.len()).filter(what).filter_map(|at| by_name(ctx, at)).collect()
}

fn by_name(ctx: &Context<'_>, what: usize) -> Option<ClaimDraft> {
    let view = ctx.view;
    let limit = view.sentence(what).end;
    let verb = (what + 2..limit.min(what + MAX_NAMER)).find(|&at| view.class(at, Class::Naming))?;
    let who = what + 1..verbs::group_start(view, verb, what + 1);
    let start = verb + 1 + usize::from(view.class(verb + 1, Class::As));
    let acts = |at: usize| {
        view.class(at, Class::Pronoun)
            || view.capital(at)
            || view.known(at).head.is_some()
            || nouns::is_plural(view, at)
    };
    let named = view.any(start, &[Class::Determiner, Class::Possessive]) || view.quote_mark(start);
    // In "what bakers call ribbon stage" the word is a term, and in "what the phone call was about" it is a noun.
    let term = view.class(verb, Class::Plural) || !named && !view.class(who.start, Class::Pronoun);
    let said = who.clone().all(|at| view.wordlike(at)) && who.end.checked_sub(1).is_some_and(acts);
    let verbal = view.auxiliary(start) || verbs::is_finite(view, start) || !view.wordlike(start) && !named;
    if who.is_empty() || !said || term || verbal || view.is_statement(what) {
        return None;
    }
    let content = ctx.span(clause::forward(ctx, start, limit, Extent::Phrase))?;
    let cue = ctx.span(what..start)?;
    Some(ClaimDraft {
        claimant: Some(who),
        ..ClaimDraft::new(vec![content], Status::Alleged, vec![cue], Rule::AllegedDistance)
    })
}

fn rule(shape: Shape) -> Rule {
    match shape {
        Shape::Clause | Shape::Maintain => Rule::AllegedVerb,
        Shape::Accuse | Shape::Blame | Shape::Implicate => Rule::AllegedAccusation,
        Shape::Charge | Shape::Charges | Shape::SuspectIn | Shape::SuspectOf | Shape::Held => Rule::AllegedCharge,
        Shape::Adjective => Rule::AllegedAdjective,
        Shape::Noun | Shape::NounStrict => Rule::AllegedNoun,
        _ => Rule::AllegedDistance,
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
    fn other_senses_are_not_claims() {
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
