//! First names, titles, head nouns, places and news outlets.

use crate::word_map::{WordMap, WordSet};

use super::{Table, shipped};
use crate::model::SourceType;

pub(super) const PEOPLE: Table = shipped!("lexicon/people.tsv");
pub(super) const TITLES: Table = shipped!("lexicon/titles.tsv");
pub(super) const HEADS: Table = shipped!("lexicon/heads.tsv");
pub(super) const PLACES: Table = shipped!("lexicon/places.tsv");
pub(super) const ROLES: Table = shipped!("lexicon/roles.tsv");
pub(super) const OUTLETS: Table = shipped!("lexicon/outlets.tsv");

/// The gender that a pronoun must match.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gender {
    /// "he"
    Male,
    /// "she"
    Female,
    /// Not known.
    #[default]
    Unknown,
}

impl Gender {
    fn read(cell: &str) -> Self {
        match cell {
            "m" => Gender::Male,
            "f" => Gender::Female,
            _ => Gender::Unknown,
        }
    }

    /// Whether both may belong to the same person.
    pub fn fits(self, other: Gender) -> bool {
        self == other || self == Gender::Unknown || other == Gender::Unknown
    }

    /// Returns this gender if it is known, otherwise `other`.
    pub fn or(self, other: Gender) -> Gender {
        if self == Gender::Unknown { other } else { self }
    }
}

/// The role of a word in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamePart {
    /// Precedes the name and is not part of it: "Mr", "Dr".
    Title(Gender),
    /// Occurs inside the name in lower case: "de", "bin".
    Particle,
    /// Ends the name: "Jr".
    Suffix,
    /// Follows the name and is not part of it: "KC".
    Letters,
    /// Counts people and is never part of a name: "two".
    Count,
}

/// What a head noun says about a source. The comment at the top of `heads.tsv` explains the flags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The kind of source.
    pub sort: SourceType,
    /// Whether it may precede a name as a title: "minister".
    pub title: bool,
    /// Whether it may mean any holder of an office: "the official".
    pub generic: bool,
    /// Whether it forms a name with a place before it: "Ruritanian police".
    pub body: bool,
    /// Whether "the company" may refer to it.
    pub company: bool,
    /// Whether it is anonymous in the singular as well.
    pub always: bool,
    /// Whether it is anonymous in the plural.
    pub crowd: bool,
    /// Whether a country or story has only one, so that it needs no name: "the government".
    pub only: bool,
}

/// All tables of names, parsed.
#[derive(Debug, Default)]
pub struct Names {
    people: WordMap<Gender>,
    parts: WordMap<NamePart>,
    heads: WordMap<Head>,
    places: WordMap<&'static str>,
    inhabitants: WordMap<&'static str>,
    roles: WordMap<(&'static str, &'static str)>,
    outlets: WordSet,
}

impl Names {
    pub(super) fn read() -> Self {
        let mut names = Self::default();
        for row in PEOPLE.rows() {
            names.people.extend(row.list(2).map(|name| (name, Gender::read(row.get(1)))));
        }
        names.parts.extend(TITLES.rows().filter_map(|row| Some((row.get(0), read_part(row.get(1), row.get(2))?))));
        names.heads.extend(HEADS.rows().filter_map(|row| Some((row.get(0), read_head(row.get(1), row.get(2))?))));
        names.roles = ROLES.rows().map(|row| (row.get(0), (row.get(1), row.get(2)))).collect();
        names.outlets = OUTLETS.rows().map(|row| row.get(0).to_lowercase()).collect();
        for row in PLACES.rows() {
            let place = row.get(0);
            names.places.insert(place.to_lowercase(), place);
            names.places.extend(row.list(2).map(|alias| (alias.to_lowercase(), place)));
            names.inhabitants.extend(row.list(1).map(|people| (people.to_lowercase(), place)));
        }
        names
    }

    /// Returns the gender of people with the first name `word` (lower case); `None` if it is not a known first name.
    pub fn first_name(&self, word: &str) -> Option<Gender> {
        self.people.get(word).copied()
    }

    /// Returns the role of `word` (lower case) in a name, if it is listed.
    pub fn part(&self, word: &str) -> Option<NamePart> {
        self.parts.get(word).copied()
    }

    /// Returns what the head noun `word` (lower case) says about a source, and whether it is a plural.
    pub fn head(&self, word: &str) -> Option<(Head, bool)> {
        if let Some(&head) = self.heads.get(word) {
            return Some((head, false));
        }
        // "ex-premier" and "vice-president" are read without their prefix.
        if let Some(bare) = PREFIXES.iter().find_map(|prefix| word.strip_prefix(prefix)) {
            return self.head(bare);
        }
        singulars(word).find_map(|one| self.heads.get(one.as_str())).map(|&head| (head, true))
    }

    /// Returns the role to which `relation` leads from `word` (lower case), if any. The comment at the top of
    /// `roles.tsv` explains the relations.
    pub fn role(&self, word: &str, relation: &str) -> Option<&'static str> {
        self.roles.get(word).filter(|(own, _)| *own == relation).map(|&(_, role)| role)
    }

    /// Returns the main name of the place that `name` (lower case) names: "United States" for "u.s.".
    pub fn place(&self, name: &str) -> Option<&'static str> {
        self.places.get(name).copied()
    }

    /// Returns the place whose people or adjective is `word` (lower case): "France" for "french".
    pub fn home(&self, word: &str) -> Option<&'static str> {
        let one = |word: &str| self.inhabitants.get(word).copied();
        one(word).or_else(|| one(word.strip_suffix('s')?))
    }

    /// Whether `name` (lower case) is a known news outlet.
    pub fn is_outlet(&self, name: &str) -> bool {
        self.outlets.contains(name)
    }
}

/// Prefixes that do not change what a head noun means.
const PREFIXES: [&str; 3] = ["ex-", "vice-", "co-"];

/// Returns the possible singulars of the plural `word`, most likely first.
fn singulars(word: &str) -> impl Iterator<Item = String> + '_ {
    const ENDINGS: [(&str, &str); 4] = [("men", "man"), ("ies", "y"), ("es", ""), ("s", "")];
    let stems = ENDINGS.into_iter().rev();
    stems.filter_map(move |(many, one)| word.strip_suffix(many).map(|stem| format!("{stem}{one}")))
}

fn read_part(class: &str, gender: &str) -> Option<NamePart> {
    match class {
        "title" => Some(NamePart::Title(Gender::read(gender))),
        "particle" => Some(NamePart::Particle),
        "suffix" => Some(NamePart::Suffix),
        "letters" => Some(NamePart::Letters),
        "count" => Some(NamePart::Count),
        _ => None,
    }
}

fn read_head(sort: &str, flags: &str) -> Option<Head> {
    // A noun alone names no person.
    let sort = SourceType::of_name(sort).filter(|sort| !matches!(sort, SourceType::Person | SourceType::Unknown))?;
    let has = |flag: &str| flags.split(',').any(|one| one == flag);
    Some(Head {
        sort,
        title: has("title"),
        generic: has("generic"),
        body: has("body"),
        company: has("company"),
        always: has("always"),
        crowd: has("crowd"),
        only: has("only"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_and_every_head_is_known() {
        let parts = TITLES.rows().filter(|row| read_part(row.get(1), "").is_none());
        let heads = HEADS.rows().filter(|row| read_head(row.get(1), "").is_none());
        assert_eq!(parts.count() + heads.count(), 0);
    }

    #[test]
    fn plurals_and_adjectives_find_their_entry() {
        let names = Names::read();
        assert!(names.head("spokesmen").is_some_and(|(head, many)| head.sort == SourceType::Role && many));
        assert!(names.head("ministries").is_some_and(|(head, many)| head.body && many));
        assert!(names.head("witnesses").is_some_and(|(head, _)| head.sort == SourceType::Anonymous));
        assert!(names.head("ex-ministers").is_some_and(|(head, many)| head.title && many));
        assert_eq!(names.home("iranians"), Some("Iran"));
        assert_eq!(names.place("u.s."), Some("United States"));
        assert_eq!(names.first_name("anna"), Some(Gender::Female));
    }
}
