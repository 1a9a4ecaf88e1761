//! How a text is split into words: abbreviations, elided words, and subjects after hyphens.

use crate::hash::HashSet;
use crate::span::Span;

/// What a pack says about how texts are split into words.
#[derive(Debug, Default)]
pub struct Splitting {
    /// Abbreviations with their full stop.
    pub abbreviations: HashSet<Box<str>>,
    /// Words that lose their vowel before another word, with their apostrophe.
    pub elided: HashSet<Box<str>>,
    /// Subjects that follow their verb with a hyphen.
    pub enclitics: HashSet<Box<str>>,
}

impl Splitting {
    /// Whether `word`, in lower case with its full stop, is an abbreviation.
    pub fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.contains(word)
    }

    /// Whether an abbreviation with several full stops starts with `start`: "z." in "z.B.".
    pub fn starts_abbreviation(&self, start: &str) -> bool {
        start.chars().count() <= 3
            && self.abbreviations.iter().any(|own| own.starts_with(start) && own.len() > start.len())
    }

    /// Whether `word`, in lower case with its apostrophe, loses its vowel before another word.
    pub fn is_elided(&self, word: &str) -> bool {
        self.elided.contains(word)
    }

    /// Whether `word` is a subject that follows its verb with a hyphen.
    pub fn is_enclitic(&self, word: &str) -> bool {
        self.enclitics.contains(word)
    }
}

/// Splits `raw`, which is one paragraph or one pattern, into words and marks, and passes the span of each to `take`.
pub fn each_word(raw: &str, splitting: &Splitting, mut take: impl FnMut(Span)) {
    let mut at = 0;
    while let Some(c) = raw[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let len = if is_word(c) { word_len(&raw[at..], splitting) } else { c.len_utf8() };
        let mut start = at;
        at += len;
        // "l'homme", "qu'il" are two words; "confie-t-elle" is three.
        while let Some(cut) = elided(&raw[start..at], splitting) {
            take(Span::new(start, start + cut));
            start += cut;
        }
        let cut = start + enclitic(&raw[start..at], splitting);
        if cut < at {
            take(Span::new(start, cut));
            // The hyphen, or "-t-", belongs to neither and is separate.
            let last = cut + raw[cut..at].rfind('-').unwrap_or(0) + 1;
            take(Span::new(cut, last));
            take(Span::new(last, at));
        } else {
            take(Span::new(start, at));
        }
    }
}

/// Returns `raw` in lower case, with straight apostrophes.
pub fn lower(raw: &str) -> Box<str> {
    let plain = raw.chars().map(|c| if matches!(c, '’' | 'ʼ' | '‘') { '\'' } else { c });
    plain.flat_map(char::to_lowercase).collect::<String>().into()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '_' | '…' if c != '…')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Returns the length in bytes of the word at the start of `rest`, with the full stop of an abbreviation.
fn word_len(rest: &str, splitting: &Splitting) -> usize {
    let mut chars = rest.char_indices().peekable();
    let (mut end, mut last) = (0, ' ');
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, next)| next);
        let joins = match c {
            '-' | '‑' | '&' | '/' => is_word(next),
            ',' | '.' if last.is_numeric() && next.is_numeric() => true,
            '.' => is_word(next) && splitting.starts_abbreviation(&lower(&rest[..=at])),
            // No word need follow an elided one: "d'" occurs alone in patterns.
            c if is_apostrophe(c) => is_word(next) || splitting.is_elided(&lower(&rest[..at + c.len_utf8()])),
            _ => is_word(c),
        };
        if !joins {
            break;
        }
        (end, last) = (at + c.len_utf8(), c);
    }
    let word = &rest[..end];
    let initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
    let stop = rest[end..].starts_with('.') && !rest[end..].starts_with("..");
    end + usize::from(stop && (initial || splitting.is_abbreviation(&lower(&rest[..=end]))))
}

/// Returns the length in bytes of the elided word at the start of `word`, if there is one: 2 for "l'homme".
fn elided(word: &str, splitting: &Splitting) -> Option<usize> {
    let (at, c) = word.char_indices().find(|&(_, c)| is_apostrophe(c))?;
    let cut = at + c.len_utf8();
    (cut < word.len() && splitting.is_elided(&lower(&word[..cut]))).then_some(cut)
}

/// Returns the byte at which a subject that is joined with a hyphen starts, with its hyphen: "dit**-il**",
/// "a**-t-elle**". Returns the length of the word if there is none.
fn enclitic(word: &str, splitting: &Splitting) -> usize {
    let Some(at) = word.rfind('-').filter(|&at| at > 0 && splitting.is_enclitic(&lower(&word[at + 1..]))) else {
        return word.len();
    };
    let head = &word[..at];
    at - if head.ends_with("-t") || head.ends_with("-T") { 2 } else { 0 }
}
