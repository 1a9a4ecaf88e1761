//! The page; loaded a second time, in a worker, it analyses texts.

use wasm_bindgen::prelude::*;

fn main() {
    sayso::web::run();
}

/// What `www/worker.js` calls with each text: the findings as bytes. `tell` is called with the percentage that is done.
#[wasm_bindgen]
pub fn answer(text: &str, tell: &js_sys::Function) -> Vec<u8> {
    sayso::web::worker::answer(text, tell)
}
