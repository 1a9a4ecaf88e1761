//! Reads tables: those of Fact-Check Insights, and plain ones with a heading.

use csv::{ReaderBuilder, StringRecord};
use serde_json::{Map, Value};

use super::{Item, Sink, node};

/// Reads a table whose first row names the columns.
pub fn read(text: &str, separator: u8, sink: Sink<'_>) {
    let separator = if separator == b',' { guessed(text) } else { separator };
    let mut table = ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text.as_bytes());
    let heading: Vec<String> = match table.headers() {
        Ok(heading) => heading.iter().map(plain).collect(),
        Err(error) => return sink(Item::Bad { place: "line 1".into(), why: error.to_string() }, 0),
    };
    if !heading.iter().any(|name| node::is_claim(name)) {
        let why = "has no column with claims: expected claim or claimReviewed".to_owned();
        return sink(Item::Bad { place: "line 1".into(), why }, text.len());
    }
    let mut row = StringRecord::new();
    loop {
        let place = format!("line {}", table.position().line());
        let done = table.position().byte() as usize;
        match table.read_record(&mut row) {
            Ok(false) => return,
            Ok(true) if row.iter().all(|cell| cell.trim().is_empty()) => {}
            Ok(true) => {
                let place = format!("line {}", row.position().map_or(0, csv::Position::line));
                let cells = heading.iter().zip(&row);
                let fields: Map<String, Value> = cells.map(|(name, cell)| (name.clone(), cell.into())).collect();
                node::read(&Value::Object(fields), &place, &mut |item| sink(item, done));
            }
            Err(error) => sink(Item::Bad { place, why: error.to_string() }, done),
        }
    }
}

/// Returns the separator of a table: the one that occurs most often in its first line.
fn guessed(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |mark: &u8| first.bytes().filter(|byte| byte == mark).count();
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

/// Returns the name of a column in lower case without spaces and separators: "reviewRating.alternateName" is
/// "reviewratingalternatename".
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
