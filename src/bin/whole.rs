//! The page and all that it fetches later in one program, for the page that is one file.

use wasm_bindgen::prelude::*;

fn main() {
    sayso::web::run();
}

/// As in `page.rs`.
#[wasm_bindgen]
pub fn answer(text: &str, tell: &js_sys::Function) -> Vec<u8> {
    sayso::web::worker::answer(text, tell)
}

/// As in `extras.rs`.
///
/// # Errors
/// A word that says why there is none.
#[wasm_bindgen]
pub fn docx(bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
    sayso::web::extras::answer_docx(bytes)
}

/// As in `extras.rs`.
///
/// # Errors
/// A word that says why there is none.
#[wasm_bindgen]
pub fn html(html: &str) -> Result<Vec<u8>, JsValue> {
    sayso::web::extras::answer_html(html)
}

/// The article in the text of a `.md` file, packed.
#[wasm_bindgen]
pub fn markdown(text: &str) -> Vec<u8> {
    sayso::web::extras::answer_markdown(text)
}

/// As in `extras.rs`.
///
/// # Errors
/// Where it cannot be written.
#[wasm_bindgen]
pub async fn write(format: String, tongue: Vec<u8>, record: Vec<u8>) -> Result<String, JsValue> {
    sayso::web::extras::answer_write(format, tongue, record).await
}

/// As in `compare.rs`.
#[wasm_bindgen]
pub fn accounts(root: web_sys::Element, page: JsValue, tongue: &[u8]) {
    sayso::web::compare::open(root, page, tongue);
}

/// As in `compare.rs`.
#[wasm_bindgen]
pub fn tongue(tongue: &[u8]) {
    sayso::web::compare::speak(tongue);
}

/// As in `compare.rs`.
#[wasm_bindgen]
pub fn compared(articles: &[u8]) -> Vec<u8> {
    sayso::web::compare::found::answer(articles)
}
