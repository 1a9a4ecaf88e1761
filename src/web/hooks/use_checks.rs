//! Opens the reader's library of fact-checks in a worker, and matches the article with it.
//!
//! The worker and its program are loaded with the first library. It answers one message at a time; of the texts to be
//! matched only the latest waits.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;
use yew::prelude::*;

use super::storage::{self, LIBRARY, shelf};
use super::Dispatch;
use crate::web::checks::{Event, LARGEST, Library, Opened};
use crate::web::dom;
use crate::web::pack::{pack, unpack};
use crate::web::state::{Action, State};
use crate::web::tab::Tab;
use crate::web::worker::{Answer, Program, Worker};

const VERSION: &str = "sayso 1";
/// The host asks the page to load its library without the reader's doing.
const AT_ONCE: &str = "link[rel=sayso-checks][data-load]";

#[wasm_bindgen]
extern "C" {
    /// Implemented in `www/boot.js`: fetches the host's library.
    #[wasm_bindgen(js_name = saysoOffered, catch)]
    async fn offered() -> Result<JsValue, JsValue>;
}

/// What the worker is asked to do.
enum Asked {
    /// To open the file with this name.
    Open(Rc<str>, From),
    /// To match this text.
    Match(Rc<str>),
    /// To return the library, which is then kept on the device.
    Bytes,
}

/// Where a library comes from.
#[derive(Clone, Copy, PartialEq)]
enum From {
    Reader,
    Host,
    Device,
}

#[derive(Default)]
struct Desk {
    worker: RefCell<Option<Worker>>,
    ready: Cell<bool>,
    busy: RefCell<Option<Asked>>,
    waiting: RefCell<VecDeque<(Asked, JsValue)>>,
    /// The open library.
    library: RefCell<Option<Rc<Library>>>,
}

thread_local! {
    static DESK: Rc<Desk> = Rc::default();
}

/// Restores the library that is kept on the device, and keeps the matches up to date with the text.
#[hook]
pub fn use_checks(state: &Rc<State>, dispatch: &Dispatch) {
    use_effect_with((), {
        let dispatch = dispatch.clone();
        move |()| {
            if storage::recall(LIBRARY).is_some() {
                restore(dispatch);
            } else if dom::document().query_selector(AT_ONCE).is_ok_and(|link| link.is_some()) {
                fetch(dispatch, From::Host);
            }
        }
    });
    let analysis = Rc::as_ptr(&state.analysis);
    use_effect_with((state.checks.library.clone(), analysis, state.analysed.clone()), {
        let (state, dispatch) = (state.clone(), dispatch.clone());
        move |_| {
            if state.checks.library.is_some() && state.rounds > 0 && state.current() && !state.text.is_empty() {
                let input = Array::of2(&(&*state.analysed).into(), &Uint8Array::from(&*pack(&*state.analysis)));
                ask(Asked::Match(state.analysed.clone()), input.into(), &dispatch);
            }
        }
    });
}

/// Opens the library or feed in this file.
pub fn open_library(file: File, dispatch: Dispatch) {
    let name: Rc<str> = file.name().into();
    let told = |event| Action::Checks(event);
    if file.size() > LARGEST as f64 {
        return dispatch.dispatch(told(Event::Refused(name, "ui.checks.too-large")));
    }
    dispatch.dispatch(told(Event::Reading(name.clone(), 0)));
    yew::platform::spawn_local(async move {
        // The bytes go to the worker without being copied into this program.
        match JsFuture::from(file.array_buffer()).await {
            Ok(bytes) => open(name, bytes, From::Reader, &dispatch),
            Err(_) => dispatch.dispatch(told(Event::Refused(name, "ui.refused.unreadable"))),
        }
    });
}

/// Opens the library that the host offers next to the page.
pub fn fetch_library(dispatch: &Dispatch) {
    fetch(dispatch.clone(), From::Reader);
}

/// Keeps the library on the device.
pub fn keep_library(dispatch: &Dispatch) {
    ask(Asked::Bytes, Array::new().into(), dispatch);
}

/// Closes the library, and deletes it from the device.
pub fn close_library(dispatch: &Dispatch) {
    storage::forget(LIBRARY);
    stop();
    dispatch.dispatch(Action::Checks(Event::Closed));
}

fn fetch(dispatch: Dispatch, from: From) {
    yew::platform::spawn_local(async move {
        let name: Rc<str> = "checks.sayso".into();
        dispatch.dispatch(Action::Checks(Event::Reading(name.clone(), 0)));
        match offered().await {
            Ok(bytes) => open(name, bytes, from, &dispatch),
            Err(_) => dispatch.dispatch(Action::Checks(Event::Refused(name, "ui.checks.not-offered"))),
        }
    });
}

fn restore(dispatch: Dispatch) {
    yew::platform::spawn_local(async move {
        let kept = shelf(JsValue::UNDEFINED).await.ok().and_then(|kept| kept.dyn_into::<Array>().ok());
        match kept {
            Some(kept) => {
                let name = kept.get(0).as_string().unwrap_or_default();
                open(name.into(), kept.get(1), From::Device, &dispatch);
            }
            // The browser deleted it.
            None => storage::forget(LIBRARY),
        }
    });
}

fn open(name: Rc<str>, bytes: JsValue, from: From, dispatch: &Dispatch) {
    let input = Array::of2(&(&*name).into(), &bytes);
    ask(Asked::Open(name, from), input.into(), dispatch);
}

/// Queues a message to the worker, which is started if necessary.
fn ask(asked: Asked, input: JsValue, dispatch: &Dispatch) {
    DESK.with(|desk| {
        if matches!(asked, Asked::Match(_)) {
            desk.waiting.borrow_mut().retain(|(other, _)| !matches!(other, Asked::Match(_)));
        }
        desk.waiting.borrow_mut().push_back((asked, input));
        if desk.worker.borrow().is_none() {
            let (own, dispatch) = (Rc::downgrade(desk), dispatch.clone());
            // The single file has one program for everything.
            let wasm = if dom::has_files() { JsValue::UNDEFINED } else { wasm_bindgen::module() };
            let worker = Worker::start(Program { script: "data-checks", wasm, answers: "checked" }, {
                let dispatch = dispatch.clone();
                move |answer| {
                    if let Some(desk) = own.upgrade() {
                        desk.hear(answer, &dispatch);
                    }
                }
            });
            if worker.is_none() {
                return desk.fail(&dispatch);
            }
            desk.worker.replace(worker);
        }
        desk.next();
    });
}

/// Ends the worker.
fn stop() {
    DESK.with(|desk| {
        desk.waiting.borrow_mut().clear();
        (desk.busy.take(), desk.library.take());
        desk.ready.set(false);
        // It may be the one whose message is being handled.
        let worker = desk.worker.take();
        gloo::timers::callback::Timeout::new(0, move || drop(worker)).forget();
    });
}

impl Desk {
    /// Sends the next message if the worker is idle.
    fn next(&self) {
        if !self.ready.get() || self.busy.borrow().is_some() {
            return;
        }
        let Some((asked, input)) = self.waiting.borrow_mut().pop_front() else { return };
        self.busy.replace(Some(asked));
        if let Some(worker) = &*self.worker.borrow() {
            worker.ask(input);
        }
    }

    fn hear(&self, answer: Answer, dispatch: &Dispatch) {
        match answer {
            Answer::Ready => self.ready.set(true),
            Answer::Done(done) => {
                if let Some(Asked::Open(name, _)) = &*self.busy.borrow() {
                    dispatch.dispatch(Action::Checks(Event::Reading(name.clone(), done)));
                }
                return;
            }
            Answer::Given(bytes, tenths) => {
                let asked = self.busy.take();
                asked.into_iter().for_each(|asked| self.given(asked, &bytes, tenths, dispatch));
            }
            Answer::Fault(_) | Answer::Broken => return self.fail(dispatch),
        }
        self.next();
    }

    fn given(&self, asked: Asked, bytes: &[u8], tenths: u32, dispatch: &Dispatch) {
        match asked {
            Asked::Open(name, from) => {
                dom::set_root("checks-opened", &tenths.to_string());
                match unpack::<Opened>(bytes) {
                    Some((_, Some(library))) => self.opened(library, from, dispatch),
                    Some((key, None)) => dispatch.dispatch(Action::Checks(Event::Refused(name, key_of(&key)))),
                    None => self.fail(dispatch),
                }
            }
            Asked::Match(text) => {
                dom::set_root("checks-matched", &tenths.to_string());
                let found = unpack::<Vec<_>>(bytes).unwrap_or_default();
                dispatch.dispatch(Action::Checks(Event::Found(text, found.into())));
            }
            Asked::Bytes => {
                let Some(library) = self.library.borrow().clone() else { return };
                keep(&library, bytes, dispatch.clone());
            }
        }
    }

    fn opened(&self, library: Library, from: From, dispatch: &Dispatch) {
        let library = Rc::new(library);
        self.library.replace(Some(library.clone()));
        dispatch.dispatch(Action::Checks(Event::Opened(library)));
        match from {
            From::Reader => {
                dispatch.dispatch(Action::Turned(Tab::Checks));
                // It takes the place of the one that is kept.
                if storage::recall(LIBRARY).is_some() {
                    keep_library(dispatch);
                }
            }
            From::Host => {}
            From::Device => dispatch.dispatch(Action::Checks(Event::Kept(true))),
        }
    }

    /// The worker crashed or cannot be loaded: closes the library.
    fn fail(&self, dispatch: &Dispatch) {
        let waiting = std::mem::take(&mut *self.waiting.borrow_mut()).into_iter().map(|(asked, _)| asked);
        let opening = self.busy.take().into_iter().chain(waiting).find_map(|asked| match asked {
            Asked::Open(name, _) => Some(name),
            _ => None,
        });
        let name = self.library.borrow().as_ref().map(|library| (*library.name).into());
        stop();
        dispatch.dispatch(Action::Checks(Event::Closed));
        let name = opening.or(name).unwrap_or_default();
        dispatch.dispatch(Action::Checks(Event::Refused(name, "ui.checks.failed")));
    }
}

fn keep(library: &Library, bytes: &[u8], dispatch: Dispatch) {
    let value = Array::of2(&(&*library.name).into(), &Uint8Array::from(bytes).buffer());
    let noted = [VERSION, &library.name, &library.size.to_string()].join("\n");
    yew::platform::spawn_local(async move {
        let kept = shelf(value.into()).await.is_ok() && storage::keep(LIBRARY, &noted);
        if !kept {
            storage::forget(LIBRARY);
            dispatch.dispatch(Action::Trouble(Some("ui.checks.full")));
        }
        dispatch.dispatch(Action::Checks(Event::Kept(kept)));
    });
}

/// Returns the key of a message that the worker names.
fn key_of(name: &str) -> &'static str {
    let known = ["ui.checks.newer", "ui.checks.damaged", "ui.checks.too-large"];
    known.into_iter().find(|key| *key == name).unwrap_or("ui.checks.not-library")
}
