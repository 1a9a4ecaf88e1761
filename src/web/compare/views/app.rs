//! The root of the view.

use std::rc::Rc;

use web_sys::DragEvent;
use yew::prelude::*;

use super::articles::Articles;
use super::links::Links;
use super::reading::ReadingView;
use super::save::Save;
use super::{Seat, matrix, origins, summary, timeline};
use crate::export::harmless;
use crate::web::compare::desk::{Action, Desk, Note};
use crate::web::compare::use_work::use_work;
use crate::web::compare::{Page, REDRAW, files};
use crate::web::dom;
use crate::web::hooks::listed;
use crate::web::words::{count, fill, say};

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
    let store = use_reducer(Desk::default);
    let (desk, dispatch) = (Rc::new((*store).clone()), store.dispatcher());
    use_work(&desk, &dispatch, page);
    use_effect_with((), {
        let dispatch = dispatch.clone();
        move |()| {
            REDRAW.set(Some(Callback::from(move |()| dispatch.dispatch(Action::Spoken))));
            dom::focus("accounts-title");
        }
    });
    let seat = Seat { desk: desk.clone(), dispatch: dispatch.clone(), page: page.clone() };
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
        <div role="main" class="accounts" key={desk.spoken} {ondragover} {ondrop}>
            <div class="top">
                <h2 id="accounts-title" tabindex="-1">{ say("ui.compare.title") }</h2>
                <button type="button" id="accounts-back" onclick={leave}>{ say("ui.compare.back") }</button>
            </div>
            <p class="calm">{ say("ui.compare.what") }</p>
            <Articles seat={seat.clone()} />
            { told(&seat) }
            { content(&seat) }
        </div>
    }
}

fn content(seat: &Seat) -> Html {
    let desk = &seat.desk;
    let Some(found) = desk.found.clone().filter(|_| desk.articles.len() > 1) else { return Html::default() };
    if let Some(reading) = &desk.reading {
        return html! { <ReadingView seat={seat.clone()} reading={reading.clone()} /> };
    }
    html! {
        <>
            { summary::summary(desk, &found) }
            { matrix::matrix(seat, &found) }
            <Links seat={seat.clone()} />
            { origins::origins(desk, &found) }
            { timeline::timeline(desk, &found) }
            <Save seat={seat.clone()} />
        </>
    }
}

/// The progress of the work, and the current message.
fn told(seat: &Seat) -> Html {
    let desk = &seat.desk;
    let (read, all) = (desk.read(), desk.articles.len());
    let work = match (read < all, desk.found.is_none()) {
        (true, _) => fill("ui.compare.reading", &[("n", &(read + 1).to_string()), ("all", &all.to_string())]),
        (false, true) if all > 1 => say("ui.compare.comparing").to_owned(),
        (false, _) if all == 1 => say("ui.compare.one").to_owned(),
        (false, true) => String::new(),
        (false, false) => count("ui.compare.done", all),
    };
    let undo = matches!(desk.note, Some(Note::Removed(_) | Note::Dismissed));
    let note = desk.note.as_ref().map(sentence);
    html! {
        <>
            <p role="status" id="accounts-work" class="calm" data-done={(!desk.articles.is_empty() && desk.found.is_some()).to_string()}>{ work }
                if read < all { <progress max={all.to_string()} value={read.to_string()} aria-label={say("ui.work")} /> }</p>
            <p role="status" id="accounts-note" class="note">
                if let Some(note) = note {
                    { note }
                    if undo { <button type="button" id="accounts-undo" onclick={seat.press(Action::Undone)}>{ say("ui.undo") }</button> }
                    <button type="button" class="round" aria-label={say("ui.close")} onclick={seat.press(Action::Noted(None))}>{ "×" }</button>
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
        Note::Dismissed => say("ui.compare.dismissed").to_owned(),
    }
}
