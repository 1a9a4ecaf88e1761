//! Several articles on one event, side by side: a program of its own (`src/bin/compare.rs`), fetched when it is asked for.
//!
//! It stands beside the page's own root and not in it: two programs of Yew would take each other's events for their own. The page
//! ([`super::accounts`]) hands over what it alone has: its analysis, and the article in its editor.

pub mod anchors;
pub mod desk;
pub mod found;
pub mod stretches;
pub mod workspace;

mod clerk;
mod files;
mod use_work;
mod views;

pub use found::Found;

use std::cell::RefCell;

use js_sys::{JsString, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, Element};

use super::{dom, fault, pack, worker};
use crate::i18n::{self, Language};

#[wasm_bindgen]
extern "C" {
    /// What the page hands over.
    pub type Page;

    /// The page's program, compiled: a worker analyses texts with it.
    #[wasm_bindgen(method, getter)]
    pub fn program(this: &Page) -> JsValue;

    /// The article in the editor, as it is kept on a device.
    #[wasm_bindgen(method)]
    pub fn present(this: &Page) -> JsString;

    /// What is found in a text, packed, where no worker can be had.
    #[wasm_bindgen(method)]
    pub fn find(this: &Page, text: &str) -> Uint8Array;

    /// Back to the editor; with an article that takes the place of the one there.
    #[wasm_bindgen(method)]
    pub fn leave(this: &Page, article: Option<String>);
}

thread_local! {
    /// Draws everything anew.
    static REDRAW: RefCell<Option<yew::Callback<()>>> = const { RefCell::new(None) };
}

/// Starts the program: in a worker, where there is no document, it only keeps what is known of a panic.
pub fn start() {
    if web_sys::window().is_none() {
        worker::keep_faults();
    }
}

/// Puts the view into `root`. `tongue` are the language and its table, packed.
pub fn open(root: Element, page: JsValue, tongue: &[u8]) {
    speak(tongue);
    // Yew's own hook writes the message of a panic, which may quote an article, into the console.
    fault::watch();
    // The page's policy allows no inline style, but sheets that a program makes.
    let sheets = js_sys::Reflect::get(&dom::document(), &"adoptedStyleSheets".into());
    if let (Ok(sheet), Ok(sheets)) = (CssStyleSheet::new(), sheets) {
        sheet.replace_sync(include_str!("../../../www/compare.css")).unwrap_or_default();
        sheets.unchecked_into::<js_sys::Array>().push(&sheet);
    }
    let page = page.unchecked_into();
    yew::Renderer::<views::App>::with_root_and_props(root, views::AppProps::new(page)).render();
}

/// From now on the view is in this language.
pub fn speak(tongue: &[u8]) {
    i18n::compare();
    if let Some((language, table)) = pack::unpack::<(String, String)>(tongue) {
        i18n::speak(Language::of_tag(&language).unwrap_or_default(), table);
    }
    REDRAW.with_borrow(|redraw| redraw.iter().for_each(|redraw| redraw.emit(())));
}
