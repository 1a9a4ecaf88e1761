//! Writes links as comma-separated values, one per row, with the same protection against formulas as
//! [`crate::export::csv`]. Offsets count code points.

use super::super::csv::write_cells;
use super::{Compared, score};
use crate::span::Unit;

/// The names of the columns.
pub const COLUMNS: [&str; 15] = [
    "kind",
    "score",
    "article_a",
    "words_a",
    "start_a",
    "end_a",
    "article_b",
    "words_b",
    "start_b",
    "end_b",
    "changes",
    "rule",
    "reason",
    "link",
    "reason_language",
];

/// Returns all links, after a row with the column names.
pub fn write(all: &Compared<'_>) -> String {
    let counted = all.comparison.clone().in_unit(all.texts, Unit::Codepoint);
    let mut out = String::new();
    write_cells(&mut out, &COLUMNS.map(str::to_owned));
    for (at, (link, places)) in all.comparison.links.iter().zip(&counted.links).enumerate() {
        let end = |side: &crate::compare::Side| side.spans.last().map_or(0, |span| span.end).to_string();
        let changes: Vec<String> = link.changes.iter().map(|change| all.change(link, change)).collect();
        let row = [
            link.kind.name().to_owned(),
            score(link.score),
            all.id(link.a.article),
            all.quote(&link.a),
            places.a.start().to_string(),
            end(&places.a),
            all.id(link.b.article),
            all.quote(&link.b),
            places.b.start().to_string(),
            end(&places.b),
            changes.join("; "),
            link.reason.rule.name().to_owned(),
            all.locale.rule(link.reason.rule).to_owned(),
            format!("link {}", at + 1),
            all.locale.language().code().to_owned(),
        ];
        write_cells(&mut out, &row);
    }
    out
}
