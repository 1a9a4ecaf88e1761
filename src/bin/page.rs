//! The page. Loaded a second time in a worker, it analyses texts.

use wasm_bindgen::prelude::*;

fn main() {
    sayso::web::run();
}

/// Called by `www/worker.js` with each text and its language; returns the findings as bytes. `tell` is called with the
/// progress in percent.
#[wasm_bindgen]
pub fn answer(input: &str, tell: &js_sys::Function) -> Vec<u8> {
    sayso::web::worker::answer(input, tell)
}
