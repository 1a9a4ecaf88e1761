//! Single letters as shortcuts, where nothing is being written.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::prelude::*;

use super::Dispatch;
use crate::span::Span;
use crate::web::dom;
use crate::web::keys::{Wish, wish};
use crate::web::state::{Action, Dialog, State};

/// Where a letter is a letter, or a dialog asks for all attention.
const BUSY: &str = "input:not([type=checkbox], [type=radio], [type=range]), select, textarea, dialog[open] *";

/// Listens while the shortcuts are on.
#[hook]
pub fn use_keys(state: &Rc<State>, dispatch: &Dispatch) {
    let latest = use_mut_ref(|| state.clone());
    *latest.borrow_mut() = state.clone();
    use_effect_with(state.settings.keys, {
        let dispatch = dispatch.clone();
        move |&on| {
            let options = EventListenerOptions::enable_prevent_default();
            let listen = move |event: &Event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
                let held = event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing();
                if let Some(wish) = wish(&event.key()).filter(|_| !held && !busy() && !latest.borrow().comparing) {
                    event.prevent_default();
                    let state = latest.borrow().clone();
                    fulfil(wish, &state, &dispatch);
                }
            };
            let listener = on.then(|| EventListener::new_with_options(&dom::document(), "keydown", options, listen));
            move || drop(listener)
        }
    });
}

/// Whether a key or a paste is for a field or a dialog.
pub fn busy() -> bool {
    dom::document().active_element().is_some_and(|e| e.matches(BUSY).unwrap_or(false))
        || dom::document().query_selector("dialog[open]").is_ok_and(|open| open.is_some())
}

fn fulfil(wish: Wish, state: &State, dispatch: &Dispatch) {
    match wish {
        Wish::Help => dispatch.dispatch(Action::Opened(Dialog::Help)),
        Wish::Settings => dispatch.dispatch(Action::Opened(Dialog::Settings)),
        Wish::Show(preset) => dispatch.dispatch(Action::Filtered(preset.filter())),
        Wish::Text => {
            if let Some(editor) = dom::editor() {
                editor.focus().unwrap_or_default();
            }
        }
        Wish::Mark(forward) => {
            let here = state.card.map(|card| card.item);
            let starts = state.stops();
            let at = here.and_then(|item| starts.iter().find(|(_, own)| *own == item)).map(|(at, _)| *at);
            let from = at.unwrap_or(if forward { 0 } else { state.text.len() });
            // The first mark of all may stand at the very start.
            let first = starts.first().copied().filter(|_| at.is_none() && forward);
            if let Some((at, item)) = first.or_else(|| state.neighbour(from, forward)) {
                match dom::mark(item) {
                    Some(mark) => {
                        mark.focus().unwrap_or_default();
                        dom::show(&mark);
                    }
                    None => dom::select(&state.text, Span::new(at, at)),
                }
                dispatch.dispatch(Action::Pin(item));
            }
        }
    }
}
