//! One view a file.

mod about;
mod app;
mod bar;
mod card;
mod card_parts;
mod claims;
mod correct;
mod dialogs;
mod editor;
mod header;
mod help;
mod icon;
mod layer;
mod left_out;
mod line;
mod masthead;
mod notices;
mod overview;
mod recent;
mod save;
mod settings;
mod share;
mod side;
mod speakers;
mod welcome;

pub use app::App;

use std::rc::Rc;

use yew::Properties;

use super::hooks::Dispatch;
use super::state::State;
use crate::digest::Digest;

/// What most views need: the state, and a way to report what happened.
#[derive(Clone, PartialEq, Properties)]
pub struct Shared {
    /// All that the page knows.
    pub state: Rc<State>,
    /// How to report what happened.
    pub dispatch: Dispatch,
}

/// What a list of findings needs. It is the same as long as the findings are, whatever is typed meanwhile.
#[derive(Clone, Properties)]
pub struct Listed {
    /// All that the page knows.
    pub state: Rc<State>,
    /// How to report what happened.
    pub dispatch: Dispatch,
    /// The article in numbers.
    pub digest: Rc<Digest>,
    /// The key of the sentence that is shown where there is nothing to list.
    pub calm: Option<&'static str>,
    /// Whether the list is the one that is shown; else it draws nothing.
    pub open: bool,
}

impl PartialEq for Listed {
    fn eq(&self, other: &Self) -> bool {
        let (own, others) = (&*self.state, &*other.state);
        Rc::ptr_eq(&own.analysis, &others.analysis)
            && Rc::ptr_eq(&own.filter, &others.filter)
            && own.bright() == others.bright()
            && own.language == others.language
            && (self.calm, self.open) == (other.calm, other.open)
    }
}
