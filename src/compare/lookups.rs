//! Lookups by position in a prepared article, each in logarithmic time.

use std::ops::Range;

use super::units::{Prepared, Unit};
use crate::text::Document;
use crate::text::quantity::Quantity;

/// The quantities that start among the tokens.
pub fn quantities<'a>(document: &'a Document<'_>, tokens: &Range<usize>) -> &'a [Quantity] {
    let before = |position: usize| document.quantities.partition_point(|one| one.tokens.start < position);
    let (start, end) = (before(tokens.start), before(tokens.end));
    &document.quantities[start..end.max(start)]
}

impl Prepared<'_> {
    /// The positions of the units of a sentence.
    pub fn units_of(&self, sentence: usize) -> Range<usize> {
        let before = |sentence: usize| self.units.partition_point(|unit| unit.sentence < sentence);
        before(sentence)..before(sentence + 1)
    }

    /// The position of the unit that contains the token.
    pub fn unit_at(&self, token: usize) -> Option<usize> {
        let sentence = self.document.tokens.get(token)?.sentence;
        self.units_of(sentence).find(|&at| self.units[at].parts.iter().any(|part| part.contains(&token)))
    }

    /// The unit that contains the token.
    pub fn unit_around(&self, token: usize) -> Option<&Unit> {
        self.unit_at(token).map(|at| &self.units[at])
    }
}
