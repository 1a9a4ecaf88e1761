//! Several articles side by side, fetched only when it is asked for; see `sayso::web::compare`.

use wasm_bindgen::prelude::*;

fn main() {
    sayso::web::compare::start();
}

/// Puts the view into `root`; `page` is what the page hands over, `tongue` the language and its table, packed.
#[wasm_bindgen]
pub fn accounts(root: web_sys::Element, page: JsValue, tongue: &[u8]) {
    sayso::web::compare::open(root, page, tongue);
}

/// From now on the view is in this language.
#[wasm_bindgen]
pub fn tongue(tongue: &[u8]) {
    sayso::web::compare::speak(tongue);
}

/// What `www/worker.js` calls with packed articles: what there is between them, packed.
#[wasm_bindgen]
pub fn compared(articles: &[u8]) -> Vec<u8> {
    sayso::web::compare::found::answer(articles)
}
