//! Words that matter for segmenting a text, from `text.tsv`. Read separately from the other tables, because programs
//! that only read files need no others.

use std::sync::OnceLock;

use super::TEXT;
use crate::word_map::WordMap;

/// The classes of the table that are looked up here. Each is a bit of a word's value.
const CLASSES: [&str; 8] = ["abbreviation", "numbered", "closing", "elision", "byline", "start", "zone", "clitic"];
const ABBREVIATION: u8 = 1;
const NUMBERED: u8 = 1 << 1;
const CLOSING: u8 = 1 << 2;
const ELISION: u8 = 1 << 3;
const BYLINE: u8 = 1 << 4;
const START: u8 = 1 << 5;
const ZONE: u8 = 1 << 6;
const CLITIC: u8 = 1 << 7;

/// The parsed table.
#[derive(Debug, Default)]
pub struct TextWords(WordMap<u8>);

/// Returns the table, which is read on first use.
pub fn get() -> &'static TextWords {
    static WORDS: OnceLock<TextWords> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut words = TextWords::default();
        for row in TEXT.rows() {
            if let Some(class) = CLASSES.iter().position(|class| *class == row.get(1)) {
                *words.0.entry(row.get(0)) |= 1 << class;
            }
        }
        words
    })
}

impl TextWords {
    /// Whether `word` (lower case, without its last full stop) is an abbreviation, whose full stop does not end a
    /// sentence.
    pub fn is_abbreviation(&self, word: &str) -> bool {
        self.has(word, ABBREVIATION)
    }

    /// Whether `word`, as written, is an abbreviation that precedes a number: "No. 9", "fig. 3". The lower-case "no"
    /// is an answer instead.
    pub fn is_numbered(&self, word: &str) -> bool {
        word != "no" && self.has(&word.to_lowercase(), NUMBERED)
    }

    /// Whether `word` (lower case, with its full stop) often ends a sentence: "9 p.m."
    pub fn is_closing(&self, word: &str) -> bool {
        word.strip_suffix('.').is_some_and(|word| self.has(word, CLOSING))
    }

    /// Whether `word` (lower case) may follow an apostrophe for omitted letters: `em` in 'em.
    pub fn is_elision(&self, word: &str) -> bool {
        self.has(word, ELISION)
    }

    /// Whether `word` (lower case) starts a byline.
    pub fn opens_byline(&self, word: &str) -> bool {
        self.has(word, BYLINE)
    }

    /// Whether the capitalised `word` (given in lower case) occurs almost only at the start of a sentence.
    pub fn starts_sentences(&self, word: &str) -> bool {
        self.has(word, START)
    }

    /// Whether `word` (lower case) names a time zone: "9 p.m. Eastern".
    pub fn is_zone(&self, word: &str) -> bool {
        self.has(word, ZONE)
    }

    /// Whether `word` (lower case) with an apostrophe before it is a clitic: `s` in it's.
    pub fn is_clitic(&self, word: &str) -> bool {
        self.has(word, CLITIC)
    }

    fn has(&self, word: &str, class: u8) -> bool {
        self.0.get(word).is_some_and(|classes| classes & class != 0)
    }
}
