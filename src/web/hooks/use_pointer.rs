//! Highlights the finding under the pointer at once, and explains it in a card after a delay.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::Dispatch;
use crate::web::marks::Item;
use crate::web::state::Action;

/// The time for which the pointer rests on a mark before its card opens, in milliseconds.
const OPEN: u32 = 220;
/// The time before the card closes after the pointer has left the mark, in milliseconds.
const CLOSE: u32 = 400;

/// Returns the callback for the finding under the pointer, to be called whenever the pointer moves.
#[hook]
pub fn use_pointer(dispatch: &Dispatch) -> Callback<Option<Item>> {
    let last = use_mut_ref(|| None::<Item>);
    let timer: Rc<RefCell<Option<Timeout>>> = use_mut_ref(|| None);
    let dispatch = dispatch.clone();
    Callback::from(move |item: Option<Item>| {
        if last.replace(item) == item {
            return;
        }
        dispatch.dispatch(Action::Highlighted(item));
        let dispatch = dispatch.clone();
        let wait = if item.is_some() { OPEN } else { CLOSE };
        // Dropping the previous timer cancels it.
        *timer.borrow_mut() = Some(Timeout::new(wait, move || dispatch.dispatch(Action::Rested(item))));
    })
}
