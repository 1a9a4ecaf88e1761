//! The program that opens and searches libraries of published fact-checks. It runs in a worker.
//!
//! `www/published.js` sends arrays: `[name, ArrayBuffer]` opens the file with this name and content,
//! `[text, Uint8Array]` matches a text, given its packed findings, and `[]` returns the open library as bytes. An
//! answer to the first two consists of the length of a packed part (four bytes, little-endian), the packed part, which
//! the page reads, and JSON, which the script reads.

use std::cell::RefCell;

use js_sys::{Array, ArrayBuffer, Function, Uint8Array};
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

use super::{Match, fingerprint};
use crate::checks::{self, Checked, Library, LibraryError, Record, Stance, build, library, match_article};
use crate::intake::reviews::{self, Item};
use crate::model::Analysis;
use crate::span::Span;
use crate::web::dom;
use crate::web::messages::snippet;
use crate::web::pack::{pack, unpack};

/// The maximum number of unusable records that are listed for the reader.
const MOST_NAMED: usize = 20;

thread_local! {
    /// The open library, and the bytes that it was opened from.
    static OPEN: RefCell<Option<(Vec<u8>, Library)>> = const { RefCell::new(None) };
}

/// Answers a message from `www/published.js`. While a library is being built, calls `tell` with the progress in
/// percent.
pub fn answer(input: &JsValue, tell: &Function) -> Vec<u8> {
    let input: &Array = input.unchecked_ref();
    let text = input.get(0).as_string().unwrap_or_default();
    match input.get(1).dyn_into::<ArrayBuffer>() {
        Ok(buffer) => {
            let mut tell = |done: u32| drop(tell.call1(&JsValue::NULL, &done.into()));
            let opened = match open(&text, Uint8Array::new(&buffer).to_vec(), &mut tell) {
                Ok(library) => json!({ "library": library, "memory": dom::memory() }),
                Err(key) => json!({ "fault": key }),
            };
            framed(&[], &opened)
        }
        Err(findings) => OPEN.with_borrow(|open| match (open, findings.dyn_into::<Uint8Array>()) {
            (Some((_, library)), Ok(findings)) => {
                let (packed, views) = matches(library, &text, &findings.to_vec());
                framed(&pack(&packed), &views.into())
            }
            (Some((bytes, _)), Err(_)) => bytes.clone(),
            (None, _) => framed(&[], &json!([])),
        }),
    }
}

fn framed(packed: &[u8], json: &Value) -> Vec<u8> {
    [&(packed.len() as u32).to_le_bytes(), packed, json.to_string().as_bytes()].concat()
}

/// Opens a library, or builds one from a feed and opens that. Returns a description of the library. If this fails, the
/// previous library stays open.
///
/// # Errors
/// Returns the key of the message that says why the file cannot be opened.
fn open(name: &str, bytes: Vec<u8>, tell: &mut dyn FnMut(u32)) -> Result<Value, &'static str> {
    let (mut left_out, mut faults) = (0, Vec::new());
    let bytes = match Library::open(&bytes) {
        Err(LibraryError::NotALibrary) => built(name, &bytes, tell, &mut |fault| {
            left_out += 1;
            if faults.len() < MOST_NAMED {
                faults.push(fault);
            }
        })?,
        _ => bytes,
    };
    let library = Library::open(&bytes).map_err(|fault| match fault {
        LibraryError::NotALibrary => "ui.published.not-library",
        LibraryError::Newer(_) => "ui.published.newer",
        LibraryError::Damaged => "ui.published.damaged",
        LibraryError::TooLarge => "ui.published.too-large",
    })?;
    let info = library.info();
    OPEN.set(Some((bytes, library)));
    Ok(json!({
        "name": name,
        "claims": info.claims,
        "checks": info.reviews,
        "size": info.size,
        "latest": info.dates.1,
        "left_out": left_out,
        "faults": faults,
    }))
}

/// Builds a library from the records in a file and returns its bytes. Passes a description of each unusable record to
/// `bad`. If no record is usable, returns the key of the message that says so.
fn built(
    name: &str,
    bytes: &[u8],
    tell: &mut dyn FnMut(u32),
    bad: &mut dyn FnMut(String),
) -> Result<Vec<u8>, &'static str> {
    let mut records: Vec<Record> = Vec::new();
    let mut last = 0;
    reviews::read(name, bytes, &mut |item, done| {
        match item {
            Item::Record(record) if records.len() < library::MOST => {
                records.push(Record { source: name.to_owned(), ..record });
            }
            // The library is full.
            Item::Record(record) => bad(record.claim),
            Item::Bad { place, why } => bad([&*place, " ", &*why].concat()),
        }
        let percent = (done.min(bytes.len()) as u64 * 100 / bytes.len().max(1) as u64) as u32;
        if percent > last {
            last = percent;
            tell(percent);
        }
    });
    let built = build(records);
    if built.reviews == 0 { Err("ui.published.not-library") } else { Ok(built.bytes) }
}

/// Returns the matches of a text, given its packed findings: in the form that the page uses, and as JSON to be
/// displayed. Both lists are empty if the findings cannot be unpacked.
fn matches(library: &Library, text: &str, findings: &[u8]) -> (Vec<Match>, Vec<Value>) {
    let Some(analysis) = unpack::<Analysis>(findings) else { return Default::default() };
    let each = |one: checks::Match| {
        let Checked { claim, claimant, reviews } = library.get(one.claim);
        let mut publishers: Vec<&str> = reviews.iter().map(|review| &*review.publisher).collect();
        publishers.dedup();
        let own = Match {
            sentence: one.sentence,
            shown: one.shown,
            marks: one.shown && one.stance == Stance::Repeats,
            fingerprint: fingerprint(one.sentence.of(text), &claim),
            publishers: publishers.join(", "),
        };
        let view = json!({
            "sentence": snippet(text, &[one.sentence]),
            "words": words(text, &one.words),
            "shown": one.shown,
            "stance": one.stance,
            "claim": claim,
            "claimant": claimant,
            "reviews": reviews,
        });
        (own, view)
    };
    match_article(library, text, &analysis).into_iter().map(each).unzip()
}

/// Returns the distinct words in `spans`, separated by commas.
fn words(text: &str, spans: &[Span]) -> String {
    let mut all: Vec<&str> = Vec::new();
    for word in spans.iter().map(|span| span.of(text)) {
        if !all.contains(&word) {
            all.push(word);
        }
    }
    all.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_for_the_page_and_for_the_reader_belong_together() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
        let feed = std::fs::read([folder, "/checks/plumb-line.csv"].concat()).unwrap();
        let text = std::fs::read_to_string([folder, "/articles/water-scare.txt"].concat()).unwrap();
        let mut bad = Vec::new();
        let bytes = built("plumb-line.csv", &feed, &mut |_| {}, &mut |fault| bad.push(fault)).unwrap();
        let library = Library::open(&bytes).unwrap();
        let (packed, views) = matches(&library, &text, &pack(&crate::analyze(&text)));
        assert!(bad.is_empty() && packed.iter().any(|one| one.marks), "{packed:?}");
        assert_eq!(packed.len(), views.len());
        for (own, view) in packed.iter().zip(&views) {
            assert_eq!((view["shown"].as_bool(), &*own.publishers), (Some(own.shown), "The Plumb Line"));
            assert!(!own.marks || view["stance"] == "repeats");
        }
        assert!(matches(&library, &text, b"nonsense").0.is_empty());
    }

    #[test]
    fn files_without_checks_are_refused() {
        let open = |name: &str, bytes: &[u8]| open(name, bytes.to_vec(), &mut |_| {}).err();
        assert_eq!(open("notes.json", b"{\"a\": [1, 2]}"), Some("ui.published.not-library"));
        assert_eq!(open("empty.csv", b""), Some("ui.published.not-library"));
        assert_eq!(open("cut.sayso", b"SAYSOLIB\x01\x05\x05"), Some("ui.published.damaged"));
        assert_eq!(open("new.sayso", b"SAYSOLIB\x09"), Some("ui.published.newer"));
    }
}
