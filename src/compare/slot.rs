//! A figure of an article and what it is about.

use std::ops::Range;

use super::units::Prepared;
use super::when::Day;
use crate::lexicon::BaseUnit;
use crate::span::Span;
use crate::text::quantity::Quantity;

/// The kind of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A number of things or people.
    Count,
    /// A number in a compound before a noun: "a 12-page report".
    Compound,
    /// The age of a person or thing, in years.
    Age,
    /// An amount with a unit.
    Measure,
    /// A time of day, a day, or a date.
    Time,
    /// An ordinal: "for the second time".
    Rank,
}

/// A figure and what it is about. Words are given as stems.
#[derive(Clone, Debug)]
pub struct Slot {
    /// The kind of figure.
    pub sort: Sort,
    /// The figure's tokens.
    pub tokens: Range<usize>,
    /// The unit of the values.
    pub unit: BaseUnit,
    /// The smallest and the largest value.
    pub bounds: [f64; 2],
    /// The noun that is counted or described, or the name of the person whose age it is.
    pub thing: Option<u32>,
    /// The position of that noun.
    pub noun: Option<usize>,
    /// The hash of the second part of a compound: "page" in "a 12-page report".
    pub second: Option<u64>,
    /// The verb to whose clause the figure belongs.
    pub verb: Option<u32>,
    /// The position of the verb.
    pub verb_at: Option<usize>,
    /// The event or the property that the verb names, such as a death or a price.
    pub about: Option<&'static str>,
    /// The content words of the verb's subject, sorted.
    pub owner: Vec<u32>,
    /// Whether the subject is a pronoun, so that the sentence alone does not say whose figure it is.
    pub pronoun: bool,
    /// The content words within reach of the figure, sorted.
    pub anchors: Vec<u32>,
    /// The names in the sentence, sorted.
    pub names: Vec<u32>,
    /// The content words of the sentence, sorted.
    pub bag: Vec<u32>,
    /// The index of the sentence.
    pub sentence: usize,
    /// Whether the text says that the figure has replaced another one: "rose to".
    pub replaces: bool,
    /// Whether it is only a part of another figure, or about another time: "two more", "the previous five".
    pub part: bool,
    /// The day that the sentence names, if it can be resolved.
    pub day: Option<Day>,
    /// Whether "the", "this" or a possessive precedes it.
    pub definite: bool,
    /// The year that the sentence names without a day, as the start of its [`Quantity`].
    pub year: Option<u32>,
}

impl Slot {
    /// Returns the span of the figure, in bytes.
    pub fn span(&self, of: &Prepared<'_>) -> Span {
        of.document.cover(self.tokens.clone())
    }

    /// Whether no value fits both figures. Two different upper limits exclude each other: "up to 5", "as many as 7".
    pub fn excludes(&self, other: &Slot) -> bool {
        let ([low, high], [least, most]) = (self.bounds, other.bounds);
        let limits = low == 0.0 && least == 0.0 && high != most;
        self.unit == other.unit && (high < least || most < low || limits)
    }

    /// Returns the figure as a quantity.
    pub fn quantity(&self, of: &Prepared<'_>) -> Quantity {
        let [low, high] = self.bounds;
        Quantity { span: self.span(of), tokens: self.tokens.clone(), unit: self.unit, low, high }
    }
}
