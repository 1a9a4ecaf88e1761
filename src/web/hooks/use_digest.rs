//! The article in numbers, counted once for each analysis.

use std::rc::Rc;

use yew::prelude::*;

use crate::digest::Digest;
use crate::model::Analysis;
use crate::web::state::State;

/// An analysis that is another one than any made later, though it may find the same: in a changed text the same finding may have more words.
struct Own(Rc<Analysis>);

impl PartialEq for Own {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// The present article in numbers.
#[hook]
pub fn use_digest(state: &State) -> Rc<Digest> {
    use_memo(Own(state.analysis.clone()), |Own(analysis)| Digest::of(&state.analysed, analysis))
}
