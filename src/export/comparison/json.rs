//! A comparison as one JSON object; `docs/cli.md` describes it.

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::compare::{Change, Comparison, Kind, Manner, Reason, Side};
use crate::model::Status;
use crate::span::{Span, Unit};

/// What is written.
#[derive(Debug, Serialize)]
pub struct Record {
    offsets: Unit,
    articles: Vec<Known>,
    links: Vec<Link>,
    claims: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Known {
    id: Value,
    text_sha256: String,
}

#[derive(Debug, Serialize)]
struct End {
    id: Value,
    spans: Vec<Span>,
}

#[derive(Debug, Serialize)]
struct Link {
    kind: Kind,
    a: End,
    b: End,
    score: f64,
    reason: Reason,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changes: Vec<Change>,
}

#[derive(Debug, Serialize)]
struct Row {
    stances: Vec<Stance>,
    origins: usize,
    conflict: bool,
}

#[derive(Debug, Serialize)]
struct Stance {
    #[serde(flatten)]
    end: End,
    manner: Manner,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Status>,
    speaker: String,
    figures: Vec<Span>,
}

impl Record {
    /// The record of `comparison`, whose spans still count bytes of `texts`; `ids` may be any JSON values.
    pub fn new(ids: &[Value], texts: &[&str], comparison: Comparison, offsets: Unit) -> Self {
        let hash = |text: &str| Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        let articles = ids.iter().zip(texts).map(|(id, text)| Known { id: id.clone(), text_sha256: hash(text) });
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
            stances: row.stances.into_iter().map(stance).collect(),
            origins: row.origins,
            conflict: row.conflict,
        };
        Self {
            offsets,
            articles: articles.collect(),
            links: links.into_iter().map(link).collect(),
            claims: rows.into_iter().map(row).collect(),
        }
    }
}
