//! What the cue shows that its source has done: stated, denied, asked, warned, refused to say, kept silent, or thought something.
//!
//! Hit: "said", "according to", "the report that" are statements, "hopes", "plans", "backs" attitudes, "denied" is a denial, "declined
//! to comment" a refusal, "did not respond" silence. A quotation is a statement whatever its cue, unless the cue is known to be
//! something else: "wants “quiet”". Miss: "rejected the offer", "asked them to leave", "not only denied", "refused to drop the gun".

use super::Relation;
use super::view::View;
use crate::lexicon::Class;
use crate::model::{Act, Kind};

/// The verb of what is refused stands among so many tokens of the content.
const REFUSED: usize = 5;

/// The act of a relation, by the last word of its cue that a table knows.
pub fn of(view: View<'_>, relation: &Relation, kind: Kind) -> Act {
    let cue: Vec<usize> = relation.cue.iter().flat_map(|span| view.document.tokens_in(*span)).collect();
    if cue.iter().any(|&at| view.lexicon.acting(view.word(at)).is_some_and(|cue| cue.act == Act::Refusal)) {
        return refused(view, &cue, relation);
    }
    if let Some(act) = unsaid(view, relation) {
        return act;
    }
    let known =
        cue.iter().enumerate().rev().find_map(|(place, &at)| Some((place, view.lexicon.acting(view.word(at))?)));
    match known {
        Some((place, found)) => match found.act {
            act @ (Act::Statement | Act::Attitude) => act,
            // "said when asked", "said in a warning": the verb of saying counts.
            _ if cue[..place].iter().any(|&at| says(view, at)) => Act::Statement,
            Act::Denial if found.of_claim && !names_claim(view, relation) => Act::Statement,
            Act::Question if kind != Kind::Direct && !asks(view, relation) => Act::Statement,
            act => act,
        },
        None if kind == Kind::Indirect && cue.iter().any(|&at| view.wordlike(at)) => Act::Attitude,
        None => Act::Statement,
    }
}

/// What somebody refuses is to be said or done: "refused to say", "declined to comment", but "refused to drop the gun".
fn refused(view: View<'_>, cue: &[usize], relation: &Relation) -> Act {
    let content = content(view, relation).take(REFUSED);
    if cue.iter().copied().chain(content).any(|at| turns(view, at, Act::Silence)) {
        Act::Refusal
    } else {
        Act::Attitude
    }
}

/// A negated cue that says nothing: "would not say", "did not respond". The auxiliaries may stand before what was taken for the cue.
fn unsaid(view: View<'_>, relation: &Relation) -> Option<Act> {
    let cue = view.document.tokens_in(*relation.cue.first()?);
    let mut start = cue.start;
    while start > 0 && (view.auxiliary(start - 1) || view.adverb(start - 1)) {
        start -= 1;
    }
    let negation = (start..cue.end).find(|&at| view.class(at, Class::Negation))?;
    let behind = negation + 1..cue.end;
    if turns(view, behind.start, Act::Statement) || !behind.clone().any(|at| turns(view, at, Act::Silence)) {
        return None;
    }
    // "could not be reached": nobody refuses.
    let passive = behind.clone().any(|at| view.class(at, Class::Be));
    let unwilling = !passive && (start..behind.start).any(|at| turns(view, at, Act::Refusal));
    Some(if unwilling { Act::Refusal } else { Act::Silence })
}

/// Whether the word turns a cue to this act.
fn turns(view: View<'_>, at: usize, act: Act) -> bool {
    view.lexicon.turns_to(view.word(at)) == Some(act)
}

/// Whether the word is a verb by which somebody states something.
fn says(view: View<'_>, at: usize) -> bool {
    view.verbs(at).any(|(cue, _)| cue.act == Act::Statement)
}

/// Whether the content names a claim: "the report that", "the allegations". Only what is claimed can be denied by rejecting it.
fn names_claim(view: View<'_>, relation: &Relation) -> bool {
    content(view, relation).any(|at| view.known(at).is_noun() || view.known(at).is_claim_word("telling"))
}

/// Whether the content is what somebody asks, and not what somebody is asked to do.
fn asks(view: View<'_>, relation: &Relation) -> bool {
    let first = content(view, relation).find(|&at| view.wordlike(at));
    first.is_some_and(|at| turns(view, at, Act::Question)) || content(view, relation).any(|at| view.is(at, "?"))
}

/// The tokens of the content.
fn content<'a>(view: View<'a>, relation: &'a Relation) -> impl Iterator<Item = usize> + 'a {
    relation.content.iter().flat_map(move |span| view.document.tokens_in(*span))
}
