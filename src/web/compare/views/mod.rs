//! The views of the comparison, one per file.

mod app;
mod articles;
mod contradictions;
mod export;
mod links;
mod matrix;
mod origins;
mod reading;
mod summary;
mod timeline;

pub use app::{App, AppProps};

use std::rc::Rc;

use yew::prelude::*;

use super::Page;
use super::state::{Action, ComparisonState, Reading};
use super::use_work::Dispatch;
use crate::compare::{Row, Side, Stance};
use crate::export::comparison::manner;
use crate::i18n::Locale;
use crate::web::messages::{quote, snippet};

/// The data that all views need.
#[derive(Clone)]
pub struct ViewContext {
    /// The state.
    pub state: Rc<ComparisonState>,
    /// Sends actions to the reducer.
    pub dispatch: Dispatch,
    /// The object that the page passes in.
    pub page: Rc<Page>,
}

impl PartialEq for ViewContext {
    fn eq(&self, other: &Self) -> bool {
        self.state == other.state
    }
}

impl ViewContext {
    /// Returns a click handler that dispatches `action`.
    fn press(&self, action: Action) -> Callback<MouseEvent> {
        let dispatch = self.dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(action.clone()))
    }
}

/// The properties of a view that has hooks.
#[derive(Clone, PartialEq, Properties)]
pub struct ViewProps {
    /// The data that all views need.
    pub context: ViewContext,
}

/// Returns the letter of an article (A, B, C …); from the 27th article on, its number.
fn letter(at: usize) -> String {
    match u8::try_from(at) {
        Ok(at) if at < 26 => char::from(b'A' + at).to_string(),
        _ => (at + 1).to_string(),
    }
}

/// Returns an article's letter and name.
fn badge(state: &ComparisonState, at: usize) -> Html {
    let name = state.articles.get(at).map(|entry| entry.name().to_owned());
    html! { <span class="badge"><b class="letter">{ letter(at) }</b><bdi>{ name }</bdi></span> }
}

/// Returns the words of a claim that several articles make.
fn claim_of(state: &ComparisonState, row: &Row) -> String {
    snippet(state.text(row.title.article), &row.title.spans)
}

/// Returns how one article presents a claim, as a button that opens the article next to another one that makes the
/// claim. If `words` is set, the button contains the words of the article too.
fn stance_view(context: &ViewContext, row: &Row, stance: &Stance, words: bool) -> Html {
    let locale = context.state.locale;
    let text = context.state.text(stance.side.article);
    let other = row.stances.iter().find(|other| other.side.article != stance.side.article);
    let other = other.map_or_else(Side::default, |other| other.side.clone());
    let own = stance.side.clone();
    let (a, b) = if own.article < other.article { (own, other) } else { (other, own) };
    let figures: Vec<String> = stance.figures.iter().map(|span| quote(text, &[*span])).collect();
    let by = (!stance.speaker.is_empty()).then(|| locale.fill("ui.compare.by", &[("name", &stance.speaker)]));
    html! {
        <button type="button" data-manner={stance.manner.name()} title={quote(text, &stance.side.spans)}
            onclick={context.press(Action::Read(Some(Reading { a, b, link: None })))}>
            if !figures.is_empty() { <b class="figures"><bdi>{ figures.join(" · ") }</bdi></b> }
            <span class="manner"><span class="first">{ manner(locale, stance.manner) }</span>
                { for by.map(|by| html! { <>{ " " }<bdi>{ by }</bdi></> }) }</span>
            if words { <q dir="auto">{ snippet(text, &stance.side.spans) }</q> }
        </button>
    }
}

/// Returns a section of the view. Its heading is the sentence under `key`.
fn part(locale: Locale, id: &'static str, key: &'static str, content: Html) -> Html {
    let heading = [id, "-title"].concat();
    html! {
        <section {id} aria-labelledby={heading.clone()}><h3 id={heading}>{ locale.text(key) }</h3>{ content }</section>
    }
}
