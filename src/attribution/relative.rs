//! Adds the antecedent to a source that is a relative pronoun.
//!
//! Hit: in "Harrow, who said the road was closed" the source is "Harrow" and "who". Miss: "Who said so?" has no
//! antecedent.

use super::Relation;
use crate::lexicon::Class;
use crate::syntax::{View, subject};

/// Adds the preceding noun phrase to each source that is a single relative pronoun.
pub fn take_in(view: View<'_>, relations: &mut [Relation]) {
    for relation in relations {
        let [pronoun] = relation.source[..] else { continue };
        let at = view.document.token_at(pronoun.start);
        let alone = view.document.tokens.get(at).is_some_and(|token| token.span == pronoun);
        if !alone || !view.class(at, Class::RelativeSubject) {
            continue;
        }
        if let Some(phrase) = subject::antecedent(view, at).filter(|phrase| !phrase.is_empty()) {
            relation.source.insert(0, view.document.cover(phrase));
        }
    }
}
