//! The empty page: what Sayso does, how to get an article in, and three marked sentences that explain the marks.

use yew::prelude::*;

use super::Shared;
use super::icon::{avatar, icon};
use crate::web::examples;
use crate::web::files::text;
use crate::web::notes::Avatar;
use crate::web::state::{Action, Change};
use crate::web::words::{fill, say};
use crate::web::{dom, hooks};

/// Above the field.
pub fn welcome() -> Html {
    html! { <div class="hello"><h2>{ say("ui.welcome.title") }</h2><p>{ say("ui.welcome") }</p></div> }
}

/// The buttons in the field.
pub fn ways_in(Shared { state, dispatch }: &Shared) -> Html {
    let next = examples::after(&state.text);
    let try_next = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            let dispatch = dispatch.clone();
            yew::platform::spawn_local(async move {
                dispatch.dispatch(match text(&next.path()).await {
                    Ok(text) => Action::Replaced(text, Change::Example),
                    Err(_) => Action::Trouble(Some("ui.example.failed")),
                });
            });
        })
    };
    let paste = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            let dispatch = dispatch.clone();
            yew::platform::spawn_local(async move { hooks::paste_clipboard(&dispatch).await });
        })
    };
    let open = Callback::from(|_: MouseEvent| dom::press("file"));
    html! {
        <div class="ways">
            <button type="button" class="primary" id="paste-button" onclick={paste}>{ say("ui.paste") }<kbd>{ "Ctrl V" }</kbd></button>
            <button type="button" class="second" onclick={open}>{ say("ui.open") }</button>
            <span class="only-mouse">{ say("ui.drop") }</span>
            <button type="button" class="text" id="example" title={next.title} onclick={try_next}>{ say("ui.example") }</button>
            <span class="only-here">{ icon("lock") }{ say("ui.help.private") }</span>
        </div>
    }
}

/// Three sentences with their marks and notes. They are in English, as the articles are that Sayso reads.
pub fn lesson() -> Html {
    let mark =
        |class: &'static str, words: &'static str| html! { <span class={classes!("mark", class)}>{ words }</span> };
    let who = |letters: &str, shape: &'static str| avatar(&Avatar { letters: letters.into(), shape });
    let claim = |name: &'static str, key: &'static str, text: String, detail: String| {
        html! { <p class={classes!("note", ["n-", name].concat())}>{ icon(name) }
        <span><b>{ say(key) }</b>{ " " }{ text }<small>{ detail }</small></span></p> }
    };
    let by = |name: &str| fill("ui.by", &[("name", name)]);
    let says = |name: &str| fill("ui.says-so", &[("name", name)]);
    html! {
        <section class="lesson" aria-label={say("ui.lesson")}>
            <h2>{ say("ui.lesson") }</h2>
            <p lang="en">{ "Voss said " }{ mark("c-denied", "a relief valve had been left open") }{ " since Saturday. Tarn Storage denied that." }</p>
            { claim("denied", "ui.status.denied", by("Tarn Storage"), says("Voss")) }
            <p lang="en">{ mark("q", "“Every valve was closed and logged,”") }{ " said Carys Whitlock. She added that " }{ mark("p", "the sheet had been handed over") }{ "." }</p>
            <p class="note">{ who("CW", "person") }<span>{ "Carys Whitlock" }<small>{ say("ui.manner.direct") }{ " · " }{ say("ui.manner.indirect") }</small></span></p>
            <p lang="en">{ "Officials have yet to confirm that " }{ mark("c-unconfirmed", "a worker was trapped") }{ "." }</p>
            { claim("unconfirmed", "ui.status.unconfirmed", String::new(), say("ui.meaning.unconfirmed").to_owned()) }
            <ul class="three">
                <li><h3>{ say("ui.welcome.address") }</h3>{ say("ui.welcome.address.what") }</li>
                <li><h3>{ say("ui.accounts") }</h3>{ say("ui.accounts.what") }</li>
                <li><h3>{ say("ui.welcome.wrong") }</h3>{ say("ui.welcome.wrong.what") }</li>
            </ul>
        </section>
    }
}
