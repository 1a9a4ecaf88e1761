//! The comparison of several articles, loaded on demand; see `sayso::web::compare`.

use wasm_bindgen::prelude::*;

fn main() {
    sayso::web::compare::start();
}

/// Renders the view into `root`. `page` is the object through which the view calls the page, `language` the packed
/// language and its table of sentences.
#[wasm_bindgen]
pub fn compare(root: web_sys::Element, page: JsValue, language: &[u8]) {
    sayso::web::compare::open(root, page, language);
}

/// Changes the language of the view. `language` is packed as in `compare`.
#[wasm_bindgen]
pub fn language(language: &[u8]) {
    sayso::web::compare::speak(language);
}

/// Returns the packed comparison of packed articles. Called by `www/worker.js`.
#[wasm_bindgen]
pub fn compared(articles: &[u8]) -> Vec<u8> {
    sayso::web::compare::result::answer(articles)
}
