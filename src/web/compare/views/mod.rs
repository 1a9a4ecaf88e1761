//! The views of the comparison, one per file.

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
use super::state::{Action, ComparisonState};
use super::use_work::Dispatch;
use crate::web::words::say;

/// What the views have in common.
#[derive(Clone)]
pub struct ViewContext {
    /// The state.
    pub state: Rc<ComparisonState>,
    /// How to report events.
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
    /// What the views have in common.
    pub context: ViewContext,
}

/// An article's number and name.
fn badge(state: &ComparisonState, at: usize) -> Html {
    let name = state.articles.get(at).map(|entry| entry.name().to_owned());
    html! { <span class="badge"><b>{ at + 1 }</b><bdi>{ name }</bdi></span> }
}

/// A section of the view with its heading.
fn part(id: &'static str, key: &'static str, content: Html) -> Html {
    let heading = [id, "-title"].concat();
    html! { <section {id} aria-labelledby={heading.clone()}><h3 id={heading}>{ say(key) }</h3>{ content }</section> }
}
