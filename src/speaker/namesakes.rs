//! People with the same surname.
//!
//! Hit: after "Ludo Oru and Kay Oru run the mill" the text does not say who "Oru" is. Miss: after "Anna Oru, the
//! daughter of Jan Oru", "Oru" is Anna Oru.

use super::View;
use crate::lexicon::Class;
use crate::model::SourceType;

/// What a name refers to.
pub enum Match {
    /// A known entity.
    Known(usize),
    /// Nobody who is known.
    New,
    /// One of two people with this surname, who are named together.
    Tied,
}

/// The maximum length of an apposition between two people who are named together, in tokens.
const MAX_APPOSITION: usize = 8;

/// Whether "and" joins the two mentions, of which `first` precedes: "Ludo Oru and Kay Oru", "Ludo Oru, 40, and Kay
/// Oru".
pub fn are_joined(view: &View<'_, '_>, first: usize, second: usize) -> bool {
    let (end, start) = (view.mentions[first].whole.end, view.mentions[second].whole.start);
    let Some(and) = start.checked_sub(1).filter(|&and| and >= end && and - end <= MAX_APPOSITION) else { return false };
    let verb = |at: usize| {
        let word = view.known(at);
        word.any(&[Class::Auxiliary, Class::Past, Class::And]) || word.is_verb() || view.word(at) == "."
    };
    let apposition = and == end || view.word(end) == "," && view.word(and - 1) == ",";
    apposition && (view.known(and).is(Class::And) || view.word(and) == "&") && !(end..and).any(verb)
}

/// Whether a first name shares the surname of the mention: "**Anna and** Jan Oru".
pub fn shares_surname(view: &View<'_, '_>, mention: usize) -> bool {
    let full = &view.mentions[mention];
    let Some(first) = full.whole.start.checked_sub(2).filter(|_| full.tokens.len() == 2) else { return false };
    let alone = view.mention_at(first).is_none();
    alone
        && view.known(first + 1).is(Class::And)
        && view.known(first).first_name.is_some()
        && view.document.tokens[first].capital
}

/// Whether a preposition or a possessor precedes the mention, with only titles between them.
pub fn is_oblique(view: &View<'_, '_>, mention: usize) -> bool {
    const TITLES: usize = 5;
    let start = view.mentions[mention].whole.start;
    let before = (start.saturating_sub(TITLES)..start).rev();
    let same = before.take_while(|&at| view.document.tokens[at].sentence == view.document.tokens[start].sentence);
    let mut words = same.skip_while(|&at| {
        let (word, known) = (view.word(at), view.known(at));
        known.head.is_some()
            || known.is(Class::Definite)
            || matches!(word, "former" | "late")
            || !known.is(Class::Preposition) && word.ends_with("ian")
    });
    words.next().is_some_and(|at| view.known(at).is(Class::Preposition) || view.known(at).is(Class::Genitive))
}

/// Whether a mention of sort `other` may refer to an entity of sort `known`.
pub fn alike(known: SourceType, other: SourceType) -> bool {
    use SourceType::{Organisation, Outlet, Person, Place, Unknown};
    known == other
        || matches!(
            (known, other),
            (Outlet, Organisation) | (Organisation | Outlet | Person | Place, Unknown) | (Unknown, Person)
        )
}
