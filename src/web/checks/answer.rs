//! The program that opens and searches libraries, in a worker.
//!
//! The page sends arrays: `[name, ArrayBuffer]` opens a file, `[text, Uint8Array]` matches a text with its packed
//! findings, `[]` returns the open library as bytes.

use std::cell::RefCell;

use js_sys::{Array, ArrayBuffer, Function, Uint8Array};
use wasm_bindgen::prelude::*;

use super::{LARGEST, Library, Match, Opened};
use crate::checks::{self, Fault, Record, build, library, match_article};
use crate::intake::reviews::{self, Item};
use crate::model::Analysis;
use crate::web::pack::{pack, unpack};

/// At most this many unusable records are named.
const MOST_NAMED: usize = 20;

thread_local! {
    /// The open library, also as bytes.
    static OPEN: RefCell<Option<(Vec<u8>, checks::Library)>> = const { RefCell::new(None) };
}

/// Answers a message of the page. Calls `tell` with the progress in percent.
pub fn answer(input: &JsValue, tell: &Function) -> Vec<u8> {
    let input: &Array = input.unchecked_ref();
    let text = input.get(0).as_string().unwrap_or_default();
    match input.get(1).dyn_into::<ArrayBuffer>() {
        Ok(buffer) => {
            let size = buffer.byte_length() as usize;
            let bytes = (size <= LARGEST).then(|| Uint8Array::new(&buffer).to_vec());
            let opened = match bytes {
                None => Err("ui.checks.too-large"),
                Some(bytes) => open(&text, bytes, &mut |done| {
                    tell.call1(&JsValue::NULL, &done.into()).unwrap_or_default();
                }),
            };
            let opened: Opened = match opened {
                Ok(library) => (String::new(), Some(library)),
                Err(key) => (key.to_owned(), None),
            };
            pack(&opened)
        }
        Err(findings) => OPEN.with_borrow(|open| match (open, findings.dyn_into::<Uint8Array>()) {
            (Some((_, library)), Ok(findings)) => pack(&matches(library, &text, &findings.to_vec())),
            (Some((bytes, _)), Err(_)) => bytes.clone(),
            (None, _) => Vec::new(),
        }),
    }
}

/// Opens a library, or builds one of a feed. The previous one stays if that fails.
fn open(name: &str, bytes: Vec<u8>, tell: &mut dyn FnMut(u32)) -> Result<Library, &'static str> {
    let mut known = Library { name: name.to_owned(), ..Library::default() };
    let bytes = match checks::Library::open(&bytes) {
        Err(Fault::NotALibrary) => built(&mut known, &bytes, tell)?,
        _ => bytes,
    };
    let library = checks::Library::open(&bytes).map_err(key)?;
    let info = library.info();
    (known.claims, known.reviews, known.size, known.latest) = (info.claims, info.reviews, info.size, info.dates.1);
    OPEN.set(Some((bytes, library)));
    Ok(known)
}

/// Builds a library of the records in a file.
fn built(known: &mut Library, bytes: &[u8], tell: &mut dyn FnMut(u32)) -> Result<Vec<u8>, &'static str> {
    let mut records: Vec<Record> = Vec::new();
    let mut last = 0;
    reviews::read(&known.name, bytes, &mut |item, done| {
        match item {
            // More would be dropped anyway.
            Item::Record(record) if records.len() < library::MOST => {
                records.push(Record { source: known.name.clone(), ..record });
            }
            Item::Record(_) => known.left_out += 1,
            Item::Bad { place, why } => {
                known.left_out += 1;
                if known.faults.len() < MOST_NAMED {
                    known.faults.push([&*place, " ", &*why].concat());
                }
            }
        }
        let percent = (done.min(bytes.len()) as f64 * 100.0 / bytes.len() as f64) as u32;
        if percent > last {
            last = percent;
            tell(percent);
        }
    });
    let built = build(records);
    if built.reviews == 0 { Err("ui.checks.not-library") } else { Ok(built.bytes) }
}

fn key(fault: Fault) -> &'static str {
    match fault {
        Fault::NotALibrary => "ui.checks.not-library",
        Fault::Newer(_) => "ui.checks.newer",
        Fault::Damaged => "ui.checks.damaged",
        Fault::TooLarge => "ui.checks.too-large",
    }
}

/// Returns the matches of a text with its packed findings.
fn matches(library: &checks::Library, text: &str, findings: &[u8]) -> Vec<Match> {
    let Some(analysis) = unpack::<Analysis>(findings) else { return Vec::new() };
    let found = match_article(library, text, &analysis).into_iter();
    found
        .map(|one| {
            let checks::Checked { claim, claimant, reviews } = library.get(one.claim);
            let checks::Match { sentence, words, shown, stance, .. } = one;
            Match { sentence, words, shown, stance, claim, claimant, reviews }
        })
        .collect()
}
