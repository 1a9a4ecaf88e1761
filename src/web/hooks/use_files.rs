//! Files: dropped anywhere on the page, or chosen.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, File};
use yew::prelude::*;

use super::Dispatch;
use crate::web::dom;
use crate::web::state::{Action, Change, MOST, Refusal};

const ENDINGS: [&str; 4] = [".txt", ".md", ".text", ".markdown"];

/// Takes a file that is dropped anywhere on the page; without it the browser would leave the page for the file.
#[hook]
pub fn use_file_drop(dispatch: &Dispatch) {
    use_effect_with((), {
        let dispatch = dispatch.clone();
        move |()| {
            let options = EventListenerOptions::enable_prevent_default();
            let over = EventListener::new_with_options(&dom::document(), "dragover", options, |event| {
                if files_of(event).is_some() {
                    event.prevent_default();
                }
            });
            let drop = EventListener::new_with_options(&dom::document(), "drop", options, move |event| {
                let Some(files) = files_of(event) else { return };
                event.prevent_default();
                if let Some(file) = files.get(0) {
                    read_file(file, dispatch.clone());
                }
            });
            move || std::mem::drop((over, drop))
        }
    });
}

/// Reads `file` into the editor, or says why it cannot.
pub fn read_file(file: File, dispatch: Dispatch) {
    yew::platform::spawn_local(async move {
        let name = file.name();
        dispatch.dispatch(match text_of(file).await {
            Ok(text) => Action::Replaced(text, Change::File(name)),
            Err(why) => Action::Refused(name, why),
        });
    });
}

async fn text_of(file: File) -> Result<String, Refusal> {
    let name = file.name().to_lowercase();
    if !ENDINGS.iter().any(|ending| name.ends_with(ending)) {
        return Err(Refusal::NotText);
    }
    if file.size() > MOST as f64 {
        return Err(Refusal::TooLarge);
    }
    let bytes =
        gloo::file::futures::read_as_bytes(&gloo::file::File::from(file)).await.map_err(|_| Refusal::Unreadable)?;
    let text = String::from_utf8(bytes).map_err(|_| Refusal::NotUtf8)?;
    match text.contains('\0') {
        true => Err(Refusal::NotText),
        false => Ok(text.trim_start_matches('\u{feff}').to_owned()),
    }
}

fn files_of(event: &web_sys::Event) -> Option<web_sys::FileList> {
    let data = event.dyn_ref::<DragEvent>()?.data_transfer()?;
    let carries = data.types().iter().any(|kind| kind.as_string().is_some_and(|kind| kind == "Files"));
    carries.then(|| data.files()).flatten()
}
