//! The sentences of the article that match published fact-checks. Pure: no browser types.
//!
//! The library is opened and searched by a separate program (`src/bin/checks.rs`) in a worker ([`answer`]), and shown
//! by a script (`www/published.js`); both are loaded on demand. The page itself only knows what it needs to mark
//! sentences and to dismiss matches.

pub mod answer;

use std::rc::Rc;

use super::dismiss::{self, FingerprintSet};
use super::marks::{Item, Mark, MarkRole};
use super::messages;
use super::notes::{Icon, Note};
use super::pack::{Pack, fields};
use crate::i18n::Locale;
use crate::span::Span;

/// A sentence of the article that makes a checked claim or resembles one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The sentence.
    pub sentence: Span,
    /// Whether a reader should see the match without asking. Other matches are listed as similar checks.
    pub shown: bool,
    /// Whether the sentence is marked in the text: the match is shown, and the article neither disputes the claim nor
    /// reports that it was checked.
    pub marks: bool,
    /// Identifies the match when the text is matched again, see [`fingerprint`].
    pub fingerprint: u64,
    /// The names of the publishers of the checks, separated by commas.
    pub publishers: String,
}

fields!(Match: sentence, shown, marks, fingerprint, publishers);

/// Returns the fingerprint of a match: a hash of the words of the sentence and of the claim.
pub fn fingerprint(sentence: &str, claim: &str) -> u64 {
    let words = sentence.split_whitespace().chain(claim.split_whitespace());
    dismiss::hash_words(std::iter::once("k").chain(words))
}

/// The state of the library, and its matches in the article.
#[derive(Clone, Debug, Default)]
pub struct Checks {
    /// Whether a library is open.
    pub open: bool,
    /// How often a library was opened or closed. When this changes, the text is matched again.
    pub opened: u32,
    /// The text that was matched.
    pub text: Rc<str>,
    /// All matches in `text`. A match is identified by its position in this list: [`Item::Check`].
    found: Rc<[Match]>,
    /// The positions in `found` of the matches that the reader has not dismissed.
    pub left: Rc<[usize]>,
}

/// An event about the library.
#[derive(Clone, Debug)]
pub enum Event {
    /// A library was opened (`true`) or closed (`false`).
    Open(bool),
    /// This text was matched, with this result.
    Found(Rc<str>, Rc<[Match]>),
}

impl Checks {
    /// Returns the state after `event`. Opening or closing a library removes all matches.
    pub fn after(&self, event: Event) -> Self {
        match event {
            Event::Open(open) => Self { open, opened: self.opened + 1, ..Self::default() },
            // The library was closed in the meantime.
            Event::Found(..) if !self.open => self.clone(),
            Event::Found(text, found) => Self { text, found, ..self.clone() },
        }
    }

    /// Returns the state for another article: the same library, without matches.
    pub fn anew(&self) -> Self {
        Self { open: self.open, opened: self.opened, ..Self::default() }
    }

    /// Hides the matches with these fingerprints and shows all others. Returns the number of hidden matches.
    pub fn hide_dismissed(&mut self, dismissed: &[u64]) -> usize {
        let known = FingerprintSet::new(dismissed);
        self.left = (0..self.found.len()).filter(|&at| !known.has(self.found[at].fingerprint)).collect();
        self.found.len() - self.left.len()
    }

    /// Returns the match at this position; `None` if there is none or the reader dismissed it.
    pub fn get(&self, at: usize) -> Option<&Match> {
        self.left.contains(&at).then(|| &self.found[at])
    }

    /// Returns the note of the match at this position; `None` if there is none or the reader dismissed it.
    pub fn note(&self, locale: Locale, at: usize) -> Option<Note> {
        let one = self.get(at)?;
        let (item, words) = (Item::Check(at), messages::snippet(&self.text, &[one.sentence]));
        let (status, detail) = (locale.text("ui.checks"), one.publishers.clone());
        Some(Note { item, icon: Icon::Check, status, text: String::new(), detail, words, repeats: false })
    }

    /// Returns how many matches a reader should see without asking.
    pub fn shown(&self) -> usize {
        self.left.iter().filter(|&&at| self.found[at].shown).count()
    }

    /// Returns a mark for each match that is marked and was not dismissed. Its span counts bytes of the text that was
    /// matched.
    pub fn marks(&self) -> Vec<Mark> {
        let marks = self.left.iter().filter(|&&at| self.found[at].marks);
        marks.map(|&at| Mark { span: self.found[at].sentence, item: Item::Check(at), role: MarkRole::Check }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::pack::{pack, unpack};

    const TEXT: &str = "The ferry sank. It is false that the ferry sank. A ferry left.";

    fn matched(text: &str, sentence: &str, shown: bool, marks: bool) -> Match {
        let start = text.find(sentence).unwrap();
        let fingerprint = fingerprint(sentence, "The ferry sank.");
        let sentence = Span::new(start, start + sentence.len());
        Match { sentence, shown, marks, fingerprint, publishers: "Checkpoint".into() }
    }

    fn found() -> Vec<Match> {
        vec![
            matched(TEXT, "The ferry sank.", true, true),
            matched(TEXT, "It is false that the ferry sank.", true, false),
            matched(TEXT, "A ferry left.", false, false),
        ]
    }

    fn opened() -> Checks {
        Checks::default().after(Event::Open(true)).after(Event::Found(TEXT.into(), found().into()))
    }

    #[test]
    fn only_shown_claims_that_the_article_repeats_are_marked() {
        let mut checks = opened();
        assert_eq!(checks.hide_dismissed(&[]), 0);
        let marks = checks.marks();
        assert_eq!((checks.left.len(), checks.shown(), marks.len()), (3, 2, 1));
        assert_eq!((marks[0].span.of(TEXT), marks[0].item), ("The ferry sank.", Item::Check(0)));
    }

    #[test]
    fn a_dismissed_match_keeps_the_positions_of_the_others() {
        let mut checks = opened();
        let first = found()[0].fingerprint;
        assert_eq!(checks.hide_dismissed(&[first]), 1);
        assert_eq!((&*checks.left, checks.get(0), checks.shown()), (&[1, 2][..], None, 1));
        assert!(checks.get(1).is_some() && checks.marks().is_empty());
    }

    #[test]
    fn other_words_do_not_change_the_fingerprint_of_a_match() {
        let edited = ["It rained. ", TEXT].concat();
        assert_eq!(matched(&edited, "The ferry sank.", true, true).fingerprint, found()[0].fingerprint);
        assert_ne!(fingerprint("The ferry sank.", "The ferry sank."), fingerprint("The ferry sank.", "A ferry sank."));
    }

    #[test]
    fn matches_that_arrive_after_the_library_was_closed_are_dropped() {
        let mut late = opened().after(Event::Open(false)).after(Event::Found(TEXT.into(), found().into()));
        assert_eq!((late.hide_dismissed(&[]), late.left.len()), (0, 0));
    }

    #[test]
    fn matches_round_trip_as_bytes() {
        assert_eq!(unpack(&pack(&found())), Some(found()));
    }
}
