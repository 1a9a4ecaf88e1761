//! The entities named by a noun phrase, including joint speakers: "A and B", "A, the mayor, and B, the sheriff", "A, B
//! and C", "A and officials".

use std::ops::Range;

use super::phrase::{self, Phrase, Start};
use super::{Mention, View, unnamed};
use crate::lexicon::Class;
use crate::model::SourceType;
use crate::text::TokenKind;

/// One of several speakers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListedSpeaker {
    /// A named speaker: the index of the mention.
    Mention(usize),
    /// A speaker without a name: the words that label it.
    Words(String),
}

/// How many tokens after an office [`behind_of`] searches for a name.
const BEHIND_OF: usize = 6;
/// The maximum number of speakers in a list.
const MOST: usize = 8;

/// Returns the mention that the phrase names: its head, a name in apposition, or a name that its head only describes.
pub fn named(view: &View<'_, '_>, phrase: &Phrase) -> Option<usize> {
    if let Some(mention) = phrase.named {
        // "most Algerians" is not a country, and "the Algerians" are called by their own words.
        let people = view.mentions[mention].adjective;
        let many = view.word(phrase.head).ends_with('s') && !view.word(phrase.head).ends_with("ss");
        return (!people || phrase.start == Start::Definite && !many).then_some(mention);
    }
    let full = |m: &usize| view.mentions[*m].sort == SourceType::Person && view.mentions[*m].tokens.len() > 1;
    let apposed = || phrase::apposed(view, phrase);
    let Some((head, many)) = view.known(phrase.head).head else {
        return apposed().filter(full).or_else(|| second_role(view, phrase));
    };
    match head.sort {
        SourceType::Role if !many => {
            apposed().or_else(|| behind_of(view, phrase)).or_else(|| second_role(view, phrase))
        }
        // In "the two senators, Jan Dorn and Anna Oru" the apposition is a list.
        SourceType::Role | SourceType::Anonymous if many && !head.always => {
            let listed = |&m: &usize| !others(view, m, view.mentions[m].whole.start..phrase.rest.end).is_empty();
            phrase::beside(view, phrase).filter(full).filter(listed)
        }
        SourceType::Organisation if head.body => None,
        SourceType::Anonymous if head.always => None,
        // In "Hamas fighters" and "the Selmia Sun news website" the name is the source, and the noun describes it.
        SourceType::Anonymous | SourceType::Outlet | SourceType::Organisation if phrase.core.len() > 1 => {
            let before = view
                .mention_at(phrase.head.wrapping_sub(1))
                .filter(|&m| phrase.core.contains(&view.mentions[m].tokens.start));
            let sorts: &[SourceType] = match head.sort {
                SourceType::Outlet => &[SourceType::Outlet, SourceType::Unknown],
                _ => &[SourceType::Organisation],
            };
            let before = before.filter(|&m| !view.mentions[m].adjective && sorts.contains(&view.mentions[m].sort));
            before.or_else(|| (head.sort == SourceType::Anonymous).then(apposed).flatten().filter(full))
        }
        SourceType::Anonymous => apposed().filter(full),
        _ => None,
    }
}

/// Returns the name after the second of two roles: "director and writer **Anna Oru**".
fn second_role(view: &View<'_, '_>, phrase: &Phrase) -> Option<usize> {
    let and = phrase.rest.start;
    if !view.known(and).is(Class::And) || !matches!(phrase.start, Start::Bare | Start::Definite) {
        return None;
    }
    let second = phrase::read(view, and + 1..phrase.rest.end)?;
    let mention = second.named.filter(|&m| view.mentions[m].sort == SourceType::Person)?;
    let found: &Mention = &view.mentions[mention];
    let described = second.core.start < found.tokens.start;
    (described && found.tokens.len() > 1 && second.start == Start::Bare).then_some(mention)
}

/// Returns the name after an office with its complement: "the head of the CT Anna Oru", "secretary of state Anna Oru".
fn behind_of(view: &View<'_, '_>, phrase: &Phrase) -> Option<usize> {
    let at = phrase.rest.clone().take(BEHIND_OF).find(|&at| view.mention_at(at).is_some())?;
    let mention = view.mention_at(at)?;
    let found: &Mention = &view.mentions[mention];
    let before = found.whole.start.wrapping_sub(1);
    let noun = view.document.tokens.get(before).is_some_and(|token| token.kind == TokenKind::Word)
        && view.known(before).head.is_none_or(|(head, _)| head.sort != SourceType::Role)
        && !view.known(before).is_closed_class()
        && !view.known(before).is(Class::Genitive);
    let of = view.known(phrase.rest.start).is(Class::Of)
        && found.tokens.len() > 1
        && found.whole.start == found.tokens.start;
    let own = found.displaced || of && noun && before > phrase.rest.start;
    (own && found.sort == SourceType::Person && phrase.start != Start::Indefinite).then_some(mention)
}

/// Returns the speakers in the source `range` that follow the first one, the mention `first`. Returns none if no "and"
/// joins them.
pub fn others(view: &View<'_, '_>, first: usize, range: Range<usize>) -> Vec<ListedSpeaker> {
    let mut out = Vec::new();
    let mut last = view.mentions[first].whole.end;
    let mut at = last;
    while at < range.end && out.len() < MOST {
        let speaker = match view.word(at) {
            word if (word == "&" || view.known(at).is(Class::And)) && view.mention_at(at).is_none() => {
                behind_and(view, at, last, range.end, &out, first)
            }
            "," => listed(view, at, range.end),
            _ => None,
        };
        match speaker {
            Some((speaker, end)) => {
                out.push(speaker);
                last = end;
                at = end;
            }
            None => at += 1,
        }
    }
    // A comma alone does not make a list: "Oru, Jan Dorn's sister".
    let closed = (range.start..range.end).any(|at| view.known(at).is(Class::And) && view.mention_at(at).is_none());
    if closed { out } else { Vec::new() }
}

/// Returns the speaker that "and" at token `at` adds, and its end. `last` is the end of the speaker before; `before`
/// are the speakers found so far after the first one, the mention `first`.
fn behind_and(
    view: &View<'_, '_>,
    at: usize,
    last: usize,
    end: usize,
    before: &[ListedSpeaker],
    first: usize,
) -> Option<(ListedSpeaker, usize)> {
    let own = phrase::read(view, at + 1..end)?;
    // Directly after the name, or after the comma that closes its apposition or a list item.
    let adjacent = at == last || at == last + 1 && view.word(last) == ",";
    let closes = view.word(at - 1) == "," || view.word(at - 1) == ")" || !before.is_empty();
    if let Some(mention) = named(view, &own) {
        let person = |m: usize| matches!(view.mentions[m].sort, SourceType::Person | SourceType::Unknown);
        let alone = person(mention) == person(first) || adjacent;
        let fits = mention != first && alone && (adjacent || closes && person(mention));
        return fits.then(|| (ListedSpeaker::Mention(mention), view.mentions[mention].whole.end));
    }
    let words = adjacent.then(|| unnamed::others(view, at + 1..end, &own)).flatten()?;
    Some((ListedSpeaker::Words(words), own.core.end.max(at + 1)))
}

/// Returns the name after the comma at token `at`, and its end, if the list continues after it.
fn listed(view: &View<'_, '_>, at: usize, end: usize) -> Option<(ListedSpeaker, usize)> {
    let stop = (at + 1..end)
        .find(|&at| view.mention_at(at).is_none() && (view.known(at).is(Class::And) || view.word(at) == ","));
    let own = phrase::read(view, at + 1..stop.unwrap_or(end)).filter(|own| own.start == Start::Bare)?;
    let mention = own.named.filter(|&m| view.mentions[m].sort == SourceType::Person)?;
    let behind = view.mentions[mention].whole.end;
    let goes_on = behind < end && (view.known(behind).any(&[Class::And, Class::Of]) || view.word(behind) == ",");
    let full = view.mentions[mention].tokens.len() > 1 || own.core.start < view.mentions[mention].tokens.start;
    (full && goes_on).then_some((ListedSpeaker::Mention(mention), behind))
}
