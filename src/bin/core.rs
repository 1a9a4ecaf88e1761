//! The analysis for programs in JavaScript: the npm package. Its JavaScript part is `www/pkg/index.js`.

use wasm_bindgen::prelude::*;

fn main() {}

/// See `sayso::js::analyze`.
///
/// # Errors
/// Those of the function named above.
#[wasm_bindgen]
pub fn analyze(text: &str, unit: &str, language: Option<String>) -> Result<JsValue, JsValue> {
    sayso::js::analyze(text, unit, language.as_deref())
}

/// See `sayso::js::compare`.
///
/// # Errors
/// Those of the function named above.
#[wasm_bindgen]
pub fn compare(texts: Vec<String>, unit: &str) -> Result<JsValue, JsValue> {
    sayso::js::compare(&texts, unit)
}

/// Returns the version of the analysis.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// A library of published fact-checks. See `sayso::checks`.
#[wasm_bindgen]
pub struct Library(sayso::checks::Library);

#[wasm_bindgen]
impl Library {
    /// See `sayso::js::library`.
    ///
    /// # Errors
    /// Those of the function named above.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: &[u8]) -> Result<Library, JsValue> {
        sayso::js::library(bytes).map(Library)
    }

    /// See `sayso::js::info`.
    ///
    /// # Errors
    /// Those of the function named above.
    pub fn info(&self) -> Result<JsValue, JsValue> {
        sayso::js::info(&self.0)
    }

    /// See `sayso::js::matches`.
    ///
    /// # Errors
    /// Those of the function named above.
    pub fn matches(&self, text: &str, unit: &str) -> Result<JsValue, JsValue> {
        sayso::js::matches(&self.0, text, unit)
    }
}
