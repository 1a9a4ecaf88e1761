//! The replaced texts, for undo and redo. Pure: no browser types.

use std::rc::Rc;

use super::undo_steps::Steps;
use crate::web::origin::Origin;
use crate::web::saved::SavedArticle;

/// The maximum total size of replaced texts that the reader never corrected, in bytes.
const MOST_UNTOUCHED: usize = 4_000_000;
/// The maximum number of such texts.
const MANY_UNTOUCHED: usize = 24;

/// A text in the editor, with everything that belongs to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TextVersion {
    /// Identifies the article across edits, undo and redo.
    pub number: u32,
    /// The whole text.
    pub text: Rc<str>,
    /// What the page knows about the text besides its words.
    pub origin: Rc<Origin>,
    /// Whether it was only displayed so far and is not saved on the device.
    pub guest: bool,
    /// Whether the reader typed, pasted or changed something in it.
    pub edited: bool,
    /// Whether the reader did more than paste it.
    pub corrected: bool,
    /// The steps of typing in it.
    pub steps: Rc<Steps>,
}

impl TextVersion {
    /// Returns the article as saved on the device.
    pub fn article(&self) -> SavedArticle {
        let (text, origin) = (self.text.to_string(), &self.origin);
        let (dismissed, corrections) = (origin.dismissed.clone(), origin.corrections.clone());
        SavedArticle { meta: origin.meta(&text), text, dismissed, corrections, language: origin.language }
    }
}

/// The texts before the current one, and the undone ones.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// The texts before the current one, the latest last.
    past: Vec<TextVersion>,
    /// The undone texts. The one that was undone last comes last.
    future: Vec<TextVersion>,
}

impl History {
    /// Returns the history after another text replaced `present`. Undone texts become part of the past, so that undo
    /// still reaches them.
    pub fn replaced(&self, present: TextVersion) -> Self {
        let mut past = [&*self.past, &*self.future].concat();
        past[self.past.len()..].reverse();
        past.extend(filled(present));
        Self { past, future: Vec::new() }.bounded()
    }

    /// Returns the text before `present`, and the history as of that text; `None` if there is no earlier text.
    pub fn undone(&self, present: TextVersion) -> Option<(TextVersion, Self)> {
        let mut next = self.clone();
        let version = next.past.pop()?;
        next.future.extend(filled(present));
        Some((version, next.bounded()))
    }

    /// Returns the text that was undone last, and the history as of that text; `None` if no text was undone.
    pub fn redone(&self, present: TextVersion) -> Option<(TextVersion, Self)> {
        let mut next = self.clone();
        let version = next.future.pop()?;
        next.past.extend(filled(present));
        Some((version, next.bounded()))
    }

    /// Returns whether [`History::undone`] returns a text.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Returns whether [`History::redone`] returns a text.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Returns the latest version of the article with this number.
    pub fn find(&self, number: u32) -> Option<&TextVersion> {
        self.past.iter().rev().chain(&self.future).find(|version| version.number == number)
    }

    /// Returns whether the reader corrected one of the texts.
    pub fn corrected(&self) -> bool {
        self.past.iter().chain(&self.future).any(|version| version.corrected)
    }

    /// Drops the oldest texts that the reader never corrected if there are too many or they are too large. All others
    /// stay.
    fn bounded(mut self) -> Self {
        let (mut bytes, mut count) = (0, 0);
        let mut stays = |version: &TextVersion| {
            if !version.corrected {
                bytes += version.text.len();
                count += 1;
            }
            version.corrected || count == 1 || bytes <= MOST_UNTOUCHED && count <= MANY_UNTOUCHED
        };
        for list in [&mut self.past, &mut self.future] {
            list.reverse();
            list.retain(&mut stays);
            list.reverse();
        }
        self
    }
}

/// Returns `version`; `None` if its text is empty, because nobody wants to return to that.
fn filled(version: TextVersion) -> Option<TextVersion> {
    (!version.text.is_empty()).then_some(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str, corrected: bool) -> TextVersion {
        TextVersion { text: text.into(), edited: corrected, corrected, ..TextVersion::default() }
    }

    fn texts(history: &History) -> Vec<&str> {
        history.past.iter().map(|version| &*version.text).collect()
    }

    #[test]
    fn a_replacement_after_undo_keeps_what_was_undone() {
        let history = History::default().replaced(version("a", true)).replaced(version("b", true));
        let (b, history) = history.undone(version("c", true)).unwrap();
        let (a, history) = history.undone(b).unwrap();
        assert_eq!(texts(&history.replaced(a)), ["b", "c", "a"]);
    }

    #[test]
    fn untouched_texts_are_bounded_and_corrected_ones_never_dropped() {
        let mut history = History::default().replaced(version("mine", true));
        let long = "x".repeat(1_000_000);
        for _ in 0..40 {
            history = history.replaced(version(&long, false));
        }
        assert_eq!((history.past.len(), &*history.past[0].text), (5, "mine"));
        for _ in 0..40 {
            history = history.replaced(version("x", false));
        }
        assert_eq!((history.past.len(), &*history.past[0].text), (25, "mine"));
    }

    #[test]
    fn an_empty_text_is_not_kept_in_the_history() {
        let history = History::default().replaced(version("a", true));
        let (a, history) = history.undone(version("", true)).unwrap();
        assert!(&*a.text == "a" && !history.can_redo() && !history.can_undo());
    }
}
