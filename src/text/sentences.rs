//! Sentence ends.
//!
//! A full stop, question mark, exclamation mark or ellipsis ends a sentence if what follows, after closing marks,
//! looks like the start of one: a capital, a digit or an opening mark. The full stop of an abbreviation is part of
//! its token and ends nothing, except before a word that occurs almost only at the start of sentences ("in the U.S.
//! The").

use super::tokens::Token;
use crate::lexicon::{self, Class};
use crate::span::Span;

/// The maximum length of a time phrase at the start of a sentence, in tokens.
const LEAD: usize = 6;
/// A text without full stops is cut after this many tokens, so that work per sentence is bounded.
const MAX_TOKENS: usize = 500;

/// Returns the sentences of all paragraphs. Also sets the sentence index of each token.
pub fn split(text: &str, paragraphs: &[Span], tokens: &mut [Token]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut first = 0;
    for number in 0..paragraphs.len() {
        let last = first + tokens[first..].partition_point(|token| token.paragraph <= number);
        split_paragraph(text, &mut tokens[first..last], &mut out);
        first = last;
    }
    out
}

fn split_paragraph(text: &str, tokens: &mut [Token], out: &mut Vec<Span>) {
    let mut at = 0;
    while at < tokens.len() {
        let end = sentence_end(text, tokens, at);
        let number = out.len();
        out.push(Span::new(tokens[at].span.start, tokens[end - 1].span.end));
        tokens[at..end].iter_mut().for_each(|token| token.sentence = number);
        at = end;
    }
}

/// Returns the position after the last token of the sentence that starts at token `start`.
fn sentence_end(text: &str, tokens: &[Token], start: usize) -> usize {
    let tokens = &tokens[..tokens.len().min(start + MAX_TOKENS)];
    let mut at = start;
    while at < tokens.len() {
        let token = &tokens[at];
        let stop = token.is(".") || token.is("!") || token.is("?") || token.is("…");
        if stop || ends_after_abbreviation(tokens, at) || ends_after_closing(text, &tokens[start..], at - start) {
            let mut end = at + 1;
            while end < tokens.len() && closes(text, tokens, end) {
                end += 1;
            }
            if end >= tokens.len() || starts_sentence(text, tokens, end, stop) {
                return end;
            }
            at = end;
        } else {
            at += 1;
        }
    }
    tokens.len()
}

fn ends_after_abbreviation(tokens: &[Token], at: usize) -> bool {
    tokens[at].wordlike()
        && tokens[at].lower.ends_with('.')
        && tokens.get(at + 1).is_some_and(|next| next.capital && next.lower.known().starts_sentences)
}

/// Whether a sentence ends after the abbreviation at token `at`, which often ends one, because a name follows: "The bar
/// opened at 9 p.m. Holt said". Returns `false` for "9 p.m. Monday" and "9 p.m. EST", and for "At 9 p.m. Holt said",
/// where the sentence has only begun. `tokens` start with the sentence.
fn ends_after_closing(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(next) = tokens.get(at + 1).filter(|_| lexicon::text_words::get().is_closing(&tokens[at].lower)) else {
        return false;
    };
    let known = next.lower.known();
    let zone =
        next.span.of(text).chars().all(|c| c.is_ascii_uppercase()) || lexicon::text_words::get().is_zone(&next.lower);
    // A straight mark opens only if it does not touch what precedes it.
    let apart = tokens[at].span.end < next.span.start;
    let mark = next.span.of(text);
    let opens = next.capital && !zone
        || matches!(mark, "“" | "‘" | "«" | "„" | "‹" | "‚")
        || apart && matches!(mark, "\"" | "'" | "`");
    let first = tokens[0].lower.known();
    let begun =
        at <= LEAD && (first.is(Class::Preposition) || first.is(Class::Adverb) || first.is(Class::Subordinator));
    opens && !known.is(Class::Day) && !known.is(Class::Month) && !begun
}

/// Whether the token closes what precedes it: a further full stop, or a mark directly after the text.
fn closes(text: &str, tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let touches = tokens[at - 1].span.end == token.span.start;
    let mark = token.span.of(text);
    touches && matches!(mark, "." | "!" | "?" | "…" | ")" | "]" | "”" | "’" | "\"" | "'" | "»" | "“" | "‘")
        // A mark that touches the following text but no preceding word opens the next sentence.
        && !(matches!(mark, "\"" | "'" | "“" | "‘")
            && tokens.get(at + 1).is_some_and(|next| next.span.start == token.span.end && next.wordlike()))
}

fn starts_sentence(text: &str, tokens: &[Token], at: usize, stopped: bool) -> bool {
    let token = &tokens[at];
    let touches = tokens[at - 1].span.end == token.span.start;
    if token.wordlike() {
        return token.capital && (stopped || !touches) || !touches && token.span.of(text).starts_with(char::is_numeric);
    }
    matches!(
        token.span.of(text),
        "“" | "\"" | "‘" | "'" | "`" | "«" | "‹" | "„" | "‚" | "(" | "[" | "—" | "–" | "•" | "-"
    ) && tokens
        .get(at + 1)
        .is_some_and(|next| !next.wordlike() || next.capital || !next.lower.starts_with(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use crate::text::Document;

    fn sentences(text: &str) -> Vec<&str> {
        Document::new(text).sentences.iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn stops_and_quotation_marks() {
        assert_eq!(sentences("“We won. It is over,” she said. Then?"), ["“We won.", "It is over,” she said.", "Then?"]);
        assert_eq!(sentences("“Why?” he asked. “Go!” “No.”"), ["“Why?” he asked.", "“Go!”", "“No.”"]);
        assert_eq!(
            sentences("It ended.Then it began in 2020. said he."),
            ["It ended.", "Then it began in 2020. said he."]
        );
    }

    #[test]
    fn marks_of_every_family_open_sentences() {
        assert_eq!(sentences("It rained. ``Stay in,'' he said."), ["It rained.", "``Stay in,'' he said."]);
        assert_eq!(sentences("It shut at 9 p.m. \"Go,\" he said."), ["It shut at 9 p.m.", "\"Go,\" he said."]);
    }

    #[test]
    fn abbreviations_do_not_end_sentences() {
        assert_eq!(sentences("Mr. Fox of the U.S. Senate spoke."), ["Mr. Fox of the U.S. Senate spoke."]);
        assert_eq!(sentences("He left the U.S. The road was long."), ["He left the U.S.", "The road was long."]);
        assert_eq!(sentences("J. K. Fox paid $3.5 million."), ["J. K. Fox paid $3.5 million."]);
        assert_eq!(sentences("Fox sold No. 9 and figs. 3 to 5."), ["Fox sold No. 9 and figs. 3 to 5."]);
        assert_eq!(sentences("He said no. 9 left."), ["He said no.", "9 left."]);
    }

    #[test]
    fn hours_end_sentences_before_names() {
        assert_eq!(sentences("The bar shut at 9 p.m. Fox left."), ["The bar shut at 9 p.m.", "Fox left."]);
        assert_eq!(sentences("At 9 p.m. Fox left."), ["At 9 p.m. Fox left."]);
        assert_eq!(sentences("It opens at 9 a.m. Monday."), ["It opens at 9 a.m. Monday."]);
        assert_eq!(sentences("It opens at 9 a.m. EST."), ["It opens at 9 a.m. EST."]);
    }
}
