//! A dialog of the browser's own: it keeps the focus inside and gives it back.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use crate::web::state::Dialog;

/// Opens and closes the dialog as `open` says. What is to be in it counts too: a reader who closed one by Escape may ask for the next before
/// the page has heard of it.
#[hook]
pub fn use_dialog(dialog: &NodeRef, open: Option<Dialog>) {
    use_effect_with(open, {
        let dialog = dialog.clone();
        move |open| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                match (open.is_some(), dialog.open()) {
                    (true, false) => dialog.show_modal().unwrap_or_default(),
                    (false, true) => dialog.close(),
                    _ => {}
                }
            }
        }
    });
}
