//! The words that the rules know, from the tables under `corpus/lexicon`.
//!
//! A table is tab-separated: one row an entry, `#` starts a comment line, the first row names the columns. The tables
//! are compiled in and read once; a row that does not fit is skipped, and a test names its file and line.

mod table;

use std::collections::HashSet;
use std::sync::OnceLock;

pub use table::Table;

const TEXT: Table = Table::new("text.tsv", include_str!("../../corpus/lexicon/text.tsv"));

/// All tables, read.
#[derive(Debug, Default)]
pub struct Lexicon {
    abbreviations: HashSet<&'static str>,
    elisions: HashSet<&'static str>,
    sentence_starts: HashSet<&'static str>,
}

/// The lexicon, read on first use.
pub fn get() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::read)
}

impl Lexicon {
    fn read() -> Self {
        let class = |name: &str| TEXT.rows().filter(|row| row.get(1) == name).map(|row| row.get(0)).collect();
        Self { abbreviations: class("abbreviation"), elisions: class("elision"), sentence_starts: class("start") }
    }

    /// Whether `word` (lower case, without its last stop) is written with a full stop that ends no sentence.
    pub fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.contains(word)
    }

    /// Whether `word` (lower case) is what is left behind an apostrophe: `em` of 'em.
    pub fn is_elision(&self, word: &str) -> bool {
        self.elisions.contains(word)
    }

    /// Whether a capitalised `word` (given in lower case) hardly stands anywhere but at the start of a sentence.
    pub fn starts_sentences(&self, word: &str) -> bool {
        self.sentence_starts.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_have_no_faults() {
        assert_eq!(TEXT.faults(), Vec::<String>::new());
        assert!(get().is_abbreviation("mr") && get().is_elision("em") && get().starts_sentences("the"));
    }
}
