//! The language of the interface, chosen by the reader or the browser. Its table is a file next to the page.

use std::rc::Rc;

use yew::prelude::*;

use super::Dispatch;
use crate::i18n::{Language, Locale};
use crate::web::dom;
use crate::web::fault;
use crate::web::files::text;
use crate::web::state::{Action, State};

/// Switches to the selected language once its table is loaded, or to English if it cannot be loaded.
#[hook]
pub fn use_language(state: &Rc<State>, dispatch: &Dispatch) {
    let wanted = state.settings.language.unwrap_or_else(of_browser);
    use_effect_with(wanted, {
        let dispatch = dispatch.clone();
        move |&wanted| {
            // A later choice supersedes a pending request.
            let live = Rc::new(std::cell::Cell::new(true));
            let asked = live.clone();
            yew::platform::spawn_local(async move {
                let table = match wanted {
                    Language::English => Ok(String::new()),
                    _ => text(&["i18n/", wanted.code(), ".tsv"].concat()).await,
                };
                if !asked.get() {
                    return;
                }
                let (locale, trouble) = match table {
                    Ok(table) => (Locale::PAGE.with_table(wanted, table), None),
                    Err(_) => (Locale::PAGE, Some("ui.language.failed")),
                };
                if let Some(root) = dom::document().document_element() {
                    root.set_attribute("lang", locale.language().code()).unwrap_or_default();
                }
                fault::get_ready(locale);
                dom::say_all(locale);
                dispatch.dispatch(Action::LanguageChanged(locale));
                if trouble.is_some() {
                    dispatch.dispatch(Action::Trouble(trouble));
                }
            });
            move || live.set(false)
        }
    });
}

fn of_browser() -> Language {
    let languages = gloo::utils::window().navigator().languages();
    languages.iter().find_map(|tag| Language::of_tag(&tag.as_string()?)).unwrap_or_default()
}
