//! Findings as JavaScript values. This is the only module of the page that converts them.

use js_sys::{Array, Function, JSON, Number, Object, Reflect, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::compare::state::MOST_ARTICLES;
use super::compare::workspace::{Workspace, WorkspaceError};
use super::dismiss::MOST;
use crate::compare::Comparison;
use crate::export::Article;
use crate::export::comparison::json;
use crate::model::Reason;
use crate::span::Unit;

/// Analyses `text` and returns the findings as a plain object, with spans in UTF-16 units, as in JavaScript strings.
///
/// # Errors
///
/// Fails if the object cannot be created; the message says why.
pub fn analyze(text: &str) -> Result<JsValue, JsValue> {
    let analysis = crate::analyze(text).in_unit(text, Unit::Utf16);
    serde_wasm_bindgen::to_value(&analysis).map_err(JsValue::from)
}

/// Returns the same JSON as the command line: an array of one article with its text, spans in code points.
/// `text_sha256` is missing outside secure contexts, where browsers do not offer hashing.
///
/// # Errors
///
/// Fails if the object cannot be created.
pub async fn json(article: &Article<'_>) -> Result<String, JsValue> {
    let record = Object::new();
    let set = |name: &str, value: JsValue| Reflect::set(&record, &name.into(), &value).map(drop);
    set("id", article.id.into())?;
    if let Some(hash) = sha256(article.text).await {
        set("text_sha256", hash.into())?;
    }
    set("offsets", "codepoint".into())?;
    set("reason_language", Reason::LANGUAGE.code().into())?;
    set("text", article.text.into())?;
    let analysis = article.analysis.clone().in_unit(article.text, Unit::Codepoint);
    let found: Object = serde_wasm_bindgen::to_value(&analysis).map_err(JsValue::from)?.unchecked_into();
    let record = Object::assign(&record, &found);
    let short = Closure::<dyn Fn(JsValue, JsValue) -> JsValue>::new(|_, value| shortest(value));
    let short: &Function = short.as_ref().unchecked_ref();
    let written = JSON::stringify_with_replacer_and_space(&record, short, &2.into())?;
    Ok(format!("[\n{}\n]\n", String::from(written)))
}

/// Returns a fraction with the fewest digits that identify it as an `f32`; JavaScript would print it as an `f64`, with
/// twice as many.
fn shortest(value: JsValue) -> JsValue {
    let Some(number) = value.as_f64().filter(|number| number.fract() != 0.0) else { return value };
    (6..=9)
        .filter_map(|digits| Some(Number::parse_float(&String::from(Number::from(number).to_precision(digits).ok()?))))
        .find(|short| *short as f32 == number as f32)
        .map_or(value, JsValue::from)
}

/// Returns the SHA-256 of the text's UTF-8 bytes in hexadecimal, computed by the browser; `None` if the browser offers
/// no hashing.
async fn sha256(text: &str) -> Option<String> {
    let subtle = gloo::utils::window().crypto().ok()?.subtle();
    if subtle.is_undefined() {
        return None;
    }
    let digest = subtle.digest_with_str_and_u8_array("SHA-256", text.as_bytes()).ok()?;
    let bytes = Uint8Array::new(&JsFuture::from(digest).await.ok()?).to_vec();
    let digit = |half: u8| char::from_digit(u32::from(half), 16);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Returns a comparison as the same JSON as the command line, with the articles' `names` as ids; spans count code
/// points.
///
/// # Errors
///
/// Fails if the object cannot be created.
pub async fn compared(names: &[String], texts: &[&str], comparison: &Comparison) -> Result<String, JsValue> {
    let mut hashes = Vec::new();
    for text in texts {
        hashes.push(sha256(text).await);
    }
    let record = json::Record::new(names, hashes, texts, comparison.clone(), Unit::Codepoint);
    written(&record)
}

/// Returns a workspace as JSON.
///
/// # Errors
///
/// Fails if the object cannot be created.
pub fn workspace(workspace: &Workspace) -> Result<String, JsValue> {
    written(workspace)
}

/// Parses a workspace from JSON. Its lists are checked and truncated before any of their entries becomes an object of
/// this program, which takes a microsecond per entry.
///
/// # Errors
///
/// Returns [`WorkspaceError::TooMany`] if the workspace contains too many dismissals and corrections, and
/// [`WorkspaceError::Foreign`] if the text is not a workspace.
pub fn opened(text: &str) -> Result<Workspace, WorkspaceError> {
    let value = JSON::parse(text).map_err(|_| WorkspaceError::Foreign)?;
    let list = |value: &JsValue, name: &str| Reflect::get(value, &name.into()).ok()?.dyn_into::<Array>().ok();
    let length = |value: &JsValue, name: &str| list(value, name).map_or(0, |list| list.length() as usize);
    let dismissed = |value: &JsValue| length(value, "dismissed") + length(value, "corrections");
    let articles = list(&value, "articles").unwrap_or_default();
    // One article more than the maximum is kept, so that the reader sees a message.
    if articles.length() as usize > MOST_ARTICLES {
        articles.set_length(MOST_ARTICLES as u32 + 1);
    }
    if dismissed(&value) + articles.iter().map(|article| dismissed(&article)).sum::<usize>() > MOST {
        return Err(WorkspaceError::TooMany);
    }
    serde_wasm_bindgen::from_value(value).map_err(|_| WorkspaceError::Foreign)
}

fn written(value: &impl Serialize) -> Result<String, JsValue> {
    let value = value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(JsValue::from)?;
    Ok(String::from(JSON::stringify_with_replacer_and_space(&value, &JsValue::NULL, &2.into())?) + "\n")
}
