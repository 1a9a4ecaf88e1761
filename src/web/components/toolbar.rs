//! Name, examples, files, clear, help.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::Shared;
use crate::web::examples;
use crate::web::files::text;
use crate::web::hooks::{chosen, read_file};
use crate::web::state::{Action, Change, Dialog};
use crate::web::words::say;

/// The bar at the top.
#[component]
pub fn Toolbar(Shared { state, dispatch }: &Shared) -> Html {
    let send = |action: Action| {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(action.clone()))
    };
    // Each press shows the next article.
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
    let chooser = use_node_ref();
    let choose = {
        let chooser = chooser.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = chooser.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    let onchange = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            chosen(&event).into_iter().take(1).for_each(|file| read_file(file, dispatch.clone(), Action::Arrived));
        })
    };
    html! {
        // No word of the article: a reader may have it translated.
        <header translate="yes">
            <h1>{ say("ui.name") }<span>{ say("ui.tagline") }</span></h1>
            <div class="tools" role="group" aria-label={say("ui.tools")}>
                <button type="button" id="example" title={next.title} onclick={try_next}>{ say("ui.example") }</button>
                <button type="button" id="open" onclick={choose}>{ say("ui.open") }</button>
                <button type="button" id="recent-button" onclick={send(Action::Opened(Dialog::Recent))}>{ say("ui.recent") }</button>
                <input type="file" id="file" hidden=true accept=".txt,.md,.text,.markdown,.html,.htm,.xhtml,.docx,text/plain,text/html" ref={chooser} {onchange} />
                <button type="button" id="share-button" disabled={state.text.is_empty()}
                    onclick={send(Action::Opened(Dialog::Share))}>{ say("ui.share") }</button>
                <button type="button" id="save-button" disabled={state.text.is_empty()}
                    onclick={send(Action::Opened(Dialog::Save))}>{ say("ui.save") }</button>
                <button type="button" id="clear" disabled={state.text.is_empty()}
                    onclick={send(Action::Replaced(String::new(), Change::Cleared))}>
                    { say("ui.clear") }
                </button>
                <button type="button" id="settings-button" onclick={send(Action::Opened(Dialog::Settings))}>{ say("ui.settings") }</button>
                <button type="button" id="help-button" class="round" aria-label={say("ui.help")}
                    onclick={send(Action::Opened(Dialog::Help))}>{ "?" }</button>
            </div>
        </header>
    }
}
