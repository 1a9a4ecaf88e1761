//! The tabs next to the text: claims, speakers, and the overview.

use super::claims::Claims;
use super::icon::icon;
use super::overview::Overview;
use super::speakers::Speakers;
use super::{Listed, Shared};
use crate::digest::Digest;
use crate::web::dom;
use crate::web::hooks::Dispatch;
use crate::web::marks::Item;
use crate::web::state::{Action, State};
use crate::web::tab::Tab;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

/// Returns the live region that screen readers announce after an analysis if the numbers have changed.
pub fn summary(state: &State) -> Html {
    let locale = state.locale;
    let found = &state.analysis;
    let statements = found.attributions.iter().filter(|a| a.act.speaks()).count();
    let contested = found.claims.iter().filter(|claim| claim.status.contested()).count();
    let summary = (state.rounds > 0 && state.current() && !state.text.is_empty())
        .then(|| [locale.count("ui.statements", statements), locale.count("ui.strip.contested", contested)].join(", "));
    html! { <p id="announcement" class="quiet" role="status">{ for summary }</p> }
}

/// Returns the tabs and the panel of the selected one. The other panels stay in the document, empty, because their tabs
/// refer to them.
pub fn side(shared: &Shared, digest: &Rc<Digest>) -> Html {
    let Shared { state, dispatch } = shared;
    let locale = state.locale;
    let found = &state.analysis;
    let contested = found.claims.iter().filter(|claim| claim.status.contested()).count();
    // Without a library, there is no tab for its matches.
    let most = Tab::ALL.len() - usize::from(!state.checks.open);
    let now = state.tab();
    let tabs = Tab::ALL.into_iter().take(most).map(|(tab, id, key)| tab_button(shared, tab, id, key));
    let onkeydown = turn_by_key(dispatch, now, most);
    let calm = |some: bool, none: &'static str| match state.text.is_empty() {
        true => Some("ui.welcome"),
        false => (!some && state.current()).then_some(none),
    };
    let heard = (0..found.attributions.len()).any(|at| state.filter.lists(found, Item::Attribution(at)));
    let close = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Listing(false)))
    };
    let listed = |tab: Tab, calm: Option<&'static str>| Listed {
        state: state.clone(),
        dispatch: dispatch.clone(),
        digest: digest.clone(),
        calm,
        open: tab == now,
    };
    let panel = |tab: Tab, title: &'static str, content: Html| {
        html! {
            <div role="tabpanel" id={tab.id()} aria-labelledby={["tab-", tab.id()].concat()} hidden={tab != now}>
                <h2 class="quiet">{ locale.text(title) }</h2>{ content }
            </div>
        }
    };
    let left: Vec<String> = state.checks.left.iter().map(usize::to_string).collect();
    let items = left.join(" ");
    html! {
        <section id="side" tabindex="-1">
            <div class="tabs"><div role="tablist" aria-label={locale.text("ui.side")} {onkeydown}>{ for tabs }</div>
                <button type="button" class="ib shut" aria-label={locale.text("ui.list.close")}
                    onclick={close}>{ icon("cross") }</button></div>
            { find(state, dispatch) }
            { panel(Tab::Claims, "ui.claims", html! {
                <Claims ..listed(Tab::Claims, calm(contested > 0, "ui.claims.none")) />
            }) }
            { panel(Tab::Speakers, "ui.speakers", html! {
                <Speakers ..listed(Tab::Speakers, calm(heard, "ui.speakers.none")) />
            }) }
            if most > 3 {
                { panel(Tab::Checks, "ui.checks", html! {
                    <div key="published" data-published="list" data-items={items}
                        data-find={state.filter.find.to_string()}></div>
                }) }
            }
            { panel(Tab::Overview, "ui.overview", html! { <Overview ..listed(Tab::Overview, None) /> }) }
        </section>
    }
}

/// Returns the button that selects a tab. `id` is the tab's name in the document, and `key` is the key of its label.
fn tab_button(Shared { state, dispatch }: &Shared, tab: Tab, id: &'static str, key: &'static str) -> Html {
    let chosen = tab == state.tab();
    let onclick = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Turned(tab)))
    };
    let number = match tab {
        Tab::Claims => state.contested(),
        Tab::Speakers => state.speakers(),
        Tab::Overview => 0,
        Tab::Checks => state.checks.shown(),
    };
    html! {
        <button type="button" role="tab" id={["tab-", id].concat()} aria-controls={id}
            aria-selected={chosen.to_string()} tabindex={if chosen { "0" } else { "-1" }} {onclick}>
            { state.locale.text(key) }if number > 0 { <small>{ number }</small> }
        </button>
    }
}

/// Returns a handler that selects another of the first `most` tabs on arrow keys, Home and End.
fn turn_by_key(dispatch: &Dispatch, now: Tab, most: usize) -> Callback<KeyboardEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |event: KeyboardEvent| {
        let Some(next) = now.after(&event.key(), most) else { return };
        event.prevent_default();
        dispatch.dispatch(Action::Turned(next));
        // The selected tab is the one in the tab order, so focus moves with it.
        let button = dom::document().get_element_by_id(&["tab-", next.id()].concat());
        if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
            button.focus().unwrap_or_default();
        }
    })
}

/// Returns the field that narrows the lists and the marks to findings that contain certain words.
fn find(state: &Rc<State>, dispatch: &Dispatch) -> Html {
    let locale = state.locale;
    let find = |words: &str| Action::Filtered(state.filter.with_find(words));
    let oninput = {
        let (state, dispatch) = (state.clone(), dispatch.clone());
        Callback::from(move |event: InputEvent| {
            let Some(input) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) else { return };
            dispatch.dispatch(Action::Filtered(state.filter.with_find(&input.value())));
        })
    };
    let onkeydown = {
        let (dispatch, state, none) = (dispatch.clone(), state.clone(), find(""));
        Callback::from(move |event: KeyboardEvent| {
            // Not every browser clears the field on Escape. In an empty field, Escape closes the drawer.
            if event.key() == "Escape" && !state.filter.find.is_empty() {
                event.prevent_default();
                event.stop_propagation();
                dispatch.dispatch(none.clone());
            }
        })
    };
    html! {
        <input type="search" id="find" aria-label={locale.text("ui.find")} placeholder={locale.text("ui.find")}
            value={state.filter.find.to_string()} {oninput} {onkeydown} spellcheck="false" autocomplete="off"
            autocorrect="off" autocapitalize="off" writingsuggestions="false" translate="no" data-gramm="false" />
    }
}
