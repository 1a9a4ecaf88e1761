//! Numbers in digits and words, and numbers joined to what they count: "twenty-three", "4m", "12km".

use crate::lexicon::{self, QuantityClass, QuantityWord};

/// A number with all values that it allows, and the scale or unit written as part of it.
#[derive(Clone, Copy, Debug)]
pub struct Number {
    /// The smallest value.
    pub low: f64,
    /// The largest value.
    pub high: f64,
    /// The row of the scale or unit at the end of the token, if there is one.
    pub glued: Option<QuantityWord>,
}

/// Returns the number that the token `word` (lower case) is or starts with, if any.
pub fn read(word: &str) -> Option<Number> {
    if let Some(vague) = lexicon::quantity(word).filter(|row| row.class == QuantityClass::Vague) {
        return Some(Number { low: vague.low, high: vague.high, glued: None });
    }
    if let Some(value) = plain(word) {
        return Some(Number { low: value, high: value, glued: None });
    }
    if let Some((first, second)) = word.split_once(['-', '‑']) {
        return joined(first, second);
    }
    let (value, row) = glued(word)?;
    Some(Number { low: value, high: value, glued: Some(row) })
}

/// Reads digits or one number word.
pub fn plain(word: &str) -> Option<f64> {
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return lexicon::get().count(word).map(|count| count as f64);
    }
    lexicon::decimal(&word.replace(',', ""))
}

/// Reads two parts joined by a hyphen: "twenty-three", "10-15", "two-hour". Returns `None` for scores ("3-1") and
/// seasons ("2016-17"), whose second number is smaller.
fn joined(first: &str, second: &str) -> Option<Number> {
    let low = plain(first)?;
    let in_digits = first.starts_with(|c: char| c.is_ascii_digit());
    if let Some(high) = plain(second) {
        let tens = !in_digits && low >= 20.0 && low % 10.0 == 0.0 && high < 10.0;
        return match tens {
            true => Some(Number { low: low + high, high: low + high, glued: None }),
            false => (low < high).then_some(Number { low, high, glued: None }),
        };
    }
    if let Some((high, row)) = glued(second).filter(|(high, _)| low < *high) {
        return Some(Number { low, high, glued: Some(row) });
    }
    let row =
        lexicon::quantity(second).filter(|row| matches!(row.class, QuantityClass::Unit | QuantityClass::Scale))?;
    Some(Number { low, high: low, glued: Some(row) })
}

/// Reads digits directly followed by a scale or unit: "4bn", "12km", "5.43am".
fn glued(word: &str) -> Option<(f64, QuantityWord)> {
    let cut = word.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').filter(|&cut| cut > 0)?;
    let row = lexicon::quantity(&word[cut..])
        .filter(|row| matches!(row.class, QuantityClass::Unit | QuantityClass::Scale))?;
    Some((plain(&word[..cut])?, row))
}
