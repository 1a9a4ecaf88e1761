//! Writes and reads texts as lists of words, each given by its number in a shared dictionary.
//!
//! The space between two words is predicted from them and not written ("spaceless words", de Moura and others, *Fast
//! and flexible word searching on compressed text*, 2000); [`FLIP`] marks a wrong prediction. The most frequent words
//! have the numbers that take one byte. Words whose numbers take the same number of bytes are sorted, because the
//! dictionary then compresses best.

use super::codec::{LibraryError, Reader, Strings, put, put_strings};
use crate::hash::HashMap;
use crate::span::Span;
use crate::text::plain::is_invisible;
use crate::text::tokens;
use crate::text::word::Words;

/// The number that is written before a word if the prediction of the space before it is wrong.
const FLIP: u32 = 0;
/// The maximum number of words of one text, including [`FLIP`].
pub const LONGEST: usize = 2_000;
/// The maximum length of a word in the dictionary, in bytes.
const WORD: usize = 200;
/// The maximum number of words in the dictionary.
const MOST_WORDS: usize = 2_000_000;
/// The maximum length of a decoded text, in bytes. Longer texts are cut.
const DECODED: usize = 8_000;

/// Counts words, then writes the dictionary and the texts.
#[derive(Debug, Default)]
pub struct Encoder {
    counts: HashMap<String, u32>,
    numbers: HashMap<String, u32>,
    words: Words,
}

impl Encoder {
    /// Counts the words of `text`.
    pub fn count(&mut self, text: &str) {
        for (piece, _) in pieces(text, &mut self.words) {
            *self.counts.entry(piece.to_owned()).or_default() += 1;
        }
    }

    /// Writes the dictionary of all words that were counted.
    pub fn dictionary(&mut self, out: &mut Vec<u8>) {
        let mut words: Vec<(String, u32)> = self.counts.drain().collect();
        words.sort_unstable_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.cmp(b)));
        let mut rest = &mut words[..];
        // The numbers that take one byte, two bytes, and more. Number 0 is FLIP.
        for size in [0x7f, 0x4000 - 0x80, usize::MAX] {
            let (class, after) = rest.split_at_mut(size.min(rest.len()));
            class.sort_unstable();
            rest = after;
        }
        put_strings(out, words.iter().map(|(word, _)| word.as_str()));
        self.numbers = words.into_iter().zip(1..).map(|((word, _), number)| (word, number)).collect();
    }

    /// Writes texts whose words were counted: the lengths of all texts, then their words.
    pub fn texts<'t>(&mut self, out: &mut Vec<u8>, texts: impl Iterator<Item = &'t str>) {
        let (mut lengths, mut numbers, mut texts_written) = (Vec::new(), Vec::new(), 0);
        for text in texts {
            let mut count = 0;
            let mut gaps = Gaps::default();
            for (piece, spaced) in pieces(text, &mut self.words) {
                if gaps.before(piece) != spaced {
                    put(&mut numbers, FLIP);
                    count += 1;
                }
                put(&mut numbers, self.numbers.get(piece).copied().unwrap_or_default());
                count += 1;
            }
            put(&mut lengths, count);
            texts_written += 1;
        }
        put(out, texts_written);
        put(out, numbers.len() as u32);
        out.extend(lengths);
        out.extend(numbers);
    }
}

/// Returns the words of a text, each with whether a space precedes it. The text must come from [`clean`].
fn pieces<'t>(text: &'t str, words: &mut Words) -> Vec<(&'t str, bool)> {
    let whole = Span::new(0, text.len());
    let address = crate::address::web(text).is_some();
    let spans: Vec<Span> = if address {
        parts(text)
    } else {
        tokens::split(text, &[whole], words).into_iter().map(|token| token.span).collect()
    };
    let mut end = 0;
    let mut out = Vec::with_capacity(spans.len());
    for span in spans {
        let mut spaced = span.start > end;
        let mut word = span.of(text);
        while !word.is_empty() {
            let (piece, rest) = word.split_at(word.floor_char_boundary(WORD));
            out.push((piece, spaced));
            (word, spaced) = (rest, false);
        }
        end = span.end;
    }
    out.truncate(LONGEST / 2);
    out
}

/// Returns `text` without invisible characters, and with each run of white space replaced by one space.
pub fn clean(text: &str) -> String {
    let seen: String = text.chars().filter(|&c| !is_invisible(c) && (!c.is_control() || c.is_whitespace())).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the parts of an address: runs of letters and digits, and the marks between them.
fn parts(text: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut last = false;
    for (at, c) in text.char_indices() {
        let word = c.is_alphanumeric();
        match out.last_mut().filter(|_| word && last) {
            Some(span) => span.end = at + c.len_utf8(),
            None => out.push(Span::new(at, at + c.len_utf8())),
        }
        last = word;
    }
    out
}

/// Predicts the spaces between the words of a text.
#[derive(Debug, Default)]
struct Gaps {
    /// Whether the previous word may be followed by a space. A text does not start with one.
    open: bool,
    /// Whether a straight quotation mark is open.
    quoted: bool,
}

impl Gaps {
    /// Whether a space is expected before `word`, the next word of the text.
    fn before(&mut self, word: &str) -> bool {
        let first = word.chars().next().unwrap_or(' ');
        let mark = word.len() == first.len_utf8() && !first.is_alphanumeric();
        let (mut closes, mut opens) = (false, false);
        if first == '"' && mark {
            (closes, opens) = (self.quoted, !self.quoted);
            self.quoted = !self.quoted;
        } else if mark {
            closes = ",.;:!?)]}”’%/-–_'=&".contains(first);
            opens = "([{“‘$£€#@/-–_=&'".contains(first);
        }
        let clitic = !mark && matches!(first, '\'' | '’');
        let spaced = self.open && !closes && !clitic;
        self.open = !opens;
        spaced
    }
}

/// The texts of a library that has been opened.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    /// For each text, where it ends in `numbers`.
    ends: Vec<u32>,
    numbers: Vec<u32>,
}

impl Texts {
    /// Reads texts whose words are in a dictionary of `words` words. Returns an error if they are malformed.
    pub fn read(reader: &mut Reader<'_>, words: usize) -> Result<Self, LibraryError> {
        let (count, size) = (reader.number()? as usize, reader.number()? as usize);
        let lengths = reader.numbers(count)?;
        let mut inside = Reader(reader.bytes(size)?);
        let mut ends = Vec::with_capacity(count);
        let mut end = 0;
        for length in lengths {
            if length as usize > LONGEST {
                return Err(LibraryError::TooLarge);
            }
            end = u32::checked_add(end, length).ok_or(LibraryError::TooLarge)?;
            ends.push(end);
        }
        let numbers = inside.numbers(end as usize)?;
        let known = numbers.iter().all(|&number| number as usize <= words);
        if inside.0.is_empty() && known { Ok(Self { ends, numbers }) } else { Err(LibraryError::Damaged) }
    }

    /// Returns the number of texts.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns the words of text `at`, as numbers in the dictionary counted from 0.
    pub fn words(&self, at: usize) -> impl Iterator<Item = u32> {
        self.of(at).iter().filter_map(|number| number.checked_sub(1))
    }

    fn of(&self, at: usize) -> &[u32] {
        let end = self.ends.get(at).copied().unwrap_or_default();
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.numbers.get(start as usize..end as usize).unwrap_or_default()
    }

    /// Returns text `at`; empty if there is none.
    pub fn text(&self, at: usize, dictionary: &Strings) -> String {
        let mut out = String::new();
        let mut gaps = Gaps::default();
        let mut flip = false;
        for &number in self.of(at) {
            let Some(word) = number.checked_sub(1) else {
                flip = true;
                continue;
            };
            let word = dictionary.get(word);
            if out.len() + word.len() > DECODED {
                break;
            }
            if gaps.before(word) != flip {
                out.push(' ');
            }
            flip = false;
            out += word;
        }
        out
    }
}

/// Reads the dictionary.
pub fn dictionary(reader: &mut Reader<'_>) -> Result<Strings, LibraryError> {
    reader.strings(MOST_WORDS, WORD)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(texts: &[&str]) -> Vec<String> {
        let mut encoder = Encoder::default();
        texts.iter().for_each(|text| encoder.count(text));
        let mut bytes = Vec::new();
        encoder.dictionary(&mut bytes);
        encoder.texts(&mut bytes, texts.iter().copied());
        let mut reader = Reader(&bytes);
        let dictionary = dictionary(&mut reader).unwrap_or_default();
        let read = Texts::read(&mut reader, dictionary.len()).unwrap_or_default();
        (0..read.len()).map(|at| read.text(at, &dictionary)).collect()
    }

    #[test]
    fn texts_come_back_as_written() {
        let texts = [
            "The ferry company’s “safe” boats cost $3.5 million, 40% more (in 2031) than the mayor said.",
            "\"We lost 12,000 jobs,\" he said. Isn't it 'odd' – or half-true?",
            "https://checks.example/2031/05/ferry-boats_cost?id=7&x=%20#top",
            "word ,oddly . spaced( here",
            "",
            "Пором — 😀 é",
        ];
        assert_eq!(round(&texts), texts);
    }

    #[test]
    fn cleaning_keeps_what_is_seen() {
        assert_eq!(clean(" a\u{a0}\n b\u{200b}\u{ad}c\0 "), "a bc");
    }

    #[test]
    fn very_long_words_come_back() {
        let word = "é".repeat(900);
        assert_eq!(round(&[&word]), [word]);
    }
}
