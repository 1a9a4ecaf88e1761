//! Finds published fact-checks for the embed, in a text that `embed.rs` has analysed. It is a separate program, so that
//! only sites with a library of fact-checks load it.

use wasm_bindgen::prelude::*;

fn main() {}

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

    /// See `sayso::js::matches_of`.
    ///
    /// # Errors
    /// Those of the function named above.
    pub fn matches(&self, text: &str, analysis: JsValue) -> Result<JsValue, JsValue> {
        sayso::js::matches_of(&self.0, text, analysis)
    }
}
