//! Pronouns: whom "he", "she", "it" and "they" take up.
//!
//! Everything that can be meant leaves a trace as the text goes on; a trace weighs more when it is the source of a
//! statement or a subject, and fades with every sentence. A pronoun takes the heaviest that agrees with it, and nobody
//! when two weigh about the same. Each pronoun leaves a trace in turn. One pass, a bounded memory.

use std::collections::VecDeque;

use super::View;
use super::entities::Entities;
use crate::hash::HashMap;
use crate::lexicon::names::Gender;
use crate::lexicon::{self, Class};
use crate::model::SourceType;
use crate::span::Span;
use crate::text::{Document, TokenKind};

/// Somebody or something that a pronoun can take up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// With a name in the article.
    Named(usize),
    /// A source without a name, by the token of its head.
    Unnamed {
        /// The head's token: two phrases are two.
        head: usize,
        /// What sort of source it is.
        sort: SourceType,
        /// Whether it is several.
        plural: bool,
        /// What its head noun tells.
        gender: Gender,
    },
}

/// A place where somebody comes up.
#[derive(Clone, Copy, Debug)]
pub struct Trace {
    /// Where, as a token.
    pub token: usize,
    /// Who.
    pub who: Who,
    /// How salient.
    pub weight: f32,
}

/// A pronoun to resolve and the text that cannot hold its antecedent: what its bearer says.
pub type Wanted<'a> = HashMap<usize, &'a [Span]>;

/// How many traces are remembered.
const MEMORY: usize = 40;
/// Sentences that a trace lasts.
const REACH: usize = 5;
/// What is left of a trace's weight after each sentence.
const FADING: f32 = 0.5;
/// What is left at a paragraph break, beside.
const PARAGRAPH: f32 = 0.8;
/// Two candidates are about equal when the lighter one has this share of the heavier one's weight.
const TIE: f32 = 0.75;
/// A candidate lighter than this is too far off.
const LEAST: f32 = 0.12;
const SOURCE: f32 = 2.2;
const SUBJECT: f32 = 2.0;
const QUOTED: f32 = 0.4;
const OBLIQUE: f32 = 0.7;
const TOPIC: f32 = 0.05;
const TOPIC_FULL: usize = 10;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    One(Gender),
    Thing,
    /// "the company"
    Body,
    Many,
}

/// Resolves the pronouns of the text: `he` and `she` everywhere outside quotations, all forms in `wanted`.
pub fn resolve(
    view: &View<'_, '_>,
    entities: &Entities,
    genders: &mut [Gender],
    mut traces: Vec<Trace>,
    wanted: &Wanted<'_>,
) -> HashMap<usize, Who> {
    crate::order::sort_by_key(&mut traces, |trace| trace.token);
    let quoted = |at: usize| view.document.quote_at(at).is_some();
    let mut memory: VecDeque<Trace> = VecDeque::new();
    let mut found = HashMap::default();
    let mut next = traces.into_iter().peekable();
    let mut asked: Vec<usize> = view.pronouns.iter().chain(wanted.keys()).copied().collect();
    crate::order::sort(&mut asked);
    asked.dedup();
    for at in asked {
        while let Some(trace) = next.next_if(|trace| trace.token <= at) {
            remember(&mut memory, weigh(view, trace, quoted(trace.token)));
        }
        let content = wanted.get(&at).copied();
        let Some(form) = form(view.word(at)).or_else(|| anybody(view, content, at)) else { continue };
        if content.is_none() && (quoted(at) || !matches!(form, Form::One(_))) {
            continue;
        }
        if let Some(who) = choose(view, (entities, genders), &memory, form, at, content.unwrap_or_default()) {
            found.insert(at, who);
            learn(genders, who, form);
            let capital = view.document.tokens[at].capital;
            let weight = if content.is_some() { SOURCE } else { 1.0 } * if capital { SUBJECT } else { 1.0 };
            remember(&mut memory, Trace { token: at, who, weight });
        }
    }
    found
}

/// The traces that the mentions leave; those in `sources` weigh more.
pub fn of_mentions(view: &View<'_, '_>, entities: &Entities, sources: &[bool]) -> Vec<Trace> {
    let mut out = Vec::new();
    for (number, mention) in view.mentions.iter().enumerate() {
        let entity = entities.of_mention[number];
        if mention.adjective {
            continue;
        }
        let weight = match entities.all[entity].sort {
            SourceType::Unknown if mention.tokens.len() == 1 => 0.3,
            SourceType::Unknown => 0.6,
            _ => 1.0,
        };
        let source = if sources.get(mention.tokens.start).copied().unwrap_or(false) { SOURCE } else { 1.0 };
        // Whom the article is about, it takes up more often.
        let topic = 1.0 + TOPIC * entities.all[entity].mentions.len().min(TOPIC_FULL) as f32;
        out.push(Trace { token: mention.whole.start, who: Who::Named(entity), weight: weight * source * topic });
    }
    out
}

/// Adds what the trace's own place tells: subject, oblique, quoted.
fn weigh(view: &View<'_, '_>, mut trace: Trace, quoted: bool) -> Trace {
    let tokens = &view.document.tokens;
    let before = trace.token.checked_sub(1).map(|before| &tokens[before]);
    let end = view.mention_at(trace.token).map_or(trace.token + 1, |mention| view.mentions[mention].whole.end);
    if quoted {
        trace.weight *= QUOTED;
    }
    let first = before.is_none_or(|before| before.sentence != tokens[trace.token].sentence);
    let after = view.word(end);
    // "Jan Oru and Paul Dorn walked": the second is as much the subject as the first.
    let second = trace.token.checked_sub(2).filter(|&at| view.word(at + 1) == "and").and_then(|at| view.mention_at(at));
    let first = first
        || second.is_some_and(|m| {
            let start = view.mentions[m].whole.start;
            start == 0 || tokens[start - 1].sentence != tokens[start].sentence
        });
    let possessor = after == "'s";
    let oblique = before.is_some_and(|before| before.lower.known().is(Class::Preposition)) && !first;
    let verb = view.known(end).is(Class::Auxiliary) || view.known(end).is_verb();
    if possessor || oblique {
        trace.weight *= OBLIQUE;
    } else if first || verb || before.is_some_and(|before| before.lower.known().is(Class::Subordinator)) {
        trace.weight *= SUBJECT;
    }
    trace
}

fn remember(memory: &mut VecDeque<Trace>, trace: Trace) {
    if memory.len() == MEMORY {
        memory.pop_front();
    }
    memory.push_back(trace);
}

/// Where the pronouns of the document stand, in order.
pub fn all(document: &Document<'_>) -> Vec<usize> {
    (0..document.tokens.len()).filter(|&at| form(&document.tokens[at].lower).is_some()).collect()
}

fn form(word: &str) -> Option<Form> {
    // Every token is asked, and most are none of these by their first letter.
    if !matches!(word.as_bytes().first(), Some(b'h' | b'i' | b's' | b't')) {
        return None;
    }
    match word {
        "he" | "him" | "his" | "himself" => Some(Form::One(Gender::Male)),
        "she" | "her" | "hers" | "herself" => Some(Form::One(Gender::Female)),
        "it" | "its" => Some(Form::Thing),
        "they" | "their" | "them" => Some(Form::Many),
        _ => None,
    }
}

/// "the official", "the man": a noun that means no more than "he".
fn anybody(view: &View<'_, '_>, content: Option<&[Span]>, at: usize) -> Option<Form> {
    let word = content.map(|_| view.word(at))?;
    let (head, many) = lexicon::get().names.head(word)?;
    let one = Form::One(super::naming::role_gender(word).unwrap_or_default());
    if many || !head.generic && !head.company && !head.crowd {
        None
    } else {
        Some(if head.company { Form::Body } else { one })
    }
}

fn choose(
    view: &View<'_, '_>,
    (entities, genders): (&Entities, &[Gender]),
    memory: &VecDeque<Trace>,
    form: Form,
    at: usize,
    content: &[Span],
) -> Option<Who> {
    let here = &view.document.tokens[at];
    let mut scores: Vec<(Who, f32)> = Vec::new();
    for trace in memory.iter().rev() {
        let there = &view.document.tokens[trace.token];
        let distance = here.sentence - there.sentence;
        if distance > REACH {
            break;
        }
        let said = content.iter().any(|span| span.has(there.span.start));
        let agrees = agreement(entities, genders, trace.who, form);
        if said || agrees == 0.0 {
            continue;
        }
        let breaks = if here.paragraph == there.paragraph { 1.0 } else { PARAGRAPH };
        let weight = agrees * trace.weight * breaks * FADING.powi(distance as i32);
        match scores.iter_mut().find(|(who, _)| *who == trace.who) {
            Some((_, sum)) => *sum += weight,
            None => scores.push((trace.who, weight)),
        }
    }
    let mut best: Option<(Who, f32)> = None;
    let mut second = 0.0_f32;
    for (who, score) in scores {
        match best {
            Some((_, top)) if top >= score => second = second.max(score),
            _ => {
                second = best.map_or(second, |(_, top)| second.max(top));
                best = Some((who, score));
            }
        }
    }
    best.filter(|&(_, score)| score >= LEAST && second <= score * TIE).map(|(who, _)| who)
}

/// How well `who` fits the pronoun, 0 to 1.
fn agreement(entities: &Entities, genders: &[Gender], who: Who, form: Form) -> f32 {
    use SourceType::{Anonymous, Document, Organisation, Outlet, Person, Place, Role, Unknown};
    match (who, form) {
        (Who::Named(entity), form) => match (entities.all[entity].sort, form) {
            (Person | Unknown, Form::One(gender)) => match genders[entity] {
                Gender::Unknown => 0.8,
                known => f32::from(u8::from(known.fits(gender))),
            },
            (Organisation | Outlet, Form::Thing) | (Organisation, Form::Body) => 1.0,
            (Unknown, Form::Body) => 0.6,
            (Place, Form::Thing) => 0.5,
            (Unknown, Form::Thing) => 0.4,
            (Organisation, Form::Many) => 0.7,
            _ => 0.0,
        },
        (Who::Unnamed { sort, plural, gender, .. }, form) => match (sort, form) {
            (Role | Anonymous, Form::One(wanted)) if !plural && gender.fits(wanted) => 1.0,
            (Organisation | Document | Outlet, Form::Thing) if !plural => 1.0,
            (_, Form::Many) if plural => 1.0,
            (Organisation, Form::Many) => 0.8,
            _ => 0.0,
        },
    }
}

/// A name without a known gender takes that of the pronoun which took it up.
fn learn(genders: &mut [Gender], who: Who, form: Form) {
    if let (Who::Named(entity), Form::One(gender)) = (who, form) {
        let known = &mut genders[entity];
        *known = known.or(gender);
    }
}

/// The mention that "who" or "which" at token `at` takes up: the one right before it.
pub fn relative(view: &View<'_, '_>, at: usize) -> Option<usize> {
    let mut before = at.checked_sub(1)?;
    if view.document.tokens[before].kind == TokenKind::Mark {
        before = before.checked_sub(1)?;
    }
    view.mention_at(before)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn gender_and_number_agree() {
        check(
            "Anna Oru met Jan Dorn. |[She] said {it rained}. |[He] said {it was cold}.",
            &["Anna Oru/person/Anna Oru", "Jan Dorn/person/Jan Dorn"],
        );
        check(
            "[The Harbour Safety Board] said {it was shut}. |[It] said {it was open}.",
            &["Harbour Safety Board/organisation/-", "Harbour Safety Board/organisation/Harbour Safety Board"],
        );
    }

    #[test]
    fn an_unnamed_source_can_be_meant_and_has_no_name() {
        check(
            "Jan Dorn was out. |[A spokesman for the army] said {it rained}. |[He] said {it was cold}.",
            &["/role/-", "/role/-"],
        );
        check("[Witnesses] said {it rained}. |[They] said {it was cold}.", &["/anonymous/-", "/anonymous/-"]);
    }

    #[test]
    fn two_that_fit_alike_leave_it_open() {
        check("Mark Dorn and Paul Oru walked. |[He] said {it rained}.", &["/person/-"]);
    }

    #[test]
    fn relative_pronouns_take_up_what_stands_before() {
        check("They met Jan Dorn, |[who] said {it rained}.", &["Jan Dorn/person/Jan Dorn"]);
    }
}
