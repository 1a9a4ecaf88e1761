//! The form in the card that corrects a mark: who says it, how the article presents it, which words it covers.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::model::Status;
use crate::web::corrections::{Change, STATUSES};
use crate::web::hooks::Dispatch;
use crate::web::lists;
use crate::web::segments::Item;
use crate::web::state::{Action, State};
use crate::web::words::{self, fill, say};

/// Each change counts at once, and can be undone.
pub fn correct(state: &Rc<State>, dispatch: &Dispatch, item: Item) -> Html {
    let (name, status) = match item {
        Item::Attribution(at) => (state.analysis.attributions.get(at).map(|a| a.speaker.clone()), None),
        Item::Claim(at) => {
            let claim = state.analysis.claims.get(at);
            (claim.map(|c| c.claimant.clone()), claim.map(|c| c.status))
        }
        Item::Mention(_) => (None, None),
    };
    let Some(name) = name else { return Html::default() };
    html! {
        <fieldset class="correct"><legend>{ say("ui.correct.title") }</legend>
            { speaker(state, dispatch, item, name) }
            { for status.map(|status| statuses(dispatch, item, status)) }
            { extent(dispatch, item) }
        </fieldset>
    }
}

/// The name, from the list or typed; one press gives all that the present speaker says to the new one.
fn speaker(state: &Rc<State>, dispatch: &Dispatch, item: Item, name: String) -> Html {
    let send = |whole: bool| {
        let (dispatch, old) = (dispatch.clone(), name.clone());
        move |new: String| {
            let new = new.trim().to_owned();
            let merge = whole && !old.is_empty() && !new.is_empty();
            dispatch.dispatch(match merge {
                true => Action::Merged(old.clone(), new),
                false => Action::Corrected(item, Change::Speaker(new)),
            });
        }
    };
    let onchange = {
        let (one, all) = (send(false), send(true));
        Callback::from(move |event: Event| {
            let Some(input) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) else { return };
            let form = input.closest("fieldset").ok().flatten();
            let tick = form.and_then(|form| form.query_selector("[name=everywhere]").ok().flatten());
            let whole =
                tick.and_then(|tick| tick.dyn_into::<HtmlInputElement>().ok()).is_some_and(|tick| tick.checked());
            if whole { all(input.value()) } else { one(input.value()) }
        })
    };
    let voices = lists::voices(&state.analysis, &state.filter);
    let names =
        voices.iter().filter(|voice| voice.named()).map(|voice| html! { <option value={voice.name.to_owned()} /> });
    html! {
        <>
            if !name.is_empty() {
                <label><input type="checkbox" name="everywhere" />{ fill("ui.correct.everywhere", &[("name", &name)]) }</label>
            }
            <label>{ say("ui.correct.who") }
                <input name="who" list="names" value={name.clone()} {onchange} spellcheck="false" autocomplete="off" autocorrect="off"
                    autocapitalize="off" writingsuggestions="false" translate="no" data-gramm="false" /></label>
            <datalist id="names">{ for names }</datalist>
        </>
    }
}

fn statuses(dispatch: &Dispatch, item: Item, now: Status) -> Html {
    let buttons = STATUSES.map(|status| {
        let onclick = {
            let dispatch = dispatch.clone();
            Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Corrected(item, Change::Status(status))))
        };
        html! {
            <button type="button" class="small" name={words::status_name(status)} aria-pressed={(status == now).to_string()} {onclick}>
                { words::status(status) }</button>
        }
    });
    html! { <div class="options" role="group" aria-label={say("ui.correct.status")}>{ for buttons }</div> }
}

/// Buttons that move the start or the end of the mark by one word.
fn extent(dispatch: &Dispatch, item: Item) -> Html {
    let moves =
        [("ui.correct.start", -1, 0), ("ui.correct.start", 1, 0), ("ui.correct.end", 0, -1), ("ui.correct.end", 0, 1)];
    let buttons = moves.map(|(key, start, end)| {
        let onclick = {
            let dispatch = dispatch.clone();
            Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Corrected(item, Change::Extent(start, end))))
        };
        let arrow = if start + end < 0 { "←" } else { "→" };
        html! { <button type="button" class="small" {onclick}>{ say(key) }{ " " }{ arrow }</button> }
    });
    html! { <div class="options" role="group" aria-label={say("ui.correct.extent")}>{ for buttons }</div> }
}
