//! Findings as JavaScript objects, for the programs without the page (`src/bin/core.rs`, `src/bin/embed.rs`).

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

use crate::checks::{Library, match_article};
use crate::compare::Article;
use crate::export::match_row::rows;
use crate::i18n::Language;
use crate::languages::{self, Pack};
use crate::model::Analysis;
use crate::span::Unit;

/// Analyses one text and returns an `Analysis` as declared in `www/pkg/types.d.ts`.
///
/// `language` is the tag of the language of the text; without one that is known, it is detected.
/// `unit` selects what spans count: `byte`, `codepoint`, or UTF-16 units for anything else. UTF-16 units are what
/// JavaScript counts, so `text.slice(start, end)` gives the words.
///
/// # Errors
/// None in practice: every finding can be serialised.
pub fn analyze(text: &str, unit: &str, language: Option<&str>) -> Result<JsValue, JsValue> {
    object(&crate::analyze_in(text, language.and_then(Language::of_article)).in_unit(text, unit_of(unit)))
}

/// Like [`analyze`], but leaves `checks` empty, for the embed, which does not show them. `declared` is the tag of the
/// language that the page says it is in; it decides if the text does not.
///
/// # Errors
/// See [`analyze`].
pub fn claims_and_attributions(
    text: &str,
    unit: &str,
    language: Option<&str>,
    declared: Option<&str>,
) -> Result<JsValue, JsValue> {
    let language = language.and_then(Language::of_article);
    let language = language.or_else(|| crate::language_of(text, declared.and_then(Language::of_article)));
    object(&crate::claims_and_attributions_in(text, language).in_unit(text, unit_of(unit)))
}

/// Like [`claims_and_attributions`], with the rules for other languages than English. `table` is the table of a pack.
///
/// # Errors
/// The reason if the table is malformed.
pub fn with_pack(text: &str, unit: &str, table: &str) -> Result<JsValue, JsValue> {
    let pack = Pack::parse(table).map_err(|bad| bad.to_string())?;
    object(&languages::analyze(text, &pack).in_unit(text, unit_of(unit)))
}

/// Analyses and compares several texts, and returns a `Comparison` as declared in `www/pkg/types.d.ts`.
///
/// # Errors
/// See [`analyze`].
pub fn compare(texts: &[String], unit: &str) -> Result<JsValue, JsValue> {
    let analyses: Vec<_> = texts.iter().map(|text| crate::analyze(text)).collect();
    let articles: Vec<_> = texts.iter().zip(&analyses).map(|(text, analysis)| Article { text, analysis }).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    object(&crate::compare::compare(&articles).in_unit(&texts, unit_of(unit)))
}

/// Opens a library of published fact-checks.
///
/// # Errors
/// Returns why the bytes are not a library that this program can read.
pub fn library(bytes: &[u8]) -> Result<Library, JsValue> {
    Library::open(bytes).map_err(|fault| js_sys::Error::new(&format!("the file {fault}")).into())
}

/// Returns what a library holds, a `LibraryInfo` as declared in `www/pkg/types.d.ts`.
///
/// # Errors
/// See [`analyze`].
pub fn info(library: &Library) -> Result<JsValue, JsValue> {
    object(&library.info())
}

/// Analyses `text` and returns the matches of its sentences, each a `Match` as declared in `www/pkg/types.d.ts`.
///
/// # Errors
/// See [`analyze`].
pub fn matches(library: &Library, text: &str, unit: &str) -> Result<JsValue, JsValue> {
    let found = match_article(library, text, &crate::analyze(text));
    object(&rows(text, found, library, unit_of(unit)))
}

/// Like [`matches`], for a text with its analysis, an object whose spans count bytes. The spans of the result count
/// UTF-16 units.
///
/// # Errors
/// If `analysis` is no analysis of `text`.
pub fn matches_of(library: &Library, text: &str, analysis: JsValue) -> Result<JsValue, JsValue> {
    let mut analysis: Analysis = serde_wasm_bindgen::from_value(analysis).map_err(JsValue::from)?;
    if analysis.spans_mut().into_iter().any(|span| text.get(span.start..span.end).is_none()) {
        return Err(js_sys::Error::new("the analysis is of another text").into());
    }
    object(&rows(text, match_article(library, text, &analysis), library, Unit::Utf16))
}

fn unit_of(name: &str) -> Unit {
    match name {
        "byte" => Unit::Byte,
        "codepoint" => Unit::Codepoint,
        _ => Unit::Utf16,
    }
}

fn object(found: &impl Serialize) -> Result<JsValue, JsValue> {
    found.serialize(&Serializer::json_compatible()).map_err(JsValue::from)
}
