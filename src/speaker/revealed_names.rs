//! Names that other parts of the article reveal: names in headlines, and surnames that are also ordinary words.
//!
//! Hit: “**May** left” if Eva May is named, “**Oru** Denies It” as a headline. Miss: “May 3”, and a sentence-initial
//! word with no verb after it.

use std::ops::Range;

use super::casing::starts_clause;
use super::mentions::Mention;
use super::nicknames;
use crate::lexicon::Class;
use crate::lexicon::names::{Gender, NamePart};
use crate::model::SourceType;
use crate::text::{Document, TokenKind};
use crate::word_map::{WordMap, WordSet};

/// The maximum number of words of a name in a headline.
const LONGEST: usize = 6;

/// Adds names that only the rest of the article reveals to `mentions`, and keeps them in order.
pub fn add(document: &Document<'_>, headline: &[bool], mentions: &mut Vec<Mention>) {
    let mut owned = vec![false; document.tokens.len()];
    for mention in mentions.iter() {
        owned[mention.whole.clone()].fill(true);
    }
    let known = Known::of(document, mentions);
    let mut more = Vec::new();
    let mut at = 0;
    while at < document.tokens.len() {
        let token = &document.tokens[at];
        let found = match () {
            () if token.kind != TokenKind::Word || !token.capital || owned[at] => None,
            () if headline[token.paragraph] => known.in_headline(document, at),
            () => known.surname(document, at),
        };
        at = found.as_ref().map_or(at + 1, |mention: &Mention| mention.whole.end);
        more.extend(found);
    }
    if !more.is_empty() {
        mentions.append(&mut more);
        crate::sort::sort_by_key(mentions, |mention| mention.tokens.start);
    }
}

/// The names that the article uses outside headlines.
struct Known {
    names: WordMap<SourceType>,
    surnames: WordSet,
}

impl Known {
    fn of(document: &Document<'_>, mentions: &[Mention]) -> Self {
        let mut known = Self { names: WordMap::default(), surnames: WordSet::default() };
        for mention in mentions.iter().filter(|mention| !mention.adjective && mention.tokens.len() <= LONGEST) {
            let words = nicknames::plain(document, mention.tokens.clone());
            let last = words.iter().rev().find(|word| word_part(word) != Some(NamePart::Suffix));
            if mention.sort == SourceType::Person
                && words.len() > 1
                && let Some(&last) = last
            {
                known.surnames.insert(last.to_owned());
            }
            known.names.insert(words.join(" "), mention.sort);
        }
        known
    }

    /// Returns the longest known name at the token `at` of a headline, including a first name before a surname.
    fn in_headline(&self, document: &Document<'_>, at: usize) -> Option<Mention> {
        let sentence = document.tokens[at].sentence;
        let words = document.tokens[at..].iter().take(LONGEST).take_while(|token| token.sentence == sentence);
        let words: Vec<&str> = words.map(|token| &*token.lower).collect();
        let first = document.known(at).first_name;
        if let Some(second) = words.get(1).filter(|second| self.is_surname(second)).filter(|_| first.is_some()) {
            let full = self.names.get(&format!("{} {second}", words[0])).copied();
            let sort = full.unwrap_or(SourceType::Person);
            return Some(mention(at..at + 2, sort, first.unwrap_or_default()));
        }
        let length = (1..=words.len()).rev().find(|&length| self.names.contains(&words[..length].join(" ")));
        let length = length.or_else(|| self.surnames.contains(words[0]).then_some(1))?;
        let sort = self.names.get(&words[..length].join(" ")).copied().unwrap_or(SourceType::Unknown);
        Some(mention(at..at + length, sort, Gender::Unknown))
    }

    fn is_surname(&self, word: &str) -> bool {
        self.surnames.contains(word) || matches!(self.names.get(word), Some(SourceType::Person | SourceType::Unknown))
    }

    /// Returns a surname that is also an ordinary word, if it is inside a sentence or before a verb.
    fn surname(&self, document: &Document<'_>, at: usize) -> Option<Mention> {
        if !self.surnames.contains(&document.tokens[at].lower) {
            return None;
        }
        let (before, next) = (at.checked_sub(1).map(|at| &document.tokens[at]), document.tokens.get(at + 1));
        let month = document.known(at).is(Class::Month)
            && (next.is_some_and(|next| next.kind == TokenKind::Number)
                || before.is_some_and(|before| before.lower.known().is(Class::Preposition)));
        let part = next.is_some_and(|next| next.kind == TokenKind::Word && next.capital);
        let verb = next.is_some_and(|next| {
            next.lower.known().is_verb() || next.lower.known().any(&[Class::Auxiliary, Class::Genitive])
        });
        let free = verb || !starts_clause(document, at);
        (free && !month && !part).then(|| mention(at..at + 1, SourceType::Person, Gender::Unknown))
    }
}

fn word_part(word: &str) -> Option<NamePart> {
    crate::lexicon::get().names.part(word)
}

fn mention(tokens: Range<usize>, sort: SourceType, gender: Gender) -> Mention {
    Mention { whole: tokens.clone(), tokens, sort, gender, adjective: false, displaced: false }
}
