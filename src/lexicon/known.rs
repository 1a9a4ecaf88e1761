//! What the tables say of one word, looked up once and kept with the word.

use super::claims::Spelling;
use super::names::{Gender, Head, Part};
use super::verbs::{Cue, Form, Grammar};
use super::{Class, Classes, Lexicon};

/// What the tables say of a word.
#[derive(Clone, Debug)]
pub struct Known {
    pub(super) classes: Classes,
    /// The claim cues that start with the word, or with what it is without its "n't", longest first.
    pub claims: &'static [Spelling],
    /// What it does in a name.
    pub part: Option<Part>,
    /// Whose first name it is.
    pub first_name: Option<Gender>,
    /// What sort of source it makes as a noun, and whether it is a plural.
    pub head: Option<(Head, bool)>,
    /// The event that it names.
    pub event: Option<&'static str>,
    /// Whether a quantity can start with it; no means no.
    pub counts: bool,
    /// Whether it opens hardly anything but sentences where it has a capital.
    pub starts_sentences: bool,
    pub(super) around: &'static [&'static str],
    pub(super) verbs: &'static [(usize, Form)],
    pub(super) nouns: &'static [(usize, Form)],
}

/// What is known of a word that no table has.
pub static UNKNOWN: Known = Known {
    classes: Classes(0),
    claims: &[],
    part: None,
    first_name: None,
    head: None,
    event: None,
    counts: false,
    starts_sentences: false,
    around: &[],
    verbs: &[],
    nouns: &[],
};

impl Known {
    /// Whether the word is of the closed class `class`.
    pub fn is(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    /// Whether it is of any closed class.
    pub fn is_closed_class(&self) -> bool {
        self.classes.closed()
    }

    /// Whether it is of the class `class` of `claimwords.tsv`.
    pub fn is_claim_word(&self, class: &str) -> bool {
        self.around.contains(&class)
    }

    /// The verbs that attribute and that the word is a form of.
    pub fn verbs(&self) -> impl Iterator<Item = (&'static Cue, Form)> + use<> {
        super::get().verbs.at(self.verbs)
    }

    /// The nouns that attribute and that the word is a form of.
    pub fn nouns(&self) -> impl Iterator<Item = (&'static Cue, Form)> + use<> {
        super::get().nouns.at(self.nouns)
    }

    /// Whether the word is a form of a verb that attributes, and not only beside a quotation.
    pub fn is_verb(&self) -> bool {
        self.verbs().any(|(cue, _)| !cue.takes(Grammar::Manner))
    }

    /// Whether the word is a form of a noun that attributes.
    pub fn is_noun(&self) -> bool {
        !self.nouns.is_empty()
    }
}

impl Lexicon {
    /// What the tables say of `word` (lower case).
    pub fn known(&'static self, word: &str) -> Known {
        Known {
            classes: self.classes.get(word).copied().unwrap_or_default(),
            claims: self.claims.starting(uncontracted(word).0),
            part: self.names.part(word),
            first_name: self.names.first_name(word),
            head: self.names.head(word),
            event: self.event(word),
            counts: self.may_count(word),
            starts_sentences: super::text_words::get().starts_sentences(word),
            around: self.around.get(word).map_or(&[], Vec::as_slice),
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

/// The word without its "n't", and whether it had one: "couldn't" is "could not".
pub fn uncontracted(word: &str) -> (&str, bool) {
    match word.strip_suffix("n't") {
        Some("ca") => ("can", true),
        Some("wo") => ("would", true),
        Some(first) => (first, true),
        None => (word, false),
    }
}
