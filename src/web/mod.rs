//! The page: paste an article, see who says what and what is contested.
//!
//! [`state`] contains the state, the actions and the reducer; [`components`] contains the views; `hooks` handles
//! timers, files and the DOM. While the article is read, the layer of marks shows the words with their notes in the
//! margin. While it is edited, the same layer is exactly under the text of an ordinary text area, so that the browser
//! handles typing, spelling and input methods.

pub mod checks;
pub mod compare;
pub mod corrections;
pub mod dismiss;
pub mod edit;
pub mod extras;
pub mod filter;
pub mod keys;
pub mod languages;
pub mod lines;
pub mod lists;
pub mod marks;
pub mod notes;
pub mod origin;
pub mod pack;
pub mod panics;
pub mod progressive_rendering;
pub mod report;
pub mod results;
pub mod saved;
pub mod search;
pub mod segments;
pub mod settings;
pub mod share;
pub mod state;
pub mod tab;
pub mod wire;
pub mod work;
pub mod worker;

mod comparison_bridge;
mod components;
mod dom;
mod examples;
mod fault;
mod files;
mod hooks;
mod markup;
mod messages;

use crate::i18n::Locale;

/// Renders the page into the document and installs the handler that reports crashes. In a worker, which has no
/// document, it only makes panics available to `www/worker.js`.
pub fn run() {
    if web_sys::window().is_none() {
        worker::keep_faults();
        return;
    }
    fault::watch(Locale::PAGE);
    // Not into the body: Yew clears its root, and the element that shows crashes must stay.
    match dom::document().get_element_by_id("app") {
        Some(root) => yew::Renderer::<components::App>::with_root(root).render(),
        None => yew::Renderer::<components::App>::new().render(),
    };
}
