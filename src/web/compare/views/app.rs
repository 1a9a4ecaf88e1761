//! The root of the view.

use std::rc::Rc;

use web_sys::DragEvent;
use yew::prelude::*;

use super::articles::Articles;
use super::export::Export;
use super::links::Links;
use super::reading::ReadingView;
use super::{ViewContext, contradictions, matrix, origins, summary, timeline};
use crate::export::harmless;
use crate::i18n::Locale;
use crate::web::compare::state::{Action, ComparisonState, Note};
use crate::web::compare::use_work::use_work;
use crate::web::compare::{Page, VIEW, files};
use crate::web::dom;
use crate::web::hooks::listed;

/// The properties of [`App`].
#[derive(Clone, Properties)]
pub struct AppProps {
    page: Rc<Page>,
    /// The language in which the view starts.
    locale: Locale,
}

impl AppProps {
    /// Creates the properties from the object and the language that the page passes in.
    pub fn new(page: Page, locale: Locale) -> Self {
        Self { page: Rc::new(page), locale }
    }
}

impl PartialEq for AppProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.page, &other.page)
    }
}

/// Shows the articles and, below them, the result of the comparison or two articles side by side.
#[component]
pub fn App(AppProps { page, locale }: &AppProps) -> Html {
    let first = *locale;
    let store = use_reducer(move || ComparisonState::new(first));
    let (state, dispatch) = (Rc::new((*store).clone()), store.dispatcher());
    let locale = state.locale;
    use_work(&state, &dispatch, page);
    use_effect_with((), {
        let dispatch = dispatch.clone();
        move |()| {
            VIEW.set(Some(Callback::from(move |locale| dispatch.dispatch(Action::LanguageChanged(locale)))));
            dom::focus("compare-title");
        }
    });
    let context = ViewContext { state: state.clone(), dispatch: dispatch.clone(), page: page.clone() };
    let leave = {
        let page = page.clone();
        Callback::from(move |_: MouseEvent| page.leave(None))
    };
    let ondragover = |event: DragEvent| event.prevent_default();
    let ondrop = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: DragEvent| {
            // Otherwise the page would open the dropped files itself.
            event.prevent_default();
            event.stop_propagation();
            if let Some(dropped) = event.data_transfer().and_then(|data| data.files()) {
                files::read(listed(&dropped), dispatch.clone());
            }
        })
    };
    html! {
        <div role="main" class="compare" {ondragover} {ondrop}>
            <div class="top">
                <h2 id="compare-title" tabindex="-1">{ locale.text("ui.compare.title") }</h2>
                <button type="button" id="compare-back" onclick={leave}>{ locale.text("ui.compare.back") }</button>
            </div>
            <p class="calm">{ locale.text("ui.compare.what") }</p>
            <Articles context={context.clone()} />
            { status(&context) }
            { content(&context) }
        </div>
    }
}

fn content(context: &ViewContext) -> Html {
    let state = &context.state;
    let Some(found) = state.found.clone().filter(|_| state.articles.len() > 1) else { return Html::default() };
    if let Some(reading) = &state.reading {
        return html! { <ReadingView context={context.clone()} reading={reading.clone()} /> };
    }
    html! {
        <>
            { summary::summary(state, &found) }
            { contradictions::contradictions(context) }
            { matrix::matrix(context) }
            { origins::origins(state, &found) }
            <Links context={context.clone()} />
            { timeline::timeline(state, &found) }
            <Export context={context.clone()} />
        </>
    }
}

/// Returns the progress of the work and the current message.
fn status(context: &ViewContext) -> Html {
    let state = &context.state;
    let locale = state.locale;
    let (read, all) = (state.read(), state.articles.len());
    let work = match (read < all, state.found.is_none()) {
        (true, _) => locale.fill("ui.compare.reading", &[("n", &(read + 1).to_string()), ("all", &all.to_string())]),
        (false, true) if all > 1 => locale.text("ui.compare.comparing").to_owned(),
        (false, _) if all == 1 => locale.text("ui.compare.one").to_owned(),
        (false, true) => String::new(),
        (false, false) => locale.count("ui.compare.done", all),
    };
    let undo = matches!(state.note, Some(Note::Removed(_) | Note::Dismissed(_)));
    let note = state.note.as_ref().map(|note| sentence(locale, note));
    html! {
        <>
            <p role="status" id="compare-work" class="calm"
                data-done={(!state.articles.is_empty() && state.found.is_some()).to_string()}>{ work }
                if read < all {
                    <progress max={all.to_string()} value={read.to_string()} aria-label={locale.text("ui.work")} />
                }</p>
            <p role="status" id="compare-note" class="note">
                if let Some(note) = note {
                    { note }
                    if undo {
                        <button type="button" id="compare-undo"
                            onclick={context.press(Action::Undone)}>{ locale.text("ui.undo") }</button>
                    }
                    <button type="button" class="round" aria-label={locale.text("ui.close")}
                        onclick={context.press(Action::Noted(None))}>{ "×" }</button>
                }
            </p>
        </>
    }
}

/// Returns the text of a message.
fn sentence(locale: Locale, note: &Note) -> String {
    match note {
        Note::Key(key) => locale.text(key).to_owned(),
        Note::File(key, name) => locale.fill(key, &[("file", &harmless(name))]),
        Note::Known(known) => locale.count("ui.compare.known", *known),
        Note::Removed(more) => more
            .iter()
            .fold(locale.text("ui.compare.removed").to_owned(), |all, note| all + " " + &sentence(locale, note)),
        Note::Dismissed(_) => locale.text("ui.compare.dismissed").to_owned(),
    }
}
