//! The parts of the page that not every reader needs: reading web pages and Word files, and exporting findings. They
//! are a separate program (`src/bin/extras.rs`), loaded on demand.
//!
//! The page and the program exchange bytes ([`super::pack`]); both come from the same build.

use js_sys::{Array, JsString, Object, Uint8Array};
use wasm_bindgen::prelude::*;

use super::markup;
use super::pack::{pack, unpack};
use super::results::{Format, Record};
use super::state::Refusal;
use super::wire;
use crate::export::Article;
use crate::i18n::{Language, Locale};
use crate::intake::flow::Rich;
use crate::intake::{docx, markdown};

#[wasm_bindgen]
extern "C" {
    /// The program. It takes bytes by value, so that JavaScript copies them: in the single-file page, the program
    /// shares the memory of the page, and a view of that memory becomes invalid when the memory grows.
    type Program;

    /// Implemented in `www/boot.js`; loads the program once.
    #[wasm_bindgen(js_name = saysoExtras, catch)]
    async fn program() -> Result<Program, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn docx(this: &Program, bytes: Vec<u8>) -> Result<Uint8Array, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn html(this: &Program, text: &str) -> Result<Uint8Array, JsValue>;

    #[wasm_bindgen(method)]
    fn markdown(this: &Program, text: &str) -> Uint8Array;

    #[wasm_bindgen(method, catch)]
    async fn write(this: &Program, format: &str, language: Vec<u8>, record: Vec<u8>) -> Result<JsString, JsValue>;
}

/// Reads the article in this HTML.
///
/// # Errors
/// Returns why the article cannot be read: because of the markup, or because the program cannot be loaded.
pub async fn article_in_html(html: &str) -> Result<Rich, Refusal> {
    let program = program().await.map_err(|_| Refusal::NotFetched)?;
    match program.html(html) {
        Ok(rich) => unpack(&rich.to_vec()).ok_or(Refusal::Broken),
        Err(why) if why.as_string().is_some_and(|why| why == TANGLED) => Err(Refusal::Tangled),
        Err(_) => Err(Refusal::Unreadable),
    }
}

/// Finds the article in a page that a browser displays, see [`markup::displayed`]. For the browser extension.
pub fn displayed(nodes: &Array) -> Object {
    markup::displayed(nodes)
}

/// Reads the article in the text of a `.md` file.
///
/// # Errors
/// Fails if the program cannot be loaded, or if its answer cannot be unpacked.
pub async fn article_in_markdown(text: &str) -> Result<Rich, Refusal> {
    let program = program().await.map_err(|_| Refusal::NotFetched)?;
    unpack(&program.markdown(text).to_vec()).ok_or(Refusal::Broken)
}

/// Reads the article in the bytes of a `.docx` file.
///
/// # Errors
/// Returns why the article cannot be read: because of the file, or because the program cannot be loaded.
pub async fn article(bytes: &[u8]) -> Result<Rich, Refusal> {
    let program = program().await.map_err(|_| Refusal::NotFetched)?;
    match program.docx(bytes.to_vec()) {
        Ok(rich) => unpack(&rich.to_vec()).ok_or(Refusal::Broken),
        Err(why) if why.as_string().is_some_and(|why| why == TOO_LARGE) => Err(Refusal::TooLarge),
        Err(_) => Err(Refusal::Broken),
    }
}

/// Returns the findings in this format, with labels in the language of `locale`.
///
/// # Errors
/// Returns the key of the sentence that says why they could not be written.
pub async fn written(format: Format, record: &Record, locale: Locale) -> Result<String, &'static str> {
    let program = program().await.map_err(|_| "ui.refused.not-fetched")?;
    let written = program.write(format.name(), packed(locale), pack(record)).await;
    written.ok().and_then(|written| written.as_string()).ok_or("ui.save.unable")
}

/// Returns the language of `locale` and its table, packed for another program.
pub fn packed(locale: Locale) -> Vec<u8> {
    pack(&(locale.language().code().to_owned(), locale.table().to_owned()))
}

/// Unpacks a locale from the output of [`packed`] in another program; `None` if the bytes are malformed. `english` has
/// the English sentences of this program.
pub fn unpacked(locale: &[u8], english: Locale) -> Option<Locale> {
    let (language, table): (String, String) = unpack(locale)?;
    Some(english.with_table(Language::of_tag(&language)?, table))
}

const TOO_LARGE: &str = "too large";
const TANGLED: &str = "tangled";

/// Implements `html` in the program: returns the article as bytes.
///
/// # Errors
/// Returns a word that [`article_in_html`] understands.
pub fn answer_html(html: &str) -> Result<Vec<u8>, JsValue> {
    markup::read(html).map(|rich| pack(&rich)).map_err(|why| match why {
        Refusal::Tangled => TANGLED.into(),
        _ => "unreadable".into(),
    })
}

/// Implements `markdown` in the program: returns the article as bytes.
pub fn answer_markdown(text: &str) -> Vec<u8> {
    pack(&markdown::read(text))
}

/// Implements `docx` in the program: returns the article as bytes.
///
/// # Errors
/// Returns a word that [`article`] understands.
pub fn answer_docx(bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
    docx::read(bytes).map(|rich| pack(&rich)).map_err(|why| match why {
        docx::DocxError::Broken => "broken".into(),
        docx::DocxError::TooLarge => TOO_LARGE.into(),
    })
}

/// Implements `write` in the program: returns the record in the format with this name. `language` is the output of
/// [`packed`], and `record` is a packed [`Record`].
///
/// # Errors
/// Fails if the arguments cannot be unpacked, or the findings cannot be written.
pub async fn answer_write(format: String, language: Vec<u8>, record: Vec<u8>) -> Result<String, JsValue> {
    let locale = unpacked(&language, Locale::REPORT).ok_or("language")?;
    let format = Format::ALL.into_iter().find(|known| known.name() == format).ok_or("format")?;
    let Record { stem, meta, text, analysis } = unpack(&record).ok_or("record")?;
    let article = Article { id: &stem, meta: &meta, text: &text, analysis: &analysis, locale };
    match format.write(&article) {
        None => wire::json(&article).await,
        Some(written) => Ok(written),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_arrives_in_another_program() {
        let german = Locale::PAGE.with_table(Language::German, "ui.words\t{n} Wort|{n} Wörter\n".into());
        let there = unpacked(&packed(german), Locale::REPORT).unwrap();
        assert_eq!((there.language(), &*there.count("ui.words", 2)), (Language::German, "2 Wörter"));
        assert_eq!(there.text("report.link"), Locale::REPORT.text("report.link"));
        assert_eq!(unpacked(&packed(Locale::PAGE), Locale::REPORT), Some(Locale::REPORT));
        assert_eq!(unpacked(b"nonsense", Locale::REPORT), None);
    }
}
