//! Text files next to the page, loaded on demand.

use js_sys::JsString;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Fetches a text file. Implemented in `www/boot.js`, and in `www/single.js` if the page is a single file.
    #[wasm_bindgen(js_name = saysoText, catch)]
    async fn fetched(path: &str) -> Result<JsString, JsValue>;
}

/// Returns the text at this path relative to the page.
///
/// # Errors
/// Fails if the file cannot be loaded.
pub async fn text(path: &str) -> Result<String, JsValue> {
    fetched(path).await.map(String::from)
}
