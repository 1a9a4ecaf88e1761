//! Settings: shown on the root element for the styles, and kept on this device if the reader asks for it.

use std::rc::Rc;

use web_sys::Storage;
use yew::prelude::*;

use super::Dispatch;
use crate::web::dom;
use crate::web::settings::{Settings, Theme};
use crate::web::state::{Action, State};

/// What everything that is kept begins its name with.
const OWN: &str = "sayso.";
const SETTINGS: &str = "sayso.settings";

/// Something that is kept on this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its name in the browser's storage.
    pub name: String,
    /// All of it, as text.
    pub value: String,
}

/// Reads what was kept, and keeps what is set, but only where the reader asked for it.
#[hook]
pub fn use_settings(state: &Rc<State>, dispatch: &Dispatch) {
    use_effect_with((), {
        let dispatch = dispatch.clone();
        move |()| {
            let Some(text) = storage().and_then(|storage| storage.get_item(SETTINGS).ok()?) else { return };
            dispatch.dispatch(match Settings::read(&text) {
                Some(settings) => Action::Set(settings),
                // Of a later version: left as it is.
                None => Action::Trouble(Some("ui.kept.newer")),
            });
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
                let kept = storage().is_some_and(|storage| storage.set_item(SETTINGS, &settings.written()).is_ok());
                if !kept {
                    dispatch.dispatch(Action::Trouble(Some("ui.kept.failed")));
                }
            } else if was.keep {
                forget(SETTINGS);
            }
        }
    });
}

/// All that is kept on this device.
pub fn kept() -> Vec<Kept> {
    let Some(storage) = storage() else { return Vec::new() };
    let names = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok()?);
    let own = names.filter(|name| name.starts_with(OWN));
    own.filter_map(|name| Some(Kept { value: storage.get_item(&name).ok()??, name })).collect()
}

/// Deletes one thing that is kept.
pub fn forget(name: &str) {
    if let Some(storage) = storage() {
        storage.remove_item(name).unwrap_or_default();
    }
}

/// The browser's storage; `None` where it is forbidden.
fn storage() -> Option<Storage> {
    gloo::utils::window().local_storage().ok()?
}

fn show(settings: &Settings) {
    let theme = Theme::ALL.iter().find(|(own, ..)| *own == settings.theme).map_or("system", |(_, name, _)| name);
    dom::set_root("theme", theme);
    dom::set_root("colours", if settings.safe { "safe" } else { "standard" });
}
