//! Finds the accused, who faces a charge. A word of facing is a verb between the accused and the charge, such as
//! "faces" or "tried".

use std::ops::Range;

use crate::claim::context::Context;
use crate::lexicon::{ClaimWord, Class};
use crate::syntax::{clause, object, phrases, subject, verbs};

/// The maximum distance from the start of a verb group to a word of facing, in tokens: "will be tried on charges".
const MAX_FACED: usize = 5;

/// Returns the subject of the clause that contains the token, which is the one who faces the charge.
pub fn facing(ctx: &Context<'_>, at: usize) -> Option<Range<usize>> {
    let view = ctx.view;
    let floor = view.sentence(at).start;
    let start = clause::backward(ctx, at, floor);
    // In "is wanted for" the auxiliary belongs to the cue.
    let cue = verbs::group_start(view, at, floor);
    let verb = (start..at).chain(cue..at).find(|&i| {
        verbs::is_auxiliary(view, i) || view.known(i).is_claim_word(ClaimWord::Facing) || verbs::is_saying(view, i)
    });
    let relative = start > floor && view.class(start.wrapping_sub(1), Class::RelativeSubject);
    let found = match verb {
        Some(verb) if verb > start || cue < at && verb == cue => phrases::before(view, verb),
        _ if relative => subject::antecedent(view, start - 1),
        // In "and two others, Hale and Lee, were" the subject precedes the comma.
        Some(verb) if start > floor && view.auxiliary(verb) && view.is(start - 1, ",") => {
            phrases::before(view, verb).or_else(|| subject::of_main_clause(view, start + 1))
        }
        Some(_) if start > floor => subject::of_main_clause(view, start + 1),
        None => faces(ctx, floor, start),
        _ => None,
    };
    let dated = |phrase: &Range<usize>| {
        view.class(phrase.end.wrapping_sub(1), Class::Month) || view.class(phrase.end.wrapping_sub(1), Class::Day)
    };
    let main = || verb.and_then(|_| subject::of_main_clause(view, at)).filter(|phrase| !dated(phrase));
    found.filter(|phrase| !dated(phrase)).or_else(main).or_else(|| before_aside(ctx, floor, at))
}

/// Returns the subject of an earlier verb of facing: "Hale, 85, faces a retrial and trials on charges of theft".
fn faces(ctx: &Context<'_>, floor: usize, start: usize) -> Option<Range<usize>> {
    let view = ctx.view;
    let verb =
        (floor..start).find(|&at| verbs::is_finite(view, at) || view.known(at).is_claim_word(ClaimWord::Facing))?;
    let faced = (verb..start.min(verb + MAX_FACED)).any(|at| view.known(at).is_claim_word(ClaimWord::Facing));
    faced.then(|| phrases::before(view, verb)).flatten()
}

/// Returns the phrase before the relative clause at the start of the sentence: "Hale, who was mayor until May, was
/// arrested".
fn before_aside(ctx: &Context<'_>, floor: usize, at: usize) -> Option<Range<usize>> {
    let view = ctx.view;
    let comma = (floor..at.min(floor + 10))
        .find(|&i| view.is(i, ",") && (view.relative(i + 1) || view.class(i + 1, Class::Whose)))?;
    phrases::before(view, comma)
}

/// Returns the subject if a word of facing is shortly before the noun at the token.
pub fn behind_facing(ctx: &Context<'_>, at: usize) -> Option<Range<usize>> {
    let view = ctx.view;
    let floor = view.sentence(at).start;
    (floor..at).rev().take(8).any(|i| view.known(i).is_claim_word(ClaimWord::Facing)).then(|| facing(ctx, at)).flatten()
}

/// Returns the object of an active verb of arresting: "have arrested a trader".
pub fn taken(ctx: &Context<'_>, at: usize) -> Option<Range<usize>> {
    let view = ctx.view;
    let floor = view.sentence(at).start;
    let verb = (floor..at).rev().find(|&i| matches!(view.known(i).event, Some("arrest")))?;
    let passive = verb > floor
        && (view.class(verb.wrapping_sub(1), Class::Be)
            || view.adverb(verb.wrapping_sub(1)) && view.class(verb.wrapping_sub(2), Class::Be));
    let reduced = view.class(verb + 1, Class::Preposition) || view.class(verb + 1, Class::Day);
    if passive || reduced { None } else { phrases::after(view, verb + 1, at) }
}

/// Returns who is charged in "for allegedly hoarding onions": the object right before the preposition, or else the
/// subject.
pub fn by_preposition(ctx: &Context<'_>, at: usize) -> Option<Range<usize>> {
    object::before_preposition(ctx.view, at.saturating_sub(1)).or_else(|| facing(ctx, at))
}
