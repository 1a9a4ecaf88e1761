//! The comparison of several articles, loaded on demand; see `sayso::web::compare`.

use wasm_bindgen::prelude::*;

fn main() {
    sayso::web::compare::start();
}

/// Renders the view into `root`. `page` is the page's interface to it, `tongue` the language and its table, packed.
#[wasm_bindgen]
pub fn accounts(root: web_sys::Element, page: JsValue, tongue: &[u8]) {
    sayso::web::compare::open(root, page, tongue);
}

/// Changes the language of the view.
#[wasm_bindgen]
pub fn tongue(tongue: &[u8]) {
    sayso::web::compare::speak(tongue);
}

/// Called by `www/worker.js` with packed articles; returns the packed comparison.
#[wasm_bindgen]
pub fn compared(articles: &[u8]) -> Vec<u8> {
    sayso::web::compare::found::answer(articles)
}
