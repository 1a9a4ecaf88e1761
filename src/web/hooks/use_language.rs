//! The language of the interface: chosen, or the browser's; its table is fetched from beside the page.

use std::rc::Rc;

use yew::prelude::*;

use super::Dispatch;
use crate::i18n::{self, Language};
use crate::web::dom;
use crate::web::fault;
use crate::web::files::text;
use crate::web::state::{Action, State};

/// Speaks the language that is set, as soon as its table is there. English stays where it cannot be fetched.
#[hook]
pub fn use_language(state: &Rc<State>, dispatch: &Dispatch) {
    let wanted = state.settings.language.unwrap_or_else(of_browser);
    use_effect_with(wanted, {
        let dispatch = dispatch.clone();
        move |&wanted| {
            // A later choice makes an earlier answer worthless.
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
                let (language, trouble) = match table {
                    Ok(table) => {
                        i18n::speak(wanted, table);
                        (wanted, None)
                    }
                    Err(_) => {
                        i18n::speak(Language::English, String::new());
                        (Language::English, Some("ui.language.failed"))
                    }
                };
                if let Some(root) = dom::document().document_element() {
                    root.set_attribute("lang", language.code()).unwrap_or_default();
                }
                fault::get_ready();
                dom::say_all();
                dispatch.dispatch(Action::Spoken(language));
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
