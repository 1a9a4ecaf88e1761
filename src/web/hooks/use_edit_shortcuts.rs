//! Shortcuts for undo, redo and paste, active in the text and outside all fields.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, InputEvent, KeyboardEvent};
use yew::prelude::*;

use super::paste::paste_over;
use super::use_keys::busy;
use super::{Dispatch, State};
use crate::web::dom;
use crate::web::keys::back;
use crate::web::state::Action;

/// A pause in typing of this length ends a step of typing. In milliseconds.
const PAUSE: u32 = 1_000;

/// Listens for the shortcuts unless articles are being compared. Also ends a step of typing after a pause.
#[hook]
pub fn use_edit_shortcuts(state: &State, dispatch: &Dispatch) {
    use_effect_with(state.comparing, {
        let dispatch = dispatch.clone();
        move |&comparing| {
            let listeners = (!comparing).then(|| listen(&dispatch));
            move || drop(listeners)
        }
    });
    use_effect_with((state.text.clone(), state.steps.open()), {
        let dispatch = dispatch.clone();
        move |(_, open)| {
            let timer = open.then(|| Timeout::new(PAUSE, move || dispatch.dispatch(Action::Paused)));
            move || drop(timer)
        }
    });
}

/// Returns the listeners for undo, redo and paste.
///
/// Chromium ends its own undo step whenever the document changes; since the marks are redrawn after each key, it would
/// undo one letter at a time. No browser can undo a text set by the page. Therefore the page has its own history,
/// which also serves undo and redo from a menu.
fn listen(dispatch: &Dispatch) -> [EventListener; 3] {
    let on = |event: &'static str, on_event: fn(&Event, &Dispatch)| {
        let (dispatch, options) = (dispatch.clone(), EventListenerOptions::enable_prevent_default());
        EventListener::new_with_options(&dom::document(), event, options, move |event| on_event(event, &dispatch))
    };
    let key = |event: &Event, dispatch: &Dispatch| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let held = (event.ctrl_key() || event.meta_key()) && !event.alt_key() && !event.is_composing();
        let asked = back(&event.key(), &event.code(), event.shift_key());
        if let Some(back) = asked.filter(|_| held && (in_text() || !busy())) {
            event.prevent_default();
            dispatch.dispatch(if back { Action::StepBack } else { Action::StepForward });
        }
    };
    let menu = |event: &Event, dispatch: &Dispatch| {
        let Some(input) = event.dyn_ref::<InputEvent>().filter(|_| in_text()) else { return };
        let action = match &*input.input_type() {
            "historyUndo" => Action::StepBack,
            "historyRedo" => Action::StepForward,
            _ => return,
        };
        event.prevent_default();
        dispatch.dispatch(action);
    };
    let paste = |event: &Event, dispatch: &Dispatch| {
        if let Some(event) = event.dyn_ref::<ClipboardEvent>().filter(|_| !busy()) {
            paste_over(event, dispatch);
        }
    };
    [on("keydown", key), on("beforeinput", menu), on("paste", paste)]
}

fn in_text() -> bool {
    dom::document().active_element().is_some_and(|element| element.id() == "text")
}
