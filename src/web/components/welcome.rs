//! The empty page: what Sayso does, and how to enter an article. The lesson below it is in `index.html`.

use yew::prelude::*;

use super::Shared;
use super::icon::icon;
use crate::web::examples;
use crate::web::files::text;
use crate::web::messages::say;
use crate::web::state::{Action, Change};
use crate::web::{dom, hooks};

/// Returns the text above the field.
pub fn welcome() -> Html {
    html! { <div class="hello"><h2>{ say("ui.welcome.title") }</h2><p>{ say("ui.welcome") }</p></div> }
}

/// Returns the buttons in the field.
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
