//! The parts of the page that are loaded on demand; see `sayso::web::extras`.

use wasm_bindgen::prelude::*;

fn main() {}

/// Reads the article in a `.docx` file, and returns it packed.
///
/// # Errors
/// Returns a word for the reason if the article cannot be read.
#[wasm_bindgen]
pub fn docx(bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
    sayso::web::extras::answer_docx(bytes)
}

/// Reads the article in HTML, and returns it packed.
///
/// # Errors
/// Returns a word for the reason if the article cannot be read.
#[wasm_bindgen]
pub fn html(html: &str) -> Result<Vec<u8>, JsValue> {
    sayso::web::extras::answer_html(html)
}

/// Reads the article in a `.md` file, and returns it packed.
#[wasm_bindgen]
pub fn markdown(text: &str) -> Vec<u8> {
    sayso::web::extras::answer_markdown(text)
}

/// Writes `record`, a text with its packed findings, in the named format. `language` is the packed language and its
/// table of sentences.
///
/// # Errors
/// If an argument cannot be unpacked or the findings cannot be written.
#[wasm_bindgen]
pub async fn write(format: String, language: Vec<u8>, record: Vec<u8>) -> Result<String, JsValue> {
    sayso::web::extras::answer_write(format, language, record).await
}
