//! Quotations without a cue. Each one continues an earlier quotation, has a speaker that the text does not name, is
//! inside a longer content, or is a mention, so nothing in quotation marks is lost.

use super::Relation;
use crate::model::{Mention, Reason, Rule};
use crate::span::Span;
use crate::syntax::View;
use crate::text::Quote;

/// A quotation of fewer words is a mention if it does not end with punctuation.
const MIN_WORDS: usize = 4;
/// The maximum number of words between a relation and a quotation that continues it.
const MAX_BETWEEN: usize = 6;
/// The confidence that a quotation without any attribution is a statement.
const ALONE: f32 = 0.4;

/// Adds a relation for each quotation that is a statement, and returns the others as mentions.
pub fn find(view: View<'_>, relations: &mut Vec<Relation>) -> Vec<Mention> {
    let mut covered: Vec<Span> = relations.iter().flat_map(|relation| relation.content.iter().copied()).collect();
    crate::sort::sort(&mut covered);
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
    let mut open: Option<usize> = None;
    let quotations = quotations_by_end(view, relations);
    for quote in view.document.outer_quotes.iter().map(|&at| &view.document.quotes[at]) {
        if inside(quote.span) || inside(quote.inner) {
            open = None;
        } else if quote.continues
            && let Some(owner) = open
        {
            relations[owner].content.push(quote.span);
        } else if is_statement(view, quote) {
            let owner = open
                .filter(|_| adjoins(view, relations, open, quote))
                .or_else(|| goes_on_from(view, &quotations, quote));
            match owner {
                Some(owner) => relations[owner].content.push(quote.span),
                None => relations.push(alone(quote)),
            }
            open = Some(owner.unwrap_or(relations.len() - 1));
        } else {
            mentions.push(Mention { span: quote.span, reason: Reason::new(Rule::QuotedWords, vec![quote.span]) });
        }
    }
    mentions
}

fn alone(quote: &Quote) -> Relation {
    let rule = Rule::QuoteAlone;
    Relation { source: Vec::new(), cue: Vec::new(), content: vec![quote.span], rule, confidence: ALONE }
}

/// Returns the end and the index of each relation with a cue that contains a quotation, ordered by end. The end is that
/// of its last part.
fn quotations_by_end(view: View<'_>, relations: &[Relation]) -> Vec<(usize, usize)> {
    let end = |relation: &Relation| {
        let parts = relation.content.iter().chain(&relation.cue).chain(&relation.source);
        parts.map(|span| span.end).max().unwrap_or(0)
    };
    let quotes =
        |relation: &Relation| relation.content.iter().any(|span| view.document.quote_around(span.start).is_some());
    let quoting = relations.iter().enumerate().filter(|(_, relation)| !relation.cue.is_empty() && quotes(relation));
    let mut out: Vec<(usize, usize)> = quoting.map(|(at, relation)| (end(relation), at)).collect();
    crate::sort::sort(&mut out);
    out
}

/// Returns the relation that the quotation continues, if little separates them: “…,” she said. “…”
fn goes_on_from(view: View<'_>, quotations: &[(usize, usize)], quote: &Quote) -> Option<usize> {
    let before = quotations.partition_point(|&(end, _)| end <= quote.span.start);
    let &(end, owner) = quotations[..before].last()?;
    let paragraph = view.document.paragraphs[quote.paragraph];
    let between = view.document.token_at(end)..view.document.token_at(quote.span.start);
    (paragraph.start <= end && view.words_in(between) <= MAX_BETWEEN).then_some(owner)
}

/// Whether the quotation directly follows the last content of the relation `owner`.
fn adjoins(view: View<'_>, relations: &[Relation], owner: Option<usize>, quote: &Quote) -> bool {
    let last = owner.and_then(|owner| relations[owner].content.last());
    last.is_some_and(|last| {
        let between = view.document.token_at(last.end)..view.document.token_at(quote.span.start);
        view.document.paragraphs[quote.paragraph].start <= last.start && view.words_in(between) == 0
    })
}

/// Whether the quotation looks like a complete sentence: by what precedes it, its punctuation and its length.
fn is_statement(view: View<'_>, quote: &Quote) -> bool {
    let text = view.document.text;
    let open = view.document.token_at(quote.span.start);
    let words = view.words_in(view.document.tokens_in(quote.inner));
    let starts = open == 0 || {
        let before = &view.document.tokens[open - 1];
        before.paragraph != quote.paragraph
            || view.stop(open.wrapping_sub(1))
            || view.is(open.wrapping_sub(1), ":")
            || view.quote_mark(open.wrapping_sub(1))
    };
    let ends = quote.inner.of(text).trim_end().ends_with(['.', '!', '?', '…', ',']) || !quote.closed;
    let next = view.document.token_at(quote.span.end);
    let last = view.document.tokens.get(next).is_none_or(|token| token.paragraph != quote.paragraph) || view.stop(next);
    starts && (ends || last) && (words >= MIN_WORDS || ends) && words > 0
}
