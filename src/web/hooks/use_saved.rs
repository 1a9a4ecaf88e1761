//! Saves the article and its dismissed findings on this device, unless the reader opts out, and reopens the article
//! that was open when the page was left.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use wasm_bindgen::prelude::*;
use yew::prelude::*;

use super::Dispatch;
use super::open_article::Open;
use super::storage;
use crate::web::dom;
use crate::web::saved::{self, Entry, START, SaveDecision, SavedArticle};
use crate::web::settings::Settings;
use crate::web::state::{Action, Change, SavingEvent, State, TextVersion};

/// The pause in typing after which the article is saved, in milliseconds.
const REST: u32 = 600;
/// An item with this name exists if the reader does not want articles to be saved.
const REFUSED: &str = "sayso.no-articles";

#[wasm_bindgen]
extern "C" {
    /// Implemented in `www/boot.js`; records that the article saved under this name is open in this tab. An empty name
    /// means none.
    #[wasm_bindgen(js_name = saysoHold)]
    fn hold(name: &str);

    /// Implemented in `www/boot.js`; returns the names of the articles that are open in any tab, or none if the browser
    /// cannot tell.
    #[wasm_bindgen(js_name = saysoHeld)]
    async fn held() -> JsValue;
}

/// Keeps the saved article up to date, including when the page is left, and restores what was dismissed in it before.
#[hook]
pub fn use_saved(state: &Rc<State>, dispatch: &Dispatch) {
    let saved_articles = use_mut_ref(SavedArticles::default);
    let latest = use_mut_ref(|| state.clone());
    // Read now, because the address is replaced soon.
    let linked = use_memo((), |()| gloo::utils::window().location().hash().is_ok_and(|hash| hash.starts_with("#t=")));
    let before = latest.replace(state.clone());
    use_effect_with((), {
        let (saved_articles, latest, dispatch) = (saved_articles.clone(), latest.clone(), dispatch.clone());
        move |()| {
            let listeners = listen(move |event| {
                let state = latest.borrow().clone();
                // The reader opted out in another tab.
                if event.type_() == "storage" && state.settings.articles && refused() {
                    return dispatch.dispatch(Action::Set(Settings { articles: false, ..state.settings }));
                }
                put(&saved_articles, &state, &dispatch);
                // Makes the browser ask whether to leave the page.
                if event.type_() == "beforeunload" && saved_articles.borrow().loses(&state) {
                    event.prevent_default();
                }
            });
            move || drop(listeners)
        }
    });
    use_effect_with((state.settings.articles, state.article_number), {
        let (saved_articles, state, dispatch) = (saved_articles.clone(), state.clone(), dispatch.clone());
        move |(articles, article_number)| {
            if !articles {
                return stop(&saved_articles, &state, &dispatch);
            }
            // Saves the replaced article, which may have changed since the last pause in typing.
            if before.article_number != *article_number {
                let replaced = state.history.find(before.article_number).cloned().unwrap_or_else(|| before.present());
                saved_articles.borrow_mut().save(&replaced, &dispatch);
            }
            let begun = std::mem::replace(&mut saved_articles.borrow_mut().begun, true);
            if !begun && state.text.is_empty() && !*linked {
                return reopen(&saved_articles, &dispatch);
            }
            saved_articles.borrow_mut().open(&state, &dispatch);
            if state.replacement == Some(Change::Restored) {
                saved_articles.borrow().place.go();
            }
        }
    });
    let dependencies = (state.settings.articles, state.present(), state.keeping.freed);
    use_effect_with(dependencies, {
        let dispatch = dispatch.clone();
        move |_| {
            let timer = Timeout::new(REST, move || put(&saved_articles, &latest.borrow().clone(), &dispatch));
            move || drop(timer)
        }
    });
}

/// Listens for all events after which something may have to be saved.
fn listen(on_event: impl Fn(&Event) + 'static) -> (EventListener, [EventListener; 3]) {
    let on_event = Rc::new(on_event);
    let on = |target: &web_sys::EventTarget, event: &'static str| {
        let (on_event, options) = (on_event.clone(), EventListenerOptions::enable_prevent_default());
        EventListener::new_with_options(target, event, options, move |event| on_event(event))
    };
    let window = gloo::utils::window();
    // `visibilitychange`: phones may end a hidden page without another event. `storage`: if another tab deletes
    // something, there may be room again.
    let listeners = ["beforeunload", "pagehide", "storage"].map(|event| on(&window, event));
    (on(&dom::document(), "visibilitychange"), listeners)
}

/// Forgets what this tab has saved, because the reader turned off saving.
fn stop(saved_articles: &RefCell<SavedArticles>, state: &State, dispatch: &Dispatch) {
    // If saving is turned on again, everything deleted in the meantime is saved again.
    if std::mem::take(&mut *saved_articles.borrow_mut()).begun {
        Open::forget();
    }
    if !state.keeping.failed.is_empty() {
        dispatch.dispatch(Action::Keeping(SavingEvent::Failed(Rc::default())));
    }
    hold("");
}

/// Reopens the article that was open in this tab; in a new tab, the one that was open last, unless another tab has it
/// open.
fn reopen(saved_articles: &Rc<RefCell<SavedArticles>>, dispatch: &Dispatch) {
    let (saved_articles, dispatch) = (saved_articles.clone(), dispatch.clone());
    yew::platform::spawn_local(async move {
        let open = match Open::here() {
            Some(open) => open,
            None => {
                let others = open_names().await;
                Open::last().filter(|open| !others.contains(&open.name)).unwrap_or_default()
            }
        };
        if let Some(article) = storage::recall(&open.name).and_then(|kept| SavedArticle::read(&kept)) {
            saved_articles.borrow_mut().place = open;
            dispatch.dispatch(Action::Restored(Rc::new(article)));
        }
    });
}

/// Returns the names of the articles that are open in any tab.
async fn open_names() -> Vec<String> {
    js_sys::Array::from(&held().await).iter().filter_map(|name| name.as_string()).collect()
}

/// Returns the number of articles that cannot be read because a later version saved them. They are neither shown nor
/// changed.
pub fn newer() -> usize {
    names().len() - stored_articles().len()
}

/// Returns the saved articles, the most recently edited first. Those saved by a later version are skipped.
pub fn stored_articles() -> Vec<Entry> {
    let read = |name: String| Entry::read(name.clone(), &storage::recall(&name)?);
    let mut all: Vec<Entry> = names().into_iter().filter_map(read).collect();
    crate::sort::sort_by_key(&mut all, |entry| u64::MAX - entry.edited);
    all
}

fn names() -> Vec<String> {
    storage::names().into_iter().filter(|name| name.starts_with(START)).collect()
}

/// Returns whether the reader opted out of saving articles.
pub fn refused() -> bool {
    storage::recall(REFUSED).is_some()
}

/// Records whether the reader wants articles to be saved. If not, deletes all of them.
pub fn choose(wanted: bool) {
    if wanted {
        return storage::forget(REFUSED);
    }
    // First, so that other tabs see it when they are notified of the deletions.
    storage::keep(REFUSED, "sayso 1");
    names().iter().for_each(|name| storage::forget(name));
}

/// Deletes the reopened article, including from the editor, which can be undone.
pub fn discard(dispatch: &Dispatch) {
    if let Some(open) = Open::here() {
        storage::forget(&open.name);
    }
    dispatch.dispatch(Action::Replaced(String::new(), Change::Cleared));
}

/// Saves an evicted article again, under its old name if that is free. It counts as edited now, so that the next
/// article that is added does not evict it. Returns `false` if there is no room.
pub fn restore(name: &str, article: &SavedArticle) -> bool {
    match storage::recall(name) {
        None => keep(name, article),
        Some(there) => SavedArticle::read(&there).as_ref() == Some(article) || keep(&fresh(), article),
    }
}

/// What this tab has saved and still has to save.
#[derive(Default)]
struct SavedArticles {
    slots: Vec<Slot>,
    /// Articles that could not be saved, with their numbers in this tab.
    failed: Vec<(u32, SavedArticle)>,
    /// The titles of these articles, as last shown to the reader.
    reported: Rc<[String]>,
    /// Whether it has looked for the article that was open when the page was left.
    begun: bool,
    /// The reader's position in that article.
    place: Open,
}

/// Where an article of this tab is saved.
struct Slot {
    /// Its number in this tab, see [`TextVersion::number`].
    article_number: u32,
    name: String,
    /// The content that this tab last read or wrote there.
    kept: SavedArticle,
}

/// Saves the current article, and retries what could not be saved before.
fn put(saved_articles: &RefCell<SavedArticles>, state: &State, dispatch: &Dispatch) {
    if !state.settings.articles {
        return;
    }
    let mut saved_articles = saved_articles.borrow_mut();
    let failed = std::mem::take(&mut saved_articles.failed);
    let saved = saved_articles.save(&state.present(), dispatch);
    for (article_number, article) in failed {
        // For the current article, a later version was just saved.
        if !saved || article_number != state.article_number {
            saved_articles.save_as(article_number, article, dispatch);
        }
    }
    saved_articles.slots.retain(|slot| {
        slot.article_number == state.article_number || state.history.find(slot.article_number).is_some()
    });
    saved_articles.mark(state);
    let titles: Rc<[String]> = saved_articles.failed.iter().map(|(_, article)| article.title().to_owned()).collect();
    if titles != saved_articles.reported {
        saved_articles.reported = titles.clone();
        dispatch.dispatch(Action::Keeping(SavingEvent::Failed(titles)));
    }
}

impl SavedArticles {
    fn slot(&mut self, article_number: u32) -> Option<&mut Slot> {
        self.slots.iter_mut().find(|slot| slot.article_number == article_number)
    }

    /// Returns whether the reader's work would be lost if the page were left now.
    fn loses(&self, state: &State) -> bool {
        if state.settings.articles { !self.failed.is_empty() } else { state.corrections() }
    }

    /// Records which article is open, for other tabs and for this one after a reload.
    fn mark(&mut self, state: &State) {
        let slot = self.slot(state.article_number).filter(|slot| storage::recall(&slot.name).is_some());
        let name = slot.filter(|_| !state.text.trim().is_empty()).map_or("", |slot| &slot.name);
        hold(name);
        Open::note(name);
    }

    /// Finds out where the article that was just opened is saved, if it is, and records that it is open.
    fn open(&mut self, state: &State, dispatch: &Dispatch) {
        // An article that was deleted and then restored by undo is saved anew.
        self.slots.retain(|slot| slot.article_number != state.article_number || storage::recall(&slot.name).is_some());
        if state.guest && self.slot(state.article_number).is_none() {
            let present = state.present().article();
            let all = stored_articles();
            let same = all.iter().find(|entry| entry.article == present);
            if let Some(entry) = same.or_else(|| all.iter().find(|entry| entry.article.text == present.text)) {
                let (name, kept) = (entry.name.clone(), entry.article.clone());
                dispatch.dispatch(Action::Recognised(state.article_number, Rc::new(kept.clone())));
                self.slots.push(Slot { article_number: state.article_number, name, kept });
            }
        }
        self.mark(state);
    }

    /// Tries to save the article. Returns `false` if it is empty or only displayed.
    fn save(&mut self, version: &TextVersion, dispatch: &Dispatch) -> bool {
        let own = !version.guest && !version.text.trim().is_empty();
        if own {
            self.failed.retain(|(other, _)| *other != version.number);
            self.save_as(version.number, version.article(), dispatch);
        }
        own
    }

    fn save_as(&mut self, article_number: u32, mut now: SavedArticle, dispatch: &Dispatch) {
        if self.slot(article_number).is_none()
            && let Some(entry) = stored_articles().into_iter().find(|entry| entry.article.text == now.text)
        {
            // The same article again: what was dismissed in it stays dismissed.
            let before = &entry.article.dismissed;
            if before.iter().any(|fingerprint| !now.dismissed.contains(fingerprint)) {
                now.dismissed.retain(|fingerprint| !before.contains(fingerprint));
                now.dismissed.splice(..0, before.iter().copied());
                dispatch.dispatch(Action::Remembered(article_number, now.dismissed.clone()));
            }
            self.slots.push(Slot { article_number, name: entry.name, kept: entry.article });
        }
        let (name, save_decision) = match self.slot(article_number) {
            None => (fresh(), SaveDecision::Write),
            Some(Slot { name, kept, .. }) => {
                (name.clone(), saved::decide(kept, storage::recall(name).as_deref(), &now))
            }
        };
        let name = if save_decision == SaveDecision::Both { fresh() } else { name };
        let added = save_decision != SaveDecision::Same && storage::recall(&name).is_none();
        if save_decision != SaveDecision::Same && !keep(&name, &now) {
            self.failed.push((article_number, now));
            return;
        }
        self.slots.retain(|slot| slot.article_number != article_number);
        self.slots.push(Slot { article_number, name: name.clone(), kept: now });
        if save_decision == SaveDecision::Both {
            dispatch.dispatch(Action::Trouble(Some("ui.saved.both")));
        }
        if added {
            hold(&name);
            make_room(name, dispatch.clone());
        }
    }
}

/// If there are too many articles after one was added under the name `added`, evicts one and notifies the reader.
fn make_room(added: String, dispatch: Dispatch) {
    yew::platform::spawn_local(async move {
        let open = open_names().await;
        if let Some(Entry { name, article, .. }) = saved::eldest(&stored_articles(), &added, &open) {
            storage::forget(name);
            dispatch.dispatch(Action::Keeping(SavingEvent::Evicted(name.clone(), Rc::new(article.clone()))));
        }
    });
}

/// Returns a name for a new article. It sorts after all existing names, even if the clock was set back or another tab
/// created one at the same moment.
fn fresh() -> String {
    let begun = |name: String| name.strip_prefix(START)?.parse::<u64>().ok();
    [START, &later(names().into_iter().filter_map(begun)).to_string()].concat()
}

/// Returns the current time, or a time just after all of `times` if the clock was set back. In milliseconds since 1970.
fn later(times: impl Iterator<Item = u64>) -> u64 {
    (js_sys::Date::now() as u64).max(times.max().unwrap_or_default().saturating_add(1))
}

/// Saves an article as edited now. If that fails, nothing else is deleted to make room.
fn keep(name: &str, article: &SavedArticle) -> bool {
    storage::keep(name, &article.written_at(later(stored_articles().into_iter().map(|entry| entry.edited))))
}
