//! Turns a string into a [`Document`]: paragraphs, sentences, tokens, and pairs of quotation marks.
//!
//! Everything here takes linear time and cannot fail.

pub mod boilerplate;
mod cache;
pub mod dateline;
pub mod language;
pub mod marks;
pub mod paragraphs;
pub mod plain;
pub mod quantity;
pub mod quotes;
pub mod sentences;
pub mod tokens;
pub mod word;

use std::ops::Range;

use crate::lexicon::{self, WordInfo};
use crate::model::{Reason, Skipped};
use crate::span::Span;
pub use cache::Cache;
use quantity::Quantity;
pub use quotes::Quote;
pub use tokens::{Token, TokenKind};
pub use word::{Word, Words};

/// A segmented text. All spans count bytes of [`Document::text`].
#[derive(Clone, Debug)]
pub struct Document<'t> {
    /// The text as passed in.
    pub text: &'t str,
    /// Paragraphs, trimmed and non-empty, without the lines in [`Document::skipped`].
    pub paragraphs: Vec<Span>,
    /// Sentences in order, trimmed and non-empty, each within one paragraph.
    pub sentences: Vec<Span>,
    /// Words, numbers and punctuation marks, in order.
    pub tokens: Vec<Token>,
    /// Figures in order, each within one paragraph.
    pub quantities: Vec<Quantity>,
    /// Pairs of quotation marks, ordered by start, outer before inner.
    pub quotes: Vec<Quote>,
    /// Indices into [`Document::quotes`] of those that are inside no other.
    pub outer_quotes: Vec<usize>,
    /// Lines that belong to the page around the article, in order.
    pub skipped: Vec<Skipped>,
    /// The byte at which each token starts. Most lookups need only this, and a separate array is small enough for the
    /// processor's cache even for long texts.
    starts: Vec<usize>,
    /// For each token, the outermost quotation around it as its index in [`Document::quotes`] plus 1; 0 outside
    /// quotations.
    around: Vec<u32>,
    /// The first token of each sentence, followed by the number of tokens; and the same for paragraphs.
    firsts: [Vec<usize>; 2],
}

impl<'t> Document<'t> {
    /// Segments `text`.
    pub fn new(text: &'t str) -> Self {
        Self::with(text, &mut Cache::default())
    }

    /// Segments `text`, reusing the paragraphs in `cache`.
    pub fn with(text: &'t str, cache: &mut Cache) -> Self {
        let (mut paragraphs, mut marks, mut skipped) = (Vec::new(), Vec::new(), Vec::new());
        let (mut tokens, mut sentences, mut quantities): (Vec<Token>, Vec<Span>, Vec<Quantity>) = Default::default();
        for span in paragraphs::split(text) {
            let cut = cache.cut(span.of(text));
            if let Some(rule) = cut.rule {
                skipped.push(Skipped { span, reason: Reason::new(rule, Vec::new()) });
                continue;
            }
            let (paragraph, first) = (paragraphs.len(), sentences.len());
            quantities.extend(cut.quantities.iter().map(|quantity| quantity.moved(span.start, tokens.len())));
            tokens.extend(cut.tokens.iter().map(|token| Token {
                span: token.span.moved(span.start),
                paragraph,
                sentence: first + token.sentence,
                ..token.clone()
            }));
            sentences.extend(cut.sentences.iter().map(|sentence| sentence.moved(span.start)));
            marks.push(cut.marks.iter().map(|mark| mark.moved(span.start)).collect());
            paragraphs.push(span);
        }
        cache.end_run();
        let quotes = quotes::pair(text, &paragraphs, &marks);
        Self { skipped, quantities, ..Self::put_together(text, paragraphs, sentences, tokens, quotes) }
    }

    fn put_together(
        text: &'t str,
        paragraphs: Vec<Span>,
        sentences: Vec<Span>,
        tokens: Vec<Token>,
        quotes: Vec<Quote>,
    ) -> Self {
        let outer_quotes: Vec<usize> = (0..quotes.len()).filter(|&at| quotes[at].level == 0).collect();
        let starts = tokens.iter().map(|token| token.span.start).collect();
        let mut outer = outer_quotes.iter().peekable();
        let mut last = 0;
        let around = tokens.iter().map(|token| {
            while let Some(&quote) = outer.next_if(|&&quote| quotes[quote].span.start <= token.span.start) {
                last = quote + 1;
            }
            let inside = last > 0 && quotes[last - 1].span.has(token.span.start);
            if inside { last as u32 } else { 0 }
        });
        let around = around.collect();
        let firsts = [
            firsts(sentences.len(), tokens.iter().map(|token| token.sentence)),
            firsts(paragraphs.len(), tokens.iter().map(|token| token.paragraph)),
        ];
        let (skipped, quantities) = (Vec::new(), Vec::new());
        Self { text, paragraphs, sentences, tokens, quantities, quotes, outer_quotes, skipped, starts, around, firsts }
    }

    /// Returns some paragraphs, at least one, as a separate document: positions count from the start of the first one,
    /// and no words precede or follow. Properties found in the whole text are kept, such as that a quotation continues.
    pub fn part(&self, paragraphs: Range<usize>) -> Self {
        let (start, whole) = (paragraphs.start, self.whole(&paragraphs));
        let back = |span: Span| Span::new(span.start - whole.start, span.end - whole.start);
        let range = self.tokens_of(&paragraphs);
        let tokens = &self.tokens[range.clone()];
        let first = tokens.first().map_or(0, |token| token.sentence);
        let upto = tokens.last().map_or(0, |token| token.sentence + 1);
        let token = |token: &Token| Token {
            span: back(token.span),
            paragraph: token.paragraph - start,
            sentence: token.sentence - first,
            ..token.clone()
        };
        let quote = |quote: &Quote| Quote {
            span: back(quote.span),
            inner: back(quote.inner),
            paragraph: quote.paragraph - start,
            ..quote.clone()
        };
        let quantity = |quantity: &Quantity| Quantity {
            span: back(quantity.span),
            tokens: quantity.tokens.start - range.start..quantity.tokens.end - range.start,
            ..*quantity
        };
        let within = |at: usize| self.quantities.partition_point(|quantity| quantity.tokens.start < at);
        let quantities = &self.quantities[within(range.start)..within(range.end)];
        let part = Self::put_together(
            whole.of(self.text),
            self.paragraphs[paragraphs.clone()].iter().copied().map(back).collect(),
            self.sentences[first..upto].iter().copied().map(back).collect(),
            tokens.iter().map(token).collect(),
            self.quotes[self.quotes_of(paragraphs)].iter().map(quote).collect(),
        );
        Self { quantities: quantities.iter().map(quantity).collect(), ..part }
    }

    /// Returns a key made of everything that the words, sentences and quotations of some paragraphs depend on. Equal
    /// paragraphs have equal keys.
    pub fn key(&self, paragraphs: Range<usize>) -> Vec<u8> {
        let whole = self.whole(&paragraphs);
        let mut key = whole.of(self.text).as_bytes().to_vec();
        let add = |key: &mut Vec<u8>, places: &[usize]| {
            // This byte does not occur in UTF-8.
            key.push(u8::MAX);
            key.extend(places.iter().flat_map(|place| ((place - whole.start) as u32).to_le_bytes()));
        };
        self.paragraphs[paragraphs.clone()].iter().for_each(|own| add(&mut key, &[own.start, own.end]));
        for quote in &self.quotes[self.quotes_of(paragraphs)] {
            add(&mut key, &[quote.span.start, quote.inner.start, quote.inner.end, quote.span.end]);
            key.push(quote.level as u8);
            key.extend([quote.closed, quote.continues, quote.single].map(u8::from));
        }
        key
    }

    /// Returns the tokens of some paragraphs, as positions in [`Document::tokens`].
    pub fn tokens_of(&self, paragraphs: &Range<usize>) -> Range<usize> {
        self.firsts[1][paragraphs.start]..self.firsts[1][paragraphs.end]
    }

    /// Returns the tokens of a sentence, as positions in [`Document::tokens`].
    pub fn tokens_of_sentence(&self, number: usize) -> Range<usize> {
        self.firsts[0][number]..self.firsts[0][number + 1]
    }

    /// Returns the span from the first byte of the first of these paragraphs to the end of the last.
    fn whole(&self, paragraphs: &Range<usize>) -> Span {
        self.paragraphs[paragraphs.start].cover(self.paragraphs[paragraphs.end - 1])
    }

    /// Returns the quotations in some paragraphs, as positions in [`Document::quotes`].
    pub fn quotes_of(&self, paragraphs: Range<usize>) -> Range<usize> {
        let upto = |number: usize| self.quotes.partition_point(|quote| quote.paragraph < number);
        upto(paragraphs.start)..upto(paragraphs.end)
    }

    /// Returns the outermost quotation around token `at`, if any. Its marks count as inside.
    pub fn quote_at(&self, at: usize) -> Option<&Quote> {
        let number = self.around.get(at)?.checked_sub(1)?;
        self.quotes.get(number as usize)
    }

    /// Returns the outermost quotation around byte `at`, if any. Its marks count as inside.
    pub fn quote_around(&self, at: usize) -> Option<&Quote> {
        let after = self.outer_quotes.partition_point(|&quote| self.quotes[quote].span.start <= at);
        let quote = &self.quotes[*self.outer_quotes[..after].last()?];
        quote.span.has(at).then_some(quote)
    }

    /// Returns the first token that starts at or after byte `at`; the number of tokens if there is none.
    pub fn token_at(&self, at: usize) -> usize {
        self.starts.partition_point(|&start| start < at)
    }

    /// Returns what the lexicon says about token `at`; [`lexicon::UNKNOWN`] past the end.
    pub fn known(&self, at: usize) -> &WordInfo {
        self.tokens.get(at).map_or(&lexicon::UNKNOWN, |token| token.lower.known())
    }

    /// Returns the tokens entirely within `span`, as positions in [`Document::tokens`].
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.token_at(span.start);
        let end = self.token_at(span.end).max(start);
        let cut = end > start && self.tokens[end - 1].span.end > span.end;
        start..end - usize::from(cut)
    }

    /// Returns the span from the first to the last token of a range of positions. The span is empty if the range is.
    pub fn cover(&self, range: Range<usize>) -> Span {
        match (self.tokens.get(range.start), range.end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if range.start < range.end => Span::new(first.span.start, last.span.end),
            _ => Span::default(),
        }
    }
}

/// Returns the first token of each of `count` parts, followed by the number of tokens. `parts` gives the part of each
/// token, in order.
fn firsts(count: usize, parts: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut out = Vec::with_capacity(count + 1);
    let mut tokens = 0;
    for part in parts {
        while out.len() <= part {
            out.push(tokens);
        }
        tokens += 1;
    }
    out.resize(count + 1, tokens);
    out
}
