//! The article in numbers, computed once per analysis.

use std::rc::Rc;

use yew::prelude::*;

use crate::digest::Digest;
use crate::model::Analysis;
use crate::web::state::State;

/// An analysis that is equal only to itself. Two analyses with the same findings may belong to different texts, and the
/// same finding may have more words in one of them.
struct ByIdentity(Rc<Analysis>);

impl PartialEq for ByIdentity {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Returns the current article in numbers.
#[hook]
pub fn use_digest(state: &State) -> Rc<Digest> {
    use_memo(ByIdentity(state.analysis.clone()), |ByIdentity(analysis)| Digest::of(&state.analysed, analysis))
}
