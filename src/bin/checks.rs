//! Opens and searches libraries of published fact-checks; loaded on demand in a worker. See `sayso::web::checks`.

use wasm_bindgen::prelude::*;

fn main() {
    sayso::web::worker::keep_faults();
}

/// Answers a message. Called by `www/worker.js` with each message; see `sayso::web::checks::answer`. Calls `tell` with
/// the progress in percent.
#[wasm_bindgen]
pub fn checked(input: &JsValue, tell: &js_sys::Function) -> Vec<u8> {
    sayso::web::checks::answer::answer(input, tell)
}
