//! Runs the analysis when the text changes, and records in the document when its marks are shown.
//!
//! The analysis normally runs in a worker. It runs on the main thread if the browser allows no workers, or for a short
//! text while the worker is loading. The worker analyses one text at a time; only the latest pending text is kept.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::Dispatch;
use crate::i18n::Language;
use crate::model::Analysis;
use crate::web::dom;
use crate::web::fault;
use crate::web::languages::{self, LoadError, needs_pack, without_pack};
use crate::web::pack;
use crate::web::state::{Action, State};
use crate::web::work::{Step, Turn};
use crate::web::worker::{self, Answer, Program, Worker};

/// A text shorter than this is analysed on the main thread instead of waiting for a worker to load. In bytes.
const SHORT: usize = 10_000;
/// Without a worker, a longer text is analysed after this pause in typing. In milliseconds.
const REST: u32 = 150;
/// If the rules for another language take longer than this, progress is shown. In milliseconds.
const PATIENCE: u32 = 300;
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
        asked: Cell::default(),
        packs: PackReader { dispatch: dispatch.clone(), turn: Rc::default(), slow: Rc::default() },
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
    use_effect_with((state.text.clone(), state.work.tries, state.origin.language), {
        let (state, queue) = (state.clone(), queue.clone());
        move |&(_, tries, language)| {
            // The reader may correct the language, or try again to load its rules.
            let anew = queue.asked.replace((language, tries)) != (language, tries);
            let wanted = !state.current() || state.rounds == 0 || anew;
            let timer = wanted.then(|| queue.take((state.readable().into(), language))).flatten();
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

/// A text, and its language if the reader chose one.
type Job = (Rc<str>, Option<Language>);

/// Analyses texts in languages other than English.
#[derive(Clone)]
struct PackReader {
    dispatch: Dispatch,
    /// The number of the latest text. Findings in earlier texts are ignored.
    turn: Rc<Cell<u32>>,
    /// The timer after which progress is shown, while a text is being analysed.
    slow: Rc<RefCell<Option<Timeout>>>,
}

impl PackReader {
    fn take(&self, text: Rc<str>, language: Language) {
        let turn = self.forget();
        let dispatch = self.dispatch.clone();
        self.slow.replace(Some(Timeout::new(PATIENCE, move || dispatch.dispatch(Action::Worked(Turn::Done(0))))));
        let reader = self.clone();
        yew::platform::spawn_local(async move {
            let found = languages::read(language, &text).await;
            if reader.turn.get() != turn {
                return;
            }
            reader.slow.take();
            let found = match found {
                Ok(None) => return,
                Ok(Some(found)) => found,
                Err(LoadError::NotLoaded) => without_pack(language),
                Err(LoadError::Crashed(fault)) => {
                    reader.dispatch.dispatch(Action::Worked(Turn::Fail));
                    return fault::tell_worker(&fault);
                }
            };
            reader.dispatch.dispatch(Action::Analysed(text, Rc::new(found)));
        });
    }

    /// Ensures that the findings in the text that is being analysed, if any, are ignored. Returns the number of the
    /// next text.
    fn forget(&self) -> u32 {
        self.slow.take();
        self.turn.set(self.turn.get() + 1);
        self.turn.get()
    }
}

/// Assigns texts to the worker or the main thread.
struct AnalysisQueue {
    dispatch: Dispatch,
    stage: Cell<Stage>,
    worker: RefCell<Option<Worker>>,
    /// The job that the worker is running.
    busy: RefCell<Option<Job>>,
    /// The pending job.
    next: RefCell<Option<Job>>,
    packs: PackReader,
    /// The language and the number of tries at the last request for an analysis.
    asked: Cell<(Option<Language>, u32)>,
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

    /// Queues the job, or runs it on the main thread. If a timer is returned, it starts the job later, unless it is
    /// dropped before.
    fn take(self: &Rc<Self>, job: Job) -> Option<Timeout> {
        let short = job.0.len() < SHORT;
        self.next.take();
        self.packs.forget();
        match self.stage.get() {
            Stage::Loading if !short => self.wait(job),
            Stage::Ready => self.wait(job),
            _ if short => self.analyse(job),
            _ => {
                let queue = self.clone();
                return Some(Timeout::new(REST, move || queue.analyse(job)));
            }
        }
        None
    }

    fn wait(&self, job: Job) {
        self.next.replace(Some(job));
        self.ask();
    }

    /// Sends the pending text to the worker, if it is idle.
    fn ask(&self) {
        if self.stage.get() != Stage::Ready || self.busy.borrow().is_some() {
            return;
        }
        let Some(job) = self.next.take() else { return };
        if self.worker.borrow().as_ref().is_some_and(|worker| worker.ask(worker::input(&job.0, job.1))) {
            self.busy.replace(Some(job));
        } else {
            self.next.replace(Some(job));
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
                (Some(found), Some(job)) => {
                    self.found("worker", job, found, tenths);
                    self.ask();
                }
                (_, job) => {
                    self.busy.replace(job);
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

    /// Restarts the worker after a crash. It may be the one whose message is being handled, so it is replaced in a
    /// later task.
    fn restart_worker(self: &Rc<Self>) {
        let queue = self.clone();
        self.stage.set(Stage::Loading);
        Timeout::new(0, move || queue.start_worker()).forget();
    }

    fn cancel(self: &Rc<Self>) {
        self.next.take();
        self.packs.forget();
        languages::stop();
        if self.stage.get() == Stage::Ready && self.busy.borrow().is_some() {
            self.start_worker();
        }
    }

    fn run_without_worker(&self) {
        self.stage.set(Stage::Missing);
        dom::set_root("worker", "missing");
        self.dispatch.dispatch(Action::Worked(Turn::Alone));
        let waiting = self.next.take().or_else(|| self.busy.take());
        waiting.into_iter().for_each(|job| self.analyse(job));
    }

    /// Analyses the text on the main thread.
    fn analyse(&self, job: Job) {
        let begun = dom::clock();
        let found = worker::find(&worker::input(&job.0, job.1));
        self.found("page", job, found, ((dom::clock() - begun) * 10.0).round() as u32);
    }

    fn found(&self, by: &str, job: Job, found: Analysis, tenths: u32) {
        // As integers: code that prints floats adds 5 KB to the program.
        dom::set_root("analysis-ms", &format!("{}.{}", tenths / 10, tenths % 10));
        dom::set_root("analysed-by", by);
        dom::set_root("wasm-bytes", &dom::memory().to_string());
        if needs_pack(&found) {
            return self.packs.take(job.0, found.language);
        }
        self.dispatch.dispatch(Action::Analysed(job.0, Rc::new(found)));
    }
}
