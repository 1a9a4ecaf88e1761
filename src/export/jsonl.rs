//! One JSON object an article, on one line.

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::model::Analysis;
use crate::span::Unit;

/// What is written of one article.
#[derive(Debug, Serialize)]
pub struct Record<'a> {
    /// What the caller knows the article by.
    pub id: &'a serde_json::Value,
    /// SHA-256 of the analysed text's UTF-8 bytes, in hexadecimal, so that offsets can be tied to their text.
    pub text_sha256: String,
    /// What the offsets count.
    pub offsets: Unit,
    /// The analysed text, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'a str>,
    /// The findings, with spans in `offsets`.
    #[serde(flatten)]
    pub analysis: Analysis,
}

impl<'a> Record<'a> {
    /// The record of `analysis`, whose spans still count bytes of `text`.
    pub fn new(id: &'a serde_json::Value, text: &'a str, analysis: Analysis, offsets: Unit, with_text: bool) -> Self {
        let text_sha256 = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        let analysis = analysis.in_unit(text, offsets);
        Self { id, text_sha256, offsets, text: with_text.then_some(text), analysis }
    }

    /// The record as one line of JSON, without a line break.
    ///
    /// # Errors
    /// None in practice: all that a record holds can be written as JSON.
    pub fn line(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }
}
