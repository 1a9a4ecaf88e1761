//! Recognises prepositional phrases, days and insertions between a verb and the clause that it governs.

use std::ops::Range;

use super::{View, nouns, phrases, verbs};
use crate::lexicon::Class;

/// The maximum length of an insertion between a cue and its content, in tokens.
const MAX_INSERTION: usize = 16;
/// The maximum length of all adjuncts between a cue and its content, in tokens.
const MAX_ADJUNCTS: usize = 40;

/// Whether all words between a cue and "that" belong to the cue: "in a statement", ", without evidence,", "on Friday".
/// This is not so in "a law that", where "that" belongs to the noun.
pub fn is_adjunct(view: View<'_>, between: Range<usize>) -> bool {
    let (first, last) = (between.start, between.end.wrapping_sub(1));
    if between.is_empty() {
        return true;
    }
    // Examples are ", without evidence," and "(again)".
    if closes_insertion(view, first, last) && between.len() <= MAX_INSERTION {
        return true;
    }
    // In "on Sunday, without evidence, that" an adjunct precedes the insertion.
    let open = (first + 1..last).rev().find(|&at| closes_insertion(view, at, last) && view.is(last, ","));
    if open.is_some_and(|open| last - open <= MAX_INSERTION && is_adjunct(view, first..open)) {
        return true;
    }
    let place = |at: usize| view.class(at, Class::Circumstance) || matches!(view.word(at), "last" | "late");
    let opens = place(first) || view.adverb(first) || view.class(first, Class::Day);
    let finite = |at: usize| view.auxiliary(at) || verbs::is_past(view, at);
    let plain = |at: usize| {
        !finite(at)
            && (view.class(at, Class::Preposition) || !view.class(at, Class::Subordinator))
            && !view.class(at, Class::Relative)
            && !view.class(at, Class::Conjunction)
            && !matches!(view.word(at), ";" | ":")
    };
    // "that" right before a verb is a relative pronoun: "on a law that will include".
    let complement = !view.auxiliary(last + 2) && !view.class(last + 2, Class::Past);
    opens && complement && between.clone().all(plain) || that_behind(view, first, between.end + 1) == Some(between.end)
}

/// Returns the position of the "that" behind the adjuncts that start at `at`: "alleged [on his show, without proof,]
/// that". Returns `None` if no clause with "that" follows them. Miss: "worked on a law that will include".
pub fn that_behind(view: View<'_>, at: usize, end: usize) -> Option<usize> {
    let that = behind(view, at, end, |next| view.class(next, Class::Complementiser));
    let closed = that == at || !view.wordlike(that - 1) || view.class(that - 1, Class::Day);
    // In "asked in vain about reports that" the clause belongs to the noun.
    let noun = !closed && nouns::is_statement(view, that - 1);
    let relative = noun || !closed && (view.auxiliary(that + 1) || verbs::is_past_or_auxiliary(view, that + 1));
    (that < end && view.class(that, Class::Complementiser) && !relative).then_some(that)
}

/// Returns the position behind the adjuncts that start at `at`: phrases of place, time and manner, and insertions, as
/// in "denied [on Tuesday, in a letter to the borough,] taking bribes". Returns `at` if there are none. No adjunct
/// starts where `stop` holds.
pub fn behind(view: View<'_>, at: usize, end: usize, stop: impl Fn(usize) -> bool) -> usize {
    let end = end.min(at + MAX_ADJUNCTS);
    let mut next = at;
    while next < end && !stop(next) {
        // A topic is not an adjunct of the verb, but may belong to the noun of one: "in a letter of thanks".
        if next == at && view.class(next, Class::Topic) {
            break;
        }
        let Some(after) = behind_one(view, next, end) else { break };
        next = after;
    }
    next
}

/// Returns the position behind the adjunct that starts at `at`, if one does: "on Friday", "last week", ", without
/// evidence,", "again".
fn behind_one(view: View<'_>, at: usize, end: usize) -> Option<usize> {
    if matches!(view.word(at), "," | "—" | "–" | "(") {
        // An example is ", citing an audit,".
        let participle = verbs::ends_in_ing(view, at + 1) || view.class(at + 1, Class::Day);
        let close = || (at + 2..end.min(at + MAX_INSERTION)).find(|&last| closes_insertion(view, at, last));
        let after = if participle { close()? + 1 } else { after_insertion(view, at, end) };
        return (after > at).then_some(after);
    }
    let date = |at: usize| match () {
        () if view.class(at, Class::Day) => at + 1,
        () if view.class(at, Class::Month) => at + 1 + usize::from(view.number(at + 1)),
        () if view.class(at, Class::NearTime) && view.class(at + 1, Class::Time) => at + 2,
        () => at,
    };
    if view.adverb(at) {
        return Some(at + 1);
    }
    let placed = view.class(at, Class::Preposition)
        && (!view.class(at, Class::Infinitive) || view.class(at + 1, Class::Determiner) || view.capital(at + 1));
    let noun = at + usize::from(placed);
    let noun = noun + usize::from(placed && verbs::ends_in_ing(view, noun));
    let after = date(noun).max(if placed { phrases::chunk(view, noun, end) } else { noun });
    (after > noun).then_some(after)
}

/// Returns the position after a noun for something said or written, if a clause or a day follows it: "in a statement on
/// Friday the talks …". Returns `None` otherwise.
fn behind_place(view: View<'_>, from: usize, end: usize) -> Option<usize> {
    let said = |at: &usize| !view.capital(*at) && view.lexicon.acting(view.word(*at)).is_some();
    let next = (from..end.min(from + 4)).find(said)? + 1;
    let opens = view.class(next, Class::Determiner)
        || view.class(next, Class::Pronoun)
        || view.class(next, Class::Day)
        || view.class(next, Class::On) && (view.class(next + 1, Class::Day) || view.class(next + 1, Class::Month))
        || view.class(next, Class::Existential);
    (opens && !view.class(next, Class::Complementiser)).then_some(next)
}

/// Whether the marks at `first` and `last` open and close an insertion.
fn closes_insertion(view: View<'_>, first: usize, last: usize) -> bool {
    first < last
        && match view.word(first) {
            "," | "—" | "–" | "-" => view.is(last, view.word(first)),
            "(" => view.is(last, ")"),
            _ => false,
        }
}

/// Returns the position after an insertion such as ", however," or "– without evidence –", or `at` if no insertion
/// starts there. A clause between commas is not an insertion but content: "said, when it rained, the road flooded".
pub fn after_insertion(view: View<'_>, at: usize, end: usize) -> usize {
    let opens = matches!(view.word(at), "," | "—" | "–" | "(");
    let aside = view.adverb(at + 1)
        || view.class(at + 1, Class::Preposition)
        || view.class(at + 1, Class::Not)
        || view.class(at + 2, Class::Time)
        || view.is(at, "(");
    let close = || (at + 2..end.min(at + MAX_INSERTION)).find(|&last| closes_insertion(view, at, last));
    if !opens || !aside {
        return at;
    }
    close().map_or(at, |close| close + 1)
}

/// Returns the position after times and places such as "on Friday", "Saturday", "in a statement" or "late on Monday",
/// or `at` if there are none.
pub fn after_time(view: View<'_>, at: usize, end: usize) -> usize {
    let mut next = at;
    while next < end {
        let day = view.class(next, Class::Day) && !view.class(next + 1, Class::Genitive)
            || view.class(next, Class::Month) && view.number(next + 1);
        let on_day = view.any(next, &[Class::On, Class::DayPart])
            && (view.class(next + 1, Class::Day)
                || view.class(next + 1, Class::Month)
                || view.class(next + 1, Class::On)
                || view.class(next + 1, Class::Time));
        let told_in = view.class(next, Class::Locative)
            && (view.class(next + 1, Class::Article) || view.class(next + 1, Class::Possessive));
        if day || on_day {
            next += 1;
        } else if told_in && view.class(next + 2, Class::Time) {
            next += 3;
        } else if told_in {
            let comma = (next + 2..end.min(next + 9)).find(|&i| view.is(i, ",") || view.is(i, ":"));
            match comma.or_else(|| behind_place(view, next + 2, end)) {
                Some(place) => next = place,
                None => return next,
            }
        } else if next > at && (view.is(next, ",") || view.class(next, Class::Time) || view.is(next, "night")) {
            next += 1;
        } else {
            return next;
        }
    }
    next
}
