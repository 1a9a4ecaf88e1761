//! Noun phrases and their heads, as in "a spokesman for the Selmian army, who asked not to be named".

use std::ops::Range;

use super::View;
use crate::lexicon::names::NamePart;
use crate::lexicon::{Class, WordInfo};
use crate::model::SourceType;
use crate::text::TokenKind;

/// The start of a phrase, which indicates whether it refers to somebody already known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// "the", "that", or a possessor: refers to something known or unique.
    Definite,
    /// "his", "their".
    Possessive,
    /// "a", "another", "two".
    Indefinite,
    /// No determiner.
    Bare,
}

/// An analysed noun phrase.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// How it starts.
    pub start: Start,
    /// The tokens up to the head, without determiner.
    pub core: Range<usize>,
    /// The head noun.
    pub head: usize,
    /// The index of the mention that is the head, if any.
    pub named: Option<usize>,
    /// What follows the core.
    pub rest: Range<usize>,
}

/// Reads the noun phrase in `range`. Returns `None` if it contains no word.
pub fn read(view: &View<'_, '_>, range: Range<usize>) -> Option<Phrase> {
    // In "the governor's" alone, the noun after it is omitted.
    let clitic = range
        .end
        .checked_sub(1)
        .filter(|&last| view.known(last).is(Class::Genitive) && view.mention_at(last).is_none());
    let range = range.start..clitic.unwrap_or(range.end);
    let (start, from) = skip_determiners(view, range.clone());
    let mut start = start;
    let mut core = from..from;
    let mut at = from;
    while at < range.end {
        if let Some(mention) = view.mention_at(at).filter(|&m| view.mentions[m].whole.start >= range.start) {
            at = view.mentions[mention].whole.end.max(at + 1);
            core.end = at;
            continue;
        }
        if view.known(at).is(Class::Genitive) {
            // The words so far are the possessor; the head of the phrase follows.
            start = Start::Definite;
        } else if ends_core(view, core.clone(), at) {
            break;
        }
        at += 1;
        core.end = at;
    }
    let rest = core.end..range.end;
    let last = core.clone().next_back()?;
    // Letters after a name belong to it, titles before it do not.
    let named = |at: usize| view.mention_at(at).filter(|&m| view.mentions[m].tokens.start <= at);
    if let Some(mention) = named(last) {
        return Some(Phrase { start, head: last, named: Some(mention), core, rest });
    }
    // "Ms Oru herself" is Oru, but "the Selmian hacker" is not Selmia.
    let person = |at: usize| {
        named(at).is_some_and(|m| {
            !view.mentions[m].adjective
                && matches!(view.mentions[m].sort, SourceType::Person | SourceType::Unknown)
                && (!view.known(view.mentions[m].tokens.end).is(Class::Genitive)
                    || view.mentions[m].tokens.end >= range.end)
        })
    };
    // A name stays the head only if nothing but "herself" follows it: "the Oru camp" is not a person.
    let alone =
        |at: usize| (at + 1..core.end).all(|at| view.mention_at(at).is_some() || view.word(at).ends_with("self"));
    let head = core.clone().rev().find(|&at| view.known(at).head.is_some() || person(at) && alone(at));
    let head = head.unwrap_or(last);
    Some(Phrase { start, head, named: named(head), core, rest })
}

/// Returns the mention in apposition to a phrase that ends in a role: "the mayor, **Anna Oru**, said".
pub fn apposed(view: &View<'_, '_>, phrase: &Phrase) -> Option<usize> {
    let mention = beside(view, phrase)?;
    let end = view.mentions[mention].whole.end;
    let alone =
        end >= phrase.rest.end || view.document.tokens[end].kind == TokenKind::Mark || view.known(end).is(Class::Of);
    alone.then_some(mention)
}

/// Returns the mention right after the mark that sets off an apposition, whatever follows it.
pub fn beside(view: &View<'_, '_>, phrase: &Phrase) -> Option<usize> {
    let comma = phrase.rest.clone().find(|&at| separates(view.word(at)))?;
    // A lower-case title may precede the name: "an army spokesman, captain Jan Oru".
    let role = |at: usize| view.known(at).head.is_some_and(|(head, _)| head.sort == SourceType::Role);
    let start = (comma + 1..phrase.rest.end.min(comma + 4)).find(|&at| !role(at) || view.mention_at(at).is_some())?;
    let mention = view.mention_at(start).filter(|&m| view.mentions[m].whole.start == start)?;
    let person = matches!(view.mentions[mention].sort, SourceType::Person | SourceType::Unknown);
    (person && !view.mentions[mention].adjective).then_some(mention)
}

/// Whether the mark can set off an apposition.
pub fn separates(word: &str) -> bool {
    matches!(word, "," | "-" | "–" | "—" | "(")
}

fn skip_determiners(view: &View<'_, '_>, range: Range<usize>) -> (Start, usize) {
    let mut start = Start::Bare;
    let mut at = range.start;
    while at < range.end {
        let token = &view.document.tokens[at];
        let word = token.lower.known();
        let of = view.known(at + 1).is(Class::Of) && at + 2 < range.end;
        match &*token.lower {
            _ if word.is(Class::Agent) && at == range.start => {}
            _ if word.any(&[Class::Definite, Class::Demonstrative]) => start = Start::Definite,
            _ if word.is(Class::Possessive) => start = Start::Possessive,
            _ if of && (word.is(Class::Nobody) || word.is(Class::Determiner) || is_count(word)) => {
                // "one of the drivers" is indefinite, whoever the drivers are.
                let (_, next) = skip_determiners(view, at + 2..range.end);
                return (Start::Indefinite, next);
            }
            _ if view.mention_at(at).is_some() => break,
            _ if word.is(Class::Determiner) && at + 1 < range.end => start = Start::Indefinite,
            _ if is_count(word) && at + 1 < range.end => {
                start = if start == Start::Bare { Start::Indefinite } else { start }
            }
            _ if token.kind != TokenKind::Word || word.is(Class::Adverb) => {}
            _ => break,
        }
        at += 1;
    }
    (start, at)
}

fn is_count(word: &WordInfo) -> bool {
    word.part == Some(NamePart::Count)
}

fn ends_core(view: &View<'_, '_>, core: Range<usize>, at: usize) -> bool {
    let token = &view.document.tokens[at];
    if token.kind == TokenKind::Mark {
        return !matches!(&*token.lower, "'" | "’" | "‘" | "\"" | "“" | "”" | "/");
    }
    const BREAKS: [Class; 5] =
        [Class::Preposition, Class::Relative, Class::Conjunction, Class::Auxiliary, Class::Subordinator];
    if BREAKS.iter().any(|&class| token.lower.known().is(class)) {
        return true;
    }
    // A participle after the head ends the core: "documents obtained by", "officials speaking to".
    let has_head =
        core.clone().next_back().is_some_and(|last| view.known(last).head.is_some() || view.mention_at(last).is_some());
    has_head
        && !token.capital
        && (token.lower.ends_with("ed") || token.lower.ends_with("ing"))
        && token.lower.known().head.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Document;

    fn head(text: &str) -> (String, Start) {
        let document = Document::new(text);
        let view = View::new(&document);
        let phrase = read(&view, 0..document.tokens.len()).unwrap();
        (view.word(phrase.head).to_owned(), phrase.start)
    }

    #[test]
    fn heads_and_starts() {
        assert_eq!(head("a spokesman for the army"), (String::from("spokesman"), Start::Indefinite));
        assert_eq!(head("the ministry, which is new"), (String::from("ministry"), Start::Definite));
        assert_eq!(head("his lawyers"), (String::from("lawyers"), Start::Possessive));
        assert_eq!(head("documents obtained by the team"), (String::from("documents"), Start::Bare));
        assert_eq!(head("one of the drivers"), (String::from("drivers"), Start::Indefinite));
    }
}
