//! Finds the subject of a verb, a clause or a sentence, and the antecedent of a relative pronoun.

use std::ops::Range;

use super::{View, object, phrases, verbs};
use crate::lexicon::verbs::Form;
use crate::lexicon::{ClaimWord, Class};
use crate::text::dateline;

/// Returns the noun phrase that opens the sentence, after any dateline. A verb or a comma must follow it before `end`.
pub fn of_sentence(view: View<'_>, start: usize, end: usize) -> Option<Range<usize>> {
    let mut from = dateline::behind(view.document, start);
    while from < end
        && (view.adverb(from) || view.class(from, Class::Conjunction) || view.quote_mark(from) || view.pause(from))
    {
        from += 1;
    }
    let verb = (from..end).find(|&at| verbs::is_verb(view, at) || view.is(at, ","))?;
    if view.class(from, Class::Preposition) || view.class(from, Class::Subordinator) {
        return None;
    }
    phrases::after(view, from, verb)
}

/// Returns the noun phrase before the first verb of the sentence that contains `at`. Only verbs before `at` count.
pub fn of_main_clause(view: View<'_>, at: usize) -> Option<Range<usize>> {
    let sentence = view.sentence(at.min(view.document.tokens.len().saturating_sub(1)));
    let verb = (sentence.start + 1..at).find(|&i| {
        verbs::is_auxiliary(view, i)
            || verbs::is_saying(view, i)
            || verbs::is_finite(view, i)
            || view.known(i).is_claim_word(ClaimWord::Facing)
    })?;
    // In "Hale, facing a trial, resigned" the subject precedes the comma, and the participle follows it.
    let end = if view.is(verb - 1, ",") && !view.auxiliary(verb) { verb - 1 } else { verb };
    phrases::before(view, end)
}

/// The maximum length of a subject behind a participle, in tokens.
const MAX_BEHIND: usize = 14;

/// Returns the subject of the main clause behind the participle at `at` that opens the sentence: "Denying the theft,
/// [Cora Dell] told the court". Miss: "Denying the theft was a mistake".
pub fn behind_participle(view: View<'_>, at: usize) -> Option<Range<usize>> {
    let sentence = view.sentence(at);
    let opens = (sentence.start..at).all(|i| view.adverb(i) || view.quote_mark(i) || view.class(i, Class::Conjunction));
    let main = |comma: usize| {
        let first = comma + 1;
        let verb = (first + 1..sentence.end.min(first + MAX_BEHIND))
            .find(|&i| verbs::is_auxiliary(view, i) || verbs::is_saying(view, i) || verbs::is_finite(view, i))?;
        phrases::before(view, verb).filter(|phrase| phrase.start == first)
    };
    let mut commas = (at..sentence.end).filter(|&i| opens && view.is(i, ","));
    commas.find_map(main)
}

/// Returns the noun phrase before the first verb of a clause.
pub fn of_clause(view: View<'_>, clause: Range<usize>) -> Option<Range<usize>> {
    let verb = clause.clone().skip(1).find(|&at| {
        verbs::is_auxiliary(view, at)
            || view.verbs(at).any(|(_, form)| form != Form::Base)
            || verbs::ends_in_ed(view, at)
    })?;
    let subject = phrases::before(view, verb)?;
    let subject = subject.start.max(clause.start)..subject.end;
    (!subject.is_empty()).then_some(subject)
}

/// Returns who acts in a clause, if it is a name: the subject, or the agent of a passive clause.
pub fn named_actor(view: View<'_>, clause: Range<usize>) -> Option<Range<usize>> {
    match verbs::is_passive_clause(view, clause.clone()) {
        true => object::named_agent(view, clause),
        false => of_clause(view, clause).filter(|subject| subject.clone().any(|at| view.capital(at))),
    }
}

/// Returns the antecedent of the relative pronoun at `pronoun`: "Hale, who", "the claim that".
pub fn antecedent(view: View<'_>, pronoun: usize) -> Option<Range<usize>> {
    let comma = pronoun.checked_sub(1).filter(|&at| view.is(at, ","));
    phrases::before(view, comma.unwrap_or(pronoun))
}
