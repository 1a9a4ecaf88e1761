//! A dialog of the browser's own: it keeps the focus inside and gives it back.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// Opens and closes the dialog as `open` says.
#[hook]
pub fn use_dialog(dialog: &NodeRef, open: bool) {
    use_effect_with(open, {
        let dialog = dialog.clone();
        move |&open| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                match (open, dialog.open()) {
                    (true, false) => dialog.show_modal().unwrap_or_default(),
                    (false, true) => dialog.close(),
                    _ => {}
                }
            }
        }
    });
}
