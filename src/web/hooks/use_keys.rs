//! Single-letter shortcuts, active unless the reader is typing.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::prelude::*;

use super::Dispatch;
use crate::web::dom;
use crate::web::keys::{Shortcut, shortcut};
use crate::web::marks::Item;
use crate::web::state::{Action, Dialog, State};

/// A selector for the elements in which letters are typed, and for everything in an open dialog, which has priority.
const BUSY: &str = "input:not([type=checkbox], [type=radio], [type=range]), select, textarea, dialog[open] *";

/// Listens for the shortcuts while they are enabled.
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
                if let Some(shortcut) =
                    shortcut(&event.key()).filter(|_| !held && !busy() && !latest.borrow().comparing)
                {
                    event.prevent_default();
                    let state = latest.borrow().clone();
                    fulfil(shortcut, &state, &dispatch);
                }
            };
            let listener = on.then(|| EventListener::new_with_options(&dom::document(), "keydown", options, listen));
            move || drop(listener)
        }
    });
}

/// Returns whether a key or a paste belongs to a field or a dialog.
pub fn busy() -> bool {
    dom::document().active_element().is_some_and(|e| e.matches(BUSY).unwrap_or(false))
        || dom::document().query_selector("dialog[open]").is_ok_and(|open| open.is_some())
}

fn fulfil(shortcut: Shortcut, state: &State, dispatch: &Dispatch) {
    match shortcut {
        Shortcut::Help => dispatch.dispatch(Action::Opened(Dialog::Help)),
        Shortcut::Settings => dispatch.dispatch(Action::Opened(Dialog::Settings)),
        Shortcut::Show(lens) => dispatch.dispatch(Action::Filtered(state.filter.with_lens(lens))),
        Shortcut::Find => {
            // If the lists are a drawer, it opens first.
            dispatch.dispatch(Action::Listing(true));
            Timeout::new(0, || dom::focus("find")).forget();
        }
        Shortcut::Edit => dispatch.dispatch(Action::Editing(true)),
        Shortcut::Step(forward) => {
            if let Some(item) = state.step(forward) {
                go(state, dispatch, item);
            }
        }
        Shortcut::Mark(forward) => {
            let starts = state.stops();
            let here = state.card.and_then(|card| starts.iter().position(|(_, item)| *item == card.item));
            let next = match (here, forward) {
                (Some(at), true) => at + 1,
                (Some(at), false) => at + starts.len() - 1,
                (None, true) => 0,
                (None, false) => starts.len().saturating_sub(1),
            };
            if let Some((_, item)) = starts.get(next % starts.len().max(1)) {
                go(state, dispatch, *item);
            }
        }
    }
}

/// Opens the card of a finding and scrolls its mark into view.
pub fn go(state: &State, dispatch: &Dispatch, item: Item) {
    match dom::mark(item) {
        Some(mark) => dom::show(&mark),
        // The marks of a long text are drawn in portions, visible ones first, so this one may not exist yet.
        None => {
            let start = state.stops().into_iter().find(|(_, own)| *own == item).map(|(at, _)| at);
            start.into_iter().for_each(|at| dom::show_line(&state.text, at));
        }
    }
    dispatch.dispatch(Action::Pin(item));
}
