//! Words that show how much there is to check in a sentence, read from `check-worthiness.tsv`.

use std::sync::OnceLock;

use super::Table;
use crate::word_map::WordMap;

/// The table, keyed by the first word of each entry.
#[derive(Debug, Default)]
pub struct CheckWorthinessWords {
    entries: WordMap<Vec<Entry>>,
}

/// A word or phrase, and the sentence feature that it indicates.
#[derive(Debug)]
pub struct Entry {
    /// The name of the feature, a row of `corpus/model/check-worthiness.tsv`.
    pub feature: &'static str,
    /// The words after the first; empty for a single word.
    pub more: Vec<&'static str>,
}

/// The table, read on first use and separately from the others, because programs that show no check-worthiness do not
/// need it.
pub fn get() -> &'static CheckWorthinessWords {
    static CHECK_WORTHINESS: OnceLock<CheckWorthinessWords> = OnceLock::new();
    CHECK_WORTHINESS.get_or_init(|| CheckWorthinessWords::read(super::CHECK_WORTHINESS))
}

impl CheckWorthinessWords {
    fn read(table: Table<'static>) -> Self {
        let mut entries: WordMap<Vec<Entry>> = WordMap::default();
        for row in table.rows() {
            for entry in row.list(1) {
                let mut words = entry.split(' ');
                let Some(first) = words.next() else { continue };
                entries.entry(first).push(Entry { feature: row.get(0), more: words.collect() });
            }
        }
        Self { entries }
    }

    /// The entries that start with `word` (lower case).
    pub fn starting(&self, word: &str) -> &[Entry] {
        self.entries.get(word).map_or(&[], Vec::as_slice)
    }
}
