//! Writes one JSON object per article, on one line.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::model::{Analysis, Reason};
use crate::span::Unit;

/// The object written for one article.
#[derive(Debug, Serialize)]
pub struct Record<'a> {
    /// The caller's identifier for the article.
    pub id: &'a serde_json::Value,
    /// The SHA-256 of the analysed text's UTF-8 bytes, in hexadecimal. It shows which text the offsets belong to.
    pub text_sha256: String,
    /// The unit of the offsets.
    pub offsets: Unit,
    /// The language of the sentences in the findings, as a BCP 47 code.
    pub reason_language: &'static str,
    /// The analysed text, if requested.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'a str>,
    /// The findings, whose spans count the unit `offsets`.
    #[serde(flatten)]
    pub analysis: Analysis,
}

impl<'a> Record<'a> {
    /// Creates the record of `analysis`, whose spans still count bytes of `text`.
    pub fn new(id: &'a serde_json::Value, text: &'a str, analysis: Analysis, offsets: Unit, with_text: bool) -> Self {
        let text_sha256 = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        let analysis = analysis.in_unit(text, offsets);
        let reason_language = Reason::LANGUAGE.code();
        Self { id, text_sha256, offsets, reason_language, text: with_text.then_some(text), analysis }
    }

    /// Returns the record as one line of JSON, without a line break.
    ///
    /// # Errors
    /// None in practice: every record can be serialised.
    pub fn line(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }
}

/// Why an article has no findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArticleErrorKind {
    /// It has more characters than an article may have.
    TooLong,
    /// The analysis itself failed.
    AnalysisFailed,
}

/// The error that is written in place of an article's findings. A later run with `--skip-done` then skips the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleError<'a> {
    kind: ArticleErrorKind,
    message: Cow<'a, str>,
}

impl<'a> ArticleError<'a> {
    /// Creates an error of this kind, with a message for people.
    pub fn new(kind: ArticleErrorKind, message: &'a str) -> Self {
        Self { kind, message: message.into() }
    }

    /// Returns the line for the article with this `id`, without a line break: `{"id": …, "error": {"kind",
    /// "message"}}`.
    ///
    /// # Errors
    /// None in practice; see [`Record::line`].
    pub fn line(&self, id: &serde_json::Value) -> serde_json::Result<String> {
        #[derive(Serialize)]
        struct Line<'a> {
            id: &'a serde_json::Value,
            error: &'a ArticleError<'a>,
        }
        serde_json::to_string(&Line { id, error: self })
    }
}
