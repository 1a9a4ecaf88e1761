//! Verbs: tense, voice, negation and modality, and the group of auxiliaries and adverbs before a verb.
//!
//! Without a part-of-speech tagger no single test is exact. Each function documents what it counts as a verb, so that
//! a rule can choose the one whose errors do not affect it.

use std::ops::Range;

use super::View;
use crate::lexicon::verbs::Form;
use crate::lexicon::{ClaimWord, Class};

/// Whether the token is an auxiliary or a negation. Excludes "'s", which is as often a possessive.
pub fn is_auxiliary(view: View<'_>, at: usize) -> bool {
    view.auxiliary(at) && !view.class(at, Class::Genitive)
}

/// Whether the token is a finite auxiliary. Excludes "be", "having" and "'s", which is as often a possessive.
pub fn is_finite_auxiliary(view: View<'_>, at: usize) -> bool {
    view.class(at, Class::Auxiliary)
        && view.auxiliary(at)
        && !view.class(at, Class::NonFinite)
        && !view.class(at, Class::Genitive)
}

/// Whether the token is an irregular past form, or the past form of an attributing verb.
pub fn is_past(view: View<'_>, at: usize) -> bool {
    view.class(at, Class::Past) || view.verbs(at).any(|(_, form)| form == Form::Past)
}

/// Whether the token ends in "ed", like a regular past form.
pub fn ends_in_ed(view: View<'_>, at: usize) -> bool {
    view.word(at).ends_with("ed")
}

/// Whether the token ends in "ing", like a gerund or present participle.
pub fn ends_in_ing(view: View<'_>, at: usize) -> bool {
    view.word(at).ends_with("ing")
}

/// Whether the token can be a verb: an auxiliary, a negation, a past form, or any form of an attributing verb.
pub fn is_verb(view: View<'_>, at: usize) -> bool {
    is_auxiliary(view, at) || view.class(at, Class::Past) || view.known(at).is_verb() || ends_in_ed(view, at)
}

/// Whether the words contain a verb, so that they can be a clause: "claimed it was over", not "claimed 12 lives".
pub fn has_verb(view: View<'_>, mut range: Range<usize>) -> bool {
    range.any(|at| is_verb(view, at))
}

/// Whether the token is a past form or an auxiliary; "'s" is an auxiliary only after a pronoun. A present form such as
/// "charges" does not count.
pub fn is_past_or_auxiliary(view: View<'_>, at: usize) -> bool {
    view.class(at, Class::Auxiliary)
        && view.auxiliary(at)
        && (!view.class(at, Class::Genitive) || view.class(at.wrapping_sub(1), Class::Pronoun))
        || is_past(view, at)
        || ends_in_ed(view, at)
}

/// Whether one of the words is a past form or an auxiliary.
pub fn has_past_or_auxiliary(view: View<'_>, mut words: Range<usize>) -> bool {
    words.any(|at| is_past_or_auxiliary(view, at))
}

/// Whether the token is a verb that needs a subject before it. A negation does not count, nor does the month "May"
/// after a preposition.
pub fn needs_subject(view: View<'_>, at: usize) -> bool {
    is_auxiliary(view, at) && view.class(at, Class::Auxiliary) || is_past(view, at)
}

/// Whether the token looks like a finite verb: an auxiliary, or a past form that does not look like a participle. In
/// "the closed road" and "closed by" it does.
pub fn is_finite(view: View<'_>, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    let past = view.word(at).len() > 3 && ends_in_ed(view, at)
        || view.known(at).is_claim_word(ClaimWord::Past)
        || view.known(at).is_claim_word(ClaimWord::PastBare);
    let modifies = view.class(before, Class::Determiner)
        || view.class(before, Class::Preposition)
        || view.class(at + 1, Class::Agent)
        || view.class(before, Class::Genitive)
        || view.is(before, "-")
        || view.is(at + 1, "-");
    let opens = view.sentence(at).start == at;
    is_finite_auxiliary(view, at) || past && !modifies && !opens
}

/// Whether the token looks like a verb in the present tense, as in "garlic cures malaria", and not like a plural noun,
/// as in "gas readings were".
pub fn is_present(view: View<'_>, at: usize) -> bool {
    let (word, next) = (view.word(at), at + 1);
    let loose = view.class(next, Class::Preposition)
        || view.class(next, Class::Conjunction)
        || view.class(next, Class::Subordinator)
        || view.relative(next)
        || view.class(next, Class::Genitive)
        || view.is(next, "'");
    let plural = view.class(at, Class::Determiner) || view.known(at).is_closed_class() || view.capital(at);
    word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !plural
        && view.wordlike(next)
        && !loose
        && !is_finite(view, next)
}

/// Whether the token is an inflected form of a verb of saying. In "the suspects" and "his claims" it is a noun.
pub fn is_saying(view: View<'_>, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    view.verbs(at).any(|(_, form)| form != Form::Base)
        && !view.class(before, Class::Determiner)
        && !view.class(before, Class::Genitive)
        && !view.number(before)
}

/// Whether the token looks like a past participle.
pub fn is_participle(view: View<'_>, at: usize) -> bool {
    ends_in_ed(view, at) || view.known(at).is_claim_word(ClaimWord::Participle)
}

/// Whether the token is a past participle, or an adverb before one.
pub fn is_participle_group(view: View<'_>, at: usize) -> bool {
    is_participle(view, at + usize::from(view.adverb(at)))
}

/// Whether an auxiliary of the same verb group precedes the token: "leaked" in "has badly leaked".
pub fn continues_group(view: View<'_>, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    view.auxiliary(before) || view.adverb(before) && view.auxiliary(at.wrapping_sub(2))
}

/// Returns where the auxiliaries and adverbs right before token `at` start, but not before `floor`. Returns `at` if
/// there are none.
pub fn group_start(view: View<'_>, at: usize, floor: usize) -> usize {
    (floor..at).rev().take_while(|&i| view.auxiliary(i) || view.adverb(i)).last().unwrap_or(at)
}

/// Returns the start of a verb group without its leading adverbs, where `group` is the words before the verb: for
/// "Later said", the position of "said".
pub fn without_adverbs(view: View<'_>, mut group: Range<usize>) -> usize {
    let verb = group.end;
    group.find(|&at| !view.adverb(at) || view.auxiliary(at)).unwrap_or(verb)
}

/// Whether a verb of this form is passive after the words in `group`.
pub fn is_passive(view: View<'_>, mut group: Range<usize>, form: Form) -> bool {
    form == Form::Past && group.any(|at| view.class(at, Class::Be))
}

/// Whether a verb is negated by its `group`, or by "nobody", "no one" or "neither" before the group.
pub fn is_negated(view: View<'_>, mut group: Range<usize>) -> bool {
    let before = group.start.wrapping_sub(1);
    view.any(before, &[Class::NoOne, Class::Neither])
        || view.no_one(before.wrapping_sub(1))
        || group.any(|at| view.class(at, Class::Negation))
}

/// Whether the clause is passive: "the men were taken".
pub fn is_passive_clause(view: View<'_>, clause: Range<usize>) -> bool {
    let Some(verb) = clause.clone().skip(1).find(|&at| is_finite(view, at)) else { return false };
    let participle = |at: usize| is_participle(view, at) && (ends_in_ed(view, at) || !view.is(at, "been"));
    let group =
        (verb..clause.end.min(verb + 5)).take_while(|&at| view.auxiliary(at) || view.adverb(at) || participle(at));
    let group: Vec<usize> = group.collect();
    group.windows(2).any(|pair| view.class(pair[0], Class::Be) && (participle(pair[1]) || view.adverb(pair[1])))
        && group.last().is_some_and(|&at| participle(at))
}
