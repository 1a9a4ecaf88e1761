//! Long work in a web worker: the page's side, and what the worker calls for an analysis.
//!
//! A program is loaded a second time, from the module that the page has compiled already. `www/worker.js` gives what it is handed to one of
//! the program's functions, and the bytes that this makes of it ([`super::pack`]) back.

use std::cell::RefCell;
use std::ops::ControlFlow;

use gloo::events::EventListener;
use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::MessageEvent;

use super::{dom, pack, panics};

/// What a worker says.
pub enum Answer {
    /// It waits for texts.
    Ready,
    /// How much of the present text is done. Per cent.
    Done(u8),
    /// What the program's function gave, and how long it took in tenths of milliseconds.
    Given(Vec<u8>, u32),
    /// The analysis failed: of which kind the fault is, and where it happened.
    Fault(String),
    /// It could not be loaded, or talks nonsense.
    Broken,
}

/// What a worker loads.
pub struct Program {
    /// The attribute of the page's script that holds the address of the program's own.
    pub script: &'static str,
    /// The program, compiled.
    pub wasm: JsValue,
    /// The function that answers.
    pub answers: &'static str,
}

impl Program {
    /// The analysis of texts; `wasm` is the program of the page.
    pub fn analysis(wasm: JsValue) -> Self {
        Self { script: "data-module", wasm, answers: "answer" }
    }
}

#[wasm_bindgen]
extern "C" {
    /// `www/boot.js`: the one place where a string becomes a script.
    #[wasm_bindgen(js_name = saysoWorker, catch)]
    fn new_worker() -> Result<web_sys::Worker, JsValue>;
}

/// A worker of the page; it ends when this is dropped.
pub struct Worker {
    own: web_sys::Worker,
    _ears: [EventListener; 2],
}

impl Worker {
    /// Loads the program into a new worker. `None` where the browser does not let it.
    pub fn start(program: Program, tell: impl Fn(Answer) + Clone + 'static) -> Option<Self> {
        let tag = dom::document().query_selector("script[data-module]").ok()??;
        let own = new_worker().ok()?;
        let message = EventListener::new(&own, "message", {
            let tell = tell.clone();
            move |event| tell(event.dyn_ref::<MessageEvent>().map_or(Answer::Broken, |event| read(&event.data())))
        });
        let error = EventListener::new(&own, "error", move |event| {
            // Told on the page; the browser need not tell it too.
            event.prevent_default();
            tell(Answer::Broken);
        });
        let worker = Self { own, _ears: [message, error] };
        let script = tag.get_attribute(program.script)?.into();
        let program = [("module", script), ("wasm", program.wasm), ("answers", program.answers.into())];
        worker.post(&program).then_some(worker)
    }

    /// Hands it a text, or bytes. `false` where that cannot be done.
    pub fn ask(&self, input: impl Into<JsValue>) -> bool {
        self.post(&[("input", input.into())])
    }

    fn post(&self, fields: &[(&str, JsValue)]) -> bool {
        let message = Object::new();
        let set = |(name, value): &(&str, JsValue)| Reflect::set(&message, &(*name).into(), value).is_ok();
        fields.iter().all(set) && self.own.post_message(&message).is_ok()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.own.terminate();
    }
}

fn read(message: &JsValue) -> Answer {
    let field = |name: &str| Reflect::get(message, &name.into()).ok().filter(|value| !value.is_undefined());
    let number = |name: &str| field(name).and_then(|value| value.as_f64()).unwrap_or_default();
    if field("ready").is_some() {
        Answer::Ready
    } else if field("done").is_some() {
        Answer::Done(number("done") as u8)
    } else if let Some(bytes) = field("bytes").and_then(|value| value.dyn_into::<Uint8Array>().ok()) {
        Answer::Given(bytes.to_vec(), number("tenths") as u32)
    } else if let Some(fault) = field("fault").and_then(|value| value.as_string()) {
        Answer::Fault(fault)
    } else {
        Answer::Broken
    }
}

/// What the worker answers to a text: the findings as bytes. `tell` is called with the percentage that is done, once it takes long.
pub fn answer(text: &str, tell: &js_sys::Function) -> Vec<u8> {
    let mut next = js_sys::Date::now() + PATIENCE;
    let watch = &mut |progress: crate::Progress| {
        let now = js_sys::Date::now();
        if now >= next {
            next = now + PAUSE;
            let part = (progress.done * 100 / progress.total) as u32;
            tell.call1(&JsValue::NULL, &part.into()).unwrap_or_default();
        }
        // To be stopped, a worker is ended.
        ControlFlow::Continue(())
    };
    MEMORY
        .with_borrow_mut(|memory| crate::analyze_with(text, memory, watch))
        .map_or_else(Vec::new, |found| pack::pack(&found))
}

thread_local! {
    /// What was found in the text before.
    static MEMORY: RefCell<crate::Memory> = RefCell::default();
}

/// How long an analysis goes on before it says how far it is, and then between one word and the next. Milliseconds.
const PATIENCE: f64 = 300.0;
const PAUSE: f64 = 50.0;

/// Leaves place and kind of a panic where `www/worker.js` finds them.
pub fn keep_faults() {
    std::panic::set_hook(Box::new(|fault| {
        Reflect::set(&js_sys::global(), &"fault".into(), &panics::told(fault).into()).unwrap_or_default();
    }));
}
