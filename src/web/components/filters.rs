//! What is shown: presets, whose words, how sure a mark must be.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::Shared;
use crate::web::filter::{Filter, Preset, Sources};
use crate::web::segments::Item;
use crate::web::state::Action;
use crate::web::words::{count, fill, say};

/// The bar above the lists.
pub fn filters(Shared { state, dispatch }: &Shared) -> Html {
    let send = |filter: Filter| {
        let dispatch = dispatch.clone();
        move || dispatch.dispatch(Action::Filtered(filter.clone()))
    };
    let presets = Preset::ALL.map(|preset| {
        let filter = preset.filter();
        let pressed = (filter == *state.filter).to_string();
        let set = send(filter);
        html! {
            <button type="button" name={name(preset)} aria-pressed={pressed} onclick={Callback::from(move |_: MouseEvent| set())}>
                { label(preset) }
            </button>
        }
    });
    let sources = {
        let (dispatch, filter) = (dispatch.clone(), state.filter.clone());
        Callback::from(move |event: Event| {
            let Some(select) = event.target().and_then(|t| t.dyn_into::<HtmlSelectElement>().ok()) else { return };
            let sources = SOURCES.into_iter().find(|(value, ..)| *value == select.value());
            if let Some((_, sources, _)) = sources {
                dispatch.dispatch(Action::Filtered(filter.with_sources(sources)));
            }
        })
    };
    let least = {
        let (dispatch, filter) = (dispatch.clone(), state.filter.clone());
        Callback::from(move |event: InputEvent| {
            let Some(input) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) else { return };
            let least = input.value().parse().unwrap_or(0);
            dispatch.dispatch(Action::Filtered(filter.with_least(least)));
        })
    };
    let readmit = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Readmitted(true)))
    };
    let hidden = hidden(state);
    html! {
        <section id="filters" aria-label={say("ui.filter")}>
            <div class="presets" role="group" aria-label={say("ui.preset")}>{ for presets }</div>
            <details>
                <summary>{ say("ui.filter.more") }</summary>
                <label>{ say("ui.sources") }
                    <select name="sources" onchange={sources}>
                        { for SOURCES.map(|(value, sources, key)| html! {
                            <option {value} selected={state.filter.sources == sources}>{ say(key) }</option>
                        }) }
                    </select>
                </label>
                <label>{ say("ui.least") }
                    <input type="range" name="least" min="0" max="90" step="10" value={state.filter.least.to_string()} oninput={least} />
                    <output>{ fill("ui.least.value", &[("n", &state.filter.least.to_string())]) }</output>
                </label>
            </details>
            if state.dismissed > 0 {
                <p class="calm" id="dismissed">{ count("ui.dismissed.count", state.dismissed) }{ " " }
                    <button type="button" onclick={readmit}>{ say("ui.dismissed.back") }</button></p>
            }
            if hidden > 0 { <p class="calm" id="hidden">{ count("ui.hidden", hidden) }</p> }
        </section>
    }
}

const SOURCES: [(&str, Sources, &str); 3] = [
    ("all", Sources::All, "ui.sources.all"),
    ("named", Sources::Named, "ui.sources.named"),
    ("anonymous", Sources::Anonymous, "ui.sources.anonymous"),
];

fn label(preset: Preset) -> &'static str {
    match preset {
        Preset::All => say("ui.preset.all"),
        Preset::Contested => say("ui.preset.contested"),
        Preset::Anonymous => say("ui.preset.anonymous"),
        Preset::Direct => say("ui.preset.direct"),
    }
}

fn name(preset: Preset) -> &'static str {
    match preset {
        Preset::All => "all",
        Preset::Contested => "contested",
        Preset::Anonymous => "anonymous",
        Preset::Direct => "direct",
    }
}

/// How many findings the filter hides.
fn hidden(state: &crate::web::state::State) -> usize {
    let found = &state.analysis;
    let hides = |item: &Item| !state.filter.shows(found, *item);
    (0..found.attributions.len()).map(Item::Attribution).filter(hides).count()
        + (0..found.claims.len()).map(Item::Claim).filter(hides).count()
        + (0..found.mentions.len()).map(Item::Mention).filter(hides).count()
}
