//! Finds who the sources are: full names for short ones, and the people whom pronouns and descriptions refer to.

use std::ops::Range;

use super::class::{Class, Gender};
use super::people::People;
use super::relations::Relation;
use super::rows::Kind;
use super::tokens::Token;
use crate::model::SourceType;

/// The speaker of an attribution.
pub struct Speaker {
    /// The name, or the source's own words; empty if the speaker is unknown.
    pub name: String,
    /// What kind of source it is.
    pub kind: SourceType,
    /// The tokens of the name, if it is not in the source.
    pub antecedent: Option<Range<usize>>,
    person: Option<usize>,
}

impl People<'_> {
    pub(super) fn person(&self, number: usize, inside: bool) -> Speaker {
        let antecedent = (!inside).then(|| self.people[number].name.clone());
        Speaker { name: self.name(number), kind: SourceType::Person, antecedent, person: Some(number) }
    }

    /// Returns who says `relation`. `before` is the speaker of the attribution before it, which ends at token `after`.
    pub(super) fn speaker(&self, relation: &Relation, before: Option<&Speaker>, after: usize) -> Speaker {
        let nobody = || Speaker { name: String::new(), kind: SourceType::Unknown, antecedent: None, person: None };
        // Without a source, whoever was a subject since the attribution before it speaks, or else its speaker.
        let start = relation.cue.iter().chain(&relation.content).map(|part| part.start).min().unwrap_or(0);
        let since = (relation.carried && !relation.cue.is_empty() && self.text.pack.drops_subjects)
            .then(|| {
                self.last_subject(
                    after.max(self.text.paragraphs[self.text.tokens[start].paragraph.saturating_sub(1)].start),
                    start,
                )
            })
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

    /// Returns who the phrase `source` is, if it refers to somebody in particular.
    pub(super) fn resolve(&self, source: &Range<usize>, before: Option<&Speaker>) -> Option<Speaker> {
        let text = self.text;
        let first = &text.tokens[source.start];
        if source.len() == 1 && first.is(Class::Pronoun) && !first.noun() {
            return self.pronoun(source.start, before);
        }
        if source.len() == 1 && first.is(Class::Possessive) {
            return self.owner(source.start, before);
        }
        let comma = source.clone().find(|&at| text.tokens[at].mark(",")).unwrap_or(source.end);
        let head = self.head(source);
        if let Some(number) = self.named(source, comma, head) {
            return Some(self.person(number, true));
        }
        let plain = source.start..comma;
        // A general word such as "у відомстві" ("at the agency") means the body that spoke last.
        let general = plain.clone().filter(|&at| text.tokens[at].open()).all(|at| text.tokens[at].is(Class::General));
        if let Some(body) = before.filter(|before| general && before.kind == SourceType::Organisation) {
            return Some(Speaker { name: body.name.clone(), kind: body.kind, antecedent: None, person: None });
        }
        let kind = head.map_or(SourceType::Unknown, |at| kind_of(&text.tokens[at]));
        let nouns = plain.clone().filter(|&at| text.tokens[at].open()).count();
        let office = kind == SourceType::Role && first.is(Class::Article) && !first.is(Class::Genitive) && nouns == 1;
        if let Some(head) = head.filter(|_| office)
            && let Some([holder]) = self.holders.get(&text.stem(&text.tokens[head])).map(Vec::as_slice)
        {
            return Some(self.person(*holder, false));
        }
        let capital = plain.clone().any(|at| text.tokens[at].capital && !text.starts_sentence(at));
        let kind = match kind {
            SourceType::Unknown if capital && !text.pack.verb_second => SourceType::Organisation,
            kind => kind,
        };
        Some(Speaker { name: self.full_name(&plain), kind, antecedent: None, person: None })
    }

    /// Returns the person whom a source names: before its first comma, otherwise in the apposition.
    fn named(&self, source: &Range<usize>, comma: usize, head: Option<usize>) -> Option<usize> {
        let text = self.text;
        let tokens = &text.tokens;
        let title = tokens[source.start].is(Class::Title);
        // "die Partei von X" is the party, "X, Chef der Partei" is X.
        let owned = |at: usize| {
            let before = at.checked_sub(1).filter(|&before| before >= source.start);
            let joined =
                before.is_some_and(|at| text.preposition(at) || tokens[at].is_any(&[Class::Genitive, Class::Article]));
            let nominative = tokens[at].is(Class::Forename) && tokens[at].is(Class::Base);
            let body = head.is_some_and(|head| head < at && kind_of(&tokens[head]) != SourceType::Role);
            let bare = text.pack.bare_genitives && at > source.start && !nominative && body;
            (joined || bare) && !title
        };
        // "Orlows" in "Orlows Trainer Jan Reel" only says whose trainer it is.
        let joined = (source.start..comma).any(|at| tokens[at].is(Class::And));
        let genitive = |at: usize| {
            let next = tokens.get(at + 1).filter(|_| at + 1 < comma && !joined);
            next.is_some_and(|next| next.open() && !next.is(Class::Forename) && (next.noun() || !next.capital))
        };
        let from = self.places.partition_point(|&(at, _)| at < source.start);
        let upto = self.places.partition_point(|&(at, _)| at < source.end);
        let mut own = self.places[from..upto].iter().filter(|&&(at, _)| !owned(at));
        let first = own.clone().find(|&&(at, _)| at < comma && !genitive(at));
        first.or_else(|| own.next()).map(|&(_, number)| number)
    }

    /// Returns the label of a source without a person's name: its fuller name if the text has one, otherwise its own
    /// words. The label is in the nominative if possible.
    pub(super) fn full_name(&self, plain: &Range<usize>) -> String {
        let text = self.text;
        let start = plain
            .clone()
            .find(|&at| !text.tokens[at].is(Class::Article) || text.tokens[at].noun())
            .unwrap_or(plain.start);
        let own = start..plain.end;
        let words: Vec<usize> = own.clone().filter(|&at| text.tokens[at].word).collect();
        if let [only] = words.as_slice() {
            let letters = text.tokens[*only].span.of(text.text);
            let body = &text.tokens[*only];
            let short = plain.start < *only && body.is(Class::Organisation);
            let full = self.full_bodies.get(&text.stem(body)).filter(|_| short).and_then(Option::as_ref);
            if let Some(range) = full.filter(|full| full.start < *only) {
                return text.words_of(range).to_owned();
            }
            if let Some(range) = self.bodies.get(letters) {
                return text.first_case(range).unwrap_or_else(|| text.words_of(range).to_owned());
            }
        }
        text.first_case(&own).unwrap_or_else(|| text.words_of(plain).to_owned())
    }

    /// Returns the person to whom a possessive refers: "nach seinen Angaben".
    pub(super) fn owner(&self, at: usize, before: Option<&Speaker>) -> Option<Speaker> {
        let (gender, plural) = self.text.hits_in(&(at..at + 1)).find_map(|hit| match self.text.row(hit).kind {
            Kind::Possessive { gender, plural } => Some((gender, plural)),
            _ => None,
        })?;
        if plural { None } else { self.somebody(at, gender, before) }
    }

    pub(super) fn pronoun(&self, at: usize, before: Option<&Speaker>) -> Option<Speaker> {
        let text = self.text;
        let own = text.hits_in(&(at..at + 1)).find_map(|hit| match text.row(hit).kind {
            Kind::Pronoun { gender, plural, first } => Some((gender, plural, first)),
            _ => None,
        });
        let (gender, plural, first) = own?;
        // "on" and "man" refer to nobody in particular.
        if first || gender == Gender::Unknown && !(plural && text.pack.verb_second) {
            return None;
        }
        self.somebody(at, gender, before)
    }

    /// Returns the person to whom the pronoun or possessive at token `at` refers.
    pub(super) fn somebody(&self, at: usize, gender: Gender, before: Option<&Speaker>) -> Option<Speaker> {
        let sentence = self.text.sentence(at);
        let spoke = before.and_then(|before| before.person).filter(|&number| self.people[number].gender.fits(gender));
        let near = self.last(sentence.start, gender);
        if self.joined(sentence.start, gender) {
            return None;
        }
        // It refers to the last speaker, unless somebody of the right gender has been named since.
        let number = match (spoke, near) {
            (Some(spoke), Some(near)) if self.people[near].gender == gender && self.people[spoke].gender != gender => {
                near
            }
            (Some(spoke), _) => spoke,
            (None, near) => near.or_else(|| self.last(at, gender))?,
        };
        Some(self.person(number, false))
    }

    /// Whether the last two people before token `at` are named together and may both be meant: "Roldán y Echarri".
    fn joined(&self, at: usize, gender: Gender) -> bool {
        let upto = self.places.partition_point(|&(place, _)| place < at);
        let [.., (one, first), (other, second)] = self.places[..upto] else { return false };
        let both = first != second && [first, second].iter().all(|&number| self.people[number].gender.fits(gender));
        let between = one..other;
        both && between.len() < 6 && between.clone().any(|at| self.text.tokens[at].is(Class::And))
    }

    /// Returns the noun that says what kind of source `source` is.
    pub(super) fn head(&self, source: &Range<usize>) -> Option<usize> {
        let text = self.text;
        let typed = |at: &usize| kind_of(&text.tokens[*at]) != SourceType::Unknown;
        source
            .clone()
            .take_while(|&at| !text.preposition(at) && !text.tokens[at].is(Class::Genitive) || at == source.start)
            .filter(typed)
            .last()
            .or_else(|| source.clone().find(typed))
    }
}

/// Returns what kind of source the noun `token` is.
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
