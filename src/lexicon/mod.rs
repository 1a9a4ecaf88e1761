//! The words that the rules use, read from the tables under `corpus/lexicon`.
//!
//! A table is tab-separated with one entry per row; `#` starts a comment line, and the first row names the columns.
//! The tables are compiled in column by column and read once. Malformed rows are skipped; a test reports their file
//! and line.

pub mod boilerplate;
pub mod check_worthiness;
mod claim_words;
pub mod claims;
mod class;
pub mod comparison_words;
pub mod names;
mod quantities;
pub mod rarity;
mod table;
pub mod text_words;
pub mod verbs;
mod word_info;

use std::sync::OnceLock;

pub use claim_words::ClaimWord;
use claim_words::ClaimWords;
use claims::ClaimCues;
pub use class::Class;
use class::Classes;
use names::Names;
pub use quantities::{BaseUnit, QuantityClass, QuantityWord, quantity};
pub(crate) use table::shipped;
pub use table::{Row, Table, decimal};
use verbs::{Cue, Cues};
pub use word_info::{UNKNOWN, WordInfo, uncontracted};

use crate::model::Act;
use crate::word_map::WordMap;

const VERBS: Table = shipped!("lexicon/verbs.tsv");
const NOUNS: Table = shipped!("lexicon/nouns.tsv");
const WORDS: Table = shipped!("lexicon/words.tsv");
const CLAIMS: Table = shipped!("lexicon/claims.tsv");
const CLAIM_WORDS: Table = shipped!("lexicon/claimwords.tsv");
const EVENTS: Table = shipped!("lexicon/events.tsv");
const MEASURES: Table = shipped!("lexicon/measures.tsv");
const COUNTS: Table = shipped!("lexicon/counts.tsv");
const ACTS: Table = shipped!("lexicon/acts.tsv");
const CUE_WORDS: Table = shipped!("lexicon/cuewords.tsv");
const CHECK_WORTHINESS: Table = shipped!("lexicon/check-worthiness.tsv");
const BOILERPLATE: Table = shipped!("lexicon/boilerplate.tsv");
const TEXT: Table = shipped!("lexicon/text.tsv");
const OPPOSITES: Table = shipped!("lexicon/opposites.tsv");

/// The parsed tables, except for those that their modules read separately.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Attributing verbs.
    pub verbs: Cues,
    /// Attributing nouns.
    pub nouns: Cues,
    /// First names, titles, head nouns, places and news outlets.
    pub names: Names,
    /// Cues that show how a claim is presented.
    pub claims: ClaimCues,
    around: WordMap<ClaimWords>,
    events: WordMap<&'static str>,
    measures: WordMap<Row<'static>>,
    acts: Cues,
    cue_words: Cues,
    counts: WordMap<usize>,
    classes: WordMap<Classes>,
    opposites: Vec<(&'static str, &'static str)>,
}

/// Returns the lexicon, which is read on first use.
pub fn get() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::read)
}

impl Lexicon {
    fn read() -> Self {
        let mut classes: WordMap<Classes> = WordMap::default();
        for row in WORDS.rows() {
            if let Some(class) = Class::read(row.get(1)) {
                let classes = classes.entry(row.get(0));
                *classes = classes.with(class);
            }
        }
        Self {
            verbs: Cues::read(VERBS, true),
            nouns: Cues::read(NOUNS, false),
            names: Names::read(),
            claims: ClaimCues::read(CLAIMS),
            around: ClaimWords::read(CLAIM_WORDS),
            events: EVENTS.rows().flat_map(|row| row.list(1).map(move |form| (form, row.get(0)))).collect(),
            measures: MEASURES.rows().flat_map(|row| row.list(1).map(move |form| (form, row))).collect(),
            acts: Cues::read_acts(ACTS),
            cue_words: Cues::read_acts(CUE_WORDS),
            counts: COUNTS.rows().filter_map(|row| Some((row.get(0), row.get(1).parse().ok()?))).collect(),
            classes,
            opposites: OPPOSITES.rows().map(|row| (row.get(0), row.get(1))).collect(),
        }
    }

    /// Whether `word` (lower case) belongs to `class`.
    pub fn is(&self, word: &str, class: Class) -> bool {
        self.classes.get(word).is_some_and(|classes| classes.has(class))
    }

    /// Whether `word` (lower case) belongs to any closed class.
    pub fn is_closed_class(&self, word: &str) -> bool {
        self.classes.get(word).is_some_and(|classes| classes.closed())
    }

    /// Whether `word` (lower case) belongs to `class` in `claimwords.tsv`.
    pub fn is_claim_word(&self, word: &str, class: ClaimWord) -> bool {
        self.around.get(word).is_some_and(|classes| classes.has(class))
    }

    /// Returns pairs of words (lower case) that cannot both apply to the same thing.
    pub fn opposites(&self) -> &[(&'static str, &'static str)] {
        &self.opposites
    }

    /// Returns the event that `word` (lower case) names, if any.
    pub fn event(&self, word: &str) -> Option<&'static str> {
        self.events.get(word).copied()
    }

    /// Returns the property that `word` (lower case) names, if it is measured in `unit`.
    pub fn measure(&self, word: &str, unit: BaseUnit) -> Option<&'static str> {
        self.measures.get(word).filter(|row| row.list(2).any(|one| one == unit.name())).map(|row| row.get(0))
    }

    /// Returns the cue that determines which act `word` (lower case) shows, or `None` if no table has the word. If
    /// there are several, other acts take precedence over attitudes.
    pub fn acting(&self, word: &str) -> Option<&Cue> {
        let mut found = self.verbs.of(word).chain(self.nouns.of(word)).chain(self.acts.of(word)).map(|(cue, _)| cue);
        let first = found.next()?;
        Some(if first.attitude() { found.find(|cue| !cue.attitude()).unwrap_or(first) } else { first })
    }

    /// Returns the act that `word` (lower case) gives to a cue that contains or precedes it, if any. See the comment at
    /// the top of `cuewords.tsv`.
    pub fn turns_to(&self, word: &str) -> Option<Act> {
        self.cue_words.of(word).next().map(|(cue, _)| cue.act)
    }

    /// Returns the number written as `word` (lower case), in digits or as a word.
    pub fn count(&self, word: &str) -> Option<usize> {
        word.replace(',', "").parse().ok().or_else(|| self.counts.get(word).copied())
    }
}

#[cfg(test)]
mod tests {
    use super::comparison_words::ComparisonWord;
    use super::*;

    #[test]
    fn the_tables_have_no_faults() {
        for table in std::fs::read_dir("corpus/lexicon").into_iter().flatten().flatten() {
            let path = format!("lexicon/{}", table.file_name().to_string_lossy());
            assert_eq!(table::faults(&path), Vec::<String>::new());
        }
        for path in ["model/check-worthiness.tsv", "model/cue_words.tsv"] {
            assert_eq!(table::faults(path), Vec::<String>::new());
        }
        assert!(WORDS.rows().all(|row| Class::read(row.get(1)).is_some()));
        assert!(CLAIMS.rows().all(claims::fits));
        assert!(comparison_words::TABLE.rows().all(|row| ComparisonWord::of_name(row.get(0)).is_some()));
        let known =
            |row: Row<'_>| QuantityClass::of_name(row.get(1)).is_some() && BaseUnit::of_name(row.get(4)).is_some();
        assert!(quantities::TABLE.rows().all(known));
        assert!(CHECK_WORTHINESS.rows().all(|row| check_worthiness::Feature::of_name(row.get(0)).is_some()));
        assert!(CLAIM_WORDS.rows().all(|row| ClaimWord::of_name(row.get(1)).is_some()));
        let words = text_words::get();
        assert!(words.is_abbreviation("mr") && words.is_elision("em") && words.starts_sentences("the"));
    }
}
