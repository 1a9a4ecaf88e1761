//! What a source is made of, and so what sort of source it is.
//!
//! Hit: "Kremlin spokesman" is a role, "a court filing" a document, "sources" anonymous. Miss: "the two" (unknown).

use std::ops::Range;

use super::joint::{self, Part};
use super::phrase::{self, Phrase, Start};
use super::{Mention, View};
use crate::lexicon::{self, Class};
use crate::model::SourceType;
use crate::text::TokenKind;

/// A source as its own words show it, before anything is resolved.
#[derive(Clone, Debug)]
pub enum Source {
    /// No words.
    Empty,
    /// A pronoun, by its token.
    Pronoun(usize),
    /// A name, by its mention, and who speaks with it.
    Named(usize, Vec<Part>),
    /// A noun phrase without a name as its head.
    Nominal(Phrase),
}

/// Reads the source that covers the tokens `range`.
pub fn read(view: &View<'_, '_>, range: Range<usize>) -> Source {
    let mut words = range.clone().filter(|&at| view.document.tokens[at].wordlike());
    let Some(first) = words.next() else { return Source::Empty };
    let pronoun = |at: usize| {
        let word = view.word(at);
        lexicon::get().is(word, Class::Pronoun)
            || matches!(word, "who" | "which" | "his" | "her" | "their" | "its" | "my" | "our" | "him" | "them" | "us")
    };
    let apposed = range.clone().nth(1).is_some_and(|at| phrase::separates(view.word(at)));
    if pronoun(first) && (words.next().is_none() || apposed) {
        return Source::Pronoun(first);
    }
    if let Some(mention) = titled(view, range.clone()) {
        return Source::Named(mention, joint::others(view, mention, range));
    }
    let Some(phrase) = phrase::read(view, range.clone()) else { return Source::Empty };
    match named(view, &phrase).or_else(|| beside(view, &phrase, range.clone())) {
        Some(mention) => Source::Named(mention, joint::others(view, mention, range)),
        None => Source::Nominal(phrase),
    }
}

/// "Harbour Party (HP) vice president **Anna Oru**": a full name right behind a role, with no more than names, nouns
/// and brackets before.
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

/// The mention that the phrase names: its head, the name set beside it, or one that its head only describes.
pub fn named(view: &View<'_, '_>, phrase: &Phrase) -> Option<usize> {
    if let Some(mention) = phrase.named {
        // "most Algerians" are no country, and "the Algerians" are called as they are written.
        let people = view.mentions[mention].adjective;
        let many = view.word(phrase.head).ends_with('s') && !view.word(phrase.head).ends_with("ss");
        return (!people || phrase.start == Start::Definite && !many).then_some(mention);
    }
    let full = |m: &usize| view.mentions[*m].sort == SourceType::Person && view.mentions[*m].tokens.len() > 1;
    let apposed = || phrase::apposed(view, phrase);
    let Some((head, many)) = view.known(phrase.head).head else {
        return apposed().filter(full).or_else(|| behind_and(view, phrase));
    };
    match head.sort {
        SourceType::Role if !many => apposed().or_else(|| behind_of(view, phrase)).or_else(|| behind_and(view, phrase)),
        // "the two senators, Jan Dorn and Anna Oru"
        SourceType::Role | SourceType::Anonymous if many && !head.always => {
            let listed = |&m: &usize| !joint::others(view, m, view.mentions[m].whole.start..phrase.rest.end).is_empty();
            phrase::beside(view, phrase).filter(full).filter(listed)
        }
        // "Hamas fighters", "the Selmia Sun news website": the name says who, the noun what.
        SourceType::Organisation if head.body => None,
        SourceType::Anonymous if head.always => None,
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

/// "director and writer **Anna Oru**": the name behind the second of two roles.
fn behind_and(view: &View<'_, '_>, phrase: &Phrase) -> Option<usize> {
    let and = phrase.rest.start;
    if view.word(and) != "and" || !matches!(phrase.start, Start::Bare | Start::Definite) {
        return None;
    }
    let second = phrase::read(view, and + 1..phrase.rest.end)?;
    let mention = second.named.filter(|&m| view.mentions[m].sort == SourceType::Person)?;
    let found: &Mention = &view.mentions[mention];
    let described = second.core.start < found.tokens.start;
    (described && found.tokens.len() > 1 && second.start == Start::Bare).then_some(mention)
}

/// The name in apposition to a role, where the source holds only the role: "**Anna Oru**, the mayor of Dorma, said",
/// "a spokesman, **Jan Dorn**, said". Commas must close the apposition.
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

/// "the head of the CT Anna Oru", "secretary of state Anna Oru": a name behind what the office is of.
fn behind_of(view: &View<'_, '_>, phrase: &Phrase) -> Option<usize> {
    let at = phrase.rest.clone().take(BEHIND_OF).find(|&at| view.mention_at(at).is_some())?;
    let mention = view.mention_at(at)?;
    let found: &Mention = &view.mentions[mention];
    let before = found.whole.start.wrapping_sub(1);
    let noun = view.document.tokens.get(before).is_some_and(|token| token.kind == TokenKind::Word)
        && view.known(before).head.is_none_or(|(head, _)| head.sort != SourceType::Role)
        && !view.known(before).is_closed_class()
        && view.word(before) != "'s";
    let of = view.word(phrase.rest.start) == "of" && found.tokens.len() > 1 && found.whole.start == found.tokens.start;
    let own = found.displaced || of && noun && before > phrase.rest.start;
    (own && found.sort == SourceType::Person && phrase.start != Start::Indefinite).then_some(mention)
}

/// The name stands at most so far behind the head. Tokens.
const BEHIND_OF: usize = 6;

/// The sort of a noun phrase without a name, by its head noun.
pub fn of_nominal(view: &View<'_, '_>, phrase: &Phrase) -> SourceType {
    let word = view.word(phrase.head);
    let lexicon = lexicon::get();
    if let Some((head, many)) = lexicon.names.head(word) {
        return match head.sort {
            SourceType::Anonymous if !many && !head.always => SourceType::Role,
            SourceType::Role if many && (head.crowd || phrase.start == Start::Indefinite && vague(view, phrase)) => {
                SourceType::Anonymous
            }
            sort => sort,
        };
    }
    if lexicon.is(word, Class::Nobody) || lexicon.is(word, Class::Determiner) {
        return SourceType::Anonymous;
    }
    if lexicon.names.home(word).is_some() {
        return if phrase.start == Start::Definite { SourceType::Place } else { SourceType::Anonymous };
    }
    // A noun of doing in -er, -or, -ist is a person, many of them are nobody in particular.
    let agent = ["er", "or", "ist", "ian", "ant", "ers", "ors", "ists", "ians", "ants"];
    if agent.iter().any(|ending| word.ends_with(ending)) {
        return if word.ends_with('s') { SourceType::Anonymous } else { SourceType::Role };
    }
    SourceType::Unknown
}

/// "some", "many", "most" before the phrase.
fn vague(view: &View<'_, '_>, phrase: &Phrase) -> bool {
    let before = phrase.core.start.checked_sub(1).map_or("", |at| view.word(at));
    lexicon::get().is(before, Class::Nobody) || before == "most"
}

/// Whether the word says nothing of who it is.
pub fn vague_word(word: &str) -> bool {
    matches!(
        word,
        "source"
            | "sources"
            | "some"
            | "others"
            | "other"
            | "those"
            | "many"
            | "both"
            | "most"
            | "all"
            | "few"
            | "several"
            | "people"
            | "one"
            | "two"
            | "three"
            | "somebody"
            | "someone"
            | "everyone"
            | "everybody"
            | "anyone"
            | "side"
            | "sides"
            | "such"
            | "it"
            | "you"
            | "more"
    )
}

/// Whether the phrase stands for several.
pub fn is_plural(view: &View<'_, '_>, phrase: &Phrase) -> bool {
    let word = view.word(phrase.head);
    match lexicon::get().names.head(word) {
        Some((head, many)) => many || head.always && word != "source" && word != "insider" || word == "authorities",
        None => word.ends_with('s'),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn heads_tell_the_sort() {
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
    fn the_name_may_stand_outside_the_source() {
        check("Then Anna Oru, [the mayor of Dorma], said {it rained}.", &["Anna Oru/person/Anna Oru"]);
        check("Then [a spokesman], captain Jan Dorn, said {it rained}.", &["Jan Dorn/person/Jan Dorn"]);
        check("They had seen Anna Oru, [a spokesman] said {on Friday}.", &["/role/-"]);
    }

    #[test]
    fn names_beside_roles_are_the_source() {
        for source in ["Oru’s lawyer, Jan Dorn", "an army spokesman, captain Jan Dorn,", "38-year-old fan Jan Dorn"] {
            check(&format!("On Friday [{source}] said {{it rained}}."), &["Jan Dorn/person/-"]);
        }
    }
}
