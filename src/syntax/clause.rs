//! Finds where clauses and phrases start and end.
//!
//! A clause also ends where another source begins. Only a later stage knows the sources; it implements [`Voices`].

use std::ops::Range;

use super::{View, adjuncts, verbs};
use crate::lexicon::Class;
use crate::lexicon::verbs::Form;

/// The maximum length of the subject of a sentence, in tokens.
const MAX_SUBJECT: usize = 30;
/// The maximum length of an insertion in parentheses, in tokens.
const MAX_INSERTION: usize = 20;

/// The maximum distance of "that" from a verb, in tokens.
const MAX_ADJUNCT: usize = 24;

/// Tells where sources and cues are in a text.
pub trait Voices {
    /// The text.
    fn view(&self) -> View<'_>;
    /// Whether a source or a cue starts at the token.
    fn speaks_at(&self, at: usize) -> bool;
    /// Whether the token is part of a cue.
    fn is_cue(&self, at: usize) -> bool;
}

/// The kind of constituent whose end is sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// A clause, with its own subject and verb.
    Clause,
    /// A noun phrase or a gerund, with its modifiers and objects.
    Phrase,
}

/// Returns the range from `start` to the end of the clause or phrase, but at most to `limit`.
pub fn forward(voices: &impl Voices, start: usize, limit: usize, extent: Extent) -> Range<usize> {
    let view = voices.view();
    let gerund = is_gerund(view, start);
    let mut end = start;
    while end < limit {
        if let Some(close) = closing_parenthesis(voices, end, limit).filter(|_| end > start) {
            end = close + 1;
        } else if end > start && ends(voices, start, end, limit, extent, gerund) {
            break;
        } else {
            end += 1;
        }
    }
    start..trim_tail(view, start, end, extent)
}

/// Like [`forward`], but for the content of a noun. If the noun is the subject of its sentence, the content ends before
/// the verb of that sentence: "The claim that the field had fallen reached us", "allegations of fraud have followed
/// him".
pub fn forward_from_noun(
    voices: &impl Voices,
    noun: usize,
    start: usize,
    limit: usize,
    extent: Extent,
) -> Range<usize> {
    let whole = forward(voices, start, limit, extent);
    let floor = voices.view().sentence(noun).start.max(noun.saturating_sub(MAX_SUBJECT));
    if (floor..noun).any(|at| verbs::is_finite(voices.view(), at)) {
        return whole;
    }
    // The number of further verbs that belong to the content: one if it is a clause, and one more for each relative
    // clause, conjunction or adverbial clause in it.
    let mut own = usize::from(extent == Extent::Clause);
    for at in start + 1..limit.min(start + MAX_SUBJECT) {
        let view = voices.view();
        if view.class(at, Class::RelativeSubject) || view.any(at, &[Class::And, Class::Or, Class::Adverbial]) {
            own += 1;
        }
        let verb = verbs::is_finite(view, at) && !verbs::continues_group(view, at);
        if verb && own == 0 {
            return start..trim_tail(voices.view(), start, at.min(whole.end.max(start + 1)), extent);
        }
        own -= usize::from(verb || own > 0 && verbs::is_present(voices.view(), at));
    }
    whole
}

/// Whether the phrase that starts at `start` has a gerund as its head: "stealing a car", "repeatedly stealing cars".
fn is_gerund(view: View<'_>, start: usize) -> bool {
    view.word(start + usize::from(view.adverb(start))).ends_with("ing")
}

/// Returns the position of the parenthesis that closes the one at `at`, if there is a short insertion between them.
fn closing_parenthesis(voices: &impl Voices, at: usize, limit: usize) -> Option<usize> {
    let view = voices.view();
    if !view.is(at, "(") {
        return None;
    }
    let close = (at + 1..limit.min(at + MAX_INSERTION)).find(|&close| view.is(close, ")"))?;
    // In "(he denies it)" another voice speaks, or the same in a sentence of its own.
    let verb = |i: usize| verbs::is_finite(view, i) || verbs::is_present(view, i) || verbs::is_saying(view, i);
    let sentence = |i: usize| voices.speaks_at(i) || voices.is_cue(i) || verb(i);
    (!(at + 1..close).any(sentence)).then_some(close)
}

/// Returns the end without conjunctions, commas and full stops before it. A phrase also ends before the day on which it
/// was used: "charged with theft on Friday". In a clause the day belongs to the event: "he reportedly left on Friday".
fn trim_tail(view: View<'_>, start: usize, mut end: usize, extent: Extent) -> usize {
    let phrase = extent == Extent::Phrase;
    while end > start + 1
        && (view.any(end.wrapping_sub(1), &[Class::And, Class::Or, Class::But, Class::Also])
            || matches!(view.word(end.wrapping_sub(1)), "," | ".")
            || phrase && view.class(end.wrapping_sub(1), Class::On) && !view.class(end.wrapping_sub(2), Class::Be)
            || phrase && view.class(end.wrapping_sub(1), Class::Day))
    {
        end -= 1;
    }
    end
}

/// Whether the clause or phrase that starts at `start` ends before the token `at`.
fn ends(voices: &impl Voices, start: usize, at: usize, limit: usize, extent: Extent, gerund: bool) -> bool {
    let view = voices.view();
    let phrase = extent == Extent::Phrase;
    let quote = view.quote_around(start).filter(|_| view.quote_mark(at) && view.is_statement(start));
    if quote.is_some_and(|quote| view.document.tokens[at].span.start >= quote.inner.end) {
        return true;
    }
    match view.word(at) {
        _ if view.class(at, Class::Temporal)
            && view.class(at.wrapping_sub(1), Class::Time)
            && voices.speaks_at(at + 1) =>
        {
            true
        }
        _ if view.class(at, Class::Because) && view.adverb(at.wrapping_sub(1)) => true,
        ";" | ":" | "—" | "–" | "(" => true,
        "-" => {
            !view.wordlike(at.wrapping_sub(1))
                || view.document.tokens[at].span.start > view.document.tokens[at - 1].span.end
        }
        "," if !phrase && lists_that(view, start, at, limit) => true,
        "," => comma_ends(voices, at, limit, extent, gerund),
        // In "while the firm said" another source begins.
        _ if view.class(at, Class::While) => phrase && !gerund || voices.speaks_at(at + 1),
        _ if view.class(at, Class::According) => view.according_to(at),
        _ if phrase && view.any(at, &[Class::Which, Class::Whose]) => true,
        _ if phrase && view.relative(at) => !gerund,
        _ if phrase && !gerund && view.class(at, Class::Over) => at > start,
        _ if phrase && view.class(at, Class::Complementiser) => {
            view.auxiliary(at + 1) || view.word(at + 1).ends_with("ed")
        }
        _ if view.class(at, Class::And) => joins_another(voices, at, phrase),
        _ if view.any(at, &[Class::Adversative, Class::Concessive]) => true,
        // In "two women who accused him of assault said" the first verb belongs to a relative clause of the phrase and
        // does not end it.
        _ if phrase
            && at > start + 1
            && voices.speaks_at(at)
            && voices.is_cue(at)
            && verbs::is_saying(view, at)
            && !governed(view, start, at) =>
        {
            true
        }
        _ if view.class(at, Class::Temporal) && !view.class(at, Class::Durative) && phrase && !gerund => {
            at > start + 1 && !view.is(at.wrapping_sub(1), "such")
        }
        _ if phrase && (view.class(at, Class::Because) || view.is(at, "unless")) => true,
        _ => {
            phrase
                && (view.auxiliary(at)
                    && verbs::is_finite_auxiliary(view, at)
                    && !view.is(at, "have")
                    && !view.class(at.wrapping_sub(1), Class::Infinitive)
                    && !governed(view, start, at)
                    || view.class(at, Class::Day) && !gerund)
        }
    }
}

/// Whether the auxiliary at `at` belongs to a clause inside the phrase: "hiding what he had done".
fn governed(view: View<'_>, start: usize, at: usize) -> bool {
    (start..at)
        .rev()
        .take(4)
        .any(|i| view.class(i, Class::Pronoun) || view.class(i, Class::ClauseOpener) || view.class(i, Class::Question))
}

/// Whether the "and" at `at` introduces another verb of the same subject or another source.
fn joins_another(voices: &impl Voices, at: usize, phrase: bool) -> bool {
    let view = voices.view();
    let mut next = at + 1;
    while view.adverb(next) && next < at + 3 {
        next += 1;
    }
    let object = view.class(next + 1, Class::Determiner)
        || view.class(next + 1, Class::Subordinator)
        || (view.class(next + 1, Class::Object) || view.class(next + 1, Class::It))
        || view.capital(next + 1);
    view.verbs(next).any(|(_, form)| form == Form::Past || form == Form::Third && (object || voices.speaks_at(next)))
        || voices.speaks_at(next)
        || phrase
            && (view.auxiliary(next) && !view.is(next, "being")
                || view.is(next, "a")
                || view.class(next, Class::Pronoun))
        || view.class(next, Class::Complementiser) && !phrase
}

/// Whether the clause at `start` and the one behind the comma both open with "that".
fn lists_that(view: View<'_>, start: usize, comma: usize, limit: usize) -> bool {
    view.class(start.wrapping_sub(1), Class::Complementiser) && opens_that(view, comma + 1, limit)
}

/// Whether a clause with "that" opens at the token: "said that it rained, [that it snowed]". In "that is" the word is a
/// pronoun, and in "that old shed," a determiner.
pub fn opens_that(view: View<'_>, that: usize, limit: usize) -> bool {
    let finite = |at: usize| verbs::is_finite(view, at) || verbs::is_present(view, at);
    view.class(that, Class::Complementiser)
        && !view.auxiliary(that + 1)
        && (that + 2..limit)
            .take_while(|&at| !view.pause(at) && !view.any(at, &[Class::Subordinator, Class::Preposition]))
            .any(finite)
}

/// Whether the clause or phrase ends before the comma.
fn comma_ends(voices: &impl Voices, comma: usize, limit: usize, extent: Extent, gerund: bool) -> bool {
    let view = voices.view();
    let next = comma + 1;
    let word = view.word(next);
    // In "the flat, where he lived, was sold" another comma closes the aside.
    if view.class(next, Class::Aside) && closes_again(view, next, limit) {
        return false;
    }
    if (view.class(next, Class::Adversative)
        || view.any(next, &[Class::According, Class::In])
        || view.class(next, Class::Aside))
        && !(view.class(next, Class::In)
            && (view.capital(next + 1) || extent == Extent::Clause && !view.is(next + 1, "contrast")))
    {
        return true;
    }
    if voices.speaks_at(next) || view.verbs(next).any(|(_, form)| form == Form::Ing) {
        return true;
    }
    if view.any(next, &[Class::And, Class::Or]) {
        return joins_another(voices, next, extent == Extent::Phrase)
            || extent == Extent::Clause
                && (view.class(next + 1, Class::Pronoun) || view.class(next + 1, Class::Definite));
    }
    if extent == Extent::Clause {
        let aside = view.relative(next) || view.indefinite(next) || view.any(next, &[Class::Whose, Class::As]);
        let adverbial = view.any(next, &[Class::After, Class::Since, Class::Because]) || view.is(next, "when");
        return adverbial || aside && !closes_again(view, next, limit);
    }
    !(gerund && word.ends_with("ing") || list_goes_on(voices, next, limit))
}

/// Whether another comma closes the insertion that starts at `from`, as in ", who lives there,", so that the clause
/// continues.
fn closes_again(view: View<'_>, from: usize, limit: usize) -> bool {
    (from..limit.min(from + 25)).any(|at| view.is(at, ","))
}

/// Whether a list continues at `next`, as in "theft, fraud and murder": a short item, then "and", "or" or another short
/// item.
fn list_goes_on(voices: &impl Voices, next: usize, limit: usize) -> bool {
    let view = voices.view();
    let plain =
        |at: usize| !view.auxiliary(at) && !view.class(at, Class::Determiner) && !view.class(at, Class::Pronoun);
    if !view.wordlike(next)
        || !plain(next)
        || view.class(next, Class::Subordinator)
        || view.class(next, Class::Preposition)
    {
        return false;
    }
    for at in next..limit.min(next + 30) {
        match view.word(at) {
            _ if view.any(at, &[Class::And, Class::Or]) && (!view.is(at.wrapping_sub(1), ",") || at < next + 20) => {
                return !view.auxiliary(at + 1) && !voices.speaks_at(at + 1);
            }
            "," if !plain(at + 1) => return false,
            _ if view.class(at, Class::But) => return false,
            _ if view.class(at, Class::RelativeSubject) => return false,
            _ if view.auxiliary(at) => return false,
            _ => {}
        }
    }
    false
}

/// Returns where the clause around the token `at` starts: after the last "that", comma, conjunction or cue before it.
pub fn backward(voices: &impl Voices, at: usize, floor: usize) -> usize {
    let view = voices.view();
    let mut start = at;
    while start > floor {
        let before = start - 1;
        let word = view.word(before);
        let joint = view.any(before, &[Class::And, Class::Or])
            && (view.auxiliary(start) || view.class(start, Class::Pronoun) || view.is(before.wrapping_sub(1), ","));
        let boundary = matches!(word, "," | ";" | ":" | "—" | "–" | "(" | ")" | "-")
            || view.any(before, &[Class::But, Class::Yet])
            || view.quote_mark(before)
            || view.class(before, Class::ClauseOpener)
            || joint
            || voices.is_cue(before);
        if boundary {
            break;
        }
        start = before;
    }
    start
}

/// Returns the position after "that", if a clause with "that" starts at `from` or after a hearer or a time there ("on
/// Friday that"). Otherwise returns `from`.
pub fn behind_that(view: View<'_>, from: usize) -> usize {
    // In "denied storing fuel that burned", the relative clause after "that" is not what is denied.
    if verbs::ends_in_ing(view, from) {
        return from;
    }
    // In "alleged on Sunday, without evidence, that" only adjuncts precede "that".
    let end = view.sentence(from).end.min(from + MAX_ADJUNCT);
    let that = (from..end).find(|&at| view.class(at, Class::Complementiser));
    if let Some(that) = that.filter(|&that| that > from && adjuncts::is_adjunct(view, from..that)) {
        return that + 1;
    }
    let within = if view.class(from, Class::Preposition) || view.class(from, Class::Day) { 16 } else { 6 };
    let that = (from..from + within)
        .take_while(|&i| view.wordlike(i) && !view.auxiliary(i))
        .find(|&i| view.class(i, Class::Complementiser));
    that.map_or(from, |at| at + 1)
}

/// Whether the words from `start` are a clause and not a noun phrase, because a finite verb follows soon.
pub fn is_clause(view: View<'_>, start: usize, limit: usize) -> bool {
    (start + 1..limit.min(start + 20))
        .take_while(|&i| {
            !view.relative(i) && !view.any(i, &[Class::But, Class::And]) && !matches!(view.word(i), "," | ";")
        })
        .any(|i| {
            verbs::is_auxiliary(view, i)
                || verbs::ends_in_ed(view, i) && !view.class(i.wrapping_sub(1), Class::Determiner)
        })
}
