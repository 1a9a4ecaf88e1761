//! Words, numbers and punctuation marks.
//!
//! A word is a run of letters and digits. An apostrophe, full stop, comma, hyphen, slash or ampersand between them does
//! not end it (`U.S`, `3,000`, `don't`, `AT&T`), as in the scorers of the annotated sets. Clitics (`'s`, `'ll`) are
//! separate tokens, an abbreviation keeps its full stop, and every other mark is a separate token.

use super::plain::is_invisible;
use super::word::{Word, Words};
use crate::lexicon;
use crate::span::Span;

/// The kind of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// It contains a letter.
    Word,
    /// It contains a digit but no letter.
    Number,
    /// Anything else.
    Mark,
}

/// One word, number or mark.
#[derive(Clone, Debug)]
pub struct Token {
    /// Its position, in bytes.
    pub span: Span,
    /// Its kind.
    pub kind: TokenKind,
    /// The text in lower case, with straight apostrophes.
    pub lower: Word,
    /// Whether the first letter is a capital.
    pub capital: bool,
    /// Index of its paragraph in the document.
    pub paragraph: usize,
    /// Index of its sentence in the document.
    pub sentence: usize,
}

impl Token {
    /// Whether its lower-case form is `lower`.
    pub fn is(&self, lower: &str) -> bool {
        *self.lower == *lower
    }

    /// Whether it is a word or a number.
    pub fn wordlike(&self) -> bool {
        self.kind != TokenKind::Mark
    }
}

/// Returns the tokens of all paragraphs, in order. Their sentence indices are not yet known and are 0.
pub fn split(text: &str, paragraphs: &[Span], words: &mut Words) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len() / 5);
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let mut at = paragraph.start;
        while at < paragraph.end {
            let rest = &text[at..paragraph.end];
            let Some(c) = rest.chars().next() else { break };
            if c.is_whitespace() || is_invisible(c) {
                at += c.len_utf8();
                continue;
            }
            let end = at + if is_word(c) { word_len(rest) } else { c.len_utf8() };
            let cut = at + clitic_start(&text[at..end]);
            out.push(token(text, Span::new(at, cut), number, words));
            if cut < end {
                out.push(token(text, Span::new(cut, end), number, words));
            }
            at = end;
        }
    }
    out
}

/// Whether `c` may occur inside a word.
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_mark_on_letter(c)
}

/// Whether `c` is a straight or curly apostrophe.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

fn is_mark_on_letter(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200c}' | '\u{200d}')
}

fn token(text: &str, span: Span, paragraph: usize, words: &mut Words) -> Token {
    let lower = words.get(span.of(text));
    Token { span, kind: lower.kind(), capital: lower.capital(), lower, paragraph, sentence: 0 }
}

/// Returns the length in bytes of the word at the start of `rest`.
fn word_len(rest: &str) -> usize {
    // Most words are plain letters followed by a space.
    let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if plain > 0 && rest.as_bytes().get(plain) == Some(&b' ') {
        return plain;
    }
    let mut chars = rest.char_indices().peekable();
    let (mut end, mut last) = (0, ' ');
    // Whether all parts between full stops so far are single letters, and where the current part starts, so that each
    // part is examined once.
    let (mut initials, mut part) = (true, 0);
    while let Some((at, c)) = chars.next() {
        if is_word(c) {
            (end, last) = (at + c.len_utf8(), c);
            continue;
        }
        if c == '.' {
            initials = initials && is_initials(if part == 0 { without_party(&rest[..at]) } else { &rest[part..at] });
            part = at + 1;
        }
        let next = chars.peek().map_or(' ', |&(_, n)| n);
        if !joins(c, last, next, initials) {
            break;
        }
    }
    end + trailing_stop(&rest[..end], &rest[end..])
}

fn joins(c: char, last: char, next: char, initials: bool) -> bool {
    if !is_word(next) {
        return false;
    }
    match c {
        '\'' | '’' | '-' | '‑' | '/' | '&' => true,
        ',' => last.is_numeric() && next.is_numeric(),
        // "U.S", "5.43", "example.com", but not "ended.Then", where a space is missing.
        '.' => last.is_numeric() || !next.is_uppercase() || initials,
        _ => false,
    }
}

/// Whether `word` is a sequence of single letters: `U`, `U.S`.
fn is_initials(word: &str) -> bool {
    word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

/// Returns the state of a politician without the party: `N.J` for `D-N.J`, as in "Senator Ann Lee (D-N.J.)". Returns
/// any other word as is.
fn without_party(word: &str) -> &str {
    match word.split_once(['-', '‑']) {
        Some((party, state)) if party.len() == 1 && party.starts_with(|c: char| c.is_ascii_uppercase()) => state,
        _ => word,
    }
}

/// Returns 1 if `rest`, which follows `word`, starts with the full stop of an abbreviation, and otherwise 0.
fn trailing_stop(word: &str, rest: &str) -> usize {
    if !rest.starts_with('.') || rest.starts_with("..") {
        return 0;
    }
    let behind = rest[1..].trim_start_matches([' ', '\u{a0}']);
    let numbered = behind.starts_with(|c: char| c.is_ascii_digit()) && lexicon::text_words::get().is_numbered(word);
    let initials = is_initials(without_party(word)) && word.contains('.')
        || is_initials(word) && word.starts_with(char::is_uppercase) && word != "I";
    usize::from(initials || numbered || lexicon::text_words::get().is_abbreviation(&word.to_lowercase()))
}

/// Returns the byte in `word` at which a clitic such as `'s` starts, or the length of the word if there is none.
fn clitic_start(word: &str) -> usize {
    // The first byte of every curly mark, or the straight one.
    if !word.bytes().any(|byte| matches!(byte, b'\'' | 0xe2)) {
        return word.len();
    }
    let Some((at, _)) = word.char_indices().rev().find(|&(_, c)| is_apostrophe(c)) else {
        return word.len();
    };
    let tail = word[at..].chars().skip(1).flat_map(char::to_lowercase).collect::<String>();
    if at > 0 && lexicon::text_words::get().is_clitic(&tail) { at } else { word.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        split(text, &[Span::new(0, text.len())], &mut Words::default())
            .into_iter()
            .map(|token| token.span.of(text))
            .collect()
    }

    #[test]
    fn joins_and_marks() {
        assert_eq!(
            words("U.S. forces, 3,000 of them, don't"),
            ["U.S.", "forces", ",", "3,000", "of", "them", ",", "don't"]
        );
        assert_eq!(words("It ended.Then at 5.43am"), ["It", "ended", ".", "Then", "at", "5.43am"]);
        assert_eq!(words("Mr. Fox’s dogs’ 9M728"), ["Mr.", "Fox", "’s", "dogs", "’", "9M728"]);
        assert_eq!(words("“Go!”—she"), ["“", "Go", "!", "”", "—", "she"]);
        assert_eq!(words("Lee (D-N.J.) left"), ["Lee", "(", "D-N.J.", ")", "left"]);
        assert_eq!(words("Take route B-C. Then"), ["Take", "route", "B-C", ".", "Then"]);
        assert_eq!(words("So did I. He'd"), ["So", "did", "I", ".", "He", "'d"]);
    }

    #[test]
    fn combining_accents_and_soft_hyphens_stay_inside() {
        assert_eq!(words("cafe\u{301}s co\u{ad}op"), ["cafe\u{301}s", "co\u{ad}op"]);
        assert_eq!(&*split("CO\u{ad}OP’S", &[Span::new(0, 10)], &mut Words::default())[0].lower, "coop");
    }
}
