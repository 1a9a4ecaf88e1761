//! The dialog that creates a link containing the article.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::Shared;
use crate::i18n::Locale;
use crate::web::dom;
use crate::web::hooks::{link_of, save};
use crate::web::marks::Item;
use crate::web::messages;
use crate::web::share::{LONGEST, Marks};
use crate::web::state::State;

/// The state of the link.
#[derive(Clone, PartialEq)]
enum Link {
    Waiting,
    Ready(String),
    Long(usize),
    Unable,
}

/// Shows the link and a button to copy it or, if the link would be too long, a button to save the text as a file.
/// Optionally, the link leads to the mark whose card is open, and shows only the marks that the reader sees.
#[component]
pub fn Share(Shared { state, .. }: &Shared) -> Html {
    let locale = state.locale;
    let link = use_state_eq(|| Link::Waiting);
    let copied = use_state_eq(|| "");
    let item = state.card.map(|card| card.item).filter(|_| state.current());
    let [leads, same] = [use_state_eq(|| true), use_state_eq(|| false)];
    use_effect_with((*leads, *same), {
        let (link, state) = (link.clone(), state.clone());
        move |&(leads, same)| {
            let marks = marks_of(&state, item.filter(|_| leads), same);
            yew::platform::spawn_local(async move {
                link.set(match link_of(state, marks).await {
                    Ok(address) if address.len() > LONGEST => Link::Long(address.len()),
                    Ok(address) => Link::Ready(address),
                    Err(_) => Link::Unable,
                });
            });
        }
    });
    let copy = copy_link(locale, &link, &copied);
    let save = {
        let text = state.text.clone();
        Callback::from(move |_: MouseEvent| save("article.txt", &text))
    };
    let select = Callback::from(|event: FocusEvent| {
        if let Some(input) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) {
            input.select();
        }
    });
    let changes = state.origin.changes();
    html! {
        <>
            <p>{ locale.text("ui.share.what") }</p>
            { for item.map(|item| tick("leads", &leads, locale.fill("ui.share.mark", &[
                ("mark", &messages::label(locale, &state.analysis, &state.analysed, item)),
            ]))) }
            { tick("same", &same, locale.text("ui.share.same").to_owned()) }
            if changes > 0 { <p class="calm">{ locale.count("ui.share.changes", changes) }</p> }
            { match &*link {
                Link::Waiting => html! { <p role="status">{ locale.text("ui.share.waiting") }</p> },
                Link::Unable => html! { <p role="alert">{ locale.text("ui.share.unable") }</p> },
                Link::Long(length) => html! { <>
                    <p role="alert">{ locale.fill("ui.share.long", &[("n", &locale.number(*length))]) }</p>
                    <button type="button" id="save-text" onclick={save}>{ locale.text("ui.share.save") }</button>
                </> },
                Link::Ready(address) => html! { <>
                    <label>{ locale.text("ui.share.link") }
                        <input type="text" id="link" readonly=true value={address.clone()} onfocus={select}
                            spellcheck="false" autocomplete="off" autocorrect="off" autocapitalize="off"
                            writingsuggestions="false" translate="no" data-gramm="false" /></label>
                    <button type="button" id="copy-link" onclick={copy}>{ locale.text("ui.share.copy") }</button>
                </> },
            } }
            <p role="status">{ *copied }</p>
        </>
    }
}

/// Returns what the link says about the marks. The link leads to `item`, if any. It contains the reader's filter if it
/// leads to a mark or if `same` is set.
fn marks_of(state: &State, item: Option<Item>, same: bool) -> Marks {
    let mark = item.and_then(|item| state.fingerprint_of(item));
    Marks {
        dismissed: state.origin.dismissed.clone(),
        corrections: state.origin.corrections.clone(),
        mark,
        // The recipient's filter might hide the mark that the link leads to.
        filter: (same || mark.is_some()).then(|| (*state.filter).clone()),
        language: state.origin.language,
    }
}

/// Returns a handler that copies the link, and reports the result in `copied`.
fn copy_link(
    locale: Locale,
    link: &UseStateHandle<Link>,
    copied: &UseStateHandle<&'static str>,
) -> Callback<MouseEvent> {
    let (link, copied) = (link.clone(), copied.clone());
    Callback::from(move |_: MouseEvent| {
        let (Link::Ready(address), copied) = ((*link).clone(), copied.clone()) else { return };
        yew::platform::spawn_local(async move {
            copied.set(if dom::copy(&address).await {
                locale.text("ui.share.copied")
            } else {
                locale.text("ui.share.by-hand")
            });
        });
    })
}

/// Returns a checkbox that is labelled `words` and changes `own`.
fn tick(name: &'static str, own: &UseStateHandle<bool>, words: String) -> Html {
    let toggle = {
        let own = own.clone();
        Callback::from(move |_: Event| own.set(!*own))
    };
    html! { <p><label><input type="checkbox" {name} checked={**own} onchange={toggle} />{ words }</label></p> }
}
