//! The page, and all programs that it otherwise loads on demand, in one program. Used by the single-file page and the
//! browser extension.

use wasm_bindgen::prelude::*;

fn main() {
    sayso::web::run();
}

/// See `page.rs`.
#[wasm_bindgen]
pub fn answer(input: &str, tell: &js_sys::Function) -> Vec<u8> {
    sayso::web::worker::answer(input, tell)
}

/// See `extras.rs`.
///
/// # Errors
/// Returns a word for the reason if the article cannot be read.
#[wasm_bindgen]
pub fn docx(bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
    sayso::web::extras::answer_docx(bytes)
}

/// See `extras.rs`.
///
/// # Errors
/// Returns a word for the reason if the article cannot be read.
#[wasm_bindgen]
pub fn html(html: &str) -> Result<Vec<u8>, JsValue> {
    sayso::web::extras::answer_html(html)
}

/// See `extras.rs`.
#[wasm_bindgen]
pub fn markdown(text: &str) -> Vec<u8> {
    sayso::web::extras::answer_markdown(text)
}

/// See `extras.rs`.
///
/// # Errors
/// If an argument cannot be unpacked or the findings cannot be written.
#[wasm_bindgen]
pub async fn write(format: String, language: Vec<u8>, record: Vec<u8>) -> Result<String, JsValue> {
    sayso::web::extras::answer_write(format, language, record).await
}

/// See `compare.rs`.
#[wasm_bindgen]
pub fn compare(root: web_sys::Element, page: JsValue, language: &[u8]) {
    sayso::web::compare::open(root, page, language);
}

/// See `compare.rs`.
#[wasm_bindgen]
pub fn language(language: &[u8]) {
    sayso::web::compare::speak(language);
}

/// See `compare.rs`.
#[wasm_bindgen]
pub fn compared(articles: &[u8]) -> Vec<u8> {
    sayso::web::compare::result::answer(articles)
}

/// See `checks.rs`.
#[wasm_bindgen]
pub fn checked(input: &JsValue, tell: &js_sys::Function) -> Vec<u8> {
    sayso::web::checks::answer::answer(input, tell)
}

/// See `languages.rs`.
#[wasm_bindgen]
pub fn read(input: &str) -> Vec<u8> {
    sayso::web::languages::answer(input)
}

/// Finds the article in a displayed page, for the extension. See `sayso::web::extras::displayed`.
#[wasm_bindgen]
pub fn displayed(nodes: &js_sys::Array) -> js_sys::Object {
    sayso::web::extras::displayed(nodes)
}

/// Returns the findings in a text as an object, with spans in UTF-16 units, for the extension.
///
/// # Errors
/// None in practice: every finding can be converted.
#[wasm_bindgen]
pub fn findings(text: &str) -> Result<JsValue, JsValue> {
    sayso::web::wire::analyze(text)
}
