//! Who is charged: the one who faces an accusation in its clause.

use std::ops::Range;

use crate::claim::context::Context;
use crate::lexicon::Class;
use crate::syntax::{clause, object, phrases, subject, verbs};

/// "will be tried on charges": the word of facing stands at most this far behind the verb group's start. Tokens.
const MAX_FACED: usize = 5;

/// The subject of the clause that the token stands in: who faces the charge.
pub fn facing(ctx: &Context<'_>, at: usize) -> Option<Range<usize>> {
    let view = ctx.view;
    let floor = view.sentence(at).start;
    let start = clause::backward(ctx, at, floor);
    // "is wanted for": the auxiliary belongs to the cue.
    let cue = verbs::group_start(view, at, floor);
    let verb = (start..at)
        .chain(cue..at)
        .find(|&i| verbs::is_auxiliary(view, i) || view.known(i).is_claim_word("facing") || verbs::is_saying(view, i));
    let relative = start > floor && view.class(start.wrapping_sub(1), Class::RelativeSubject);
    let found = match verb {
        Some(verb) if verb > start || cue < at && verb == cue => phrases::before(view, verb),
        _ if relative => subject::antecedent(view, start - 1),
        // "and two others, Hale and Lee, were": the subject stands before the comma.
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

/// "Hale, 85, faces a retrial and trials on charges of theft": the subject of a verb of facing before.
fn faces(ctx: &Context<'_>, floor: usize, start: usize) -> Option<Range<usize>> {
    let view = ctx.view;
    let verb = (floor..start).find(|&at| verbs::is_finite(view, at) || view.known(at).is_claim_word("facing"))?;
    let faced = (verb..start.min(verb + MAX_FACED)).any(|at| view.known(at).is_claim_word("facing"));
    faced.then(|| phrases::before(view, verb)).flatten()
}

/// "Hale, who was mayor until May, was arrested": what stands before the relative clause that opens the sentence.
fn before_aside(ctx: &Context<'_>, floor: usize, at: usize) -> Option<Range<usize>> {
    let view = ctx.view;
    let comma =
        (floor..at.min(floor + 10)).find(|&i| view.is(i, ",") && (view.relative(i + 1) || view.is(i + 1, "whose")))?;
    phrases::before(view, comma)
}

/// The subject, where a verb of facing stands between it and the noun.
pub fn behind_facing(ctx: &Context<'_>, at: usize) -> Option<Range<usize>> {
    let view = ctx.view;
    let floor = view.sentence(at).start;
    (floor..at).rev().take(8).any(|i| view.known(i).is_claim_word("facing")).then(|| facing(ctx, at)).flatten()
}

/// "have arrested a trader": who is taken, where the verb is active.
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

/// Who is charged "for allegedly hoarding onions": the object right before the preposition, or the subject.
pub fn by_preposition(ctx: &Context<'_>, at: usize) -> Option<Range<usize>> {
    object::before_preposition(ctx.view, at.saturating_sub(1)).or_else(|| facing(ctx, at))
}
