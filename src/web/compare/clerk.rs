//! One worker with one thing in hand; of what comes meanwhile only the last is wanted.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsValue;

use crate::web::worker::{Answer, Program, Worker};

/// What something in hand is known by, and the thing itself.
type Work<K> = (K, JsValue);

/// Does the same without a worker.
type Alone = dyn Fn(&JsValue) -> Vec<u8>;

/// Works in a worker, or in its place where the browser has none.
pub struct Clerk<K> {
    program: Box<dyn Fn() -> Program>,
    alone: Box<Alone>,
    /// Takes the bytes that were made; none where the work fell.
    tell: Box<dyn Fn(K, Option<Vec<u8>>)>,
    worker: RefCell<Option<Worker>>,
    stage: Cell<Stage>,
    busy: RefCell<Option<Work<K>>>,
    next: RefCell<Option<Work<K>>>,
}

#[derive(Clone, Copy, PartialEq)]
enum Stage {
    /// No worker is there yet.
    Idle,
    Loading,
    Ready,
    /// There is none and will be none.
    Missing,
}

impl<K: PartialEq + 'static> Clerk<K> {
    /// One that loads its worker when there is work.
    pub fn new(
        program: impl Fn() -> Program + 'static,
        alone: impl Fn(&JsValue) -> Vec<u8> + 'static,
        tell: impl Fn(K, Option<Vec<u8>>) + 'static,
    ) -> Rc<Self> {
        Rc::new(Self {
            program: Box::new(program),
            alone: Box::new(alone),
            tell: Box::new(tell),
            worker: RefCell::default(),
            stage: Cell::new(Stage::Idle),
            busy: RefCell::default(),
            next: RefCell::default(),
        })
    }

    /// Takes this in hand, unless it is there already.
    pub fn take(self: &Rc<Self>, key: K, thing: impl FnOnce() -> JsValue) {
        if self.busy.borrow().as_ref().is_some_and(|(own, _)| *own == key) {
            return;
        }
        self.next.replace(Some((key, thing())));
        match self.stage.get() {
            Stage::Idle => self.hire(),
            _ => self.go_on(),
        }
    }

    fn hire(self: &Rc<Self>) {
        self.stage.set(Stage::Loading);
        let clerk = Rc::downgrade(self);
        let worker = Worker::start((self.program)(), move |answer| {
            if let Some(clerk) = clerk.upgrade() {
                clerk.hear(answer);
            }
        });
        let missing = worker.is_none();
        self.worker.replace(worker);
        if missing {
            self.go_on_alone();
        }
    }

    fn go_on(self: &Rc<Self>) {
        if self.stage.get() == Stage::Missing {
            return self.go_on_alone();
        }
        if self.stage.get() != Stage::Ready || self.busy.borrow().is_some() {
            return;
        }
        let Some((key, thing)) = self.next.take() else { return };
        let sent = self.worker.borrow().as_ref().is_some_and(|worker| worker.ask(thing.clone()));
        self.busy.replace(Some((key, thing)));
        if !sent {
            self.go_on_alone();
        }
    }

    fn hear(self: &Rc<Self>, answer: Answer) {
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
                // The worker that is stopped may be the one that is speaking: it goes a moment later.
                self.stage.set(Stage::Loading);
                self.done(None);
                let clerk = self.clone();
                Timeout::new(0, move || clerk.hire()).forget();
            }
            Answer::Fault(_) | Answer::Broken => self.go_on_alone(),
        }
    }

    fn done(&self, bytes: Option<Vec<u8>>) {
        if let Some((key, _)) = self.busy.take() {
            (self.tell)(key, bytes);
        }
    }

    fn go_on_alone(&self) {
        self.stage.set(Stage::Missing);
        for work in [self.busy.take(), self.next.take()].into_iter().flatten() {
            (self.tell)(work.0, Some((self.alone)(&work.1)));
        }
    }
}
