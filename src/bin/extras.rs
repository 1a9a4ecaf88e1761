//! What the page fetches only when it is asked for; see `sayso::web::extras`.

use wasm_bindgen::prelude::*;

fn main() {}

/// The article in the bytes of a `.docx` file, packed.
///
/// # Errors
/// A word that says why there is none.
#[wasm_bindgen]
pub fn docx(bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
    sayso::web::extras::answer_docx(bytes)
}

/// The article in HTML, packed.
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

/// What was found in an article, packed, in the format of this name; `tongue` are the language and its table, packed.
///
/// # Errors
/// Where it cannot be written.
#[wasm_bindgen]
pub async fn write(format: String, tongue: Vec<u8>, record: Vec<u8>) -> Result<String, JsValue> {
    sayso::web::extras::answer_write(format, tongue, record).await
}
