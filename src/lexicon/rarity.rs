//! How common stems are in news, and which stems are synonyms. Read separately from the other tables, because only
//! comparison needs them.

use std::sync::OnceLock;

use super::{Table, shipped};
use crate::word_map::WordMap;

pub(super) const RARITY: Table = shipped!("lexicon/rarity.tsv");
pub(super) const SYNONYMS: Table = shipped!("lexicon/synonyms.tsv");

/// Both tables, parsed.
#[derive(Debug)]
pub struct Rarity {
    steps: WordMap<u32>,
    synonyms: WordMap<&'static str>,
}

impl Rarity {
    /// Returns the tables, which are read on first use.
    pub fn get() -> &'static Self {
        static TABLES: OnceLock<Rarity> = OnceLock::new();
        TABLES.get_or_init(|| {
            let step = |row: super::Row<'static>| row.get(0).parse().unwrap_or_default();
            Self {
                steps: RARITY.rows().flat_map(|row| row.list(1).map(move |stem| (stem, step(row)))).collect(),
                synonyms: SYNONYMS.rows().flat_map(|row| row.list(1).map(move |stem| (stem, row.get(0)))).collect(),
            }
        })
    }

    /// Returns the step of rarity of `stem` in news, which is higher for rarer stems. Returns `None` if it is rarer
    /// than every listed stem.
    pub fn step(&self, stem: &str) -> Option<u32> {
        self.steps.get(stem).copied()
    }

    /// Returns the stem that represents `stem` and its synonyms, if it has any.
    pub fn synonym(&self, stem: &str) -> Option<&'static str> {
        self.synonyms.get(stem).copied()
    }
}
