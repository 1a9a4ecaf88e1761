//! The analysis for the embed: like `core.rs`, but without the comparison of articles, which would be a tenth of the
//! download, and without check-worthiness, which the embed does not show.

use wasm_bindgen::prelude::*;

fn main() {}

/// See `sayso::js::claims_and_attributions`.
///
/// # Errors
/// Those of the function named above.
#[wasm_bindgen]
pub fn analyze(text: &str, unit: &str, language: Option<String>, declared: Option<String>) -> Result<JsValue, JsValue> {
    sayso::js::claims_and_attributions(text, unit, language.as_deref(), declared.as_deref())
}

/// Returns the version of the analysis.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
