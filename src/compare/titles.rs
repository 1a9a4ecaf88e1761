//! Full clauses: which units state something, and which one names a row.

use super::units::{Prepared, Unit};
use super::voice;
use crate::lexicon::Class;
use crate::span::Span;
use crate::syntax::{View, verbs};

/// A clause of fewer words is hardly a statement. Words.
const LEAST: usize = 3;
/// The maximum length of a sentence that names a row because no unit of the row is a full clause. Tokens.
const LONG: usize = 45;
/// What a title with a pronoun as its subject costs, and one in several parts. Bytes of length.
const PRONOUN: usize = 60;
const SPLIT: usize = 25;

/// Whether the unit is a full clause: a subject, then a finite verb.
pub fn full(of: &Prepared<'_>, unit: &Unit) -> bool {
    let view = View::new(&of.document);
    let tokens: Vec<usize> = unit.parts.iter().cloned().flatten().filter(|&at| view.wordlike(at)).collect();
    let Some(&first) = tokens.first().filter(|_| tokens.len() >= LEAST) else { return false };
    let opens = view.relative(first)
        || view.class(first, Class::Preposition)
        || view.class(first, Class::Subordinator)
        || view.class(first, Class::Auxiliary)
        || view.is(first, "to");
    let named =
        |at: usize| view.capital(at) || view.class(at, Class::Pronoun) || of.words[at].1 != super::words::NOTHING;
    let headline = of.headline(unit);
    let verb = |at: usize| {
        (verbs::is_finite(view, at) || verbs::is_past(view, at))
            || verbs::is_present(view, at)
            || headline && view.known(at).is_verb()
            || verbs::is_saying(view, at)
    };
    let found = tokens.iter().skip(1).position(|&at| verb(at)).map(|at| at + 1);
    !opens && found.is_some_and(|verb| tokens[..verb].iter().any(|&at| named(at)))
}

/// Whether the unit states a fact: a full clause that is no demand, wish or thanks.
pub fn states(of: &Prepared<'_>, unit: &Unit) -> bool {
    let view = View::new(&of.document);
    let demands = |at: usize| matches!(view.word(at), "should" | "must" | "ought" | "shall" | "let" | "please" | "if");
    full(of, unit) && !unit.parts.iter().cloned().flatten().any(demands) && !voice::grateful(of, unit)
}

/// The shortest full clause among the units, as the position of the unit and its spans; else the shortest sentence
/// around one of them.
pub fn title(units: &[(&Prepared<'_>, &Unit)]) -> Option<(usize, Vec<Span>)> {
    let clause = |(at, (of, unit)): (usize, &(&Prepared<'_>, &Unit))| {
        let spans = of.spans(unit);
        let length: usize = spans.iter().map(|span| span.len()).sum();
        let first = unit.parts.first()?.start;
        let pronoun = View::new(&of.document).class(first, Class::Pronoun);
        let cost = length + if pronoun { PRONOUN } else { 0 } + SPLIT * (spans.len() - 1);
        full(of, unit).then_some((cost, at, spans))
    };
    let sentence = |(at, (of, unit)): (usize, &(&Prepared<'_>, &Unit))| {
        let all = of.document.tokens_of_sentence(unit.sentence);
        let start = all.clone().find(|&at| !of.outside(at))?;
        let span = of.document.cover(start..all.end);
        (all.len() <= LONG).then(|| (span.len(), at, vec![span]))
    };
    let whole = |(at, (of, unit)): (usize, &(&Prepared<'_>, &Unit))| (0, at, of.spans(unit));
    let best = units.iter().enumerate().filter_map(clause).min_by_key(|(cost, at, _)| (*cost, *at));
    let best = best.or_else(|| units.iter().enumerate().filter_map(sentence).min_by_key(|(cost, at, _)| (*cost, *at)));
    best.or_else(|| units.iter().enumerate().map(whole).next()).map(|(_, at, spans)| (at, spans))
}
