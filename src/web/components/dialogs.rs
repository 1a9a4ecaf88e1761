//! The dialog of the page. Only one is open at a time.

use super::Shared;
use super::export::Export;
use super::help::help;
use super::saved_articles::SavedArticles;
use super::settings::SettingsView;
use super::share::Share;
use crate::web::hooks::use_dialog;
use crate::web::state::{Action, Dialog};
use yew::prelude::*;

/// Shows the open dialog in a native `<dialog>`, so that focus and Escape behave as usual. The content is rendered
/// only while the dialog is open.
#[component]
pub fn Dialogs(Shared { state, dispatch }: &Shared) -> Html {
    let locale = state.locale;
    let (place, onclose) = use_dialog(state.dialog, dispatch);
    let Some(open) = state.dialog else {
        return html! { <dialog ref={place} /> };
    };
    let close = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Closed(open)))
    };
    let (state, dispatch) = (state.clone(), dispatch.clone());
    let (id, title, content) = match open {
        Dialog::Help => ("help", "ui.help", help(locale)),
        Dialog::Settings => ("settings", "ui.settings", html! { <SettingsView {state} {dispatch} /> }),
        Dialog::Save => ("save", "ui.save.title", html! { <Export {state} {dispatch} /> }),
        Dialog::Share => ("share", "ui.share.title", html! { <Share {state} {dispatch} /> }),
        Dialog::Checks => {
            ("published", "ui.checks.title", html! { <div key="published" data-published="dialog"></div> })
        }
        Dialog::Recent => ("recent", "ui.recent.title", html! { <SavedArticles {state} {dispatch} /> }),
    };
    html! {
        <dialog ref={place} {id} aria-labelledby="dialog-title" {onclose}>
            <h2 id="dialog-title">{ locale.text(title) }</h2>
            { content }
            <button type="button" onclick={close}>{ locale.text("ui.close") }</button>
        </dialog>
    }
}
