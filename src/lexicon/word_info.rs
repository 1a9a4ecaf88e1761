//! What the lexicon says about one word, looked up once and stored with the word.

use super::claim_words::{ClaimWord, ClaimWords};
use super::claims::Spelling;
use super::names::{Gender, Head, NamePart};
use super::verbs::{Cue, Form, Grammar};
use super::{Class, Classes, Lexicon};

/// What the lexicon says about a word.
#[derive(Clone, Debug)]
pub struct WordInfo {
    pub(super) classes: Classes,
    /// The claim cues that start with the word, or with the word without its "n't"; longest first.
    pub claims: &'static [Spelling],
    /// Its role in a name.
    pub part: Option<NamePart>,
    /// The gender of people with this first name, if it is one.
    pub first_name: Option<Gender>,
    /// What it says about a source as a head noun, and whether it is a plural.
    pub head: Option<(Head, bool)>,
    /// The event it names, if any.
    pub event: Option<&'static str>,
    /// Whether it may start a quantity. `false` is certain, `true` is not.
    pub counts: bool,
    /// Whether the capitalised word occurs almost only at the start of sentences.
    pub starts_sentences: bool,
    pub(super) around: ClaimWords,
    pub(super) verbs: &'static [(usize, Form)],
    pub(super) nouns: &'static [(usize, Form)],
}

/// The value for words in no table.
pub static UNKNOWN: WordInfo = WordInfo {
    classes: Classes::NONE,
    claims: &[],
    part: None,
    first_name: None,
    head: None,
    event: None,
    counts: false,
    starts_sentences: false,
    around: ClaimWords::NONE,
    verbs: &[],
    nouns: &[],
};

impl WordInfo {
    /// Whether the word belongs to `class`.
    pub fn is(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    /// Whether the word belongs to one of the classes.
    pub fn any(&self, classes: &[Class]) -> bool {
        classes.iter().any(|&class| self.is(class))
    }

    /// Whether the word is "who" or "which".
    pub fn is_relative(&self) -> bool {
        self.is(Class::RelativeSubject) && !self.is(Class::Complementiser)
    }

    /// Whether the word is "a" or "an".
    pub fn is_indefinite(&self) -> bool {
        self.is(Class::Article) && !self.is(Class::Definite)
    }

    /// Whether it belongs to any closed class.
    pub fn is_closed_class(&self) -> bool {
        self.classes.closed()
    }

    /// Whether it belongs to `class` in `claimwords.tsv`.
    pub fn is_claim_word(&self, class: ClaimWord) -> bool {
        self.around.has(class)
    }

    /// Returns the attributing verbs of which the word is a form.
    pub fn verbs(&self) -> impl Iterator<Item = (&'static Cue, Form)> + use<> {
        super::get().verbs.at(self.verbs)
    }

    /// Returns the attributing nouns of which the word is a form.
    pub fn nouns(&self) -> impl Iterator<Item = (&'static Cue, Form)> + use<> {
        super::get().nouns.at(self.nouns)
    }

    /// Whether the word is a form of an attributing verb that does not require a quotation next to it.
    pub fn is_verb(&self) -> bool {
        self.verbs().any(|(cue, _)| !cue.takes(Grammar::Manner))
    }

    /// Whether the word is a form of an attributing noun.
    pub fn is_noun(&self) -> bool {
        !self.nouns.is_empty()
    }
}

impl Lexicon {
    /// Looks up `word` (lower case) in the tables.
    pub fn known(&'static self, word: &str) -> WordInfo {
        WordInfo {
            classes: self.classes.get(word).copied().unwrap_or_default(),
            claims: self.claims.starting(uncontracted(word).0),
            part: self.names.part(word),
            first_name: self.names.first_name(word),
            head: self.names.head(word),
            event: self.event(word),
            counts: self.may_count(word),
            starts_sentences: super::text_words::get().starts_sentences(word),
            around: self.around.get(word).copied().unwrap_or_default(),
            verbs: self.verbs.entries(word),
            nouns: self.nouns.entries(word),
        }
    }

    fn may_count(&self, word: &str) -> bool {
        word.starts_with(|c: char| c.is_ascii_digit())
            || matches!(word, "a" | "an")
            || word.contains(['-', '‑'])
            || super::quantity(word).is_some()
            || self.counts.contains(word)
    }
}

/// Returns the word without "n't", and whether it had it: `("could", true)` for "couldn't". "won't" is read as
/// "wouldn't": the tables of cues have the form with "would" ("would not comment").
pub fn uncontracted(word: &str) -> (&str, bool) {
    match word.strip_suffix("n't") {
        Some("ca") => ("can", true),
        Some("wo") => ("would", true),
        Some(first) => (first, true),
        None => (word, false),
    }
}
