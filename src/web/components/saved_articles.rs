//! The articles saved on this device, if the reader wants that.

use super::Shared;
use super::settings::readers;
use crate::web::hooks::{choose, forget, newer, stored_articles};
use crate::web::saved::Entry;
use crate::web::settings::Settings;
use crate::web::state::{Action, Dialog, SavingEvent};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Shows the saved articles, and the checkbox that turns saving on and off.
#[component]
pub fn SavedArticles(Shared { state, dispatch }: &Shared) -> Html {
    let locale = state.locale;
    let deleted = use_state(|| 0);
    let send = |action: Action| {
        let dispatch = dispatch.clone();
        move || dispatch.dispatch(action.clone())
    };
    let close = send(Action::Closed(Dialog::Recent));
    let tick = {
        let (dispatch, settings) = (dispatch.clone(), state.settings);
        Callback::from(move |event: Event| {
            let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            let articles = input.is_some_and(|input| input.checked());
            choose(articles);
            dispatch.dispatch(Action::Set(Settings { articles, ..settings }));
        })
    };
    let newer = newer();
    let rows = stored_articles().into_iter().map(|Entry { name, article: kept, .. }| {
        let title = kept.title().to_owned();
        let words = locale.count("ui.words", kept.text.split_whitespace().count());
        let delete = {
            let (deleted, freed) = (deleted.clone(), send(Action::Keeping(SavingEvent::Freed)));
            Callback::from(move |_: MouseEvent| {
                forget(&name);
                freed();
                deleted.set(*deleted + 1);
            })
        };
        let kept = Rc::new(kept);
        let (show, close) = (send(Action::Recalled(kept)), close.clone());
        let show = Callback::from(move |_: MouseEvent| {
            show();
            close();
        });
        html! {
            <li>
                <button type="button" class="open" onclick={show}>{ &title }<small>{ words }</small></button>
                <button type="button" aria-label={locale.fill("ui.kept.delete.one", &[("name", &title)])}
                    onclick={delete}>{ locale.text("ui.kept.delete") }</button>
            </li>
        }
    });
    let rows: Vec<Html> = rows.collect();
    html! {
        <>
            <label><input type="checkbox" name="articles" checked={state.settings.articles}
                onchange={tick} />{ locale.text("ui.recent.keep") }</label>
            <p class="calm">{ locale.text("ui.recent.note") }</p>
            { readers(locale) }
            if rows.is_empty() { <p>{ locale.text("ui.recent.none") }</p> } else { <ul>{ for rows }</ul> }
            if newer > 0 { <p class="calm" id="newer">{ locale.count("ui.recent.newer", newer) }</p> }
        </>
    }
}
