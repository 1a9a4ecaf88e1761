//! Figures in running text: counts, shares, money, distances, weights, areas, durations and times of day.
//!
//! Each is read as the interval of values it allows, in one base unit a kind, so that "3 km" and "3,000 metres" are the
//! same and "at least two" leaves room for three. Own code, since what is read must be an interval with its place in
//! the text and must cost the page next to nothing. Dates and ranges are not read.

use std::ops::Range;

use super::Document;
use crate::lexicon;
use crate::span::Span;

/// A figure with all the values it allows.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// From the bounding words ("at least") to the unit, in bytes.
    pub span: Span,
    /// The positions of its tokens.
    pub tokens: Range<usize>,
    /// The base unit: `metre`, `second`, `percent`, `usd`, `clock` (minutes since midnight) …; empty for a count.
    pub unit: &'static str,
    /// The least value, in base units.
    pub low: f64,
    /// The greatest value, in base units; infinite where there is no limit.
    pub high: f64,
}

impl Quantity {
    /// Whether no value fits both. Different units are never compared: then it is left open.
    pub fn excludes(&self, other: &Quantity) -> bool {
        self.unit == other.unit && (self.high < other.low || other.high < self.low)
    }
}

/// The quantities among the tokens `range`, in text order.
pub fn find(document: &Document<'_>, range: Range<usize>) -> Vec<Quantity> {
    let mut out = Vec::new();
    let end = range.end.min(document.tokens.len());
    let mut at = range.start;
    while at < end {
        match read(document, at, range.start..end) {
            Some(quantity) => {
                at = quantity.tokens.end.max(at + 1);
                out.push(quantity);
            }
            None => at += 1,
        }
    }
    out
}

/// The quantity whose number stands at `at`.
fn read(document: &Document<'_>, at: usize, limit: Range<usize>) -> Option<Quantity> {
    let words = lexicon::get();
    let word = |i: usize| if limit.contains(&i) { &*document.tokens[i].lower } else { "" };
    let row = |i: usize, class: &str| words.quantity(word(i)).filter(|q| q.class == class);
    let (mut tokens, mut unit) = (at..at + 1, "");
    let (mut low, mut high) = match row(at, "vague") {
        Some(vague) => (vague.low, vague.high),
        None => number(word(at)).map(|value| (value, value))?,
    };
    if let Some(scale) = row(tokens.end, "scale") {
        (low, high) = (low * scale.low, high * scale.low);
        tokens.end += 1;
    }
    if let Some(of) = row(tokens.end, "unit").or_else(|| row(tokens.end, "money")) {
        let noon = if of.unit == "clock" { afternoon(word(tokens.end), low) } else { 0.0 };
        (low, high, unit) = ((low + noon) * of.low, (high + noon) * of.low, of.unit);
        tokens.end += 1;
    } else if let Some(money) = at.checked_sub(1).and_then(|before| row(before, "money")) {
        unit = money.unit;
        tokens.start -= 1;
    }
    for length in [2, 1] {
        let Some(start) = tokens.start.checked_sub(length).filter(|start| limit.contains(start)) else { continue };
        let said = (start..tokens.start).map(word).collect::<Vec<_>>().join(" ");
        if let Some(bound) = words.quantity(&said).filter(|q| q.class == "bound") {
            (low, high) = (low * bound.low, high * bound.high);
            tokens.start = start;
            break;
        }
    }
    Some(Quantity { span: document.cover(tokens.clone()), tokens, unit, low, high })
}

/// Hours to add to the hour `value` before `word`: 12 p.m. is noon, 12 a.m. midnight.
fn afternoon(word: &str, value: f64) -> f64 {
    match (word.starts_with('p'), value >= 12.0) {
        (true, false) => 12.0,
        (false, true) => -12.0,
        _ => 0.0,
    }
}

fn number(word: &str) -> Option<f64> {
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return lexicon::get().count(word).map(|count| count as f64);
    }
    lexicon::decimal(&word.replace(',', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Quantity {
        let document = Document::new(text);
        let found = find(&document, 0..document.tokens.len());
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found[0].clone()
    }

    #[test]
    fn what_cannot_both_hold() {
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
        ] {
            assert_eq!(one(a).excludes(&one(b)), excluded, "{a} / {b}");
        }
    }

    #[test]
    fn spans_hold_bound_and_unit() {
        let text = "It cost more than $4 million then.";
        assert_eq!(one(text).span.of(text), "more than $4 million");
    }
}
