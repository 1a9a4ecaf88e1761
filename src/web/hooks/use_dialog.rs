//! A native dialog, which traps focus and restores it.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use super::Dispatch;
use crate::web::state::{Action, Dialog};

/// Opens the dialog, or closes it if `open` is `None`. Returns its node, and a handler for when the browser has closed
/// it, for example on Escape.
///
/// The close event arrives late: by then, the next dialog may have been requested and rendered but not opened.
#[hook]
pub fn use_dialog(open: Option<Dialog>, dispatch: &Dispatch) -> (NodeRef, Callback<Event>) {
    let place = use_node_ref();
    let shown = use_mut_ref(|| None);
    use_effect_with(open, {
        let (place, shown) = (place.clone(), shown.clone());
        move |&open| {
            let Some(dialog) = place.cast::<HtmlDialogElement>() else { return };
            shown.replace(open);
            if open.is_none() {
                dialog.close();
            } else if !dialog.open() {
                dialog.show_modal().unwrap_or_default();
            }
        }
    });
    let onclose = {
        let (place, dispatch) = (place.clone(), dispatch.clone());
        Callback::from(move |_: Event| {
            let still_open = place.cast::<HtmlDialogElement>().is_some_and(|dialog| dialog.open());
            let shown: Option<Dialog> = *shown.borrow();
            if let Some(closed) = shown.filter(|_| !still_open) {
                dispatch.dispatch(Action::Closed(closed));
            }
        })
    };
    (place, onclose)
}
