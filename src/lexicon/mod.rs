//! The words that the rules use, read from the tables under `corpus/lexicon`.
//!
//! A table is tab-separated with one entry per row; `#` starts a comment line, and the first row names the columns.
//! The tables are compiled in column by column and read once. Malformed rows are skipped; a test reports their file
//! and line.

pub mod accounts;
pub mod boilerplate;
pub mod check_worthiness;
pub mod claims;
pub mod names;
pub mod rarity;
mod table;
pub mod text_words;
pub mod verbs;
mod word_info;

use std::sync::OnceLock;

use claims::ClaimCues;
use names::Names;
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
const QUANTITIES: Table = shipped!("lexicon/quantities.tsv");
const BOILERPLATE: Table = shipped!("lexicon/boilerplate.tsv");
const TEXT: Table = shipped!("lexicon/text.tsv");
const OPPOSITES: Table = shipped!("lexicon/opposites.tsv");

/// All tables, parsed.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Attributing verbs.
    pub verbs: Cues,
    /// Attributing nouns.
    pub nouns: Cues,
    /// First names, titles, head nouns, places, news outlets.
    pub names: Names,
    /// Cues that show how a claim is presented.
    pub claims: ClaimCues,
    around: WordMap<Vec<&'static str>>,
    events: WordMap<&'static str>,
    measures: WordMap<Row<'static>>,
    acts: Cues,
    cue_words: Cues,
    counts: WordMap<usize>,
    classes: WordMap<Classes>,
    opposites: Vec<(&'static str, &'static str)>,
}

/// A row of `quantities.tsv`. The comment at the top of the table explains the columns.
#[derive(Clone, Copy, Debug)]
pub struct QuantityWord {
    /// `vague`, `scale`, `unit`, `money`, `bound` …
    pub class: &'static str,
    /// The smallest value, or the factor.
    pub low: f64,
    /// The largest value, or the factor; equal to `low` if the row gives none.
    pub high: f64,
    /// The base unit; empty if there is none.
    pub unit: &'static str,
}

impl QuantityWord {
    fn read(row: Row<'static>) -> Option<Self> {
        let low = decimal(row.get(2))?;
        let high = if row.get(3) == "inf" { f64::INFINITY } else { decimal(row.get(3)).unwrap_or(low) };
        Some(Self { class: row.get(1), low, high, unit: row.get(4) })
    }
}

/// What `word` (lower case; up to three words for bounds) does to an adjacent number. Read separately from the other
/// tables.
pub fn quantity(word: &str) -> Option<QuantityWord> {
    static TABLE: OnceLock<WordMap<QuantityWord>> = OnceLock::new();
    let read = || QUANTITIES.rows().filter_map(|row| Some((row.get(0), QuantityWord::read(row)?))).collect();
    TABLE.get_or_init(read).get(word).copied()
}

/// The word classes of `words.tsv`, whose head explains them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the classes of the table")]
pub enum Class {
    Pronoun,
    Object,
    Nobody,
    Determiner,
    Preposition,
    Subordinator,
    Conjunction,
    Relative,
    Auxiliary,
    Be,
    Negation,
    Adverb,
    Day,
    Month,
    Time,
    Addressee,
    Forum,
    Answer,
    AlsoNoun,
    NoContent,
    Past,
    Article,
    Possessive,
    Demonstrative,
    FirstPerson,
    Whether,
    Question,
    Modal,
    Possible,
    Locative,
    Temporal,
    NearTime,
    Attaching,
    Topic,
    Agentive,
    Complement,
    Unspecific,
    Occurrence,
    Poll,
    Report,
    Medium,
    Calling,
    Circumstance,
    ClauseOpener,
    Adversative,
    Plural,
    Clock,
    RelativeSubject,
    Belonging,
    NonFinite,
}

impl Class {
    const ALL: [(&'static str, Class); 50] = [
        ("pronoun", Class::Pronoun),
        ("object", Class::Object),
        ("nobody", Class::Nobody),
        ("determiner", Class::Determiner),
        ("preposition", Class::Preposition),
        ("subordinator", Class::Subordinator),
        ("conjunction", Class::Conjunction),
        ("relative", Class::Relative),
        ("auxiliary", Class::Auxiliary),
        ("be", Class::Be),
        ("negation", Class::Negation),
        ("adverb", Class::Adverb),
        ("day", Class::Day),
        ("month", Class::Month),
        ("time", Class::Time),
        ("addressee", Class::Addressee),
        ("forum", Class::Forum),
        ("answer", Class::Answer),
        ("also-noun", Class::AlsoNoun),
        ("no-content", Class::NoContent),
        ("past", Class::Past),
        ("article", Class::Article),
        ("possessive", Class::Possessive),
        ("demonstrative", Class::Demonstrative),
        ("first-person", Class::FirstPerson),
        ("whether", Class::Whether),
        ("question", Class::Question),
        ("modal", Class::Modal),
        ("possible", Class::Possible),
        ("locative", Class::Locative),
        ("temporal", Class::Temporal),
        ("near-time", Class::NearTime),
        ("attaching", Class::Attaching),
        ("topic", Class::Topic),
        ("agentive", Class::Agentive),
        ("complement", Class::Complement),
        ("unspecific", Class::Unspecific),
        ("occurrence", Class::Occurrence),
        ("poll", Class::Poll),
        ("report", Class::Report),
        ("medium", Class::Medium),
        ("calling", Class::Calling),
        ("circumstance", Class::Circumstance),
        ("clause-opener", Class::ClauseOpener),
        ("adversative", Class::Adversative),
        ("plural", Class::Plural),
        ("clock", Class::Clock),
        ("relative-subject", Class::RelativeSubject),
        ("belonging", Class::Belonging),
        ("non-finite", Class::NonFinite),
    ];

    /// The classes by which [`Lexicon::is_closed_class`] knows a word. The others divide these further, or hold nouns
    /// and verbs.
    const CLOSED: [Class; 15] = [
        Class::Pronoun,
        Class::Object,
        Class::Nobody,
        Class::Determiner,
        Class::Preposition,
        Class::Subordinator,
        Class::Conjunction,
        Class::Relative,
        Class::Auxiliary,
        Class::Be,
        Class::Negation,
        Class::Adverb,
        Class::Day,
        Class::Month,
        Class::Time,
    ];

    fn read(name: &str) -> Option<Class> {
        Self::ALL.iter().find(|(n, _)| *n == name).map(|&(_, class)| class)
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Classes(u64);

impl Classes {
    fn with(self, class: Option<Class>) -> Self {
        Self(self.0 | class.map_or(0, |class| 1 << class as u32))
    }

    /// Whether one of them is a closed class.
    fn closed(self) -> bool {
        self.0 & Class::CLOSED.iter().fold(Self::default(), |all, &class| all.with(Some(class))).0 != 0
    }

    fn has(self, class: Class) -> bool {
        self.0 & 1 << class as u32 != 0
    }
}

/// The lexicon, read on first use.
pub fn get() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::read)
}

impl Lexicon {
    fn read() -> Self {
        let mut around: WordMap<Vec<&'static str>> = WordMap::default();
        for row in CLAIM_WORDS.rows() {
            around.entry(row.get(0)).push(row.get(1));
        }
        let mut classes: WordMap<Classes> = WordMap::default();
        for row in WORDS.rows() {
            let class = classes.entry(row.get(0));
            *class = class.with(Class::read(row.get(1)));
        }
        Self {
            verbs: Cues::read(VERBS, true),
            nouns: Cues::read(NOUNS, false),
            names: Names::read(),
            claims: ClaimCues::read(CLAIMS),
            around,
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
    pub fn is_claim_word(&self, word: &str, class: &str) -> bool {
        self.around.get(word).is_some_and(|classes| classes.contains(&class))
    }

    /// Pairs of words (lower case) that cannot both apply to the same thing.
    pub fn opposites(&self) -> &[(&'static str, &'static str)] {
        &self.opposites
    }

    /// The event named by `word` (lower case).
    pub fn event(&self, word: &str) -> Option<&'static str> {
        self.events.get(word).copied()
    }

    /// The property that `word` (lower case) names, if it is measured in `unit`.
    pub fn measure(&self, word: &str, unit: &str) -> Option<&'static str> {
        self.measures.get(word).filter(|row| row.list(2).any(|one| one == unit)).map(|row| row.get(0))
    }

    /// The cue that determines which act `word` (lower case) shows, or `None` if no table has the word. Other acts
    /// take precedence over attitudes.
    pub fn acting(&self, word: &str) -> Option<&Cue> {
        let mut found = self.verbs.of(word).chain(self.nouns.of(word)).chain(self.acts.of(word)).map(|(cue, _)| cue);
        let first = found.next()?;
        Some(if first.attitude() { found.find(|cue| !cue.attitude()).unwrap_or(first) } else { first })
    }

    /// The act that `word` (lower case) gives to a cue that contains or precedes it. See the comment at the top of
    /// `cuewords.tsv`.
    pub fn turns_to(&self, word: &str) -> Option<Act> {
        self.cue_words.of(word).next().map(|(cue, _)| cue.act)
    }

    /// The number written as `word` (lower case), in digits or as a word.
    pub fn count(&self, word: &str) -> Option<usize> {
        word.replace(',', "").parse().ok().or_else(|| self.counts.get(word).copied())
    }
}

#[cfg(test)]
mod tests {
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
        let words = text_words::get();
        assert!(words.is_abbreviation("mr") && words.is_elision("em") && words.starts_sentences("the"));
    }
}
