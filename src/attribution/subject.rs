//! The source before a cue.

use super::cues::{Group, subject_hears};
use crate::lexicon::Class;
use crate::lexicon::verbs::Form;
use crate::span::Span;
use crate::syntax::{View, phrases, subject};

/// Returns the source before a cue, or `None` if the subject of the cue is not its source. For "…, adding" and "… and
/// said" the source is the subject of the sentence.
pub fn subject(view: View<'_>, group: &Group) -> Option<Span> {
    if group.passive || subject_hears(view, group) {
        return None;
    }
    let sentence = view.sentence(group.head);
    let participle = group.form == Form::Ing && !group.tokens.clone().any(|at| view.auxiliary(at));
    let shared = participle || view.class(group.tokens.start.wrapping_sub(1), Class::And);
    if !shared && let Some(phrase) = phrases::before(view, group.tokens.start) {
        return Some(view.document.cover(phrase));
    }
    subject::of_sentence(view, sentence.start, group.tokens.start).map(|phrase| view.document.cover(phrase))
}
