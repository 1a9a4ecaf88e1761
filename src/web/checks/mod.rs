//! Published fact-checks next to the text: the reader's library, and which of its checks the article touches. Pure: no
//! browser types.
//!
//! The library is opened and searched by a separate program (`src/bin/checks.rs`), loaded on demand, in a worker
//! ([`answer`]). The page only knows what that program returns.

pub mod answer;

use std::rc::Rc;

use super::dismiss::{self, Known};
use super::pack::{Pack, fields, variants};
use super::segments::{Item, Part, Piece};
use crate::checks::{Review, Stance};
use crate::span::Span;

/// The largest file that is read in the browser, in bytes. Larger feeds are for the command line.
pub const LARGEST: usize = 256 << 20;

/// A library, or the key of the message that says why there is none.
pub type Opened = (String, Option<Library>);

/// The reader's library, as far as the page shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Library {
    /// The name of its file.
    pub name: String,
    /// How many different claims it has.
    pub claims: usize,
    /// How many checks of them.
    pub reviews: usize,
    /// Its size in bytes.
    pub size: usize,
    /// The date of its latest check; empty if unknown.
    pub latest: String,
    /// How many records of a feed could not be used.
    pub left_out: usize,
    /// The first of them, each with the reason.
    pub faults: Vec<String>,
}

/// A checked claim that a sentence of the article makes or resembles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The sentence.
    pub sentence: Span,
    /// The words that it shares with the claim.
    pub words: Vec<Span>,
    /// Whether a reader should see the match without asking; the others are similar checks.
    pub shown: bool,
    /// Whether the article itself disputes the claim or reports the check.
    pub stance: Stance,
    /// The checked claim.
    pub claim: String,
    /// Who makes it; empty if unknown.
    pub claimant: String,
    /// Who checked it; never empty.
    pub reviews: Vec<Review>,
}

variants!(Stance: Repeats, Disputes, Reports);
fields!(Review: id, title, date, publisher, verdict, url, language, source, licence);
fields!(Match: sentence, words, shown, stance, claim, claimant, reviews);
fields!(Library: name, claims, reviews, size, latest, left_out, faults);

impl Match {
    /// Returns whether it is marked in the text: it is shown, and the article does not say so itself.
    pub fn marks(&self) -> bool {
        self.shown && self.stance == Stance::Repeats
    }

    /// Returns the names of the publishers.
    pub fn publishers(&self) -> String {
        let names: Vec<&str> = self.reviews.iter().map(|review| &*review.publisher).collect();
        names.join(", ")
    }

    /// Returns a fingerprint that identifies the match when `text` is matched again. It consists of the words of the
    /// sentence and the claim.
    pub fn print(&self, text: &str) -> u64 {
        let words = self.sentence.of(text).split_whitespace().chain(self.claim.split_whitespace());
        dismiss::hash_words(std::iter::once("k").chain(words))
    }
}

/// The state of the library and its matches.
#[derive(Clone, Debug, Default)]
pub struct Checks {
    /// The library; `None` if there is none.
    pub library: Option<Rc<Library>>,
    /// Whether it is kept on the device.
    pub kept: bool,
    /// The name of the file that is being read, and the progress in percent.
    pub reading: Option<(Rc<str>, u8)>,
    /// The name of the file that was refused, and the key of the message about it.
    pub refused: Option<(Rc<str>, &'static str)>,
    /// The text that was matched.
    pub text: Rc<str>,
    /// The matches in it without those that the reader dismissed.
    pub matches: Rc<[Match]>,
    /// All matches.
    found: Rc<[Match]>,
}

/// An event about the library.
#[derive(Clone, Debug)]
pub enum Event {
    /// A file with this name is read; the progress in percent.
    Reading(Rc<str>, u8),
    /// The library is ready.
    Opened(Rc<Library>),
    /// The file with this name is refused; the key of the message. The previous library stays.
    Refused(Rc<str>, &'static str),
    /// The message about it is closed.
    RefusalSeen,
    /// The matches in this text.
    Found(Rc<str>, Rc<[Match]>),
    /// The library is kept on the device (`true`), or no longer.
    Kept(bool),
    /// The library is closed.
    Closed,
}

impl Checks {
    /// Returns the state after `event`.
    pub fn after(&self, event: Event) -> Self {
        let mut next = self.clone();
        match event {
            Event::Reading(name, done) => (next.reading, next.refused) = (Some((name, done)), None),
            Event::Opened(library) => {
                next = Self { library: Some(library), ..Self::default() };
            }
            Event::Refused(name, why) => (next.reading, next.refused) = (None, Some((name, why))),
            Event::RefusalSeen => next.refused = None,
            // The library was closed in the meantime.
            Event::Found(..) if self.library.is_none() => {}
            Event::Found(text, found) => (next.text, next.found) = (text, found),
            Event::Kept(kept) => next.kept = kept,
            Event::Closed => next = Self::default(),
        }
        next
    }

    /// Returns the state for another article: without matches.
    pub fn anew(&self) -> Self {
        Self { text: Rc::default(), matches: Rc::default(), found: Rc::default(), ..self.clone() }
    }

    /// Removes the matches with these fingerprints. Returns how many there are.
    pub fn sift(&mut self, dismissed: &[u64]) -> usize {
        let known = Known::new(dismissed);
        let stays = |one: &&Match| !known.has(one.print(&self.text));
        self.matches = self.found.iter().filter(stays).cloned().collect();
        self.found.len() - self.matches.len()
    }

    /// Returns the marks in the text that was matched.
    pub fn pieces(&self) -> Vec<Piece> {
        let all = self.matches.iter().enumerate().filter(|(_, one)| one.marks());
        all.map(|(at, one)| Piece { span: one.sentence, item: Item::Check(at), part: Part::Check }).collect()
    }

    /// Returns the match in position `at`.
    pub fn get(&self, at: usize) -> Option<&Match> {
        self.matches.get(at)
    }
}

#[cfg(test)]
mod tests;
