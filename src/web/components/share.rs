//! The dialog that gives a link with the article in it.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::Shared;
use crate::web::dom;
use crate::web::hooks::{link_of, save};
use crate::web::share::LONGEST;
use crate::web::words::{fill, number, say};

/// How far the link is.
#[derive(Clone, PartialEq)]
enum Link {
    Waiting,
    Ready(String),
    Long(usize),
    Unable,
}

/// The link, a button to copy it, or the text as a file where the link would be too long.
#[component]
pub fn Share(Shared { state, .. }: &Shared) -> Html {
    let link = use_state_eq(|| Link::Waiting);
    let copied = use_state_eq(|| "");
    use_effect_with((), {
        let (link, state) = (link.clone(), state.clone());
        move |()| {
            yew::platform::spawn_local(async move {
                link.set(match link_of(state).await {
                    Ok(address) if address.len() > LONGEST => Link::Long(address.len()),
                    Ok(address) => Link::Ready(address),
                    Err(_) => Link::Unable,
                });
            });
        }
    });
    let copy = {
        let (link, copied) = (link.clone(), copied.clone());
        Callback::from(move |_: MouseEvent| {
            let (Link::Ready(address), copied) = ((*link).clone(), copied.clone()) else { return };
            yew::platform::spawn_local(async move {
                copied.set(if dom::copy(&address).await { say("ui.share.copied") } else { say("ui.share.by-hand") });
            });
        })
    };
    let save = {
        let text = state.text.clone();
        Callback::from(move |_: MouseEvent| save("article.txt", &text))
    };
    let select = Callback::from(|event: FocusEvent| {
        if let Some(input) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) {
            input.select();
        }
    });
    html! {
        <>
            <p>{ say("ui.share.what") }</p>
            { match &*link {
                Link::Waiting => html! { <p role="status">{ say("ui.share.waiting") }</p> },
                Link::Unable => html! { <p role="alert">{ say("ui.share.unable") }</p> },
                Link::Long(length) => html! { <>
                    <p role="alert">{ fill("ui.share.long", &[("n", &number(*length))]) }</p>
                    <button type="button" id="save-text" onclick={save}>{ say("ui.share.save") }</button>
                </> },
                Link::Ready(address) => html! { <>
                    <label>{ say("ui.share.link") }
                        <input type="text" id="link" readonly=true value={address.clone()} onfocus={select}
                            spellcheck="false" autocomplete="off" autocorrect="off" autocapitalize="off"
                            writingsuggestions="false" translate="no" data-gramm="false" /></label>
                    <button type="button" id="copy-link" onclick={copy}>{ say("ui.share.copy") }</button>
                </> },
            } }
            <p role="status">{ *copied }</p>
        </>
    }
}
