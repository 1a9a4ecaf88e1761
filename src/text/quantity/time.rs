//! Times of day and dates: "4:30 a.m.", "16:30", "noon", "3 March 2023", "Friday", "2016".
//!
//! Units: `clock` in minutes since midnight, `weekday` from 0 for Monday, `day` for a day and month without a year,
//! `date` for anything with a year. Every month counts as 31 days, which preserves order and is enough to distinguish
//! dates.

use std::ops::Range;

use super::{Quantity, cover, number};
use crate::lexicon::{self, BaseUnit, QuantityClass};
use crate::text::Token;

/// Numbers in this range without a unit are read as years.
const YEARS: Range<f64> = 1900.0..2100.0;

/// Returns the time or date that starts at token `at`, if there is one. Reads only tokens within `limit`.
pub fn read(all: &[Token], at: usize, limit: Range<usize>) -> Option<Quantity> {
    let word = |i: usize| if limit.contains(&i) { &*all[i].lower } else { "" };
    let make = |tokens: Range<usize>, unit, low, high| {
        Some(Quantity { span: cover(all, tokens.clone()), tokens, unit, low, high })
    };
    let row = lexicon::quantity(word(at));
    let capital = all[at].capital;
    match row.map(|row| (row.class, row.low, row.unit)) {
        Some((QuantityClass::Hour, minutes, unit)) => return make(at..at + 1, unit, minutes, minutes),
        Some((QuantityClass::Weekday, day, unit)) if capital => return make(at..at + 1, unit, day, day),
        Some((QuantityClass::Month, month, _)) if capital => {
            let day = day_of_month(word(at + 1));
            let end = at + 1 + usize::from(day.is_some());
            let comma = usize::from(word(end) == ",");
            let year = year(word(end + comma));
            let end = if year.is_some() { end + comma + 1 } else { end };
            return dated(year, month, day).and_then(|(unit, low, high)| make(at..end, unit, low, high));
        }
        _ => {}
    }
    let month = |i: usize| lexicon::quantity(word(i)).filter(|row| row.class == QuantityClass::Month && all[i].capital);
    if let (Some(day), Some(month)) = (day_of_month(word(at)), month(at + 1)) {
        let year = year(word(at + 2));
        let (unit, low, high) = dated(year, month.low, Some(day))?;
        return make(at..at + 2 + usize::from(year.is_some()), unit, low, high);
    }
    clock(all, at, limit.clone()).or_else(|| {
        let year =
            year(word(at)).filter(|_| !counts(word(at + 1)) && !at.checked_sub(1).is_some_and(|b| money(word(b))))?;
        make(at..at + 1, BaseUnit::Date, year * 372.0, year * 372.0 + 371.0)
    })
}

/// Reads a time with a colon: "4:30", "4:30 a.m.", "16:30". Without a.m. or p.m., an hour up to twelve may be in the
/// morning or in the afternoon.
fn clock(all: &[Token], at: usize, limit: Range<usize>) -> Option<Quantity> {
    let word = |i: usize| if limit.contains(&i) { &*all[i].lower } else { "" };
    let adjacent = |i: usize| all[i].span.start == all[i - 1].span.end;
    if word(at + 1) != ":" || !limit.contains(&(at + 2)) || !adjacent(at + 1) || !adjacent(at + 2) {
        return None;
    }
    let hour = number::plain(word(at)).filter(|hour| *hour < 24.0 && word(at).len() <= 2)?;
    let (digits, half) = word(at + 2).split_at_checked(2)?;
    let minutes = digits.parse::<u8>().ok().filter(|minutes| *minutes < 60).map(f64::from)?;
    let behind = if half.is_empty() { word(at + 3) } else { half };
    let marked =
        lexicon::quantity(behind).is_some_and(|row| row.unit == BaseUnit::Clock && row.class == QuantityClass::Unit);
    if !half.is_empty() && !marked {
        return None;
    }
    let end = at + 3 + usize::from(marked && half.is_empty());
    let low = (hour + if marked { afternoon(behind, hour) } else { 0.0 }) * 60.0 + minutes;
    let either = !marked && hour <= 12.0 && !word(at).starts_with('0');
    let high = if either { low + 720.0 } else { low };
    let tokens = at..end;
    Some(Quantity { span: cover(all, tokens.clone()), tokens, unit: BaseUnit::Clock, low, high })
}

/// Returns the hours to add to the hour `value` before `word` ("a.m." or "p.m."): 12 p.m. is noon, 12 a.m. is
/// midnight.
pub fn afternoon(word: &str, value: f64) -> f64 {
    match (word.starts_with('p'), value >= 12.0) {
        (true, false) => 12.0,
        (false, true) => -12.0,
        _ => 0.0,
    }
}

/// Returns the unit and the smallest and largest value of a date. Returns `None` for a month alone.
fn dated(year: Option<f64>, month: f64, day: Option<f64>) -> Option<(BaseUnit, f64, f64)> {
    let within = |day: Option<f64>| day.map_or((0.0, 30.0), |day| (day - 1.0, day - 1.0));
    let (first, last) = within(day);
    let months = (month - 1.0) * 31.0;
    match year {
        Some(year) => Some((BaseUnit::Date, year * 372.0 + months + first, year * 372.0 + months + last)),
        None => day.map(|_| (BaseUnit::Day, months + first, months + last)),
    }
}

fn day_of_month(word: &str) -> Option<f64> {
    let digits = word.trim_end_matches(char::is_alphabetic);
    let ending = &word[digits.len()..];
    let day = digits.parse::<u8>().ok().filter(|day| (1..=31).contains(day))?;
    matches!(ending, "" | "st" | "nd" | "rd" | "th").then_some(f64::from(day))
}

fn year(word: &str) -> Option<f64> {
    let year = (word.len() == 4).then(|| word.parse::<u16>().ok()).flatten().map(f64::from)?;
    YEARS.contains(&year).then_some(year)
}

/// Whether `word` is a unit or scale, so that the number before it is not a year.
fn counts(word: &str) -> bool {
    lexicon::quantity(word).is_some_and(|row| {
        matches!(row.class, QuantityClass::Unit | QuantityClass::Scale | QuantityClass::Money | QuantityClass::Counted)
    })
}

fn money(word: &str) -> bool {
    lexicon::quantity(word).is_some_and(|row| row.class == QuantityClass::Money)
}
