//! Saves a comparison as one file: the articles, and what the reader dismissed in them and between them. Pure: no
//! browser types.
//!
//! The format is JSON, so that other programs can read it. Later versions of this program can tell from the version
//! how to read it.

use serde::{Deserialize, Serialize};

use crate::export::Meta;
use crate::i18n::Language;
use crate::web::corrections::{self, Correction};
use crate::web::dismiss::MOST;
use crate::web::saved::SavedArticle;

/// The value of the field `sayso` that identifies a workspace.
const KIND: &str = "workspace";
/// The version that is written. Earlier versions can be read.
const VERSION: u32 = 1;

/// The contents of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workspace {
    /// Always `workspace`.
    sayso: String,
    version: u32,
    articles: Vec<WorkspaceArticle>,
    /// Fingerprints of links in hexadecimal, because 64-bit integers do not fit into JavaScript numbers.
    #[serde(default)]
    dismissed: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct WorkspaceArticle {
    text: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    byline: String,
    #[serde(default)]
    outlet: String,
    #[serde(default)]
    url: String,
    #[serde(default)]
    date: String,
    #[serde(default)]
    dismissed: Vec<String>,
    /// The reader's corrections, as formatted by [`Correction::written`].
    #[serde(default)]
    corrections: Vec<String>,
    /// The code of the language that the reader chose for the article; empty if none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    language: String,
}

/// Why a file cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkspaceError {
    /// It is damaged or not a workspace.
    Foreign,
    /// It was written by a newer version.
    Newer,
    /// It contains more than [`MOST`] dismissals.
    TooMany,
}

impl Workspace {
    /// Creates a workspace from the articles and the fingerprints of the dismissed links.
    pub fn new<'a>(articles: impl Iterator<Item = &'a SavedArticle>, dismissed: &[u64]) -> Self {
        let kept = |article: &SavedArticle| {
            let Meta { title, byline, outlet, url, date } = article.meta.clone();
            let (text, dismissed) = (article.text.clone(), hex(&article.dismissed));
            let corrections = article.corrections.iter().map(Correction::written).collect();
            let language = article.language.map_or("", Language::code).to_owned();
            WorkspaceArticle { text, title, byline, outlet, url, date, dismissed, corrections, language }
        };
        let articles = articles.map(kept).collect();
        Self { sayso: KIND.to_owned(), version: VERSION, articles, dismissed: hex(dismissed) }
    }

    /// Returns the articles and the fingerprints of the dismissed links.
    ///
    /// # Errors
    /// Returns why the file cannot be opened.
    pub fn contents(self) -> Result<(Vec<SavedArticle>, Vec<u64>), WorkspaceError> {
        match (self.sayso == KIND, self.version) {
            (true, 1..=VERSION) => {}
            (true, version) if version > VERSION => return Err(WorkspaceError::Newer),
            _ => return Err(WorkspaceError::Foreign),
        }
        if self.dismissed.len() + self.articles.iter().map(|kept| kept.dismissed.len()).sum::<usize>() > MOST {
            return Err(WorkspaceError::TooMany);
        }
        let saved_article = |kept: WorkspaceArticle| {
            let WorkspaceArticle { text, title, byline, outlet, url, date, dismissed, corrections, language } = kept;
            let text = text.replace("\r\n", "\n").replace('\r', "\n");
            let meta = Meta { title, byline, outlet, url, date };
            let corrections =
                corrections.iter().take(corrections::MOST).filter_map(|own| Correction::read(own)).collect();
            let language = Language::of_article(&language);
            Ok(SavedArticle { text, meta, dismissed: numbers(&dismissed)?, corrections, language })
        };
        let articles = self.articles.into_iter().map(saved_article).collect::<Result<_, _>>()?;
        Ok((articles, numbers(&self.dismissed)?))
    }
}

fn hex(fingerprints: &[u64]) -> Vec<String> {
    fingerprints.iter().map(|fingerprint| format!("{fingerprint:016x}")).collect()
}

fn numbers(fingerprints: &[String]) -> Result<Vec<u64>, WorkspaceError> {
    fingerprints
        .iter()
        .map(|fingerprint| u64::from_str_radix(fingerprint, 16).map_err(|_| WorkspaceError::Foreign))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved_article() -> SavedArticle {
        let meta = Meta { title: "Bridge\nshut".into(), date: "2031-04-05".into(), ..Meta::default() };
        let corrections = vec![Correction { fingerprint: 7, change: corrections::Change::Rename("Zoë Vale".into()) }];
        let language = Some(Language::French);
        SavedArticle { text: "One 😀.\n\nTwo.".into(), meta, dismissed: vec![0, u64::MAX], corrections, language }
    }

    #[test]
    fn a_saved_workspace_opens_again() {
        let file = serde_json::to_string(&Workspace::new([saved_article()].iter(), &[7])).unwrap();
        let opened: Workspace = serde_json::from_str(&file).unwrap();
        assert_eq!(opened.contents(), Ok((vec![saved_article()], vec![7])));
    }

    #[test]
    fn other_files_are_refused_with_a_reason() {
        let own = Workspace::new([saved_article()].iter(), &[]);
        assert_eq!(Workspace { version: 2, ..own.clone() }.contents(), Err(WorkspaceError::Newer));
        assert_eq!(Workspace { version: 0, ..own.clone() }.contents(), Err(WorkspaceError::Foreign));
        assert_eq!(Workspace { sayso: "x".into(), ..own.clone() }.contents(), Err(WorkspaceError::Foreign));
        assert_eq!(Workspace { dismissed: vec!["-".into()], ..own }.contents(), Err(WorkspaceError::Foreign));
    }

    #[test]
    fn rejects_too_many_dismissals() {
        let article = |count| SavedArticle { dismissed: vec![7; count], ..saved_article() };
        assert!(Workspace::new([article(MOST / 2)].iter(), &vec![7; MOST / 2]).contents().is_ok());
        let many = Workspace::new([article(MOST / 2), article(1)].iter(), &vec![7; MOST / 2]);
        assert_eq!(many.contents(), Err(WorkspaceError::TooMany));
    }

    #[test]
    fn files_of_the_first_version_still_open() {
        let file = r#"{"sayso":"workspace","version":1,"articles":[{"text":"One.\r\nTwo."}]}"#;
        let opened: Workspace = serde_json::from_str(file).unwrap();
        assert_eq!(opened.contents().unwrap().0[0].text, "One.\nTwo.");
    }
}
