//! Analyses the articles one after the other and then compares them, each in a worker.

use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::state::{Action, ComparisonState, Entry};
use super::worker_queue::WorkerQueue;
use super::{Page, result};
use crate::i18n::Language;
use crate::model::Analysis;
use crate::web::languages::{needs_pack, read, without_pack};
use crate::web::pack::{pack, unpack};
use crate::web::saved::SavedArticle;
use crate::web::worker::{Program, input};

/// The handle with which views and hooks send actions to the reducer.
pub type Dispatch = UseReducerDispatcher<ComparisonState>;

/// Keeps the findings and the comparison up to date with the articles.
#[hook]
pub fn use_work(state: &Rc<ComparisonState>, dispatch: &Dispatch, page: &Rc<Page>) {
    let readers = use_memo((), |()| {
        let (of_worker, of_page, dispatch) = (page.clone(), page.clone(), dispatch.clone());
        WorkerQueue::new(
            move || Program::analysis(of_worker.program()),
            move |input| of_page.find(&input.as_string().unwrap_or_default()).to_vec(),
            move |(id, article): (u32, Rc<SavedArticle>), bytes| {
                let found = bytes.and_then(|bytes| unpack::<Analysis>(&bytes));
                match found.as_ref().filter(|found| needs_pack(found)).map(|found| found.language) {
                    Some(language) => with_pack(id, article, language, dispatch.clone()),
                    None => dispatch.dispatch(Action::Analysed(id, found)),
                }
            },
        )
    });
    let comparers = use_memo((), |()| {
        let dispatch = dispatch.clone();
        WorkerQueue::new(
            || Program { script: "data-compare", wasm: wasm_bindgen::module(), answers: "compared" },
            |bytes| result::answer(&bytes.clone().unchecked_into::<Uint8Array>().to_vec()),
            move |ids, bytes| {
                // If the comparison crashes, an empty result is shown and the articles stay.
                let found = bytes.and_then(|bytes| unpack(&bytes)).unwrap_or_default();
                dispatch.dispatch(Action::Compared(ids, Rc::new(found)));
            },
        )
    });
    use_effect_with((state.ids(), state.read(), state.found.is_none()), {
        let state = state.clone();
        move |_| {
            if let Some(entry) = state.articles.iter().find(|entry| entry.analysis.is_none() && !entry.lost) {
                let article = entry.kept.clone();
                readers.take((entry.id, article.clone()), || input(&article.text, article.language).into());
            } else if state.found.is_none() && state.articles.len() > 1 {
                comparers.take(state.ids(), || {
                    let found = |entry: &Entry| entry.analysis.as_deref().cloned().unwrap_or_default();
                    let sent = |entry: &Entry| -> result::Sent {
                        (entry.kept.text.clone(), (entry.kept.meta.date.clone(), found(entry)))
                    };
                    let articles: Vec<result::Sent> = state.articles.iter().map(sent).collect();
                    Uint8Array::from(&*pack(&articles)).into()
                });
            }
        }
    });
}

/// Analyses an article in a language other than English, and reports the findings.
fn with_pack(id: u32, article: Rc<SavedArticle>, language: Language, dispatch: Dispatch) {
    yew::platform::spawn_local(async move {
        // `None` means that another text, such as the one in the editor, was passed in first: try again.
        let found = loop {
            match read(language, &article.text).await {
                Ok(None) => {}
                Ok(Some(found)) => break found,
                // Without its pack, an article has no marks, but its wording is compared.
                Err(_) => break without_pack(language),
            }
        };
        dispatch.dispatch(Action::Analysed(id, Some(found)));
    });
}
