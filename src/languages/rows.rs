//! What a row of a pack says.

use super::class::{CLASSES, Class, Gender};
use super::patterns::Form;
use super::splitting::lower;
use crate::model::{Act, Status};

/// What a cue verb can take as its content.
#[derive(Debug, Default)]
pub struct Verb {
    /// A quotation, or a clause with or without a complementiser, also before the verb.
    pub say: bool,
    /// A quotation, or a clause before the verb.
    pub quote: bool,
    /// A clause with a complementiser.
    pub that: bool,
    /// A noun phrase, whose noun is one of these if there are any.
    pub phrase: Option<Vec<Form>>,
    /// An infinitive clause, whose infinitive is one of these if there are any.
    pub infinitive: Option<Vec<Form>>,
    /// "X as Y", with one of these words for "as".
    pub describes: Option<Vec<Box<str>>>,
    /// An accused person, and after one of these words what they are accused of.
    pub accuses: Option<Vec<Box<str>>>,
    /// A separable prefix or governed word that belongs to the cue.
    pub particle: Option<Box<str>>,
}

/// Where the source of a phrase like "according to" is: after the phrase, before it, at its gap, or nowhere.
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
    /// It may be any noun phrase.
    Nothing,
    /// It must be capitalised, be a pronoun or start with an article.
    Strict,
    /// It must be a person or a body, a comma must follow it, and the phrase must start its sentence.
    First,
}

/// Where the content of a claim is, seen from its cue. `corpus/languages/README.md` explains each scope.
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

/// The kind of a row, with its fields.
#[derive(Debug)]
pub enum Kind {
    /// Its words belong to a class.
    Class(Class),
    Pronoun {
        gender: Gender,
        plural: bool,
        first: bool,
    },
    Possessive {
        gender: Gender,
        plural: bool,
    },
    Title(Gender),
    Role(Gender),
    Forename(Gender),
    Verb(Verb),
    According {
        place: Place,
        needs: Needs,
    },
    /// A noun whose content follows.
    Noun,
    /// Words that refer to the sentence before them: "про це".
    This,
    /// A verb form that marks reported speech without a cue; if `alone`, even if no reported speech is before it.
    Report {
        alone: bool,
    },
    Claim(Scope),
    /// A verb form of hearsay. One of the sequences `needs` must follow it if there are any, and no word of `unless`
    /// may be in the sentence.
    Hearsay {
        needs: Vec<Vec<Form>>,
        unless: Vec<Form>,
    },
    Trap,
}

impl Kind {
    /// Returns the class that the words of such a row belong to, if any.
    pub fn class(&self) -> Option<Class> {
        Some(match self {
            Kind::Class(class) => *class,
            Kind::Pronoun { .. } => Class::Pronoun,
            Kind::Possessive { .. } => Class::Possessive,
            Kind::Title(_) => Class::Title,
            Kind::Role(_) => Class::Role,
            Kind::Forename(_) => Class::Forename,
            Kind::Report { .. } => Class::Report,
            _ => return None,
        })
    }
}

/// A row of a pack.
#[derive(Debug)]
pub struct Row {
    /// Its kind and fields.
    pub kind: Kind,
    /// What the source does, for cues of attributions.
    pub act: Act,
    /// The status of the claim that it makes, if any.
    pub status: Option<Status>,
}

pub fn read<'a>(kind: &str, field: &impl Fn(usize) -> &'a str) -> Result<Row, &'static str> {
    let list = |at: usize| field(at).split(' ').filter(|word| !word.is_empty()).map(lower).collect::<Vec<_>>();
    let plain = |kind: Kind| Ok(Row { kind, act: Act::Statement, status: None });
    let cue = |kind: Kind, from: usize| Ok(Row { kind, act: act(field(from))?, status: status(field(from + 1))? });
    let plural = |at: usize| field(at) == "p";
    match kind {
        "pronoun" => {
            plain(Kind::Pronoun { gender: Gender::of_letter(field(2)), plural: plural(3), first: field(4) == "1" })
        }
        "possessive" => plain(Kind::Possessive { gender: Gender::of_letter(field(2)), plural: plural(3) }),
        "title" => plain(Kind::Title(Gender::of_letter(field(2)))),
        "role" => plain(Kind::Role(Gender::of_letter(field(2)))),
        "forename" => plain(Kind::Forename(Gender::of_letter(field(2)))),
        "report" => plain(Kind::Report { alone: field(2) == "alone" }),
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
            let sequence = |words: &str| words.split('_').map(Form::new).collect();
            let kind = Kind::Hearsay {
                needs: list(2).iter().map(|words| sequence(words)).collect(),
                unless: list(3).iter().map(|word| Form::new(word)).collect(),
            };
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
    let words =
        |value: &str| -> Vec<Box<str>> { value.split('+').filter(|word| !word.is_empty()).map(lower).collect() };
    let forms = |value: &str| words(value).iter().map(|word| Form::new(word)).collect();
    for flag in flags.split(',').filter(|flag| !flag.is_empty()) {
        let (name, value) = flag.split_once('=').unwrap_or((flag, ""));
        match name {
            "say" => out.say = true,
            "quote" => out.quote = true,
            "that" => out.that = true,
            "np" => out.phrase = Some(forms(value)),
            "inf" => out.infinitive = Some(forms(value)),
            "as" => out.describes = Some(words(value)),
            "accuse" => out.accuses = Some(words(value)),
            _ => return Err("unknown flag of a verb"),
        }
    }
    Ok(out)
}

fn act(name: &str) -> Result<Act, &'static str> {
    if name.is_empty() { Ok(Act::Statement) } else { Act::of_name(name).ok_or("unknown act") }
}

fn status(name: &str) -> Result<Option<Status>, &'static str> {
    if name.is_empty() { Ok(None) } else { Status::of_name(name).map(Some).ok_or("unknown status") }
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
