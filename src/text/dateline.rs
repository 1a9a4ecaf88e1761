//! Datelines, the place and date where a report was written: "DORMA, May 3 (HSB) -" at the start of a paragraph.

use std::ops::Range;

use super::{Document, Token, TokenKind};

/// The maximum distance from the place to the dash, in tokens.
const REACH: usize = 9;
/// The marks that may separate the dateline from the report.
const DASHES: [&str; 4] = ["-", "–", "—", "--"];

/// Whether the tokens `run` are the place of a dateline: capitalised throughout, at the start of a paragraph, with a
/// dash soon after.
pub fn is_place(document: &Document<'_>, run: Range<usize>) -> bool {
    dash(document, run).is_some()
}

/// Returns the first token after the dateline that starts at token `start`; `start` itself if there is none.
pub fn behind(document: &Document<'_>, start: usize) -> usize {
    let inside = start < document.tokens.len();
    inside.then(|| dash(document, start..start + 1)).flatten().map_or(start, |dash| dash + 1)
}

/// Returns the dateline at the start of `line` up to its dash, if there is one.
pub fn of(line: &str) -> Option<&str> {
    let document = Document::new(line);
    let at = dash(&document, 0..(!document.tokens.is_empty()).into())?;
    Some(&line[..document.tokens[at].span.start])
}

fn dash(document: &Document<'_>, run: Range<usize>) -> Option<usize> {
    let tokens = &document.tokens;
    let paragraph = tokens.get(run.start)?.paragraph;
    let opens = run.start == 0 || tokens[run.start - 1].paragraph != paragraph;
    let capitals = |at: usize| !tokens[at].span.of(document.text).contains(char::is_lowercase);
    let marked = tokens.get(run.end).is_some_and(|next| next.kind == TokenKind::Mark || capitals(run.end));
    if !opens || !marked || !run.clone().all(capitals) {
        return None;
    }
    let near = tokens[run.end..].iter().take(REACH).take_while(|token| token.paragraph == paragraph);
    // Place, country, date and agency are capitalised; a sentence that happens to contain a dash has other words as
    // well.
    let small = |token: &&Token| token.span.of(document.text).starts_with(char::is_lowercase);
    let found = near.take_while(|token| !small(token)).position(|token| DASHES.contains(&&*token.lower))?;
    Some(run.end + found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_are_not_names() {
        let dateline = |text: &str| is_place(&Document::new(text), 0..1);
        assert!(dateline("DORMA, May 3 (HSB) - It rained.") && dateline("DORMA — It rained."));
        assert!(!dateline("HSB said that it rained - again.") && !dateline("Dorma, a town - it rained."));
        assert!(!dateline("HSB, the board, fell - hard."));
    }

    #[test]
    fn the_report_starts_after_the_dash() {
        let document = Document::new("NORTH DORMA, Marn (HSB) - It rained.");
        assert_eq!(&*document.tokens[behind(&document, 0)].lower, "it");
        assert_eq!(behind(&document, 9), 9);
        assert_eq!(behind(&Document::new(""), 0), 0);
    }
}
