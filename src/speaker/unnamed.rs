//! Labels for sources without a name: their own words, without articles and without what is added after them.
//!
//! Hit: "**survivors of the flood**, who asked not to be named", "**officials** interviewed by the Sun". Miss: "some"
//! and "sources", which do not describe anybody.

use std::ops::Range;

use super::phrase::Phrase;
use super::{View, nominal, sorts};
use crate::lexicon::{self, Class};
use crate::model::SourceType;
use crate::text::TokenKind;

/// Returns the label of the source in the tokens `range`, analysed as `phrase`. Returns `None` if its words do not
/// describe anybody.
pub fn name(view: &View<'_, '_>, range: Range<usize>, phrase: &Phrase) -> Option<String> {
    let words = words(view, range, phrase);
    let content = words.clone().filter(|&at| view.document.tokens[at].wordlike());
    let mut content = content.filter(|&at| !view.known(at).is_closed_class() && !sorts::is_vague(view.word(at)));
    content.next()?;
    let text = view.document.cover(words).of(view.document.text);
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The classes of words that can precede the description of a source.
const LEADING: [Class; 5] = [Class::Article, Class::Agent, Class::Not, Class::Complementiser, Class::Proximal];

/// Returns the tokens that describe the source.
pub fn words(view: &View<'_, '_>, range: Range<usize>, phrase: &Phrase) -> Range<usize> {
    let mut start = range.start;
    let skipped = |at: usize| {
        let word = view.word(at);
        let article = view.known(at).any(&LEADING) || word == "even";
        let possessor = view.known(at).is(Class::Possessive);
        article || possessor || !view.document.tokens[at].wordlike()
    };
    while start + 1 < range.end && start < phrase.head && skipped(start) {
        start += 1;
    }
    start = behind_time(view, start, phrase);
    let ends = |at: usize| {
        let token = &view.document.tokens[at];
        let mark =
            token.kind == TokenKind::Mark && !matches!(&*token.lower, "'" | "’" | "‘" | "\"" | "“" | "”" | "/" | "&");
        let relative = view.known(at).is(Class::Relative);
        let behind = at > phrase.head && !token.capital;
        let participle = behind && (token.lower.ends_with("ed") || token.lower.ends_with("ing"));
        let example = behind && view.known(at).is(Class::Example);
        // In "officers in Dorma, Selmia" the comma is between two places.
        let place = |at: usize| {
            view.mention_at(at).is_some_and(|m| {
                let places = [SourceType::Place, SourceType::Unknown];
                !view.mentions[m].adjective && places.contains(&view.mentions[m].sort)
            })
        };
        let closes = || view.mention_at(at + 1).is_some_and(|m| view.mentions[m].whole.end >= range.end);
        let inside = &*token.lower == "," && place(at - 1) && place(at + 1) && closes();
        mark && !inside && view.mention_at(at).is_none() || relative || participle || example
    };
    let mut end = (phrase.head + 1..range.end).find(|&at| ends(at)).unwrap_or(range.end);
    while end > phrase.head + 1
        && (view.known(end - 1).is(Class::Genitive) || view.known(end - 1).is(Class::Preposition))
    {
        end -= 1;
    }
    start..end.max(start)
}

/// Returns the first token after words for time, here in bold: "**Tuesday's** indictment", "**a new** Sun poll".
fn behind_time(view: &View<'_, '_>, start: usize, phrase: &Phrase) -> usize {
    let clitic = (start + 1..(start + 3).min(phrase.head)).find(|&at| view.known(at).is(Class::Genitive));
    let time = |at: usize| [Class::Day, Class::Month, Class::Time].iter().any(|&class| view.known(at).is(class));
    let start = clitic.filter(|&at| time(at - 1)).map_or(start, |at| at + 1);
    if sorts::of_nominal(view, phrase) != SourceType::Document || start >= phrase.head {
        return start;
    }
    let capital = |at: &usize| view.document.tokens[*at].capital || view.mention_at(*at).is_some();
    (start..phrase.head).find(capital).unwrap_or(start)
}

/// Returns the publisher of a document as its label, if a noun states it: "a **government** statement". Returns `None`
/// for polls, which are labelled with their own words.
pub fn document(view: &View<'_, '_>, range: Range<usize>, phrase: &Phrase) -> Option<String> {
    if sorts::of_nominal(view, phrase) != SourceType::Document || is_poll(view.word(phrase.head)) {
        return None;
    }
    // In "a government statement" the publisher is before the head.
    let before = phrase.head.wrapping_sub(1);
    let body = view.known(before).head.is_some_and(|(head, many)| head.body && !many);
    if body && phrase.core.contains(&before) && view.mention_at(before).is_none() {
        let plain = |at: &usize| !view.known(*at).is(Class::Recent);
        let start = phrase.core.clone().find(plain)?;
        let text = view.document.cover(start..phrase.head).of(view.document.text);
        return Some(text.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    let by = (phrase.rest.start..range.end).take(BEHIND).find(|&at| view.known(at).is(Class::Agentive))?;
    let inner = super::phrase::read(view, by + 1..range.end)?;
    let head = view.known(inner.head).head;
    let body = head.is_some_and(|(head, _)| head.body || head.sort == SourceType::Organisation);
    if inner.named.is_some() || !body {
        return None;
    }
    nominal::own_name(view, &inner).or_else(|| name(view, by + 1..range.end, &inner))
}

/// How many tokens after a document are searched for "by" and its publisher.
const BEHIND: usize = 5;

/// Whether a document is labelled by its own words and not by its publisher: "the Sun poll".
pub fn is_poll(word: &str) -> bool {
    lexicon::get().is(word, Class::Poll)
}

/// Returns the label of joint speakers after a name: "other state officials", "his wife", "others".
pub fn others(view: &View<'_, '_>, range: Range<usize>, phrase: &Phrase) -> Option<String> {
    let words = words(view, range.clone(), phrase);
    let article = |at: usize| view.known(at).is(Class::Article) || !view.document.tokens[at].wordlike();
    let start = (range.start..words.end).find(|&at| !article(at))?;
    let text = view.document.cover(start..words.end).of(view.document.text);
    Some(text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty())
}
