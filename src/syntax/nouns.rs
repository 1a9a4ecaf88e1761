//! Nouns for what is said, and the words that stand before them.

use std::ops::Range;

use super::{View, phrases};
use crate::lexicon::Class;

/// So many tokens before a noun can say what it is about.
const MAX_MODIFIERS: usize = 5;

/// Whether the token is a noun for what is said: allegation, claim, report.
pub fn is_statement(view: View<'_>, at: usize) -> bool {
    view.known(at).is_noun() || view.known(at).is_claim_word("telling")
}

/// The words before a noun that say what it is about: "corruption allegations". None where an article or a verb stands
/// there.
pub fn modifiers(view: View<'_>, noun: usize) -> Option<Range<usize>> {
    let sentence = view.sentence(noun);
    let content = |at: usize| {
        view.wordlike(at)
            && !view.known(at).is_closed_class()
            && !view.adverb(at)
            && !view.number(at)
            && !view.known(at).is_verb()
            && (!view.word(at).ends_with("ing") || view.word(at).contains('-'))
            && !view.is(at, "'s")
            && !is_statement(view, at)
            && !view.known(at).is_claim_word("facing")
    };
    let mut start = noun;
    while start > sentence.start && noun - start < MAX_MODIFIERS {
        let joint = view.is(start.wrapping_sub(1), "and")
            && start < noun
            && start >= 2
            && content(start - 2)
            && !view.capital(start);
        if !(content(start - 1) || joint) {
            break;
        }
        start -= 1;
    }
    while start < noun && (is_vague(view, start) || view.is(start, "and")) {
        start += 1;
    }
    let whole = start < noun
        && (start..noun).any(|at| !is_vague(view, at))
        && !view.capital(noun.wrapping_sub(1))
        && !is_vague(view, noun.wrapping_sub(1));
    whole.then_some(start..noun)
}

/// Whether the word says nothing of what is alleged before "allegations".
fn is_vague(view: View<'_>, at: usize) -> bool {
    view.known(at).is_claim_word("vague") || view.word(at).ends_with("ed")
}

/// Whose a noun is: "Kyiv's" in "Kyiv's claim that", "their" in "their claim that". `start` is the noun's first token.
pub fn possessor(view: View<'_>, start: usize) -> Option<Range<usize>> {
    let before = start.checked_sub(1)?;
    if view.class(before, Class::Possessive) {
        return Some(before..start);
    }
    view.is(before, "'s").then(|| phrases::before(view, before)).flatten()
}
