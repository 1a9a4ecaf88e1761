//! Analyses articles in languages other than English; loaded on demand. See `sayso::web::languages`.

use wasm_bindgen::prelude::*;

fn main() {
    sayso::web::languages::start();
}

/// Returns the packed findings in a text. Called by `www/worker.js` with `input`, a pack (the rules of a language) and
/// the text; see `sayso::web::languages::answer`.
#[wasm_bindgen]
pub fn read(input: &str) -> Vec<u8> {
    sayso::web::languages::answer(input)
}
