//! Export formats for findings, one per file.
//!
//! Every writer takes an [`Article`] and returns a string, so that the command line and the page share them. The module
//! `wording` has what the formats share: names, and quotations of the text with unsafe characters replaced.

pub mod brat;
pub mod comparison;
pub mod csv;
pub mod fragment;
pub mod html;
#[cfg(feature = "cli")]
pub mod jsonl;
pub mod jsonld;
pub mod markdown;
pub mod match_row;
#[cfg(feature = "cli")]
pub mod matches;
pub mod schemaorg;
#[cfg(feature = "cli")]
pub mod text;

mod facts;
mod findings;
mod identity;
mod json;
mod report;
pub(crate) mod wording;

pub use wording::harmless;

use serde::{Deserialize, Serialize};

use crate::i18n::Locale;
use crate::model::Analysis;

/// Metadata of an article. A field is empty if it is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Meta {
    /// The headline.
    pub title: String,
    /// The author, as given in the article.
    pub byline: String,
    /// The name of the outlet that published it.
    pub outlet: String,
    /// Its URL. Only web addresses without credentials become links.
    pub url: String,
    /// The date of publication: `YYYY-MM-DD`, optionally with a time, for formats that require a standard date.
    pub date: String,
}

impl Meta {
    /// Returns the fields in the order in which they are stored and shown for editing.
    pub fn fields_mut(&mut self) -> [&mut String; 5] {
        let Self { title, byline, outlet, url, date } = self;
        [title, byline, outlet, url, date]
    }

    /// Returns the URL, if it may become a link ([`crate::address::web`]).
    pub fn link(&self) -> Option<&str> {
        crate::address::web(&self.url)
    }

    /// Returns the date, if it is in the standard form: `YYYY-MM-DD`, optionally followed by `T` and a time.
    pub fn iso_date(&self) -> Option<&str> {
        let date = self.date.trim();
        let day = date.as_bytes().get(..10)?;
        let digits = |range: std::ops::Range<usize>| day[range].iter().all(u8::is_ascii_digit);
        let shape = digits(0..4) && day[4] == b'-' && digits(5..7) && day[7] == b'-' && digits(8..10);
        let time = date.get(10..)?;
        let plain = time.chars().all(|c| c.is_ascii_digit() || "TZ:.+-".contains(c));
        (shape && plain && (time.is_empty() || time.starts_with('T'))).then_some(date)
    }
}

/// An article, its findings, and the language in which they are described.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// The caller's identifier; may be empty.
    pub id: &'a str,
    /// Metadata of the article.
    pub meta: &'a Meta,
    /// The analysed text.
    pub text: &'a str,
    /// The findings; their spans count bytes of `text`.
    pub analysis: &'a Analysis,
    /// The language of the labels and sentences; names such as `denied` are the same in all languages.
    pub locale: Locale,
}

#[cfg(test)]
mod labels;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_dates_with_year_month_and_day_are_standard() {
        let date = |date: &str| Meta { date: date.to_owned(), ..Meta::default() }.iso_date().is_some();
        assert!(date("2031-04-05") && date("2031-04-05T10:00:00+02:00"));
        assert!(
            !date("5 April 2031") && !date("2031-04") && !date("") && !date("2031-04-05 10:00") && !date("٢031-04-05")
        );
    }
}
