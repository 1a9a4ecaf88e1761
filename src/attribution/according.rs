//! "According to X, …" and "…, according to X".

use super::Relation;
use crate::lexicon::Class;
use crate::model::Rule;
use crate::span::Span;
use crate::syntax::{View, phrases};

/// Finds all relations whose cue is "according to".
pub fn find(view: View<'_>) -> Vec<Relation> {
    (0..view.document.tokens.len()).filter(|&at| view.according_to(at)).filter_map(|at| relation(view, at)).collect()
}

fn relation(view: View<'_>, at: usize) -> Option<Relation> {
    let sentence = view.sentence(at);
    let end = (at + 2..sentence.end).find(|&i| view.is(i, ",") && !view.number(i + 1)).unwrap_or(sentence.end);
    let source = phrases::after(view, at + 2, end).or_else(|| (at + 2 < end).then_some(at + 2..end))?;
    let leads = view.words_in(sentence.start..at) <= 1;
    let body = if leads { source.end..sentence.end } else { sentence.start..at };
    let mut content: Vec<Span> = view.trimmed(body).map(|span| with_marks(view, span)).into_iter().collect();
    if !leads && let Some(rest) = rest_of_clause(view, source.end, sentence.end) {
        content.push(rest);
    }
    let cue = vec![view.document.cover(at..at + 2)];
    Some(Relation { source: vec![view.document.cover(source)], cue, content, rule: Rule::AccordingTo, confidence: 0.0 })
}

/// Returns the part of the clause that continues after "…, according to X, …", if it has at least three words.
fn rest_of_clause(view: View<'_>, from: usize, end: usize) -> Option<Span> {
    let opens = view.is(from, ",")
        && !view.relative(from + 1)
        && !view.class(from + 1, Class::Conjunction)
        && !view.class(from + 1, Class::While);
    if opens && view.words_in(from..end) >= 3 { view.trimmed(from + 1..end) } else { None }
}

/// Extends a span to include the closing mark of a quotation inside it if the span ends just before that mark.
pub fn with_marks(view: View<'_>, span: Span) -> Span {
    let quotes = &view.document.quotes;
    let from = quotes.partition_point(|quote| quote.span.start < span.start);
    let upto = quotes.partition_point(|quote| quote.span.start < span.end);
    let inside = quotes[from..upto].iter().filter(|quote| quote.span.end > span.end && quote.inner.end <= span.end + 4);
    inside.fold(span, |span, quote| span.cover(quote.span))
}
