//! Noun phrases outside sources that describe somebody or something without a name: "**a team of divers** found …".
//!
//! Miss: "the company" alone, which refers to something known; "**mayor** Anna Oru", which belongs to the name.

use std::ops::Range;

use super::super::View;
use super::super::phrase::{self, Phrase, Start};
use super::super::roles;
use crate::lexicon::Class;
use crate::model::SourceType;
use crate::text::TokenKind;

/// The maximum length of a description on either side of its head, in tokens.
const REACH: usize = 6;

/// Returns all descriptions in text order, each with its tokens. `taken` marks the tokens that belong to sources.
pub fn all(view: &View<'_, '_>, taken: &[bool]) -> Vec<(Range<usize>, Phrase)> {
    let tokens = view.document.tokens.len();
    (0..tokens).filter(|&at| !taken[at]).filter_map(|at| around(view, at)).collect()
}

/// Returns the phrase whose head is token `at`, if it introduces something new.
fn around(view: &View<'_, '_>, at: usize) -> Option<(Range<usize>, Phrase)> {
    let (head, many) = view.known(at).head?;
    let sorts =
        [SourceType::Organisation, SourceType::Document, SourceType::Role, SourceType::Anonymous, SourceType::Outlet];
    let sentence = view.document.tokens[at].sentence;
    let inside = |at: usize| view.document.tokens.get(at).is_some_and(|token| token.sentence == sentence);
    let next = inside(at + 1) && (view.known(at + 1).head.is_some() || view.mention_at(at + 1).is_some());
    if next
        || view.mention_at(at).is_some()
        || !sorts.contains(&head.sort)
        || view.headline[view.document.tokens[at].paragraph]
    {
        return None;
    }
    let start = start(view, at);
    let range = start..end(view, at);
    let name = |at: usize| view.mention_at(at).is_some();
    let comma = |at: usize| view.document.tokens.get(at).is_some_and(|token| phrase::separates(&token.lower));
    // An apposition belongs to its name.
    let apposed = start > 1 && comma(start - 1) && name(start - 2) || comma(range.end) && name(range.end + 1);
    let phrase = phrase::read(view, range.clone()).filter(|phrase| phrase.head == at && phrase.named.is_none())?;
    let described = phrase.core.len() > 1 || !phrase.rest.is_empty();
    let new = match phrase.start {
        Start::Indefinite => true,
        Start::Bare => many,
        Start::Definite => described,
        Start::Possessive => false,
    };
    (new && !apposed).then_some((range, phrase))
}

/// Returns the first token of the phrase, including its determiner.
fn start(view: &View<'_, '_>, head: usize) -> usize {
    let tokens = &view.document.tokens;
    let mut start = head;
    while start > 0 && head - start < REACH && tokens[start - 1].sentence == tokens[head].sentence {
        let token = &tokens[start - 1];
        let owned = view.mention_at(start - 1);
        if let Some(mention) = owned {
            start = view.mentions[mention].whole.start.min(start - 1);
        } else if token.kind == TokenKind::Word
            && !roles::closes_phrase(token.lower.known())
            && !is_verbal(view, start - 1)
        {
            start -= 1;
        } else {
            break;
        }
    }
    let determiner = start.checked_sub(1).filter(|&at| tokens[at].sentence == tokens[head].sentence);
    let determiner = determiner.filter(|&at| view.known(at).is(Class::Determiner));
    determiner.unwrap_or(start)
}

/// Whether the word looks like a verb form, as in "using campaign funds".
fn is_verbal(view: &View<'_, '_>, at: usize) -> bool {
    let word = view.word(at);
    word.ends_with("ing") || view.known(at).is(Class::Not) || matches!(word, "now" | "rather" | "get")
}

/// Returns the end of the phrase: after the head, or after a complement with "of" or "for" that follows it.
fn end(view: &View<'_, '_>, head: usize) -> usize {
    let tokens = &view.document.tokens;
    if !view.known(head + 1).is(Class::Belonging) {
        return head + 1;
    }
    let goes_on = |at: usize| {
        let token = &tokens[at];
        let verb = view.known(at).is_verb() && view.mention_at(at).is_none();
        let stop = [Class::Auxiliary, Class::Relative, Class::Subordinator, Class::Pronoun, Class::Negation];
        token.sentence == tokens[head].sentence
            && (token.kind == TokenKind::Word || view.mention_at(at).is_some())
            && !verb
            && !stop.iter().any(|&class| view.known(at).is(class))
    };
    let most = tokens.len().min(head + 2 + REACH);
    (head + 2..most).find(|&at| !goes_on(at)).unwrap_or(most)
}
