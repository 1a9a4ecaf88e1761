//! The rules for articles in other languages than English, loaded on demand; see `sayso::web::languages`.

use wasm_bindgen::prelude::*;

fn main() {
    sayso::web::languages::start();
}

/// Called by `www/worker.js` with a pack and a text; returns the packed findings.
#[wasm_bindgen]
pub fn read(input: &str) -> Vec<u8> {
    sayso::web::languages::answer(input)
}
