//! How the article writes its words: what a capital tells there.

use crate::hash::HashMap;
use crate::text::{Document, TokenKind};

/// How the words of the article are written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Written {
    /// With a capital inside a sentence.
    pub capital_inside: bool,
    /// In lower case.
    pub lower: bool,
    /// With a capital, and no other name behind it.
    pub alone: bool,
    /// With a capital, and no "'s" behind it.
    pub bare: bool,
    /// With a capital at the start of a sentence, another word with a capital behind it.
    pub leads: bool,
}

impl Written {
    /// All of it as one number.
    pub fn bits(self) -> u8 {
        let Self { capital_inside, lower, alone, bare, leads } = self;
        [capital_inside, lower, alone, bare, leads].into_iter().fold(0, |bits, yes| bits << 1 | u8::from(yes))
    }
}

/// Which paragraphs are written in title case or capitals throughout, so that a capital tells nothing.
pub fn headlines(document: &Document<'_>) -> Vec<bool> {
    let mut counts = vec![(0_u32, 0_u32, false); document.paragraphs.len()];
    for token in &document.tokens {
        let (words, capitals, stopped) = &mut counts[token.paragraph];
        *stopped = token.is(".") || token.is("?") || *stopped && !token.wordlike();
        if token.kind == TokenKind::Word && token.lower.len() > 3 {
            *words += 1;
            *capitals += u32::from(token.capital);
        }
    }
    // A stop at the end of a headline is rare: then nearly every word must have its capital.
    let is_headline = |(words, capitals, stopped): (u32, u32, bool)| {
        if stopped { words > 4 && capitals * 10 >= words * 9 } else { words > 2 && capitals * 4 >= words * 3 }
    };
    counts.into_iter().map(is_headline).collect()
}

/// How each word (lower case) of the text is written outside headlines.
pub fn words<'d>(document: &'d Document<'_>, headline: &[bool]) -> HashMap<&'d str, Written> {
    let mut out: HashMap<&str, Written> = HashMap::default();
    for (at, token) in document.tokens.iter().enumerate() {
        if token.kind == TokenKind::Word && !headline[token.paragraph] {
            let written = out.entry(&token.lower).or_default();
            written.lower |= !token.capital;
            written.capital_inside |= token.capital && !starts_clause(document, at);
            written.bare |= token.capital && document.tokens.get(at + 1).is_none_or(|next| !next.is("'s"));
            let joined =
                document.tokens.get(at + 1).is_some_and(|next| next.capital && next.sentence == token.sentence);
            written.leads |= token.capital && joined;
            written.alone |= token.capital && document.tokens.get(at + 1).is_none_or(|next| !next.capital);
        }
    }
    out
}

/// Whether the token may owe its capital to its place: start of a sentence, of a quotation, after a colon.
pub fn starts_clause(document: &Document<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &document.tokens[before]) else { return true };
    before.sentence != document.tokens[at].sentence
        || before.kind == TokenKind::Mark && !matches!(&*before.lower, "," | ")" | "(" | "/" | "&" | "%" | "$")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_are_in_title_case_and_without_a_stop() {
        let document = Document::new("Mayor Denies Taking Money\nThe mayor denied it on Monday.\nAnna Oru, mayor");
        assert_eq!(headlines(&document), [true, false, false]);
    }

    #[test]
    fn a_capital_at_the_start_tells_nothing() {
        let document = Document::new("Roads are shut. The roads near Dorma are shut.");
        let words = words(&document, &[false]);
        assert!(words["roads"].lower && !words["roads"].capital_inside && words["dorma"].capital_inside);
    }
}
