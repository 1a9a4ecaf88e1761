//! Which article is open in this tab, and how far it is scrolled, so that it comes back after a reload, a crash or when
//! the tab was closed. Its words are kept by `use_shelf`.
//!
//! Noted twice: for this tab, whose note goes with it, and for the next tab that is opened, where the last note of all
//! counts.

use super::storage::{Kind, forget_in, keep_in, recall_in};
use crate::web::dom;

const OPEN: &str = "sayso.open";
const VERSION: &str = "sayso 1";

/// An article, and where the reader was in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// The name under which it is kept; empty where none is open.
    pub name: String,
    /// The caret, in UTF-16 units.
    caret: u32,
    /// How far the text is scrolled. CSS pixels.
    top: i32,
}

impl Open {
    /// What was noted for this tab, also that nothing was open.
    pub fn here() -> Option<Self> {
        Self::read(&recall_in(Kind::Tab, OPEN)?)
    }

    /// What was open last in any tab.
    pub fn last() -> Option<Self> {
        Self::read(&recall_in(Kind::Device, OPEN)?)
    }

    /// Notes that the article kept under this name is open now; an empty name stands for none.
    pub fn note(name: &str) {
        let caret = dom::editor().and_then(|editor| editor.selection_start().ok()?).unwrap_or(0);
        let noted = [VERSION, name, &caret.to_string(), &dom::scrolled().to_string()].join("\n");
        let before = Self::here().unwrap_or_default();
        keep_in(Kind::Tab, OPEN, &noted);
        if !name.is_empty() {
            keep_in(Kind::Device, OPEN, &noted);
        } else if !before.name.is_empty() && Self::last().is_some_and(|last| last.name == before.name) {
            forget_in(Kind::Device, OPEN);
        }
    }

    /// Takes both notes back.
    pub fn forget() {
        forget_in(Kind::Tab, OPEN);
        forget_in(Kind::Device, OPEN);
    }

    /// Brings the reader back to the place, without taking the focus.
    pub fn go(&self) {
        if let Some(editor) = dom::editor() {
            editor.set_selection_range(self.caret, self.caret).unwrap_or_default();
        }
        dom::scroll(self.top);
    }

    fn read(noted: &str) -> Option<Self> {
        let mut lines = noted.lines();
        lines.next().filter(|version| *version == VERSION)?;
        let name = lines.next()?.to_owned();
        Some(Self { name, caret: lines.next()?.parse().ok()?, top: lines.next()?.parse().ok()? })
    }
}
