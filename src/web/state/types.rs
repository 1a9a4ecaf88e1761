//! The types in the page's state.

use std::rc::Rc;

use crate::web::marks::Item;
use crate::web::share::Marks;

/// Why one text replaced another: the event, or the source of the new text.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The reader cleared the page.
    Cleared,
    /// An example.
    Example,
    /// A file with this name.
    File(String),
    /// A paste of many lines.
    Pasted,
    /// Excluded blocks were put back.
    PutBack,
    /// A file with this name, in this guessed encoding.
    Assumed(String, &'static str),
    /// A shared link, with the sender's changes to the marks.
    Link(Rc<Marks>),
    /// Another program shared it with the installed page.
    Shared,
    /// It was saved on this device.
    Kept,
    /// It was open when the page was left.
    Restored,
    /// The previous text was restored by undo.
    Undone,
    /// The text that was undone last was restored by redo.
    Redone,
}

/// A change to a finding that can be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UndoableChange {
    /// It was removed.
    Dismissed,
    /// It was corrected.
    Corrected,
}

/// Why a file, a paste or a link was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is not text, for example an image.
    NotText,
    /// It is not valid UTF-8.
    NotUtf8,
    /// It is too large to be an article.
    TooLarge,
    /// The pasted text is too long.
    LongPaste,
    /// Its markup is so nested or tangled that parsing would take the browser too long.
    Tangled,
    /// The pasted markup is too nested or tangled, and there is no plain text.
    TangledPaste,
    /// The pasted text is the address of a page.
    Address,
    /// The browser could not read it.
    Unreadable,
    /// It is a word processor's file that is damaged or contains something it should not.
    Broken,
    /// It is a shared link that is cut short or not from this page.
    BadLink,
    /// The browser cannot decompress the link.
    NoUnpacking,
    /// The part of the page that reads it could not be loaded.
    NotFetched,
}

impl Refusal {
    /// Returns the key of the message about it.
    pub fn key(self) -> &'static str {
        match self {
            Refusal::NotText => "ui.refused.not-text",
            Refusal::NotUtf8 => "ui.refused.not-utf8",
            Refusal::TooLarge => "ui.refused.too-large",
            Refusal::LongPaste => "ui.refused.long-paste",
            Refusal::Tangled => "ui.refused.tangled",
            Refusal::TangledPaste => "ui.refused.tangled-paste",
            Refusal::Address => "ui.refused.address",
            Refusal::Unreadable => "ui.refused.unreadable",
            Refusal::Broken => "ui.refused.broken",
            Refusal::BadLink => "ui.refused.bad-link",
            Refusal::NoUnpacking => "ui.refused.no-unpacking",
            Refusal::NotFetched => "ui.refused.not-fetched",
        }
    }
}

/// The dialogs, of which only one is open at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// What the page does, and its keyboard shortcuts.
    Help,
    /// The settings.
    Settings,
    /// A link that contains the article.
    Share,
    /// The findings as a file.
    Save,
    /// The articles saved on this device.
    Recent,
    /// The library of published fact-checks.
    Checks,
}

/// The open card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Card {
    /// The finding that it describes.
    pub item: Item,
    /// Whether it stays open when pointer and focus leave.
    pub pinned: bool,
}
