//! Turns words into terms to search for: stems of content words, and numbers in a uniform notation.

use rust_stemmers::{Algorithm, Stemmer};

use crate::compare::vocabulary::stem_of;
use crate::lexicon::names::NamePart;
use crate::lexicon::rarity::Rarity;
use crate::lexicon::{self, Lexicon};
use crate::span::Span;

/// Longer words are not terms. In bytes.
const LONGEST: usize = 60;

/// A term of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The stem of the word, or the digits of the number.
    pub stem: String,
    /// Whether it is a number.
    pub number: bool,
}

/// The terms of a query.
#[derive(Clone, Debug, Default)]
pub struct QueryTerms {
    /// The different terms of the sentence, in order, each with its weight.
    pub own: Vec<(u32, f32)>,
    /// All terms of the sentence in order, each with the span of its token.
    pub sequence: Vec<(u32, Span)>,
    /// The different terms of the library that occur around the sentence but not in it, each with its weight.
    pub around: Vec<(u32, f32)>,
    /// The different terms of the library that occur in the speaker's name but not in the sentence, each with its
    /// weight.
    pub speaker: Vec<(u32, f32)>,
    /// The different stems of the sentence.
    pub stems: Vec<String>,
    /// The stems around the sentence.
    pub stems_around: Vec<String>,
}

/// Turns words into terms.
pub struct Analyzer {
    lexicon: &'static Lexicon,
    stemmer: Stemmer,
}

impl Default for Analyzer {
    fn default() -> Self {
        Self { lexicon: lexicon::get(), stemmer: Stemmer::create(Algorithm::English) }
    }
}

impl std::fmt::Debug for Analyzer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Analyzer")
    }
}

impl Analyzer {
    /// Returns the terms of one token: none for marks, addresses and function words, several for a hyphenated word.
    pub fn terms(&self, word: &str) -> Vec<Term> {
        let lower = word.replace('’', "'").to_lowercase();
        let odd = lower.contains(['/', '_', '@']) || lower.starts_with('\'') || lower.len() > LONGEST;
        if odd || !lower.contains(char::is_alphanumeric) || lower.starts_with("pic.twitter.com") {
            return Vec::new();
        }
        if let Some(number) = self.number(&lower) {
            return vec![Term { stem: number, number: true }];
        }
        let parts = lower.split('-').filter(|part| !part.is_empty());
        parts.filter_map(|part| self.single(part)).collect()
    }

    /// Returns the term of a word without hyphens.
    fn single(&self, word: &str) -> Option<Term> {
        if let Some(number) = self.number(word) {
            return Some(Term { stem: number, number: true });
        }
        if self.lexicon.is_closed_class(word) {
            return None;
        }
        let stem = stem_of(&self.stemmer, word);
        (!stem.is_empty()).then_some(Term { stem, number: false })
    }

    /// Returns a number in digits, without separators and without final zeros after the decimal point; `None` if `word`
    /// is not a number.
    fn number(&self, word: &str) -> Option<String> {
        if let Some(count) = self.lexicon.count(word) {
            return Some(count.to_string());
        }
        let digits = word.replace(',', "");
        let shape = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') && digits.starts_with(|c: char| c != '.');
        let value = lexicon::decimal(&digits).filter(|_| shape)?;
        Some(value.to_string())
    }
}

/// The length of a sequence of letters, in characters. The space before and after each word counts as a letter.
const GRAM: usize = 4;
/// The number of different sequences. They are numbered by a hash of 16 bits; those that share a number are treated as
/// one.
pub const GRAMS: usize = 1 << 16;

/// Returns the numbers of the sequences of letters in one word; see [`super::grams`].
pub fn grams(word: &str) -> Vec<u16> {
    let letters: Vec<char> = [' '].into_iter().chain(word.chars()).chain([' ']).collect();
    let number = |gram: &[char]| {
        let mixed = gram.iter().fold(0x811c_9dc5u32, |hash, &c| (hash ^ c as u32).wrapping_mul(0x0100_0193));
        (mixed >> 16 ^ mixed & 0xffff) as u16
    };
    if letters.len() < GRAM { vec![number(&letters)] } else { letters.windows(GRAM).map(number).collect() }
}

/// Returns approximately the share of news sentences that contain `stem`. The table of rarity counts articles, which
/// have about twenty sentences.
pub fn news_share(stem: &str) -> f32 {
    const SENTENCES: f32 = 20.0;
    const RAREST: u32 = 13;
    let step = Rarity::get().step(stem).unwrap_or(RAREST);
    (-0.5 * step as f32).exp() / SENTENCES
}

/// Returns the words of a name in lower case, without titles and initials; the surname is the last.
pub fn name(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’' && c != '-');
    let names = &lexicon::get().names;
    let words = words.map(|word| word.replace('’', "'").to_lowercase()).filter(|word| word.chars().nth(1).is_some());
    let words: Vec<String> = words
        .filter(|word| {
            !matches!(names.part(word), Some(NamePart::Title(_) | NamePart::Suffix | NamePart::Letters))
                && word != "the"
        })
        .collect();
    let titles = words.iter().take_while(|word| names.head(word).is_some_and(|(head, _)| head.title)).count();
    let start = titles.min(words.len().saturating_sub(1));
    words[start..].to_vec()
}

/// Whether two results of [`name`] may be the same person or body: the last words are equal and, if both have several
/// words, one of the first words is the start of the other.
pub fn same_name(a: &[String], b: &[String]) -> bool {
    let (Some(last), Some(other)) = (a.last(), b.last()) else { return false };
    let given = a.len() < 2 || b.len() < 2 || a[0] == b[0] || a[0].starts_with(&*b[0]) || b[0].starts_with(&*a[0]);
    last == other && given
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_terms() {
        let analyzer = Analyzer::default();
        let terms = |word: &str| analyzer.terms(word).into_iter().map(|term| term.stem).collect::<Vec<_>>().join(" ");
        assert_eq!(
            ["ferries", "Ferry", "the", "3,000", "seven", "U.S.", "off-shore", "’s", "@ann", "—"].map(terms),
            ["ferri", "ferri", "", "3000", "7", "us", "shore", "", "", ""]
        );
        assert!(analyzer.terms("3.50")[0].number);
    }

    #[test]
    fn names_agree_in_surname_and_given_name() {
        let same = |a: &str, b: &str| same_name(&name(a), &name(b));
        assert!(same("MR. VALE", "Tom Vale") && same("President Vale", "Tom Vale Jr."));
        assert!(!same("Ann Vale", "Tom Vale") && !same("", "") && !same("Tom Vale", "Tom Hale"));
    }
}
