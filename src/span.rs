//! Half-open spans of text, and the function that converts between their units.
//!
//! Inside the program every span counts UTF-8 bytes and lies on character boundaries. JavaScript counts UTF-16 units;
//! evaluation files and W3C text position selectors count Unicode code points. [`convert`] converts all spans of an
//! analysis from bytes to another unit in one pass over the text.

use serde::{Deserialize, Serialize};

/// A half-open stretch of text, `start..end`. The unit is UTF-8 bytes unless [`convert`] has changed it.
///
/// Serialised as `[start, end]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(type = "[number, number]"))]
#[serde(from = "(usize, usize)", into = "(usize, usize)")]
pub struct Span {
    /// The first position inside.
    pub start: usize,
    /// The first position past the end.
    pub end: usize,
}

/// What an offset counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// UTF-8 bytes, as Rust counts.
    Byte,
    /// UTF-16 code units, as JavaScript and the DOM count.
    Utf16,
    /// Unicode code points, as Python, the evaluation files and W3C annotations count.
    Codepoint,
}

impl Span {
    /// Creates the span `start..end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Returns the span shifted right by `by` units.
    pub const fn moved(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// Returns the number of units it covers.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span is empty.
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether `other` lies entirely within this span. The two may share ends.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether position `at` lies in the span.
    pub const fn has(self, at: usize) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether the two share at least one position.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Returns the smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Returns the text it covers; empty if the span does not fit `text` or cuts a character. The span must count
    /// bytes.
    ///
    /// ```
    /// use sayso::span::Span;
    ///
    /// assert_eq!(Span::new(0, 3).of("é!?"), "é!");
    /// assert_eq!(Span::new(1, 3).of("é!?"), "", "byte 1 is inside a character");
    /// ```
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Returns the span without the white space at its ends. The span must count bytes.
    pub fn trim(self, text: &str) -> Span {
        let inner = self.of(text);
        let start = self.start + (inner.len() - inner.trim_start().len());
        Span::new(start, start + inner.trim().len())
    }
}

impl From<(usize, usize)> for Span {
    fn from((start, end): (usize, usize)) -> Self {
        Self { start, end }
    }
}

impl From<Span> for (usize, usize) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

/// Converts byte spans of `text` to `unit`, in one pass over the text.
///
/// An offset past the end of the text becomes the length of the text; an offset inside a character becomes the start
/// of that character.
///
/// ```
/// use sayso::span::{Span, Unit, convert};
///
/// let text = "🙂 said Zoë";
/// let in_unit = |unit| {
///     let mut span = Span::new(10, 14);
///     convert(text, unit, &mut [&mut span]);
///     (span.start, span.end)
/// };
/// assert_eq!(Span::new(10, 14).of(text), "Zoë");
/// assert_eq!(in_unit(Unit::Utf16), (8, 11));
/// assert_eq!(in_unit(Unit::Codepoint), (7, 10));
/// ```
pub fn convert(text: &str, unit: Unit, spans: &mut [&mut Span]) {
    if unit == Unit::Byte {
        return;
    }
    if text.is_ascii() {
        for span in spans.iter_mut() {
            **span = Span::new(span.start.min(text.len()), span.end.min(text.len()));
        }
        return;
    }
    let mut ends: Vec<&mut usize> = Vec::with_capacity(spans.len() * 2);
    for span in spans.iter_mut() {
        ends.push(&mut span.start);
        ends.push(&mut span.end);
    }
    crate::sort::sort_by_key(&mut ends, |end| **end);
    let mut chars = text.chars();
    let (mut byte, mut units) = (0, 0);
    for end in ends {
        while let Some(c) = chars.clone().next() {
            if byte + c.len_utf8() > *end {
                break;
            }
            chars.next();
            byte += c.len_utf8();
            units += match unit {
                Unit::Utf16 => c.len_utf16(),
                _ => 1,
            };
        }
        *end = units;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn converted(text: &str, unit: Unit, spans: &[(usize, usize)]) -> Vec<(usize, usize)> {
        let mut spans: Vec<Span> = spans.iter().map(|&s| s.into()).collect();
        let mut refs: Vec<&mut Span> = spans.iter_mut().collect();
        convert(text, unit, &mut refs);
        spans.into_iter().map(Into::into).collect()
    }

    #[test]
    fn emoji_is_four_bytes_two_units_one_point() {
        let text = "a😀b";
        assert_eq!(converted(text, Unit::Utf16, &[(5, 6), (0, 5)]), [(3, 4), (0, 3)]);
        assert_eq!(converted(text, Unit::Codepoint, &[(5, 6), (1, 5)]), [(2, 3), (1, 2)]);
        assert_eq!(converted(text, Unit::Byte, &[(5, 6)]), [(5, 6)]);
    }

    #[test]
    fn combining_accent_counts_on_its_own() {
        let text = "cafe\u{301} x";
        assert_eq!(converted(text, Unit::Codepoint, &[(0, 6), (7, 8)]), [(0, 5), (6, 7)]);
        assert_eq!(converted(text, Unit::Utf16, &[(0, 6)]), [(0, 5)]);
    }

    #[test]
    fn crlf_and_curly_quotes() {
        let text = "x\r\n“y”";
        assert_eq!(converted(text, Unit::Codepoint, &[(3, 10), (6, 7)]), [(3, 6), (4, 5)]);
    }

    #[test]
    fn offsets_out_of_bounds_become_the_end() {
        assert_eq!(converted("é", Unit::Codepoint, &[(1, 99)]), [(0, 1)]);
        assert_eq!(converted("e", Unit::Utf16, &[(0, 99)]), [(0, 1)]);
    }

    #[test]
    fn trim_and_cover() {
        assert_eq!(Span::new(0, 7).trim("  ab \n "), Span::new(2, 4));
        assert_eq!(Span::new(4, 6).cover(Span::new(0, 1)), Span::new(0, 6));
        assert!(!Span::new(0, 2).overlaps(Span::new(2, 3)));
    }
}
