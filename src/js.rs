//! Returns findings as JavaScript objects, for the programs without the page: `core.rs`, `embed.rs`,
//! `embed_languages.rs` and `matcher.rs` in `src/bin`.

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
/// `language` is the BCP 47 tag of the language of the text; if it is `None` or unknown, the language is detected.
/// `unit` selects what spans count: `byte`, `codepoint`, or UTF-16 units for anything else. UTF-16 units are what
/// JavaScript counts, so `text.slice(start, end)` gives the words.
///
/// # Errors
/// None in practice: every finding can be serialised.
pub fn analyze(text: &str, unit: &str, language: Option<&str>) -> Result<JsValue, JsValue> {
    object(&crate::analyze_in(text, language.and_then(Language::of_article)).in_unit(text, unit_of(unit)))
}

/// Like [`analyze`], but leaves `checks` empty, for the embed, which does not show them. `declared` is the tag of the
/// language that the page declares; it decides if the words of the text do not.
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

/// Like [`claims_and_attributions`], for a language other than English. `table` is the text of its pack, which contains
/// its rules.
///
/// # Errors
/// Returns the reason if the table is malformed.
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

/// Opens a library of published fact-checks from the bytes of its file.
///
/// # Errors
/// Returns why the bytes are not a library that this program can read.
pub fn library(bytes: &[u8]) -> Result<Library, JsValue> {
    Library::open(bytes).map_err(|fault| js_sys::Error::new(&format!("the file {fault}")).into())
}

/// Returns a summary of a library's contents: a `LibraryInfo` as declared in `www/pkg/types.d.ts`.
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

/// Like [`matches`], but for a text that has already been analysed. `analysis` is an `Analysis` object whose spans
/// count bytes of `text`. The spans of the result count UTF-16 units.
///
/// # Errors
/// If `analysis` is not an `Analysis`, or has spans that do not fit `text`.
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
