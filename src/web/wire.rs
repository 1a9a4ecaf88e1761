//! The analysis for JavaScript: the only place where findings become JavaScript values.

use wasm_bindgen::prelude::*;

use crate::span::Unit;

/// Analyses `text` and gives the findings as a plain object, all spans in UTF-16 units as JavaScript counts.
///
/// # Errors
///
/// Where the object cannot be made; the message says why.
#[wasm_bindgen]
pub fn analyze(text: &str) -> Result<JsValue, JsValue> {
    let analysis = crate::analyze(text).in_unit(text, Unit::Utf16);
    serde_wasm_bindgen::to_value(&analysis).map_err(JsValue::from)
}
