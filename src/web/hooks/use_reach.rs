//! Undo, redo and pasting by their keys wherever the focus is: in the text, or on nothing that takes words.

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

/// How long nothing is typed before a step of typing ends. Milliseconds.
const PAUSE: u32 = 1_000;

/// Listens while the text is on the page.
#[hook]
pub fn use_reach(state: &State, dispatch: &Dispatch) {
    use_effect_with(state.comparing, {
        let dispatch = dispatch.clone();
        move |&comparing| {
            let ears = (!comparing).then(|| listen(&dispatch));
            move || drop(ears)
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

/// Chromium ends a step of its own undo wherever the document changes, so with the marks drawn anew after each key it
/// takes back one letter a press. No browser's undo knows a text that the page has set. So the page has the one history,
/// and what a menu asks for is taken from there too.
fn listen(dispatch: &Dispatch) -> [EventListener; 3] {
    let on = |event: &'static str, hear: fn(&Event, &Dispatch)| {
        let (dispatch, options) = (dispatch.clone(), EventListenerOptions::enable_prevent_default());
        EventListener::new_with_options(&dom::document(), event, options, move |event| hear(event, &dispatch))
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
