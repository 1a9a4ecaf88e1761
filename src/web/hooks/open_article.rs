//! Records which article is open in this tab and how far it is scrolled, so that it can be restored after a reload, a
//! crash or a closed tab. The text itself is saved by `use_saved`.
//!
//! There are two records: one for this tab, deleted with it, and one on the device for the next tab. A later record on
//! the device replaces an earlier one.

use super::storage::{Kind, forget_in, keep_in, recall_in};
use crate::web::dom;

const OPEN: &str = "sayso.open";
const VERSION: &str = "sayso 2";

/// An article, and the reader's position in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// The name under which it is saved; empty if none is open.
    pub name: String,
    /// The caret, in UTF-16 units.
    caret: u32,
    /// The first visible line and its distance, see [`dom::text_position`].
    position: (usize, i32),
}

impl Open {
    /// Returns the record of this tab, which may say that no article was open; `None` if there is no record.
    pub fn here() -> Option<Self> {
        Self::read(&recall_in(Kind::Tab, OPEN)?)
    }

    /// Returns the article that was last open in any tab; `None` if none is recorded.
    pub fn last() -> Option<Self> {
        Self::read(&recall_in(Kind::Device, OPEN)?)
    }

    /// Records that the article saved under this name is open, and the reader's position in it. An empty name means
    /// that no article is open.
    pub fn note(name: &str) {
        let caret = dom::editor().and_then(|editor| editor.selection_start().ok()?).unwrap_or(0);
        let (line, distance) = dom::text_position();
        let noted = format!("{VERSION}\n{name}\n{caret}\n{line}\n{distance}");
        let before = Self::here().unwrap_or_default();
        keep_in(Kind::Tab, OPEN, &noted);
        if !name.is_empty() {
            keep_in(Kind::Device, OPEN, &noted);
        } else if !before.name.is_empty() && Self::last().is_some_and(|last| last.name == before.name) {
            forget_in(Kind::Device, OPEN);
        }
    }

    /// Deletes both records.
    pub fn forget() {
        forget_in(Kind::Tab, OPEN);
        forget_in(Kind::Device, OPEN);
    }

    /// Restores the reader's position without taking focus.
    pub fn go(&self) {
        if let Some(editor) = dom::editor() {
            editor.set_selection_range(self.caret, self.caret).unwrap_or_default();
        }
        dom::restore_text_position(self.position);
    }

    fn read(noted: &str) -> Option<Self> {
        let mut lines = noted.lines();
        lines.next().filter(|version| *version == VERSION)?;
        let name = lines.next()?.to_owned();
        let caret = lines.next()?.parse().ok()?;
        Some(Self { name, caret, position: (lines.next()?.parse().ok()?, lines.next()?.parse().ok()?) })
    }
}
