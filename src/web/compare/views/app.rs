//! The root of the view.

use std::rc::Rc;

use web_sys::DragEvent;
use yew::prelude::*;

use super::articles::Articles;
use super::links::Links;
use super::reading::ReadingView;
use super::save::Save;
use super::{ViewContext, contradictions, matrix, origins, summary, timeline};
use crate::export::harmless;
use crate::web::compare::state::{Action, ComparisonState, Note};
use crate::web::compare::use_work::use_work;
use crate::web::compare::{Page, REDRAW, files};
use crate::web::dom;
use crate::web::hooks::listed;
use crate::web::messages::{count, fill, say};

/// The properties of [`App`].
#[derive(Clone, Properties)]
pub struct AppProps {
    page: Rc<Page>,
}

impl AppProps {
    /// Creates the properties from the object that the page passes in.
    pub fn new(page: Page) -> Self {
        Self { page: Rc::new(page) }
    }
}

impl PartialEq for AppProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.page, &other.page)
    }
}

/// The articles at the top; below them the result of the comparison, or two articles side by side.
#[component]
pub fn App(AppProps { page }: &AppProps) -> Html {
    let store = use_reducer(ComparisonState::default);
    let (state, dispatch) = (Rc::new((*store).clone()), store.dispatcher());
    use_work(&state, &dispatch, page);
    use_effect_with((), {
        let dispatch = dispatch.clone();
        move |()| {
            REDRAW.set(Some(Callback::from(move |()| dispatch.dispatch(Action::LanguageChanged))));
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
        // The language is part of the key, so that changing it redraws everything.
        <div role="main" class="compare" key={state.redraws} {ondragover} {ondrop}>
            <div class="top">
                <h2 id="compare-title" tabindex="-1">{ say("ui.compare.title") }</h2>
                <button type="button" id="compare-back" onclick={leave}>{ say("ui.compare.back") }</button>
            </div>
            <p class="calm">{ say("ui.compare.what") }</p>
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
            <Save context={context.clone()} />
        </>
    }
}

/// The progress of the work, and the current message.
fn status(context: &ViewContext) -> Html {
    let state = &context.state;
    let (read, all) = (state.read(), state.articles.len());
    let work = match (read < all, state.found.is_none()) {
        (true, _) => fill("ui.compare.reading", &[("n", &(read + 1).to_string()), ("all", &all.to_string())]),
        (false, true) if all > 1 => say("ui.compare.comparing").to_owned(),
        (false, _) if all == 1 => say("ui.compare.one").to_owned(),
        (false, true) => String::new(),
        (false, false) => count("ui.compare.done", all),
    };
    let undo = matches!(state.note, Some(Note::Removed(_) | Note::Dismissed(_)));
    let note = state.note.as_ref().map(sentence);
    html! {
        <>
            <p role="status" id="compare-work" class="calm" data-done={(!state.articles.is_empty() && state.found.is_some()).to_string()}>{ work }
                if read < all { <progress max={all.to_string()} value={read.to_string()} aria-label={say("ui.work")} /> }</p>
            <p role="status" id="compare-note" class="note">
                if let Some(note) = note {
                    { note }
                    if undo { <button type="button" id="compare-undo" onclick={context.press(Action::Undone)}>{ say("ui.undo") }</button> }
                    <button type="button" class="round" aria-label={say("ui.close")} onclick={context.press(Action::Noted(None))}>{ "×" }</button>
                }
            </p>
        </>
    }
}

/// Returns the text of a message.
fn sentence(note: &Note) -> String {
    match note {
        Note::Key(key) => say(key).to_owned(),
        Note::File(key, name) => fill(key, &[("file", &harmless(name))]),
        Note::Known(known) => count("ui.compare.known", *known),
        Note::Removed(more) => {
            more.iter().fold(say("ui.compare.removed").to_owned(), |all, note| all + " " + &sentence(note))
        }
        Note::Dismissed(_) => say("ui.compare.dismissed").to_owned(),
    }
}
