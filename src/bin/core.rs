//! The analysis for JavaScript without the page: the npm package. Its JavaScript part is `www/pkg/index.js`.

use wasm_bindgen::prelude::*;

fn main() {}

/// See `sayso::js::analyze`.
///
/// # Errors
/// See there.
#[wasm_bindgen]
pub fn analyze(text: &str, unit: &str, language: Option<String>) -> Result<JsValue, JsValue> {
    sayso::js::analyze(text, unit, language.as_deref())
}

/// See `sayso::js::compare`.
///
/// # Errors
/// See there.
#[wasm_bindgen]
pub fn compare(texts: Vec<String>, unit: &str) -> Result<JsValue, JsValue> {
    sayso::js::compare(&texts, unit)
}

/// The version of the analysis.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
