//! The views of the page, one per file.

mod about;
mod app;
mod bar;
mod card;
mod card_parts;
mod claims;
mod correct;
mod dialogs;
mod editor;
mod export;
mod header;
mod help;
mod icon;
mod language;
mod layer;
mod left_out;
mod line;
mod masthead;
mod notices;
mod overview;
mod saved_articles;
mod settings;
mod share;
mod side;
mod speakers;
mod welcome;

pub use app::App;
pub use icon::icon;

use std::rc::Rc;

use yew::{Callback, MouseEvent, Properties};

use super::hooks::Dispatch;
use super::state::{Action, State};
use crate::digest::Digest;

/// The properties of most views.
#[derive(Clone, PartialEq, Properties)]
pub struct Shared {
    /// The state of the page.
    pub state: Rc<State>,
    /// Sends actions to the reducer.
    pub dispatch: Dispatch,
}

impl Shared {
    /// Returns a click handler that dispatches `action`.
    fn press(&self, action: Action) -> Callback<MouseEvent> {
        let dispatch = self.dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(action.clone()))
    }
}

/// The properties of a list of findings. They compare equal while the findings are the same, even if the text is
/// edited.
#[derive(Clone, Properties)]
pub struct Listed {
    /// The state of the page.
    pub state: Rc<State>,
    /// Sends actions to the reducer.
    pub dispatch: Dispatch,
    /// The article in numbers.
    pub digest: Rc<Digest>,
    /// The key of the sentence shown if the list is empty.
    pub calm: Option<&'static str>,
    /// Whether this list is visible; otherwise it renders nothing.
    pub open: bool,
}

impl PartialEq for Listed {
    fn eq(&self, other: &Self) -> bool {
        let (own, others) = (&*self.state, &*other.state);
        Rc::ptr_eq(&own.analysis, &others.analysis)
            && Rc::ptr_eq(&own.filter, &others.filter)
            && own.highlighted() == others.highlighted()
            && own.locale == others.locale
            && (self.calm, self.open) == (other.calm, other.open)
    }
}
