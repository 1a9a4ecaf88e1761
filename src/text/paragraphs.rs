//! Paragraph breaks.
//!
//! A line is a paragraph, because pasted news text has no other mark. The exception is hard-wrapped text (e-mail,
//! terminals): a line break in mid-sentence, between a line of ordinary width and one that goes on in lower case.

use crate::span::Span;

/// A line this short was ended by its writer, not by a wrapping program. Code points.
const WRAPPED_AT_LEAST: usize = 45;
/// A line longer than this was never wrapped. Code points.
const WRAPPED_AT_MOST: usize = 100;

/// The paragraphs of `text`, trimmed, none empty.
pub fn split(text: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut previous_line = Span::default();
    for line in lines(text) {
        let inner = line.trim(text);
        if inner.is_empty() {
            previous_line = Span::default();
            continue;
        }
        match out.last_mut() {
            Some(last) if wraps(previous_line.of(text), inner.of(text)) => *last = last.cover(inner),
            _ => out.push(inner),
        }
        previous_line = inner;
    }
    out
}

fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let found = line_break(text, start);
        // The two halves of "\r\n" would give an empty line between them, which would end a wrapped paragraph.
        next = found.map(|end| {
            let mark =
                if text[end..].starts_with("\r\n") { 2 } else { text[end..].chars().next().map_or(1, char::len_utf8) };
            end + mark
        });
        Some(Span::new(start, found.unwrap_or(text.len())))
    })
}

/// Where the first line break at or behind byte `from` stands.
fn line_break(text: &str, from: usize) -> Option<usize> {
    let is_break = |c: char| matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        // The bytes that these characters start with.
        at += bytes[at..].iter().position(|byte| matches!(byte, b'\n'..=b'\r' | 0xc2 | 0xe2))?;
        let c = text[at..].chars().next()?;
        if is_break(c) {
            return Some(at);
        }
        at += c.len_utf8();
    }
}

fn wraps(line: &str, next: &str) -> bool {
    next.starts_with(|c: char| c.is_lowercase())
        && line.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | '-'))
        && (WRAPPED_AT_LEAST..=WRAPPED_AT_MOST).contains(&line.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        split(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn lines_are_paragraphs_whatever_ends_them() {
        assert_eq!(parts("One.\nTwo.\r\n\r\n Three. \u{2029}Four\rFive"), ["One.", "Two.", "Three.", "Four", "Five"]);
        assert!(parts(" \n\r\n\t ").is_empty());
    }

    #[test]
    fn a_hard_wrapped_line_goes_on() {
        let text = "The committee met on Tuesday to talk about the\nroad.\nIt left early.";
        assert_eq!(parts(text), ["The committee met on Tuesday to talk about the\nroad.", "It left early."]);
        let crlf = text.replace('\n', "\r\n");
        assert_eq!(parts(&crlf).len(), 2);
    }
}
