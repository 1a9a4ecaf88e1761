//! The parts of the page that are loaded on demand; see `sayso::web::extras`.

use wasm_bindgen::prelude::*;

fn main() {}

/// Reads the article in a `.docx` file; returns it packed.
///
/// # Errors
/// A word for the reason.
#[wasm_bindgen]
pub fn docx(bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
    sayso::web::extras::answer_docx(bytes)
}

/// Reads the article in HTML; returns it packed.
///
/// # Errors
/// A word for the reason.
#[wasm_bindgen]
pub fn html(html: &str) -> Result<Vec<u8>, JsValue> {
    sayso::web::extras::answer_html(html)
}

/// Reads the article in a `.md` file; returns it packed.
#[wasm_bindgen]
pub fn markdown(text: &str) -> Vec<u8> {
    sayso::web::extras::answer_markdown(text)
}

/// Writes packed findings in the named format. `language` is the language and its table, packed.
///
/// # Errors
/// If the findings cannot be written.
#[wasm_bindgen]
pub async fn write(format: String, language: Vec<u8>, record: Vec<u8>) -> Result<String, JsValue> {
    sayso::web::extras::answer_write(format, language, record).await
}
