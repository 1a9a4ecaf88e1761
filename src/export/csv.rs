//! Comma-separated values (RFC 4180): one row a finding, for spreadsheets.
//!
//! A cell that a spreadsheet would run as a formula gets an apostrophe in front, as OWASP advises against CSV
//! injection. Every cell is quoted, rows end in CRLF, offsets count code points.

use std::fmt::Write;

use crate::model::{Analysis, Attribution, Claim, Worth};

use super::findings::{self, Finding, Item};
use super::{Article, facts, words};

/// The names of the columns.
pub const COLUMNS: [&str; 20] = [
    "article",
    "finding",
    "type",
    "label",
    "words",
    "start",
    "end",
    "speaker",
    "source",
    "source_type",
    "act",
    "cue",
    "claimant",
    "challengers",
    "target",
    "versus",
    "figures",
    "to_check",
    "rule",
    "reason",
];

/// The row with the names of the columns.
pub fn header() -> String {
    let mut out = String::new();
    write_cells(&mut out, &COLUMNS.map(str::to_owned));
    out
}

/// The rows of one article, without [`header`]: attributions, then claims, then mentions.
///
/// Spreadsheets take the file for UTF-8 if U+FEFF stands in front of the header.
pub fn write(article: &Article<'_>) -> String {
    let mut out = String::new();
    for finding in findings::all(article) {
        let mut row = shared(article, &finding);
        match finding.item {
            Item::Attribution(a) => attribution(article, a, &mut row),
            Item::Claim(c) => claim(article, c, &mut row),
            Item::Mention(_) => {}
        }
        write_cells(&mut out, &row);
    }
    out
}

type Row = [String; COLUMNS.len()];

/// A row with the columns that every finding fills.
fn shared(article: &Article<'_>, finding: &Finding<'_>) -> Row {
    let reason = finding.reason();
    let mut row = Row::default();
    row[0] = article.id.to_owned();
    row[1] = format!("{} {}", finding.sort(), finding.number);
    row[2] = finding.sort().to_owned();
    row[4] = words::quote(article.text, &finding.content);
    row[5] = finding.places.first().map_or(0, |span| span.start).to_string();
    row[6] = finding.places.last().map_or(0, |span| span.end).to_string();
    row[18] = reason.rule.to_string();
    row[19] = facts::reason(reason);
    row
}

fn attribution(article: &Article<'_>, a: &Attribution, row: &mut Row) {
    row[3] = words::kind(a.kind).to_owned();
    row[7] = words::line(&a.speaker);
    row[8] = words::quote(article.text, &a.source);
    row[9] = words::source_type(a.source_type).to_owned();
    row[10] = words::act(a.act).to_owned();
    row[11] = words::quote(article.text, &a.cue);
}

fn claim(article: &Article<'_>, c: &Claim, row: &mut Row) {
    row[3] = words::status(c.status).to_owned();
    row[11] = words::quote(article.text, &c.cues);
    row[12] = words::line(&c.claimant);
    row[13] = c.challengers.iter().map(|name| words::line(name)).collect::<Vec<_>>().join("; ");
    row[14] = words::line(&c.target);
    row[15] = c.versus.iter().map(|at| format!("claim {}", at + 1)).collect::<Vec<_>>().join("; ");
    row[16] = c.figures.iter().map(|&span| words::quote(article.text, &[span])).collect::<Vec<_>>().join("; ");
    row[17] = to_check(article.analysis, c).to_owned();
}

fn to_check(analysis: &Analysis, claim: &Claim) -> &'static str {
    match analysis.worth_of(claim).map(|check| check.worth()) {
        Some(Worth::High) => "high",
        Some(Worth::Middle) => "middle",
        Some(Worth::Low) => "low",
        None => "",
    }
}

/// Writes one row; no cell is a formula to a spreadsheet.
pub(super) fn write_cells(out: &mut String, cells: &[String]) {
    for (at, cell) in cells.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let _ = write!(out, "{comma}\"{}{}\"", if is_formula(cell) { "'" } else { "" }, cell.replace('"', "\"\""));
    }
    out.push_str("\r\n");
}

/// Whether a spreadsheet could take the cell for a formula; the signs in full width count in some of them.
fn is_formula(cell: &str) -> bool {
    let first = cell.trim_start_matches(' ').chars().next();
    first.is_some_and(|c| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::Meta;

    #[test]
    fn formulas_are_defused_and_quotes_doubled() {
        let cells = |cell: &str| {
            let mut out = String::new();
            write_cells(&mut out, &[cell.to_owned(), cell.to_owned()]);
            out.rsplit("\",\"").next().map(|last| last.trim_end_matches("\"\r\n").to_owned()).unwrap_or_default()
        };
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"] {
            assert_eq!(cells(cell), format!("'{cell}"));
        }
        assert_eq!(cells("a \"b\", c=d"), "a \"\"b\"\", c=d");
    }

    #[test]
    fn a_row_a_finding() {
        let text = "“😀 We go,” Ann Lee said. She denied that the road was closed.";
        let analysis = crate::analyze(text);
        let rows = write(&Article { id: "x", meta: &Meta::default(), text, analysis: &analysis });
        assert_eq!(rows.matches("\r\n").count(), 3);
        assert!(rows.starts_with(
            "\"x\",\"attribution 1\",\"attribution\",\"direct\",\"“😀 We go,”\",\"0\",\"10\",\"Ann Lee\""
        ));
        assert!(rows.contains("\"claim 1\",\"claim\",\"denied\",\"the road was closed\""), "{rows}");
    }
}
