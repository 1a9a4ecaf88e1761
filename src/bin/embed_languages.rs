//! The rules for articles in other languages than English, for the embed, which loads them when an article needs them.

use wasm_bindgen::prelude::*;

fn main() {}

/// See `sayso::js::with_pack`.
///
/// # Errors
/// See there.
#[wasm_bindgen]
pub fn read(text: &str, unit: &str, table: &str) -> Result<JsValue, JsValue> {
    sayso::js::with_pack(text, unit, table)
}
