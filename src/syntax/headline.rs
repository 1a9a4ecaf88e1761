//! Recognises headlines, captions and entries of live blogs by their form: a single line without a full stop, with
//! verbs in the present tense and without articles.

use std::ops::Range;

use super::{View, verbs};
use crate::lexicon::Class;

/// The minimum number of words in a headline.
const MIN_WORDS: usize = 3;
/// The maximum number of words in a headline.
const MAX_WORDS: usize = 22;
/// The maximum number of words in the subject at the start of a headline.
const MAX_SUBJECT: usize = 6;

/// Whether the paragraph of the token has the form of a headline: one short sentence without a full stop at its end.
pub fn is_headline(view: View<'_>, at: usize) -> bool {
    let paragraph = view.paragraph(at);
    let Some(last) = paragraph.end.checked_sub(1).filter(|&last| last >= paragraph.start) else { return false };
    let stop = view.is(last, ".") || view.quote_mark(last) && view.is(last.wrapping_sub(1), ".");
    let (first, end) = (view.sentence(paragraph.start), view.sentence(last));
    let single = first.start == end.start || view.is(first.end.wrapping_sub(1), "?");
    single && !stop && !view.is(last, ":") && !view.is(last, ",") && view.has_words(paragraph, MIN_WORDS..=MAX_WORDS)
}

/// Returns where the headline starts, after the time of a live blog entry and a label in capital letters: "10:42",
/// "10.42am GMT –", "BREAKING:".
pub fn start(view: View<'_>, paragraph: Range<usize>) -> usize {
    let mut at = behind_time(view, paragraph.start, paragraph.end);
    let capitals = |at: usize| {
        view.document.tokens.get(at).is_some_and(|token| {
            let word = token.span.of(view.document.text);
            token.wordlike() && word.len() > 2 && !word.contains(char::is_lowercase) && !word.contains(char::is_numeric)
        })
    };
    if capitals(at) && view.is(at + 1, ":") && at + 2 < paragraph.end {
        at += 2;
    }
    at
}

/// Returns the position after the time at the start of a paragraph, or `at` if there is none.
fn behind_time(view: View<'_>, at: usize, end: usize) -> usize {
    let word = view.word(at);
    let digits = word.starts_with(|c: char| c.is_ascii_digit());
    let hour = is_hour(view, at) || digits && word.contains('.');
    let mut next = match () {
        () if view.number(at) && matches!(view.word(at + 1), ":" | ".") && view.word(at + 2).len() <= 4 && digits => {
            let minutes = view.word(at + 2).starts_with(|c: char| c.is_ascii_digit());
            if minutes { at + 3 } else { at }
        }
        () if hour => at + 1,
        () => at,
    };
    if next == at {
        return at;
    }
    if view.class(next, Class::Clock) {
        next += 1;
    }
    while next < end && matches!(view.word(next), "-" | "–" | "—" | "|" | ":" | ",") {
        next += 1;
    }
    next
}

/// Whether the token is a time of day as one word: "8pm", "10.42am".
pub fn is_hour(view: View<'_>, at: usize) -> bool {
    let word = view.word(at);
    word.starts_with(|c: char| c.is_ascii_digit()) && (word.ends_with("am") || word.ends_with("pm"))
}

/// Whether only a short subject precedes the verb at position `verb` in a headline.
pub fn opens_with_subject(view: View<'_>, verb: usize) -> bool {
    let subject = start(view, view.paragraph(verb))..verb;
    let clause = |at: usize| {
        verbs::is_auxiliary(view, at)
            || verbs::is_past(view, at)
            || view.class(at, Class::Relative)
            || view.class(at, Class::Subordinator)
            || view.class(at, Class::Pronoun)
            || matches!(view.word(at), ";" | ":")
    };
    view.has_words(subject.clone(), 1..=MAX_SUBJECT) && !subject.into_iter().any(clause)
}
