//! The state of the page, and the only code that changes it. Pure: no browser types, no timers.

use std::rc::Rc;

use yew::Reducible;

mod article;
mod checked;
mod history;
mod navigation;
mod saving;
mod types;
mod undo_steps;

pub use history::{History, TextVersion};
pub use saving::{Keeping, SavingEvent};
pub use types::{Card, Change, Dialog, Refusal, UndoableChange};
pub use undo_steps::Steps;

use super::checks::{self, Checks};
use super::corrections::{self, Correction};
use super::dismiss;
use super::filter::Filter;
use super::lines;
use super::lists;
use super::marks::{Item, Mark};
use super::notes::{self, Note};
use super::origin::Origin;
use super::saved::SavedArticle;
use super::segments::{self, Line};
use super::settings::Settings;
use super::tab::Tab;
use super::work::{Turn, Work};
use crate::export::Meta;
use crate::i18n::{Language, Locale};
use crate::intake::flow::Rich;
use crate::model::Analysis;

/// The number of characters that are analysed; the rest of a longer text is shown without marks.
pub const LIMIT: usize = MOST;

/// The maximum length of a text that is pasted or opened, in bytes. Anything longer is not an article, and would
/// freeze the browser for minutes.
pub const MOST: usize = crate::intake::length::MOST;

/// The state of the page. Equal only to itself, so that views are redrawn whenever it changes.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The text in the editor.
    pub text: Rc<str>,
    /// How often the page itself (not the reader's typing) has set the text.
    pub written: u32,
    /// The text that was analysed: the whole text, or the first part of a long one.
    pub analysed: Rc<str>,
    /// The findings in it, without those that the reader dismissed.
    pub analysis: Rc<Analysis>,
    /// The number of dismissed findings.
    pub dismissed: usize,
    /// The last removal or correction of a mark, while it can be undone.
    pub undoable: Option<UndoableChange>,
    /// The number of finished analyses.
    pub rounds: u32,
    /// Which findings are shown.
    pub filter: Rc<Filter>,
    /// The text, line by line, with its marks.
    pub lines: Rc<[Line]>,
    /// Whether articles are compared, in which case the comparison replaces the text and the lists.
    pub comparing: bool,
    /// Whether the text is being edited rather than read.
    pub editing: bool,
    /// Whether the lists cover the text, where there is no room for both.
    pub listing: bool,
    /// The open card, if any.
    pub card: Option<Card>,
    /// The finding under the pointer.
    pub highlighted: Option<Item>,
    /// The replaced texts, for undo and redo.
    pub history: Rc<History>,
    /// The last replacement of the text, while its notice is shown.
    pub replacement: Option<Change>,
    /// An article from outside that is shown only once the reader agrees, because it would replace an edited text.
    pub waiting: Option<(Rc<Rich>, Change)>,
    /// Identifies the article in the editor across edits, undo and redo.
    pub article_number: u32,
    /// Whether the article is only displayed: it is not saved on the device until the reader changes it or asks for it.
    pub guest: bool,
    /// Whether the notice about that is suppressed, because the article was saved on this device and is about to be
    /// recognised.
    pub notice_suppressed: bool,
    /// Whether the reader typed, pasted or changed something in the article.
    pub edited: bool,
    /// Whether the reader did more than paste the article.
    pub corrected: bool,
    /// The steps of typing in the text.
    pub steps: Rc<Steps>,
    /// The last refused file, and why it was refused.
    pub refused: Option<(String, Refusal)>,
    /// The open dialog, if any.
    pub dialog: Option<Dialog>,
    /// The article's metadata.
    pub meta: Rc<Meta>,
    /// What the page knows about the text besides its words.
    pub origin: Rc<Origin>,
    /// The fingerprint of the finding that a link leads to, until the reader navigates elsewhere.
    pub wanted: Option<u64>,
    /// The reader's settings.
    pub settings: Settings,
    /// The language in which the interface currently is, with its sentences.
    pub locale: Locale,
    /// The key of the message about a problem unrelated to the text.
    pub trouble: Option<&'static str>,
    /// The progress of the analysis.
    pub work: Work,
    /// The state of saving articles on the device.
    pub keeping: Keeping,
    /// The matches with published fact-checks.
    pub checks: Checks,
    /// The number of the last article that began in the editor.
    last_article_number: u32,
    /// All findings, including those that the reader dismissed.
    found: Rc<Analysis>,
    marks: Rc<[Mark]>,
}

/// An event that changes the state.
#[derive(Clone, Debug)]
pub enum Action {
    /// The reader changed the text to this.
    Typed(String),
    /// An analysis of this text, the first part of the current one, has finished.
    Analysed(Rc<str>, Rc<Analysis>),
    /// The text is replaced.
    Replaced(String, Change),
    /// The reader returns to the previous text.
    Undo,
    /// The reader returns to the text that was undone last.
    Redo,
    /// The reader undoes the last step of typing; before the first step, returns to the previous text.
    StepBack,
    /// The reader redoes a step, the inverse of [`Action::StepBack`].
    StepForward,
    /// The reader has paused typing.
    Paused,
    /// The notice about the replaced text is closed.
    Keep,
    /// A file was refused.
    Refused(String, Refusal),
    /// The message about it is closed.
    RefusalSeen,
    /// The pointer is over this finding, or over none.
    Highlighted(Option<Item>),
    /// The pointer has rested there: the card of this finding is shown while the pointer stays. `None` closes the
    /// card.
    Rested(Option<Item>),
    /// The card of this finding is shown until it is closed.
    Pin(Item),
    /// The card is closed.
    Close,
    /// The reader changes the filter.
    Filtered(Filter),
    /// This dialog is opened.
    Opened(Dialog),
    /// This dialog was closed.
    Closed(Dialog),
    /// The reader corrected the metadata.
    Described(Meta),
    /// The reader says in which language the article is, or leaves that to the page.
    Read(Option<Language>),
    /// An article that the reader opened replaces the text.
    Arrived(Rc<Rich>, Change),
    /// An article arrived from outside, without the reader's doing. It replaces the text unless the reader has edited
    /// that.
    Offered(Rc<Rich>, Change),
    /// The reader accepts (`true`) or rejects the waiting article.
    Answered(bool),
    /// The reader wants the article to be saved although it was not changed.
    Adopted,
    /// The article with this number is already saved, with this content.
    Recognised(u32, Rc<SavedArticle>),
    /// An event about saving articles on the device.
    Keeping(SavingEvent),
    /// This was pasted into the text at this byte.
    Pasted(usize, Rc<Rich>),
    /// The reader puts the excluded blocks back.
    PutBack,
    /// The reader changed the settings.
    Set(Settings),
    /// The language of the interface has changed.
    LanguageChanged(Locale),
    /// A problem occurred, which the message under this key describes; `None` closes the message.
    Trouble(Option<&'static str>),
    /// An event about the analysis.
    Worked(Turn),
    /// An event about the library of fact-checks.
    Checks(checks::Event),
    /// The reader dismisses this mark.
    Dismissed(Item),
    /// The reader restores the mark that was dismissed last, or with `true`, all dismissed marks.
    Undismissed(bool),
    /// This article, saved on this device, replaces the text.
    Recalled(Rc<SavedArticle>),
    /// This article, which was open when the page was left, is reopened, unless there is another one already.
    Restored(Rc<SavedArticle>),
    /// The findings with these fingerprints, in the article with this number, had been dismissed before.
    Remembered(u32, Vec<u64>),
    /// The reader selects another tab next to the text.
    Turned(Tab),
    /// The reader opens or closes the comparison.
    Comparing(bool),
    /// The reader starts or stops editing the text.
    Editing(bool),
    /// The lists are opened or closed, where they cover the text.
    Listing(bool),
    /// The reader corrected this mark.
    Corrected(Item, corrections::Change),
    /// The reader merges the first speaker into the second.
    Merged(String, String),
    /// The reader undoes the last correction.
    Uncorrected,
    /// The reader rejects the corrections and removals that came with a link.
    Unmarked,
    /// The notice about the dismissed or corrected mark is closed.
    UndoableSeen,
}

impl PartialEq for State {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl State {
    /// Returns the part of the text that is analysed.
    pub fn readable(&self) -> &str {
        &self.text[..segments::first_part(&self.text, LIMIT)]
    }

    /// Returns whether the marks belong to the current text.
    pub fn current(&self) -> bool {
        *self.analysed == *self.readable()
    }

    /// Returns whether the text is being read, with its notes in the margin.
    pub fn reading(&self) -> bool {
        !self.text.is_empty() && !self.editing
    }

    /// Returns the number of speakers that the filter lets through; statements without a speaker count as one.
    pub fn speakers(&self) -> usize {
        lists::speakers(&self.analysis, &self.filter).len()
    }

    /// Returns the number of contested claims in the list of claims.
    pub fn contested(&self) -> usize {
        lists::claims(&self.analysis, &self.filter).iter().filter(|(_, claim)| claim.status.contested()).count()
    }

    /// Returns the highlighted finding: the one under the pointer, or else the one in the card.
    pub fn highlighted(&self) -> Option<Item> {
        self.highlighted.or(self.card.map(|card| card.item))
    }

    fn with_text(&self, text: Rc<str>) -> Self {
        let marks: Rc<[Mark]> = segments::shift(&self.marks, &self.text, &text).into();
        let marked = segments::first_part(&text, LIMIT);
        let shown = self.filter.marks(&self.analysis, &marks);
        let lines = lines::edited(&self.lines, &text, &shown, marked, &|item| self.note(item)).into();
        let origin = Rc::new(self.origin.moved(&self.text, &text));
        Self { text, marks, lines, origin, card: None, highlighted: None, work: self.work.rested(), ..self.clone() }
    }

    fn with_origin(mut self, origin: Rc<Origin>) -> Self {
        self.meta = Rc::new(origin.meta(&self.text));
        self.origin = origin;
        self
    }

    fn analysed(mut self, text: Rc<str>, found: Rc<Analysis>) -> Self {
        (self.analysed, self.found) = (text, found);
        (self.rounds, self.work) = (self.rounds + 1, self.work.rested());
        let origin = self.origin.clone();
        self.with_origin(origin).sifted()
    }

    /// Returns the state with findings and marks recomputed: without what the reader dismissed, and with the reader's
    /// corrections.
    fn sifted(mut self) -> Self {
        let dismissed_items = dismiss::dismissed_items(&self.analysed, &self.found, &self.origin.dismissed);
        let analysis = match (dismissed_items.len(), &*self.origin.corrections) {
            (0, []) => self.found.clone(),
            (_, own) => {
                Rc::new(dismiss::without(&corrections::corrected(&self.analysed, &self.found, own), &dismissed_items))
            }
        };
        let dismissed = dismissed_items.len() + self.checks.hide_dismissed(&self.origin.dismissed);
        self.filter = Rc::new((*self.filter).clone().searched(&self.analysed, &analysis));
        let found = segments::marks(&self.analysed, &analysis);
        let mut marks = segments::shift(&found, &self.analysed, &self.text);
        marks.extend(segments::shift(&self.checks.marks(), &self.checks.text, &self.text));
        let marks: Rc<[Mark]> = marks.into();
        let shown = self.filter.marks(&analysis, &marks);
        (self.analysis, self.dismissed, self.marks) = (analysis, dismissed, marks);
        self.lines = lines::marked(&self.lines, &self.text, &shown, &|item| self.note(item)).into();
        self
    }

    /// Returns the state with exactly these corrections.
    fn correcting(mut self, corrections: Vec<Correction>, undoable: Option<UndoableChange>) -> Self {
        Rc::make_mut(&mut self.origin).corrections = corrections;
        self.undoable = undoable;
        self.sifted()
    }

    /// Returns the state with exactly these findings dismissed.
    fn dismissing(mut self, dismissed: Vec<u64>, undoable: Option<UndoableChange>) -> Self {
        Rc::make_mut(&mut self.origin).dismissed = dismissed;
        (self.undoable, self.card, self.highlighted) = (undoable, None, None);
        self.sifted()
    }

    /// Returns the note of a finding.
    fn note(&self, item: Item) -> Option<Note> {
        match item {
            Item::Check(at) => self.checks.note(self.locale, at),
            _ => notes::note(self.locale, &self.analysis, &self.analysed, item),
        }
    }

    fn filtered(&self, filter: Filter) -> Self {
        let filter = filter.searched(&self.analysed, &self.analysis);
        let shown = filter.marks(&self.analysis, &self.marks);
        let lines = lines::marked(&self.lines, &self.text, &shown, &|item| self.note(item)).into();
        let card = self.card.filter(|card| filter.shows(&self.analysis, card.item));
        Self { filter: Rc::new(filter), lines, card, highlighted: None, ..self.clone() }
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        // A single copy for all arms: a struct update in each arm would copy in each, which adds 10 KB of code.
        let mut next = (*self).clone();
        match action {
            Action::Typed(text) if *text == *self.text => return self,
            // The text has changed since the analysis began.
            Action::Analysed(text, _) if *text != *self.readable() => return self,
            Action::Analysed(text, analysis) => next = next.analysed(text, analysis),
            Action::Refused(file, why) => next.refused = Some((file, why)),
            Action::RefusalSeen => next.refused = None,
            Action::Highlighted(item) if item == self.highlighted => return self,
            Action::Highlighted(highlighted) => next.highlighted = highlighted,
            // The card was closed in the meantime, and the pointer has not moved since.
            Action::Rested(item) if item.is_some() && item != self.highlighted => return self,
            Action::Rested(_) if self.card.is_some_and(|card| card.pinned) => return self,
            Action::Rested(item) => next.card = item.map(|item| Card { item, pinned: false }),
            Action::Pin(item) => {
                (next.card, next.listing, next.wanted) = (Some(Card { item, pinned: true }), false, None);
            }
            Action::Close => (next.card, next.highlighted) = (None, None),
            Action::Filtered(filter) if filter == *self.filter => return self,
            Action::Filtered(filter) => {
                next = self.filtered(filter);
                next.settings.lens = next.filter.lens;
            }
            Action::Editing(editing) => (next.editing, next.card, next.highlighted) = (editing, None, None),
            Action::Listing(listing) => next.listing = listing,
            Action::Worked(turn) => next.work = self.work.after(turn),
            Action::Keeping(event) => next.keeping = self.keeping.after(event),
            Action::Checks(event) => next = next.checked(event),
            Action::Comparing(comparing) => (next.comparing, next.card, next.highlighted) = (comparing, None, None),
            Action::Turned(tab) => next.settings.tab = tab,
            Action::UndoableSeen => next.undoable = None,
            Action::Opened(dialog) => next.dialog = Some(dialog),
            // The close event arrives late: another dialog may be open by then.
            Action::Closed(dialog) if self.dialog != Some(dialog) => return self,
            Action::Closed(_) => next.dialog = None,
            Action::Set(settings) => {
                next = self.filtered(self.filter.with_lens(settings.lens));
                next.settings = settings;
            }
            // The lines contain the notes, which are in the language of the interface.
            Action::LanguageChanged(locale) => {
                next.locale = locale;
                next = next.filtered((*self.filter).clone());
            }
            Action::Trouble(trouble) => next.trouble = trouble,
            action => match self.article(action) {
                Some(changed) => next = changed,
                None => return self,
            },
        }
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests;
