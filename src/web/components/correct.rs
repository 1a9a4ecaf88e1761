//! The form in the card that corrects a mark: who says it, how the article presents it, which words it covers.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::i18n::Locale;
use crate::model::Status;
use crate::web::corrections::Change;
use crate::web::hooks::Dispatch;
use crate::web::lists;
use crate::web::marks::Item;
use crate::web::messages;
use crate::web::state::{Action, State};

/// Returns the form; empty for findings other than attributions and claims. Each change takes effect immediately and
/// can be undone.
pub fn correct(state: &Rc<State>, dispatch: &Dispatch, item: Item) -> Html {
    let locale = state.locale;
    let (name, status) = match item {
        Item::Attribution(at) => (state.analysis.attributions.get(at).map(|a| a.speaker.clone()), None),
        Item::Claim(at) => {
            let claim = state.analysis.claims.get(at);
            (claim.map(|c| c.claimant.clone()), claim.map(|c| c.status))
        }
        Item::Mention(_) | Item::Check(_) => (None, None),
    };
    let Some(name) = name else { return Html::default() };
    html! {
        <fieldset class="correct"><legend>{ locale.text("ui.correct.title") }</legend>
            { speaker(state, dispatch, item, name) }
            { for status.map(|status| statuses(locale, dispatch, item, status)) }
            { extent(locale, dispatch, item) }
        </fieldset>
    }
}

/// Returns the field in which the reader chooses or types another speaker, with buttons that apply it to this mark
/// only or to everything that the current speaker says.
fn speaker(state: &Rc<State>, dispatch: &Dispatch, item: Item, name: String) -> Html {
    let locale = state.locale;
    let field = |event: &web_sys::Event| -> Option<String> {
        let form = event.target()?.dyn_into::<web_sys::Element>().ok()?.closest("fieldset").ok()??;
        let input = form.query_selector("[name=who]").ok()??.dyn_into::<HtmlInputElement>().ok()?;
        Some(input.value().trim().to_owned())
    };
    let here = {
        let (dispatch, old) = (dispatch.clone(), name.clone());
        move |event: &web_sys::Event| {
            if let Some(new) = field(event).filter(|new| *new != old) {
                dispatch.dispatch(Action::Corrected(item, Change::Speaker(new)));
            }
        }
    };
    let everywhere = {
        let (dispatch, old) = (dispatch.clone(), name.clone());
        Callback::from(move |event: MouseEvent| {
            if let Some(new) = field(&event).filter(|new| !new.is_empty() && *new != old) {
                dispatch.dispatch(Action::Merged(old.clone(), new));
            }
        })
    };
    let onkeydown = {
        let here = here.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                here(&event);
            }
        })
    };
    let onclick = Callback::from(move |event: MouseEvent| here(&event));
    let speakers = lists::speakers(&state.analysis, &state.filter);
    let names = speakers
        .iter()
        .filter(|speaker| speaker.named())
        .map(|speaker| html! { <option value={speaker.name.to_owned()} /> });
    html! {
        <>
            <label>{ locale.text("ui.correct.who") }
                <input name="who" list="names" value={name.clone()} {onkeydown} spellcheck="false" autocomplete="off"
                    autocorrect="off" autocapitalize="off" writingsuggestions="false" translate="no"
                    data-gramm="false" /></label>
            <datalist id="names">{ for names }</datalist>
            <div class="options">
                <button type="button" class="small" name="here" {onclick}>{ locale.text("ui.correct.here") }</button>
                if !name.is_empty() {
                    <button type="button" class="small" name="everywhere"
                        onclick={everywhere}>{ locale.text("ui.correct.everywhere") }</button>
                }
            </div>
        </>
    }
}

fn statuses(locale: Locale, dispatch: &Dispatch, item: Item, now: Status) -> Html {
    let buttons = Status::ALL.map(|status| {
        let onclick = {
            let dispatch = dispatch.clone();
            Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Corrected(item, Change::Status(status))))
        };
        html! {
            <button type="button" class="small" name={status.name()} aria-pressed={(status == now).to_string()}
                {onclick}>
                { messages::status(locale, status) }</button>
        }
    });
    group(locale, "ui.correct.status", buttons.into_iter().collect())
}

/// Returns buttons that move the start or the end of the mark by one word.
fn extent(locale: Locale, dispatch: &Dispatch, item: Item) -> Html {
    let moves =
        [("ui.correct.start", -1, 0), ("ui.correct.start", 1, 0), ("ui.correct.end", 0, -1), ("ui.correct.end", 0, 1)];
    let buttons = moves.map(|(key, start, end)| {
        let onclick = {
            let dispatch = dispatch.clone();
            Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Corrected(item, Change::Extent(start, end))))
        };
        let arrow = if start + end < 0 { "←" } else { "→" };
        html! { <button type="button" class="small" {onclick}>{ locale.text(key) }{ " " }{ arrow }</button> }
    });
    group(locale, "ui.correct.extent", buttons.into_iter().collect())
}

fn group(locale: Locale, key: &'static str, buttons: Html) -> Html {
    html! {
        <>
            <p>{ locale.text(key) }</p>
            <div class="options" role="group" aria-label={locale.text(key)}>{ buttons }</div>
        </>
    }
}
