//! Runs the analysis when the text has changed, and tells the document when its marks are shown.
//!
//! In a worker where there is one; on the page's own thread as long as a short text would wait for the worker to get ready, and where
//! the browser allows none. The worker has one text at a time; of those that come meanwhile only the last is wanted.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::Dispatch;
use crate::model::Analysis;
use crate::web::dom;
use crate::web::fault;
use crate::web::pack;
use crate::web::state::{Action, State};
use crate::web::work::{Step, Turn};
use crate::web::worker::{Answer, Program, Worker};

/// A text shorter than this is analysed on the page's own thread rather than wait for a worker to be loaded. Bytes.
const SHORT: usize = 10_000;
/// How long the keys rest before a longer text is analysed there, where there is no worker. Milliseconds.
const REST: u32 = 150;
/// How long after the page is drawn the worker is loaded. Milliseconds.
const WARM: u32 = 50;

/// Keeps the analysis up with the text.
#[hook]
pub fn use_analysis(state: &Rc<State>, dispatch: &Dispatch) {
    let desk = use_memo((), |()| Desk {
        dispatch: dispatch.clone(),
        stage: Cell::new(Stage::Loading),
        worker: RefCell::default(),
        busy: RefCell::default(),
        next: RefCell::default(),
    });
    use_effect_with((), {
        let desk = desk.clone();
        move |()| {
            let timer = Timeout::new(WARM, {
                let desk = desk.clone();
                move || desk.hire()
            });
            move || drop((timer, desk.worker.take()))
        }
    });
    use_effect_with((state.text.clone(), state.work.tries), {
        let (state, desk) = (state.clone(), desk.clone());
        move |_| {
            let wanted = !state.current() || state.rounds == 0;
            let timer = wanted.then(|| desk.take(state.readable())).flatten();
            move || drop(timer)
        }
    });
    use_effect_with(state.work.step == Step::Cancelled, move |&cancelled| {
        if cancelled {
            desk.cancel();
        }
    });
    use_effect_with((state.rounds, !state.analysis.attributions.is_empty()), |&(rounds, marked)| {
        if rounds > 0 {
            dom::set_root("analysis", &rounds.to_string());
        }
        if marked && !dom::has_root("first-mark-ms") {
            dom::set_root("first-mark-ms", &(dom::clock().round() as u32).to_string());
        }
    });
}

/// Where the worker stands.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Loading,
    Ready,
    /// There is none and will be none.
    Missing,
}

/// Who analyses what.
struct Desk {
    dispatch: Dispatch,
    stage: Cell<Stage>,
    worker: RefCell<Option<Worker>>,
    /// The text that the worker has.
    busy: RefCell<Option<Rc<str>>>,
    /// The text that it gets next.
    next: RefCell<Option<Rc<str>>>,
}

impl Desk {
    /// Loads a worker in the place of the one before, if any.
    fn hire(self: &Rc<Self>) {
        self.stage.set(Stage::Loading);
        self.busy.take();
        let desk = Rc::downgrade(self);
        let worker = Worker::start(Program::analysis(wasm_bindgen::module()), move |answer| {
            if let Some(desk) = desk.upgrade() {
                desk.hear(answer);
            }
        });
        let missing = worker.is_none();
        self.worker.replace(worker);
        if missing {
            self.go_on_alone();
        }
    }

    /// Takes a text in hand. The timer, if one is given, starts the analysis.
    fn take(self: &Rc<Self>, text: &str) -> Option<Timeout> {
        let short = text.len() < SHORT;
        self.next.take();
        match self.stage.get() {
            Stage::Loading if !short => self.wait(text.into()),
            Stage::Ready => self.wait(text.into()),
            _ if short => self.analyse(text.into()),
            _ => {
                let (desk, text): (_, Rc<str>) = (self.clone(), text.into());
                return Some(Timeout::new(REST, move || desk.analyse(text)));
            }
        }
        None
    }

    fn wait(&self, text: Rc<str>) {
        self.next.replace(Some(text));
        self.ask();
    }

    /// Gives the worker the next text, if it is free.
    fn ask(&self) {
        if self.stage.get() != Stage::Ready || self.busy.borrow().is_some() {
            return;
        }
        let Some(text) = self.next.take() else { return };
        if self.worker.borrow().as_ref().is_some_and(|worker| worker.ask(&*text)) {
            self.busy.replace(Some(text));
        } else {
            self.next.replace(Some(text));
            self.go_on_alone();
        }
    }

    fn hear(self: &Rc<Self>, answer: Answer) {
        match answer {
            Answer::Ready => {
                self.stage.set(Stage::Ready);
                dom::set_root("worker", "ready");
                self.ask();
            }
            Answer::Done(part) => self.dispatch.dispatch(Action::Worked(Turn::Done(part))),
            Answer::Given(bytes, tenths) => match (pack::unpack(&bytes), self.busy.take()) {
                (Some(found), Some(text)) => {
                    self.found("worker", text, found, tenths);
                    self.ask();
                }
                (_, text) => {
                    self.busy.replace(text);
                    self.go_on_alone();
                }
            },
            // A worker that could not load the program says so in this way too.
            Answer::Fault(fault) if self.stage.get() == Stage::Ready => {
                self.dispatch.dispatch(Action::Worked(Turn::Fail));
                fault::tell_worker(&fault);
                self.rehire();
            }
            Answer::Fault(_) | Answer::Broken => self.go_on_alone(),
        }
    }

    /// The worker that is stopped may be the one that is speaking: it goes a moment later.
    fn rehire(self: &Rc<Self>) {
        let desk = self.clone();
        self.stage.set(Stage::Loading);
        Timeout::new(0, move || desk.hire()).forget();
    }

    fn cancel(self: &Rc<Self>) {
        self.next.take();
        if self.stage.get() == Stage::Ready && self.busy.borrow().is_some() {
            self.hire();
        }
    }

    fn go_on_alone(&self) {
        self.stage.set(Stage::Missing);
        dom::set_root("worker", "missing");
        self.dispatch.dispatch(Action::Worked(Turn::Alone));
        let waiting = self.next.take().or_else(|| self.busy.take());
        waiting.into_iter().for_each(|text| self.analyse(text));
    }

    /// On the page's own thread.
    fn analyse(&self, text: Rc<str>) {
        let begun = dom::clock();
        let found = crate::analyze(&text);
        self.found("page", text, found, ((dom::clock() - begun) * 10.0).round() as u32);
    }

    fn found(&self, by: &str, text: Rc<str>, found: Analysis, tenths: u32) {
        // Whole numbers: printing floats is 5 KB of the page.
        dom::set_root("analysis-ms", &format!("{}.{}", tenths / 10, tenths % 10));
        dom::set_root("analysed-by", by);
        dom::set_root("wasm-bytes", &dom::memory().to_string());
        self.dispatch.dispatch(Action::Analysed(text, Rc::new(found)));
    }
}
