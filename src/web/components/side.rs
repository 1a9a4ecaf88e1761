//! The tabs beside the text: claims, speakers, the whole at a glance.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::Shared;
use super::claims::Claims;
use super::icon::icon;
use super::overview::Overview;
use super::speakers::Speakers;
use crate::web::dom;
use crate::web::state::{Action, State, Tab};
use crate::web::words::{count, say};

/// Said by screen readers when an analysis is done, if the numbers are others than before.
pub fn told(state: &State) -> Html {
    let found = &state.analysis;
    let statements = found.attributions.iter().filter(|a| a.act.speaks()).count();
    let contested = found.claims.iter().filter(|claim| claim.status.contested()).count();
    let told = (state.rounds > 0 && state.current() && !state.text.is_empty())
        .then(|| [count("ui.statements", statements), count("ui.strip.contested", contested)].join(", "));
    html! { <p id="told" class="quiet" role="status">{ for told }</p> }
}

/// One panel is shown; all but the overview stay in the document, for paper.
pub fn side(Shared { state, dispatch }: &Shared) -> Html {
    let found = &state.analysis;
    let contested = found.claims.iter().filter(|claim| claim.status.contested()).count();
    let tabs = Tab::ALL.map(|(tab, id, key)| {
        let chosen = tab == state.settings.tab;
        let onclick = {
            let dispatch = dispatch.clone();
            Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Turned(tab)))
        };
        let number = match tab {
            Tab::Claims => state.contested(),
            Tab::Speakers => state.speakers(),
            Tab::Overview => 0,
        };
        html! {
            <button type="button" role="tab" id={["tab-", id].concat()} aria-controls={id} aria-selected={chosen.to_string()}
                tabindex={if chosen { "0" } else { "-1" }} {onclick}>
                { say(key) }if number > 0 { <small>{ number }</small> }
            </button>
        }
    });
    let onkeydown = {
        let (dispatch, now) = (dispatch.clone(), state.settings.tab);
        Callback::from(move |event: KeyboardEvent| {
            let Some(next) = now.after(&event.key()) else { return };
            event.prevent_default();
            dispatch.dispatch(Action::Turned(next));
            // The chosen tab is the one that the Tab key reaches; the focus goes along.
            let button = dom::document().get_element_by_id(&["tab-", next.id()].concat());
            if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
                button.focus().unwrap_or_default();
            }
        })
    };
    let calm = |some: bool, none: &'static str| match state.text.is_empty() {
        true => Some("ui.welcome"),
        false => (!some && state.current()).then_some(none),
    };
    let heard = found.attributions.iter().any(|a| state.filter.lists_attribution(a));
    let close = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Listing(false)))
    };
    html! {
        <section id="side" tabindex="-1">
            <div class="tabs"><div role="tablist" aria-label={say("ui.side")} {onkeydown}>{ for tabs }</div>
                <button type="button" class="ib shut" aria-label={say("ui.list.close")} onclick={close}>{ icon("cross") }</button></div>
            <div role="tabpanel" id="claims" aria-labelledby="tab-claims" hidden={state.settings.tab != Tab::Claims}>
                <h2 class="quiet">{ say("ui.claims") }</h2>
                <Claims state={state.clone()} dispatch={dispatch.clone()} calm={calm(contested > 0, "ui.claims.none")} />
            </div>
            <div role="tabpanel" id="speakers" aria-labelledby="tab-speakers" hidden={state.settings.tab != Tab::Speakers}>
                <h2 class="quiet">{ say("ui.speakers") }</h2>
                <Speakers state={state.clone()} dispatch={dispatch.clone()} calm={calm(heard, "ui.speakers.none")} />
            </div>
            <div role="tabpanel" id="overview" aria-labelledby="tab-overview" hidden={state.settings.tab != Tab::Overview}>
                <h2 class="quiet">{ say("ui.overview") }</h2>
                if state.settings.tab == Tab::Overview { <Overview state={state.clone()} dispatch={dispatch.clone()} /> }
            </div>
        </section>
    }
}
