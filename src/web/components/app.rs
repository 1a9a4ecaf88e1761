//! The root component of the page.

use super::Shared;
use super::bar::bar;
use super::card::CardView;
use super::dialogs::Dialogs;
use super::editor::Editor;
use super::header::Header;
use super::masthead::masthead;
use super::notices::notices;
use super::side::{side, summary};
use super::welcome::{ways_in, welcome};
use crate::web::comparison_bridge::use_comparison;
use crate::web::dom;
use crate::web::filter::Lens;
use crate::web::hooks::{
    Dispatch, use_analysis, use_checks, use_digest, use_edit_shortcuts, use_file_drop, use_keys, use_language,
    use_link, use_pointer, use_saved, use_settings, use_shared_content,
};
use crate::web::marks::Item;
use crate::web::state::{Action, State};
use std::rc::Rc;
use web_sys::KeyboardEvent;
use yew::prelude::*;

/// Shows the page: the lists, the text, and its notes in the margin.
#[component]
pub fn App() -> Html {
    let store = use_reducer(State::default);
    let state = Rc::new((*store).clone());
    let locale = state.locale;
    let dispatch = store.dispatcher();
    use_analysis(&state, &dispatch);
    use_file_drop(&dispatch);
    use_link(&state, &dispatch);
    use_shared_content(&dispatch);
    use_settings(&state, &dispatch);
    use_saved(&state, &dispatch);
    use_language(&state, &dispatch);
    use_keys(&state, &dispatch);
    use_edit_shortcuts(&state, &dispatch);
    use_comparison(&state, &dispatch);
    use_checks(&state, &dispatch);
    let point = use_pointer(&dispatch);
    use_effect_with((), |()| dom::set_root("sayso", "ready"));
    use_effect_with(state.card.filter(|card| card.pinned), |card| {
        if let Some(card) = card {
            dom::reveal_row(card.item);
        }
    });
    let onkeydown = close_card(&state, &dispatch);
    let digest = use_digest(&state);
    // Views without hooks are plain functions: each component costs 2 KB of the program.
    let shared = Shared { state: state.clone(), dispatch: dispatch.clone() };
    let mode = match (state.text.is_empty(), state.editing) {
        (true, _) => "empty",
        (false, true) => "edit",
        (false, false) => "read",
    };
    use_effect_with(mode, |mode| dom::set_root("mode", mode));
    html! {
        <div class="page" data-listing={state.listing.then_some("yes")} {onkeydown}>
            <a class="skip" href="#article">{ locale.text("ui.skip") }</a>
            <Header state={state.clone()} dispatch={dispatch.clone()} />
            <div class="frame">
                <aside aria-label={locale.text("ui.side")} hidden={mode == "empty"}>{ side(&shared, &digest) }</aside>
                <main class="sheet" id="article" tabindex="-1">
                    if mode == "empty" { { welcome(locale) } } else { { bar(&shared) } }
                    if mode != "empty" { { masthead(&shared, &digest) } }
                    <Editor state={state.clone()} dispatch={dispatch.clone()} point={point.clone()}>
                        if mode == "empty" { { ways_in(&shared) } }
                        <CardView state={state.clone()} dispatch={dispatch.clone()} {point} />
                    </Editor>
                </main>
            </div>
            { ticks(&state) }
            { summary(&state) }
            { notices(&shared) }
            <Dialogs {state} {dispatch} />
        </div>
    }
}

/// Returns a handler that closes the card on Escape. If the focus is in the card, it moves to the card's note.
fn close_card(state: &Rc<State>, dispatch: &Dispatch) -> Callback<KeyboardEvent> {
    let (state, dispatch) = (state.clone(), dispatch.clone());
    Callback::from(move |event: KeyboardEvent| {
        let dialog = || dom::document().query_selector("dialog[open]").is_ok_and(|open| open.is_some());
        // In a dialog, Escape closes the dialog.
        if event.key() == "Escape"
            && !dialog()
            && let Some(card) = state.card
        {
            event.prevent_default();
            dispatch.dispatch(Action::Close);
            let inside = dom::document().active_element().is_some_and(|e| e.closest("#card").ok().flatten().is_some());
            if inside && let Some(note) = dom::note(card.item) {
                note.focus().unwrap_or_default();
            }
        }
    })
}

/// Returns a tick for each contested claim, which `www/margin.js` places at the edge of the window. Empty while the
/// text is edited, or if the lens hides claims.
fn ticks(state: &State) -> Html {
    if !state.reading() || state.filter.lens == Lens::Statements {
        return Html::default();
    }
    let now = state.card.map(|card| card.item);
    let ticks = state.targets().into_iter().take(MOST_TICKS).map(|(at, item)| {
        let status = match item {
            Item::Claim(at) => state.analysis.claims.get(at).map_or("", |c| c.status.name()),
            _ => "",
        };
        let per_mille = (at * 1000 / state.text.len().max(1)).to_string();
        html! {
            <i class={classes!(["n-", status].concat(), (now == Some(item)).then_some("now"))} data-at={per_mille}></i>
        }
    });
    html! { <div class="ticks" aria-hidden="true">{ for ticks }</div> }
}

/// The maximum number of ticks. More would merge.
const MOST_TICKS: usize = 200;
