//! The dialog that gives a link with the article in it.

use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlInputElement};
use yew::prelude::*;

use super::Shared;
use crate::web::dom;
use crate::web::hooks::{link_of, save};
use crate::web::share::LONGEST;
use crate::web::state::{Action, Dialog};
use crate::web::words::{fill, number, say};

/// How far the link is.
#[derive(Clone, PartialEq)]
enum Link {
    Waiting,
    Ready(String),
    Long(usize),
    Unable,
}

/// A dialog of the browser's own: the link, a button to copy it, or the text as a file where the link would be too long.
#[component]
pub fn Share(Shared { state, dispatch }: &Shared) -> Html {
    let dialog = use_node_ref();
    let link = use_state_eq(|| Link::Waiting);
    let copied = use_state_eq(|| "");
    use_effect_with(state.dialog == Some(Dialog::Share), {
        let (dialog, link, copied, state) = (dialog.clone(), link.clone(), copied.clone(), state.clone());
        move |&open| {
            let Some(dialog) = dialog.cast::<HtmlDialogElement>() else { return };
            match (open, dialog.open()) {
                (true, false) => {
                    dialog.show_modal().unwrap_or_default();
                    copied.set("");
                    link.set(Link::Waiting);
                    yew::platform::spawn_local(async move {
                        link.set(match link_of(state).await {
                            Ok(address) if address.len() > LONGEST => Link::Long(address.len()),
                            Ok(address) => Link::Ready(address),
                            Err(_) => Link::Unable,
                        });
                    });
                }
                (false, true) => dialog.close(),
                _ => {}
            }
        }
    });
    let close = |dispatch: &super::Dispatch| {
        let dispatch = dispatch.clone();
        move || dispatch.dispatch(Action::Closed(Dialog::Share))
    };
    let (by_key, by_button) = (close(dispatch), close(dispatch));
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
        <dialog id="share" ref={dialog} aria-label={say("ui.share.title")} onclose={move |_| by_key()}>
            <h2>{ say("ui.share.title") }</h2>
            <p>{ say("ui.share.what") }</p>
            { match &*link {
                Link::Waiting => html! { <p role="status">{ say("ui.share.waiting") }</p> },
                Link::Unable => html! { <p role="alert">{ say("ui.share.unable") }</p> },
                Link::Long(length) => html! { <>
                    <p role="alert">{ fill("ui.share.long", &[("n", &number(*length))]) }</p>
                    <button type="button" id="save-text" onclick={save}>{ say("ui.share.save") }</button>
                </> },
                Link::Ready(address) => html! { <>
                    <label>{ say("ui.share.link") }<input type="text" id="link" readonly=true value={address.clone()} onfocus={select} /></label>
                    <button type="button" id="copy-link" onclick={copy}>{ say("ui.share.copy") }</button>
                </> },
            } }
            <p role="status">{ *copied }</p>
            <button type="button" onclick={move |_: MouseEvent| by_button()}>{ say("ui.close") }</button>
        </dialog>
    }
}
