//! The bar above the text: the lens, the legend that doubles as the filter, and the buttons that step through the
//! findings.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::Shared;
use super::icon::icon;
use crate::web::dom;
use crate::web::filter::{Filter, Layer, Lens};
use crate::web::hooks::{Dispatch, go};
use crate::web::marks::Item;
use crate::web::messages;
use crate::web::state::{Action, State};

/// Returns the lens and the legend; while the text is edited, a button that ends editing.
pub fn bar(shared: &Shared) -> Html {
    let Shared { state, dispatch } = shared;
    let locale = state.locale;
    if state.editing {
        let dispatch = dispatch.clone();
        let onclick = Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Editing(false)));
        return html! {
            <div class="bar">
                <div class="row"><p class="calm">{ locale.text("ui.editing") }</p>
                    <button type="button" class="primary" id="done" {onclick}>{ locale.text("ui.done") }</button></div>
            </div>
        };
    }
    html! {
        <div class="bar">
            <div class="row">{ lens(shared) }{ steps(shared) }</div>
            { legend(shared) }
        </div>
    }
}

fn lens(Shared { state, dispatch }: &Shared) -> Html {
    let locale = state.locale;
    let buttons = Lens::ALL.map(|(lens, name, key)| {
        let chosen = state.filter.lens == lens;
        let onclick = {
            let (dispatch, next) = (dispatch.clone(), state.filter.with_lens(lens));
            Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Filtered(next.clone())))
        };
        html! {
            <button type="button" role="radio" id={["lens-", name].concat()} aria-checked={chosen.to_string()}
                tabindex={if chosen { "0" } else { "-1" }} {onclick}>{ locale.text(key) }</button>
        }
    });
    let onkeydown = {
        let (state, dispatch) = (state.clone(), dispatch.clone());
        Callback::from(move |event: KeyboardEvent| {
            let by = match event.key().as_str() {
                "ArrowRight" | "ArrowDown" => 1,
                "ArrowLeft" | "ArrowUp" => Lens::ALL.len() - 1,
                _ => return,
            };
            event.prevent_default();
            let (lens, name, _) = Lens::ALL[(state.filter.lens as usize + by) % Lens::ALL.len()];
            dispatch.dispatch(Action::Filtered(state.filter.with_lens(lens)));
            dom::focus(&["lens-", name].concat());
        })
    };
    html! { <div class="lens" role="radiogroup" aria-label={locale.text("ui.lens")} {onkeydown}>{ for buttons }</div> }
}

/// Returns the buttons that step through the findings. On a phone, they are at the bottom of the window, together with
/// the button that shows the lists.
fn steps(Shared { state, dispatch }: &Shared) -> Html {
    let locale = state.locale;
    let steps = state.targets();
    let here = state.card.and_then(|card| steps.iter().position(|(_, item)| *item == card.item));
    let key = if state.filter.lens == Lens::Statements { "ui.statements" } else { "ui.contested" };
    let place = match here {
        Some(at) => {
            locale.fill("ui.position", &[("n", &locale.number(at + 1)), ("all", &locale.count(key, steps.len()))])
        }
        None => locale.count(key, steps.len()),
    };
    let step = |forward: bool| {
        let (state, dispatch) = (state.clone(), dispatch.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(item) = state.step(forward) {
                go(&state, &dispatch, item);
            }
        })
    };
    let list = {
        let (dispatch, next) = (dispatch.clone(), !state.listing);
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Listing(next)))
    };
    html! {
        <div class="steps" role="group" aria-label={locale.text("ui.steps")}>
            <button type="button" class="text to-list" id="list-button" aria-expanded={state.listing.to_string()}
                onclick={list}>
                { icon("list") }{ locale.text("ui.list") }</button>
            <span class="position">{ place }</span>
            <button type="button" class="ib" id="previous" disabled={steps.is_empty()}
                aria-label={locale.text("ui.step.previous")} onclick={step(false)}>{ icon("up") }</button>
            <button type="button" class="ib" id="next" disabled={steps.is_empty()}
                aria-label={locale.text("ui.step.next")} onclick={step(true)}>{ icon("down") }</button>
        </div>
    }
}

/// Returns a chip for each kind of finding in the article, styled like its marks. Pressing it hides or shows them.
fn legend(Shared { state, dispatch }: &Shared) -> Html {
    let locale = state.locale;
    let chips = Layer::ALL.into_iter().filter(|layer| state.filter.lens.offers(*layer)).filter_map(|layer| {
        let found = Filter::count(&state.analysis, layer);
        let toggle = {
            let (dispatch, next) = (dispatch.clone(), state.filter.toggled(layer));
            Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Filtered(next.clone())))
        };
        let name = messages::layer_name(layer);
        (found > 0).then(|| {
            html! {
                <button type="button" class="chip" data-layer={name}
                    aria-pressed={state.filter.shows_layer(layer).to_string()}
                    title={messages::layer_meaning(locale, layer)} onclick={toggle}>
                    if matches!(layer, Layer::Status(_) | Layer::NoComment) { { icon(name) } }
                    <span class={classes!("sample", look(layer))}>{ messages::layer(locale, layer) }</span>
                    <small>{ locale.number(found) }</small>
                </button>
            }
        })
    });
    html! {
        <div class="legends">
            <div class="legend" role="group" aria-label={locale.text("ui.legend")}>{ for chips }</div>
            <div class="legend-more">{ more(state, dispatch) }</div>
        </div>
    }
}

/// Returns the class that styles a chip like the marks of a layer.
fn look(layer: Layer) -> Option<String> {
    match layer {
        Layer::Status(status) => Some(["c-", status.name()].concat()),
        Layer::Quoted => Some("q".into()),
        Layer::Reworded => Some("p".into()),
        _ => None,
    }
}

/// Returns the control for the minimum confidence, the only speaker who is marked, if any, and the numbers of hidden
/// and of dismissed marks.
fn more(state: &State, dispatch: &Dispatch) -> Html {
    let locale = state.locale;
    let least = {
        let (dispatch, filter) = (dispatch.clone(), state.filter.clone());
        Callback::from(move |event: InputEvent| {
            let Some(input) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) else { return };
            dispatch.dispatch(Action::Filtered(filter.with_least(input.value().parse().unwrap_or(0))));
        })
    };
    let undismiss = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Undismissed(true)))
    };
    let all = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Filtered(Filter::default())))
    };
    let hidden = hidden(state);
    let name = state.filter.only.as_deref().map(|name| messages::speaker(locale, name));
    html! {
        <>
            <details id="more-filters">
                <summary>{ locale.text("ui.filter.more") }</summary>
                <label>{ locale.text("ui.least") }
                    <input type="range" name="least" min="0" max="90" step="10" value={state.filter.least.to_string()}
                        oninput={least} />
                    <output>{ locale.fill("ui.least.value", &[("n", &state.filter.least.to_string())]) }</output>
                </label>
            </details>
            if let Some(name) = name {
                <span class="calm" id="only">{ locale.fill("ui.only", &[("name", name)]) }</span>
            }
            if hidden > 0 {
                <span class="calm" id="hidden">{ locale.count("ui.hidden", hidden) }
                    <button type="button" class="small" onclick={all}>{ locale.text("ui.filter.all") }</button></span>
            }
            if state.dismissed > 0 {
                <span class="calm" id="dismissed">{ locale.count("ui.dismissed.count", state.dismissed) }
                    <button type="button" class="small"
                        onclick={undismiss}>{ locale.text("ui.dismissed.back") }</button></span>
            }
        </>
    }
}

/// Returns how many attributions and claims the reader's filter hides, apart from the lens and from those that are
/// hidden by default.
fn hidden(state: &State) -> usize {
    let found = &state.analysis;
    let (first, own) = (Filter::default(), state.filter.with_lens(Lens::Everything));
    let hides = |item: &Item| first.shows(found, *item) && !own.shows(found, *item);
    (0..found.attributions.len()).map(Item::Attribution).filter(hides).count()
        + (0..found.claims.len()).map(Item::Claim).filter(hides).count()
}
