//! How the article writes its words, which determines what a capital means.

use super::spelling::is_prefixed;
use crate::hash::HashMap;
use crate::lexicon::Class;
use crate::text::{Document, Token, TokenKind};

/// How a word is written in the article. A flag is set if the word occurs at least once in that way.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordCasing {
    /// Capitalised inside a sentence.
    pub capital_inside: bool,
    /// In lower case.
    pub lower: bool,
    /// Capitalised, with no capitalised word after it.
    pub alone: bool,
    /// Capitalised, without "'s" after it.
    pub bare: bool,
    /// Capitalised, with another capitalised word after it in the same sentence.
    pub before_capital: bool,
}

impl WordCasing {
    /// Packs all flags into one number.
    pub fn bits(self) -> u8 {
        let Self { capital_inside, lower, alone, bare, before_capital } = self;
        [capital_inside, lower, alone, bare, before_capital].into_iter().fold(0, |bits, yes| bits << 1 | u8::from(yes))
    }
}

/// Returns which paragraphs are written in title case or capitals throughout, so that capitals are no evidence of
/// names.
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
    // A full stop at the end of a headline is rare, so with one nearly every word must be capitalised.
    let is_headline = |(words, capitals, stopped): (u32, u32, bool)| {
        if stopped { words > 4 && capitals * 10 >= words * 9 } else { words > 2 && capitals * 4 >= words * 3 }
    };
    counts.into_iter().map(is_headline).collect()
}

/// Returns, for each token, how the article writes its word outside headlines. Only tokens that can be part of a name
/// get flags: capitalised words, and words such as "al-Oru" if the article also writes them with a capital.
pub fn words(document: &Document<'_>, headline: &[bool]) -> Vec<WordCasing> {
    let words = |capital: bool| {
        let own = move |token: &Token| token.kind == TokenKind::Word && token.capital == capital;
        document.tokens.iter().enumerate().filter(move |(_, token)| own(token) && !headline[token.paragraph])
    };
    let mut numbers: HashMap<&str, usize> = HashMap::default();
    let mut all: Vec<WordCasing> = Vec::new();
    let mut number_of: Vec<(usize, usize)> = Vec::new();
    for (at, token) in words(true) {
        let number = *numbers.entry(&token.lower).or_insert(all.len());
        number_of.push((at, number));
        if number == all.len() {
            all.push(WordCasing::default());
        }
        let (written, next) = (&mut all[number], document.tokens.get(at + 1));
        written.capital_inside |= !starts_clause(document, at);
        written.bare |= next.is_none_or(|next| !next.lower.known().is(Class::Genitive));
        written.before_capital |= next.is_some_and(|next| next.capital && next.sentence == token.sentence);
        written.alone |= next.is_none_or(|next| !next.capital);
    }
    // Most words recur, so each spelling is looked up once.
    let mut seen: HashMap<usize, Option<usize>> = HashMap::default();
    for (at, token) in words(false) {
        let find = || numbers.get(&*token.lower).copied();
        let Some(number) = *seen.entry(token.lower.address()).or_insert_with(find) else { continue };
        all[number].lower = true;
        if is_prefixed(token.span.of(document.text)) {
            number_of.push((at, number));
        }
    }
    let mut out = vec![WordCasing::default(); document.tokens.len()];
    number_of.into_iter().for_each(|(at, number)| out[at] = all[number]);
    out
}

/// Whether the token may be capitalised because of its position: at the start of a sentence, or after a quotation
/// mark, a colon, a dash or a similar mark.
pub fn starts_clause(document: &Document<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &document.tokens[before]) else { return true };
    before.sentence != document.tokens[at].sentence
        || before.kind == TokenKind::Mark && !matches!(&*before.lower, "," | ")" | "(" | "/" | "&" | "%" | "$")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recognises_headlines_by_title_case() {
        let document = Document::new("Mayor Denies Taking Money\nThe mayor denied it on Monday.\nAnna Oru, mayor");
        assert_eq!(headlines(&document), [true, false, false]);
    }

    #[test]
    fn sentence_initial_capitals_are_no_evidence() {
        let document = Document::new("Roads are shut. The roads near Dorma are shut.");
        let words = words(&document, &[false]);
        // "Roads" also occurs in lower case, "Dorma" does not.
        assert!(words[0].lower && !words[0].capital_inside);
        assert!(!words[7].lower && words[7].capital_inside);
        // "al-Oru" can be a name, because it is also written "Al-Oru". "near" is never capitalised, so it gets no
        // flags.
        let document = Document::new("Al-Oru left. Nobody saw al-Oru near Dorma.");
        let words = super::words(&document, &[false]);
        assert!(words[5].alone && words[5].lower && !words[6].lower);
    }
}
