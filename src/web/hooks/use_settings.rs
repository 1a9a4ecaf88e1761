//! Settings: reflected on the root element for the styles, and stored on this device if the reader asks for it.

use std::rc::Rc;

use yew::prelude::*;

use super::storage::{allowed, forget, keep, recall};
use super::{Dispatch, refused, stored_articles};
use crate::web::dom;
use crate::web::settings::Settings;
use crate::web::state::{Action, SavingEvent, State};

const SETTINGS: &str = "sayso.settings";

/// Reads the stored settings, and stores changes if the reader asked for it.
#[hook]
pub fn use_settings(state: &Rc<State>, dispatch: &Dispatch) {
    use_effect_with((), {
        let dispatch = dispatch.clone();
        move |()| {
            let text = recall(SETTINGS);
            let read = text.as_deref().and_then(Settings::read);
            if text.is_some() && read.is_none() {
                // From a later version: left unchanged.
                dispatch.dispatch(Action::Trouble(Some("ui.kept.newer")));
            }
            let place = dom::place();
            let read = read.map(|settings| settings.at(place));
            let settings = read.unwrap_or_default();
            // Articles may be stored even if settings are not.
            let any = !stored_articles().is_empty();
            let articles = allowed() && Settings::keeps(read, place, refused(), any);
            if settings.keep || articles {
                dispatch.dispatch(Action::Set(Settings { articles, ..settings }));
            }
            let unannounced = articles && !settings.articles && !any;
            if unannounced {
                dispatch.dispatch(Action::Keeping(SavingEvent::Unannounced(true)));
            }
        }
    });
    let before = use_mut_ref(Settings::default);
    use_effect_with(state.settings, {
        let dispatch = dispatch.clone();
        move |settings| {
            show(settings);
            let was = before.replace(*settings);
            if was == *settings {
                return;
            }
            if settings.keep {
                if !keep(SETTINGS, &settings.written()) {
                    dispatch.dispatch(Action::Set(Settings { keep: false, ..*settings }));
                    dispatch.dispatch(Action::Trouble(Some("ui.kept.failed")));
                }
            } else if was.keep {
                forget(SETTINGS);
            }
        }
    });
}

fn show(settings: &Settings) {
    dom::set_root("theme", settings.theme.name());
    dom::set_root("colours", if settings.safe { "safe" } else { "standard" });
}
