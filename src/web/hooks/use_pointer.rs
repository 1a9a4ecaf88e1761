//! What the pointer rests on: highlighted at once, explained in a card after a delay.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::Dispatch;
use crate::web::marks::Item;
use crate::web::state::Action;

/// The delay before a card opens while the pointer rests on a mark, and before it closes after the pointer has left. In
/// milliseconds.
const OPEN: u32 = 220;
const CLOSE: u32 = 400;

/// Returns a callback that is called with the finding under the pointer whenever it moves.
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
