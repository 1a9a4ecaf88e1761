//! Different figures for the same thing: how many were hurt, when it began, what it cost, how far it was.
//!
//! Two figures are about the same thing if both give a count of the same noun for the same event ("two miners were
//! killed", "killed three miners"), the same property of the same subject in the same unit ("the fire began at 4
//! a.m.", "at 6 a.m."), or the same distance ("12 km from the border"). One of them may be in the article's own voice.
//! Miss: "killed two miners", "killed two more miners"; "at least two", "five"; "4 million euros", "4.1 million
//! euros".

use std::ops::Range;

use super::{Account, COMPARED, NEAR, disputed, head, open, same_names, same_source, stem, times_differ};
use crate::claim::ClaimDraft;
use crate::claim::context::Context;
use crate::lexicon::{self, BaseUnit, ClaimWord, Class, QuantityClass};
use crate::model::Attribution;
use crate::syntax::clause::{self, Extent};
use crate::syntax::{phrases, verbs};
use crate::text::quantity::Quantity;
use crate::word_map::WordMap;

/// The maximum difference between an exact and a rounded figure, as a share of the greater one.
const ROUNDED: f64 = 0.06;
/// The maximum difference between equal times of day, in minutes.
const MINUTES: f64 = 10.0;
/// Two counts are not regarded as one rounded figure if both are below this.
const EXACT: f64 = 20.0;
/// The maximum distance from a figure to the counted noun, in tokens.
const NOUN: usize = 4;

/// A figure with the account that gives it.
struct Figure<'a> {
    account: Account<'a>,
    quantity: Quantity,
}

/// Returns the pairs of figures that cannot both be true, as claims with the status disputed.
pub fn find(ctx: &Context<'_>) -> Vec<(ClaimDraft, ClaimDraft)> {
    let all = &ctx.view.document.quantities;
    let mut by_key: WordMap<Vec<Figure<'_>>> = WordMap::default();
    let mut out = Vec::new();
    for (at, quantity) in all.iter().enumerate() {
        let beside = &all[at.saturating_sub(3)..all.len().min(at + 4)];
        let Some((key, account)) = read(ctx, quantity, beside) else { continue };
        let figure = Figure { account, quantity: quantity.clone() };
        let known = by_key.entry(key);
        let other = known.iter().rev().take(COMPARED).find(|other| conflict(ctx, other, &figure));
        let (one, two) = (&figure.account, other.map(|other| &other.account));
        out.extend(two.map(|two| (disputed(ctx, two, one), disputed(ctx, one, two))));
        known.push(figure);
    }
    out
}

/// Returns the key of a figure and the account that gives it. Figures about the same thing have the same key. Returns
/// `None` if the figure is not asserted or not comparable. `beside` has the figures around it in the text, including
/// itself.
pub(super) fn read<'a>(ctx: &Context<'a>, quantity: &Quantity, beside: &[Quantity]) -> Option<(String, Account<'a>)> {
    let view = ctx.view;
    let at = quantity.tokens.start;
    let attribution = ctx.reported_at(at);
    if attribution.is_some_and(|a| a.source.is_empty() || !a.act.asserts() || doubts(ctx, a)) {
        return None;
    }
    // A figure in a source or cue is not part of a statement: "Two officials said".
    if ctx.source_at(at).is_some() || ctx.cued_at(at).is_some() {
        return None;
    }
    let range = ctx.claim_range(at);
    let start = clause::backward(ctx, at, range.start);
    let clause = start..clause::forward(ctx, at, range.end, Extent::Clause).end.max(quantity.tokens.end);
    let negated = clause.clone().any(|i| view.class(i, Class::Negation) || view.class(i, Class::Nobody));
    let around = |i: usize, class: ClaimWord| view.known(i).is_claim_word(class) && !quantity.tokens.contains(&i);
    let near = at.saturating_sub(2)..quantity.tokens.end + 2;
    if negated
        || open(ctx, clause.clone())
        || near.clone().any(|i| around(i, ClaimWord::Partial))
        || range.clone().any(|i| around(i, ClaimWord::Then))
    {
        return None;
    }
    let rivals = beside
        .iter()
        .filter(|q| clause.contains(&q.tokens.start) && q.tokens != quantity.tokens && q.unit == quantity.unit);
    let rivals: Vec<&Quantity> = rivals.collect();
    let (key, verb) = match quantity.unit {
        BaseUnit::None => counted(ctx, quantity, clause.clone(), &rivals)?,
        _ if !rivals.is_empty() => return None,
        BaseUnit::Metre => {
            distance(ctx, quantity, clause.clone()).or_else(|| measured(ctx, quantity, clause.clone()))?
        }
        _ => measured(ctx, quantity, clause.clone())?,
    };
    Some((key, Account { attribution, clause, verb, denies: false, agent: None, theme: None }))
}

/// Whether the cue expresses doubt: "did not say that", "estimates that".
fn doubts(ctx: &Context<'_>, attribution: &Attribution) -> bool {
    let mut tokens = attribution.cue.iter().flat_map(|part| ctx.view.document.tokens_in(*part));
    tokens.any(|at| ctx.view.class(at, Class::Negation) || ctx.view.known(at).is_claim_word(ClaimWord::Worry))
}

/// Returns the key of a count, which consists of the event and the counted noun, and the position of the word for the
/// event. This is the first one after the figure or else the last one before it; another count between them excludes
/// it.
fn counted(
    ctx: &Context<'_>,
    quantity: &Quantity,
    clause: Range<usize>,
    rivals: &[&Quantity],
) -> Option<(String, usize)> {
    let view = ctx.view;
    let end = quantity.tokens.end;
    let named = |&i: &usize| {
        let word = view.word(i);
        word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !view.lexicon.is_closed_class(word)
            || lexicon::quantity(word).is_some_and(|row| row.class == QuantityClass::Counted)
    };
    let words = (end..clause.end.min(end + NOUN)).take_while(|&i| view.wordlike(i) && view.known(i).event.is_none());
    let open: Vec<usize> = words.take_while(|&i| !view.class(i, Class::Preposition) && !view.auxiliary(i)).collect();
    let noun = match open.iter().copied().find(named) {
        Some(noun) => stem(view.word(noun)),
        // "14 killed" and "14 deaths" count people, but "14 shooting incidents" does not.
        None if open.is_empty() && !named(&(end + 1)) => stem("people"),
        None => return None,
    };
    let next = rivals.iter().map(|q| q.tokens.start).filter(|&at| at > end).min().unwrap_or(clause.end);
    let last =
        rivals.iter().map(|q| q.tokens.end).filter(|&at| at <= quantity.tokens.start).max().unwrap_or(clause.start);
    let event = |&i: &usize| view.known(i).event.is_some();
    let verb = (end..next).find(event).or_else(|| (last..quantity.tokens.start).rev().find(event))?;
    Some((format!("{} {noun}", view.known(verb).event?), verb))
}

/// Returns the key of a distance, which consists of the place from which it is measured and the subject, and the
/// position of the figure: "12 km from the border".
fn distance(ctx: &Context<'_>, quantity: &Quantity, clause: Range<usize>) -> Option<(String, usize)> {
    let view = ctx.view;
    let from = (quantity.tokens.end..clause.end.min(quantity.tokens.end + 3)).find(|&i| view.class(i, Class::From))?;
    let verb = (clause.start..quantity.tokens.start)
        .rev()
        .find(|&i| verbs::is_finite(view, i) || view.lexicon.measure(view.word(i), BaseUnit::Metre).is_some())?;
    let place = phrases::after(view, from + 1, clause.end)?;
    Some((format!("from {} {}", head(ctx, place), subject(ctx, verb, clause.start)?), quantity.tokens.start))
}

/// Returns the key of a measured property, which consists of the property, the unit and the subject, and the position
/// of the word for the property.
fn measured(ctx: &Context<'_>, quantity: &Quantity, clause: Range<usize>) -> Option<(String, usize)> {
    let view = ctx.view;
    let property = |&i: &usize| view.lexicon.measure(view.word(i), quantity.unit).is_some();
    let before = (clause.start..quantity.tokens.start).rev().find(property);
    let behind = || (quantity.tokens.end..clause.end.min(quantity.tokens.end + 2)).find(property);
    let at = before.or_else(behind)?;
    let name = view.lexicon.measure(view.word(at), quantity.unit)?;
    // In "was 40 metres tall" the subject precedes "was".
    let verb = if at > quantity.tokens.start {
        (clause.start..quantity.tokens.start).rev().find(|&i| view.class(i, Class::Be))?
    } else {
        at
    };
    Some((format!("{name} {} {}", quantity.unit.name(), subject(ctx, verb, clause.start)?), at))
}

/// Returns the head of the verb's subject. Returns `None` for a pronoun, because its antecedent is unknown.
fn subject(ctx: &Context<'_>, verb: usize, floor: usize) -> Option<String> {
    let view = ctx.view;
    let phrase = phrases::before(view, verbs::group_start(view, verb, floor)).filter(|phrase| phrase.start >= floor)?;
    let closed = phrase.len() == 1 && view.known(phrase.start).is_closed_class();
    (!closed).then(|| head(ctx, phrase))
}

fn conflict(ctx: &Context<'_>, a: &Figure<'_>, b: &Figure<'_>) -> bool {
    let tokens = &ctx.view.document.tokens;
    let apart = tokens[b.account.verb].paragraph.abs_diff(tokens[a.account.verb].paragraph);
    let timed = a.quantity.unit.is_day();
    apart <= NEAR
        && a.quantity.excludes(&b.quantity)
        && !rounded(&a.quantity, &b.quantity)
        && !same_source(ctx, &a.account, &b.account)
        && (timed || !times_differ(ctx, &a.account, &b.account))
        && same_names(ctx, &a.account, &b.account)
}

/// Whether the two figures may be the same one, rounded in at least one account.
pub fn rounded(a: &Quantity, b: &Quantity) -> bool {
    let gap = if a.high < b.low { b.low - a.high } else { a.low - b.high };
    match a.unit {
        BaseUnit::Clock => gap <= MINUTES,
        BaseUnit::Weekday | BaseUnit::Day | BaseUnit::Date => false,
        BaseUnit::None if a.high < EXACT && b.high < EXACT => false,
        _ => gap <= ROUNDED * a.low.max(b.low),
    }
}
