//! Exports text from the page, to a file or on paper.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;

use crate::web::dom;

/// The time that a browser gets to start reading the file, in milliseconds.
const PATIENCE: u32 = 30_000;

/// Offers `text` for download as a file with this name.
pub fn save(name: &str, text: &str) {
    let parts = js_sys::Array::of1(&text.into());
    let Ok(url) =
        web_sys::Blob::new_with_str_sequence(&parts).and_then(|blob| web_sys::Url::create_object_url_with_blob(&blob))
    else {
        return;
    };
    if let Ok(link) = dom::document().create_element("a") {
        let link: web_sys::HtmlAnchorElement = link.unchecked_into();
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    // Some browsers read the file only after the click has been handled.
    Timeout::new(PATIENCE, move || web_sys::Url::revoke_object_url(&url).unwrap_or_default()).forget();
}

/// Opens the browser's print dialog.
pub fn print() {
    gloo::utils::window().print().unwrap_or_default();
}
