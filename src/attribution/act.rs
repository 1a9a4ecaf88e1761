//! Determines from the cue what the source does: states, denies, asks, warns, refuses to say, stays silent, or thinks
//! something.
//!
//! Hit: "said", "according to" and "the report that" are statements; "hopes", "plans" and "backs" are attitudes;
//! "denied" is a denial, "declined to comment" a refusal, "did not respond" silence. A quotation is a statement, unless
//! its cue is known to be something else: "wants “quiet”". Miss: "rejected the offer", "asked them to leave", "not only
//! denied", "refused to drop the gun".

use super::Relation;
use crate::lexicon::Class;
use crate::model::{Act, Kind};
use crate::span::Span;
use crate::syntax::{View, nouns, verbs};

/// The number of tokens at the start of the content in which the verb for what is refused is looked for.
const REFUSED: usize = 5;

/// Returns the act of a relation. Unless the source refuses or stays silent, it depends on the last word of the cue
/// that is in the lexicon.
pub fn of(view: View<'_>, relation: &Relation, kind: Kind) -> Act {
    let (cue, content) = (tokens(view, &relation.cue), tokens(view, &relation.content));
    let acting = |at: usize| view.lexicon.acting(view.word(at));
    if cue.iter().any(|&at| acting(at).is_some_and(|cue| cue.act == Act::Refusal)) {
        // "refused to say" and "declined to comment" are refusals, "refused to drop the gun" is not.
        let mut refused = cue.iter().chain(content.iter().take(REFUSED));
        return if refused.any(|&at| turns(view, at, Act::Silence)) { Act::Refusal } else { Act::Attitude };
    }
    if let Some(act) = unsaid(view, relation) {
        return act;
    }
    let Some((place, found)) = (0..cue.len()).rev().find_map(|place| Some((place, acting(cue[place])?))) else {
        let thinks = kind == Kind::Indirect && cue.iter().any(|&at| view.wordlike(at));
        return if thinks { Act::Attitude } else { Act::Statement };
    };
    let fits = match found.act {
        Act::Statement | Act::Attitude => return found.act,
        Act::Denial => !found.of_claim || content.iter().any(|&at| nouns::is_statement(view, at)),
        Act::Question => kind == Kind::Direct || asks(view, &content),
        _ => true,
    };
    // In "said when asked" and "said in a warning" the verb of saying decides.
    if fits && !cue[..place].iter().any(|&at| says(view, at)) { found.act } else { Act::Statement }
}

/// Returns the positions of the tokens in `spans`.
fn tokens(view: View<'_>, spans: &[Span]) -> Vec<usize> {
    spans.iter().flat_map(|span| view.document.tokens_in(*span)).collect()
}

/// Returns the act of a negated cue by which nothing is said: "would not say", "did not respond". Returns `None` for
/// other cues. The cue that the tagger found may lack the auxiliaries, so those before it are included.
fn unsaid(view: View<'_>, relation: &Relation) -> Option<Act> {
    let cue = view.document.tokens_in(*relation.cue.first()?);
    let start = verbs::group_start(view, cue.start, 0);
    let negation = (start..cue.end).find(|&at| view.class(at, Class::Negation))?;
    let behind = negation + 1..cue.end;
    if turns(view, behind.start, Act::Statement) || !behind.clone().any(|at| turns(view, at, Act::Silence)) {
        return None;
    }
    // "could not be reached" is not a refusal.
    let passive = behind.clone().any(|at| view.class(at, Class::Be));
    let unwilling = !passive && (start..behind.start).any(|at| turns(view, at, Act::Refusal));
    Some(if unwilling { Act::Refusal } else { Act::Silence })
}

/// Whether the word gives this act to a cue that contains or precedes it.
fn turns(view: View<'_>, at: usize, act: Act) -> bool {
    view.lexicon.turns_to(view.word(at)) == Some(act)
}

/// Whether the word is a verb of stating.
fn says(view: View<'_>, at: usize) -> bool {
    view.verbs(at).any(|(cue, _)| cue.act == Act::Statement)
}

/// Whether the content is a question, and not something that the hearer is asked to do.
fn asks(view: View<'_>, content: &[usize]) -> bool {
    let first = content.iter().find(|&&at| view.wordlike(at));
    first.is_some_and(|&at| turns(view, at, Act::Question)) || content.iter().any(|&at| view.is(at, "?"))
}
