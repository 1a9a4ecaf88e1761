//! Analyses articles in languages other than English for the embed, which loads this program when an article needs it.

use wasm_bindgen::prelude::*;

fn main() {}

/// See `sayso::js::with_pack`.
///
/// # Errors
/// Those of the function named above.
#[wasm_bindgen]
pub fn read(text: &str, unit: &str, table: &str) -> Result<JsValue, JsValue> {
    sayso::js::with_pack(text, unit, table)
}
