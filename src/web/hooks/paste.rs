//! Pasting. HTML is parsed for its paragraphs, links and quotations. Plain text pasted into the text is left to the
//! browser; anything pasted elsewhere replaces the text.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ClipboardEvent, DataTransfer, HtmlDocument};

use super::Dispatch;
use crate::intake::flow::Rich;
use crate::intake::is_address;
use crate::web::state::{Action, Change, MOST, Refusal};
use crate::web::{dom, extras, origin};

/// The maximum amount of markup read for one text, in bytes. Longer markup is pasted as plain text.
pub const MOST_MARKUP: usize = 4 * MOST;

/// Handles a paste into the text. Inserts the article in pasted HTML, and refuses a paste that is too long or a mere
/// address. Leaves plain text to the browser.
pub fn paste(event: &ClipboardEvent, dispatch: &Dispatch) {
    let Some(data) = event.clipboard_data() else { return };
    let empty = dom::editor().is_some_and(|editor| editor.value().is_empty());
    let held = held(&data, empty);
    if matches!(&held, Ok(held) if held.html.is_empty()) {
        return;
    }
    event.prevent_default();
    let dispatch = dispatch.clone();
    yew::platform::spawn_local(async move {
        let article = match held {
            Ok(held) => held.article().await,
            Err(why) => Err(why),
        };
        match article {
            Ok(rich) => {
                if let Some(at) = insert(&rich.text, &dispatch) {
                    // A reader who pastes a whole article wants to read it.
                    let whole = dom::editor().is_some_and(|editor| editor.value() == rich.text);
                    dispatch.dispatch(Action::Pasted(at, Rc::new(rich)));
                    if whole {
                        dispatch.dispatch(Action::Editing(false));
                    }
                }
            }
            Err(why) => dispatch.dispatch(Action::Refused(String::new(), why)),
        }
    });
}

/// Replaces the text with the contents of the clipboard; for a paste outside all fields.
pub fn paste_over(event: &ClipboardEvent, dispatch: &Dispatch) {
    let Some(data) = event.clipboard_data() else { return };
    event.prevent_default();
    let (held, dispatch) = (held(&data, true), dispatch.clone());
    yew::platform::spawn_local(async move {
        let article = match held {
            Ok(held) => held.article().await,
            Err(why) => Err(why),
        };
        dispatch.dispatch(match article {
            Ok(rich) if rich.text.trim().is_empty() => return,
            Ok(rich) => Action::Arrived(Rc::new(rich), Change::Pasted),
            Err(why) => Action::Refused(String::new(), why),
        });
    });
}

/// The contents of the clipboard.
struct ClipboardContents {
    plain: String,
    /// Empty if there is no HTML that can be read.
    html: String,
}

/// Reads the clipboard, which is accessible only during the event. `whole` is whether the pasted text would be the
/// entire text, in which case an address is refused.
fn held(data: &DataTransfer, whole: bool) -> Result<ClipboardContents, Refusal> {
    let plain = data.get_data("text/plain").unwrap_or_default();
    if plain.len() > MOST {
        return Err(Refusal::LongPaste);
    }
    if whole && is_address(&plain) {
        return Err(Refusal::Address);
    }
    let html = data.get_data("text/html").unwrap_or_default();
    match html.len() > MOST_MARKUP {
        true if plain.is_empty() => Err(Refusal::LongPaste),
        true => Ok(ClipboardContents { plain, html: String::new() }),
        false => Ok(ClipboardContents { plain, html }),
    }
}

impl ClipboardContents {
    /// Returns the article in the HTML if it has more to offer than the plain text, otherwise the plain text.
    async fn article(self) -> Result<Rich, Refusal> {
        let Self { plain, html } = self;
        if !html.is_empty() {
            match extras::article_in_html(&html).await {
                Ok(rich) if !origin::gains(&rich, &plain) => {}
                Ok(rich) if rich.text.len() > MOST => return Err(Refusal::LongPaste),
                Ok(rich) => return Ok(rich),
                Err(Refusal::Tangled) if plain.is_empty() => return Err(Refusal::TangledPaste),
                Err(why) if plain.is_empty() => return Err(why),
                // Only the plain text can be read.
                Err(_) => {}
            }
        }
        Ok(Rich { text: plain, ..Rich::default() })
    }
}

/// The maximum number of line breaks in a text that is inserted as if it were typed. Chromium takes seconds to insert
/// a thousand lines this way, and the time grows with the square of their number.
const MOST_LINES: usize = 200;

/// Replaces the selection in the editor with `text`, as if it were typed; if it has many lines, by replacing the whole
/// text. Returns the byte where the inserted text starts; `None` if the editor is missing.
fn insert(text: &str, dispatch: &Dispatch) -> Option<usize> {
    let editor = dom::editor()?;
    let (start, end) = (editor.selection_start().ok()??, editor.selection_end().ok()??);
    let whole = editor.value();
    let (start, end) = (dom::byte_at(&whole, start), dom::byte_at(&whole, end));
    if text.bytes().filter(|&byte| byte == b'\n').count() > MOST_LINES {
        let whole = [&whole[..start], text, &whole[end..]].concat();
        dispatch.dispatch(Action::Replaced(whole, Change::Pasted));
        return Some(start);
    }
    let document: HtmlDocument = dom::document().dyn_into().ok()?;
    let done = document.exec_command_with_show_ui_and_value("insertText", false, text);
    if !done.unwrap_or(false) {
        editor.set_range_text(text).ok()?;
        dispatch.dispatch(Action::Typed(editor.value()));
    }
    Some(start)
}

/// Pastes the clipboard if the browser lets the page read it; otherwise focuses the field for a keyboard shortcut.
pub async fn paste_clipboard(dispatch: &Dispatch) {
    let clipboard = gloo::utils::window().navigator().clipboard();
    let read = if clipboard.is_undefined() { None } else { JsFuture::from(clipboard.read_text()).await.ok() };
    match read.and_then(|text| text.as_string()).filter(|text| !text.trim().is_empty()) {
        Some(text) if text.len() > MOST => dispatch.dispatch(Action::Refused(String::new(), Refusal::LongPaste)),
        Some(text) if is_address(&text) => dispatch.dispatch(Action::Refused(String::new(), Refusal::Address)),
        Some(text) => dispatch.dispatch(Action::Replaced(text, Change::Pasted)),
        None => {
            dom::focus("text");
            dispatch.dispatch(Action::Trouble(Some("ui.paste.refused")));
        }
    }
}
