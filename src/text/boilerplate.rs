//! Lines that belong to the page around an article: advertising, links to other stories, newsletters, credits and
//! buttons.
//!
//! They are removed first, so that no stage sees them. Hit: “Sign up to our newsletter”. Miss: “Read more books, the
//! teacher said.” A line with a quotation mark is always kept, because quoted words must not be lost.

use crate::lexicon;
use crate::lexicon::boilerplate::Shape;
use crate::model::{Rule, Skipped};
use crate::span::Span;

use super::marks;

/// The maximum length of such a line, in bytes.
const MOST: usize = 400;

/// Returns the rule by which `line` is not part of the article, or `None` if it is part of it. `line` must be trimmed.
pub fn rule(line: &str) -> Option<Rule> {
    if line.len() > MOST {
        return None;
    }
    let shapes = lexicon::boilerplate::get().starting(line);
    if shapes.is_empty() {
        return None;
    }
    let lower = line.to_lowercase();
    let shape = shapes.iter().find(|shape| fits(shape, line, &lower))?;
    if marks::has_mark(line) {
        return None;
    }
    Some(shape.rule)
}

fn fits(shape: &Shape, line: &str, lower: &str) -> bool {
    let Some(rest) = lower.strip_prefix(shape.words) else { return false };
    // "Ad" does not match "Adam".
    let ends =
        rest.is_empty() || !shape.words.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric);
    let whole = !rest.contains(char::is_alphanumeric);
    // Changing the case may change the length in bytes; then the row does not match.
    let capitals = || line.get(..shape.words.len()).is_some_and(|words| !words.contains(char::is_lowercase));
    ends && (whole || !shape.whole)
        && (!shape.capitals || capitals())
        && (!shape.open || !line.ends_with(['.', '!', '?']))
        && (shape.most == usize::MAX || line.split_whitespace().nth(shape.most).is_none())
}

/// Returns `part` without the lines of `skipped` that it covers. If it covers any, the rest is split there into trimmed
/// pieces.
pub fn cut(text: &str, part: Span, skipped: &[Skipped]) -> impl Iterator<Item = Span> {
    let first = skipped.partition_point(|line| line.span.end <= part.start);
    let over = skipped[first..].iter().take_while(move |line| line.span.start < part.end);
    let mut at = part.start;
    let ends = over.map(|line| (line.span.start, line.span.end)).chain([(part.end, part.end)]);
    ends.filter_map(move |(end, next)| {
        let piece = Span::new(at, end.max(at));
        at = next;
        let whole = piece == part;
        Some(if whole { piece } else { piece.trim(text) }).filter(|piece| !piece.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recognises_boilerplate() {
        for (line, class) in [
            ("ADVERTISEMENT", "advert"),
            ("Advertisement", "advert"),
            ("Read more: Harbour closed after fire", "links"),
            ("RELATED Harbour closed", "links"),
            ("Related stories:", "links"),
            ("Sign up to our newsletter to hear of it first.", "signup"),
            ("Image source, Harbour Board", "credit"),
            ("Share this", "share"),
            ("We use cookies to improve this site. Please accept them.", "legal"),
            ("© 2031 Dorma Post", "legal"),
        ] {
            assert_eq!(rule(line).map(Rule::name), Some(&*format!("boilerplate-{class}")), "{line}");
        }
    }

    #[test]
    fn sentences_that_begin_like_boilerplate_stay() {
        for line in [
            "",
            "Read more books, the teacher said.",
            "Sign up to three classes and one is free, the school said.",
            "Related companies denied the report.",
            "Adam Reed said no.",
            "Share prices fell.",
            "Advertisement spending fell by a third, the board said.",
            "Read more: “We were afraid”",
            "Sponsored by the state, the clinic denied the report.",
        ] {
            assert_eq!(rule(line), None, "{line}");
        }
    }

    #[test]
    fn every_class_has_its_rule() {
        let table = include_str!("../../corpus/lexicon/boilerplate.tsv");
        for line in table.lines().filter(|line| !line.starts_with('#')).skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            assert!(Rule::of_name(&format!("boilerplate-{}", cells[5])).is_some(), "{line}");
            assert!(
                matches!(cells[1], "whole" | "start" | "class" | "part" | "body" | "author")
                    && matches!(cells[2], "any" | "caps"),
                "{line}"
            );
            assert!(matches!(cells[4], "any" | "open") && cells[0] == cells[0].to_lowercase(), "{line}");
            assert!(cells[1] != "start" || cells[3].parse::<usize>().is_ok(), "{line}");
        }
    }

    #[test]
    fn cuts_spans_around_skipped_lines() {
        let text = "“One\nAD\ntwo”";
        let document = super::super::Document::new(text);
        let (kept, skipped) = (&document.paragraphs, &document.skipped);
        assert_eq!(kept.len(), 2);
        let pieces = |part| cut(text, part, skipped).map(|span| span.of(text)).collect::<Vec<_>>();
        assert_eq!(pieces(Span::new(0, text.len())), ["“One", "two”"]);
        assert_eq!(pieces(kept[0]), ["“One"]);
        assert_eq!(pieces(skipped[0].span), [""; 0]);
    }
}
