//! Decides which units are full clauses, which state something, and which one names a row.

use super::units::{Prepared, Unit};
use crate::lexicon::comparison_words::ComparisonWord;
use crate::lexicon::{Class, comparison_words};
use crate::span::Span;
use crate::syntax::{View, verbs};

/// The minimum number of words of a full clause.
const LEAST: usize = 3;
/// The maximum length of a sentence that names a row because no unit of the row is a full clause. In tokens.
const LONG: usize = 45;
/// The shortest title is chosen. One that starts with a pronoun counts as this many bytes longer.
const PRONOUN: usize = 60;
/// A title in several parts counts as this many bytes longer for each part after the first.
const SPLIT: usize = 25;

/// Whether the unit is a full clause: a subject, then a finite verb that is not in a subordinate clause.
pub fn full(of: &Prepared<'_>, unit: &Unit) -> bool {
    let view = View::new(&of.document);
    let tokens: Vec<usize> = unit.parts.iter().cloned().flatten().collect();
    let words = tokens.iter().filter(|&&at| view.wordlike(at)).count();
    let first = tokens.iter().copied().find(|&at| view.wordlike(at) && !view.adverb(at));
    let Some(first) = first.filter(|_| words >= LEAST) else { return false };
    let opens = view.relative(first)
        || view.class(first, Class::Preposition)
        || view.class(first, Class::Subordinator)
        || view.class(first, Class::Whether)
        || view.class(first, Class::Auxiliary)
        || view.class(first, Class::Infinitive);
    // The verb of a headline often looks like a noun, so a headline that is one unit as a whole counts as a statement.
    let sentence = view.document.tokens_of_sentence(unit.sentence);
    let whole = of.headline(unit) && 4 * words >= 3 * sentence.filter(|&at| view.wordlike(at)).count();
    !opens && (whole || finite(of, view, &tokens))
}

/// Whether a finite verb follows a subject. A subordinate clause between commas is skipped.
fn finite(of: &Prepared<'_>, view: View<'_>, tokens: &[usize]) -> bool {
    let subject =
        |at: usize| view.capital(at) || view.class(at, Class::Pronoun) || of.words[at].1 != super::vocabulary::NOTHING;
    let below = |at: usize| {
        view.relative(at)
            || view.class(at, Class::Subordinator)
            || view.any(at, &[Class::Infinitive, Class::After, Class::Before, Class::Complementiser])
            || view.is(at, "whether")
    };
    let verb = |at: usize| {
        let named = view.capital(at.wrapping_sub(1)) || view.class(at.wrapping_sub(1), Class::Pronoun);
        verbs::is_finite(view, at)
            || verbs::is_past(view, at) && !view.class(at.wrapping_sub(1), Class::Determiner)
            || named && verbs::is_present(view, at)
            || verbs::is_saying(view, at)
    };
    let (mut next, mut known) = (0, false);
    while let Some(&at) = tokens.get(next) {
        next += 1;
        if known && verb(at) {
            return true;
        }
        if known && below(at) {
            // Skips to the comma that ends the clause.
            match tokens[next..].iter().position(|&at| view.is(at, ",")) {
                Some(comma) => next += comma + 1,
                None => return false,
            }
        }
        known |= subject(at);
    }
    false
}

/// Whether the unit states a fact: it is a full clause, and no demand, wish or thanks.
pub fn states(of: &Prepared<'_>, unit: &Unit) -> bool {
    let view = View::new(&of.document);
    let demands = |at: usize| view.class(at, Class::Demand);
    full(of, unit) && !unit.parts.iter().cloned().flatten().any(demands) && !thanks_or_praises(of, unit)
}

/// Whether the clause thanks, praises or consoles somebody.
pub fn thanks_or_praises(of: &Prepared<'_>, unit: &Unit) -> bool {
    let tokens = unit.parts.iter().cloned().flatten();
    tokens.into_iter().any(|at| comparison_words::is(&of.document.tokens[at].lower, ComparisonWord::Gratitude))
}

/// Returns the title of a row of units: the position of a unit and the spans to show. Chooses the shortest full clause,
/// else the shortest sentence around a unit, else the first unit. `None` if there are no units.
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
