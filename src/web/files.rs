//! Texts that lie beside the page, fetched when they are wanted.

use js_sys::JsString;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// `www/boot.js` has it, and `www/single.js` where the page is one file.
    #[wasm_bindgen(js_name = saysoText, catch)]
    async fn fetched(path: &str) -> Result<JsString, JsValue>;
}

/// The text at this path beside the page.
///
/// # Errors
/// When it cannot be fetched.
pub async fn text(path: &str) -> Result<String, JsValue> {
    fetched(path).await.map(String::from)
}
