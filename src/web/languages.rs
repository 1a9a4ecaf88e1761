//! Articles in languages other than English. The rules for them are a separate program (`src/bin/languages.rs`), which
//! a worker loads when the analysis finds such an article. The words of each language, its pack, are a file next to
//! the page.

use std::cell::RefCell;

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use super::pack::{pack, unpack};
use super::worker;
use crate::i18n::Language;
use crate::languages::{self, Pack};
use crate::model::{Analysis, Notice};

#[wasm_bindgen]
extern "C" {
    /// Implemented in `www/boot.js`: passes a text to the rules, and returns packed findings. If another text is
    /// passed in before it is this one's turn, returns `undefined`. `program` is the page's program, which contains
    /// the rules if the page is a single file.
    #[wasm_bindgen(js_name = saysoRead, catch)]
    async fn passed(language: &str, text: &str, program: JsValue) -> Result<JsValue, JsValue>;

    /// Implemented in `www/boot.js`: stops the worker that runs the rules.
    #[wasm_bindgen(js_name = saysoStopReading)]
    pub fn stop();
}

/// Why a text could not be read.
pub enum LoadError {
    /// The rules crashed: location and kind of the panic.
    Crashed(String),
    /// The rules or the pack could not be loaded.
    NotLoaded,
}

/// Returns the findings in `text`, with the pack of `language`; `None` if another text was passed in before it was this
/// one's turn.
///
/// # Errors
/// Fails if the rules crash or cannot be loaded.
pub async fn read(language: Language, text: &str) -> Result<Option<Analysis>, LoadError> {
    match passed(language.code(), text, wasm_bindgen::module()).await {
        Ok(bytes) if bytes.is_undefined() => Ok(None),
        Ok(bytes) => unpack(&bytes.unchecked_into::<Uint8Array>().to_vec()).map(Some).ok_or(LoadError::NotLoaded),
        Err(fault) => Err(fault.as_string().map_or(LoadError::NotLoaded, LoadError::Crashed)),
    }
}

/// Separates the pack from the text in the program's input, see `www/boot.js`. Packs do not contain it.
const BREAK: char = '\0';

/// Returns whether the article needs a pack but was analysed without one.
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

/// Implements `read` in the program. `input` is a pack, a NUL character and a text. Returns the packed findings; empty
/// if the pack is malformed.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_reads_a_text_with_the_pack_before_it() {
        let table = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/languages/de.tsv")).unwrap();
        let text = "„Die Brücke ist sicher“, sagte Bürgermeisterin Anna Oru.";
        let found: Analysis = unpack(&answer(&[&table, "\0", text].concat())).unwrap();
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
