//! Comma-separated values (RFC 4180) for spreadsheets, one finding per row.
//!
//! As OWASP recommends against CSV injection, an apostrophe is put before a character that would start a formula: at
//! the start of a cell, and after each character that a spreadsheet may treat as a separator, because it may be set to
//! a separator other than the comma. Every cell is quoted, rows end in CRLF, and offsets count code points.

use std::fmt::Write;

use crate::model::{Attribution, Claim};

use super::findings::{self, Finding, Item};
use super::{Article, facts, wording};

/// The column names.
pub const COLUMNS: [&str; 21] = [
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
    "reason_language",
];

/// Returns the row with the column names.
pub fn header() -> String {
    let mut out = String::new();
    write_cells(&mut out, &COLUMNS.map(str::to_owned));
    out
}

/// Returns the rows of one article, without [`header`]: attributions, then claims, then mentions.
///
/// Put U+FEFF before the header to make spreadsheets read the file as UTF-8.
///
/// ```
/// use sayso::export::{Article, Meta, csv};
/// use sayso::i18n::Locale;
///
/// let text = "The mayor denied that the bridge was unsafe.";
/// let (meta, analysis) = (Meta::default(), sayso::analyze(text));
/// let article = Article { id: "a1", meta: &meta, text, analysis: &analysis, locale: Locale::ENGLISH };
/// let table = csv::header() + &csv::write(&article);
/// let row = table.lines().nth(1).expect("a finding");
/// assert!(row.starts_with(r#""a1","attribution 1""#) && row.contains("the bridge was unsafe"));
/// ```
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

/// Returns a row in which the columns that all findings have in common are filled.
fn shared(article: &Article<'_>, finding: &Finding<'_>) -> Row {
    let reason = finding.reason();
    let mut row = Row::default();
    row[0] = wording::harmless(article.id);
    row[1] = format!("{} {}", finding.sort(), finding.number);
    row[2] = finding.sort().to_owned();
    row[4] = wording::quote(article.text, &finding.content);
    row[5] = finding.places.first().map_or(0, |span| span.start).to_string();
    row[6] = finding.places.last().map_or(0, |span| span.end).to_string();
    row[18] = reason.rule.name().to_owned();
    row[19] = facts::reason(article.locale, reason);
    row[20] = article.locale.language().code().to_owned();
    row
}

fn attribution(article: &Article<'_>, a: &Attribution, row: &mut Row) {
    row[3] = a.kind.name().to_owned();
    row[7] = wording::line(&a.speaker);
    row[8] = wording::quote(article.text, &a.source);
    row[9] = a.source_type.name().to_owned();
    row[10] = a.act.name().to_owned();
    row[11] = wording::quote(article.text, &a.cue);
}

fn claim(article: &Article<'_>, c: &Claim, row: &mut Row) {
    row[3] = c.status.name().to_owned();
    row[11] = wording::quote(article.text, &c.cues);
    row[12] = wording::line(&c.claimant);
    row[13] = c.challengers.iter().map(|name| wording::line(name)).collect::<Vec<_>>().join("; ");
    row[14] = wording::line(&c.target);
    row[15] = c.versus.iter().map(|at| format!("claim {}", at + 1)).collect::<Vec<_>>().join("; ");
    row[16] = c.figures.iter().map(|&span| wording::quote(article.text, &[span])).collect::<Vec<_>>().join("; ");
    row[17] = article.analysis.check_worthiness_of(c).map_or("", |check| check.level().name()).to_owned();
}

/// Writes one row. No cell or part of a cell is a formula to a spreadsheet.
pub(super) fn write_cells(out: &mut String, cells: &[String]) {
    for (at, cell) in cells.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let _ = write!(out, "{comma}\"{}\"", defused(cell).replace('"', "\"\""));
    }
    out.push_str("\r\n");
}

/// Puts an apostrophe before each character in `cell` that would start a formula.
///
/// `docs/cli.md` has the regular expression that undoes this. Existing apostrophes count as blanks, so that it can
/// always be undone.
fn defused(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len() + 2);
    let mut at_start = true;
    for c in cell.chars() {
        if at_start && is_formula_start(c) {
            out.push('\'');
        }
        out.push(c);
        at_start = is_separator(c) || at_start && is_blank(c);
    }
    out
}

/// Whether some spreadsheet treats a cell that begins with `c` as a formula. OWASP lists tab and line ends as well.
fn is_formula_start(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n')
}

/// Whether a spreadsheet may split cells at `c`.
fn is_separator(c: char) -> bool {
    matches!(c, ',' | ';' | '|' | '\t' | '\r' | '\n')
}

/// Whether a spreadsheet may drop `c` at the start of a cell: white space and, if it splits a cell into several,
/// quotation marks.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '\'' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::Meta;
    use crate::i18n::Locale;

    fn written(cell: &str) -> String {
        let mut out = String::new();
        write_cells(&mut out, &["x".to_owned(), cell.to_owned()]);
        out.strip_prefix("\"x\",\"").and_then(|out| out.strip_suffix("\"\r\n")).unwrap_or_default().to_owned()
    }

    #[test]
    fn a_formula_at_the_start_of_a_cell_is_defused() {
        for sign in ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"] {
            assert_eq!(written(&format!("{sign}1")), format!("'{sign}1"));
            assert_eq!(written(&format!(" \u{a0}{sign}1")), format!(" \u{a0}'{sign}1"));
        }
    }

    #[test]
    fn a_formula_after_any_separator_is_defused() {
        for separator in [",", ";", "|", "\t", "\r", "\n"] {
            for sign in ["=", "+", "-", "@", "＝", "＋", "－", "＠"] {
                assert_eq!(written(&format!("a{separator}{sign}1")), format!("a{separator}'{sign}1"));
                assert_eq!(written(&format!("a{separator}\" {sign}1")), format!("a{separator}\"\" '{sign}1"));
            }
        }
        assert_eq!(written("a;=1;\t=2"), "a;'=1;'\t'=2");
    }

    #[test]
    fn other_signs_stay_and_quotes_are_doubled() {
        assert_eq!(written("a \"b\", c=d; e-f @g; 3 - 4"), "a \"\"b\"\", c=d; e-f @g; 3 - 4");
    }

    #[test]
    fn escaping_is_reversible() {
        // An apostrophe is put before each such character, and existing ones stay. Removing the last one before the
        // character undoes it.
        assert_eq!(written("'=1"), "''=1");
        assert_eq!(written("a; '' =1"), "a; '' '=1");
    }

    #[test]
    fn writes_one_row_per_finding() {
        let text = "“😀 We go,” Ann Lee said. She denied that the road was closed.";
        let analysis = crate::analyze(text);
        let rows =
            write(&Article { id: "x", meta: &Meta::default(), text, analysis: &analysis, locale: Locale::ENGLISH });
        assert_eq!(rows.matches("\r\n").count(), 3);
        assert!(rows.starts_with(
            "\"x\",\"attribution 1\",\"attribution\",\"direct\",\"“😀 We go,”\",\"0\",\"10\",\"Ann Lee\""
        ));
        assert!(rows.contains("\"claim 1\",\"claim\",\"denied\",\"the road was closed\""), "{rows}");
    }
}
