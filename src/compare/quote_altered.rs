//! Finds words of one speaker that two articles quote differently.
//!
//! Hit: "We will not go" and "We will never go", both said by Ann Lee. Miss: one article quotes less of it, or marks an
//! omission with an ellipsis or an addition with square brackets; different punctuation, capitals or quotation marks.

use std::ops::Range;

use super::Set;
use super::align::align;
use super::fingerprints::Shared;
use super::links::{Change, Kind, Link, Reason, Side};
use super::pairs::Pair;
use super::units::Prepared;
use super::{same_claim, voice};
use crate::model::{Attribution, Rule};
use crate::span::Span;
use crate::text::Quote;

/// The minimum score of two clauses that can be versions of one quotation.
const NEAR: f32 = 0.25;
/// The minimum number of shared words; with fewer, the quotations may be different ones.
const SHARED: usize = 4;
/// The minimum density ([`super::align::Aligned::density`]); with less, the quotations are different ones.
const DENSE: f32 = 0.5;

/// The maximum distance to the opening bracket, in bytes.
const BRACKETED: usize = 100;

/// Returns links for pairs of quotations with different words.
pub fn find(set: &Set<'_>, shared: &[Shared], pairs: &[Pair]) -> Vec<Link> {
    let mut sentences: Vec<Shared> = shared.to_vec();
    // An altered quotation may have few consecutive words left, so pairs of similar clauses are checked as well.
    for pair in same_claim::nearest(pairs).into_iter().filter(|pair| pair.score >= NEAR) {
        let [(a, x), (b, y)] = pair.units(set);
        if voice::quotation(a, x) && voice::quotation(b, y) {
            sentences.push(Shared { a: (pair.a.0, x.sentence), b: (pair.b.0, y.sentence) });
        }
    }
    crate::sort::sort(&mut sentences);
    sentences.dedup();
    let mut out = Vec::new();
    for pair in &sentences {
        let (a, b) = (&set.articles[pair.a.0], &set.articles[pair.b.0]);
        for (x, one) in quotes(a, pair.a.1) {
            for (y, two) in quotes(b, pair.b.1) {
                if voice::same_source(a, one, b, two) {
                    out.extend(link(pair, a, x.clone(), b, y.clone()));
                }
            }
        }
    }
    out
}

/// Returns the tokens of the sentence that are in each quotation, with the attribution to its speaker. Quotations
/// without a speaker are left out.
fn quotes<'a>(of: &Prepared<'a>, sentence: usize) -> Vec<(Range<usize>, &'a Attribution)> {
    let span = of.document.sentences[sentence];
    let after = of.document.quotes.partition_point(|quote| quote.span.start < span.end);
    let near = of.document.quotes[..after].iter().rev().take(8).filter(|quote| quote.span.end > span.start);
    let said = |quote: &Quote| {
        let inside = of.document.tokens_in(quote.inner);
        let sentence = of.document.tokens_in(span);
        let tokens = inside.start.max(sentence.start)..inside.end.min(sentence.end);
        let voice = of.around.get(tokens.start).copied().flatten()?;
        (!tokens.is_empty()).then(|| (tokens, &of.article.analysis.attributions[voice]))
    };
    near.filter_map(said).collect()
}

fn link(pair: &Shared, a: &Prepared<'_>, x: Range<usize>, b: &Prepared<'_>, y: Range<usize>) -> Option<Link> {
    let mut aligned = align(a, x, b, y)?;
    aligned.changes.retain(|change| !editorial(a, change.a, b, change.b));
    if aligned.changes.is_empty() || aligned.shared < SHARED || aligned.density < DENSE {
        return None;
    }
    let of = |which: fn(&Change) -> Span| aligned.changes.iter().map(which).filter(|s| !s.is_empty()).collect();
    let reason = Reason::new(Rule::QuoteAltered, of(|change| change.a), of(|change| change.b));
    let side = |article, span| Side { article, spans: vec![span] };
    Some(Link {
        kind: Kind::QuoteAltered,
        a: side(pair.a.0, aligned.a),
        b: side(pair.b.0, aligned.b),
        score: f32::min(0.4 + aligned.shared as f32 * 0.03, 0.6) + 0.35 * aligned.density,
        reason,
        changes: aligned.changes,
    })
}

/// Whether the change does not alter what is quoted: it is in square brackets, is marked by an ellipsis, or is another
/// spelling of the same letters.
fn editorial(a: &Prepared<'_>, x: Span, b: &Prepared<'_>, y: Span) -> bool {
    let bracketed = |of: &Prepared<'_>, span: Span| {
        let text = of.article.text;
        let near = text.floor_char_boundary(span.start.saturating_sub(BRACKETED))..span.start;
        let inside = text[near].rsplit(['[', ']', '\n']).next().map(str::len);
        let opens = inside.and_then(|length| text[..span.start - length].chars().next_back());
        !span.is_empty() && (opens == Some('[') || text[span.start..].starts_with('['))
    };
    let omits = |of: &Prepared<'_>, span: Span| {
        let rest = of.article.text[span.end..].trim_start();
        span.is_empty() && (rest.starts_with('…') || rest.starts_with("..."))
    };
    // "End game" and "endgame" are spellings of one word.
    let letters = |of: &Prepared<'_>, span: Span| -> String {
        span.of(of.article.text).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    bracketed(a, x) || bracketed(b, y) || omits(a, x) || omits(b, y) || letters(a, x) == letters(b, y)
}
