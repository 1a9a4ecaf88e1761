//! The whole page.

use std::rc::Rc;

use web_sys::KeyboardEvent;
use yew::prelude::*;

use super::Shared;
use super::about::about;
use super::card::CardView;
use super::dialogs::Dialogs;
use super::editor::Editor;
use super::filters::filters;
use super::left_out::left_out;
use super::legend::legend;
use super::notices::notices;
use super::side::side;
use super::toolbar::Toolbar;
use crate::web::accounts::use_accounts;
use crate::web::dom;
use crate::web::hooks::{
    use_analysis, use_file_drop, use_given, use_keys, use_language, use_link, use_pointer, use_reach, use_settings,
    use_shelf,
};
use crate::web::state::{Action, State};
use crate::web::words::say;

/// The page: what is said on the left, by whom on the right.
#[component]
pub fn App() -> Html {
    let store = use_reducer(State::default);
    let state = Rc::new((*store).clone());
    let dispatch = store.dispatcher();
    use_analysis(&state, &dispatch);
    use_file_drop(&dispatch);
    use_link(&dispatch);
    use_given(&dispatch);
    use_settings(&state, &dispatch);
    use_shelf(&state, &dispatch);
    use_language(&state, &dispatch);
    use_keys(&state, &dispatch);
    use_reach(&state, &dispatch);
    use_accounts(&state, &dispatch);
    let point = use_pointer(&dispatch);
    use_effect_with((), |()| dom::set_root("sayso", "ready"));
    use_effect_with(state.card.filter(|card| card.pinned), |card| {
        if let Some(card) = card {
            dom::reveal_row(card.item);
        }
    });
    let onkeydown = {
        let (state, dispatch) = (state.clone(), dispatch.clone());
        Callback::from(move |event: KeyboardEvent| {
            let dialog = || dom::document().query_selector("dialog[open]").is_ok_and(|open| open.is_some());
            // In a dialog the key is the dialog's.
            if event.key() == "Escape"
                && !dialog()
                && let Some(card) = state.card
            {
                event.prevent_default();
                dispatch.dispatch(Action::Close);
                let inside =
                    dom::document().active_element().is_some_and(|e| e.closest("#card").ok().flatten().is_some());
                if inside && let Some(mark) = dom::mark(card.item) {
                    mark.focus().unwrap_or_default();
                }
            }
        })
    };
    let side_label = say("ui.side");
    // Views without hooks are functions: each component is 2 KB of the page.
    let shared = Shared { state: state.clone(), dispatch: dispatch.clone() };
    html! {
        <div class="page" {onkeydown}>
            <a class="skip" href="#side">{ say("ui.skip") }</a>
            <Toolbar state={state.clone()} dispatch={dispatch.clone()} />
            <main>
                <Editor state={state.clone()} dispatch={dispatch.clone()} point={point.clone()} />
                <CardView state={state.clone()} dispatch={dispatch.clone()} {point} />
                <aside aria-label={side_label}>
                    { left_out(&shared) }
                    { filters(&shared) }
                    { side(&shared) }
                    { legend(&shared) }
                    { about(&shared) }
                </aside>
            </main>
            { notices(&shared) }
            <Dialogs {state} {dispatch} />
        </div>
    }
}
