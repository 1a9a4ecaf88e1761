//! The state of the view of several articles, and the only code that changes it. Pure: no browser types.

use std::rc::Rc;

use yew::Reducible;

use super::ComparisonResult;
use crate::compare::{Kind, Link, Row, Side};
use crate::export::comparison::names::names;
use crate::i18n::Locale;
use crate::intake::metadata;
use crate::model::Analysis;
use crate::web::dismiss::{FingerprintSet, hash_words};
use crate::web::messages::quote;
use crate::web::saved::SavedArticle;
use crate::web::state::MOST;

/// The maximum number of articles compared at once.
pub const MOST_ARTICLES: usize = 200;

/// An article of the comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Identifies the article while it is in the view.
    pub id: u32,
    /// The article as saved: its text, its metadata, and the reader's changes to its findings.
    pub kept: Rc<SavedArticle>,
    /// The findings with the reader's changes; `None` until the article has been analysed, or if the analysis crashed.
    pub analysis: Option<Rc<Analysis>>,
    /// Whether the analysis crashed.
    pub lost: bool,
    /// The name that tells it apart from the others; see [`names`].
    named: String,
}

impl Entry {
    /// Returns the name of the article: its outlet, else the host of its address, else its headline. A headline or a
    /// number tells articles of one outlet apart.
    pub fn name(&self) -> &str {
        &self.named
    }
}

/// A filter for the list of claims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Only {
    /// All claims.
    #[default]
    All,
    /// Claims on which the articles contradict each other.
    Conflicts,
    /// Claims with figures.
    Figures,
    /// Claims that not all articles present in the same way.
    Unlike,
}

impl Only {
    /// The filters, with their names in the document and the keys of their labels.
    pub const ALL: [(Only, &str, &str); 4] = [
        (Only::All, "all", "ui.compare.only.all"),
        (Only::Conflicts, "conflicts", "ui.compare.only.conflicts"),
        (Only::Figures, "figures", "ui.compare.only.figures"),
        (Only::Unlike, "unlike", "ui.compare.only.unlike"),
    ];

    /// Returns whether the filter lets `row` through.
    pub fn lists(self, row: &Row) -> bool {
        match self {
            Only::All => true,
            Only::Conflicts => row.conflict,
            Only::Figures => row.stances.iter().any(|stance| !stance.figures.is_empty()),
            Only::Unlike => row.stances.windows(2).any(|pair| pair[0].manner != pair[1].manner),
        }
    }
}

/// Two articles side by side, and the places highlighted in them.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The place in the first article. If it has no spans, nothing is highlighted.
    pub a: Side,
    /// The place in the second article.
    pub b: Side,
    /// The position of the link that is displayed, if any.
    pub link: Option<usize>,
}

/// A message to the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// A message with this key.
    Key(&'static str),
    /// A message about a file: its key and the name of the file.
    File(&'static str, String),
    /// This many of the added articles were already there.
    Known(usize),
    /// Articles were removed or replaced, which can be undone. A later message is stored here and shown after this
    /// one, so that undo stays available.
    Removed(Vec<Note>),
    /// This many links were dismissed at once, which can be undone.
    Dismissed(usize),
}

/// The state of the view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ComparisonState {
    /// The articles, in order.
    pub articles: Vec<Entry>,
    /// The result of the comparison; `None` until all articles have been analysed and compared.
    pub found: Option<Rc<ComparisonResult>>,
    /// The kinds of links that are hidden.
    pub hidden: Vec<Kind>,
    /// The filter for the list of claims.
    pub only: Only,
    /// The two articles displayed side by side, if any.
    pub reading: Option<Reading>,
    /// The fingerprints of the dismissed links.
    pub dismissed: Vec<u64>,
    /// The current message to the reader.
    pub note: Option<Note>,
    /// The language of the view, with its sentences.
    pub locale: Locale,
    next: u32,
    /// The articles and dismissals before they were last removed or replaced.
    before: (Vec<Entry>, Vec<u64>),
}

/// An event that changes the state.
#[derive(Clone, Debug)]
pub enum Action {
    /// The reader adds these articles.
    Added(Vec<SavedArticle>),
    /// The article with this id has been analysed; `None` if the analysis crashed.
    Analysed(u32, Option<Analysis>),
    /// The articles with these ids have been compared.
    Compared(Vec<u32>, Rc<ComparisonResult>),
    /// The reader removes the article with this id.
    Removed(u32),
    /// The reader removes all articles.
    Cleared,
    /// The reader undoes the last removal or dismissal.
    Undone,
    /// The reader shows or hides the links of this kind.
    Toggled(Kind),
    /// The reader filters the list of claims.
    Listed(Only),
    /// The reader opens two articles side by side, or closes them.
    Read(Option<Reading>),
    /// The reader dismisses the links at these positions.
    Dismissed(Vec<usize>),
    /// The reader names the outlet of the article with this id.
    Named(u32, String),
    /// The reader restores all dismissed links.
    Undismissed,
    /// The reader opens a workspace, which replaces everything.
    Opened(Vec<SavedArticle>, Vec<u64>),
    /// A message is shown; `None` closes the current one.
    Noted(Option<Note>),
    /// The language has changed.
    LanguageChanged(Locale),
}

impl ComparisonState {
    /// Returns the state without articles, in the language in which the view starts.
    pub fn new(locale: Locale) -> Self {
        Self { locale, ..Self::default() }
    }

    /// Returns the texts of the articles, in order.
    pub fn texts(&self) -> Vec<&str> {
        self.articles.iter().map(|entry| entry.kept.text.as_str()).collect()
    }

    /// Returns the text of the article at this position; empty if there is none.
    pub fn text(&self, at: usize) -> &str {
        self.articles.get(at).map_or("", |entry| &entry.kept.text)
    }

    /// Returns the ids of the articles, in order.
    pub fn ids(&self) -> Vec<u32> {
        self.articles.iter().map(|entry| entry.id).collect()
    }

    /// Returns how many articles have been analysed, successfully or not.
    pub fn read(&self) -> usize {
        self.articles.iter().filter(|entry| entry.analysis.is_some() || entry.lost).count()
    }

    /// Returns the links that are not dismissed, with their positions.
    pub fn links(&self) -> Vec<(usize, &Link)> {
        let all = self.found.iter().flat_map(|found| &found.comparison.links).enumerate();
        let known = FingerprintSet::new(&self.dismissed);
        all.filter(|(_, link)| self.dismissed.is_empty() || !known.has(self.fingerprint(link))).collect()
    }

    /// Returns the claims. A claim no longer counts as contradicted if the reader dismissed all links that contradict
    /// it.
    pub fn rows(&self) -> Vec<Row> {
        let mut rows = self.found.as_ref().map(|found| found.comparison.rows.clone()).unwrap_or_default();
        if !self.dismissed.is_empty() {
            let links = self.links();
            let contradicts = |row: &Row| links.iter().any(|(_, link)| link.kind == Kind::Conflict && row.covers(link));
            rows.iter_mut().for_each(|row| row.conflict &= contradicts(row));
        }
        rows
    }

    /// Returns the fingerprint of a link: a hash of its kind and its words, which identifies it in a later comparison.
    fn fingerprint(&self, link: &Link) -> u64 {
        let words = |side: &Side| quote(self.text(side.article), &side.spans);
        hash_words([link.kind.name(), &words(&link.a), &words(&link.b)].into_iter())
    }

    fn kept(&self) -> (Vec<Entry>, Vec<u64>) {
        (self.articles.clone(), self.dismissed.clone())
    }

    fn with(&self, articles: Vec<Entry>) -> Self {
        let mut out = Self { articles, found: None, reading: None, ..self.clone() };
        out.name();
        out
    }

    /// Gives each article the name that tells it apart from the others.
    fn name(&mut self) {
        let all = names(self.articles.iter().map(|entry| (&entry.kept.meta, entry.kept.title())));
        for (entry, name) in self.articles.iter_mut().zip(all) {
            entry.named = name;
        }
    }

    /// Returns the contradictions, each as the positions of those of its links that are not dismissed.
    pub fn contradictions(&self) -> Vec<Vec<usize>> {
        let mut all = self.found.as_ref().map(|found| found.comparison.contradictions()).unwrap_or_default();
        let shown: Vec<usize> = self.links().into_iter().map(|(at, _)| at).collect();
        all.iter_mut().for_each(|links| links.retain(|at| shown.binary_search(at).is_ok()));
        all.retain(|links| !links.is_empty());
        all
    }

    fn added(&self, new: Vec<SavedArticle>) -> Self {
        let mut out = self.with(self.articles.clone());
        let mut known = 0;
        for mut kept in new {
            kept.text = kept.text.replace("\r\n", "\n").replace('\r', "\n");
            if kept.text.trim().is_empty() {
                continue;
            }
            if kept.text.len() > MOST || out.articles.len() == MOST_ARTICLES {
                out.note = Some(Note::Key("ui.compare.full"));
                break;
            }
            if out.articles.iter().any(|entry| entry.kept.text.trim() == kept.text.trim()) {
                known += 1;
                continue;
            }
            kept.meta = metadata::or(kept.meta, metadata::from_text(&kept.text));
            out.articles.push(Entry {
                id: out.next,
                kept: Rc::new(kept),
                analysis: None,
                lost: false,
                named: String::new(),
            });
            out.next += 1;
        }
        if known > 0 {
            out.note = Some(Note::Known(known));
        }
        out.name();
        // If no article was added, the comparison is still valid.
        if out.articles == self.articles {
            out.found.clone_from(&self.found);
        }
        out
    }

    /// Returns the state before the last removal or dismissal; `None` if there is none to undo.
    fn undone(&self) -> Option<Self> {
        match &self.note {
            Some(Note::Removed(_)) => {
                let (articles, dismissed) = self.before.clone();
                Some(Self { note: None, dismissed, ..self.with(articles) })
            }
            Some(Note::Dismissed(many)) => {
                let dismissed = self.dismissed[..self.dismissed.len().saturating_sub(*many)].to_vec();
                Some(Self { dismissed, note: None, ..self.clone() })
            }
            _ => None,
        }
    }

    /// Returns the state after the reader dismissed the links at these positions.
    fn without_links(&self, all: &[usize]) -> Self {
        let links = self.found.as_ref().map_or(&[][..], |found| &found.comparison.links);
        let new: Vec<u64> = all.iter().filter_map(|at| links.get(*at)).map(|link| self.fingerprint(link)).collect();
        let (many, dismissed) = (new.len(), [&*self.dismissed, &new].concat());
        Self { dismissed, note: Some(Note::Dismissed(many)), reading: None, ..self.clone() }
    }

    /// Returns the state after the reader opened a workspace with these articles and dismissals.
    fn replaced(&self, articles: Vec<SavedArticle>, dismissed: Vec<u64>) -> Self {
        let empty = Self { articles: Vec::new(), note: None, dismissed, ..self.clone() };
        let next = empty.added(articles);
        // Anybody may have written the workspace. Whatever it contains, undo must restore what it replaced.
        let note = match self.articles.is_empty() {
            true => next.note.clone(),
            false => Some(Note::Removed(next.note.clone().into_iter().collect())),
        };
        Self { before: self.kept(), note, ..next }
    }
}

impl Reducible for ComparisonState {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let next = match action {
            Action::Added(new) => Self { note: None, ..(*self).clone() }.added(new),
            Action::Analysed(id, found) => {
                let mut next = (*self).clone();
                let Some(entry) = next.articles.iter_mut().find(|entry| entry.id == id) else { return self };
                entry.lost = found.is_none();
                entry.analysis = found.map(|found| Rc::new(entry.kept.applied(&found)));
                next
            }
            Action::Compared(ids, _) if ids != self.ids() => return self,
            Action::Compared(_, found) => Self { found: Some(found), ..(*self).clone() },
            Action::Removed(id) => {
                let left = self.articles.iter().filter(|entry| entry.id != id).cloned().collect();
                Self { before: self.kept(), note: Some(Note::Removed(Vec::new())), ..self.with(left) }
            }
            Action::Cleared => {
                Self { before: self.kept(), note: Some(Note::Removed(Vec::new())), ..self.with(Vec::new()) }
            }
            Action::Undone => match self.undone() {
                Some(next) => next,
                None => return self,
            },
            Action::Toggled(kind) => {
                let mut next = (*self).clone();
                match next.hidden.iter().position(|hidden| *hidden == kind) {
                    Some(at) => drop(next.hidden.remove(at)),
                    None => next.hidden.push(kind),
                }
                next
            }
            Action::Listed(only) => Self { only, ..(*self).clone() },
            Action::Read(reading) => Self { reading, ..(*self).clone() },
            Action::Dismissed(all) => self.without_links(&all),
            Action::Named(id, outlet) => {
                let mut next = (*self).clone();
                let Some(entry) = next.articles.iter_mut().find(|entry| entry.id == id) else { return self };
                Rc::make_mut(&mut entry.kept).meta.outlet = outlet;
                next.name();
                next
            }
            Action::Undismissed => Self { dismissed: Vec::new(), note: None, ..(*self).clone() },
            Action::Opened(articles, dismissed) => self.replaced(articles, dismissed),
            Action::Noted(Some(note)) if matches!(self.note, Some(Note::Removed(_))) => {
                Self { note: Some(Note::Removed(vec![note])), ..(*self).clone() }
            }
            Action::Noted(note) => Self { note, ..(*self).clone() },
            Action::LanguageChanged(locale) => Self { locale, ..(*self).clone() },
        };
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests;
