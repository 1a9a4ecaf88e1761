//! The page. A second instance of this program, in a worker, analyses texts.

use wasm_bindgen::prelude::*;

fn main() {
    sayso::web::run();
}

/// Returns the findings in a text as bytes. Called by `www/worker.js` with each text and its language. Calls `tell`
/// with the progress in percent if the analysis takes long.
#[wasm_bindgen]
pub fn answer(input: &str, tell: &js_sys::Function) -> Vec<u8> {
    sayso::web::worker::answer(input, tell)
}
