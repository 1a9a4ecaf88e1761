//! A document and the lexicon, which together answer the rules' questions about tokens.

use std::ops::{Range, RangeInclusive};

use crate::lexicon::verbs::{Cue, Form};
use crate::lexicon::{self, Class, Lexicon, WordInfo};
use crate::span::Span;
use crate::text::{Document, Quote, TokenKind};

/// A document and the lexicon. Token positions are indices into [`Document::tokens`]. Past the end, the word is empty
/// and belongs to no class.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The segmented text.
    pub document: &'a Document<'a>,
    /// The lexicon of known words.
    pub lexicon: &'static Lexicon,
}

impl<'a> View<'a> {
    /// Creates a view of `document`.
    pub fn new(document: &'a Document<'a>) -> Self {
        Self { document, lexicon: lexicon::get() }
    }

    /// Returns the token in lower case, or an empty string past the end.
    pub fn word(&self, at: usize) -> &'a str {
        self.document.tokens.get(at).map_or("", |token| &token.lower)
    }

    /// Whether the token is `word`.
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.word(at) == word
    }

    /// Returns what the lexicon says about the token.
    pub fn known(&self, at: usize) -> &'a WordInfo {
        self.document.known(at)
    }

    /// Whether the token belongs to the class.
    pub fn class(&self, at: usize, class: Class) -> bool {
        self.known(at).is(class)
    }

    /// Whether the token belongs to one of the classes.
    pub fn any(&self, at: usize, classes: &[Class]) -> bool {
        self.known(at).any(classes)
    }

    /// Whether the token is "who" or "which".
    pub fn relative(&self, at: usize) -> bool {
        self.known(at).is_relative()
    }

    /// Whether the token is "a" or "an".
    pub fn indefinite(&self, at: usize) -> bool {
        self.known(at).is_indefinite()
    }

    /// Whether the token is an article or a possessive.
    pub fn determines(&self, at: usize) -> bool {
        self.class(at, Class::Article) || self.class(at, Class::Possessive)
    }

    /// Whether "according to" starts at the token.
    pub fn according_to(&self, at: usize) -> bool {
        self.class(at, Class::According) && self.class(at + 1, Class::Infinitive)
    }

    /// Whether "no one" starts at the token.
    pub fn no_one(&self, at: usize) -> bool {
        self.class(at, Class::No) && self.is(at + 1, "one")
    }

    /// Whether the token is a word or a number.
    pub fn wordlike(&self, at: usize) -> bool {
        self.document.tokens.get(at).is_some_and(|token| token.wordlike())
    }

    /// Whether the token is a number.
    pub fn number(&self, at: usize) -> bool {
        self.document.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number)
    }

    /// Whether the token starts with a capital letter.
    pub fn capital(&self, at: usize) -> bool {
        self.document.tokens.get(at).is_some_and(|token| token.capital)
    }

    /// Whether the token is a comma, a semicolon, a dash or a bracket.
    pub fn pause(&self, at: usize) -> bool {
        matches!(self.word(at), "," | "—" | "–" | "―" | "-" | "(" | ")" | ";")
    }

    /// Whether the token is a dash or a freestanding hyphen.
    pub fn dash(&self, at: usize) -> bool {
        matches!(self.word(at), "-" | "–" | "—" | "--")
    }

    /// Whether the token is a quotation mark.
    pub fn quote_mark(&self, at: usize) -> bool {
        matches!(self.word(at), "“" | "”" | "\"" | "‘" | "'" | "«" | "»" | "„" | "`" | "‹" | "›" | "‚" | "‟" | "″")
    }

    /// Whether the token is a mark that ends a sentence.
    pub fn stop(&self, at: usize) -> bool {
        matches!(self.word(at), "." | "!" | "?" | "…")
    }

    /// Whether the token is a mark that ends a sentence, or is past the end of the text.
    pub fn ends_sentence(&self, at: usize) -> bool {
        self.word(at).is_empty() || self.stop(at)
    }

    /// Whether the word looks like an adverb.
    pub fn adverb(&self, at: usize) -> bool {
        let (word, known) = (self.word(at), self.known(at));
        // Some nouns and verbs end in "ly" too: "The family denied it", "allies rely".
        let other = known.head.is_some() || known.is_verb();
        known.is(Class::Adverb) || word.len() > 4 && word.ends_with("ly") && !other
    }

    /// Whether the token is an auxiliary or a negation. Excludes the month "May" after a preposition, and the noun in
    /// "forging the will".
    pub fn auxiliary(&self, at: usize) -> bool {
        let before = at.wrapping_sub(1);
        let may = self.capital(at) && self.class(at, Class::Month) && self.class(before, Class::Preposition);
        let noun = may || self.class(at, Class::Modal) && self.determines(before);
        self.class(at, Class::Auxiliary) && !noun || self.class(at, Class::Negation)
    }

    /// Returns the cues of which the word is a form, with that form.
    pub fn verbs(&self, at: usize) -> impl Iterator<Item = (&'static Cue, Form)> + 'a {
        self.known(at).verbs()
    }

    /// Returns the positions of the tokens in the token's sentence, or an empty range past the end.
    pub fn sentence(&self, at: usize) -> Range<usize> {
        match self.document.tokens.get(at) {
            Some(token) => self.document.tokens_of_sentence(token.sentence),
            None => at..at,
        }
    }

    /// Returns the positions of the tokens in the token's paragraph, or an empty range past the end.
    pub fn paragraph(&self, at: usize) -> Range<usize> {
        match self.document.tokens.get(at) {
            Some(token) => self.document.tokens_of(&(token.paragraph..token.paragraph + 1)),
            None => at..at,
        }
    }

    /// Returns the outermost quotation around the token. Its marks count as inside.
    pub fn quote_around(&self, at: usize) -> Option<&'a Quote> {
        self.document.quote_at(at)
    }

    /// Whether the token is inside a quotation that is a statement: it has more than two words, continues another one,
    /// or is not closed.
    pub fn is_statement(&self, at: usize) -> bool {
        self.quote_around(at).is_some_and(|quote| {
            let words = self.words_in(self.document.tokens_in(quote.inner));
            words > 2 || quote.continues || !quote.closed
        })
    }

    /// Returns the span of a range of positions, without punctuation at its ends. Returns `None` if no word is left.
    pub fn trimmed(&self, mut range: Range<usize>) -> Option<Span> {
        while range.start < range.end
            && (self.pause(range.start) || self.stop(range.start) || self.is(range.start, ":"))
        {
            range.start += 1;
        }
        while range.start < range.end
            && (self.pause(range.end - 1) || self.stop(range.end - 1) || self.is(range.end - 1, ":"))
        {
            range.end -= 1;
        }
        range.clone().any(|at| self.wordlike(at)).then(|| self.document.cover(range))
    }

    /// Returns the number of words and numbers in the range.
    pub fn words_in(&self, range: Range<usize>) -> usize {
        range.filter(|&at| self.wordlike(at)).count()
    }

    /// Whether the number of words and numbers in the range is in `wanted`. Stops counting as soon as there are too
    /// many.
    pub fn has_words(&self, range: Range<usize>, wanted: RangeInclusive<usize>) -> bool {
        let enough = wanted.end() + 1;
        wanted.contains(&range.filter(|&at| self.wordlike(at)).take(enough).count())
    }
}
