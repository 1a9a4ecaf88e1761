//! Keeps the article and what was dismissed in it on this device, where the reader asked for that.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::Dispatch;
use super::storage;
use crate::web::dom;
use crate::web::shelf::{MOST, START, Shelved};
use crate::web::state::{Action, State};

/// How long the keys rest before the article is kept. Milliseconds.
const REST: u32 = 600;

/// Keeps the present article up to date, also when the page is left, and finds what was dismissed in it before.
#[hook]
pub fn use_shelf(state: &Rc<State>, dispatch: &Dispatch) {
    let slot = use_mut_ref(|| None::<(String, Rc<Shelved>)>);
    let latest = use_mut_ref(|| state.clone());
    *latest.borrow_mut() = state.clone();
    use_effect_with((), {
        let (slot, latest, dispatch) = (slot.clone(), latest.clone(), dispatch.clone());
        move |()| {
            let put = Rc::new(move || put(&slot, &latest.borrow(), &dispatch));
            let hide = put.clone();
            // Phones end a page that is out of sight without another word.
            let ears = [
                EventListener::new(&gloo::utils::window(), "pagehide", move |_| put()),
                EventListener::new(&dom::document(), "visibilitychange", move |_| hide()),
            ];
            move || drop(ears)
        }
    });
    use_effect_with((state.settings.articles, state.text.clone(), state.origin.clone()), {
        let dispatch = dispatch.clone();
        move |(articles, ..)| {
            if !articles {
                // Switched on again, it keeps what it has deleted meanwhile.
                slot.take();
            }
            let timer = Timeout::new(REST, move || put(&slot, &latest.borrow().clone(), &dispatch));
            move || drop(timer)
        }
    });
}

/// How many articles a later version kept: they are not shown, and stay.
pub fn newer() -> usize {
    names().len() - shelved().len()
}

/// The articles that are kept, the latest first, with the names that they are kept under. Those of a later version are left out and stay.
pub fn shelved() -> Vec<(String, Shelved)> {
    let read = |name: String| Some((Shelved::read(&storage::recall(&name)?)?, name));
    names().into_iter().filter_map(read).map(|(kept, name)| (name, kept)).rev().collect()
}

fn names() -> Vec<String> {
    storage::names().into_iter().filter(|name| name.starts_with(START)).collect()
}

/// Deletes all articles that are kept.
pub fn clear() {
    names().iter().for_each(|name| storage::forget(name));
}

type Slot = RefCell<Option<(String, Rc<Shelved>)>>;

fn put(slot: &Slot, state: &State, dispatch: &Dispatch) {
    if !state.settings.articles || state.text.trim().is_empty() {
        return;
    }
    let now = Shelved {
        text: state.text.to_string(),
        meta: (*state.meta).clone(),
        dismissed: state.origin.dismissed.clone(),
    };
    let held = slot.take();
    // Nothing new: what the reader deleted since stays deleted.
    if held.as_ref().is_some_and(|(_, before)| **before == now) {
        slot.replace(held);
        return;
    }
    let same = held.filter(|(_, before)| before.goes_on(&now.text)).map(|(name, _)| name);
    let told = same.as_ref().is_some_and(|name| storage::recall(name).is_none());
    let name = same.or_else(|| {
        let (name, before) = shelved().into_iter().find(|(_, before)| before.text == now.text)?;
        // The same article once more: what was dismissed in it stays dismissed.
        if now.dismissed.is_empty() && !before.dismissed.is_empty() {
            dispatch.dispatch(Action::Remembered(before.dismissed));
        }
        Some(name)
    });
    let name = name.unwrap_or_else(fresh);
    // Once an article is enough.
    if !keep(&name, &now.written()) && !told {
        dispatch.dispatch(Action::Trouble(Some("ui.shelf.failed")));
    }
    slot.replace(Some((name, Rc::new(now))));
}

/// The name of one more article: it sorts behind all that are there, also where the clock has gone back since or another tab began one at the
/// same moment.
fn fresh() -> String {
    let begun = |name: String| name.strip_prefix(START)?.parse::<u64>().ok();
    let last = names().into_iter().filter_map(begun).max().unwrap_or_default();
    [START, &(js_sys::Date::now() as u64).max(last.saturating_add(1)).to_string()].concat()
}

/// Keeps it; what is older than the last [`MOST`] goes. Where there is no room, or none is allowed, nothing else is deleted for it.
fn keep(name: &str, written: &str) -> bool {
    let done = storage::keep(name, written);
    if done {
        shelved().iter().skip(MOST).for_each(|(oldest, _)| storage::forget(oldest));
    }
    done
}
