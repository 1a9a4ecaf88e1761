//! The bar at the top: the name, the actions for the article, and the menu.

use super::Shared;
use super::icon::icon;
use crate::web::dom;
use crate::web::hooks::{chosen, read_file};
use crate::web::state::{Action, Change, Dialog};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Shows the bar at the top. On an empty page, it has only the name, the tagline, the comparison and the menu.
#[component]
pub fn Header(shared: &Shared) -> Html {
    let Shared { state, dispatch } = shared;
    let locale = state.locale;
    let send = |action: Action| shared.press(action);
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
    let empty = state.text.is_empty();
    let open = |dialog: Dialog| send(Action::Opened(dialog));
    html! {
        // Contains no words of the article, so the browser may translate it.
        <header class="topbar" translate="yes">
            <h1 class="brand">{ icon("logo") }<span>{ locale.text("ui.name") }</span></h1>
            if empty { <p class="tagline">{ locale.text("ui.tagline") }</p> }
            <div class="acts" role="group" aria-label={locale.text("ui.tools")}>
                <button type="button" class="text wide" id="compare-button"
                    onclick={send(Action::Comparing(true))}>{ locale.text("ui.comparison") }</button>
                if !empty {
                    <button type="button" class="text wide" id="save-button"
                        onclick={open(Dialog::Save)}>{ locale.text("ui.save") }</button>
                    <button type="button" class="primary" id="clear" aria-label={locale.text("ui.clear")}
                        onclick={send(Action::Replaced(String::new(), Change::Cleared))}>
                        { icon("plus") }<span>{ locale.text("ui.clear") }</span></button>
                }
                <button type="button" class="ib" id="menu-button" aria-label={locale.text("ui.menu")}
                    popovertarget="menu">{ icon("dots") }</button>
                { menu(shared, choose) }
                <input type="file" id="file" hidden=true
                    accept=".txt,.md,.text,.markdown,.html,.htm,.xhtml,.docx,text/plain,text/html"
                    ref={chooser} {onchange} />
            </div>
        </header>
    }
}

/// Returns the menu. `choose` opens the file chooser.
fn menu(shared: &Shared, choose: Callback<MouseEvent>) -> Html {
    let state = &shared.state;
    let locale = state.locale;
    let send = |action: Action| shared.press(action);
    let empty = state.text.is_empty();
    // Pressing an entry closes the menu; the browser does that.
    let entry = |id: &'static str, key: &'static str, wish: Callback<MouseEvent>, disabled: bool| {
        let onclick = Callback::from(move |event: MouseEvent| {
            // A dialog returns focus to the element that had it, which the closed menu would hide.
            dom::focus("menu-button");
            wish.emit(event);
        });
        html! {
            <button type="button" {id} {disabled} popovertarget="menu" popovertargetaction="hide"
                {onclick}>{ locale.text(key) }</button>
        }
    };
    let open = |dialog: Dialog| send(Action::Opened(dialog));
    html! {
        <div id="menu" popover="auto">
            <div class="narrow">
                { entry("menu-compare", "ui.comparison", send(Action::Comparing(true)), false) }
                if !empty { { entry("menu-save", "ui.save", open(Dialog::Save), false) } }
            </div>
            if !empty {
                { entry("edit-button", "ui.edit", send(Action::Editing(true)), state.editing) }
                { entry("share-button", "ui.share", open(Dialog::Share), false) }
            }
            { entry("open", "ui.open", choose, false) }
            { entry("recent-button", "ui.recent", open(Dialog::Recent), false) }
            { entry("checks-button", "ui.checks.menu", open(Dialog::Checks), false) }
            { entry("settings-button", "ui.settings", open(Dialog::Settings), false) }
            { entry("help-button", "ui.help", open(Dialog::Help), false) }
        </div>
    }
}
