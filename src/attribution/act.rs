//! What the cue shows that its source has done: stated, denied, asked, warned, refused to say, kept silent, or thought something.
//!
//! Hit: "said", "according to", "the report that" are statements, "hopes", "plans", "backs" attitudes, "denied" is a denial, "declined
//! to comment" a refusal, "did not respond" silence. A quotation is a statement whatever its cue, unless the cue is known to be
//! something else: "wants “quiet”". Miss: "rejected the offer", "asked them to leave", "not only denied".

use super::Relation;
use super::view::View;
use crate::lexicon::Class;
use crate::lexicon::verbs::CueWord;
use crate::model::{Act, Kind};

/// The act of a relation, by the last word of its cue that a table knows.
pub fn of(view: View<'_>, relation: &Relation, kind: Kind) -> Act {
    let cue: Vec<usize> = relation.cue.iter().flat_map(|span| view.document.tokens_in(*span)).collect();
    // "refused to say", "declined to comment on".
    if cue.iter().any(|&at| view.lexicon.acting(view.word(at)).is_some_and(|cue| cue.act == Act::Refusal)) {
        return Act::Refusal;
    }
    if let Some(act) = unsaid(view, &cue) {
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
            Act::Question if kind == Kind::Indirect && !asks(view, relation) => Act::Statement,
            act => act,
        },
        None if kind == Kind::Indirect && cue.iter().any(|&at| view.wordlike(at)) => Act::Attitude,
        None => Act::Statement,
    }
}

/// A negated cue that says nothing: "would not say", "did not respond". The auxiliaries may stand before what was taken for the cue.
fn unsaid(view: View<'_>, cue: &[usize]) -> Option<Act> {
    let mut start = *cue.first()?;
    while start > 0 && (view.auxiliary(start - 1) || view.adverb(start - 1)) {
        start -= 1;
    }
    let group: Vec<usize> = (start..cue[0]).chain(cue.iter().copied()).collect();
    let word = |at: usize| view.lexicon.cue_word(view.word(at));
    let negation = group.iter().position(|&at| view.class(at, Class::Negation))?;
    let (before, behind) = group.split_at(negation + 1);
    if behind.first().is_some_and(|&at| word(at) == Some(CueWord::Limit)) {
        return None;
    }
    let absent = behind.iter().any(|&at| word(at) == Some(CueWord::Absent));
    let silent = behind.iter().any(|&at| word(at) == Some(CueWord::Silent));
    let unwilling = || before.iter().any(|&at| word(at) == Some(CueWord::Unwilling));
    match (absent, silent) {
        (true, _) => Some(Act::Silence),
        (_, true) if unwilling() => Some(Act::Refusal),
        (_, true) => Some(Act::Silence),
        _ => None,
    }
}

/// Whether the word is a verb by which somebody states something.
fn says(view: View<'_>, at: usize) -> bool {
    view.verbs(at).any(|(cue, _)| cue.act == Act::Statement)
}

/// Whether the content names a claim: "the report that", "the allegations". Only what is claimed can be denied by rejecting it.
fn names_claim(view: View<'_>, relation: &Relation) -> bool {
    let mut content = relation.content.iter().flat_map(|span| view.document.tokens_in(*span));
    content.any(|at| view.known(at).is_noun() || view.known(at).is_claim_word("telling"))
}

/// Whether the content is what somebody asks, and not what somebody is asked to do.
fn asks(view: View<'_>, relation: &Relation) -> bool {
    let first = relation.content.first().map_or(0, |span| view.document.token_at(span.start));
    view.lexicon.cue_word(view.word(first)) == Some(CueWord::Question)
}
