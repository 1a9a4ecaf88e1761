//! Who the sources are: full names for short ones, pronouns and descriptions.

use std::ops::Range;

use super::pack::{Class, Gender, Kind};
use super::relations::Relation;
use super::words::{Text, Token};
use crate::hash::{HashMap, HashSet};
use crate::model::SourceType;

/// The longest name. Tokens.
const LONGEST: usize = 5;
/// How many names before a pronoun it may stand for.
const NEAR: usize = 20;
/// The fewest letters that two forms of a name share.
const SHARED: usize = 3;

/// A person with a name.
struct Person {
    /// The tokens of the fullest name found.
    name: Range<usize>,
    /// The words of the name, as [`Text::stem`] gives them.
    stems: Vec<String>,
    gender: Gender,
    /// Whether a forename or a title shows that it is a person.
    certain: bool,
    /// The stems of the nouns that describe them: "minister", "sprecher".
    roles: Vec<String>,
}

/// The people of a text, and where their names are.
pub struct People<'t> {
    text: &'t Text<'t>,
    people: Vec<Person>,
    by_surname: HashMap<String, Vec<usize>>,
    /// The full names behind acronyms: "Organización Mundial de la Salud (OMS)".
    bodies: HashMap<&'t str, Range<usize>>,
    /// First token and number of the person, in text order.
    places: Vec<(usize, usize)>,
}

/// What a source is.
pub struct Speaker {
    /// The name, or the source's own words; empty if open.
    pub name: String,
    /// What kind of source it is.
    pub kind: SourceType,
    /// Where the name is, if it is not in the source.
    pub antecedent: Option<Range<usize>>,
    person: Option<usize>,
}

impl<'t> People<'t> {
    /// Finds the names in `text`.
    pub fn new(text: &'t Text<'t>) -> Self {
        let mut out = Self { text, people: Vec::new(), by_surname: HashMap::default(), bodies: acronyms(text), places: Vec::new() };
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
        out.places.sort_unstable();
        out
    }

    fn add(&mut self, name: Range<usize>) {
        let text = self.text;
        let stems: Vec<String> = name.clone().filter(|&at| !text.tokens[at].is(Class::Particle)).map(|at| text.stem(&text.tokens[at])).collect();
        let Some(last) = stems.last().cloned() else { return };
        let gender = self.gender_of(&name);
        let roles = roles_beside(text, &name);
        let certain = text.tokens[name.start].is(Class::Forename) || !roles.is_empty();
        let known = self.by_surname.get(&last).and_then(|numbers| numbers.iter().copied().find(|&number| {
            let person = &self.people[number];
            (person.stems.len() == 1 || stems.len() == 1 || person.stems[0] == stems[0])
                && person.gender.fits(gender)
        }));
        let number = known.unwrap_or(self.people.len());
        match self.people.get_mut(number) {
            Some(person) => {
                let plainer = name.len() == person.name.len() && text.nominative(&person.name).is_some() && text.nominative(&name).is_none();
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
                self.people.push(Person { name: name.clone(), stems, gender, certain, roles });
            }
        }
        self.places.push((name.start, number));
    }

    /// Surnames by themselves.
    fn short_names(&mut self) {
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

    fn gender_of(&self, name: &Range<usize>) -> Gender {
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

    /// The last person named in or before token `at` who fits; nobody from more than two paragraphs before.
    fn last(&self, at: usize, gender: Gender) -> Option<usize> {
        let paragraph = self.text.tokens.get(at)?.paragraph;
        let upto = self.places.partition_point(|&(place, _)| place < at);
        let near = |&&(place, _): &&(usize, usize)| self.text.tokens[place].paragraph + 2 >= paragraph;
        let fits = |&&(_, number): &&(usize, usize)| self.people[number].certain && self.people[number].gender.fits(gender);
        self.places[..upto].iter().rev().take(NEAR).take_while(near).find(fits).map(|&(_, number)| number)
    }

    fn name(&self, number: usize) -> String {
        let name = &self.people[number].name;
        self.text.nominative(name).unwrap_or_else(|| self.text.span(name).of(self.text.text).to_owned())
    }

    fn person(&self, number: usize, inside: bool) -> Speaker {
        let antecedent = (!inside).then(|| self.people[number].name.clone());
        Speaker { name: self.name(number), kind: SourceType::Person, antecedent, person: Some(number) }
    }

    /// Who says `relation`. `before` is the speaker of the attribution before it, which ends at token `after`.
    pub fn speaker(&self, relation: &Relation, before: Option<&Speaker>, after: usize) -> Speaker {
        let nobody = || Speaker { name: String::new(), kind: SourceType::Unknown, antecedent: None, person: None };
        // Whoever was a subject since the attribution before it, otherwise its speaker.
        let start = relation.cue.iter().chain(&relation.content).map(|part| part.start).min().unwrap_or(0);
        let since = (relation.carried && !relation.cue.is_empty() && self.text.pack.drops_subjects)
            .then(|| self.last_subject(after.max(self.text.paragraphs[self.text.tokens[start].paragraph.saturating_sub(1)].start), start))
            .flatten();
        if let (None, Some(number)) = (&relation.source, since) {
            return self.person(number, false);
        }
        let carried = || match before.filter(|_| relation.carried) {
            Some(own) => Speaker {
                name: own.name.clone(),
                kind: own.kind,
                antecedent: own.person.map(|number| self.people[number].name.clone()),
                person: own.person,
            },
            None => nobody(),
        };
        relation.source.as_ref().map_or_else(carried, |source| self.resolve(source, before).unwrap_or_else(nobody))
    }

    /// Who the phrase `source` is.
    pub fn resolve(&self, source: &Range<usize>, before: Option<&Speaker>) -> Option<Speaker> {
        let text = self.text;
        let first = &text.tokens[source.start];
        if source.len() == 1 && first.is(Class::Pronoun) && !first.noun() {
            return self.pronoun(source.start, before);
        }
        let head = self.head(source);
        let comma = source.clone().find(|&at| text.tokens[at].mark(",")).unwrap_or(source.end);
        if source.len() == 1 && first.is(Class::Possessive) {
            return self.owner(source.start, before);
        }
        // "die Partei von X" is the party, "X, Chef der Partei" is X.
        let owned = |at: usize| {
            let before = at.checked_sub(1).filter(|&before| before >= source.start);
            let joined = before.is_some_and(|before| text.preposition(before) || text.tokens[before].is(Class::Genitive) || text.tokens[before].is(Class::Article));
            let nominative = text.tokens[at].is(Class::Forename) && text.tokens[at].is(Class::Base);
            let bare = text.pack.bare_genitives && at > source.start && !nominative && head.is_some_and(|head| head < at && !matches!(kind_of(&text.tokens[head]), SourceType::Role));
            (joined || bare) && !first.is(Class::Title)
        };
        let from = self.places.partition_point(|&(at, _)| at < source.start);
        let upto = self.places.partition_point(|&(at, _)| at < source.end);
        // Of several names before a comma the last: "Orlows Trainer Jan Reel". Otherwise that of the apposition.
        let named = &self.places[from..upto];
        let mut own = named.iter().filter(|&&(at, _)| !owned(at) && at < comma);
        let joined = (source.start..comma).any(|at| text.tokens[at].is(Class::And));
        let first_or_last = if joined { own.next() } else { own.last() };
        if let Some(&(_, number)) = first_or_last.or_else(|| named.iter().find(|&&(at, _)| !owned(at) && at > comma)) {
            return Some(self.person(number, true));
        }
        let plain = source.start..comma;
        let kind = head.map_or(SourceType::Unknown, |at| kind_of(&text.tokens[at]));
        if kind == SourceType::Role && first.is(Class::Article) && !first.is(Class::Genitive) {
            let stem = head.map(|at| text.stem(&text.tokens[at])).unwrap_or_default();
            let mut holders = self.people.iter().enumerate().filter(|(_, person)| person.certain && person.roles.contains(&stem));
            if let (Some((number, _)), None) = (holders.next(), holders.next()) {
                return Some(self.person(number, false));
            }
        }
        let kind = match kind {
            SourceType::Unknown if plain.clone().any(|at| text.tokens[at].capital && !text.starts_sentence(at)) && !text.pack.verb_second => SourceType::Organisation,
            kind => kind,
        };
        Some(Speaker { name: self.full_name(&plain), kind, antecedent: None, person: None })
    }

    /// A source without a person's name in its own words, in the first case; the fuller name if the text has one.
    fn full_name(&self, plain: &Range<usize>) -> String {
        let text = self.text;
        let start = plain.clone().find(|&at| !text.tokens[at].is(Class::Article) || text.tokens[at].noun()).unwrap_or(plain.start);
        let own = start..plain.end;
        let words: Vec<usize> = own.clone().filter(|&at| text.tokens[at].word).collect();
        if let [only] = words.as_slice() {
            let letters = text.tokens[*only].span.of(text.text);
            if let Some(range) = self.bodies.get(letters) {
                return text.first_case(range).unwrap_or_else(|| text.words_of(range).to_owned());
            }
        }
        text.first_case(&own).unwrap_or_else(|| text.words_of(plain).to_owned())
    }

    /// Whom a possessive stands for: "nach seinen Angaben".
    fn owner(&self, at: usize, before: Option<&Speaker>) -> Option<Speaker> {
        let (gender, plural) = self.text.hits_in(&(at..at + 1)).find_map(|hit| match self.text.row(hit).kind {
            Kind::Possessive { gender, plural } => Some((gender, plural)),
            _ => None,
        })?;
        if plural { None } else { self.somebody(at, gender, before) }
    }

    fn pronoun(&self, at: usize, before: Option<&Speaker>) -> Option<Speaker> {
        let text = self.text;
        let own = text.hits_in(&(at..at + 1)).find_map(|hit| match text.row(hit).kind {
            Kind::Pronoun { gender, plural, first } => Some((gender, plural, first)),
            _ => None,
        });
        let (gender, plural, first) = own?;
        // "on", "man": nobody in particular.
        if first || gender == Gender::Unknown && !(plural && text.pack.verb_second) {
            return None;
        }
        self.somebody(at, gender, before)
    }

    /// The person whom a word at `at` stands for.
    fn somebody(&self, at: usize, gender: Gender, before: Option<&Speaker>) -> Option<Speaker> {
        let sentence = self.text.sentence(at);
        let spoke = before.and_then(|before| before.person).filter(|&number| self.people[number].gender.fits(gender));
        let near = self.last(sentence.start, gender);
        // Who spoke last speaks on, unless somebody of the right gender has been named since.
        let number = match (spoke, near) {
            (Some(spoke), Some(near)) if self.people[near].gender == gender && self.people[spoke].gender != gender => near,
            (Some(spoke), _) => spoke,
            (None, near) => near.or_else(|| self.last(at, gender))?,
        };
        Some(self.person(number, false))
    }

    /// The last person who was a subject between tokens `from` and `at`.
    fn last_subject(&self, from: usize, at: usize) -> Option<usize> {
        let text = self.text;
        let (from, upto) = (self.places.partition_point(|&(place, _)| place < from), self.places.partition_point(|&(place, _)| place < at));
        let subject = |&&(place, number): &&(usize, usize)| {
            let free = place.checked_sub(1).is_none_or(|before| {
                let token = &text.tokens[before];
                !text.preposition(before) && !token.is(Class::Genitive) && !token.is(Class::And)
            });
            self.people[number].certain && free && text.tokens[place].quote == 0
        };
        self.places[from..upto.max(from)].iter().rev().take(NEAR).find(subject).map(|&(_, number)| number)
    }

    /// The noun that says what kind of source it is.
    fn head(&self, source: &Range<usize>) -> Option<usize> {
        let text = self.text;
        let typed = |at: &usize| kind_of(&text.tokens[*at]) != SourceType::Unknown;
        source.clone().take_while(|&at| !text.preposition(at) && !text.tokens[at].is(Class::Genitive) || at == source.start).filter(typed).last().or_else(|| source.clone().find(typed))
    }
}

/// The full names that acronyms in brackets stand for.
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
            // From its first capital on: "la Organización …".
            let start = phrase.range.clone().find(|&at| text.tokens[at].capital);
            out.insert(letters, start.unwrap_or(phrase.range.start)..phrase.range.end);
        }
    }
    out
}

/// The name that starts at token `at`.
fn name_at(text: &Text<'_>, at: usize) -> Option<Range<usize>> {
    let first = &text.tokens[at];
    let sentence = text.sentence(at);
    let starts = first.capital && first.word && first.lower.chars().count() > 1 || first.lower.len() == 2 && first.lower.ends_with('.') && first.capital;
    if !starts || [Class::Organisation, Class::Outlet, Class::Place, Class::Time, Class::Article, Class::Preposition, Class::Pronoun, Class::Title].into_iter().any(|class| first.is(class)) {
        return None;
    }
    let mut end = at + 1;
    while let Some(token) = text.get(end, &sentence).filter(|_| end < at + LONGEST) {
        let particle = token.is(Class::Particle) && !token.is(Class::And) && text.get(end + 1, &sentence).is_some_and(|next| next.capital);
        let common = token.is(Class::Role) || token.is(Class::Document) || token.is(Class::Anonymous) || token.is(Class::Organisation) || token.is(Class::Time);
        let part = token.capital && token.word && !(common && !token.is(Class::Forename));
        // "Wendtlands Angaben": a genitive ends a name.
        let genitive = text.pack.verb_second && end > at && text.tokens[end - 1].lower.ends_with('s') && !token.is(Class::Forename) && !text.tokens[end - 1].is(Class::Forename);
        if !(particle || part) || genitive || token.quote != first.quote {
            break;
        }
        end += 1;
    }
    // A forename starts a name; a second one starts a second name.
    let forenames: Vec<usize> = (at + 1..end).filter(|&inside| text.tokens[inside].is(Class::Forename) && inside + 1 < end).collect();
    if let Some(&second) = forenames.iter().find(|&&second| text.pack.bare_genitives && (!first.is(Class::Forename) || second > at + 1)) {
        if !first.is(Class::Forename) {
            return None;
        }
        end = second;
    }
    let before = at.checked_sub(1).filter(|at| sentence.contains(at)).map(|at| &text.tokens[at]);
    // "ministro de Asuntos Exteriores": an office.
    let office = at >= 2 && before.is_some_and(|token| token.is(Class::Linking)) && !first.is(Class::Forename) && {
        let noun = &text.tokens[at - 2];
        noun.is(Class::Role) || noun.is(Class::Title)
    };
    if office || text.pack.bare_genitives && first.is(Class::Oblique) && !first.is(Class::Forename) && end == at + 1 {
        return None;
    }
    let titled = before.is_some_and(|token| token.is(Class::Title) || token.is(Class::Role) || token.is(Class::Cue) && long_run(at, end));
    let forename = first.is(Class::Forename);
    let role = first.is(Class::Role) || first.is(Class::Anonymous) || first.is(Class::Document);
    let long = end - at >= 2;
    let known = forename && long || titled && !role;
    // Where nouns have no capital, two capitals in a row are a name; the first word of a sentence has one anyway.
    let open = long && !text.pack.verb_second && !role && first.open() && !text.starts_sentence(at) && before.is_none_or(|token| !token.is(Class::Article));
    (known || open).then_some(at..end)
}

/// The stems of the nouns that describe the name `name`: before it, or in apposition.
fn roles_beside(text: &Text<'_>, name: &Range<usize>) -> Vec<String> {
    let sentence = text.sentence(name.start);
    let describes = |at: &usize| text.tokens[*at].is(Class::Title) || text.tokens[*at].is(Class::Role);
    let mut out: Vec<String> = Vec::new();
    // "die Partei von X": what is before describes the party.
    let end = match text.before(name.start, &sentence) {
        Some(token) if token.is(Class::Linking) || token.is(Class::Preposition) || token.is(Class::Article) => sentence.start,
        // "el presidente del Gobierno, Pedro Sánchez"
        Some(token) if token.mark(",") => name.start - 1,
        _ => name.start,
    };
    let from = sentence.start.max(name.start.saturating_sub(9));
    let before = (from..end).rev().take_while(|&at| text.tokens[at].word && !text.tokens[at].is(Class::Cue) && !text.tokens[at].is(Class::Auxiliary));
    // Of several nouns the first is the office: "ministro de la presidencia".
    out.extend(before.filter(describes).last().map(|at| text.stem(&text.tokens[at])));
    if text.get(name.end, &sentence).is_some_and(|token| token.mark(",") || token.mark("(")) {
        let behind = (name.end + 1..sentence.end.min(name.end + 8)).take_while(|&at| text.tokens[at].word && !text.tokens[at].is(Class::Cue));
        out.extend(behind.filter(describes).next().map(|at| text.stem(&text.tokens[at])));
    }
    out
}

/// What kind of source the noun `token` is.
fn kind_of(token: &Token) -> SourceType {
    let kinds = [
        (Class::Outlet, SourceType::Outlet),
        (Class::Role, SourceType::Role),
        (Class::Title, SourceType::Role),
        (Class::Organisation, SourceType::Organisation),
        (Class::Anonymous, SourceType::Anonymous),
        (Class::Document, SourceType::Document),
        (Class::Place, SourceType::Place),
    ];
    kinds.into_iter().find(|(class, _)| token.is(*class)).map_or(SourceType::Unknown, |(_, kind)| kind)
}

impl Text<'_> {
    /// The hits that start in `range`.
    pub fn hits_in(&self, range: &Range<usize>) -> impl Iterator<Item = &super::patterns::Hit> {
        let from = self.hits.partition_point(|hit| hit.start < range.start);
        let upto = self.hits.partition_point(|hit| hit.start < range.end);
        self.hits[from..upto].iter()
    }

    /// The name `range` in its first case, if its forename is in another one and the pack knows the endings of surnames.
    fn nominative(&self, range: &Range<usize>) -> Option<String> {
        let (base, length) = self.hits_in(&(range.start..range.start + 1)).find_map(|hit| match self.row(hit).kind {
            Kind::Forename(_) => Some((self.pack.patterns.base(hit.pattern)?, hit.end - hit.start)),
            _ => None,
        })?;
        let first = &self.tokens[range.start];
        if self.pack.surnames.is_empty() || length != 1 || *first.lower == *base {
            return None;
        }
        let mut words = vec![capitalised(base)];
        for at in range.start + 1..range.end {
            let raw = self.tokens[at].span.of(self.text);
            let ending = self.pack.surnames.iter().find_map(|(ending, first)| Some(format!("{}{first}", raw.strip_suffix(&**ending)?)));
            words.push(ending.unwrap_or_else(|| raw.to_owned()));
        }
        Some(words.join(" "))
    }

    /// A phrase in its first case: its noun for somebody as the pack names it, the adjectives before it to match.
    fn first_case(&self, range: &Range<usize>) -> Option<String> {
        if self.pack.inflections.is_empty() {
            return None;
        }
        let (head, base) = range.clone().find_map(|at| {
            let base = self.hits_in(&(at..at + 1)).find_map(|hit| {
                let noun = matches!(self.row(hit).kind.class()?, Class::Role | Class::Title | Class::Organisation | Class::Anonymous | Class::Document | Class::Outlet | Class::Place);
                if noun && hit.end == at + 1 { self.pack.patterns.base(hit.pattern) } else { None }
            })?;
            Some((at, base))
        })?;
        if *self.tokens[head].lower == *base {
            return None;
        }
        let gender = match base.chars().last()? {
            'а' | 'я' => 1,
            'о' | 'е' => 2,
            _ => 0,
        };
        let mut out = String::new();
        for at in range.clone() {
            let token = &self.tokens[at];
            let raw = token.span.of(self.text);
            let word = if at == head {
                if token.capital { capitalised(base) } else { base.to_owned() }
            } else if at < head {
                let ending = self.pack.inflections.iter().find_map(|(ending, first)| Some(format!("{}{}", raw.strip_suffix(&**ending)?, first[gender])));
                ending.unwrap_or_else(|| raw.to_owned())
            } else {
                raw.to_owned()
            };
            let touches = at > range.start && self.tokens[at - 1].span.end == token.span.start;
            if !out.is_empty() && !touches {
                out.push(' ');
            }
            out.push_str(&word);
        }
        Some(out)
    }

    /// A word without the ending of its case.
    pub fn stem(&self, token: &Token) -> String {
        let word = &token.lower;
        let cut = self.pack.endings.iter().find_map(|ending| {
            let stem = word.strip_suffix(&**ending)?;
            (stem.chars().count() >= SHARED).then(|| stem.to_owned())
        });
        cut.unwrap_or_else(|| word.to_string())
    }
}

/// Whether a run of capitals has at least two words.
fn long_run(start: usize, end: usize) -> bool {
    end - start >= 2
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
