//! Words that show how much there is to check in a sentence, read from `check-worthiness.tsv`.

use std::sync::OnceLock;

use super::Table;
use crate::named_enum::named_enum;
use crate::word_map::WordMap;

named_enum! {
    /// A feature of a sentence, except for the last two, which say how to read other words. The comment at the top of
    /// the table explains these two, and the rules of `check_worthiness::weights` explain the others.
    #[allow(missing_docs, reason = "the names are those of the tables")]
    pub enum Feature {
        Figure = "figure",
        Amount = "amount",
        Date = "date",
        Compare = "compare",
        Change = "change",
        Superlative = "superlative",
        Quantity = "quantity",
        Cause = "cause",
        Statistic = "statistic",
        Event = "event",
        Record = "record",
        Name = "name",
        Past = "past",
        BePast = "be-past",
        Opinion = "opinion",
        Judgement = "judgement",
        Future = "future",
        Wish = "wish",
        Guess = "guess",
        Condition = "condition",
        Question = "question",
        Greeting = "greeting",
        Address = "address",
        Oneself = "self",
        Boilerplate = "boilerplate",
        Short = "short",
        NoPast = "no-past",
        Perfect = "perfect",
    }
}

/// The table, keyed by the first word of each entry.
#[derive(Debug, Default)]
pub struct CheckWorthinessWords {
    entries: WordMap<Vec<Entry>>,
}

/// A word or phrase, and the sentence feature that it indicates.
#[derive(Debug)]
pub struct Entry {
    /// The feature that it indicates.
    pub feature: Feature,
    /// The words after the first; empty for a single word.
    pub more: Vec<&'static str>,
}

/// Returns the table. It is read on first use and separately from the others, because programs that show no
/// check-worthiness do not need it.
pub fn get() -> &'static CheckWorthinessWords {
    static CHECK_WORTHINESS: OnceLock<CheckWorthinessWords> = OnceLock::new();
    CHECK_WORTHINESS.get_or_init(|| CheckWorthinessWords::read(super::CHECK_WORTHINESS))
}

impl CheckWorthinessWords {
    fn read(table: Table<'static>) -> Self {
        let mut entries: WordMap<Vec<Entry>> = WordMap::default();
        for row in table.rows() {
            let Some(feature) = Feature::of_name(row.get(0)) else { continue };
            for entry in row.list(1) {
                let mut words = entry.split(' ');
                let Some(first) = words.next() else { continue };
                entries.entry(first).push(Entry { feature, more: words.collect() });
            }
        }
        Self { entries }
    }

    /// Returns the entries that start with `word` (lower case).
    pub fn starting(&self, word: &str) -> &[Entry] {
        self.entries.get(word).map_or(&[], Vec::as_slice)
    }
}
