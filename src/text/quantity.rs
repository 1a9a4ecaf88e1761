//! Figures in running text: counts, shares, money, distances, weights, areas, durations and times of day.
//!
//! Dates are read as well, by [`time`]; a lone year is a date. Each figure is read as the interval of values that it
//! allows, in one base unit for each kind, so that "3 km" equals "3,000 metres" and "at least two" includes three.
//! There is no library for this that gives intervals with their positions and adds next to nothing to the page.

mod number;
mod time;

use std::ops::Range;

use super::tokens::Token;
use crate::lexicon::{self, BaseUnit, Class, QuantityClass};
use crate::span::Span;

/// A figure, with all values that it allows.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Its bytes, from the bounding words ("at least") to the unit.
    pub span: Span,
    /// The positions of its tokens.
    pub tokens: Range<usize>,
    /// The base unit.
    pub unit: BaseUnit,
    /// The smallest value, in base units.
    pub low: f64,
    /// The largest value, in base units; infinite if there is no limit.
    pub high: f64,
}

impl Quantity {
    /// Returns the quantity shifted right by `bytes` and `tokens`.
    pub fn moved(&self, bytes: usize, tokens: usize) -> Self {
        let Range { start, end } = self.tokens;
        Self { span: self.span.moved(bytes), tokens: start + tokens..end + tokens, ..*self }
    }

    /// Whether no value fits both. Returns `false` for different units, which are not comparable.
    pub fn excludes(&self, other: &Quantity) -> bool {
        self.unit == other.unit && (self.high < other.low || other.high < self.low)
    }
}

/// Returns the quantities among the tokens `range`, in text order.
pub fn find(tokens: &[Token], range: Range<usize>) -> Vec<Quantity> {
    let mut out = Vec::new();
    let end = range.end.min(tokens.len());
    let mut at = range.start;
    while at < end {
        if !tokens[at].lower.known().counts {
            at += 1;
            continue;
        }
        match read(tokens, at, range.start..end) {
            Some(quantity) => {
                at = quantity.tokens.end.max(at + 1);
                out.push(quantity);
            }
            None => at += 1,
        }
    }
    out
}

/// Returns the quantity whose number is token `at`, if there is one. Reads only tokens within `limit`.
fn read(all: &[Token], at: usize, limit: Range<usize>) -> Option<Quantity> {
    let word = |i: usize| if limit.contains(&i) { &*all[i].lower } else { "" };
    let mut one = match time::read(all, at, limit.clone()) {
        Some(time) => time,
        None => amount(all, at, limit.clone())?,
    };
    if let Some(range) = range(all, &one, limit.clone()) {
        one = range;
    }
    for length in [3, 2, 1] {
        let Some(start) = one.tokens.start.checked_sub(length).filter(|start| limit.contains(start)) else { continue };
        let said = (start..one.tokens.start).map(word).collect::<Vec<_>>().join(" ");
        let Some(bound) = lexicon::quantity(&said) else { continue };
        match bound.class {
            QuantityClass::Bound if !one.unit.is_day() => {
                (one.low, one.high) = (one.low * bound.low, one.high * bound.high);
            }
            QuantityClass::TimeBound if one.unit == BaseUnit::Clock => {
                (one.low, one.high) = (one.low + bound.low, one.high + bound.high)
            }
            _ => continue,
        }
        one.tokens.start = start;
        break;
    }
    one.span = cover(all, one.tokens.clone());
    Some(one)
}

/// Returns the number at token `at` with its scale and unit, without bounding words. Reads only tokens within `limit`.
fn amount(all: &[Token], at: usize, limit: Range<usize>) -> Option<Quantity> {
    let word = |i: usize| if limit.contains(&i) { &*all[i].lower } else { "" };
    let row = |i: usize, class: QuantityClass| lexicon::quantity(word(i)).filter(|q| q.class == class);
    let (mut tokens, mut unit) = (at..at + 1, BaseUnit::None);
    // In "a dozen" and "a hundred", "a" is the number one.
    let lone = || all[at].lower.known().is_indefinite().then(|| row(at + 1, QuantityClass::Scale)).flatten();
    let first =
        number::read(word(at)).or_else(|| lone().map(|_| number::Number { low: 1.0, high: 1.0, glued: None }))?;
    let (mut low, mut high) = (first.low, first.high);
    let mut of = first.glued.filter(|row| row.class == QuantityClass::Unit);
    if let Some(scale) = first.glued.filter(|row| row.class == QuantityClass::Scale).or_else(|| {
        let scale = row(tokens.end, QuantityClass::Scale);
        tokens.end += usize::from(scale.is_some());
        scale
    }) {
        (low, high) = (low * scale.low, high * scale.low);
        if let Some(rest) = more(word(tokens.end), word(tokens.end + 1)).filter(|rest| *rest < scale.low) {
            (low, high) = (low + rest, high + rest);
            tokens.end += 2;
        }
    }
    let behind =
        if of.is_some() { word(at).trim_start_matches(|c: char| !c.is_alphabetic()) } else { word(tokens.end) };
    if of.is_none() {
        of = row(tokens.end, QuantityClass::Unit).or_else(|| row(tokens.end, QuantityClass::Money));
        tokens.end += usize::from(of.is_some());
    }
    if let Some(of) = of {
        if of.unit == BaseUnit::Clock {
            (low, high) = (hours(low, behind), hours(high, behind));
        }
        (low, high, unit) = (low * of.low, high * of.low, of.unit);
    } else if let Some(money) = at.checked_sub(1).and_then(|before| row(before, QuantityClass::Money)) {
        unit = money.unit;
        tokens.start -= 1;
    }
    Some(Quantity { span: cover(all, tokens.clone()), tokens, unit, low, high })
}

/// Returns the number after "and" that is added to a scale: "hundred and twelve".
fn more(and: &str, word: &str) -> Option<f64> {
    (and == "and").then(|| number::read(word)).flatten().filter(|n| n.glued.is_none()).map(|n| n.low)
}

/// Returns the hours since midnight for the number `value` before "a.m." or "p.m." (`behind`). In "4.30 p.m." the
/// fraction gives the minutes.
fn hours(value: f64, behind: &str) -> f64 {
    let minutes = (value.fract() * 100.0).round();
    value.trunc() + minutes / 60.0 + time::afternoon(behind, value)
}

/// Combines `first` and what follows into one interval: "10 to 15 km", "between 10 and 15", "10–15". Returns `None` if
/// they do not form one.
fn range(all: &[Token], first: &Quantity, limit: Range<usize>) -> Option<Quantity> {
    let word = |i: usize| if limit.contains(&i) { &*all[i].lower } else { "" };
    let opens = first.tokens.start.checked_sub(1).map_or("", word);
    let end = first.tokens.end;
    let joint = |class: Class| limit.contains(&end) && all[end].lower.known().is(class);
    // "rose from 10 to 15" has two figures.
    let joined =
        joint(Class::Infinitive) && opens != "from" || joint(Class::And) && opens == "between" || word(end) == "–";
    let next = end + 1;
    let dated = first.unit.is_day();
    if !joined || dated || !limit.contains(&next) {
        return None;
    }
    // In "$4 to $5 million" a sign precedes the second number, too.
    let sign = lexicon::quantity(word(next)).is_some_and(|row| row.class == QuantityClass::Money);
    let at = next + usize::from(sign);
    let last = limit.contains(&at).then(|| amount(all, at, limit.clone())).flatten()?;
    // In "4 to 5 million" and "10 to 15 km", the first number takes its scale and unit from the second.
    let bare = first.tokens.len() == 1 || sign && first.tokens.len() == 2;
    let factor = match number::plain(word(at)).filter(|value| bare && *value > 0.0 && last.unit != BaseUnit::Clock) {
        Some(value) => last.high / value,
        None if bare && last.unit == BaseUnit::Clock => 60.0,
        None => 1.0,
    };
    let low = first.low * factor;
    let fits = first.unit == BaseUnit::None || first.unit == last.unit;
    let start = if opens == "between" { first.tokens.start - 1 } else { first.tokens.start };
    let tokens = start..last.tokens.end;
    (fits && low < last.high).then(|| Quantity { span: cover(all, tokens.clone()), tokens, low, ..last })
}

/// Returns the span from the first to the last token of a non-empty range of positions.
fn cover(all: &[Token], range: Range<usize>) -> Span {
    all[range.start].span.cover(all[range.end - 1].span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Document;

    fn one(text: &str) -> Quantity {
        let document = Document::new(text);
        let found = find(&document.tokens, 0..document.tokens.len());
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found[0].clone()
    }

    #[test]
    fn recognises_incompatible_quantities() {
        for (a, b, excluded) in [
            ("at least two miners", "three miners", false),
            ("dozens of miners", "three miners", true),
            ("about 40 miners", "43 miners", false),
            ("up to five miners", "nine miners", true),
            ("5 percent", "50 percent", true),
            ("4 million euros", "9 million euros", true),
            ("12 km", "40 km", true),
            ("3 km", "3,000 metres", false),
            ("4 pm", "6 pm", true),
            ("two hours", "120 minutes", false),
            ("12 km", "40 miners", false),
            ("4:30 a.m.", "4:30", false),
            ("4:30 a.m.", "16:30", true),
            ("4.30pm", "16:30", false),
            ("4:30 p.m.", "16:30", false),
            ("shortly after 2 a.m.", "2:20 a.m.", false),
            ("noon", "12 p.m.", false),
            ("€4m", "4 million euros", false),
            ("€4m", "€9m", true),
            ("$4bn", "4 billion dollars", false),
            ("twenty-three miners", "23 miners", false),
            ("twenty-three miners", "20 miners", true),
            ("10 to 15 miners", "12 miners", false),
            ("between 10 and 15 miners", "16 miners", true),
            ("10 to 15 km", "14,000 metres", false),
            ("4 to 5 million euros", "€4.5m", false),
            ("$4 to $5 million", "$6 million", true),
            ("two hundred and twelve miners", "212 miners", false),
            ("a dozen miners", "12 miners", false),
            ("12km", "12 km", false),
            ("March 3", "3 March", false),
            ("March 3", "March 4", true),
            ("3 March 2023", "2023", false),
            ("March 3, 2023", "2024", true),
            ("Friday", "Monday", true),
            ("2016", "2,016 miners", false),
        ] {
            assert_eq!(one(a).excludes(&one(b)), excluded, "{a} / {b}");
        }
    }

    #[test]
    fn a_change_is_not_a_range() {
        let document = Document::new("It rose from 10 to 15 percent, 3-1 in May.");
        let found = find(&document.tokens, 0..document.tokens.len());
        assert_eq!(
            found.iter().map(|one| (one.low, one.unit)).collect::<Vec<_>>(),
            [(10.0, BaseUnit::None), (15.0, BaseUnit::Percent)]
        );
    }

    #[test]
    fn spans_hold_bound_and_unit() {
        let text = "It cost more than $4 million then.";
        assert_eq!(one(text).span.of(text), "more than $4 million");
    }
}
