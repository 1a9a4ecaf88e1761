//! Classifies a source by its own words.
//!
//! Hit: "Kremlin spokesman" is a role, "a court filing" a document, "sources" are anonymous. Miss: "the two"
//! (unknown).

use std::ops::Range;

use super::phrase::{self, Phrase};
use super::phrase_entities::{self, ListedSpeaker, named};
use super::{Mention, View};
use crate::lexicon::Class;
use crate::model::SourceType;

/// A source as its own words describe it, before references are resolved.
#[derive(Clone, Debug)]
pub enum Source {
    /// There are no words.
    Empty,
    /// A pronoun: the index of its token.
    Pronoun(usize),
    /// A name: the index of its mention, and the other speakers of the list, if any.
    Named(usize, Vec<ListedSpeaker>),
    /// A noun phrase without a name as its head.
    Nominal(Phrase),
}

/// Classifies the source in the tokens `range`.
pub fn read(view: &View<'_, '_>, range: Range<usize>) -> Source {
    let mut words = range.clone().filter(|&at| view.document.tokens[at].wordlike());
    let Some(first) = words.next() else { return Source::Empty };
    let pronoun = |at: usize| {
        let word = view.known(at);
        [Class::Pronoun, Class::Object, Class::Possessive].iter().any(|&class| word.is(class))
            || word.is(Class::Relative) && !view.known(at).is(Class::Complementiser)
    };
    let apposed = range.clone().nth(1).is_some_and(|at| phrase::separates(view.word(at)));
    if pronoun(first) && (words.next().is_none() || apposed) {
        return Source::Pronoun(first);
    }
    if let Some(mention) = titled(view, range.clone()) {
        return Source::Named(mention, phrase_entities::others(view, mention, range));
    }
    let Some(phrase) = phrase::read(view, range.clone()) else { return Source::Empty };
    match named(view, &phrase).or_else(|| beside(view, &phrase, range.clone())) {
        Some(mention) => Source::Named(mention, phrase_entities::others(view, mention, range)),
        None => Source::Nominal(phrase),
    }
}

/// Returns a full name right after a role, preceded only by names, nouns and brackets: "Harbour Party (HP) vice
/// president **Anna Oru**".
fn titled(view: &View<'_, '_>, range: Range<usize>) -> Option<usize> {
    let stops = |at: usize| {
        let stop = [Class::Preposition, Class::Auxiliary, Class::Relative, Class::Conjunction, Class::Subordinator];
        view.mention_at(at).is_none()
            && (matches!(view.word(at), "," | "–" | "—") || stop.iter().any(|&class| view.known(at).is(class)))
    };
    let end = range.clone().find(|&at| stops(at)).unwrap_or(range.end);
    let mention = (range.start..end).rev().find_map(|at| view.mention_at(at))?;
    let found: &Mention = &view.mentions[mention];
    let role = found.whole.start.checked_sub(1).filter(|&at| at > range.start).and_then(|at| view.known(at).head);
    let behind = role.is_some_and(|(head, many)| head.sort == SourceType::Role && !many);
    (behind && found.whole.end == end && found.sort == SourceType::Person && found.tokens.len() > 1).then_some(mention)
}

/// Returns the name in apposition to a role if the source contains only the role: "**Anna Oru**, the mayor of Dorma,
/// said", "a spokesman, **Jan Dorn**, said". The apposition must end with a comma.
fn beside(view: &View<'_, '_>, phrase: &Phrase, range: Range<usize>) -> Option<usize> {
    const REACH: usize = 8;
    let (head, many) = view.known(phrase.head).head?;
    if head.sort != SourceType::Role || many || view.word(range.end) != "," {
        return None;
    }
    let comma = range.start.checked_sub(1).filter(|&at| view.word(at) == ",");
    let before = comma.and_then(|at| view.mention_at(at.checked_sub(1)?)).filter(|&m| {
        let mention: &Mention = &view.mentions[m];
        mention.sort == SourceType::Person && Some(mention.whole.end) == comma
    });
    let wide = Phrase { rest: range.end..(range.end + REACH).min(view.document.tokens.len()), ..phrase.clone() };
    before.or_else(|| phrase::apposed(view, &wide).filter(|&m| view.word(view.mentions[m].whole.end) == ","))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn head_nouns_determine_the_sort() {
        for (source, sort) in [
            ("A spokesman for Jan Dorn", "role"),
            ("sources close to Jan Dorn", "anonymous"),
            ("a court filing", "document"),
            ("some officials", "anonymous"),
            ("one of the drivers", "role"),
            ("local media", "outlet"),
            ("the ministry", "organisation"),
            ("most Peruvians", "anonymous"),
        ] {
            assert_eq!(super::super::tests::sort(&format!("On Friday [{source}] said {{it rained}}.")), sort);
        }
    }

    #[test]
    fn finds_names_outside_the_source() {
        check("Then Anna Oru, [the mayor of Dorma], said {it rained}.", &["Anna Oru/person/Anna Oru"]);
        check("Then [a spokesman], captain Jan Dorn, said {it rained}.", &["Jan Dorn/person/Jan Dorn"]);
        check("They had seen Anna Oru, [a spokesman] said {on Friday}.", &["/role/-"]);
    }

    #[test]
    fn names_next_to_roles_are_the_source() {
        for source in ["Oru’s lawyer, Jan Dorn", "an army spokesman, captain Jan Dorn,", "38-year-old fan Jan Dorn"] {
            check(&format!("On Friday [{source}] said {{it rained}}."), &["Jan Dorn/person/-"]);
        }
    }
}
