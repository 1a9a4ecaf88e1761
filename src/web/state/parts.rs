//! What the page's state is made of.

use std::rc::Rc;

use crate::web::segments::Item;
use crate::web::share::Marks;

/// Where a text came from that took the place of another.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The reader emptied the page.
    Cleared,
    /// One of the examples.
    Example,
    /// A file of this name.
    File(String),
    /// A paste of many lines.
    Pasted,
    /// What had been set apart, put back in.
    PutBack,
    /// A file of this name, read in this encoding by a guess.
    Assumed(String, &'static str),
    /// A link that somebody shared, with what the sender did to the marks.
    Link(Rc<Marks>),
    /// What another program shared with the installed page.
    Shared,
    /// What was kept on this device.
    Kept,
    /// What was open when the page was left.
    Restored,
    /// The text before was taken back.
    Undone,
    /// The text that was undone last was taken back.
    Redone,
}

/// What the reader did to a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Regret {
    /// Took it away.
    Dismissed,
    /// Corrected it.
    Corrected,
}

/// Why a file was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is no text: an image, say.
    NotText,
    /// Its bytes are not UTF-8.
    NotUtf8,
    /// It is too large to be an article.
    TooLarge,
    /// So is what was pasted.
    LongPaste,
    /// Its markup is so nested or tangled that the browser would take too long for it.
    Tangled,
    /// So is what was pasted, and there is no plain text beside it.
    TangledPaste,
    /// What was pasted is the address of a page.
    Address,
    /// The browser could not read it.
    Unreadable,
    /// A word processor's file that is broken, or holds what none should.
    Broken,
    /// A shared link that is cut short or no link of this page.
    BadLink,
    /// The browser cannot unpack it.
    NoUnpacking,
    /// The part of the page that reads it could not be fetched.
    NotFetched,
}

impl Refusal {
    /// The key of the sentence about it.
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

/// What opens over the page, one at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// What the page does, and its keys.
    Help,
    /// What can be set.
    Settings,
    /// A link that holds the article.
    Share,
    /// The findings as a file.
    Save,
    /// The articles that are kept on this device.
    Recent,
}

/// What is listed beside the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// What is contested.
    #[default]
    Claims,
    /// Who speaks.
    Speakers,
    /// The article in pictures and numbers.
    Overview,
}

impl Tab {
    /// With the names that the document gives them, and the keys of their words.
    pub const ALL: [(Tab, &str, &str); 3] = [
        (Tab::Claims, "claims", "ui.lens.contested"),
        (Tab::Speakers, "speakers", "ui.speakers"),
        (Tab::Overview, "overview", "ui.overview"),
    ];

    /// The name that the document and storage give it.
    pub fn id(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The tab of this name, else the first.
    pub fn of_id(name: &str) -> Self {
        match name {
            "speakers" => Tab::Speakers,
            "overview" => Tab::Overview,
            _ => Tab::Claims,
        }
    }

    /// Where this key leads from here, going round at the ends.
    pub fn after(self, key: &str) -> Option<Self> {
        let (here, all) = (self as usize, Self::ALL.len());
        let there = match key {
            "ArrowRight" | "ArrowDown" => (here + 1) % all,
            "ArrowLeft" | "ArrowUp" => (here + all - 1) % all,
            "Home" => 0,
            "End" => all - 1,
            _ => return None,
        };
        Some(Self::ALL[there].0)
    }
}

/// The open card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Card {
    /// What it is about.
    pub item: Item,
    /// Whether it stays when pointer and focus move on.
    pub pinned: bool,
}
