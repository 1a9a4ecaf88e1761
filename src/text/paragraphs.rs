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
    let is_break = |c: char| matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let mut start = 0;
    let mut breaks = text.match_indices(is_break);
    let mut done = false;
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        let (end, next) = match breaks.next() {
            // The two halves of "\r\n" give an empty line between them, which would end a wrapped paragraph.
            Some((at, "\r")) if text[at..].starts_with("\r\n") => {
                breaks.next();
                (at, at + 2)
            }
            Some((at, mark)) => (at, at + mark.len()),
            None => {
                done = true;
                (text.len(), text.len())
            }
        };
        let line = Span::new(start, end);
        start = next;
        Some(line)
    })
}

fn wraps(line: &str, next: &str) -> bool {
    let width = line.chars().count();
    (WRAPPED_AT_LEAST..=WRAPPED_AT_MOST).contains(&width)
        && line.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | '-'))
        && next.starts_with(|c: char| c.is_lowercase())
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
