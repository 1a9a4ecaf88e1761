//! Finds where the report begins in each sentence. Datelines and lines around the article are not part of the report:
//! they say when it was written, not what happened.
//!
//! Hit: "By Ann Lee", "Last updated at 16:30", "4 March 2031, 16:30 GMT", "DORMA, May 3 (HSB) –". Miss: "The map was
//! updated on Friday."

use std::ops::Range;

use super::lookups;
use crate::lexicon::comparison_words::ComparisonWord;
use crate::lexicon::{Class, comparison_words, text_words};
use crate::syntax::View;
use crate::text::{Document, dateline};

/// Longer lines are sentences. In tokens.
const LONG: usize = 18;

/// Returns, for each sentence, the first token that belongs to the report, or the end of the sentence if none does.
pub fn find(document: &Document<'_>) -> Vec<usize> {
    let view = View::new(document);
    let ranges = (0..document.sentences.len()).map(|number| document.tokens_of_sentence(number));
    let first = |tokens: Range<usize>| match aside(view, tokens.clone()) {
        true => tokens.end,
        false => dateline::behind(document, tokens.start).min(tokens.end),
    };
    ranges.map(first).collect()
}

/// Whether the sentence is a line around the article, such as a byline.
fn aside(view: View<'_>, tokens: Range<usize>) -> bool {
    if tokens.len() > LONG || tokens.is_empty() || view.stop(tokens.end - 1) && !view.is(tokens.start, "updated") {
        return false;
    }
    let alone = view.paragraph(tokens.start) == tokens;
    let opens = |at: usize| tokens.contains(&at) && text_words::get().opens_byline(view.word(at));
    let timed = |at: usize| !lookups::quantities(view.document, &(at..at + 1)).is_empty();
    let stamp = |at: usize| {
        let next = view.is(at + 1, ":") || view.class(at + 1, Class::Preposition) || timed(at + 1);
        tokens.contains(&at) && comparison_words::is(view.word(at), ComparisonWord::Stamp) && next
    };
    let byline = opens(tokens.start) && view.capital(tokens.start + 1);
    // "Published: 4 March", "Last updated at 16:30", "First published on Friday".
    let stamped = stamp(tokens.start)
        || stamp(tokens.start + 1) && comparison_words::is(view.word(tokens.start), ComparisonWord::StampFirst);
    alone && (byline || stamped || only_time(view, tokens))
}

/// Whether the line consists of times and abbreviations only: "Tue 4 March 2031, 16:30 GMT".
fn only_time(view: View<'_>, tokens: Range<usize>) -> bool {
    let quantities = lookups::quantities(view.document, &tokens).iter();
    let times: Vec<_> = quantities.filter(|one| one.unit.is_time()).collect();
    let timed = |at: usize| times.iter().any(|one| one.tokens.contains(&at));
    let abbreviation = |at: usize| view.word(at).len() <= 4 && view.capital(at);
    let rest = |&at: &usize| view.wordlike(at) && !timed(at) && !view.any(at, &[Class::At, Class::On]);
    !times.is_empty() && tokens.filter(rest).all(abbreviation)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begins(text: &str) -> Vec<String> {
        let document = Document::new(text);
        let starts = find(&document);
        let word = |(at, start): (usize, &usize)| match document.tokens_of_sentence(at).contains(start) {
            true => document.tokens[*start].span.of(text).to_owned(),
            false => "-".to_owned(),
        };
        starts.iter().enumerate().map(word).collect()
    }

    #[test]
    fn lines_around_an_article_report_nothing() {
        for line in [
            "By Ann Lee",
            "Last updated at 16:30 on 4 March 2031",
            "Published: 4 March 2031",
            "Tue 4 March 2031, 16:30 GMT",
        ] {
            assert_eq!(begins(&format!("Ferry sinks\n\n{line}\n\nIt sank at noon.")), ["Ferry", "-", "It"], "{line}");
        }
    }

    #[test]
    fn a_dateline_is_skipped() {
        assert_eq!(begins("DORMA, May 3 (HSB) — The ferry sank."), ["The"]);
    }

    #[test]
    fn sentences_are_reports() {
        for text in ["The map was updated on Friday.", "Updated maps show the reef at noon", "By Friday all were gone."]
        {
            assert_ne!(begins(text), ["-"], "{text}");
        }
    }
}
