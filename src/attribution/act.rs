//! Statement or attitude: what the cue shows that its source has done.
//!
//! Hit: "said", "according to", "the report that" are statements, "hopes", "plans", "backs" attitudes. A quotation is a statement
//! whatever its cue, unless the cue is known to be an attitude: "wants “quiet”".

use super::Relation;
use super::view::View;
use crate::model::{Act, Kind};

/// The act of a relation, by the last word of its cue that a table knows.
pub fn of(view: View<'_>, relation: &Relation, kind: Kind) -> Act {
    let cue = || relation.cue.iter().rev().flat_map(|span| view.document.tokens_in(*span).rev());
    let known = cue().find_map(|at| view.lexicon.act(view.word(at)));
    known.unwrap_or(match kind {
        Kind::Indirect if cue().any(|at| view.wordlike(at)) => Act::Attitude,
        _ => Act::Statement,
    })
}
