//! Words that show whether the accounts of two articles differ, read from `accounts.tsv`. Read separately from the
//! other tables, because only comparison needs them.

use std::sync::OnceLock;

use super::{Table, shipped};
use crate::word_map::WordMap;

pub(super) const ACCOUNTS: Table = shipped!("lexicon/accounts.tsv");

/// Whether `word` (lower case) belongs to `class`; the comment at the top of the table explains the classes.
pub fn is(word: &str, class: &str) -> bool {
    static TABLE: OnceLock<WordMap<Vec<&'static str>>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut out: WordMap<Vec<&'static str>> = WordMap::default();
        for row in ACCOUNTS.rows() {
            row.list(1).for_each(|word| out.entry(word).push(row.get(0)));
        }
        out
    });
    table.get(word).is_some_and(|classes| classes.contains(&class))
}
