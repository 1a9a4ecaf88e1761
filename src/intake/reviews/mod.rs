//! Reads published fact-checks in the formats in which people have them.
//!
//! | format | read by |
//! |---|---|
//! | saved web pages with schema.org `ClaimReview` as JSON-LD | [`page`], [`node`] |
//! | JSON: one object, an array, `@graph`, the Data Commons feed, Google's `claims:search` | [`json`], [`node`] |
//! | JSON Lines, of any of these objects or with plain fields | [`json`], [`node`] |
//! | tables (CSV, TSV): Fact-Check Insights' and plain ones | [`sheet`] |
//!
//! A record that cannot be used is passed on as [`Item::Bad`] with its place and the reason, and the rest of the file
//! is read. Verdicts are taken as written and never computed from numbers, whose scales are often inverted or missing.

mod dates;
mod json;
mod node;
mod page;
mod plain;
mod sheet;

use crate::checks::Record;

/// The largest file that is read, in bytes.
pub const LARGEST: u64 = 1 << 30;

/// What was found at one place of a file.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "items are passed on one at a time")]
pub enum Item {
    /// A record.
    Record(Record),
    /// Something that is not a usable record.
    Bad {
        /// Where it is: "line 3", "item 17", "script 2".
        place: String,
        /// What is wrong, as a clause.
        why: String,
    },
}

/// Receives each item, with the number of bytes read so far.
pub type Sink<'a> = &'a mut dyn FnMut(Item, usize);

/// Reads the records in the bytes of a file and passes them to `sink`. The extension of `name` gives the format, or the
/// first character if the extension is unknown. What starts with `<` is always read as a web page.
pub fn read(name: &str, bytes: &[u8], sink: Sink<'_>) {
    let text = decoded(bytes);
    let text = text.trim_start_matches('\u{feff}');
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    let first = text.trim_start().chars().next();
    match (ending.as_str(), first) {
        (_, None) => sink(Item::Bad { place: "the file".into(), why: "is empty".into() }, 0),
        ("html" | "htm" | "xhtml", _) | (_, Some('<')) => page::read(text, sink),
        ("jsonl" | "ndjson", _) => json::lines(text, sink),
        ("csv", _) => sheet::read(text, b',', sink),
        ("tsv", _) => sheet::read(text, b'\t', sink),
        (_, Some('{' | '[')) => json::read(text, sink),
        _ => sheet::read(text, b',', sink),
    }
}

/// Decodes UTF-8 or, with a byte order mark, UTF-16. Invalid sequences are replaced, so that one bad byte does not
/// cost a feed.
fn decoded(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    let wide = |units: fn([u8; 2]) -> u16| -> String {
        let units: Vec<u16> = bytes[2..].as_chunks().0.iter().map(|pair| units(*pair)).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes).into(),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes).into(),
        _ => String::from_utf8_lossy(bytes),
    }
}

#[cfg(test)]
mod tests;
