//! Puts names and nouns into the nominative, for languages that inflect them.

use std::ops::Range;

use super::class::{Class, Gender, NOUNS};
use super::people::SHARED;
use super::rows::Kind;
use super::text::Text;
use super::tokens::Token;

impl Text<'_> {
    /// Returns the name `range` in the nominative. Returns `None` if its forename already is, or if the pack does not
    /// know the endings of surnames.
    pub(super) fn nominative(&self, range: &Range<usize>) -> Option<String> {
        let (base, length) =
            self.hits_in(&(range.start..range.start + 1)).find_map(|hit| match self.row(hit).kind {
                Kind::Forename(_) => Some((self.pack.patterns.base(hit.pattern)?, hit.end - hit.start)),
                _ => None,
            })?;
        let first = &self.tokens[range.start];
        if self.pack.surnames.is_empty() || length != 1 || *first.lower == *base {
            return None;
        }
        let mut words = vec![capitalised(base)];
        for at in range.start + 1..range.end {
            let raw = self.tokens[at].span.of(self.text);
            let ending = self
                .pack
                .surnames
                .iter()
                .find_map(|(ending, first)| Some(format!("{}{first}", raw.strip_suffix(&**ending)?)));
            words.push(ending.unwrap_or_else(|| raw.to_owned()));
        }
        Some(words.join(" "))
    }

    /// Returns a phrase in the nominative: its noun as the pack names it, and the adjectives before it to match.
    /// Returns `None` if the noun is unknown or already in the nominative, or if the pack has no inflections.
    pub(super) fn first_case(&self, range: &Range<usize>) -> Option<String> {
        if self.pack.inflections.is_empty() {
            return None;
        }
        let (head, base) = range.clone().find_map(|at| Some((at, self.base(at)?)))?;
        if *self.tokens[head].lower == *base {
            return None;
        }
        let gender = self.pack.genders.iter().find(|(ending, _)| base.ends_with(&**ending)).map(|(_, gender)| *gender);
        let place = match gender {
            Some(Gender::Female) => 1,
            Some(Gender::Neuter) => 2,
            _ => 0,
        };
        let mut out = String::new();
        for at in range.clone() {
            let token = &self.tokens[at];
            let raw = token.span.of(self.text);
            let inflected = |(ending, first): &(Box<str>, [Box<str>; 3])| {
                Some(format!("{}{}", raw.strip_suffix(&**ending)?, first[place]))
            };
            let adjective = if at < head { self.pack.inflections.iter().find_map(inflected) } else { None };
            let word = match adjective {
                Some(adjective) => adjective,
                None if at == head && token.capital => capitalised(base),
                None if at == head => base.to_owned(),
                None => raw.to_owned(),
            };
            let touches = at > range.start && self.tokens[at - 1].span.end == token.span.start;
            if !out.is_empty() && !touches {
                out.push(' ');
            }
            out.push_str(&word);
        }
        Some(out)
    }

    /// Returns the nominative of the noun at token `at`, if the pack knows the noun.
    fn base(&self, at: usize) -> Option<&str> {
        self.hits_in(&(at..at + 1)).find_map(|hit| {
            let class = self.row(hit).kind.class()?;
            let noun = (NOUNS.contains(&class) || class == Class::Place) && hit.end == at + 1;
            if noun { self.pack.patterns.base(hit.pattern) } else { None }
        })
    }

    /// Returns a word in lower case without the ending of its case, if at least [`SHARED`] letters remain.
    pub(super) fn stem(&self, token: &Token) -> String {
        let word = &token.lower;
        let cut = self.pack.endings.iter().find_map(|ending| {
            let stem = word.strip_suffix(&**ending)?;
            (stem.chars().count() >= SHARED).then(|| stem.to_owned())
        });
        cut.unwrap_or_else(|| word.to_string())
    }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
