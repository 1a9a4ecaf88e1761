//! Findings as JavaScript objects, for the programs without the page (`src/bin/core.rs`, `src/bin/embed.rs`).

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

use crate::compare::Article;
use crate::span::Unit;

/// Analyses one text and returns an `Analysis` as declared in `www/pkg/types.d.ts`.
///
/// `unit` selects what spans count: `byte`, `codepoint`, or UTF-16 units for anything else. UTF-16 units are what
/// JavaScript counts, so `text.slice(start, end)` gives the words.
///
/// # Errors
/// None in practice: every finding can be serialised.
pub fn analyze(text: &str, unit: &str) -> Result<JsValue, JsValue> {
    object(&crate::analyze(text).in_unit(text, unit_of(unit)))
}

/// Like [`analyze`], but leaves `checks` empty, for the embed, which does not show them.
///
/// # Errors
/// See [`analyze`].
pub fn claims_and_attributions(text: &str, unit: &str) -> Result<JsValue, JsValue> {
    object(&crate::claims_and_attributions(text).in_unit(text, unit_of(unit)))
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
