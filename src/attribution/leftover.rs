//! What stands in quotation marks and has found no cue: a quotation that goes on, one whose speaker the text does not
//! give, words inside a longer content, or a mention. Nothing in quotation marks is lost.

use super::Relation;
use super::view::View;
use crate::model::{Mention, Reason};
use crate::span::Span;
use crate::text::Quote;

/// A quotation of fewer words than this that is not a sentence by itself is a mention.
const MIN_WORDS: usize = 4;

/// Adds a relation for each quotation that is a statement; gives back the rest as mentions.
pub fn find(view: View<'_>, relations: &mut Vec<Relation>) -> Vec<Mention> {
    let mut covered: Vec<Span> = relations.iter().flat_map(|relation| relation.content.iter().copied()).collect();
    covered.sort();
    let mut reach = Vec::with_capacity(covered.len());
    covered.iter().fold(0, |end, span| {
        reach.push(end.max(span.end));
        end.max(span.end)
    });
    let inside = |span: Span| {
        let upto = covered.partition_point(|content| content.start <= span.start);
        upto > 0 && reach[upto - 1] >= span.end
    };
    let mut mentions = Vec::new();
    let mut continued: Option<usize> = None;
    let mut spoken = first_content_ends(view, relations);
    for quote in view.document.outer_quotes.iter().map(|&at| &view.document.quotes[at]) {
        if inside(quote.span) || inside(quote.inner) {
            continued = None;
        } else if quote.continues
            && let Some(owner) = continued
        {
            relations[owner].content.push(quote.span);
        } else if is_statement(view, quote) {
            continued = Some(relations.len());
            let first = &mut spoken[quote.paragraph];
            let rule = if *first <= quote.span.start { "quote-goes-on" } else { "quote-alone" };
            *first = (*first).min(quote.span.end);
            relations.push(Relation {
                source: Vec::new(),
                cue: Vec::new(),
                content: vec![quote.span],
                rule,
                confidence: 0.0,
            });
        } else {
            mentions.push(Mention { span: quote.span, reason: Reason::new("quoted-words", vec![quote.span]) });
        }
    }
    mentions
}

/// Whether the quotation is a sentence by itself.
fn is_statement(view: View<'_>, quote: &Quote) -> bool {
    let text = view.document.text;
    let open = view.document.token_at(quote.span.start);
    let words = view.words_in(view.document.tokens_in(quote.inner));
    let starts = open == 0 || {
        let before = &view.document.tokens[open - 1];
        before.paragraph != quote.paragraph
            || view.stop(open - 1)
            || view.is(open - 1, ":")
            || view.quote_mark(open - 1)
    };
    let ends = quote.inner.of(text).trim_end().ends_with(['.', '!', '?', '…', ',']) || !quote.closed;
    let next = view.document.token_at(quote.span.end);
    let last = view.document.tokens.get(next).is_none_or(|token| token.paragraph != quote.paragraph) || view.stop(next);
    starts && (ends || last) && (words >= MIN_WORDS || ends) && words > 0
}

/// For each paragraph where the first content in it ends.
fn first_content_ends(view: View<'_>, relations: &[Relation]) -> Vec<usize> {
    let mut out = vec![usize::MAX; view.document.paragraphs.len()];
    for span in relations.iter().flat_map(|relation| &relation.content) {
        let paragraph = view.document.paragraphs.partition_point(|paragraph| paragraph.end < span.end);
        if let Some(first) = out.get_mut(paragraph) {
            *first = (*first).min(span.end);
        }
    }
    out
}
