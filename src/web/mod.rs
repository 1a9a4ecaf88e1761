//! The page: paste an article, see who says what and what is contested.
//!
//! State, action, reducer ([`state`]); views ([`components`]); timers, files and the DOM (hooks). The marks lie in a
//! layer exactly under the text of an ordinary text area, so that typing, undo, spelling and input methods stay the
//! browser's own.

pub mod filter;
pub mod keys;
pub mod segments;
pub mod settings;
pub mod state;
pub mod wire;

mod components;
mod dom;
mod examples;
mod fault;
mod hooks;
mod words;

/// Puts the page into the document and makes sure that a fault is told in plain words.
pub fn run() {
    fault::watch();
    yew::Renderer::<components::App>::new().render();
}
