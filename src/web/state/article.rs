//! What happens to the article in the editor: it is edited, replaced, brought back. Pure: no browser types.

use std::rc::Rc;

use super::steps::{Stepped, single};
use super::{Action, Change, History, Regret, Sheet, State};
use crate::intake::flow::Rich;
use crate::web::corrections::{self, Correction};
use crate::web::edit::Edit;
use crate::web::origin::Origin;
use crate::web::shelf::Shelved;

impl State {
    /// The article in the editor.
    pub fn present(&self) -> Sheet {
        let (text, origin, steps) = (self.text.clone(), self.origin.clone(), self.steps.clone());
        let (guest, edited, corrected) = (self.guest, self.edited, self.corrected);
        Sheet { number: self.sheet, text, origin, guest, edited, corrected, steps }
    }

    /// Whether there are corrections that are lost with the page where nothing is kept. A text that was only pasted is
    /// no loss.
    pub fn corrections(&self) -> bool {
        self.corrected && !self.text.trim().is_empty() || self.history.corrected()
    }

    /// The same after the reader changed the article, which makes it the reader's own.
    fn own(&self) -> Self {
        Self { guest: false, edited: true, ..self.clone() }
    }

    /// The same after the reader changed more than a paste does.
    fn touched(&self) -> Self {
        Self { corrected: true, ..self.own() }
    }

    /// The same with another article in the editor, the one with a number of its own.
    fn begun(&self) -> Self {
        Self { sheet: self.sheets + 1, sheets: self.sheets + 1, hushed: false, ..self.clone() }
    }

    fn typed(&self, text: Rc<str>) -> Self {
        let edit = Edit::between(&self.text, &text);
        if edit.replaces(&self.text) {
            // Where nothing stayed a new article starts.
            let history = Rc::new(self.history.replaced(self.present()));
            let editing = !text.is_empty();
            let next = Self { history, steps: Rc::default(), corrected: false, told: None, ..self.begun() };
            return Self { editing, ..next.with_text(text).own() };
        }
        let steps = Rc::new(self.steps.typed(&self.text, &text, &self.origin));
        // The first words of all are as good as pasted.
        let corrected = self.corrected || !self.text.is_empty();
        // A paste is a later change than the one that the notice offers to undo, and what was changed since it came back
        // is not to be discarded by its notice.
        let stays = single(edit.parts(&self.text, &text).2);
        let told = self.told.clone().filter(|told| stays && *told != Change::Restored);
        // Who starts to write goes on writing.
        let editing = self.editing || self.text.is_empty() && !text.is_empty();
        let editing = editing && !text.is_empty();
        Self { steps, corrected, told, editing, ..self.with_text(text).own() }
    }

    /// The same with a text that the reader made by a paste of many lines, of which a notice tells.
    fn pasted(&self, text: Rc<str>) -> Self {
        let history = Rc::new(self.history.replaced(self.present()));
        Self { steps: Rc::default(), ..self.typed(text) }.set(history, Change::Pasted)
    }

    /// The same a step back or forward.
    fn stepped(&self, (text, origin, steps): Stepped) -> Self {
        let next = self.with_text(text.into()).with_origin(origin).touched();
        Self { steps: Rc::new(steps), written: self.written + 1, ..next }
    }

    fn replaced(&self, text: &str, change: Change) -> Self {
        let history = Rc::new(self.history.replaced(self.present()));
        let text: Rc<str> = text.replace("\r\n", "\n").replace('\r', "\n").into();
        let next = Self { steps: Rc::default(), ..self.with_text(text) };
        let next = match change {
            Change::PutBack => next.with_origin(Rc::new(self.origin.complete(&next.origin))).touched(),
            _ => {
                let edited = change == Change::Pasted;
                let guest = !edited && change != Change::Cleared;
                Self { guest, edited, corrected: false, ..next.begun().with_origin(Rc::default()) }
            }
        };
        next.set(history, change)
    }

    /// The same with a text of the history back in the editor.
    fn returned(&self, (sheet, history): (Sheet, History), change: Change) -> Self {
        let Sheet { number, text, origin, guest, edited, corrected, steps } = sheet;
        let steps = Rc::new(steps.paused());
        let next = self.with_text(text).with_origin(origin);
        Self { sheet: number, guest, edited, corrected, steps, ..next }.set(Rc::new(history), change)
    }

    /// Writes the text into the editor. Shows a notice if undo or redo is possible, if the article came from a link,
    /// because a reload does not bring it back, or if a reload did bring it back.
    fn set(&self, history: Rc<History>, change: Change) -> Self {
        let alone = matches!(change, Change::Link | Change::Restored);
        let worth_telling = history.can_undo() || history.can_redo() || alone;
        let told = worth_telling.then_some(change);
        let written = self.written + 1;
        Self { history, told, written, refused: None, regret: None, editing: false, ..self.clone() }
    }

    fn corrected_by(&self, correction: Correction) -> Self {
        self.correcting([&*self.origin.corrections, &[correction]].concat(), Some(Regret::Corrected)).touched()
    }

    fn arrived(&self, rich: &Rich, change: Change) -> Self {
        self.replaced(&rich.text, change).with_origin(Rc::new(Origin::of(rich)))
    }

    fn recalled(&self, kept: &Shelved, change: Change) -> Self {
        let origin = Origin::recalled(&kept.meta, &kept.dismissed, &kept.corrections);
        self.replaced(&kept.text, change).with_origin(Rc::new(origin))
    }

    /// The same with an article from outside: shown, or waiting where it would take the place of what the reader wrote.
    fn offered(&self, rich: Rc<Rich>, change: Change) -> Self {
        match self.edited && !self.text.trim().is_empty() {
            true => Self { waiting: Some((rich, change)), ..self.clone() },
            false => self.arrived(&rich, change),
        }
    }

    /// The same where the present article is found to be kept already: what is kept of it counts, not what came from
    /// outside.
    fn recognised(&self, kept: &Shelved) -> Self {
        let origin = Rc::new(self.origin.kept_as(kept));
        Self { guest: false, ..self.with_origin(origin).sifted() }
    }

    /// What `action` does to the article in the editor; `None` where it changes nothing.
    pub(super) fn article(&self, action: Action) -> Option<Self> {
        Some(match action {
            Action::Typed(text) => self.typed(text.into()),
            Action::Replaced(text, Change::Pasted) => self.pasted(text.into()),
            Action::Replaced(text, change) => self.replaced(&text, change),
            Action::Undo => self.returned(self.history.undone(self.present())?, Change::Undone),
            Action::Redo => self.returned(self.history.redone(self.present())?, Change::Redone),
            Action::StepBack => match self.steps.back(&self.text, &self.origin) {
                Some(step) => self.stepped(step),
                None => self.returned(self.history.undone(self.present())?, Change::Undone),
            },
            Action::StepForward => match self.steps.forward(&self.text, &self.origin) {
                Some(step) => self.stepped(step),
                None => self.returned(self.history.redone(self.present())?, Change::Redone),
            },
            Action::Paused if self.steps.open() => Self { steps: Rc::new(self.steps.paused()), ..self.clone() },
            Action::Keep => Self { told: None, ..self.clone() },
            Action::Described(meta) => self.with_origin(Rc::new(self.origin.described(&self.meta, &meta))).touched(),
            Action::Arrived(rich, change) => self.arrived(&rich, change),
            // The same text once more: nothing new to see.
            Action::Offered(rich, _) if *rich.text == *self.text => return None,
            Action::Offered(rich, change) => self.offered(rich, change),
            Action::Answered(agreed) => {
                let (rich, change) = self.waiting.clone()?;
                let next = Self { waiting: None, ..self.clone() };
                if agreed { next.arrived(&rich, change) } else { next }
            }
            Action::Pasted(at, rich) if self.text.get(at..at + rich.text.len()) == Some(&rich.text) => {
                self.with_origin(Rc::new(self.origin.pasted(&self.text, at, &rich))).own()
            }
            Action::PutBack => self.replaced(&self.origin.put_back(&self.text), Change::PutBack),
            Action::Dismissed(item) => {
                let print = self.print_of(item)?;
                self.dismissing([&*self.origin.dismissed, &[print]].concat(), Some(Regret::Dismissed)).touched()
            }
            Action::Readmitted(true) => self.dismissing(Vec::new(), None).touched(),
            Action::Readmitted(false) => {
                let dismissed = &self.origin.dismissed;
                self.dismissing(dismissed[..dismissed.len().saturating_sub(1)].to_vec(), None).touched()
            }
            Action::Corrected(item, change) => {
                let print = self.print_of(item)?;
                self.corrected_by(Correction { print, change })
            }
            Action::Merged(from, to) => {
                let print = corrections::name_print(&from);
                self.corrected_by(Correction { print, change: corrections::Change::Rename(to) })
            }
            Action::Uncorrected => {
                let own = &self.origin.corrections;
                self.correcting(own[..own.len().saturating_sub(1)].to_vec(), None).touched()
            }
            Action::Recalled(kept) => self.recalled(&kept, Change::Kept),
            // The note that it is only shown would be there for a moment, until it is found to be kept.
            Action::Restored(kept) if self.text.is_empty() && self.sheets == 0 => {
                Self { hushed: true, ..self.recalled(&kept, Change::Restored) }
            }
            Action::Remembered(sheet, dismissed) if sheet == self.sheet => self.dismissing(dismissed, None),
            Action::Recognised(sheet, kept) if sheet == self.sheet && self.guest => self.recognised(&kept),
            Action::Adopted => Self { guest: false, ..self.clone() },
            Action::GuestSeen => Self { hushed: true, ..self.clone() },
            _ => return None,
        })
    }
}
