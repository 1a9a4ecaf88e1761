//! What the page knows, and the one place where that changes. Pure: no browser types, no timers.

use std::rc::Rc;

use yew::Reducible;

mod article;
mod history;
mod keeping;
mod parts;
mod steps;
mod walk;

pub use history::{History, Sheet};
pub use keeping::{Keeping, Shelving};
pub use parts::{Card, Change, Dialog, Refusal, Regret, Tab};
pub use steps::Steps;

use super::corrections::{self, Correction};
use super::dismiss;
use super::filter::Filter;
use super::lines;
use super::lists;
use super::notes::{self, Note};
use super::origin::Origin;
use super::segments::{self, Item, Line, Piece};
use super::settings::Settings;
use super::shelf::Shelved;
use super::work::{Turn, Work};
use crate::export::Meta;
use crate::i18n::Language;
use crate::intake::flow::Rich;
use crate::model::Analysis;

/// How many characters are analysed; the rest of a longer text is shown without marks.
pub const LIMIT: usize = MOST;

/// The longest text that is taken, in characters or bytes: what is longer is no article, and stops the browser for minutes.
pub const MOST: usize = crate::intake::length::MOST;

/// All that the page knows. Equal only to itself: views are drawn anew whenever it changes.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The text in the editor.
    pub text: Rc<str>,
    /// How often the page itself (not the reader's keys) has set the text.
    pub written: u32,
    /// The text that `analysis` is about: the whole, or the first part of a long one.
    pub analysed: Rc<str>,
    /// What was found in it, without what the reader dismissed.
    pub analysis: Rc<Analysis>,
    /// How many findings are dismissed.
    pub dismissed: usize,
    /// What was done to a finding a moment ago, and can be undone.
    pub regret: Option<Regret>,
    /// How many analyses were finished.
    pub rounds: u32,
    /// What of it is shown.
    pub filter: Rc<Filter>,
    /// The text, line by line, with its marks.
    pub lines: Rc<[Line]>,
    /// Whether several articles are compared, in the place of text and lists.
    pub comparing: bool,
    /// Whether the text is open for editing; else it is read.
    pub editing: bool,
    /// Whether the lists lie over the text, where there is no room for both.
    pub listing: bool,
    /// The open card, if any.
    pub card: Option<Card>,
    /// The finding under the pointer.
    pub lit: Option<Item>,
    /// The texts that were replaced.
    pub history: Rc<History>,
    /// The last replacement of the text, while its notice is shown.
    pub told: Option<Change>,
    /// An article from outside that waits until the reader agrees to see it in place of the edited text.
    pub waiting: Option<(Rc<Rich>, Change)>,
    /// Identifies the article in the editor across edits, undo and redo.
    pub sheet: u32,
    /// Whether the article is only shown: nothing of it is kept on the device until the reader changes it or asks for
    /// it.
    pub guest: bool,
    /// Whether no note says so: the article comes back from this device and is about to be found there.
    pub hushed: bool,
    /// Whether the reader typed, pasted or changed something in the article.
    pub edited: bool,
    /// Whether the reader did more than paste it.
    pub corrected: bool,
    /// What was typed into the text.
    pub steps: Rc<Steps>,
    /// The file that was refused last.
    pub refused: Option<(String, Refusal)>,
    /// The dialog that is open, if any.
    pub dialog: Option<Dialog>,
    /// What is known of the article beside its text.
    pub meta: Rc<Meta>,
    /// What came with the text.
    pub origin: Rc<Origin>,
    /// The fingerprint of the finding that a link leads to, until the reader goes elsewhere.
    pub wanted: Option<u64>,
    /// What the reader has set.
    pub settings: Settings,
    /// The language that the sentences are in by now.
    pub language: Language,
    /// What went wrong beside the text: the key of the sentence about it.
    pub trouble: Option<&'static str>,
    /// How the analysis goes along.
    pub work: Work,
    /// How keeping articles on the device goes.
    pub keeping: Keeping,
    /// How many articles the editor has had.
    sheets: u32,
    /// All that was found.
    found: Rc<Analysis>,
    marks: Rc<[Piece]>,
}

/// What can happen.
#[derive(Clone, Debug)]
pub enum Action {
    /// The reader changed the text to this.
    Typed(String),
    /// An analysis of this text, the first part of the present one, is there.
    Analysed(Rc<str>, Rc<Analysis>),
    /// Something else takes the text's place.
    Replaced(String, Change),
    /// Back to the text before.
    Undo,
    /// Back to the text that was undone last.
    Redo,
    /// Back by the last step of typing; before the first one, back to the text before.
    StepBack,
    /// Forward again: the opposite of [`Action::StepBack`].
    StepForward,
    /// Nothing was typed for a while.
    Paused,
    /// The note about the replaced text may go.
    Keep,
    /// A file was refused.
    Refused(String, Refusal),
    /// The note about it was read.
    RefusalSeen,
    /// The pointer is over a finding, or over none.
    Lit(Option<Item>),
    /// Show a card for as long as pointer or focus stay; none closes it.
    Peek(Option<Item>),
    /// The same, for a pointer that has rested there.
    Rested(Option<Item>),
    /// Show a card until it is closed.
    Pin(Item),
    /// Close the card.
    Close,
    /// Show other findings.
    Filtered(Filter),
    /// Open a dialog.
    Opened(Dialog),
    /// This dialog was closed.
    Closed(Dialog),
    /// The reader corrected what is known of the article.
    Described(Meta),
    /// An article that the reader opened takes the text's place.
    Arrived(Rc<Rich>, Change),
    /// An article came from outside without the reader's doing. It takes the text's place unless the reader has edited
    /// that.
    Offered(Rc<Rich>, Change),
    /// The reader agrees to see the article that waits (`true`), or refuses it.
    Answered(bool),
    /// The reader wants the article to be kept though nothing in it was changed.
    Adopted,
    /// The article with this number is already kept, as this.
    Recognised(u32, Rc<Shelved>),
    /// Keeping articles on the device goes on.
    Keeping(Shelving),
    /// This was pasted into the text at this byte.
    Pasted(usize, Rc<Rich>),
    /// What was set apart of the article is wanted after all.
    PutBack,
    /// The reader set something.
    Set(Settings),
    /// The sentences are in this language now.
    Spoken(Language),
    /// Something went wrong beside the text, or the note about it was read.
    Trouble(Option<&'static str>),
    /// The analysis goes along, or does not.
    Worked(Turn),
    /// The reader finds this mark wrong.
    Dismissed(Item),
    /// The mark that was dismissed last, or with `true` every one, is wanted again.
    Readmitted(bool),
    /// This article, kept on this device, takes the text's place.
    Recalled(Rc<Shelved>),
    /// This article, which was open when the page was left, is shown again, unless there is another by now.
    Restored(Rc<Shelved>),
    /// These findings of the article with this number were dismissed when it was here before.
    Remembered(u32, Vec<u64>),
    /// Another list is wanted beside the text.
    Turned(Tab),
    /// Several articles are to be compared, or no more.
    Comparing(bool),
    /// The text is to be edited, or read again.
    Editing(bool),
    /// The lists are to lie over the text, or no more.
    Listing(bool),
    /// The reader corrected this mark.
    Corrected(Item, corrections::Change),
    /// What this speaker says is this other speaker's.
    Merged(String, String),
    /// The last correction is taken back.
    Uncorrected,
    /// The corrections and removals that came with a link are not wanted.
    Unmarked,
    /// The note about the dismissed or corrected mark was read.
    RegretSeen,
}

impl PartialEq for State {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl State {
    /// The part of the text that is analysed.
    pub fn readable(&self) -> &str {
        &self.text[..segments::first_part(&self.text, LIMIT)]
    }

    /// Whether the marks are about the text as it stands.
    pub fn current(&self) -> bool {
        *self.analysed == *self.readable()
    }

    /// Whether the text is read, with its notes in the margin.
    pub fn reading(&self) -> bool {
        !self.text.is_empty() && !self.editing
    }

    /// How many speakers there are in what the filter lets through; nobody counts as one.
    pub fn speakers(&self) -> usize {
        lists::voices(&self.analysis, &self.filter).len()
    }

    /// How many contested claims there are in the list of claims.
    pub fn contested(&self) -> usize {
        lists::claims(&self.analysis, &self.filter).iter().filter(|(_, claim)| claim.status.contested()).count()
    }

    /// The finding to bring out: under the pointer, else in the card.
    pub fn bright(&self) -> Option<Item> {
        self.lit.or(self.card.map(|card| card.item))
    }

    fn with_text(&self, text: Rc<str>) -> Self {
        let marks: Rc<[Piece]> = segments::shift(&self.marks, &self.text, &text).into();
        let marked = segments::first_part(&text, LIMIT);
        let pieces = self.filter.pieces(&self.analysis, &marks);
        let lines = lines::edited(&self.lines, &text, &pieces, marked, &noted(&self.analysis, &self.analysed)).into();
        let origin = Rc::new(self.origin.moved(&self.text, &text));
        Self { text, marks, lines, origin, card: None, lit: None, work: self.work.rested(), ..self.clone() }
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

    /// The findings and marks without those that the reader dismissed.
    fn sifted(mut self) -> Self {
        let gone = dismiss::gone(&self.analysed, &self.found, &self.origin.dismissed);
        let analysis = match (gone.len(), &*self.origin.corrections) {
            (0, []) => self.found.clone(),
            (_, own) => Rc::new(dismiss::without(&corrections::corrected(&self.analysed, &self.found, own), &gone)),
        };
        let dismissed = gone.len();
        self.filter = Rc::new((*self.filter).clone().searched(&self.analysed, &analysis));
        let pieces = segments::pieces(&self.analysed, &analysis);
        let marks: Rc<[Piece]> = segments::shift(&pieces, &self.analysed, &self.text).into();
        let pieces = self.filter.pieces(&analysis, &marks);
        self.lines = lines::marked(&self.lines, &self.text, &pieces, &noted(&analysis, &self.analysed)).into();
        (self.analysis, self.dismissed, self.marks) = (analysis, dismissed, marks);
        self
    }

    /// What a finding is known by when the text is analysed anew; `None` where there is no such finding.
    pub fn print_of(&self, item: Item) -> Option<u64> {
        let gone = dismiss::gone(&self.analysed, &self.found, &self.origin.dismissed);
        dismiss::fingerprint(&self.analysed, &self.found, dismiss::original(item, &gone))
    }

    /// The same with these corrections and no others.
    fn correcting(mut self, corrections: Vec<Correction>, regret: Option<Regret>) -> Self {
        Rc::make_mut(&mut self.origin).corrections = corrections;
        self.regret = regret;
        self.sifted()
    }

    /// The same with these findings dismissed and no others.
    fn dismissing(mut self, dismissed: Vec<u64>, regret: Option<Regret>) -> Self {
        Rc::make_mut(&mut self.origin).dismissed = dismissed;
        (self.regret, self.card, self.lit) = (regret, None, None);
        self.sifted()
    }

    fn filtered(&self, filter: Filter) -> Self {
        let filter = filter.searched(&self.analysed, &self.analysis);
        let pieces = filter.pieces(&self.analysis, &self.marks);
        let lines = lines::marked(&self.lines, &self.text, &pieces, &noted(&self.analysis, &self.analysed)).into();
        let card = self.card.filter(|card| filter.shows(&self.analysis, card.item));
        Self { filter: Rc::new(filter), lines, card, lit: None, ..self.clone() }
    }
}

/// The notes of findings.
fn noted<'a>(analysis: &'a Analysis, text: &'a str) -> impl Fn(Item) -> Option<Note> + 'a {
    |item| notes::note(analysis, text, item)
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        // One copy for all: a struct update in each arm would be a copy in each, 10 KB of code.
        let mut next = (*self).clone();
        match action {
            Action::Typed(text) if *text == *self.text => return self,
            // An answer about a text that has changed since is of no use.
            Action::Analysed(text, _) if *text != *self.readable() => return self,
            Action::Analysed(text, analysis) => next = next.analysed(text, analysis),
            Action::Refused(file, why) => next.refused = Some((file, why)),
            Action::RefusalSeen => next.refused = None,
            Action::Lit(item) if item == self.lit => return self,
            Action::Lit(lit) => next.lit = lit,
            // The card was closed meanwhile, and the pointer has not moved since.
            Action::Rested(item) if item.is_some() && item != self.lit => return self,
            Action::Peek(_) | Action::Rested(_) if self.card.is_some_and(|card| card.pinned) => return self,
            Action::Peek(item) | Action::Rested(item) => next.card = item.map(|item| Card { item, pinned: false }),
            Action::Pin(item) => {
                (next.card, next.listing, next.wanted) = (Some(Card { item, pinned: true }), false, None);
            }
            Action::Close => (next.card, next.lit) = (None, None),
            Action::Filtered(filter) if filter == *self.filter => return self,
            Action::Filtered(filter) => {
                next = self.filtered(filter);
                next.settings.lens = next.filter.lens;
            }
            Action::Editing(editing) => (next.editing, next.card, next.lit) = (editing, None, None),
            Action::Listing(listing) => next.listing = listing,
            Action::Worked(turn) => next.work = self.work.after(turn),
            Action::Keeping(event) => next.keeping = self.keeping.after(event),
            Action::Comparing(comparing) => (next.comparing, next.card, next.lit) = (comparing, None, None),
            Action::Turned(tab) => next.settings.tab = tab,
            Action::RegretSeen => next.regret = None,
            Action::Opened(dialog) => next.dialog = Some(dialog),
            // Word that it is closed comes late: another may be open by then.
            Action::Closed(dialog) if self.dialog != Some(dialog) => return self,
            Action::Closed(_) => next.dialog = None,
            Action::Set(settings) => {
                next = self.filtered(self.filter.with_lens(settings.lens));
                next.settings = settings;
            }
            // The names of the marks are in the lines.
            Action::Spoken(language) => {
                next = self.filtered((*self.filter).clone());
                next.language = language;
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
