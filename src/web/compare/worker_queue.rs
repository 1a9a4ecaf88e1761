//! A worker that runs one job at a time and keeps only the latest pending one.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsValue;

use crate::web::worker::{Answer, Program, Worker};

/// A job: its key and its input.
type Work<K> = (K, JsValue);

/// Runs a job without a worker.
type RunLocally = dyn Fn(&JsValue) -> Vec<u8>;

/// Runs jobs in a worker, or on the main thread if the browser has no workers.
pub struct WorkerQueue<K> {
    program: Box<dyn Fn() -> Program>,
    run_locally: Box<RunLocally>,
    /// Receives the output of a job, or `None` if the job crashed.
    deliver: Box<dyn Fn(K, Option<Vec<u8>>)>,
    worker: RefCell<Option<Worker>>,
    stage: Cell<Stage>,
    busy: RefCell<Option<Work<K>>>,
    next: RefCell<Option<Work<K>>>,
}

#[derive(Clone, Copy, PartialEq)]
enum Stage {
    /// The worker has not been started.
    Idle,
    Loading,
    Ready,
    /// Workers are unavailable.
    Missing,
}

impl<K: PartialEq + 'static> WorkerQueue<K> {
    /// Returns a queue that starts its worker when the first job arrives.
    pub fn new(
        program: impl Fn() -> Program + 'static,
        run_locally: impl Fn(&JsValue) -> Vec<u8> + 'static,
        deliver: impl Fn(K, Option<Vec<u8>>) + 'static,
    ) -> Rc<Self> {
        Rc::new(Self {
            program: Box::new(program),
            run_locally: Box::new(run_locally),
            deliver: Box::new(deliver),
            worker: RefCell::default(),
            stage: Cell::new(Stage::Idle),
            busy: RefCell::default(),
            next: RefCell::default(),
        })
    }

    /// Queues the job with this key in place of the pending one, if any. Does nothing if the same job is running.
    /// `thing` returns the input.
    pub fn take(self: &Rc<Self>, key: K, thing: impl FnOnce() -> JsValue) {
        if self.busy.borrow().as_ref().is_some_and(|(own, _)| *own == key) {
            return;
        }
        self.next.replace(Some((key, thing())));
        match self.stage.get() {
            Stage::Idle => self.start_worker(),
            _ => self.go_on(),
        }
    }

    fn start_worker(self: &Rc<Self>) {
        self.stage.set(Stage::Loading);
        let queue = Rc::downgrade(self);
        let worker = Worker::start((self.program)(), move |answer| {
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

    fn go_on(self: &Rc<Self>) {
        if self.stage.get() == Stage::Missing {
            return self.run_without_worker();
        }
        if self.stage.get() != Stage::Ready || self.busy.borrow().is_some() {
            return;
        }
        let Some((key, thing)) = self.next.take() else { return };
        let sent = self.worker.borrow().as_ref().is_some_and(|worker| worker.ask(thing.clone()));
        self.busy.replace(Some((key, thing)));
        if !sent {
            self.run_without_worker();
        }
    }

    fn on_message(self: &Rc<Self>, answer: Answer) {
        match answer {
            Answer::Ready => {
                self.stage.set(Stage::Ready);
                self.go_on();
            }
            Answer::Done(_) => {}
            Answer::Given(bytes, _) => {
                self.done(Some(bytes));
                self.go_on();
            }
            Answer::Fault(_) if self.stage.get() == Stage::Ready => {
                // The worker to be stopped may be the one whose message is being handled, so it is replaced in a later
                // task.
                self.stage.set(Stage::Loading);
                self.done(None);
                let queue = self.clone();
                Timeout::new(0, move || queue.start_worker()).forget();
            }
            Answer::Fault(_) | Answer::Broken => self.run_without_worker(),
        }
    }

    fn done(&self, bytes: Option<Vec<u8>>) {
        if let Some((key, _)) = self.busy.take() {
            (self.deliver)(key, bytes);
        }
    }

    fn run_without_worker(&self) {
        self.stage.set(Stage::Missing);
        for work in [self.busy.take(), self.next.take()].into_iter().flatten() {
            (self.deliver)(work.0, Some((self.run_locally)(&work.1)));
        }
    }
}
