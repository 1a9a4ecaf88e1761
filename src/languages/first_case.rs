//! Names and nouns in the case of a subject, where a language inflects them.

use std::ops::Range;

use super::class::Class;
use super::people::SHARED;
use super::rows::Kind;
use super::text::Text;
use super::tokens::Token;

impl Text<'_> {
    /// The name `range` in its first case, if its forename is in another one and the pack knows the endings
    /// of surnames.
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

    /// A phrase in its first case: its noun for somebody as the pack names it, the adjectives before it to match.
    pub(super) fn first_case(&self, range: &Range<usize>) -> Option<String> {
        if self.pack.inflections.is_empty() {
            return None;
        }
        let (head, base) = range.clone().find_map(|at| {
            let base = self.hits_in(&(at..at + 1)).find_map(|hit| {
                let noun = matches!(
                    self.row(hit).kind.class()?,
                    Class::Role
                        | Class::Title
                        | Class::Organisation
                        | Class::Anonymous
                        | Class::Document
                        | Class::Outlet
                        | Class::Place
                );
                if noun && hit.end == at + 1 { self.pack.patterns.base(hit.pattern) } else { None }
            })?;
            Some((at, base))
        })?;
        if *self.tokens[head].lower == *base {
            return None;
        }
        let gender = match base.chars().last()? {
            'а' | 'я' => 1,
            'о' | 'е' => 2,
            _ => 0,
        };
        let mut out = String::new();
        for at in range.clone() {
            let token = &self.tokens[at];
            let raw = token.span.of(self.text);
            let word = if at == head {
                if token.capital { capitalised(base) } else { base.to_owned() }
            } else if at < head {
                let ending = self
                    .pack
                    .inflections
                    .iter()
                    .find_map(|(ending, first)| Some(format!("{}{}", raw.strip_suffix(&**ending)?, first[gender])));
                ending.unwrap_or_else(|| raw.to_owned())
            } else {
                raw.to_owned()
            };
            let touches = at > range.start && self.tokens[at - 1].span.end == token.span.start;
            if !out.is_empty() && !touches {
                out.push(' ');
            }
            out.push_str(&word);
        }
        Some(out)
    }

    /// A word without the ending of its case.
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
