//! Looks up the names and quantities of an article.

use std::ops::Range;

use crate::hash::HashSet;
use crate::lexicon::{self, Class};
use crate::text::Document;
use crate::text::quantity::Quantity;

/// Returns the quantities that start among these tokens, in logarithmic time.
pub fn quantities<'a>(document: &'a Document<'_>, tokens: &Range<usize>) -> &'a [Quantity] {
    let before = |position: usize| document.quantities.partition_point(|one| one.tokens.start < position);
    let (start, end) = (before(tokens.start), before(tokens.end));
    &document.quantities[start..end.max(start)]
}

/// Returns for each token whether it is part of a name: a capitalised word other than a weekday, a month or a function
/// word. At the start of a sentence a word counts only if the article has the same name elsewhere.
pub fn names(document: &Document<'_>) -> Vec<bool> {
    let lexicon = lexicon::get();
    let starts = |at: usize| document.sentences[document.tokens[at].sentence].start == document.tokens[at].span.start;
    let fits = |at: usize| {
        let token = &document.tokens[at];
        token.capital
            && !lexicon.is(&token.lower, Class::Day)
            && !lexicon.is(&token.lower, Class::Month)
            && !lexicon.is_closed_class(&token.lower)
    };
    let mut out: Vec<bool> = (0..document.tokens.len()).map(|at| fits(at) && !starts(at)).collect();
    let word = |at: usize| &*document.tokens[at].lower;
    let known: HashSet<&str> = (0..out.len()).filter(|&at| out[at]).map(word).collect();
    let first = |sentence: usize| document.tokens_of_sentence(sentence).start;
    for at in (0..document.sentences.len()).map(first).filter(|&at| at < document.tokens.len()) {
        out[at] |= fits(at) && known.contains(word(at));
    }
    out
}
