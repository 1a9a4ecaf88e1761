//! The segmentation of paragraphs, cached for the next version of the text.
//!
//! A paragraph's words, sentences, quotation marks and figures, and whether it belongs to the page around the
//! article, depend only on its own text, so they stay valid while the paragraph is unchanged.

use std::rc::Rc;

use super::marks::{self, Mark};
use super::quantity::{self, Quantity};
use super::tokens::{self, Token};
use super::word::Words;
use super::{boilerplate, sentences};
use crate::cache::RunCache;
use crate::model::Rule;
use crate::span::Span;

/// The segmented paragraphs and the words of the previous version of the text.
#[derive(Debug, Default)]
pub struct Cache {
    words: Words,
    paragraphs: RunCache<SegmentedParagraph>,
}

/// A segmented paragraph. Spans count from its first byte; the paragraph and its first sentence have number 0.
#[derive(Debug)]
pub(super) struct SegmentedParagraph {
    /// The rule by which it belongs to the page around the article; the other fields are then empty.
    pub rule: Option<Rule>,
    pub tokens: Vec<Token>,
    pub sentences: Vec<Span>,
    pub marks: Vec<Mark>,
    pub quantities: Vec<Quantity>,
}

impl Cache {
    /// Returns the segmentation of the paragraph `text`, from the cache if possible.
    pub(super) fn cut(&mut self, text: &str) -> Rc<SegmentedParagraph> {
        self.paragraphs.get(text.into(), || SegmentedParagraph::new(text, &mut self.words))
    }

    /// Drops everything that did not occur in the text that was just segmented.
    pub(super) fn end_run(&mut self) {
        self.paragraphs.end_run();
        self.words.end_run();
    }
}

impl SegmentedParagraph {
    fn new(text: &str, words: &mut Words) -> Self {
        let rule = boilerplate::rule(text);
        let whole = [Span::new(0, text.len())];
        let mut tokens = if rule.is_some() { Vec::new() } else { tokens::split(text, &whole, words) };
        let sentences = sentences::split(text, &whole, &mut tokens);
        let marks = if rule.is_some() { Vec::new() } else { marks::marks(text) };
        let quantities = quantity::find(&tokens, 0..tokens.len());
        Self { rule, tokens, sentences, marks, quantities }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unchanged_paragraphs_are_segmented_once() {
        let mut cache = Cache::default();
        let first = cache.cut("It rained. He left.");
        cache.end_run();
        assert!(Rc::ptr_eq(&first, &cache.cut("It rained. He left.")));
        assert_eq!((first.tokens.len(), first.sentences.len(), first.rule), (6, 2, None));
        assert_eq!(cache.cut("ADVERTISEMENT").rule, Some(Rule::BoilerplateAdvert));
    }
}
