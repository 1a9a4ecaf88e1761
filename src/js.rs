//! Findings as objects of JavaScript, for the programs without the page (`src/bin/core.rs`, `src/bin/embed.rs`).

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

use crate::compare::Article;
use crate::span::Unit;

/// What was found in one text: an `Analysis` as in `www/pkg/types.d.ts`. `unit` is what the spans count: `byte`, `codepoint`, else UTF-16
/// units, as JavaScript does, so that `text.slice(start, end)` gives the words.
///
/// # Errors
/// None in practice: all that is found can be an object.
pub fn analyze(text: &str, unit: &str) -> Result<JsValue, JsValue> {
    object(&crate::analyze(text).in_unit(text, unit_of(unit)))
}

/// The same without `checks`, which is empty: for the embed, which does not show them.
///
/// # Errors
/// As [`analyze`].
pub fn claims_and_attributions(text: &str, unit: &str) -> Result<JsValue, JsValue> {
    object(&crate::claims_and_attributions(text).in_unit(text, unit_of(unit)))
}

/// The links between texts, which are analysed for it: a `Comparison` as in `www/pkg/types.d.ts`.
///
/// # Errors
/// As [`analyze`].
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
