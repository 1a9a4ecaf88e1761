//! The browser's storage on this device. All names have the same prefix, so that everything can be listed and deleted.

use wasm_bindgen::prelude::*;
use web_sys::Storage;

const OWN: &str = "sayso.";
/// An item with this name exists while a library of fact-checks is kept. It contains the name and the size of the
/// library's file. The library itself is too large for this storage; `www/published.js` keeps it in a database.
pub const LIBRARY: &str = "sayso.library";

#[wasm_bindgen]
extern "C" {
    /// Implemented in `www/boot.js`: calls the function `name` of `www/published.js`, and loads that script first if
    /// needed.
    #[wasm_bindgen(js_name = saysoPublished)]
    pub fn published(name: &str, first: &JsValue, second: &JsValue);
}

/// An item in storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its name in the browser's storage.
    pub name: String,
    /// Its content.
    pub value: String,
}

/// Returns the names of all items on this device, sorted.
pub fn names() -> Vec<String> {
    let Some(storage) = storage() else { return Vec::new() };
    let all = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok()?);
    let mut own: Vec<String> = all.filter(|name| name.starts_with(OWN)).collect();
    crate::sort::sort(&mut own);
    own
}

/// Returns all items on this device, sorted by name.
pub fn kept() -> Vec<Kept> {
    names().into_iter().filter_map(|name| Some(Kept { value: recall(&name)?, name })).collect()
}

/// Returns the value of the item with this name; `None` if there is no such item.
pub fn recall(name: &str) -> Option<String> {
    recall_in(Kind::Device, name)
}

/// Stores `value` under this name. Returns whether that succeeded.
pub fn keep(name: &str, value: &str) -> bool {
    keep_in(Kind::Device, name, value)
}

/// Deletes the item with this name.
pub fn forget(name: &str) {
    if name == LIBRARY {
        published("forget", &JsValue::UNDEFINED, &JsValue::UNDEFINED);
    }
    forget_in(Kind::Device, name);
}

/// Returns whether the browser lets the page store anything.
pub fn allowed() -> bool {
    storage().is_some()
}

/// How long an item is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Until it is deleted.
    Device,
    /// While its tab is open, including reloads.
    Tab,
}

/// Returns the value of the item with this name in this storage; `None` if there is no such item.
pub fn recall_in(kind: Kind, name: &str) -> Option<String> {
    of(kind)?.get_item(name).ok()?
}

/// Stores `value` under this name in this storage. Returns whether that succeeded.
pub fn keep_in(kind: Kind, name: &str, value: &str) -> bool {
    of(kind).is_some_and(|storage| storage.set_item(name, value).is_ok())
}

/// Deletes the item with this name from this storage.
pub fn forget_in(kind: Kind, name: &str) {
    if let Some(storage) = of(kind) {
        storage.remove_item(name).unwrap_or_default();
    }
}

/// Returns the storage of this device; `None` if the browser forbids its use.
fn storage() -> Option<Storage> {
    of(Kind::Device)
}

fn of(kind: Kind) -> Option<Storage> {
    let window = gloo::utils::window();
    match kind {
        Kind::Device => window.local_storage().ok()?,
        Kind::Tab => window.session_storage().ok()?,
    }
}
