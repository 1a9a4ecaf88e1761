//! Finds the object of a verb, and the agent that "by" introduces.

use std::ops::Range;

use super::{View, nouns, phrases, verbs};
use crate::lexicon::{ClaimWord, Class};
use crate::model::SourceType;

/// The maximum distance of the verb of a clause from its subject, in tokens.
const MAX_CLAUSE: usize = 20;

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

/// Whether the words from `start`, after a verb of denying, say what somebody is kept from, and not what is untrue:
/// "denied [the firm] [a licence]" or, if the verb is passive, "was denied [a visa]". Miss: "denied [a refund] had been
/// offered".
pub fn is_withheld(view: View<'_>, start: usize, limit: usize, passive: bool) -> bool {
    if passive {
        return is_thing(view, start, limit);
    }
    let head = phrases::chunk(view, start, limit);
    // In "denied forging the letter" and "denied the charge the next morning" nobody is kept from anything.
    let claimed = head == start
        || verbs::ends_in_ing(view, start)
        || nouns::is_statement(view, head - 1)
        || [ClaimWord::Deniable, ClaimWord::Accusal].iter().any(|&word| view.known(head - 1).is_claim_word(word));
    if claimed {
        return false;
    }
    let inside = view.any(head, &[Class::Of, Class::In, Class::Attaching]);
    let inner = if inside { phrases::chunk(view, head + 1, limit) } else { head };
    is_thing(view, inner, limit)
}

/// Whether a noun phrase with a determiner starts here that is neither a time nor a subject: "a refund within thirty
/// days", not "a day later" or "the police arrested".
fn is_thing(view: View<'_>, start: usize, limit: usize) -> bool {
    let end = phrases::chunk(view, start, limit);
    let opens = view.class(start, Class::Determiner) && !view.class(start, Class::Complementiser);
    let time = (start..end).any(|at| view.any(at, &[Class::Time, Class::Day, Class::NearTime]) || view.is(at, "time"));
    let closes = |at: usize| {
        view.relative(at) || view.any(at, &[Class::Subordinator, Class::Conjunction, Class::Pronoun]) || view.pause(at)
    };
    // In "a loan in May" the capital is a month.
    let finite = |at: usize| verbs::is_finite(view, at) && !view.capital(at);
    let clause = (end..limit.min(end + MAX_CLAUSE)).take_while(|&at| !closes(at)).any(finite);
    opens && end > start && !time && !clause
}

/// Whether the noun phrase is a person or several people, without being a name: "its manager", "40 patients". With
/// `groups`, a body such as a jury counts as well.
pub fn is_person(view: View<'_>, start: usize, end: usize, groups: bool) -> bool {
    let Some((head, many)) = end.checked_sub(1).filter(|&last| last >= start).and_then(|last| view.known(last).head)
    else {
        return false;
    };
    match head.sort {
        SourceType::Role => true,
        SourceType::Anonymous => many && (view.number(start) || view.lexicon.count(view.word(start)).is_some()),
        _ => groups && view.class(end - 1, Class::Forum),
    }
}

/// Whether a body confirms a person in an office, and does not confirm that something is true: "The senate confirmed
/// Ada Poole as a judge". Miss: "Police confirmed Ada Poole as the winner", since they appoint nobody.
pub fn is_appointed(view: View<'_>, verb: usize, start: usize, limit: usize) -> bool {
    let group = verbs::group_start(view, verb, view.sentence(verb).start);
    let body = phrases::before(view, group).is_some_and(|mut subject| subject.any(|at| view.class(at, Class::Forum)));
    let name = (start..limit).take_while(|&at| view.capital(at) && !view.known(at).is_closed_class()).count();
    let next = if name > 0 { start + name } else { phrases::chunk(view, start, limit) };
    let person = name > 1 || is_person(view, start, next, false);
    let clause = (next..limit.min(next + 3)).any(|at| verbs::is_past_or_auxiliary(view, at) && !view.capital(at));
    body && person && !clause && !view.class(next, Class::Genitive)
}
