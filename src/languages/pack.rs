//! A pack: what the analysis knows about the words of one language. `corpus/languages/README.md` describes the format.

use std::fmt;

use super::class::{Class, Gender};
use super::patterns::Patterns;
use super::rows::{Kind, Row, read};
use super::splitting::{Splitting, each_word, lower};
use crate::i18n::Language;

/// The words of a language, and its properties.
#[derive(Debug)]
pub struct Pack {
    /// The language.
    pub language: Language,
    /// Whether its results have not yet reached the figures that the project has set.
    pub experimental: bool,
    /// Whether finite verbs come second, so that the subject may follow them, and participles last.
    pub verb_second: bool,
    /// Whether subjects may be left out.
    pub drops_subjects: bool,
    /// Whether nouns follow each other without an article or a preposition in a genitive phrase.
    pub bare_genitives: bool,
    /// Whether people have two surnames and are called by the first one.
    pub two_surnames: bool,
    /// Genitive and nominative endings of surnames.
    pub surnames: Vec<(Box<str>, Box<str>)>,
    /// Endings of adjectives and their nominative with a masculine, feminine and neuter noun.
    pub inflections: Vec<(Box<str>, [Box<str>; 3])>,
    /// Endings of nouns that show their gender, longest first.
    pub genders: Vec<(Box<str>, Gender)>,
    /// Whether there are rows of `claimable` nouns. A noun phrase is then a claim only if its noun is one of them.
    pub names_claimable: bool,
    /// Whether there are rows of `nominal` verb forms. Without them, every verb form after an article is a noun.
    pub names_nominals: bool,
    /// The rows.
    pub rows: Vec<Row>,
    /// Their patterns.
    pub patterns: Patterns,
    /// The case endings that are removed from words, longest first.
    pub endings: Vec<Box<str>>,
    /// How its texts are split into words.
    pub splitting: Splitting,
    boilerplate: Vec<Box<str>>,
}

/// A row that cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub struct BadRow {
    /// Its line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
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
    /// Returns the first row that is malformed, if there is one.
    pub fn parse(table: &str) -> Result<Self, BadRow> {
        let mut pack = Self {
            language: Language::English,
            experimental: true,
            verb_second: false,
            drops_subjects: false,
            bare_genitives: false,
            two_surnames: false,
            surnames: Vec::new(),
            inflections: Vec::new(),
            genders: Vec::new(),
            names_claimable: false,
            names_nominals: false,
            rows: Vec::new(),
            patterns: Patterns::default(),
            endings: Vec::new(),
            splitting: Splitting::default(),
            boilerplate: Vec::new(),
        };
        let lines = table.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let rows: Vec<(usize, Vec<&str>)> = lines.map(|(at, line)| (at + 1, line.split('\t').collect())).collect();
        // The rows that say how words are split are read first, because patterns are split in the same way.
        let (first, rest): (Vec<_>, Vec<_>) = rows
            .into_iter()
            .partition(|(_, fields)| matches!(fields[0], "name" | "elided" | "abbreviation" | "ending"));
        for (line, fields) in first.into_iter().chain(rest) {
            pack.take(&fields).map_err(|reason| BadRow { line, reason })?;
        }
        pack.endings.sort_by_key(|ending| std::cmp::Reverse(ending.len()));
        pack.genders.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
        pack.inflections.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
        pack.surnames.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
        Ok(pack)
    }

    fn take(&mut self, fields: &[&str]) -> Result<(), &'static str> {
        let field = |at: usize| fields.get(at).copied().filter(|field| *field != "-").unwrap_or_default();
        let words = || field(1).split(' ').filter(|word| !word.is_empty()).map(lower);
        match fields[0] {
            "name" => {
                self.language = Language::of_article(field(1)).ok_or("unknown language")?;
                self.experimental = field(2) != "ready";
                let has = |name: &str| field(3).split(',').any(|flag| flag == name);
                self.verb_second = has("verb-second");
                self.drops_subjects = has("drops-subjects");
                self.bare_genitives = has("bare-genitives");
                self.two_surnames = has("two-surnames");
            }
            "abbreviation" => self.splitting.abbreviations.extend(words()),
            "elided" => self.splitting.elided.extend(words()),
            "ending" => self.endings.extend(words()),
            "surname" => self.surnames.push((lower(field(1)), lower(field(2)))),
            "gender" => {
                let own = Gender::of_letter(field(1));
                self.genders.extend(field(2).split(' ').map(|ending| (lower(ending), own)));
            }
            "inflection" => self.inflections.push((lower(field(1)), [2, 3, 4].map(|at| lower(field(at))))),
            "boilerplate" => self.boilerplate.extend(words().map(|word| word.replace('_', " ").into())),
            _ => {
                if field(1).is_empty() {
                    return Err("no patterns");
                }
                let row = read(fields[0], &field)?;
                if matches!(row.kind, Kind::Pronoun { .. }) && !self.splitting.elided.is_empty() {
                    self.splitting.enclitics.extend(field(1).split([' ', '|']).map(lower));
                }
                self.names_claimable |= matches!(row.kind, Kind::Class(Class::Claimable));
                self.names_nominals |= matches!(row.kind, Kind::Class(Class::Nominal));
                self.rows.push(row);
                return self.add_patterns(field(1));
            }
        }
        Ok(())
    }

    /// Adds the patterns of the last row.
    fn add_patterns(&mut self, patterns: &str) -> Result<(), &'static str> {
        for pattern in patterns.split(' ').filter(|pattern| !pattern.is_empty()) {
            let raw = lower(pattern);
            let mut words = Vec::new();
            for part in raw.split('_') {
                // Parts with endings or gaps are not words of a text, and are not split like them.
                if part.contains(['|', '*', '…']) {
                    words.push(part);
                } else {
                    each_word(part, &self.splitting, |span| words.push(span.of(part)));
                }
            }
            if !self.patterns.add(&words, self.rows.len() - 1) {
                return Err("a pattern starts or ends with …, or is empty");
            }
        }
        Ok(())
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
