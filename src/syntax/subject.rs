//! The subject of a verb, of a clause, of a sentence, and what a relative pronoun stands for.

use std::ops::Range;

use super::{View, object, phrases, verbs};
use crate::lexicon::Class;
use crate::lexicon::verbs::Form;
use crate::text::dateline;

/// The noun phrase that opens the sentence, behind its dateline. A verb or comma must follow it before `end`.
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

/// The noun phrase before the first verb of the sentence that `at` stands in; only verbs before `at` count.
pub fn of_main_clause(view: View<'_>, at: usize) -> Option<Range<usize>> {
    let sentence = view.sentence(at.min(view.document.tokens.len().saturating_sub(1)));
    let verb = (sentence.start + 1..at).find(|&i| {
        verbs::is_auxiliary(view, i)
            || verbs::is_saying(view, i)
            || verbs::is_finite(view, i)
            || view.known(i).is_claim_word("facing")
    })?;
    // "Hale, facing a trial, resigned": the participle stands behind the comma, the subject before it.
    let end = if view.is(verb - 1, ",") && !view.auxiliary(verb) { verb - 1 } else { verb };
    phrases::before(view, end)
}

/// The noun phrase before the first verb of a clause.
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

/// Who acts in a clause, where a name says it: the subject, or the agent of a passive clause.
pub fn named_actor(view: View<'_>, clause: Range<usize>) -> Option<Range<usize>> {
    match verbs::is_passive_clause(view, clause.clone()) {
        true => object::named_agent(view, clause),
        false => of_clause(view, clause).filter(|subject| subject.clone().any(|at| view.capital(at))),
    }
}

/// The noun phrase that the relative pronoun at `pronoun` stands for: "Hale, who", "the claim that".
pub fn antecedent(view: View<'_>, pronoun: usize) -> Option<Range<usize>> {
    let comma = pronoun.checked_sub(1).filter(|&at| view.is(at, ","));
    phrases::before(view, comma.unwrap_or(pronoun))
}
