//! The comparison of several articles, loaded on demand; see `sayso::web::compare`.

use wasm_bindgen::prelude::*;

fn main() {
    sayso::web::compare::start();
}

/// Renders the view into `root`. `page` is the page's interface to it, `language` the language and its table, packed.
#[wasm_bindgen]
pub fn compare(root: web_sys::Element, page: JsValue, language: &[u8]) {
    sayso::web::compare::open(root, page, language);
}

/// Changes the language of the view.
#[wasm_bindgen]
pub fn language(language: &[u8]) {
    sayso::web::compare::speak(language);
}

/// Called by `www/worker.js` with packed articles; returns the packed comparison.
#[wasm_bindgen]
pub fn compared(articles: &[u8]) -> Vec<u8> {
    sayso::web::compare::result::answer(articles)
}
