//! Several articles about one event, side by side. This is a separate program (`src/bin/compare.rs`), loaded on demand.
//!
//! Its root is a sibling of the page's own, not inside it: otherwise two Yew programs would handle each other's events.
//! The page ([`super::comparison_bridge`]) passes in what only it has: its analysis, and the article in its editor.

pub mod anchors;
pub mod result;
pub mod state;
pub mod stretches;
pub mod workspace;

mod files;
mod use_work;
mod views;
mod worker_queue;

pub use result::ComparisonResult;

use std::cell::RefCell;

use js_sys::{JsString, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, Element};

use super::{dom, extras, fault, worker};
use crate::i18n::Locale;

#[wasm_bindgen]
extern "C" {
    /// The object that the page passes in.
    pub type Page;

    /// The page's compiled program, which a worker uses to analyse texts.
    #[wasm_bindgen(method, getter)]
    pub fn program(this: &Page) -> JsValue;

    /// Returns the article in the editor, in the format in which articles are saved on the device.
    #[wasm_bindgen(method)]
    pub fn present(this: &Page) -> JsString;

    /// Returns the packed findings of a text, in browsers without workers. `input` is what the worker would receive,
    /// see [`worker::input`].
    #[wasm_bindgen(method)]
    pub fn find(this: &Page, input: &str) -> Uint8Array;

    /// Returns to the editor; if `article` is given, it replaces the one in the editor.
    #[wasm_bindgen(method)]
    pub fn leave(this: &Page, article: Option<String>);
}

thread_local! {
    /// Sets the language of the view. It is stored here because the page calls [`speak`], which has no other access to
    /// the view.
    static VIEW: RefCell<Option<yew::Callback<Locale>>> = const { RefCell::new(None) };
}

/// Starts the program. In a worker, which has no document, it only records panics.
pub fn start() {
    if web_sys::window().is_none() {
        worker::keep_faults();
    }
}

/// Renders the view into `root`. `language` is the output of [`extras::packed`].
pub fn open(root: Element, page: JsValue, language: &[u8]) {
    let locale = read(language);
    // Yew's own hook would write the panic message, which may quote an article, to the console.
    fault::watch(locale);
    // The page's content security policy forbids inline styles, but allows constructed style sheets.
    let sheets = js_sys::Reflect::get(&dom::document(), &"adoptedStyleSheets".into());
    if let (Ok(sheet), Ok(sheets)) = (CssStyleSheet::new(), sheets) {
        sheet.replace_sync(include_str!("../../../www/compare.css")).unwrap_or_default();
        sheets.unchecked_into::<js_sys::Array>().push(&sheet);
    }
    let page = page.unchecked_into();
    yew::Renderer::<views::App>::with_root_and_props(root, views::AppProps::new(page, locale)).render();
}

/// Changes the language of the view. `language` is the output of [`extras::packed`].
pub fn speak(language: &[u8]) {
    let locale = read(language);
    VIEW.with_borrow(|view| view.iter().for_each(|view| view.emit(locale)));
}

/// Unpacks the language that the page packed. Returns English if that fails.
fn read(language: &[u8]) -> Locale {
    extras::unpacked(language, Locale::COMPARISON).unwrap_or(Locale::COMPARISON)
}
