//! Words that show whether the accounts of two articles differ, from `comparison_words.tsv`. Read separately from
//! the other tables, because only comparison needs them.

use std::sync::OnceLock;

use super::{Table, shipped};
use crate::named_enum::named_enum;
use crate::word_map::WordMap;

pub(super) const TABLE: Table = shipped!("lexicon/comparison_words.tsv");

named_enum! {
    /// A class of these words. The comment at the top of the table explains each one.
    #[allow(missing_docs, reason = "the names are the classes of the table")]
    pub enum ComparisonWord {
        People = "people",
        Grow = "grow",
        Latest = "latest",
        Light = "light",
        Part = "part",
        Dead = "dead",
        Alive = "alive",
        Gratitude = "gratitude",
        Building = "building",
        Stamp = "stamp",
        Generic = "generic",
        Harm = "harm",
        At = "at",
        Several = "several",
        Day = "day",
        DayBefore = "day-before",
        DayAfter = "day-after",
        Hedge = "hedge",
        Score = "score",
        Rising = "rising",
        StampFirst = "stamp-first",
        Rest = "rest",
        Killing = "killing",
        Age = "age",
    }
}

/// Whether `word` (lower case) belongs to `class`.
pub fn is(word: &str, class: ComparisonWord) -> bool {
    static WORDS: OnceLock<WordMap<u32>> = OnceLock::new();
    let table = WORDS.get_or_init(|| {
        let mut out: WordMap<u32> = WordMap::default();
        for row in TABLE.rows() {
            let bit = ComparisonWord::of_name(row.get(0)).map_or(0, |class| 1 << class as u32);
            row.list(1).for_each(|word| *out.entry(word) |= bit);
        }
        out
    });
    table.get(word).is_some_and(|classes| classes & 1 << class as u32 != 0)
}
