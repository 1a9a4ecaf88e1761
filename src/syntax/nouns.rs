//! Nouns for statements, and the words before a noun that modify it.

use std::ops::Range;

use super::{View, phrases};
use crate::lexicon::{ClaimWord, Class};

/// The maximum number of tokens before a noun that can modify it.
const MAX_MODIFIERS: usize = 5;

/// Whether the token is a noun for something said: "allegation", "claim", "report".
pub fn is_statement(view: View<'_>, at: usize) -> bool {
    view.known(at).is_noun() || view.known(at).is_claim_word(ClaimWord::Telling)
}

/// Returns the words before a noun that say what it is about: "corruption" in "corruption allegations". Returns `None`
/// if there are none, or if the word before the noun is vague or capitalised.
pub fn modifiers(view: View<'_>, noun: usize) -> Option<Range<usize>> {
    let sentence = view.sentence(noun);
    let content = |at: usize| {
        view.wordlike(at)
            && !view.known(at).is_closed_class()
            && !view.adverb(at)
            && !view.number(at)
            && !view.known(at).is_verb()
            && (!view.word(at).ends_with("ing") || view.word(at).contains('-'))
            && !view.class(at, Class::Genitive)
            && !is_statement(view, at)
            && !view.known(at).is_claim_word(ClaimWord::Facing)
    };
    let mut start = noun;
    while start > sentence.start && noun - start < MAX_MODIFIERS {
        let joint = view.class(start.wrapping_sub(1), Class::And)
            && start < noun
            && start >= 2
            && content(start - 2)
            && !view.capital(start);
        if !(content(start - 1) || joint) {
            break;
        }
        start -= 1;
    }
    while start < noun && (is_vague(view, start) || view.class(start, Class::And)) {
        start += 1;
    }
    let whole = start < noun
        && (start..noun).any(|at| !is_vague(view, at))
        && !view.capital(noun.wrapping_sub(1))
        && !is_vague(view, noun.wrapping_sub(1));
    whole.then_some(start..noun)
}

/// Whether the word says nothing about what is alleged, as in "repeated allegations".
fn is_vague(view: View<'_>, at: usize) -> bool {
    view.known(at).is_claim_word(ClaimWord::Vague) || view.word(at).ends_with("ed")
}

/// Returns the possessor of a noun, if it has one: "Kyiv" in "Kyiv's claim that", "their" in "their claim that".
/// `start` is the noun's first token.
pub fn possessor(view: View<'_>, start: usize) -> Option<Range<usize>> {
    let before = start.checked_sub(1)?;
    if view.class(before, Class::Possessive) {
        return Some(before..start);
    }
    view.class(before, Class::Genitive).then(|| phrases::before(view, before)).flatten()
}
