//! The sentences that people read, from the tables under `corpus/i18n`.

use rustc_hash::FxHashMap as HashMap;
use std::sync::OnceLock;

const ENGLISH: &str = include_str!("../corpus/i18n/en.tsv");

fn english() -> &'static HashMap<&'static str, &'static str> {
    static TABLE: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    TABLE.get_or_init(|| {
        ENGLISH.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')).collect()
    })
}

/// The English text under `key`; the key itself where the table has none, so that a gap is seen.
pub fn text(key: &str) -> &str {
    english().get(key).copied().unwrap_or(key)
}

/// The sentence that explains the rule `id` to a reader.
pub fn rule(id: &str) -> &str {
    english().get(format!("rule.{id}").as_str()).copied().unwrap_or("")
}
