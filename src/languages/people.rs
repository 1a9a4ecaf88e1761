//! The people that a text names, and where.

use std::ops::Range;

use super::class::{Class, Gender};
use super::rows::Kind;
use super::text::Text;
use crate::hash::{HashMap, HashSet};

/// The maximum length of a name, in tokens.
const LONGEST: usize = 5;

/// The maximum number of names before a pronoun that it may refer to.
const NEAR: usize = 20;

/// The minimum number of letters that two forms of a name share.
pub const SHARED: usize = 3;

/// A person with a name.
pub struct Person {
    /// The tokens of the fullest name found.
    pub name: Range<usize>,
    /// The words of the name, as [`Text::stem`] gives them.
    pub stems: Vec<String>,
    pub gender: Gender,
    /// Whether a forename or a title shows that it is a person.
    pub certain: bool,
    /// The stems of the nouns that describe them: "minister", "sprecher".
    pub roles: Vec<String>,
}

/// The people of a text, and where their names are.
pub struct People<'t> {
    /// The text.
    pub text: &'t Text<'t>,
    /// The people, in order of first mention.
    pub people: Vec<Person>,
    by_surname: HashMap<String, Vec<usize>>,
    /// The indices of people by the stems of the nouns that describe them.
    pub holders: HashMap<String, Vec<usize>>,
    /// The tokens of the full names that acronyms abbreviate: "Organización Mundial de la Salud (OMS)".
    pub bodies: HashMap<&'t str, Range<usize>>,
    /// The tokens of the full names of bodies by the stem of their noun: "Fiscalía Provincial" for "la Fiscalía".
    /// `None` if there are several names.
    pub full_bodies: HashMap<String, Option<Range<usize>>>,
    /// For each name in the text, its first token and the index of the person, in text order.
    pub places: Vec<(usize, usize)>,
}

impl<'t> People<'t> {
    /// Finds the names in `text`.
    pub(super) fn new(text: &'t Text<'t>) -> Self {
        let mut out = Self {
            text,
            people: Vec::new(),
            by_surname: HashMap::default(),
            holders: HashMap::default(),
            bodies: acronyms(text),
            full_bodies: full_bodies(text),
            places: Vec::new(),
        };
        let mut at = 0;
        while at < text.tokens.len() {
            match name_at(text, at) {
                Some(name) => {
                    at = name.end;
                    out.add(name);
                }
                None => at += 1,
            }
        }
        out.short_names();
        for (number, person) in out.people.iter().enumerate().filter(|(_, person)| person.certain) {
            for role in &person.roles {
                let holders = out.holders.entry(role.clone()).or_default();
                if !holders.contains(&number) {
                    holders.push(number);
                }
            }
        }
        out.places.sort_unstable();
        out
    }

    pub(super) fn add(&mut self, name: Range<usize>) {
        let text = self.text;
        let stems: Vec<String> = name
            .clone()
            .filter(|&at| !text.tokens[at].is(Class::Particle))
            .map(|at| text.stem(&text.tokens[at]))
            .collect();
        let Some(last) = stems.last().cloned() else { return };
        let gender = self.gender_of(&name);
        let roles = roles_near(text, &name);
        let certain = text.tokens[name.start].is(Class::Forename) || !roles.is_empty();
        let known = self.by_surname.get(&last).and_then(|numbers| {
            numbers.iter().copied().find(|&number| {
                let person = &self.people[number];
                (person.stems.len() == 1 || stems.len() == 1 || person.stems[0] == stems[0])
                    && person.gender.fits(gender)
            })
        });
        let number = known.unwrap_or(self.people.len());
        match self.people.get_mut(number) {
            Some(person) => {
                let plainer = name.len() == person.name.len()
                    && text.nominative(&person.name).is_some()
                    && text.nominative(&name).is_none();
                if name.len() > person.name.len() || plainer {
                    (person.name, person.stems) = (name.clone(), stems);
                }
                person.roles.extend(roles);
                person.certain |= certain;
                if person.gender == Gender::Unknown {
                    person.gender = gender;
                }
            }
            None => {
                self.by_surname.entry(last).or_default().push(number);
                // "Domingo Arce Villalobos" may be called "Arce".
                if text.pack.two_surnames && stems.len() >= 3 {
                    self.by_surname.entry(stems[stems.len() - 2].clone()).or_default().push(number);
                }
                self.people.push(Person { name: name.clone(), stems, gender, certain, roles });
            }
        }
        self.places.push((name.start, number));
    }

    /// Adds the surnames that occur alone.
    pub(super) fn short_names(&mut self) {
        let taken: HashSet<usize> = self.places.iter().map(|&(at, _)| at).collect();
        for at in 0..self.text.tokens.len() {
            let token = &self.text.tokens[at];
            let inside = at > 0 && taken.contains(&(at - 1)) && self.text.tokens[at - 1].capital;
            if !token.capital || taken.contains(&at) || inside || token.lower.chars().count() < SHARED {
                continue;
            }
            if let Some(numbers) = self.by_surname.get(&self.text.stem(token)) {
                self.places.push((at, numbers[0]));
            }
        }
    }

    pub(super) fn gender_of(&self, name: &Range<usize>) -> Gender {
        let text = self.text;
        let around = name.start.saturating_sub(3)..name.end;
        let mut gender = Gender::Unknown;
        for hit in text.hits_in(&around) {
            match text.row(hit).kind {
                Kind::Forename(own) if name.contains(&hit.start) && gender == Gender::Unknown => gender = own,
                Kind::Title(own) | Kind::Role(own) if hit.end <= name.start && own != Gender::Unknown => gender = own,
                _ => {}
            }
        }
        gender
    }

    /// Returns the last person named before token `at` whose gender fits, but nobody named more than two paragraphs
    /// before.
    pub(super) fn last(&self, at: usize, gender: Gender) -> Option<usize> {
        let paragraph = self.text.tokens.get(at)?.paragraph;
        let upto = self.places.partition_point(|&(place, _)| place < at);
        let near = |&&(place, _): &&(usize, usize)| self.text.tokens[place].paragraph + 2 >= paragraph;
        let fits =
            |&&(_, number): &&(usize, usize)| self.people[number].certain && self.people[number].gender.fits(gender);
        self.places[..upto].iter().rev().take(NEAR).take_while(near).find(fits).map(|&(_, number)| number)
    }

    pub(super) fn name(&self, number: usize) -> String {
        let name = &self.people[number].name;
        self.text.nominative(name).unwrap_or_else(|| self.text.span(name).of(self.text.text).to_owned())
    }

    /// Returns the last person who was named as a subject between tokens `from` and `at`, outside quotations.
    pub(super) fn last_subject(&self, from: usize, at: usize) -> Option<usize> {
        let text = self.text;
        let (from, upto) = (
            self.places.partition_point(|&(place, _)| place < from),
            self.places.partition_point(|&(place, _)| place < at),
        );
        let subject = |&&(place, number): &&(usize, usize)| {
            let free = place.checked_sub(1).is_none_or(|before| {
                let token = &text.tokens[before];
                !text.preposition(before) && !token.is(Class::Genitive) && !token.is(Class::And)
            });
            self.people[number].certain && free && text.tokens[place].quote == 0
        };
        self.places[from..upto.max(from)].iter().rev().take(NEAR).find(subject).map(|&(_, number)| number)
    }
}

/// Returns the full names that acronyms in brackets abbreviate.
fn acronyms<'t>(text: &'t Text<'_>) -> HashMap<&'t str, Range<usize>> {
    let mut out = HashMap::default();
    for at in 2..text.tokens.len().saturating_sub(1) {
        let letters = text.tokens[at].span.of(text.text);
        let count = letters.chars().count();
        let acronym = (2..9).contains(&count) && letters.chars().all(char::is_uppercase);
        if !acronym || !text.tokens[at - 1].mark("(") || !text.tokens[at + 1].mark(")") {
            continue;
        }
        if let Some(phrase) = text.phrase_before(at - 1, &text.sentence(at)).filter(|phrase| phrase.range.len() > 1) {
            // The name starts with the word that has the first letter of the acronym: "la **Organización** …".
            let initial = letters.chars().next();
            let same = |&at: &usize| text.tokens[at].span.of(text.text).chars().next() == initial;
            if let Some(start) = phrase.range.clone().find(same) {
                out.insert(letters, start..phrase.range.end);
            }
        }
    }
    out
}

/// Returns the full names of bodies by the stem of their noun; `None` for a noun with several names.
fn full_bodies(text: &Text<'_>) -> HashMap<String, Option<Range<usize>>> {
    let mut out: HashMap<String, Option<Range<usize>>> = HashMap::default();
    for at in (0..text.tokens.len()).filter(|&at| text.tokens[at].is(Class::Organisation)) {
        let sentence = text.sentence(at);
        let Some(phrase) = text.phrase_after(at, &sentence) else { continue };
        let end = phrase.range.clone().find(|&at| !text.tokens[at].word).unwrap_or(phrase.range.end);
        if !(at + 1..end).any(|at| text.tokens[at].capital) {
            continue;
        }
        let words = |range: &Range<usize>| text.span(range).of(text.text).to_lowercase();
        let own = out.entry(text.stem(&text.tokens[at])).or_insert_with(|| Some(at..end));
        if own.as_ref().is_some_and(|own| words(own) != words(&(at..end))) {
            *own = None;
        }
    }
    out
}

/// Returns the name that starts at token `at`, if there is one.
fn name_at(text: &Text<'_>, at: usize) -> Option<Range<usize>> {
    let first = &text.tokens[at];
    let initial = first.lower.len() == 2 && first.lower.ends_with('.');
    let starts = first.capital && (first.word && first.lower.chars().count() > 1 || initial);
    let forename = first.is(Class::Forename);
    // A capitalised "Julio" is a forename, although "julio" is a month.
    if !starts || !forename && first.is_any(&NO_NAMES) {
        return None;
    }
    let sentence = text.sentence(at);
    let mut end = name_end(text, at, &sentence);
    // A forename starts a name; a second one starts a second name.
    let second = (at + 1..end.saturating_sub(1))
        .find(|&inside| text.tokens[inside].is(Class::Forename) && (!forename || inside > at + 1));
    if let Some(second) = second.filter(|_| text.pack.bare_genitives) {
        if !forename {
            return None;
        }
        end = second;
    }
    let before = text.before(at, &sentence);
    // In "ministro de Asuntos Exteriores" the capitals belong to an office.
    let joined = before.is_some_and(|token| token.is(Class::Linking)) && at >= 2;
    let office = joined && !forename && text.tokens[at - 2].is_any(&[Class::Role, Class::Title]);
    let oblique = text.pack.bare_genitives && first.is(Class::Oblique) && !forename && end == at + 1;
    // In "la Fiscalía Provincial" the capital belongs to the name of a body.
    let body =
        !forename && before.is_some_and(|token| token.is_any(&[Class::Organisation, Class::Outlet, Class::Document]));
    if office || oblique || body {
        return None;
    }
    let long = end - at >= 2;
    let titled = before.is_some_and(|token| token.is_any(&[Class::Title, Class::Role]) || token.is(Class::Cue) && long);
    let common = first.is_any(&[Class::Role, Class::Anonymous, Class::Document]);
    // In languages whose nouns have no capital, two capitals in a row are a name, except at the start of a sentence.
    let open = long && !text.pack.verb_second && first.open() && !text.starts_sentence(at);
    let bare = open && before.is_none_or(|token| !token.is(Class::Article));
    (forename && long || !common && (titled || bare)).then_some(at..end)
}

/// The classes of words that do not start a name, unless they are forenames.
const NO_NAMES: [Class; 8] = [
    Class::Organisation,
    Class::Outlet,
    Class::Place,
    Class::Time,
    Class::Article,
    Class::Preposition,
    Class::Pronoun,
    Class::Title,
];

/// Returns the end of the capitalised words and particles that start at token `at`.
fn name_end(text: &Text<'_>, at: usize, sentence: &Range<usize>) -> usize {
    let common = [Class::Role, Class::Document, Class::Anonymous, Class::Organisation, Class::Time];
    let mut end = at + 1;
    while let Some(token) = text.get(end, sentence).filter(|_| end < at + LONGEST) {
        let last = &text.tokens[end - 1];
        let next = text.get(end + 1, sentence).is_some_and(|next| next.capital);
        let particle = token.is(Class::Particle) && !token.is(Class::And) && next;
        let part = token.capital && token.word && (!token.is_any(&common) || token.is(Class::Forename));
        // In "Wendtlands Angaben" the genitive ends the name.
        let genitive = text.pack.verb_second
            && last.lower.ends_with('s')
            && !token.is(Class::Forename)
            && !last.is(Class::Forename);
        if !(particle || part) || genitive || token.quote != text.tokens[at].quote {
            break;
        }
        end += 1;
    }
    end
}

/// Returns the stems of the nouns that describe the name `name`: before it, or in apposition.
fn roles_near(text: &Text<'_>, name: &Range<usize>) -> Vec<String> {
    let sentence = text.sentence(name.start);
    let describes = |at: &usize| text.tokens[*at].is(Class::Title) || text.tokens[*at].is(Class::Role);
    let mut out: Vec<String> = Vec::new();
    // In "die Partei von X" the nouns before the name describe the party.
    let end = match text.before(name.start, &sentence) {
        Some(token) if token.is(Class::Linking) || token.is(Class::Preposition) || token.is(Class::Article) => {
            sentence.start
        }
        // In "el presidente del Gobierno, Pedro Sánchez" the nouns are before the comma.
        Some(token) if token.mark(",") => name.start - 1,
        _ => name.start,
    };
    let from = sentence.start.max(name.start.saturating_sub(9));
    let before = (from..end).rev().take_while(|&at| {
        text.tokens[at].word && !text.tokens[at].is(Class::Cue) && !text.tokens[at].is(Class::Auxiliary)
    });
    // Of several nouns, the first is the office: "ministro de la presidencia".
    out.extend(before.filter(describes).last().map(|at| text.stem(&text.tokens[at])));
    if text.get(name.end, &sentence).is_some_and(|token| token.mark(",") || token.mark("(")) {
        let mut behind = (name.end + 1..sentence.end.min(name.end + 8))
            .take_while(|&at| text.tokens[at].word && !text.tokens[at].is(Class::Cue));
        out.extend(behind.find(describes).map(|at| text.stem(&text.tokens[at])));
    }
    out
}
