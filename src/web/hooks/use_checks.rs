//! Connects the page with the script that opens and shows libraries of fact-checks (`www/published.js`).

use std::rc::Rc;

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use yew::prelude::*;

use super::storage::LIBRARY;
use super::use_keys::go;
use super::{Dispatch, storage};
use crate::web::checks::Event;
use crate::web::dom;
use crate::web::marks::Item;
use crate::web::pack::{pack, unpack};
use crate::web::state::{Action, Dialog, State};
use crate::web::tab::Tab;

/// Keeps the matches up to date with the text, and handles what the reader does with them.
#[hook]
pub fn use_checks(state: &Rc<State>, dispatch: &Dispatch) {
    let latest = use_mut_ref(|| state.clone());
    *latest.borrow_mut() = state.clone();
    use_effect_with((), {
        let dispatch = dispatch.clone();
        move |()| {
            let on_event = Closure::<dyn Fn(String, JsValue)>::new(move |what: String, value: JsValue| {
                heard(&latest.borrow().clone(), &dispatch, &what, &value);
            });
            // In the single-file page, a worker cannot load the program by its address.
            Reflect::set(on_event.as_ref(), &"program".into(), &wasm_bindgen::module()).unwrap_or_default();
            storage::published("listen", on_event.as_ref(), &storage::recall(LIBRARY).into());
            // Dropped with the page.
            move || drop(on_event)
        }
    });
    use_effect_with(state.dialog == Some(Dialog::Checks), |open| {
        if *open {
            storage::published("ready", &JsValue::UNDEFINED, &JsValue::UNDEFINED);
        }
    });
    use_effect_with((state.checks.opened, Rc::as_ptr(&state.analysis), state.analysed.clone()), {
        let state = state.clone();
        move |_| {
            if state.checks.open && state.rounds > 0 && state.current() && !state.text.is_empty() {
                let findings = Uint8Array::from(&*pack(&*state.analysis));
                storage::published("find", &(&*state.analysed).into(), &findings);
            }
        }
    });
}

/// Handles a message from the script: `open` with whether a library is open; `go` or `not` with the position of the
/// match that the reader opens or dismisses; `failed` if the script cannot be loaded; or a text with its packed
/// matches.
fn heard(state: &State, dispatch: &Dispatch, what: &str, value: &JsValue) {
    if let Some(matches) = value.dyn_ref::<Uint8Array>() {
        let found = unpack::<Vec<_>>(&matches.to_vec()).unwrap_or_default();
        return dispatch.dispatch(Action::Checks(Event::Found(what.into(), found.into())));
    }
    if let Some(open) = value.as_bool() {
        dispatch.dispatch(Action::Checks(Event::Open(open)));
        if open && state.dialog == Some(Dialog::Checks) {
            dispatch.dispatch(Action::Turned(Tab::Checks));
        }
        return;
    }
    if what == "failed" {
        return dispatch.dispatch(Action::Trouble(Some("ui.refused.not-fetched")));
    }
    let at = value.as_f64().unwrap_or_default() as usize;
    match state.checks.get(at) {
        _ if what == "not" => dispatch.dispatch(Action::Dismissed(Item::Check(at))),
        Some(one) if one.marks => go(state, dispatch, Item::Check(at)),
        Some(one) => dom::show_line(&state.checks.text, one.sentence.start),
        None => {}
    }
}
