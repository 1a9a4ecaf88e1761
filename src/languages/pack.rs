//! A pack: what the analysis knows about the words of one language. `corpus/languages/README.md` describes the format.

use std::fmt;

use super::patterns::Patterns;
use super::words::each_word;
use super::words::lower;
use crate::i18n::Language;
use crate::hash::HashSet;
use crate::model::{Act, Status};

/// A class of words.
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
}

/// The names of the kinds of rows that only put words into a class.
const CLASSES: [(&str, Class); 31] = [
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
];

/// The classes of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u64);

impl Classes {
    /// Whether `class` is among them.
    pub fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u8) != 0
    }

    /// Adds `class`.
    pub fn add(&mut self, class: Class) {
        self.0 |= 1 << class as u8;
    }
}

/// Grammatical gender, as far as it tells people apart.
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
    /// Whether both may be of one person.
    pub fn fits(self, other: Gender) -> bool {
        self == other || self == Gender::Unknown || other == Gender::Unknown
    }
}

/// What a cue verb takes.
#[derive(Debug, Default)]
pub struct Verb {
    /// A quotation, a clause with or without complementiser, also in front of the verb.
    pub say: bool,
    /// A quotation, or a clause in front of the verb.
    pub quote: bool,
    /// A clause with a complementiser.
    pub that: bool,
    /// A noun phrase, whose noun is one of these if there are any.
    pub phrase: Option<Vec<Box<str>>>,
    /// An infinitive clause, whose infinitive is one of these if there are any.
    pub infinitive: Option<Vec<Box<str>>>,
    /// "X as Y", with one of these words for "as".
    pub describes: Option<Vec<Box<str>>>,
    /// An accused person, and what they are accused of behind one of these words.
    pub accuses: Option<Vec<Box<str>>>,
    /// A separable prefix or governed word that belongs to the cue.
    pub particle: Option<Box<str>>,
}

/// Where the source of a phrase like "according to" is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    After,
    Before,
    Split,
    None,
}

/// What the source of a phrase like "according to" must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Any noun phrase.
    Nothing,
    /// Capitalised, a pronoun, or with an article.
    Strict,
    /// A person or body, with a comma behind, and the phrase starts its sentence.
    First,
}

/// Where the content of a claim is, seen from its cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    Phrase,
    Clause,
    After,
    Subject,
    Previous,
    Accused,
    Between,
}

/// What a row says.
#[derive(Debug)]
pub enum Kind {
    /// Its words belong to a class.
    Class(Class),
    Pronoun { gender: Gender, plural: bool, first: bool },
    Possessive { gender: Gender, plural: bool },
    Title(Gender),
    Role(Gender),
    Forename(Gender),
    Verb(Verb),
    According { place: Place, needs: Needs },
    /// A noun whose content follows.
    Noun,
    /// Words that stand for the sentence before: "про це".
    This,
    /// A verb form that marks reported speech without a cue.
    Report,
    Claim(Scope),
    /// A verb form of hearsay, words of which one sequence must follow it, and words that must not be in the sentence.
    Hearsay { needs: Vec<Vec<Box<str>>>, unless: Vec<Box<str>> },
    Trap,
}

impl Kind {
    /// The class that words of such a row belong to.
    pub fn class(&self) -> Option<Class> {
        Some(match self {
            Kind::Class(class) => *class,
            Kind::Pronoun { .. } => Class::Pronoun,
            Kind::Possessive { .. } => Class::Possessive,
            Kind::Title(_) => Class::Title,
            Kind::Role(_) => Class::Role,
            Kind::Forename(_) => Class::Forename,
            Kind::Report => Class::Report,
            _ => return None,
        })
    }
}

/// A row of a pack.
#[derive(Debug)]
pub struct Row {
    /// What it says.
    pub kind: Kind,
    /// What the source does, for cues of attributions.
    pub act: Act,
    /// The status of the claim that it makes.
    pub status: Option<Status>,
}

/// All rows of a language.
#[derive(Debug)]
pub struct Pack {
    /// The language.
    pub language: Language,
    /// Whether it has not reached its figures yet.
    pub experimental: bool,
    /// Whether finite verbs come second, so that the subject may follow them, and participles last.
    pub verb_second: bool,
    /// Whether subjects may be left out.
    pub drops_subjects: bool,
    /// Whether nouns follow each other without an article or a preposition in a genitive phrase.
    pub bare_genitives: bool,
    /// Genitive and nominative endings of surnames.
    pub surnames: Vec<(Box<str>, Box<str>)>,
    /// Endings of adjectives and their nominative with a masculine, feminine and neuter noun.
    pub inflections: Vec<(Box<str>, [Box<str>; 3])>,
    /// Whether rows name what can be claimed.
    pub names_claimable: bool,
    /// Whether rows name the verb forms that may be nouns.
    pub names_nominals: bool,
    /// The rows.
    pub rows: Vec<Row>,
    /// Their patterns.
    pub patterns: Patterns,
    /// The endings of names, longest first.
    pub endings: Vec<Box<str>>,
    abbreviations: HashSet<Box<str>>,
    elided: HashSet<Box<str>>,
    enclitics: HashSet<Box<str>>,
    boilerplate: Vec<Box<str>>,
}

/// A row that cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub struct BadRow {
    /// Its line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub reason: &'static str,
}

impl fmt::Display for BadRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

impl std::error::Error for BadRow {}

impl Pack {
    /// Reads a pack.
    ///
    /// # Errors
    ///
    /// The first row that is malformed.
    pub fn parse(table: &str) -> Result<Self, BadRow> {
        let mut pack = Self {
            language: Language::English,
            experimental: true,
            verb_second: false,
            drops_subjects: false,
            bare_genitives: false,
            surnames: Vec::new(),
            inflections: Vec::new(),
            names_claimable: false,
            names_nominals: false,
            rows: Vec::new(),
            patterns: Patterns::default(),
            endings: Vec::new(),
            abbreviations: HashSet::default(),
            elided: HashSet::default(),
            enclitics: HashSet::default(),
            boilerplate: Vec::new(),
        };
        let lines = table.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let rows: Vec<(usize, Vec<&str>)> = lines.map(|(at, line)| (at + 1, line.split('\t').collect())).collect();
        // How words are split has to be known before patterns are.
        let (first, rest): (Vec<_>, Vec<_>) =
            rows.into_iter().partition(|(_, fields)| matches!(fields[0], "name" | "elided" | "abbreviation" | "ending"));
        for (line, fields) in first.into_iter().chain(rest) {
            pack.take(&fields).map_err(|reason| BadRow { line, reason })?;
        }
        pack.endings.sort_by_key(|ending| std::cmp::Reverse(ending.len()));
        pack.inflections.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
        pack.surnames.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
        Ok(pack)
    }

    fn take(&mut self, fields: &[&str]) -> Result<(), &'static str> {
        let field = |at: usize| fields.get(at).copied().filter(|field| *field != "-").unwrap_or_default();
        let words = || field(1).split(' ').filter(|word| !word.is_empty()).map(lower);
        match fields[0] {
            "name" => {
                self.language = Language::of_tag(field(1)).ok_or("unknown language")?;
                self.experimental = field(2) != "ready";
                let has = |name: &str| field(3).split(',').any(|flag| flag == name);
                self.verb_second = has("verb-second");
                self.drops_subjects = has("drops-subjects");
                self.bare_genitives = has("bare-genitives");
            }
            "abbreviation" => self.abbreviations.extend(words()),
            "elided" => self.elided.extend(words()),
            "ending" => self.endings.extend(words()),
            "surname" => self.surnames.push((lower(field(1)), lower(field(2)))),
            "inflection" => self.inflections.push((lower(field(1)), [2, 3, 4].map(|at| lower(field(at))))),
            "boilerplate" => self.boilerplate.extend(words().map(|word| word.replace('_', " ").into())),
            _ => {
                if field(1).is_empty() {
                    return Err("no patterns");
                }
                let row = read(fields[0], &field)?;
                if matches!(row.kind, Kind::Pronoun { .. }) && !self.elided.is_empty() {
                    self.enclitics.extend(field(1).split([' ', '|']).map(lower));
                }
                self.names_claimable |= matches!(row.kind, Kind::Class(Class::Claimable));
                self.names_nominals |= matches!(row.kind, Kind::Class(Class::Nominal));
                self.rows.push(row);
                return self.add_patterns(field(1));
            }
        }
        Ok(())
    }

    /// Adds patterns of the last row.
    fn add_patterns(&mut self, patterns: &str) -> Result<(), &'static str> {
        for pattern in patterns.split(' ').filter(|pattern| !pattern.is_empty()) {
            let raw = lower(pattern);
            let mut words = Vec::new();
            for part in raw.split('_') {
                // Endings and gaps are no text, and cannot be split as text.
                if part.contains(['|', '*', '…']) {
                    words.push(part);
                } else {
                    each_word(part, self, |span| words.push(span.of(part)));
                }
            }
            if !self.patterns.add(&words, self.rows.len() - 1) {
                return Err("a pattern starts or ends with …, or is empty");
            }
        }
        Ok(())
    }

    /// Whether `word`, in lower case with its full stop, is an abbreviation.
    pub fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.contains(word)
    }

    /// Whether an abbreviation with several full stops starts with `start`: "z." in "z.B.".
    pub fn starts_abbreviation(&self, start: &str) -> bool {
        start.chars().count() <= 3 && self.abbreviations.iter().any(|own| own.starts_with(start) && own.len() > start.len())
    }

    /// Whether `word`, in lower case with its apostrophe, loses its vowel before another word.
    pub fn is_elided(&self, word: &str) -> bool {
        self.elided.contains(word)
    }

    /// Whether `word` is a subject that follows its verb with a hyphen.
    pub fn is_enclitic(&self, word: &str) -> bool {
        self.enclitics.contains(word)
    }

    /// Whether `line` belongs to the page around the article.
    pub fn is_boilerplate(&self, line: &str) -> bool {
        !self.boilerplate.is_empty() && {
            let start: String = line.chars().take(80).collect();
            let start = lower(&start);
            self.boilerplate.iter().any(|own| start.starts_with(&**own))
        }
    }
}

fn read<'a>(kind: &str, field: &impl Fn(usize) -> &'a str) -> Result<Row, &'static str> {
    let list = |at: usize| field(at).split(' ').filter(|word| !word.is_empty()).map(lower).collect::<Vec<_>>();
    let plain = |kind: Kind| Ok(Row { kind, act: Act::Statement, status: None });
    let cue = |kind: Kind, from: usize| Ok(Row { kind, act: act(field(from))?, status: status(field(from + 1))? });
    let plural = |at: usize| field(at) == "p";
    match kind {
        "pronoun" => plain(Kind::Pronoun { gender: gender(field(2)), plural: plural(3), first: field(4) == "1" }),
        "possessive" => plain(Kind::Possessive { gender: gender(field(2)), plural: plural(3) }),
        "title" => plain(Kind::Title(gender(field(2)))),
        "role" => plain(Kind::Role(gender(field(2)))),
        "forename" => plain(Kind::Forename(gender(field(2)))),
        "report" => plain(Kind::Report),
        "this" => plain(Kind::This),
        "trap" => plain(Kind::Trap),
        "verb" => cue(Kind::Verb(verb(field(2), field(5))?), 3),
        "noun" => cue(Kind::Noun, 2),
        "according" => {
            let place = match field(2) {
                "after" => Place::After,
                "before" => Place::Before,
                "split" => Place::Split,
                "none" => Place::None,
                _ => return Err("the place is after, before, split or none"),
            };
            let needs = match field(5) {
                "" => Needs::Nothing,
                "strict" => Needs::Strict,
                "first" => Needs::First,
                _ => return Err("the fifth field is strict or first"),
            };
            cue(Kind::According { place, needs }, 3)
        }
        "claim" => {
            let row = Row { kind: Kind::Claim(scope(field(2))?), act: Act::Statement, status: status(field(3))? };
            if row.status.is_some() { Ok(row) } else { Err("a claim needs a status") }
        }
        "hearsay" => {
            let sequence = |words: &Box<str>| words.split('_').map(Box::from).collect();
            let kind = Kind::Hearsay { needs: list(2).iter().map(sequence).collect(), unless: list(3) };
            Ok(Row { kind, act: Act::Statement, status: status(field(4))?.or(Some(Status::Alleged)) })
        }
        _ => {
            let class = CLASSES.iter().find(|(name, _)| *name == kind).ok_or("unknown kind of row")?;
            plain(Kind::Class(class.1))
        }
    }
}

fn verb(flags: &str, particle: &str) -> Result<Verb, &'static str> {
    let mut out = Verb { particle: (!particle.is_empty()).then(|| lower(particle)), ..Verb::default() };
    let words = |value: &str| value.split('+').filter(|word| !word.is_empty()).map(lower).collect();
    for flag in flags.split(',').filter(|flag| !flag.is_empty()) {
        let (name, value) = flag.split_once('=').unwrap_or((flag, ""));
        match name {
            "say" => out.say = true,
            "quote" => out.quote = true,
            "that" => out.that = true,
            "np" => out.phrase = Some(words(value)),
            "inf" => out.infinitive = Some(words(value)),
            "as" => out.describes = Some(words(value)),
            "accuse" => out.accuses = Some(words(value)),
            _ => return Err("unknown flag of a verb"),
        }
    }
    Ok(out)
}

fn gender(name: &str) -> Gender {
    match name {
        "m" => Gender::Male,
        "f" => Gender::Female,
        "n" => Gender::Neuter,
        _ => Gender::Unknown,
    }
}

fn act(name: &str) -> Result<Act, &'static str> {
    if name.is_empty() {
        return Ok(Act::Statement);
    }
    Act::ALL.into_iter().find(|act| act.name() == name).ok_or("unknown act")
}

fn status(name: &str) -> Result<Option<Status>, &'static str> {
    Ok(match name {
        "" => None,
        "refuted" => Some(Status::Refuted),
        "denied" => Some(Status::Denied),
        "disputed" => Some(Status::Disputed),
        "unconfirmed" => Some(Status::Unconfirmed),
        "alleged" => Some(Status::Alleged),
        "speculative" => Some(Status::Speculative),
        "corroborated" => Some(Status::Corroborated),
        _ => return Err("unknown status"),
    })
}

fn scope(name: &str) -> Result<Scope, &'static str> {
    Ok(match name {
        "phrase" => Scope::Phrase,
        "clause" => Scope::Clause,
        "after" => Scope::After,
        "subject" => Scope::Subject,
        "previous" => Scope::Previous,
        "accused" => Scope::Accused,
        "between" => Scope::Between,
        _ => return Err("unknown scope"),
    })
}
