//! Words, numbers and marks, and the sentences that they make.

use std::ops::Range;

use super::class::{Class, Classes};
use super::splitting::{Splitting, each_word, lower};
use crate::span::Span;

/// A sentence is cut after this many tokens, so that work per sentence is bounded.
const MAX_TOKENS: usize = 300;

/// One word, number or mark.
#[derive(Debug)]
pub struct Token {
    /// Its position, in bytes.
    pub span: Span,
    /// The text in lower case, with straight apostrophes.
    pub lower: Box<str>,
    /// Whether it contains a letter or a digit.
    pub word: bool,
    /// Whether its first letter is a capital.
    pub capital: bool,
    /// Index of its sentence.
    pub sentence: usize,
    /// Index of its paragraph.
    pub paragraph: usize,
    /// The number of the outermost quotation around it, counted from 1; 0 outside. Marks count as inside.
    pub quote: usize,
    /// The classes of words that it belongs to.
    pub classes: Classes,
}

impl Token {
    /// Whether it is a word or a number.
    pub fn wordlike(&self) -> bool {
        self.word
    }

    /// Whether it belongs to `class`.
    pub fn is(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    /// Whether it belongs to one of `classes`.
    pub fn is_any(&self, classes: &[Class]) -> bool {
        classes.iter().any(|&class| self.is(class))
    }

    /// Whether it is the mark `mark`.
    pub fn mark(&self, mark: &str) -> bool {
        *self.lower == *mark
    }

    /// Whether it is a dash between words.
    pub fn dash(&self) -> bool {
        matches!(&*self.lower, "–" | "—" | "-" | "―")
    }
}

pub fn split(text: &str, line: Span, paragraph: usize, splitting: &Splitting, out: &mut Vec<Token>) {
    each_word(line.of(text), splitting, |span| {
        let raw = span.of(line.of(text));
        out.push(Token {
            span: span.moved(line.start),
            lower: lower(raw),
            // "-t-" in "a-t-il" is not a word.
            word: raw.contains(char::is_alphanumeric) && !raw.starts_with('-'),
            capital: raw.starts_with(char::is_uppercase),
            sentence: 0,
            paragraph,
            quote: 0,
            classes: Classes::default(),
        });
    });
}

/// Sets the sentences of all tokens and returns their ranges. `ordinals` says whether a number with a full stop is an
/// ordinal in this language.
pub fn sentences(tokens: &mut [Token], paragraphs: &[Range<usize>], ordinals: bool) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for paragraph in paragraphs {
        let mut start = paragraph.start;
        while start < paragraph.end {
            let end = sentence_end(&tokens[..paragraph.end], start, ordinals);
            tokens[start..end].iter_mut().for_each(|token| token.sentence = out.len());
            out.push(start..end);
            start = end;
        }
    }
    out
}

fn sentence_end(tokens: &[Token], start: usize, ordinals: bool) -> usize {
    let limit = tokens.len().min(start + MAX_TOKENS);
    let mut at = start;
    while at < limit {
        let token = &tokens[at];
        at += 1;
        let stop = token.mark(".") || token.mark("!") || token.mark("?") || token.mark("…");
        if !stop {
            continue;
        }
        while at < limit && closes(tokens, at) {
            at += 1;
        }
        if at >= limit || starts_sentence(tokens, at, ordinals) {
            return at;
        }
    }
    limit
}

/// Whether token `at` is a mark that belongs to the end of the sentence before it.
fn closes(tokens: &[Token], at: usize) -> bool {
    let touches = tokens[at - 1].span.end == tokens[at].span.start;
    let free = tokens.get(at + 1).is_none_or(|next| next.span.start > tokens[at].span.end || !next.word);
    match &*tokens[at].lower {
        "." | "!" | "?" | "…" | ")" | "]" => touches,
        "”" | "’" | "'" | "\"" | "“" | "‘" => touches && free,
        // Guillemets may follow a space.
        "»" | "«" => (touches || free) && tokens[at].quote > 0 && tokens[at].quote == tokens[at - 1].quote,
        _ => false,
    }
}

fn starts_sentence(tokens: &[Token], at: usize, ordinals: bool) -> bool {
    let token = &tokens[at];
    // In "am 3. Mai" and "der 2. Senat" the full stop belongs to the ordinal.
    let ordinal = ordinals
        && at >= 2
        && tokens[at - 1].mark(".")
        && tokens[at - 2].lower.len() <= 2
        && tokens[at - 2].lower.bytes().all(|byte| byte.is_ascii_digit());
    if ordinal {
        return false;
    }
    let first = if token.word { Some(token) } else { tokens[at..].iter().take(3).find(|token| token.word) };
    let opens = matches!(
        &*token.lower,
        "“" | "\"" | "‘" | "'" | "«" | "»" | "„" | "‚" | "(" | "[" | "—" | "–" | "-" | "•" | "¿" | "¡"
    );
    first.is_none_or(|first| {
        (token.word || opens) && (first.capital || first.lower.starts_with(|c: char| c.is_ascii_digit()))
    })
}
