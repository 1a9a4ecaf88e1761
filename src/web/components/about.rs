//! The article's metadata, which the reader can correct.

use super::Shared;
use super::language::choice;
use crate::web::state::Action;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Returns a collapsed form with the metadata that comes from the reader, the source or the text.
pub fn about(shared: &Shared) -> Html {
    let Shared { state, dispatch } = shared;
    let locale = state.locale;
    let mut meta = (*state.meta).clone();
    let known = [&meta.outlet, &meta.date, &meta.byline];
    let known: Vec<&str> = known.into_iter().map(String::as_str).filter(|value| !value.is_empty()).collect();
    let summary = if known.is_empty() { locale.text("ui.about").to_owned() } else { known.join(" · ") };
    let names = ["title", "byline", "outlet", "url", "date"];
    let labels = [
        locale.text("ui.about.title"),
        locale.text("ui.about.byline"),
        locale.text("ui.about.outlet"),
        locale.text("ui.about.url"),
        locale.text("ui.about.date"),
    ];
    let rows = meta.fields_mut().into_iter().zip(names).zip(labels).enumerate().map(|(at, ((value, name), label))| {
        let onchange = {
            let (dispatch, meta) = (dispatch.clone(), state.meta.clone());
            Callback::from(move |event: Event| {
                let Some(input) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) else { return };
                let mut next = (*meta).clone();
                next.fields_mut()[at].clone_from(&input.value().trim().to_owned());
                dispatch.dispatch(Action::Described(next));
            })
        };
        let kind = if name == "url" { "url" } else { "text" };
        html! {
            <label>{ label }
                <input type={kind} {name} value={value.clone()} {onchange}
                    spellcheck="false" autocomplete="off" autocorrect="off" autocapitalize="off"
                    writingsuggestions="false" translate="no" data-gramm="false" /></label>
        }
    });
    html! {
        <details id="about">
            <summary>{ summary }</summary>
            <p class="calm">{ locale.text("ui.about.what") }</p>
            { for rows }
            { choice(shared) }
        </details>
    }
}
