//! The page: paste an article, see who says what and what is contested.
//!
//! State, action, reducer ([`state`]); views ([`components`]); timers, files and the DOM (hooks). While the article is
//! read, the layer of marks shows the words with their notes in the margin. While it is edited, the same layer lies
//! exactly under the text of an ordinary text area, so that typing, undo, spelling and input methods stay the browser's
//! own.

pub mod compare;
pub mod corrections;
pub mod dismiss;
pub mod edit;
pub mod extras;
pub mod filter;
pub mod keys;
pub mod lines;
pub mod lists;
pub mod notes;
pub mod origin;
pub mod pack;
pub mod panics;
pub mod portions;
pub mod report;
pub mod results;
pub mod search;
pub mod segments;
pub mod settings;
pub mod share;
pub mod shelf;
pub mod state;
pub mod wire;
pub mod work;
pub mod worker;

mod accounts;
mod components;
mod dom;
mod examples;
mod fault;
mod files;
mod hooks;
mod markup;
mod words;

/// Puts the page into the document and makes sure that a fault is told in plain words. In a worker, which has no document, it only
/// gets ready for texts.
pub fn run() {
    if web_sys::window().is_none() {
        worker::keep_faults();
        return;
    }
    fault::watch();
    // Not the body itself: Yew empties its root, and the place for faults must stay.
    match dom::document().get_element_by_id("app") {
        Some(root) => yew::Renderer::<components::App>::with_root(root).render(),
        None => yew::Renderer::<components::App>::new().render(),
    };
}
