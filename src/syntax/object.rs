//! The object of a verb, and the agent introduced by "by".

use std::ops::Range;

use super::{View, phrases, verbs};
use crate::lexicon::Class;

/// Returns the noun phrase between a verb and the token at `joint`: "criticised [the army], accusing".
pub fn ending(view: View<'_>, joint: usize) -> Option<Range<usize>> {
    let floor = view.sentence(joint).start;
    let noun = |at: usize| {
        view.wordlike(at)
            && !verbs::is_finite(view, at)
            && !view.class(at, Class::Day)
            && !view.class(at, Class::Time)
            && !view.adverb(at)
            && (!view.known(at).is_closed_class() || view.class(at, Class::Determiner) || view.number(at))
    };
    let start = (floor..joint).rev().take_while(|&at| noun(at)).last()?;
    let governed = start > floor
        && (verbs::is_finite(view, start - 1)
            || verbs::ends_in_ing(view, start - 1)
            || view.class(start - 1, Class::Against)
            || view.class(start - 1, Class::Complementiser));
    governed.then_some(start..joint)
}

/// Returns the noun phrase between a verb or preposition and the preposition at `joint`: "arrested [a trader] for".
pub fn before_preposition(view: View<'_>, joint: usize) -> Option<Range<usize>> {
    ending(view, joint).filter(|_| view.class(joint, Class::Preposition))
}

/// Returns the agent that "by" introduces, if it is a name: "sent by the forecaster Norvik" gives "Norvik".
pub fn named_agent(view: View<'_>, content: Range<usize>) -> Option<Range<usize>> {
    let by = content.clone().find(|&at| view.class(at, Class::Agent))?;
    let agent = phrases::after(view, by + 1, content.end)?;
    let start = agent.clone().find(|&at| view.capital(at))?;
    let end = (start..agent.end).find(|&at| !view.capital(at)).unwrap_or(agent.end);
    Some(start..end)
}

/// Returns the agent of a noun phrase: "links of Italian traders", "a plot by Weber", "involving officials".
pub fn agent_of_noun(view: View<'_>, content: Range<usize>) -> Option<Range<usize>> {
    let joint = content.clone().skip(1).find(|&at| {
        (view.class(at, Class::Agent) || view.is(at, "involving")) || view.class(at, Class::Of) && view.capital(at + 1)
    })?;
    // In "fraud in the state of Ness", "of" introduces a place.
    if view.class(joint, Class::Of) && (content.start..joint).any(|at| view.class(at, Class::In)) {
        return None;
    }
    (joint + 1 < content.end).then_some(joint + 1..content.end)
}
