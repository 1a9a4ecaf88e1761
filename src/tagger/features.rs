//! What the network sees of a token: hashed letters, and where the token stands.
//!
//! The letters go into tables by hash, so that no word list ships. Where it stands (quotation marks, sentence,
//! paragraph, how often the word is a cue in the training set) is a row of small classes, listed in [`FIELDS`].

use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use sayso_net::{FIELDS, Input, TABLES};

use crate::hash::HashMap;
use crate::lexicon::shipped;
use crate::text::{Document, Quote, Token, TokenKind};

/// The features of one token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Features {
    /// What the network sees.
    pub input: Input,
    /// The outermost quotation it stands in, counted from 1; 0 outside quotations.
    pub quote: u32,
}

/// The features of all tokens of `document`, in order.
pub fn of(document: &Document<'_>) -> Vec<Features> {
    let structure = Structure::new(document);
    // Every second word stands in the text already.
    let mut known: HashMap<&str, [u16; TABLES.len()]> = HashMap::default();
    let token_features = |(at, token): (usize, &Token<'_>)| {
        let raw = token.span.of(document.text);
        let hashed = *known.entry(raw).or_insert_with(|| hashed(token, raw));
        let quote = structure.quote[at].map_or(0, |number| number as u32 + 1);
        Features { input: Input { hashed, classes: structure.row(at) }, quote }
    };
    document.tokens.iter().enumerate().map(token_features).collect()
}

fn hashed(token: &Token<'_>, raw: &str) -> [u16; TABLES.len()] {
    let word: String = token.lower.chars().map(|c| if c.is_numeric() { '0' } else { c }).collect();
    let ends = |n: usize| word.char_indices().rev().nth(n - 1).map_or(word.as_str(), |(at, _)| &word[at..]);
    let head = word.char_indices().nth(3).map_or(word.as_str(), |(at, _)| &word[..at]);
    let shape = shape(raw);
    let views = [&word, &word, &word, &word, head, ends(3), ends(4), shape.as_str()];
    std::array::from_fn(|i| (hash(views[i], i as u32) % TABLES[i]) as u16)
}

/// FNV-1a with a seed, then mixed so that the low bits depend on all of it.
fn hash(view: &str, seed: u32) -> u32 {
    let start = 0x811c_9dc5 ^ seed.wrapping_mul(0x9e37_79b9);
    let mut h = view.bytes().fold(start, |h, byte| (h ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    h ^= h >> 16;
    h = h.wrapping_mul(0x85eb_ca6b);
    h ^= h >> 13;
    h = h.wrapping_mul(0xc2b2_ae35);
    h ^ (h >> 16)
}

/// The letter shape: `X`, `x`, `0` or the mark itself, runs cut to two.
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

/// How often `word` (lower case) is a cue in the training set: 0 hardly ever, 4 mostly.
pub fn cue_class(word: &str) -> u8 {
    static WORDS: OnceLock<FxHashMap<&'static str, u8>> = OnceLock::new();
    let read = || {
        let table = shipped!("model/cue_words.tsv");
        table.rows().filter_map(|row| Some((row.get(0), row.get(1).parse().ok()?))).collect()
    };
    WORDS.get_or_init(read).get(word).copied().unwrap_or(0)
}

/// Positions in the document that the classes are read from.
struct Structure<'a> {
    document: &'a Document<'a>,
    /// For each token the outermost quotation it stands in, as its position in the document.
    quote: Vec<Option<usize>>,
    /// For each quotation its first and last token.
    quote_tokens: Vec<(usize, usize)>,
    /// For each token the end of the last quotation before it in its paragraph and the start of the next.
    near: Vec<(Option<usize>, Option<usize>)>,
    /// For each sentence, and for each paragraph, its first and last token.
    sentences: Vec<(usize, usize)>,
    paragraphs: Vec<(usize, usize)>,
    /// How often each capitalised word stands in the text.
    names: HashMap<&'a str, usize>,
    /// Classes of the words by [`cue_class`].
    cues: Vec<u8>,
}

impl<'a> Structure<'a> {
    fn new(document: &'a Document<'a>) -> Self {
        let tokens = &document.tokens;
        let quote_tokens: Vec<(usize, usize)> = document
            .quotes
            .iter()
            .map(|quote| {
                let range = document.tokens_in(quote.span);
                (range.start, range.end.saturating_sub(1).max(range.start))
            })
            .collect();
        let mut quote = vec![None; tokens.len()];
        for (number, &(first, last)) in quote_tokens.iter().enumerate() {
            if document.quotes[number].level == 0 {
                quote.iter_mut().take(last + 1).skip(first).for_each(|slot| *slot = Some(number));
            }
        }
        let mut names = HashMap::default();
        for token in tokens.iter().filter(|token| token.capital) {
            *names.entry(token.lower.as_ref()).or_insert(0) += 1;
        }
        Self {
            near: near_quotes(document, &quote),
            quote,
            quote_tokens,
            sentences: ranges(tokens, document.sentences.len(), |token| token.sentence),
            paragraphs: ranges(tokens, document.paragraphs.len(), |token| token.paragraph),
            names,
            cues: tokens.iter().map(|token| cue_class(&token.lower)).collect(),
            document,
        }
    }

    /// The class of each field for token `at`.
    fn row(&self, at: usize) -> [u8; FIELDS.len()] {
        let token = &self.document.tokens[at];
        let (s_first, s_last) = self.sentences[token.sentence];
        let (p_first, p_last) = self.paragraphs[token.paragraph];
        let quote = self.quote[at].map(|number| (&self.document.quotes[number], self.quote_tokens[number]));
        let before = at.checked_sub(1).filter(|&b| b >= p_first).map_or(0, |b| self.cues[b]);
        [
            self.form(token, at == s_first),
            quote.map_or(0, |(quote, _)| self.quote_state(quote, at)),
            quote.map_or(0, |(_, (first, last))| 1 + step(last - first, &[2, 3, 5, 8, 14, 26])),
            quote.map_or(0, |(_, (first, _))| 1 + step(at - first, &[0, 1, 2, 4, 8, 16])),
            quote.map_or(0, |(_, (_, last))| 1 + step(last.saturating_sub(at), &[0, 1, 2, 4, 8, 16])),
            self.near[at].0.map_or(0, |end| 1 + step(at - end, &[1, 2, 3, 5, 8, 14])),
            self.near[at].1.map_or(0, |start| 1 + step(start - at, &[1, 2, 3, 5, 8, 14])),
            quote.map_or(0, |(quote, _)| self.quote_end(quote)),
            step(at - s_first, &[0, 1, 2, 4, 8, 14, 24]),
            step(s_last - at, &[0, 1, 2, 4, 8, 14, 24]),
            step(at - p_first, &[0, 2, 6, 14, 30]),
            step(p_last - at, &[0, 2, 6, 14, 30]),
            self.paragraph_state(token.paragraph),
            step(token.paragraph, &[0, 1, 3, 7, 15]),
            self.cues[at],
            before,
            self.name(token),
        ]
    }

    fn form(&self, token: &Token<'_>, starts: bool) -> u8 {
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

    /// Whether token `at` stands in a quotation inside another.
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

    fn paragraph_state(&self, number: usize) -> u8 {
        let (first, last) = self.paragraphs[number];
        let open_before = number.checked_sub(1).is_some_and(|before| {
            let (_, last) = self.paragraphs[before];
            self.quote.get(last).copied().flatten().is_some_and(|quote| !self.document.quotes[quote].closed)
        });
        let quoted = |at: usize| self.quote.get(at).copied().flatten().is_some();
        u8::from(quoted(first)) | u8::from(quoted(last)) << 1 | u8::from(open_before) << 2
    }

    fn name(&self, token: &Token<'_>) -> u8 {
        if !token.capital {
            return 0;
        }
        1 + step(self.names.get(token.lower.as_ref()).map_or(0, |n| n - 1), &[0, 2])
    }
}

/// The position of the first bound that is not below `value`.
fn step(value: usize, bounds: &[usize]) -> u8 {
    bounds.partition_point(|&bound| bound < value) as u8
}

/// The first and last token of each group. A group without tokens keeps an empty range at its place.
fn ranges(tokens: &[Token<'_>], groups: usize, group: impl Fn(&Token<'_>) -> usize) -> Vec<(usize, usize)> {
    let mut out = vec![(usize::MAX, 0); groups];
    for (at, token) in tokens.iter().enumerate() {
        let range = &mut out[group(token)];
        *range = (range.0.min(at), at);
    }
    out
}

fn near_quotes(document: &Document<'_>, quote: &[Option<usize>]) -> Vec<(Option<usize>, Option<usize>)> {
    let tokens = &document.tokens;
    let mut out = vec![(None, None); tokens.len()];
    let mut last = None;
    for at in 0..tokens.len() {
        if at > 0 && tokens[at].paragraph != tokens[at - 1].paragraph {
            last = None;
        }
        match quote[at] {
            Some(_) => last = Some(at),
            None => out[at].0 = last,
        }
    }
    let mut next = None;
    for at in (0..tokens.len()).rev() {
        if at + 1 < tokens.len() && tokens[at].paragraph != tokens[at + 1].paragraph {
            next = None;
        }
        match quote[at] {
            Some(_) => next = Some(at),
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
