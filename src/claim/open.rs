//! Open questions: "It was not immediately known whether the pilot survived", "Whether he saw the cable remains
//! unclear".
//!
//! Hit: "Inspectors have yet to establish if the valve was open." Miss: "Whether to sell is for the members to decide."

use std::ops::Range;

use super::ClaimDraft;
use super::context::Context;
use crate::lexicon::{ClaimWord, Class};
use crate::model::{Rule, Status};
use crate::syntax::clause::{self, Extent};
use crate::syntax::{View, phrases, verbs};

/// The maximum length of the words of doubt next to a question, in tokens.
const MAX_DOUBT: usize = 9;
/// The maximum distance from "whether" to the words of doubt behind the question, in tokens.
const QUESTION: usize = 40;

/// Finds the questions that the article or its sources leave open.
pub fn find(ctx: &Context<'_>) -> Vec<ClaimDraft> {
    let asks = |&at: &usize| ctx.view.class(at, Class::Whether) && !ctx.view.is_statement(at);
    let open = |at: usize| behind_doubt(ctx, at).or_else(|| before_doubt(ctx, at));
    (0..ctx.view.document.tokens.len()).filter(asks).filter_map(open).collect()
}

/// Returns the question behind words of doubt: "have yet to say whether", "no word on whether", "unclear if".
fn behind_doubt(ctx: &Context<'_>, at: usize) -> Option<ClaimDraft> {
    let view = ctx.view;
    let before = at.checked_sub(1)?;
    let last = match () {
        () if view.any(before, &[Class::On, Class::Topic, Class::Over]) => before.checked_sub(1)?,
        () if view.class(before, Class::Infinitive) && view.class(before.wrapping_sub(1), Class::As) => {
            before.checked_sub(2)?
        }
        // An example is "What is not clear is whether".
        () if view.class(before, Class::Be) => before.checked_sub(1)?,
        () => before,
    };
    let doubt = doubt(view, last)?;
    // In "does not work if", "hard to find if" and "is open if" a condition follows.
    let asks = view.known(last).is_claim_word(ClaimWord::Knowing);
    if view.class(at, Class::If) && !asks {
        return None;
    }
    let start = at + 1 + if view.class(at + 1, Class::Or) { 2 } else { 0 };
    let question = clause::forward(ctx, start, ctx.claim_range(at).end, Extent::Clause);
    claim(ctx, question, doubt..at + 1)
}

/// Returns the question before words of doubt: "Whether he saw the cable is not known", "Whether he saw it, police
/// could not say".
fn before_doubt(ctx: &Context<'_>, at: usize) -> Option<ClaimDraft> {
    let view = ctx.view;
    let sentence = view.sentence(at);
    let opens = at == sentence.start
        || view.pause(at - 1)
        || view.quote_mark(at - 1)
        || view.any(at - 1, &[Class::And, Class::But, Class::Complementiser]);
    if view.class(at, Class::If) || !opens {
        return None;
    }
    let (start, last) = (at + 3..sentence.end.min(at + QUESTION))
        .filter_map(|last| doubt(view, last).map(|start| (start, last)))
        .find(|&(start, _)| start > at + 2 && (view.auxiliary(start) || remains(view, start)))?;
    // In "Whether he knew, police could not say" another subject precedes the doubt.
    let other = phrases::before(view, start).and_then(|phrase| phrase.start.checked_sub(1));
    let end = other.filter(|&comma| comma > at + 1 && view.is(comma, ",")).unwrap_or(start);
    claim(ctx, at + 1..end, start..last + 1)
}

/// Returns the claim, unless the question is a choice, as in "whether to sell", or a plan that somebody keeps secret.
fn claim(ctx: &Context<'_>, question: Range<usize>, doubt: Range<usize>) -> Option<ClaimDraft> {
    let view = ctx.view;
    let first = question.start;
    // In "would not say if asked" the clause has no subject.
    let participle = verbs::is_participle(view, first) && !view.capital(first);
    let reduced = participle || verbs::ends_in_ing(view, first) && !view.wordlike(first + 1);
    let choice = view.class(first, Class::Infinitive) || reduced || view.class(first, Class::Preposition);
    if question.len() < 2 || choice {
        return None;
    }
    // Somebody who does not say what will happen leaves no fact open: "refused to say whether he would resign".
    let future = |at: usize| view.class(at, Class::Modal) && !view.class(at, Class::Possible) || view.is(at, "'ll");
    let told = |at: usize| view.verbs(at).any(|(cue, _)| !cue.attitude());
    if doubt.clone().any(told) && question.clone().any(future) {
        return None;
    }
    let (content, cue) = (ctx.span(question)?, ctx.span(doubt)?);
    Some(ClaimDraft::new(vec![content], Status::Unconfirmed, vec![cue], Rule::Unconfirmed))
}

/// Returns the start of the words of doubt that end with the token: "is unclear", "remains an open question", "have yet
/// to say", "nobody knows", "no word". Returns `None` if they do not doubt: "said", "can now say".
fn doubt(view: View<'_>, last: usize) -> Option<usize> {
    let known = |at: usize, class: ClaimWord| view.known(at).is_claim_word(class);
    let open = known(last, ClaimWord::Open);
    let particle = usize::from(known(last, ClaimWord::Phrasal));
    if !open && !known(last.checked_sub(particle)?, ClaimWord::Settling) {
        return None;
    }
    let floor = view.sentence(last).start.max(last.saturating_sub(MAX_DOUBT));
    let (mut start, mut hindered) = (last - particle, false);
    while start > floor {
        let before = start - 1;
        let hinders = known(before, ClaimWord::Hindering) || view.any(before, &[Class::Negation, Class::No]);
        let part = view.auxiliary(before) || view.adverb(before) || remains(view, before);
        let governs = view.class(start, Class::Infinitive) && !view.known(before).is_closed_class();
        // An example is "no immediate word".
        let modifies = !hindered && view.class(before.wrapping_sub(1), Class::No) && view.wordlike(before);
        let frames =
            modifies || open && (view.any(before, &[Class::In, Class::Article]) || known(before, ClaimWord::Open));
        if !(hinders || part || governs || frames || view.class(before, Class::Infinitive)) {
            break;
        }
        hindered |= hinders;
        start = before;
    }
    let who = start.wrapping_sub(1);
    let nobody = view.any(who, &[Class::NoOne, Class::Neither]) || view.no_one(who.wrapping_sub(1));
    let states = (start..last).any(|at| view.class(at, Class::Be) || remains(view, at));
    // "The question whether" only names a question, but "it is a question whether" leaves it open.
    let left = open
        && !hindered
        && (states || !view.known(last).is_noun() && !view.class(last.wrapping_sub(1), Class::Article));
    (left || !open && (hindered || nobody)).then_some(start)
}

/// Whether the token is a verb that links an open question to its state: "remains", "stays".
fn remains(view: View<'_>, at: usize) -> bool {
    view.known(at).is_claim_word(ClaimWord::Remaining)
}

#[cfg(test)]
mod tests {
    use crate::claim::check;
    use crate::model::Status::Unconfirmed;

    #[test]
    fn questions_that_stay_open() {
        for (text, content) in [
            ("Whether the pilot saw the mast remains unclear.", "the pilot saw the mast"),
            ("It was not immediately known if anybody had seen the fire.", "anybody had seen the fire"),
            ("Divers have yet to find out whether the hull was cracked.", "the hull was cracked"),
            ("Nobody knows whether the letter arrived.", "the letter arrived"),
            ("The mill declined to comment on whether it had been warned.", "it had been warned"),
            ("There was no word on whether the crew had survived.", "the crew had survived"),
        ] {
            assert!(check(text).contains(&(Unconfirmed, content.to_owned())), "{text}: {:?}", check(text));
        }
    }

    #[test]
    fn choices_and_answers_are_not_open() {
        for text in [
            "Whether to sell the mill is for the members to decide.",
            "The mayor would not say if asked.",
            "The court found out whether he had paid.",
        ] {
            assert!(check(text).iter().all(|(status, _)| *status != Unconfirmed), "{text}: {:?}", check(text));
        }
    }
}
