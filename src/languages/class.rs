//! Classes of words, and gender.

/// A class of words. `corpus/languages/README.md` explains most of them, by the kinds of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Class {
    Article,
    Preposition,
    Linking,
    And,
    That,
    Whether,
    Clause,
    Contrast,
    Relative,
    Auxiliary,
    Passive,
    Agent,
    Such,
    Negation,
    Adverb,
    Time,
    Verbal,
    Adjective,
    Participle,
    Infinitive,
    Organisation,
    Anonymous,
    Document,
    Outlet,
    Place,
    Particle,
    Role,
    Title,
    Forename,
    Pronoun,
    Possessive,
    Report,
    Cue,
    Genitive,
    Clitic,
    Nominal,
    Claimable,
    Oblique,
    Base,
    Mood,
    Impersonal,
    Gerund,
    Adjunct,
    General,
}

/// The kinds of rows that only put words into a class, by name.
pub const CLASSES: [(&str, Class); 35] = [
    ("article", Class::Article),
    ("preposition", Class::Preposition),
    ("linking", Class::Linking),
    ("and", Class::And),
    ("that", Class::That),
    ("whether", Class::Whether),
    ("clause", Class::Clause),
    ("contrast", Class::Contrast),
    ("relative", Class::Relative),
    ("auxiliary", Class::Auxiliary),
    ("passive", Class::Passive),
    ("agent", Class::Agent),
    ("such", Class::Such),
    ("negation", Class::Negation),
    ("adverb", Class::Adverb),
    ("time", Class::Time),
    ("verbal", Class::Verbal),
    ("adjective", Class::Adjective),
    ("participle", Class::Participle),
    ("infinitive", Class::Infinitive),
    ("organisation", Class::Organisation),
    ("anonymous", Class::Anonymous),
    ("document", Class::Document),
    ("outlet", Class::Outlet),
    ("place", Class::Place),
    ("particle", Class::Particle),
    ("genitive", Class::Genitive),
    ("clitic", Class::Clitic),
    ("nominal", Class::Nominal),
    ("claimable", Class::Claimable),
    ("oblique", Class::Oblique),
    ("impersonal", Class::Impersonal),
    ("gerund", Class::Gerund),
    ("adjunct", Class::Adjunct),
    ("general", Class::General),
];

/// The classes of nouns for people, bodies and documents.
pub const NOUNS: [Class; 6] =
    [Class::Role, Class::Title, Class::Organisation, Class::Anonymous, Class::Document, Class::Outlet];

/// The classes of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u64);

impl Classes {
    /// Whether the word belongs to `class`.
    pub fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u8) != 0
    }

    /// Adds `class`.
    pub fn add(&mut self, class: Class) {
        self.0 |= 1 << class as u8;
    }
}

/// Grammatical gender, as far as it helps to tell people apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gender {
    /// Masculine.
    Male,
    /// Feminine.
    Female,
    /// Neuter: never a person.
    Neuter,
    /// Not known.
    #[default]
    Unknown,
}

impl Gender {
    /// Reads the gender that a pack writes as `m`, `f` or `n`. Anything else is unknown.
    pub fn of_letter(letter: &str) -> Self {
        match letter {
            "m" => Gender::Male,
            "f" => Gender::Female,
            "n" => Gender::Neuter,
            _ => Gender::Unknown,
        }
    }

    /// Whether both may be the gender of the same person.
    pub fn fits(self, other: Gender) -> bool {
        self == other || self == Gender::Unknown || other == Gender::Unknown
    }
}
