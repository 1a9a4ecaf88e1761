//! Long work in a web worker: the page's side, and the function that the worker calls for an analysis.
//!
//! The worker instantiates the module that the page has already compiled. `www/worker.js` passes each input to one of
//! the program's functions, and sends back the bytes that it returns ([`super::pack`]).

use std::cell::RefCell;
use std::ops::ControlFlow;

use gloo::events::EventListener;
use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::MessageEvent;

use super::{dom, pack, panics};
use crate::i18n::Language;
use crate::model::Analysis;

/// A message from a worker.
pub enum Answer {
    /// It is ready for texts.
    Ready,
    /// Progress with the current text in percent.
    Done(u8),
    /// The output of the program's function, and how long it took in tenths of milliseconds.
    Given(Vec<u8>, u32),
    /// The analysis crashed: the location and kind of the panic.
    Fault(String),
    /// It could not be loaded, or sent an invalid message.
    Broken,
}

/// The program that a worker loads.
pub struct Program {
    /// The attribute of the page's script element that contains the address of the program's script.
    pub script: &'static str,
    /// The compiled program.
    pub wasm: JsValue,
    /// The name of the function that handles input.
    pub answers: &'static str,
}

impl Program {
    /// Returns the program that analyses texts. `wasm` is the page's program.
    pub fn analysis(wasm: JsValue) -> Self {
        Self { script: "data-module", wasm, answers: "answer" }
    }
}

#[wasm_bindgen]
extern "C" {
    /// Implemented in `www/boot.js`: the only place where a string becomes a script.
    #[wasm_bindgen(js_name = saysoWorker, catch)]
    fn new_worker() -> Result<web_sys::Worker, JsValue>;
}

/// A worker of the page. It is terminated when this is dropped.
pub struct Worker {
    own: web_sys::Worker,
    _ears: [EventListener; 2],
}

impl Worker {
    /// Loads the program into a new worker, and calls `tell` with each of its messages. Returns `None` if the browser
    /// does not allow workers.
    pub fn start(program: Program, tell: impl Fn(Answer) + Clone + 'static) -> Option<Self> {
        let tag = dom::document().query_selector("script[data-module]").ok()??;
        let own = new_worker().ok()?;
        let message = EventListener::new(&own, "message", {
            let tell = tell.clone();
            move |event| tell(event.dyn_ref::<MessageEvent>().map_or(Answer::Broken, |event| read(&event.data())))
        });
        let error = EventListener::new(&own, "error", move |event| {
            // The page shows the error, so the browser need not report it.
            event.prevent_default();
            tell(Answer::Broken);
        });
        let worker = Self { own, _ears: [message, error] };
        let script = tag.get_attribute(program.script)?.into();
        let program = [("module", script), ("wasm", program.wasm), ("answers", program.answers.into())];
        worker.post(&program).then_some(worker)
    }

    /// Sends the worker a text or bytes. Returns `false` if that fails.
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

/// Returns the input of [`answer`]: the code of the language that the reader chose, or nothing, then a line break and
/// the text.
pub fn input(text: &str, language: Option<Language>) -> String {
    [language.map_or("", Language::code), "\n", text].concat()
}

/// Parses the output of [`input`].
fn parts(input: &str) -> (&str, Option<Language>) {
    let (code, text) = input.split_once('\n').unwrap_or(("", input));
    (text, Language::of_article(code))
}

/// Analyses the text of this [`input`] on the main thread.
pub fn find(input: &str) -> Analysis {
    let (text, language) = parts(input);
    crate::analyze_in(text, language)
}

/// Handles an [`input`] in the worker: returns the findings as bytes. If the analysis takes long, calls `tell` with the
/// progress in percent.
pub fn answer(input: &str, tell: &js_sys::Function) -> Vec<u8> {
    let mut next = js_sys::Date::now() + PATIENCE;
    let watch = &mut |progress: crate::Progress| {
        let now = js_sys::Date::now();
        if now >= next {
            next = now + PAUSE;
            let part = (progress.done * 100 / progress.total) as u32;
            tell.call1(&JsValue::NULL, &part.into()).unwrap_or_default();
        }
        // The page stops a worker by terminating it.
        ControlFlow::Continue(())
    };
    let (text, language) = parts(input);
    CACHE
        .with_borrow_mut(|cache| crate::analyze_as(text, language, cache, watch))
        .map_or_else(Vec::new, |found| pack::pack(&found))
}

thread_local! {
    /// The cached results for the previous text.
    static CACHE: RefCell<crate::Cache> = RefCell::default();
}

/// The time before the first progress report, in milliseconds.
const PATIENCE: f64 = 300.0;
/// The time between two progress reports, in milliseconds.
const PAUSE: f64 = 50.0;

/// Installs a hook that stores location and kind of a panic where `www/worker.js` finds them.
pub fn keep_faults() {
    std::panic::set_hook(Box::new(|fault| {
        Reflect::set(&js_sys::global(), &"fault".into(), &panics::describe(fault).into()).unwrap_or_default();
    }));
}
