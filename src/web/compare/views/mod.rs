//! One view a file.

mod app;
mod articles;
mod links;
mod matrix;
mod origins;
mod reading;
mod save;
mod summary;
mod timeline;

pub use app::{App, AppProps};

use std::rc::Rc;

use yew::prelude::*;

use super::Page;
use super::desk::{Action, Desk};
use super::use_work::Dispatch;
use crate::web::words::say;

/// What the views need.
#[derive(Clone)]
pub struct Seat {
    /// All that is known.
    pub desk: Rc<Desk>,
    /// How to report what happened.
    pub dispatch: Dispatch,
    /// What the page hands over.
    pub page: Rc<Page>,
}

impl PartialEq for Seat {
    fn eq(&self, other: &Self) -> bool {
        self.desk == other.desk
    }
}

impl Seat {
    /// What a press does.
    fn press(&self, action: Action) -> Callback<MouseEvent> {
        let dispatch = self.dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(action.clone()))
    }
}

/// The properties of a view with hooks of its own.
#[derive(Clone, PartialEq, Properties)]
pub struct SeatProps {
    /// What it needs.
    pub seat: Seat,
}

/// An article by its number and name.
fn badge(desk: &Desk, at: usize) -> Html {
    let name = desk.articles.get(at).map(|entry| entry.name().to_owned());
    html! { <span class="badge"><b>{ at + 1 }</b><bdi>{ name }</bdi></span> }
}

/// A part of the view with its heading.
fn part(id: &'static str, key: &'static str, content: Html) -> Html {
    let heading = [id, "-title"].concat();
    html! { <section {id} aria-labelledby={heading.clone()}><h3 id={heading}>{ say(key) }</h3>{ content }</section> }
}
