//! Findings on their way out: one format, one file.
//!
//! Every writer takes an [`Article`] and gives a string, so that the command line and the page share them. [`words`]
//! holds what they share: names, and the text's words made harmless.

pub mod brat;
pub mod comparison;
pub mod csv;
pub mod fragment;
pub mod html;
#[cfg(feature = "cli")]
pub mod jsonl;
pub mod jsonld;
pub mod markdown;
pub mod schemaorg;
#[cfg(feature = "cli")]
pub mod text;

mod facts;
mod findings;
mod identity;
mod json;
mod report;
pub(crate) mod words;

pub use words::harmless;

use serde::{Deserialize, Serialize};

use crate::model::Analysis;

/// What is known of an article beside its text; a field is empty where it is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Meta {
    /// The headline.
    pub title: String,
    /// Who wrote it, as the article puts it.
    pub byline: String,
    /// Where it appeared: the medium's name.
    pub outlet: String,
    /// Its address. Only web addresses without credentials become links.
    pub url: String,
    /// When it appeared; `YYYY-MM-DD`, with or without a time, where a standard is to understand it.
    pub date: String,
}

impl Meta {
    /// The address, if it is one that a link may lead to ([`crate::address::web`]).
    pub fn link(&self) -> Option<&str> {
        crate::address::web(&self.url)
    }

    /// The date, if standards would understand it: it begins with year, month and day in digits.
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

/// One article and what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// What the caller knows it by; may be empty.
    pub id: &'a str,
    /// What is known beside the text.
    pub meta: &'a Meta,
    /// The analysed text.
    pub text: &'a str,
    /// The findings; their spans count bytes of `text`.
    pub analysis: &'a Analysis,
}

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
