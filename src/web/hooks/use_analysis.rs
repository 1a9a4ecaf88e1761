//! Runs the analysis when the text changes, and records in the document when its marks are shown.
//!
//! Normally runs in a worker. Runs on the main thread if the browser allows no workers, or for a short text while the
//! worker is loading. The worker analyses one text at a time; only the latest pending text is kept.

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

/// A text shorter than this is analysed on the main thread instead of waiting for a worker to load. In bytes.
const SHORT: usize = 10_000;
/// Without a worker, a longer text is analysed after this pause in typing. In milliseconds.
const REST: u32 = 150;
/// The delay between drawing the page and loading the worker, in milliseconds.
const WARM: u32 = 50;

/// Keeps the analysis up to date with the text.
#[hook]
pub fn use_analysis(state: &Rc<State>, dispatch: &Dispatch) {
    let queue = use_memo((), |()| AnalysisQueue {
        dispatch: dispatch.clone(),
        stage: Cell::new(Stage::Loading),
        worker: RefCell::default(),
        busy: RefCell::default(),
        next: RefCell::default(),
    });
    use_effect_with((), {
        let queue = queue.clone();
        move |()| {
            let timer = Timeout::new(WARM, {
                let queue = queue.clone();
                move || queue.start_worker()
            });
            move || drop((timer, queue.worker.take()))
        }
    });
    use_effect_with((state.text.clone(), state.work.tries), {
        let (state, queue) = (state.clone(), queue.clone());
        move |_| {
            let wanted = !state.current() || state.rounds == 0;
            let timer = wanted.then(|| queue.take(state.readable())).flatten();
            move || drop(timer)
        }
    });
    use_effect_with(state.work.step == Step::Cancelled, move |&cancelled| {
        if cancelled {
            queue.cancel();
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

/// The state of the worker.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Loading,
    Ready,
    /// Workers are unavailable.
    Missing,
}

/// Assigns texts to the worker or the main thread.
struct AnalysisQueue {
    dispatch: Dispatch,
    stage: Cell<Stage>,
    worker: RefCell<Option<Worker>>,
    /// The text that the worker is analysing.
    busy: RefCell<Option<Rc<str>>>,
    /// The pending text.
    next: RefCell<Option<Rc<str>>>,
}

impl AnalysisQueue {
    /// Starts a worker, replacing the previous one.
    fn start_worker(self: &Rc<Self>) {
        self.stage.set(Stage::Loading);
        self.busy.take();
        let queue = Rc::downgrade(self);
        let worker = Worker::start(Program::analysis(wasm_bindgen::module()), move |answer| {
            if let Some(queue) = queue.upgrade() {
                queue.on_message(answer);
            }
        });
        let missing = worker.is_none();
        self.worker.replace(worker);
        if missing {
            self.run_without_worker();
        }
    }

    /// Queues a text or analyses it. If a timer is returned, it starts the analysis.
    fn take(self: &Rc<Self>, text: &str) -> Option<Timeout> {
        let short = text.len() < SHORT;
        self.next.take();
        match self.stage.get() {
            Stage::Loading if !short => self.wait(text.into()),
            Stage::Ready => self.wait(text.into()),
            _ if short => self.analyse(text.into()),
            _ => {
                let (queue, text): (_, Rc<str>) = (self.clone(), text.into());
                return Some(Timeout::new(REST, move || queue.analyse(text)));
            }
        }
        None
    }

    fn wait(&self, text: Rc<str>) {
        self.next.replace(Some(text));
        self.ask();
    }

    /// Sends the pending text to the worker, if it is idle.
    fn ask(&self) {
        if self.stage.get() != Stage::Ready || self.busy.borrow().is_some() {
            return;
        }
        let Some(text) = self.next.take() else { return };
        if self.worker.borrow().as_ref().is_some_and(|worker| worker.ask(&*text)) {
            self.busy.replace(Some(text));
        } else {
            self.next.replace(Some(text));
            self.run_without_worker();
        }
    }

    fn on_message(self: &Rc<Self>, answer: Answer) {
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
                    self.run_without_worker();
                }
            },
            // A worker that failed to load the program reports a fault as well, but before it is ready.
            Answer::Fault(fault) if self.stage.get() == Stage::Ready => {
                self.dispatch.dispatch(Action::Worked(Turn::Fail));
                fault::tell_worker(&fault);
                self.restart_worker();
            }
            Answer::Fault(_) | Answer::Broken => self.run_without_worker(),
        }
    }

    /// The worker to be stopped may be the one whose message is being handled, so it is replaced in a later task.
    fn restart_worker(self: &Rc<Self>) {
        let queue = self.clone();
        self.stage.set(Stage::Loading);
        Timeout::new(0, move || queue.start_worker()).forget();
    }

    fn cancel(self: &Rc<Self>) {
        self.next.take();
        if self.stage.get() == Stage::Ready && self.busy.borrow().is_some() {
            self.start_worker();
        }
    }

    fn run_without_worker(&self) {
        self.stage.set(Stage::Missing);
        dom::set_root("worker", "missing");
        self.dispatch.dispatch(Action::Worked(Turn::Alone));
        let waiting = self.next.take().or_else(|| self.busy.take());
        waiting.into_iter().for_each(|text| self.analyse(text));
    }

    /// Analyses the text on the main thread.
    fn analyse(&self, text: Rc<str>) {
        let begun = dom::clock();
        let found = crate::analyze(&text);
        self.found("page", text, found, ((dom::clock() - begun) * 10.0).round() as u32);
    }

    fn found(&self, by: &str, text: Rc<str>, found: Analysis, tenths: u32) {
        // As integers: code that prints floats adds 5 KB to the program.
        dom::set_root("analysis-ms", &format!("{}.{}", tenths / 10, tenths % 10));
        dom::set_root("analysed-by", by);
        dom::set_root("wasm-bytes", &dom::memory().to_string());
        self.dispatch.dispatch(Action::Analysed(text, Rc::new(found)));
    }
}
