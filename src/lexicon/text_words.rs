//! Words that matter to how a text is cut, from `text.tsv`. Read apart from the other tables: who reads files needs no others.

use std::sync::OnceLock;

use super::TEXT;
use crate::word_map::WordMap;

/// The classes of the table that are looked up here; each is a bit of a word's value.
const CLASSES: [&str; 6] = ["abbreviation", "numbered", "closing", "elision", "byline", "start"];
const ABBREVIATION: u8 = 1;
const NUMBERED: u8 = 1 << 1;
const CLOSING: u8 = 1 << 2;
const ELISION: u8 = 1 << 3;
const BYLINE: u8 = 1 << 4;
const START: u8 = 1 << 5;

/// The table, read.
#[derive(Debug, Default)]
pub struct TextWords(WordMap<u8>);

/// The table, read on first use.
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
    /// Whether `word` (lower case, without its last stop) is written with a full stop that ends no sentence.
    pub fn is_abbreviation(&self, word: &str) -> bool {
        self.has(word, ABBREVIATION)
    }

    /// Whether `word`, as written, is an abbreviation before a number: "No. 9", "fig. 3". "no" in lower case is an
    /// answer.
    pub fn is_numbered(&self, word: &str) -> bool {
        word != "no" && self.has(&word.to_lowercase(), NUMBERED)
    }

    /// Whether `word` (lower case, with its stop) often stands at the end of a sentence: "9 p.m."
    pub fn is_closing(&self, word: &str) -> bool {
        word.strip_suffix('.').is_some_and(|word| self.has(word, CLOSING))
    }

    /// Whether `word` (lower case) is what is left behind an apostrophe: `em` of 'em.
    pub fn is_elision(&self, word: &str) -> bool {
        self.has(word, ELISION)
    }

    /// Whether `word` (lower case) opens the line that says who wrote an article.
    pub fn opens_byline(&self, word: &str) -> bool {
        self.has(word, BYLINE)
    }

    /// Whether a capitalised `word` (given in lower case) hardly stands anywhere but at the start of a sentence.
    pub fn starts_sentences(&self, word: &str) -> bool {
        self.has(word, START)
    }

    fn has(&self, word: &str, class: u8) -> bool {
        self.0.get(word).is_some_and(|classes| classes & class != 0)
    }
}
