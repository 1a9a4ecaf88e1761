//! The features of a token that the network sees: its letters, as hashes, and its position.
//!
//! The letters select rows of tables by their hashes, so no word list is shipped. The position (quotation marks,
//! sentence, paragraph, how often the word is a cue in the training set) is a row of small classes, listed in
//! [`FIELDS`].

use std::ops::Range;
use std::sync::OnceLock;

use sayso_net::{FIELDS, Input, TABLES};

use crate::hash::HashMap;
use crate::lexicon::claims::Spelling;
use crate::lexicon::{self, shipped};
use crate::text::word::Letters;
use crate::text::{Document, Quote, Token, TokenKind};
use crate::word_map::WordMap;

/// The features of one token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Features {
    /// The input of the network.
    pub input: Input,
    /// The number of the outermost quotation around it, counted from 1; 0 outside quotations.
    pub quote: u32,
}

/// Returns the features of all tokens of `document`, in order.
pub fn of(document: &Document<'_>) -> Vec<Features> {
    let names = names(document);
    let paragraphs = paragraphs(document);
    paragraphs.flat_map(|tokens| of_paragraph(document, &Around::of(document, &names, &tokens), &tokens)).collect()
}

/// Returns the tokens of each paragraph that has any, in order.
pub fn paragraphs(document: &Document<'_>) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    document.tokens.chunk_by(|a, b| a.paragraph == b.paragraph).map(move |own| {
        start += own.len();
        start - own.len()..start
    })
}

/// How often each capitalised word occurs in a text. The keys are in lower case.
pub type Names<'a> = HashMap<&'a str, usize>;

/// Counts the capitalised words of `document`.
pub fn names<'a>(document: &'a Document<'_>) -> Names<'a> {
    let mut names = Names::default();
    for token in document.tokens.iter().filter(|token| token.capital) {
        *names.entry(token.lower.as_ref()).or_insert(0) += 1;
    }
    names
}

/// What the features of a paragraph depend on besides its own letters and quotation marks.
#[derive(Clone, Debug)]
pub struct Around {
    /// The class of the paragraph's position in the text.
    number: u8,
    /// Whether a quotation is open at the end of the previous paragraph.
    open_before: bool,
    /// For each of its capitalised words, the class of the word's frequency in the text.
    names: Box<[u8]>,
}

impl Around {
    /// Returns the context of the paragraph with the given tokens, of which there must be at least one.
    pub fn of(document: &Document<'_>, names: &Names<'_>, tokens: &Range<usize>) -> Self {
        let capitals = document.tokens[tokens.clone()].iter().filter(|token| token.capital);
        let name = |token: &Token| 1 + step(names.get(token.lower.as_ref()).map_or(0, |n| n - 1), &[0, 2]);
        let before = tokens.start.checked_sub(1).and_then(|before| document.quote_at(before));
        Self {
            number: step(document.tokens[tokens.start].paragraph, &[0, 1, 3, 7, 15]),
            open_before: before.is_some_and(|quote| !quote.closed),
            names: capitals.map(name).collect(),
        }
    }

    /// Appends the context as bytes to a key that starts with the paragraph and its quotations.
    pub fn write(&self, to: &mut Vec<u8>) {
        to.push(u8::MAX - 1);
        to.extend([self.number, u8::from(self.open_before)]);
        to.extend_from_slice(&self.names);
    }
}

/// Returns the features of the tokens of one paragraph.
pub fn of_paragraph(document: &Document<'_>, around: &Around, tokens: &Range<usize>) -> Vec<Features> {
    let structure = Structure::new(document, around, tokens);
    let mut names = around.names.iter();
    let token_features = |at: usize| {
        let token = &document.tokens[at];
        let hashed = letters(document, token).hashed;
        let name = if token.capital { names.next().copied().unwrap_or_default() } else { 0 };
        let quote = structure.quote(at).map_or(0, |number| number as u32 + 1);
        let claim = structure.claims[at - tokens.start];
        Features { input: Input { hashed, classes: structure.row(at, name), claim }, quote }
    };
    tokens.clone().map(token_features).collect()
}

/// Returns what the network sees of the token's letters.
fn letters(document: &Document<'_>, token: &Token) -> Letters {
    let raw = token.span.of(document.text);
    token.lower.letters(|| Letters { hashed: hashed(token, raw), cue: cue_class(&token.lower) })
}

fn hashed(token: &Token, raw: &str) -> [u16; TABLES.len()] {
    let word: String = token.lower.chars().map(|c| if c.is_numeric() { '0' } else { c }).collect();
    let ends = |n: usize| word.char_indices().rev().nth(n - 1).map_or(word.as_str(), |(at, _)| &word[at..]);
    let head = word.char_indices().nth(3).map_or(word.as_str(), |(at, _)| &word[..at]);
    let shape = shape(raw);
    let views = [&word, &word, &word, &word, head, ends(3), ends(4), shape.as_str()];
    std::array::from_fn(|i| (hash(views[i], i as u32) % TABLES[i]) as u16)
}

/// Returns the FNV-1a hash of `view` with a seed, mixed so that the low bits depend on every byte.
fn hash(view: &str, seed: u32) -> u32 {
    let start = 0x811c_9dc5 ^ seed.wrapping_mul(0x9e37_79b9);
    let mut h = view.bytes().fold(start, |h, byte| (h ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    h ^= h >> 16;
    h = h.wrapping_mul(0x85eb_ca6b);
    h ^= h >> 13;
    h = h.wrapping_mul(0xc2b2_ae35);
    h ^ (h >> 16)
}

/// Returns the letter shape: `X` for a capital letter, `x` for another letter, `0` for a digit, and any other character
/// unchanged. Runs of the same character are shortened to two.
fn shape(raw: &str) -> String {
    let mut out = String::new();
    let (mut last, mut run) = (' ', 0);
    for c in raw.chars() {
        let class = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c if c.is_numeric() => '0',
            '’' => '\'',
            c => c,
        };
        run = if class == last { run + 1 } else { 1 };
        last = class;
        if run <= 2 {
            out.push(class);
        }
    }
    out
}

/// Returns how often `word` (lower case) is a cue in the training set, from 0 (hardly ever) to 4 (mostly).
pub fn cue_class(word: &str) -> u8 {
    static WORDS: OnceLock<WordMap<u8>> = OnceLock::new();
    let read = || {
        let table = shipped!("model/cue_words.tsv");
        table.rows().filter_map(|row| Some((row.get(0), row.get(1).parse().ok()?))).collect()
    };
    WORDS.get_or_init(read).get(word).copied().unwrap_or(0)
}

/// What the classes of a paragraph's tokens are computed from. Positions of tokens and quotations count from the start
/// of the document.
struct Structure<'a> {
    document: &'a Document<'a>,
    around: &'a Around,
    tokens: Range<usize>,
    /// For each token, the outermost quotation around it.
    quote: Vec<Option<usize>>,
    /// The number of the paragraph's first quotation.
    first_quote: usize,
    /// The first and last token of each quotation of the paragraph.
    quote_tokens: Vec<(usize, usize)>,
    /// For each token outside quotations, the last quoted token before it and the next one after it.
    near: Vec<(Option<usize>, Option<usize>)>,
    /// For each token, the first and last token of its sentence.
    sentences: Vec<(usize, usize)>,
    /// The [`cue_class`] of each word.
    cues: Vec<u8>,
    /// The class of each word, as returned by [`claim_classes`].
    claims: Vec<u8>,
}

impl<'a> Structure<'a> {
    fn new(document: &'a Document<'a>, around: &'a Around, tokens: &Range<usize>) -> Self {
        let own = &document.tokens[tokens.clone()];
        let number = document.tokens[tokens.start].paragraph;
        let quotes = document.quotes_of(number..number + 1);
        let first_quote = quotes.start;
        let place = |quote: &Quote| {
            let range = document.tokens_in(quote.span);
            (range.start, range.end.saturating_sub(1).max(range.start))
        };
        let quote_tokens: Vec<(usize, usize)> = document.quotes[quotes].iter().map(place).collect();
        let mut quote = vec![None; own.len()];
        for (at, &(first, last)) in quote_tokens.iter().enumerate() {
            if document.quotes[first_quote + at].level == 0 {
                let inside = quote.iter_mut().take(last + 1 - tokens.start).skip(first - tokens.start);
                inside.for_each(|slot| *slot = Some(first_quote + at));
            }
        }
        let mut sentences = Vec::with_capacity(own.len());
        for sentence in own.chunk_by(|a, b| a.sentence == b.sentence) {
            let first = tokens.start + sentences.len();
            sentences.extend(sentence.iter().map(|_| (first, first + sentence.len() - 1)));
        }
        Self {
            near: near_quotes(tokens.start, &quote),
            quote,
            first_quote,
            quote_tokens,
            sentences,
            cues: own.iter().map(|token| letters(document, token).cue).collect(),
            claims: claim_classes(own),
            document,
            around,
            tokens: tokens.clone(),
        }
    }

    /// Returns the number of the outermost quotation around token `at`.
    fn quote(&self, at: usize) -> Option<usize> {
        self.quote.get(at.checked_sub(self.tokens.start)?).copied().flatten()
    }

    /// Returns the class of each field for token `at`. `name` is the class of the word's frequency, 0 without a
    /// capital.
    fn row(&self, at: usize, name: u8) -> [u8; FIELDS.len()] {
        let token = &self.document.tokens[at];
        let own = at - self.tokens.start;
        let (s_first, s_last) = self.sentences[own];
        let (p_first, p_last) = (self.tokens.start, self.tokens.end - 1);
        let quote =
            self.quote[own].map(|number| (&self.document.quotes[number], self.quote_tokens[number - self.first_quote]));
        let before = own.checked_sub(1).map_or(0, |before| self.cues[before]);
        [
            self.form(token, at == s_first),
            quote.map_or(0, |(quote, _)| self.quote_state(quote, at)),
            quote.map_or(0, |(_, (first, last))| 1 + step(last - first, &[2, 3, 5, 8, 14, 26])),
            quote.map_or(0, |(_, (first, _))| 1 + step(at - first, &[0, 1, 2, 4, 8, 16])),
            quote.map_or(0, |(_, (_, last))| 1 + step(last.saturating_sub(at), &[0, 1, 2, 4, 8, 16])),
            self.near[own].0.map_or(0, |end| 1 + step(at - end, &[1, 2, 3, 5, 8, 14])),
            self.near[own].1.map_or(0, |start| 1 + step(start - at, &[1, 2, 3, 5, 8, 14])),
            quote.map_or(0, |(quote, _)| self.quote_end(quote)),
            step(at - s_first, &[0, 1, 2, 4, 8, 14, 24]),
            step(s_last - at, &[0, 1, 2, 4, 8, 14, 24]),
            step(at - p_first, &[0, 2, 6, 14, 30]),
            step(p_last - at, &[0, 2, 6, 14, 30]),
            self.paragraph_state(),
            self.around.number,
            self.cues[own],
            before,
            name,
        ]
    }

    fn form(&self, token: &Token, starts: bool) -> u8 {
        match (token.kind, token.capital) {
            (TokenKind::Word, true) => 1 + u8::from(starts),
            (TokenKind::Word, false) => 3 + u8::from(starts),
            (TokenKind::Number, _) => 5,
            (TokenKind::Mark, _) => match token.lower.as_ref() {
                "," => 6,
                "." | "!" | "?" => 7,
                ":" | ";" => 8,
                "—" | "–" | "-" => 9,
                _ => 0,
            },
        }
    }

    fn quote_state(&self, quote: &Quote, at: usize) -> u8 {
        let token = self.document.tokens[at].span;
        if !quote.inner.contains(token) {
            return 1;
        }
        match (quote.single, quote.closed, quote.continues) {
            (_, _, true) => 2,
            (_, false, _) => 3,
            (true, _, _) => 4,
            (false, true, false) => 5 + u8::from(self.nested(at)),
        }
    }

    /// Whether token `at` is in a quotation inside another one.
    fn nested(&self, at: usize) -> bool {
        let start = self.document.tokens[at].span.start;
        let from = self.document.quotes.partition_point(|quote| quote.span.start <= start);
        let near = self.document.quotes[..from].iter().rev().take(4);
        near.into_iter().any(|quote| quote.level > 0 && quote.span.has(start))
    }

    fn quote_end(&self, quote: &Quote) -> u8 {
        let inner = quote.inner.of(self.document.text).trim_end();
        let outside = self.document.text[quote.span.end..].chars().next();
        match (inner.chars().next_back(), outside) {
            (Some(','), _) | (_, Some(',')) => 1,
            (Some('.'), _) | (_, Some('.')) => 2,
            (Some('?' | '!'), _) => 3,
            _ => 4,
        }
    }

    fn paragraph_state(&self) -> u8 {
        let (first, last) = (self.quote.first(), self.quote.last());
        let quoted = |slot: Option<&Option<usize>>| slot.is_some_and(Option::is_some);
        u8::from(quoted(first)) | u8::from(quoted(last)) << 1 | u8::from(self.around.open_before) << 2
    }
}

/// Returns for each token the status, counted from 1, of the longest cue of `claims.tsv` that covers it, or 0 if none
/// does. What the cue governs is ignored.
fn claim_classes(tokens: &[Token]) -> Vec<u8> {
    let cues = &lexicon::get().claims.cues;
    let mut out = vec![0; tokens.len()];
    let mut covered = 0;
    for (at, token) in tokens.iter().enumerate() {
        let follows = |spelling: &&Spelling| {
            let behind = tokens[at + 1..].iter().zip(&spelling.rest);
            spelling.rest.len() < tokens.len() - at && behind.clone().all(|(token, word)| token.is(word))
        };
        // Spellings are sorted by length, the longest first.
        let Some(spelling) = token.lower.known().claims.iter().find(follows) else { continue };
        let end = at + 1 + spelling.rest.len();
        if end > covered {
            out[covered.max(at)..end].fill(1 + cues[spelling.cue].status as u8);
            covered = end;
        }
    }
    out
}

/// Returns the index of the first bound that is not below `value`, or the number of bounds if all are below it.
fn step(value: usize, bounds: &[usize]) -> u8 {
    bounds.partition_point(|&bound| bound < value) as u8
}

/// Returns the last quoted token before each token and the next one after it, for tokens outside quotations. `quote`
/// has the quotation of each token of a paragraph that starts at token `first`.
fn near_quotes(first: usize, quote: &[Option<usize>]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut out = vec![(None, None); quote.len()];
    let mut last = None;
    for (at, quote) in quote.iter().enumerate() {
        match quote {
            Some(_) => last = Some(first + at),
            None => out[at].0 = last,
        }
    }
    let mut next = None;
    for (at, quote) in quote.iter().enumerate().rev() {
        match quote {
            Some(_) => next = Some(first + at),
            None => out[at].1 = next,
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_stay_within_their_fields() {
        let text = "“It is ‘over’,” said Ann Lee. “Go\n\n“No 90s end”, Lee's 'aide' said: no!\n\n…";
        for features in of(&Document::new(text)) {
            assert!(features.input.classes.iter().zip(FIELDS).all(|(&class, size)| class < size), "{features:?}");
            assert!(features.input.hashed.iter().zip(TABLES).all(|(&row, size)| u32::from(row) < size));
        }
        assert!(of(&Document::new("")).is_empty());
    }

    #[test]
    fn shapes_and_steps() {
        assert_eq!((shape("McDonald’s"), shape("3,000")), ("XxXxx'x".into(), "0,00".into()));
        assert_eq!((step(0, &[0, 2]), step(1, &[0, 2]), step(2, &[0, 2]), step(3, &[0, 2])), (0, 1, 1, 2));
    }
}
