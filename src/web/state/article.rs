//! Changes of the article in the editor: it is edited, replaced or restored. Pure: no browser types.

use std::rc::Rc;

use super::undo_steps::{Stepped, single};
use super::{Action, Change, History, State, TextVersion, UndoableChange};
use crate::intake::flow::Rich;
use crate::web::corrections::{self, Correction};
use crate::web::edit::Edit;
use crate::web::origin::Origin;
use crate::web::saved::SavedArticle;

impl State {
    /// Returns the article in the editor.
    pub fn present(&self) -> TextVersion {
        let (text, origin, steps) = (self.text.clone(), self.origin.clone(), self.steps.clone());
        let (guest, edited, corrected) = (self.guest, self.edited, self.corrected);
        TextVersion { number: self.article_number, text, origin, guest, edited, corrected, steps }
    }

    /// Returns whether there are corrections that would be lost with the page if nothing is saved. A text that was only
    /// pasted is not a loss.
    pub fn corrections(&self) -> bool {
        self.corrected && !self.text.trim().is_empty() || self.history.corrected()
    }

    /// Returns the state after the reader changed the article, which makes it the reader's own.
    fn own(mut self) -> Self {
        (self.guest, self.edited) = (false, true);
        self
    }

    /// Returns the state after the reader did more than paste into the article.
    fn touched(mut self) -> Self {
        self.corrected = true;
        self.own()
    }

    /// Returns the state with a new article in the editor, which has a new number.
    fn begun(mut self) -> Self {
        self.last_article_number += 1;
        (self.article_number, self.notice_suppressed) = (self.last_article_number, false);
        (self.filter, self.wanted) = (Rc::new(self.filter.anew()), None);
        self.checks = self.checks.anew();
        self
    }

    fn typed(&self, text: Rc<str>) -> Self {
        let edit = Edit::between(&self.text, &text);
        let mut next = self.with_text(text).own();
        if edit.replaces(&self.text) {
            // If hardly anything of the old text is left, a new article begins.
            next.history = Rc::new(self.history.replaced(self.present()));
            (next.steps, next.corrected, next.replacement) = (Rc::default(), false, None);
            next.editing = !next.text.is_empty();
            return next.begun();
        }
        next.steps = Rc::new(self.steps.typed(&self.text, &next.text, &self.origin));
        // The first words typed into an empty page count as a paste.
        next.corrected |= !self.text.is_empty();
        // A paste is more recent than the change that the notice offers to undo, so the notice is closed. So is the
        // notice of a restored article, because its button would discard what the reader has changed.
        if !single(edit.parts(&self.text, &next.text).2) || next.replacement == Some(Change::Restored) {
            next.replacement = None;
        }
        // A reader who starts to type continues in the editor.
        next.editing = (next.editing || self.text.is_empty()) && !next.text.is_empty();
        next
    }

    /// Returns the state after a paste of many lines, which has a notice.
    fn pasted(&self, text: Rc<str>) -> Self {
        let mut next = self.typed(text);
        next.steps = Rc::default();
        next.set(Rc::new(self.history.replaced(self.present())), Change::Pasted)
    }

    /// Returns the state after a step back or forward.
    fn stepped(&self, (text, origin, steps): Stepped) -> Self {
        let mut next = self.with_text(text.into()).with_origin(origin).touched();
        next.steps = Rc::new(steps);
        next.written += 1;
        next
    }

    fn replaced(&self, text: &str, change: Change) -> Self {
        let history = Rc::new(self.history.replaced(self.present()));
        let text: Rc<str> = text.replace("\r\n", "\n").replace('\r', "\n").into();
        let mut next = self.with_text(text);
        next.steps = Rc::default();
        if change == Change::PutBack {
            let origin = Rc::new(self.origin.complete(&next.origin));
            next = next.with_origin(origin).touched();
        } else {
            next = next.begun().with_origin(Rc::default());
            (next.edited, next.corrected) = (change == Change::Pasted, false);
            next.guest = !next.edited && change != Change::Cleared;
        }
        next.set(history, change)
    }

    /// Returns the state with a text from the history in the editor.
    fn returned(&self, (version, history): (TextVersion, History), change: Change) -> Self {
        let TextVersion { number, text, origin, guest, edited, corrected, steps } = version;
        let mut next = self.with_text(text).with_origin(origin);
        (next.article_number, next.guest, next.edited, next.corrected) = (number, guest, edited, corrected);
        (next.filter, next.checks) = (Rc::new(self.filter.anew()), self.checks.anew());
        next.steps = Rc::new(steps.paused());
        next.set(Rc::new(history), change)
    }

    /// Writes the text into the editor. Shows a notice if undo or redo is possible, if the article came from a link,
    /// because a reload does not bring it back, or if a reload did bring it back.
    fn set(mut self, history: Rc<History>, change: Change) -> Self {
        let alone = matches!(change, Change::Link(_) | Change::Restored);
        let worth_telling = history.can_undo() || history.can_redo() || alone;
        (self.history, self.replacement) = (history, worth_telling.then_some(change));
        self.written += 1;
        (self.refused, self.undoable, self.editing) = (None, None, false);
        self
    }

    fn corrected_by(self, correction: Correction) -> Self {
        let corrections = [&*self.origin.corrections, &[correction]].concat();
        self.correcting(corrections, Some(UndoableChange::Corrected)).touched()
    }

    fn arrived(&self, rich: &Rich, change: Change) -> Self {
        let marks = if let Change::Link(marks) = &change { marks.clone() } else { Rc::default() };
        let mut next = self.replaced(&rich.text, change);
        if let Some(filter) = &marks.filter {
            next.filter = Rc::new(filter.clone());
        }
        next.wanted = marks.mark;
        let mut origin = Origin::of(rich).marked(&marks.dismissed, &marks.corrections);
        origin.language = marks.language;
        next.with_origin(Rc::new(origin))
    }

    fn recalled(&self, kept: &SavedArticle, change: Change) -> Self {
        self.replaced(&kept.text, change).with_origin(Rc::new(Origin::recalled(kept)))
    }

    /// Returns the state after an article arrived from outside: shown, or waiting if it would replace what the reader
    /// wrote.
    fn offered(mut self, rich: Rc<Rich>, change: Change) -> Self {
        if self.edited && !self.text.trim().is_empty() {
            self.waiting = Some((rich, change));
            return self;
        }
        self.arrived(&rich, change)
    }

    /// Returns the state after the current article was recognised as saved: the saved corrections win over those from
    /// outside.
    fn recognised(mut self, kept: &SavedArticle) -> Self {
        self.guest = false;
        let origin = Rc::new(self.origin.kept_as(kept));
        self.with_origin(origin).sifted()
    }

    /// Returns the state after `action` has changed the article in the editor; `None` if it changes nothing.
    pub(super) fn article(&self, action: Action) -> Option<Self> {
        let mut next = self.clone();
        Some(match action {
            Action::Typed(text) => self.typed(text.into()),
            Action::Replaced(text, Change::Pasted) => self.pasted(text.into()),
            Action::Replaced(text, change) => self.replaced(&text, change),
            Action::Undo => self.returned(self.history.undone(self.present())?, Change::Undone),
            Action::Redo => self.returned(self.history.redone(self.present())?, Change::Redone),
            Action::StepBack => match self.steps.back(&self.text, &self.origin) {
                Some(step) => self.stepped(step),
                None => return self.article(Action::Undo),
            },
            Action::StepForward => match self.steps.forward(&self.text, &self.origin) {
                Some(step) => self.stepped(step),
                None => return self.article(Action::Redo),
            },
            Action::Described(meta) => next.with_origin(Rc::new(self.origin.described(&self.meta, &meta))).touched(),
            Action::Pasted(at, rich) if self.text.get(at..at + rich.text.len()) == Some(&rich.text) => {
                next.with_origin(Rc::new(self.origin.pasted(&self.text, at, &rich))).own()
            }
            Action::Read(language) if language == self.origin.language => return None,
            Action::Read(language) => {
                Rc::make_mut(&mut next.origin).language = language;
                next.touched()
            }
            Action::PutBack => self.replaced(&self.origin.put_back(&self.text), Change::PutBack),
            action => {
                match action {
                    Action::Paused if self.steps.open() => next.steps = Rc::new(self.steps.paused()),
                    Action::Keep => next.replacement = None,
                    Action::Adopted => next.guest = false,
                    action => return self.changed_marks(action),
                }
                next
            }
        })
    }

    /// Returns the state after an action that dismisses, restores or corrects marks; `None` if it changes nothing.
    /// Passes any other action to [`Self::incoming`].
    fn changed_marks(&self, action: Action) -> Option<Self> {
        let next = self.clone();
        Some(match action {
            Action::Dismissed(item) => {
                let fingerprint = self.fingerprint_of(item)?;
                next.dismissing([&*self.origin.dismissed, &[fingerprint]].concat(), Some(UndoableChange::Dismissed))
                    .touched()
            }
            Action::Undismissed(all) => {
                let mut dismissed = self.origin.dismissed.clone();
                dismissed.truncate(if all { 0 } else { dismissed.len().saturating_sub(1) });
                next.dismissing(dismissed, None).touched()
            }
            Action::Corrected(item, change) => {
                let fingerprint = self.fingerprint_of(item)?;
                next.corrected_by(Correction { fingerprint, change })
            }
            Action::Merged(from, to) => {
                let fingerprint = corrections::name_fingerprint(&from);
                next.corrected_by(Correction { fingerprint, change: corrections::Change::Rename(to) })
            }
            Action::Unmarked => {
                let origin = Rc::new(self.origin.marked(&[], &[]));
                next.with_origin(origin).sifted()
            }
            Action::Uncorrected => {
                let own = &self.origin.corrections;
                next.correcting(own[..own.len().saturating_sub(1)].to_vec(), None).touched()
            }
            action => return self.incoming(action),
        })
    }

    /// Returns the state after an action that brings an article from outside or from storage; `None` for any other
    /// action, or if it changes nothing.
    fn incoming(&self, action: Action) -> Option<Self> {
        let mut next = self.clone();
        Some(match action {
            Action::Arrived(rich, change) => self.arrived(&rich, change),
            // The same text again: nothing new to show.
            Action::Offered(rich, _) if *rich.text == *self.text => return None,
            Action::Offered(rich, change) => next.offered(rich, change),
            Action::Answered(agreed) => {
                let (rich, change) = next.waiting.take()?;
                if agreed { next.arrived(&rich, change) } else { next }
            }
            Action::Recalled(kept) => self.recalled(&kept, Change::Kept),
            Action::Restored(kept) if self.text.is_empty() && self.last_article_number == 0 => {
                next = self.recalled(&kept, Change::Restored);
                // The notice that the article is only displayed would appear briefly, until the article is recognised
                // as saved.
                next.notice_suppressed = true;
                next
            }
            Action::Remembered(article_number, dismissed) if article_number == self.article_number => {
                next.dismissing(dismissed, None)
            }
            Action::Recognised(article_number, kept) if article_number == self.article_number && self.guest => {
                next.recognised(&kept)
            }
            _ => return None,
        })
    }
}
