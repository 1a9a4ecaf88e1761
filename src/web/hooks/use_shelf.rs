//! Keeps the article and what was dismissed in it on this device, unless the reader wants none of that, and opens the one
//! that was open when the page was left.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use wasm_bindgen::prelude::*;
use yew::prelude::*;

use super::Dispatch;
use super::open::Open;
use super::storage;
use crate::web::dom;
use crate::web::settings::Settings;
use crate::web::shelf::{self, Entry, START, Shelved, Verdict};
use crate::web::state::{Action, Change, Sheet, Shelving, State};

/// How long the keys rest before the article is kept. Milliseconds.
const REST: u32 = 600;
/// Its name is there where the reader wants no article kept.
const REFUSED: &str = "sayso.no-articles";

#[wasm_bindgen]
extern "C" {
    /// `www/boot.js` has it: from now on the article kept under this name is open in this tab. An empty name stands for
    /// none.
    #[wasm_bindgen(js_name = saysoHold)]
    fn hold(name: &str);

    /// `www/boot.js` has it: the names of the articles that are open in any tab; none where the browser cannot tell.
    #[wasm_bindgen(js_name = saysoHeld)]
    async fn held() -> JsValue;
}

/// Keeps the present article up to date, also when the page is left, and finds what was dismissed in it before.
#[hook]
pub fn use_shelf(state: &Rc<State>, dispatch: &Dispatch) {
    let desk = use_mut_ref(Desk::default);
    let latest = use_mut_ref(|| state.clone());
    // Soon the address holds it no more.
    let linked = use_memo((), |()| gloo::utils::window().location().hash().is_ok_and(|hash| hash.starts_with("#t=")));
    let before = latest.replace(state.clone());
    use_effect_with((), {
        let (desk, latest, dispatch) = (desk.clone(), latest.clone(), dispatch.clone());
        move |()| {
            let ears = listen(move |event| {
                let state = latest.borrow().clone();
                // In another tab the reader said that none is to be kept.
                if event.type_() == "storage" && state.settings.articles && refused() {
                    return dispatch.dispatch(Action::Set(Settings { articles: false, ..state.settings }));
                }
                put(&desk, &state, &dispatch);
                // The browser asks whether the page is to be left.
                if event.type_() == "beforeunload" && desk.borrow().loses(&state) {
                    event.prevent_default();
                }
            });
            move || drop(ears)
        }
    });
    use_effect_with((state.settings.articles, state.sheet), {
        let (desk, state, dispatch) = (desk.clone(), state.clone(), dispatch.clone());
        move |(articles, sheet)| {
            if !articles {
                // Switched on again, it keeps what it has deleted meanwhile.
                if std::mem::take(&mut *desk.borrow_mut()).begun {
                    Open::forget();
                }
                if !state.keeping.failed.is_empty() {
                    dispatch.dispatch(Action::Keeping(Shelving::Failed(Rc::default())));
                }
                return hold("");
            }
            // What was replaced before the keys had rested.
            if before.sheet != *sheet {
                let replaced = state.history.find(before.sheet).cloned().unwrap_or_else(|| before.present());
                desk.borrow_mut().save(&replaced, &dispatch);
            }
            let begun = std::mem::replace(&mut desk.borrow_mut().begun, true);
            if !begun && state.text.is_empty() && !*linked {
                return reopen(&desk, &dispatch);
            }
            desk.borrow_mut().open(&state, &dispatch);
            if state.told == Some(Change::Restored) {
                desk.borrow().place.go();
            }
        }
    });
    let dependencies = (state.settings.articles, state.present(), state.keeping.freed);
    use_effect_with(dependencies, {
        let dispatch = dispatch.clone();
        move |_| {
            let timer = Timeout::new(REST, move || put(&desk, &latest.borrow().clone(), &dispatch));
            move || drop(timer)
        }
    });
}

/// Hears all after which something may have to be kept.
fn listen(hear: impl Fn(&Event) + 'static) -> (EventListener, [EventListener; 3]) {
    let hear = Rc::new(hear);
    let on = |target: &web_sys::EventTarget, event: &'static str| {
        let (hear, options) = (hear.clone(), EventListenerOptions::enable_prevent_default());
        EventListener::new_with_options(target, event, options, move |event| hear(event))
    };
    let window = gloo::utils::window();
    // Phones end a page that is out of sight without another word. Where another tab deletes something there may be room
    // again.
    let ears = ["beforeunload", "pagehide", "storage"].map(|event| on(&window, event));
    (on(&dom::document(), "visibilitychange"), ears)
}

/// Shows the article again that was open in this tab; in a new tab the one that was open last, unless another tab has
/// it.
fn reopen(desk: &Rc<RefCell<Desk>>, dispatch: &Dispatch) {
    let (desk, dispatch) = (desk.clone(), dispatch.clone());
    yew::platform::spawn_local(async move {
        let open = match Open::here() {
            Some(open) => open,
            None => {
                let others = open_names().await;
                Open::last().filter(|open| !others.contains(&open.name)).unwrap_or_default()
            }
        };
        if let Some(article) = storage::recall(&open.name).and_then(|kept| Shelved::read(&kept)) {
            desk.borrow_mut().place = open;
            dispatch.dispatch(Action::Restored(Rc::new(article)));
        }
    });
}

/// The names of the articles that are open in any tab.
async fn open_names() -> Vec<String> {
    js_sys::Array::from(&held().await).iter().filter_map(|name| name.as_string()).collect()
}

/// How many articles a later version kept: they are not shown, and stay.
pub fn newer() -> usize {
    names().len() - shelved().len()
}

/// The articles that are kept, the one edited last first. Those of a later version are left out and stay.
pub fn shelved() -> Vec<Entry> {
    let read = |name: String| Entry::read(name.clone(), &storage::recall(&name)?);
    let mut all: Vec<Entry> = names().into_iter().filter_map(read).collect();
    crate::order::sort_by_key(&mut all, |entry| u64::MAX - entry.edited);
    all
}

fn names() -> Vec<String> {
    storage::names().into_iter().filter(|name| name.starts_with(START)).collect()
}

/// Whether the reader wants no article kept.
pub fn refused() -> bool {
    storage::recall(REFUSED).is_some()
}

/// Notes whether the reader wants articles to be kept. If not, deletes all that are.
pub fn choose(wanted: bool) {
    if wanted {
        return storage::forget(REFUSED);
    }
    // Before the rest, so that other tabs know it when they hear that something has gone.
    storage::keep(REFUSED, "sayso 1");
    names().iter().for_each(|name| storage::forget(name));
}

/// Deletes the article that was opened again, also from the editor, which can be undone.
pub fn discard(dispatch: &Dispatch) {
    if let Some(open) = Open::here() {
        storage::forget(&open.name);
    }
    dispatch.dispatch(Action::Replaced(String::new(), Change::Cleared));
}

/// Keeps an article again that made room, under its own name where nothing else has taken that. It counts as edited
/// now, so that the next one that is added does not displace it. False where there is no room.
pub fn restore(name: &str, article: &Shelved) -> bool {
    match storage::recall(name) {
        None => keep(name, article),
        Some(there) => Shelved::read(&there).as_ref() == Some(article) || keep(&fresh(), article),
    }
}

/// What this tab has kept and still has to keep.
#[derive(Default)]
struct Desk {
    slots: Vec<Slot>,
    /// What could not be kept, by the numbers of the articles in this tab.
    failed: Vec<(u32, Shelved)>,
    /// The titles of these, as the reader was told.
    told: Rc<[String]>,
    /// Whether it has looked for the article that was open when the page was left.
    begun: bool,
    /// Where the reader was in that.
    place: Open,
}

/// Where an article of this tab is kept.
struct Slot {
    /// Its number in this tab, see [`Sheet::number`].
    sheet: u32,
    name: String,
    /// What this tab last read or wrote there.
    kept: Shelved,
}

/// Keeps the present article, and tries again what could not be kept before.
fn put(desk: &RefCell<Desk>, state: &State, dispatch: &Dispatch) {
    if !state.settings.articles {
        return;
    }
    let mut desk = desk.borrow_mut();
    let failed = std::mem::take(&mut desk.failed);
    let saved = desk.save(&state.present(), dispatch);
    for (sheet, article) in failed {
        // Of the present article there is a later version.
        if !saved || sheet != state.sheet {
            desk.save_as(sheet, article, dispatch);
        }
    }
    desk.slots.retain(|slot| slot.sheet == state.sheet || state.history.find(slot.sheet).is_some());
    desk.mark(state);
    let titles: Rc<[String]> = desk.failed.iter().map(|(_, article)| article.title().to_owned()).collect();
    if titles != desk.told {
        desk.told = titles.clone();
        dispatch.dispatch(Action::Keeping(Shelving::Failed(titles)));
    }
}

impl Desk {
    fn slot(&mut self, sheet: u32) -> Option<&mut Slot> {
        self.slots.iter_mut().find(|slot| slot.sheet == sheet)
    }

    /// Whether the reader's work is lost when the page is left now.
    fn loses(&self, state: &State) -> bool {
        if state.settings.articles { !self.failed.is_empty() } else { state.corrections() }
    }

    /// Tells other tabs, and this one after a reload, which article is open.
    fn mark(&mut self, state: &State) {
        let slot = self.slot(state.sheet).filter(|slot| storage::recall(&slot.name).is_some());
        let name = slot.filter(|_| !state.text.trim().is_empty()).map_or("", |slot| &slot.name);
        hold(name);
        Open::note(name);
    }

    /// Finds where the article that was just shown is kept, if it is.
    fn open(&mut self, state: &State, dispatch: &Dispatch) {
        // Deleted, and brought back by undo: it is kept anew.
        self.slots.retain(|slot| slot.sheet != state.sheet || storage::recall(&slot.name).is_some());
        if state.guest && self.slot(state.sheet).is_none() {
            let present = state.present().article();
            let all = shelved();
            let same = all.iter().find(|entry| entry.article == present);
            if let Some(entry) = same.or_else(|| all.iter().find(|entry| entry.article.text == present.text)) {
                let (name, kept) = (entry.name.clone(), entry.article.clone());
                dispatch.dispatch(Action::Recognised(state.sheet, Rc::new(kept.clone())));
                self.slots.push(Slot { sheet: state.sheet, name, kept });
            }
        }
        self.mark(state);
    }

    /// Keeps the article, or tries to. False for one that is only shown, or empty.
    fn save(&mut self, sheet: &Sheet, dispatch: &Dispatch) -> bool {
        let own = !sheet.guest && !sheet.text.trim().is_empty();
        if own {
            self.failed.retain(|(other, _)| *other != sheet.number);
            self.save_as(sheet.number, sheet.article(), dispatch);
        }
        own
    }

    fn save_as(&mut self, sheet: u32, mut now: Shelved, dispatch: &Dispatch) {
        if self.slot(sheet).is_none()
            && let Some(entry) = shelved().into_iter().find(|entry| entry.article.text == now.text)
        {
            // The same article once more: what was dismissed in it stays dismissed.
            let before = &entry.article.dismissed;
            if before.iter().any(|print| !now.dismissed.contains(print)) {
                now.dismissed.retain(|print| !before.contains(print));
                now.dismissed.splice(..0, before.iter().copied());
                dispatch.dispatch(Action::Remembered(sheet, now.dismissed.clone()));
            }
            self.slots.push(Slot { sheet, name: entry.name, kept: entry.article });
        }
        let (name, verdict) = match self.slot(sheet) {
            None => (fresh(), Verdict::Write),
            Some(Slot { name, kept, .. }) => {
                (name.clone(), shelf::verdict(kept, storage::recall(name).as_deref(), &now))
            }
        };
        let name = if verdict == Verdict::Both { fresh() } else { name };
        let added = verdict != Verdict::Same && storage::recall(&name).is_none();
        if verdict != Verdict::Same && !keep(&name, &now) {
            self.failed.push((sheet, now));
            return;
        }
        self.slots.retain(|slot| slot.sheet != sheet);
        self.slots.push(Slot { sheet, name: name.clone(), kept: now });
        if verdict == Verdict::Both {
            dispatch.dispatch(Action::Trouble(Some("ui.shelf.both")));
        }
        if added {
            hold(&name);
            make_room(name, dispatch.clone());
        }
    }
}

/// Where there are too many articles after one was added under the name `added`, one makes room, and the reader is
/// told.
fn make_room(added: String, dispatch: Dispatch) {
    yew::platform::spawn_local(async move {
        let open = open_names().await;
        if let Some(Entry { name, article, .. }) = shelf::eldest(&shelved(), &added, &open) {
            storage::forget(name);
            dispatch.dispatch(Action::Keeping(Shelving::Evicted(name.clone(), Rc::new(article.clone()))));
        }
    });
}

/// The name of one more article: it sorts behind all that are there, also where the clock has gone back since or another tab began one at the
/// same moment.
fn fresh() -> String {
    let begun = |name: String| name.strip_prefix(START)?.parse::<u64>().ok();
    [START, &later(names().into_iter().filter_map(begun)).to_string()].concat()
}

/// Now, or a moment after all of these times where the clock has gone back. Milliseconds since 1970.
fn later(times: impl Iterator<Item = u64>) -> u64 {
    (js_sys::Date::now() as u64).max(times.max().unwrap_or_default().saturating_add(1))
}

/// Keeps it as edited now. Where there is no room, or none is allowed, nothing else is deleted for it.
fn keep(name: &str, article: &Shelved) -> bool {
    storage::keep(name, &article.written_at(later(shelved().into_iter().map(|entry| entry.edited))))
}
