//! Published fact-checks for the embed: matches a text that `embed.rs` has analysed. A separate program, so that only
//! hosts with a library load it.

use wasm_bindgen::prelude::*;

fn main() {}

/// Published fact-checks. See `sayso::checks`.
#[wasm_bindgen]
pub struct Library(sayso::checks::Library);

#[wasm_bindgen]
impl Library {
    /// See `sayso::js::library`.
    ///
    /// # Errors
    /// See there.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: &[u8]) -> Result<Library, JsValue> {
        sayso::js::library(bytes).map(Library)
    }

    /// See `sayso::js::matches_of`.
    ///
    /// # Errors
    /// See there.
    pub fn matches(&self, text: &str, analysis: JsValue) -> Result<JsValue, JsValue> {
        sayso::js::matches_of(&self.0, text, analysis)
    }
}
