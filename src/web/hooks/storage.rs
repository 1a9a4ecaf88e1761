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
    recall_in(Kind::Device, name)
}

/// Keeps `value` under this name; whether it could be kept.
pub fn keep(name: &str, value: &str) -> bool {
    keep_in(Kind::Device, name, value)
}

/// Deletes one thing that is kept.
pub fn forget(name: &str) {
    forget_in(Kind::Device, name);
}

/// Whether the browser lets the page keep anything.
pub fn allowed() -> bool {
    storage().is_some()
}

/// For how long something is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Until it is deleted.
    Device,
    /// For as long as its tab is open, also through reloads.
    Tab,
}

/// What is kept under this name so long.
pub fn recall_in(kind: Kind, name: &str) -> Option<String> {
    of(kind)?.get_item(name).ok()?
}

/// Keeps `value` under this name so long; whether it could be kept.
pub fn keep_in(kind: Kind, name: &str, value: &str) -> bool {
    of(kind).is_some_and(|storage| storage.set_item(name, value).is_ok())
}

/// Deletes what is kept under this name so long.
pub fn forget_in(kind: Kind, name: &str) {
    if let Some(storage) = of(kind) {
        storage.remove_item(name).unwrap_or_default();
    }
}

/// The browser's storage; `None` where it is forbidden.
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
