//! Paragraph breaks.
//!
//! Each line is a paragraph, because pasted news text has no other mark. The exception is hard-wrapped text (e-mail,
//! terminals): a line break in mid-sentence, between a line of ordinary width and one that continues in lower case. A
//! line break inside a quotation does not end a paragraph either: a mark open at the end of one line is closed in one
//! of the next lines, before another one opens. A blank line always ends a paragraph.

use super::boilerplate;
use super::marks::{Family, first_closes, left_open};
use crate::span::Span;

/// The minimum length of a line that a program wrapped, in code points. A shorter one was ended by its writer.
const WRAPPED_AT_LEAST: usize = 45;
/// The maximum length of a line that a program wrapped, in code points.
const WRAPPED_AT_MOST: usize = 100;

/// The maximum number of lines that are searched for the closing mark of a quotation.
const LINES_AHEAD: usize = 4;

/// Returns the paragraphs of `text`, trimmed and non-empty.
pub fn split(text: &str) -> Vec<Span> {
    let lines: Vec<Span> = lines(text).map(|line| line.trim(text)).collect();
    let mut out: Vec<Span> = Vec::new();
    let mut previous_line = Span::default();
    // The family of the mark open at the end of the previous line.
    let mut open: Option<Family> = None;
    for (at, &line) in lines.iter().enumerate() {
        if line.is_empty() {
            (previous_line, open) = (Span::default(), None);
            continue;
        }
        let quoted = open.is_some_and(|open| is_closed(text, &lines[at..], open));
        match out.last_mut() {
            Some(last) if quoted || wraps(previous_line.of(text), line.of(text)) => *last = last.cover(line),
            _ => {
                out.push(line);
                open = None;
            }
        }
        open = left_open(line.of(text), open);
        previous_line = line;
    }
    out
}

/// Whether a quotation is closed in `lines` before another one opens, and before a blank line or a line of the page
/// around the article.
fn is_closed(text: &str, lines: &[Span], open: Family) -> bool {
    let text_line = |line: &&Span| !line.is_empty() && boilerplate::rule(line.of(text)).is_none();
    let lines = lines.iter().take(LINES_AHEAD).take_while(text_line);
    lines.map(|line| first_closes(line.of(text), open)).find_map(|closes| closes).unwrap_or(false)
}

fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let found = line_break(text, start);
        // Splitting "\r\n" in two would give an empty line, which would end a wrapped paragraph.
        next = found.map(|end| {
            let mark =
                if text[end..].starts_with("\r\n") { 2 } else { text[end..].chars().next().map_or(1, char::len_utf8) };
            end + mark
        });
        Some(Span::new(start, found.unwrap_or(text.len())))
    })
}

/// Returns the position of the first line break at or after byte `from`.
fn line_break(text: &str, from: usize) -> Option<usize> {
    let is_break = |c: char| matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        // Each of these characters starts with one of these bytes.
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
    fn lines_are_paragraphs_with_any_line_ending() {
        assert_eq!(parts("One.\nTwo.\r\n\r\n Three. \u{2029}Four\rFive"), ["One.", "Two.", "Three.", "Four", "Five"]);
        assert!(parts(" \n\r\n\t ").is_empty());
    }

    #[test]
    fn joins_hard_wrapped_lines() {
        let text = "The committee met on Tuesday to talk about the\nroad.\nIt left early.";
        assert_eq!(parts(text), ["The committee met on Tuesday to talk about the\nroad.", "It left early."]);
        let crlf = text.replace('\n', "\r\n");
        assert_eq!(parts(&crlf).len(), 2);
    }

    #[test]
    fn quotations_continue_over_line_breaks() {
        for text in [
            "“The dog took the meat,\nthe bread too,” he said.",
            "He said: “The river rose and\r\nHask Lane was gone.\nNobody came.”",
            "'The dog took the meat.\nThe bread, too,' he said.",
        ] {
            assert_eq!(parts(text).len(), 1, "{text}");
        }
        for text in [
            "He said: “The river rose and\n\nHask Lane was gone.”",
            "He said: “The river rose.\n“Nobody came.”",
            "The workers' hut burnt.\nThe boys' hut, too.",
            "He called it “late.\nShe called it “early”.",
        ] {
            assert_eq!(parts(text).len(), 2, "{text}");
        }
    }
}
