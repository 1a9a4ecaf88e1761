//! Files that are dropped anywhere on the page, or chosen.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DragEvent, File, FileList, HtmlInputElement, TextDecoder};
use yew::prelude::*;

use super::Dispatch;
use super::paste::MOST_MARKUP;
use super::storage::published;
use crate::intake::flow::Rich;
use crate::web::state::{Action, Change, Dialog, MOST, Refusal};
use crate::web::{dom, extras};

/// The endings of files that are not articles but contain published fact-checks.
const CHECKS: [&str; 6] = [".sayso", ".json", ".jsonl", ".ndjson", ".csv", ".tsv"];

/// Reads a file that is dropped anywhere on the page. Without this, the browser would navigate to the file.
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
                    read_file(file, dispatch.clone(), Action::Arrived);
                }
            });
            move || std::mem::drop((over, drop))
        }
    });
}

/// Returns the files chosen in an input, and clears it so that the same files can be chosen again.
pub fn chosen(event: &web_sys::Event) -> Vec<File> {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
        return Vec::new();
    };
    let files = input.files().map_or_else(Vec::new, |files| listed(&files));
    input.set_value("");
    files
}

/// Returns the files of a list.
pub fn listed(files: &FileList) -> Vec<File> {
    (0..files.length()).filter_map(|at| files.get(at)).collect()
}

/// Reads `file` into the editor, or shows why it cannot be read. A library of fact-checks is opened instead. `shown`
/// creates the action: [`Action::Arrived`] for a file that the reader chose on the page, [`Action::Offered`] for one
/// from another program.
pub fn read_file(file: File, dispatch: Dispatch, shown: fn(Rc<Rich>, Change) -> Action) {
    if CHECKS.iter().any(|ending| file.name().to_lowercase().ends_with(ending)) {
        dispatch.dispatch(Action::Opened(Dialog::Checks));
        return published("file", &file, &JsValue::UNDEFINED);
    }
    yew::platform::spawn_local(async move {
        let name = file.name();
        dispatch.dispatch(match article_of(file).await {
            Ok((rich, None)) => shown(Rc::new(rich), Change::File(name)),
            Ok((rich, Some(encoding))) => shown(Rc::new(rich), Change::Assumed(name, encoding)),
            Err(why) => Action::Refused(name, why),
        });
    });
}

/// Reads the article in a file. Also returns the encoding if it is not UTF-8.
///
/// # Errors
/// Returns why the file was refused.
pub async fn article_of(file: File) -> Result<(Rich, Option<&'static str>), Refusal> {
    let name = file.name().to_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let most = match ending {
        "txt" | "md" | "text" | "markdown" => MOST,
        "html" | "htm" | "xhtml" | "docx" => MOST_MARKUP,
        _ => return Err(Refusal::NotText),
    };
    if file.size() > most as f64 {
        return Err(Refusal::TooLarge);
    }
    let bytes =
        gloo::file::futures::read_as_bytes(&gloo::file::File::from(file)).await.map_err(|_| Refusal::Unreadable)?;
    if ending == "docx" {
        let rich = extras::article(&bytes).await?;
        return if rich.text.len() > MOST { Err(Refusal::TooLarge) } else { Ok((rich, None)) };
    }
    let (text, encoding) = decoded(&bytes)?;
    let rich = match ending {
        "md" | "markdown" => extras::article_in_markdown(&text).await?,
        "html" | "htm" | "xhtml" => extras::article_in_html(&text).await?,
        _ => Rich { text, ..Rich::default() },
    };
    if rich.text.len() > MOST { Err(Refusal::TooLarge) } else { Ok((rich, encoding)) }
}

/// Decodes `bytes`. Also returns the encoding if it is not UTF-8: UTF-16 if there is a byte order mark, otherwise a
/// guess. Refuses data that is not text.
fn decoded(bytes: &[u8]) -> Result<(String, Option<&'static str>), Refusal> {
    let (label, encoding) = match bytes {
        [0xff, 0xfe, ..] => ("utf-16le", Some("UTF-16")),
        [0xfe, 0xff, ..] => ("utf-16be", Some("UTF-16")),
        _ if std::str::from_utf8(bytes).is_ok() => ("utf-8", None),
        _ => ("windows-1252", Some("Windows-1252")),
    };
    // The browser's decoder removes a byte order mark.
    let text = TextDecoder::new_with_label(label).and_then(|decoder| decoder.decode_with_u8_array(bytes));
    let text = text.map_err(|_| Refusal::NotUtf8)?;
    match text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{b}' | '\u{85}')) {
        true => Err(Refusal::NotText),
        false => Ok((text, encoding)),
    }
}

fn files_of(event: &web_sys::Event) -> Option<web_sys::FileList> {
    let data = event.dyn_ref::<DragEvent>()?.data_transfer()?;
    let carries = data.types().iter().any(|kind| kind.as_string().is_some_and(|kind| kind == "Files"));
    carries.then(|| data.files()).flatten()
}
