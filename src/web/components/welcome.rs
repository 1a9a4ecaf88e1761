//! The empty page: what Sayso does, and how to enter an article. The lesson below it is in `index.html`.

use super::Shared;
use super::icon::icon;
use crate::i18n::Locale;
use crate::web::examples;
use crate::web::files::text;
use crate::web::state::{Action, Change};
use crate::web::{dom, hooks};
use yew::prelude::*;

/// Returns the text above the field.
pub fn welcome(locale: Locale) -> Html {
    html! { <div class="hello"><h2>{ locale.text("ui.welcome.title") }</h2><p>{ locale.text("ui.welcome") }</p></div> }
}

/// Returns the buttons in the field.
pub fn ways_in(Shared { state, dispatch }: &Shared) -> Html {
    let locale = state.locale;
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
            <button type="button" class="primary" id="paste-button"
                onclick={paste}>{ locale.text("ui.paste") }<kbd>{ "Ctrl V" }</kbd></button>
            <button type="button" class="second" onclick={open}>{ locale.text("ui.open") }</button>
            <span class="only-mouse">{ locale.text("ui.drop") }</span>
            <button type="button" class="text" id="example" title={next.title}
                onclick={try_next}>{ locale.text("ui.example") }</button>
            <span class="only-here">{ icon("lock") }{ locale.text("ui.help.private") }</span>
        </div>
    }
}
