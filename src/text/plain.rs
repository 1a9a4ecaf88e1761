//! The plain text that the analysis reads, without invisible characters.
//!
//! The same words may be written with soft hyphens, zero-width characters, no-break spaces, Windows line ends, or
//! accents as separate characters (Unicode's form NFD, which macOS uses for file names and some editors for text).
//! Emoji, arrows and bullets may occur between them. None of this carries meaning for the analysis, so none of it may
//! change the findings: the analysis reads the plain text, and its spans are then mapped back.

use std::borrow::Cow;

use crate::span::Span;

/// A plain text, and how it maps to the original text.
#[derive(Clone, Debug)]
pub struct Plain<'t> {
    /// The plain text.
    pub text: Cow<'t, str>,
    /// The differences, in order.
    pieces: Vec<Piece>,
}

/// A replacement: at most one plain character for a part of the original text. Spans count bytes.
#[derive(Clone, Copy, Debug)]
struct Piece {
    plain: Span,
    given: Span,
}

impl<'t> Plain<'t> {
    /// Returns the plain form of `text`. Borrows `text` if it is already plain, as most texts are.
    pub fn new(text: &'t str) -> Self {
        let mut plain = String::new();
        let mut pieces: Vec<Piece> = Vec::new();
        let mut copied = 0;
        let mut at = 0;
        // Most text is ASCII, in which only the line ends of Windows and classic Mac OS are not plain.
        let differs = |byte: &u8| *byte == b'\r' || !byte.is_ascii();
        while let Some(next) = text.as_bytes()[at..].iter().position(differs) {
            let here = at + next;
            let Some(c) = text[here..].chars().next() else { break };
            at = here + c.len_utf8();
            // An accent combines with the letter before it, if that letter has not been replaced.
            let letter = text[copied..here].chars().next_back();
            let joined = letter.and_then(|letter| Some((here - letter.len_utf8(), composed(letter, c)?)));
            let (start, shown) = match (c, joined) {
                ('\r', _) if text[at..].starts_with('\n') => (here, None),
                ('\r', _) => (here, Some('\n')),
                (_, Some((start, whole))) => (start, Some(whole)),
                _ if is_invisible(c) => (here, None),
                _ if is_space(c) || is_sign(c) || is_bullet(c) && opens_line(&text[..here]) => (here, Some(' ')),
                ('❝', _) => (here, Some('“')),
                ('❞', _) => (here, Some('”')),
                _ => continue,
            };
            plain.push_str(&text[copied..start]);
            let from = plain.len();
            plain.extend(shown);
            copied = at;
            pieces.push(Piece { plain: Span::new(from, plain.len()), given: Span::new(start, copied) });
        }
        if pieces.is_empty() {
            return Self { text: Cow::Borrowed(text), pieces };
        }
        plain.push_str(&text[copied..]);
        Self { text: Cow::Owned(plain), pieces }
    }

    /// Maps a span of the plain text to the original text, excluding characters removed at its ends.
    pub fn given(&self, span: Span) -> Span {
        // Replacements that end at or before the start shift it, including those that only removed characters.
        let before = self.pieces.partition_point(|piece| piece.plain.end <= span.start);
        let start = match before.checked_sub(1).map(|last| self.pieces[last]) {
            Some(piece) => piece.given.end + (span.start - piece.plain.end),
            None => span.start,
        };
        let within = self.pieces.partition_point(|piece| piece.plain.start < span.end);
        let end = match within.checked_sub(1).map(|last| self.pieces[last]) {
            Some(piece) => piece.given.end + span.end.saturating_sub(piece.plain.end),
            None => span.end,
        };
        Span::new(start, end)
    }
}

/// Whether `c` is invisible: a soft hyphen, a zero-width character or a sign for the writing direction.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Whether `c` is a space of unusual width or a no-break space.
fn is_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// Whether `c` is a symbol between words: an emoji, a dingbat, an arrow, a geometric shape, or a character that joins
/// or colours these.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{275a}' | '\u{275f}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}'
        | '\u{25a0}'..='\u{25ff}' | '\u{2190}'..='\u{21ff}' | '\u{fe0e}' | '\u{fe0f}' | '\u{20e3}'
        | '\u{e0020}'..='\u{e007f}')
}

/// Whether `c` marks a list item when a line starts with it.
fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '‣' | '⁃' | '∙' | '·')
}

fn opens_line(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\t']);
    before.is_empty() || before.ends_with(['\n', '\r'])
}

/// Returns the letter with its accent as one character, for the letters of Latin names; `None` for others. Unicode's
/// complete tables are larger than this program's lexicon.
fn composed(letter: char, accent: char) -> Option<char> {
    let (_, pairs) = ACCENTS.iter().find(|(own, _)| *own == accent)?;
    let mut chars = pairs.chars();
    while let (Some(own), Some(whole)) = (chars.next(), chars.next()) {
        if own == letter {
            return Some(whole);
        }
    }
    None
}

/// For each accent, the letters that it combines with, each followed by the result.
const ACCENTS: &[(char, &str)] = &[
    ('\u{300}', "AÀEÈIÌNǸOÒUÙaàeèiìnǹoòuù"),
    ('\u{301}', "AÁCĆEÉGǴIÍLĹNŃOÓRŔSŚUÚYÝZŹaácćeégǵiílĺnńoórŕsśuúyýzź"),
    ('\u{302}', "AÂCĈEÊGĜHĤIÎJĴOÔSŜUÛWŴYŶaâcĉeêgĝhĥiîjĵoôsŝuûwŵyŷ"),
    ('\u{303}', "AÃIĨNÑOÕUŨaãiĩnñoõuũ"),
    ('\u{304}', "AĀEĒIĪOŌUŪYȲaāeēiīoōuūyȳ"),
    ('\u{306}', "AĂEĔGĞIĬOŎUŬaăeĕgğiĭoŏuŭ"),
    ('\u{307}', "AȦCĊEĖGĠIİOȮZŻaȧcċeėgġoȯzż"),
    ('\u{308}', "AÄEËIÏOÖUÜYŸaäeëiïoöuüyÿ"),
    ('\u{30a}', "AÅUŮaåuů"),
    ('\u{30b}', "OŐUŰoőuű"),
    ('\u{30c}', "AǍCČDĎEĚGǦHȞIǏKǨLĽNŇOǑRŘSŠTŤUǓZŽaǎcčdďeěgǧhȟiǐjǰkǩlľnňoǒrřsštťuǔzž"),
    ('\u{327}', "CÇEȨGĢKĶLĻNŅRŖSŞTŢcçeȩgģkķlļnņrŗsştţ"),
    ('\u{328}', "AĄEĘIĮOǪUŲaąeęiįoǫuų"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn removes_invisible_characters_and_maps_spans_back() {
        let given = "\u{feff}“Jose\u{301}\u{a0}is co\u{ad}\u{200b}oper\u{2060}ative,”\r\nhe said.\r";
        let plain = Plain::new(given);
        assert_eq!(plain.text, "“José is cooperative,”\nhe said.\n");
        for (word, wanted) in [
            ("José", "Jose\u{301}"),
            ("José is", "Jose\u{301}\u{a0}is"),
            ("cooperative", "co\u{ad}\u{200b}oper\u{2060}ative"),
            ("co", "co"),
            ("operative", "oper\u{2060}ative"),
            ("“", "“"),
            ("he said.", "he said."),
        ] {
            let start = plain.text.find(word).unwrap();
            let given_span = plain.given(Span::new(start, start + word.len()));
            assert_eq!(given_span.of(given), wanted);
        }
    }

    #[test]
    fn plain_text_is_unchanged() {
        let plain = Plain::new("“José,” • он сказал\n\n!");
        assert!(matches!(plain.text, Cow::Borrowed(_)));
        assert_eq!(plain.given(Span::new(3, 7)), Span::new(3, 7));
    }

    #[test]
    fn composes_letters_and_accents_like_unicode() {
        for (accent, pairs) in ACCENTS {
            for letter in ('A'..='Z').chain('a'..='z') {
                let apart: String = [letter, *accent].iter().collect();
                let whole: String = apart.nfc().collect();
                let known = whole.chars().count() == 1 && *whole < *"\u{250}";
                let wanted = if known { whole } else { apart.clone() };
                assert_eq!(Plain::new(&apart).text, wanted, "{pairs}");
            }
        }
        // Of two accents the first is composed and the second stays.
        assert_eq!(Plain::new("u\u{308}\u{301}").text, "ü\u{301}");
    }
}
