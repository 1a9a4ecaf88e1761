//! Writes a comparison as one JSON object, which `docs/cli.md` describes.

use serde::Serialize;

use crate::compare::{Change, Comparison, Kind, Manner, Reason, Side};
use crate::model::Status;
use crate::span::{Span, Unit};

/// The object that is written. `I` is the type of article ids.
#[derive(Debug, Serialize)]
pub struct Record<I> {
    offsets: Unit,
    /// The language of the sentences in the links, as a BCP 47 code.
    reason_language: &'static str,
    articles: Vec<Known<I>>,
    links: Vec<Link<I>>,
    claims: Vec<Row<I>>,
}

#[derive(Debug, Serialize)]
struct Known<I> {
    id: I,
    #[serde(skip_serializing_if = "Option::is_none")]
    text_sha256: Option<String>,
}

#[derive(Debug, Serialize)]
struct End<I> {
    id: I,
    spans: Vec<Span>,
}

#[derive(Debug, Serialize)]
struct Link<I> {
    kind: Kind,
    a: End<I>,
    b: End<I>,
    score: f64,
    reason: Reason,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changes: Vec<Change>,
}

#[derive(Debug, Serialize)]
struct Row<I> {
    title: End<I>,
    stances: Vec<Stance<I>>,
    origins: usize,
    conflict: bool,
}

#[derive(Debug, Serialize)]
struct Stance<I> {
    #[serde(flatten)]
    end: End<I>,
    manner: Manner,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Status>,
    speaker: String,
    figures: Vec<Span>,
}

/// Returns the SHA-256 of the text's UTF-8 bytes, in hexadecimal.
#[cfg(feature = "cli")]
pub fn sha256(text: &str) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl<I: Clone + Default> Record<I> {
    /// Creates the record of `comparison`, whose spans still count bytes of `texts`. `hashes` has the SHA-256 of each
    /// text, if known.
    pub fn new(ids: &[I], hashes: Vec<Option<String>>, texts: &[&str], comparison: Comparison, offsets: Unit) -> Self {
        let known = |(id, text_sha256): (&I, _)| Known { id: id.clone(), text_sha256 };
        let articles = ids.iter().zip(hashes).map(known);
        let Comparison { links, rows } = comparison.in_unit(texts, offsets);
        let end = |side: Side| End { id: ids.get(side.article).cloned().unwrap_or_default(), spans: side.spans };
        let link = |link: crate::compare::Link| Link {
            kind: link.kind,
            a: end(link.a),
            b: end(link.b),
            score: (f64::from(link.score) * 100.0).round() / 100.0,
            reason: link.reason,
            changes: link.changes,
        };
        let stance = |stance: crate::compare::Stance| Stance {
            end: end(stance.side),
            manner: stance.manner,
            status: stance.status,
            speaker: stance.speaker,
            figures: stance.figures,
        };
        let row = |row: crate::compare::Row| Row {
            title: end(row.title),
            stances: row.stances.into_iter().map(stance).collect(),
            origins: row.origins,
            conflict: row.conflict,
        };
        Self {
            offsets,
            reason_language: crate::model::Reason::LANGUAGE.code(),
            articles: articles.collect(),
            links: links.into_iter().map(link).collect(),
            claims: rows.into_iter().map(row).collect(),
        }
    }
}
