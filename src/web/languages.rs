//! Articles in other languages than English. The rules for them are a separate program (`src/bin/languages.rs`), which a
//! worker loads when the analysis finds such an article; the words of each language are a file next to the page.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use super::files;
use super::pack::{pack, unpack};
use super::worker::{self, Program};
use super::worker_queue::{Lost, WorkerQueue};
use crate::i18n::Language;
use crate::languages::{self, Pack};
use crate::model::{Analysis, Notice};

#[wasm_bindgen]
extern "C" {
    type Rules;

    /// Implemented in `www/boot.js`; loads the program into the page, for browsers without workers.
    #[wasm_bindgen(js_name = saysoLanguages, catch)]
    async fn rules() -> Result<Rules, JsValue>;

    #[wasm_bindgen(method)]
    fn read(this: &Rules, input: &str) -> Uint8Array;
}

/// Separates the pack from the text in the program's input. Packs do not contain it.
const BREAK: char = '\0';

/// Returns whether these findings lack everything for which a pack is needed.
pub fn needs_pack(found: &Analysis) -> bool {
    found.language != Language::English && found.notices.contains(&Notice::NotEnglish)
}

/// Returns the findings for an article whose pack could not be loaded.
pub fn without_pack(language: Language) -> Analysis {
    Analysis { language, notices: vec![Notice::NotEnglish], ..Analysis::default() }
}

/// Starts the program. In a worker, which has no document, it only records panics.
pub fn start() {
    if web_sys::window().is_none() {
        worker::keep_faults();
    }
}

/// Implements `read` in the program: returns the packed findings; empty if the pack is malformed.
pub fn answer(input: &str) -> Vec<u8> {
    let Some((table, text)) = input.split_once(BREAK) else { return Vec::new() };
    LATEST.with_borrow_mut(|latest| {
        if latest.as_ref().is_none_or(|(own, _)| own != table) {
            *latest = Pack::parse(table).ok().map(|pack| (table.to_owned(), pack));
        }
        latest.as_ref().map_or_else(Vec::new, |(_, own)| pack(&languages::analyze(text, own)))
    })
}

thread_local! {
    /// The pack that was used last, with its table.
    static LATEST: RefCell<Option<(String, Pack)>> = const { RefCell::new(None) };
}

/// Receives the findings of a text, or why there are none.
type Deliver<K> = dyn Fn(K, Result<Analysis, Lost>);

/// Reads articles with packs, one at a time. A job is identified by its key.
pub struct PackReader<K> {
    queue: Rc<WorkerQueue<K>>,
    deliver: Rc<Deliver<K>>,
    /// The pack that was loaded last.
    table: RefCell<Option<(Language, String)>>,
    /// The latest job. The results of others are dropped.
    latest: Rc<RefCell<Option<Job<K>>>>,
}

/// A key and the program's input.
type Job<K> = (K, Rc<str>);

impl<K: Clone + PartialEq + 'static> PackReader<K> {
    /// Returns a reader that starts its worker when the first text arrives.
    pub fn new(deliver: impl Fn(K, Result<Analysis, Lost>) + 'static) -> Rc<Self> {
        let latest: Rc<RefCell<Option<Job<K>>>> = Rc::default();
        let deliver: Rc<Deliver<K>> = Rc::new(deliver);
        let queue = WorkerQueue::new(Program::languages, |_| None, {
            let (latest, deliver) = (latest.clone(), deliver.clone());
            move |key, output| {
                if latest.borrow().as_ref().is_none_or(|(own, _)| *own != key) {
                    return;
                }
                let Some((key, input)) = latest.take() else { return };
                match output {
                    Ok(bytes) => deliver(key, unpack(&bytes).ok_or(Lost::NotLoaded)),
                    Err(Lost::NotLoaded) => without_worker(key, input, &latest, &deliver),
                    Err(lost) => deliver(key, Err(lost)),
                }
            }
        });
        Rc::new(Self { queue, deliver, table: RefCell::default(), latest })
    }

    /// Reads `text` with the pack of `language`, unless another text is passed in before that is done.
    pub fn take(self: &Rc<Self>, key: K, text: &str, language: Language) {
        let known =
            self.table.borrow().as_ref().filter(|(own, _)| *own == language).map(|(_, table)| joined(table, text));
        if let Some(input) = known {
            self.latest.replace(Some((key.clone(), input.clone())));
            return self.queue.take(key, || (*input).into());
        }
        self.latest.replace(Some((key.clone(), text.into())));
        let reader = self.clone();
        yew::platform::spawn_local(async move {
            let table = files::text(&["languages/", language.code(), ".tsv"].concat()).await;
            let Some((own, text)) = reader.latest.borrow().clone().filter(|(own, _)| *own == key) else { return };
            match table {
                Ok(table) => {
                    reader.table.replace(Some((language, table)));
                    reader.take(own, &text, language);
                }
                Err(_) => {
                    reader.latest.take();
                    (reader.deliver)(own, Err(Lost::NotLoaded));
                }
            }
        });
    }

    /// Drops the findings in the text that is being read, if any.
    pub fn forget(&self) {
        self.latest.take();
    }

    /// Stops reading.
    pub fn cancel(&self) {
        self.forget();
        self.queue.cancel();
    }
}

fn joined(table: &str, text: &str) -> Rc<str> {
    let mut input = String::with_capacity(table.len() + text.len() + 1);
    input.push_str(table);
    input.push(BREAK);
    input.push_str(text);
    input.into()
}

/// Reads a text on the main thread.
fn without_worker<K: Clone + PartialEq + 'static>(
    key: K,
    input: Rc<str>,
    latest: &Rc<RefCell<Option<Job<K>>>>,
    deliver: &Rc<Deliver<K>>,
) {
    latest.replace(Some((key.clone(), input.clone())));
    let (latest, deliver) = (latest.clone(), deliver.clone());
    yew::platform::spawn_local(async move {
        let rules = rules().await;
        if latest.borrow().as_ref().is_some_and(|(own, _)| *own == key) {
            latest.take();
            let found = rules.ok().and_then(|rules| unpack(&rules.read(&input).to_vec()));
            deliver(key, found.ok_or(Lost::NotLoaded));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_reads_a_text_with_the_pack_before_it() {
        let table = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/languages/de.tsv")).unwrap();
        let text = "„Die Brücke ist sicher“, sagte Bürgermeisterin Anna Oru.";
        let found: Analysis = unpack(&answer(&joined(&table, text))).unwrap();
        assert_eq!(found, languages::analyze(text, &Pack::parse(&table).unwrap()));
        assert_eq!((found.language, found.attributions.len()), (Language::German, 1));
        assert!(!needs_pack(&found) && needs_pack(&without_pack(Language::German)));
    }

    #[test]
    fn a_malformed_pack_gives_no_findings() {
        assert!(answer("text without a pack").is_empty());
        assert!(answer("nonsense\0Ein Text.").is_empty());
    }
}
