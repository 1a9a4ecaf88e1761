//! What is kept on this device. Every name begins alike, so that all of it can be shown and deleted.

use web_sys::Storage;

const OWN: &str = "sayso.";

/// Something that is kept on this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its name in the browser's storage.
    pub name: String,
    /// All of it, as text.
    pub value: String,
}

/// The names of all that is kept on this device, in order.
pub fn names() -> Vec<String> {
    let Some(storage) = storage() else { return Vec::new() };
    let all = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok()?);
    let mut own: Vec<String> = all.filter(|name| name.starts_with(OWN)).collect();
    crate::order::sort(&mut own);
    own
}

/// All that is kept on this device, by name.
pub fn kept() -> Vec<Kept> {
    names().into_iter().filter_map(|name| Some(Kept { value: recall(&name)?, name })).collect()
}

/// What is kept under this name.
pub fn recall(name: &str) -> Option<String> {
    storage()?.get_item(name).ok()?
}

/// Keeps `value` under this name; whether it could be kept.
pub fn keep(name: &str, value: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(name, value).is_ok())
}

/// Deletes one thing that is kept.
pub fn forget(name: &str) {
    if let Some(storage) = storage() {
        storage.remove_item(name).unwrap_or_default();
    }
}

/// The browser's storage; `None` where it is forbidden.
fn storage() -> Option<Storage> {
    gloo::utils::window().local_storage().ok()?
}
