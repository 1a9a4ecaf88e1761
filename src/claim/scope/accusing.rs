//! Finds the content of accusations, and the accused.

use std::ops::Range;

use super::Scope;
use super::subject;
use crate::claim::context::{Context, Hit};
use crate::lexicon::verbs::Form;
use crate::lexicon::{ClaimWord, Class};
use crate::syntax::clause::{self, Extent};
use crate::syntax::{adjuncts, object, phrases};

/// The maximum length of the object of "accuse", in tokens.
const MAX_OBJECT: usize = 24;

/// Returns the scope of an accusing verb: "accused A of X", "was charged with X", "the man accused of X". `joints` are
/// the classes of the prepositions that may precede the accusation.
pub fn accuse(ctx: &Context<'_>, hit: &Hit, joints: &[Class]) -> Option<Scope> {
    let view = ctx.view;
    let limit = ctx.limit(hit);
    let end = hit.tokens.end;
    let is_joint = |at: usize| view.any(at, joints);
    let open = (hit.group.start..hit.tokens.start).any(|at| view.class(at, Class::Possible));
    if hit.negated || open || view.class(end, Class::Complementiser) || !hit.passive && view.auxiliary(end) {
        return None;
    }
    let adverbial = (end..limit.min(end + 5))
        .find(|&at| {
            is_joint(at) && !(view.class(at, Class::Attaching) && !view.class(at, Class::Of) && timely(ctx, at))
        })
        .filter(|&at| {
            (end..at).all(|i| {
                view.class(i, Class::Day)
                    || view.class(i, Class::Time)
                    // In "accused her of theft" the determiner is the object.
                    || view.class(i, Class::Determiner) && !view.class(i, Class::Object)
                    || view.adverb(i)
                    || view.any(i, &[Class::On, Class::In])
                    || view.number(i)
                    || view.class(i, Class::Month)
            })
        });
    if (hit.form == Form::Past || hit.passive)
        && let Some(joint) = placed_joint(ctx, hit, joints, limit).or(adverbial)
    {
        let start = behind_charges(ctx, joint + 1);
        // In "A man accused of theft appeared in court" the main verb ends the content.
        let reduced = !(hit.group.clone()).any(|at| view.auxiliary(at));
        let content = match reduced {
            true => clause::forward_from_noun(ctx, hit.group.start, start, limit, Extent::Phrase),
            false => clause::forward(ctx, start, limit, Extent::Phrase),
        };
        if content.clone().any(|at| view.known(at).is_claim_word(ClaimWord::Proceeding)) && view.class(joint, Class::In)
        {
            return None;
        }
        let agent = agent(ctx, content.clone());
        let content = agent.as_ref().map_or(content.clone(), |by| content.start..by.start.saturating_sub(1));
        let cue = if joint == end { hit.group.start..joint + 1 } else { hit.group.clone() };
        return Scope::one(content, cue).map(|scope| scope.by(agent).against(accused(ctx, hit)));
    }
    if hit.passive || hit.form == Form::Past && view.class(end, Class::Agent) {
        let by = view
            .class(end, Class::Agent)
            .then(|| (end + 2..limit.min(end + 14)).find(|&at| is_joint(at) && joins(ctx, end, at)))??;
        let content = clause::forward(ctx, by + 1, limit, Extent::Phrase);
        let scope = Scope::one(content, hit.group.clone())?;
        return Some(scope.by(Some(end + 1..by)).against(phrases::before(view, hit.group.start)));
    }
    // In "charged at the goalkeeper with" nobody is accused.
    let object = (!view.class(end, Class::Locative)).then_some(end)?;
    let joint = (object + 1..limit.min(end + MAX_OBJECT))
        .take_while(|&at| !view.class(at, Class::Complementiser) && !matches!(view.word(at), ";" | ":"))
        .find(|&at| is_joint(at) && !(joints.len() > 1 && view.class(at, Class::Attaching)) && joins(ctx, end, at))?;
    let content = clause::forward(ctx, joint + 1, limit, Extent::Phrase);
    let accused = object_of_main(ctx, hit, joint).unwrap_or(object..joint);
    Scope::one(content, hit.group.clone()).map(|scope| scope.by(subject::of(ctx, hit)).against(Some(accused)))
}

/// Returns the preposition before the accusation, if phrases of place and time separate it from a passive verb: "was
/// charged [at Marn Crown Court on Friday] with theft". Miss: "was accused by two men of theft".
fn placed_joint(ctx: &Context<'_>, hit: &Hit, joints: &[Class], limit: usize) -> Option<usize> {
    let view = ctx.view;
    let first = *joints.first()?;
    let end = hit.tokens.end;
    let joint = adjuncts::behind(view, end, limit, |at| view.any(at, &[first, Class::Agent]));
    // In "a man charged at Marn Crown Court with theft" the court shows that the verb is passive.
    let court = (end..joint).any(|at| view.known(at).is_claim_word(ClaimWord::Proceeding));
    let passive = hit.passive || hit.form == Form::Past && court;
    (passive && joint > end && view.class(joint, first)).then_some(joint)
}

/// Returns the accused right before the comma, if the object of the cue is a pronoun: "Lee criticised her rival, Viktor
/// Hale, accusing him of".
fn object_of_main(ctx: &Context<'_>, hit: &Hit, joint: usize) -> Option<Range<usize>> {
    let view = ctx.view;
    let (verb, end) = (hit.tokens.start, hit.tokens.end);
    let pronoun = joint == end + 1 && (view.class(end, Class::Object) || view.class(end, Class::It));
    let comma = verb.checked_sub(1).filter(|&at| view.is(at, ",") && pronoun && hit.form == Form::Ing)?;
    let floor = view.sentence(verb).start;
    let start = (floor..comma)
        .rev()
        .take_while(|&at| view.capital(at) || view.known(at).is_claim_word(ClaimWord::Particle))
        .last()
        .unwrap_or(comma);
    let dated = (start..comma).any(|at| view.class(at, Class::Day) || view.class(at, Class::Month));
    // The subject of the sentence accuses and is not accused.
    let named = (start < comma && start > floor + 2 && !dated).then_some(start..comma);
    named.or_else(|| object::ending(view, comma))
}

/// Returns the name between the dashes before `end`: "The chief of staff - Jana Hale, a friend of his - is accused".
fn dashed(ctx: &Context<'_>, end: usize) -> Option<Range<usize>> {
    let view = ctx.view;
    let close = end.checked_sub(1).filter(|&at| view.dash(at))?;
    let floor = view.sentence(close).start.max(close.saturating_sub(MAX_OBJECT));
    let start = (floor..close).rev().find(|&at| view.dash(at))? + 1;
    let stop = (start..close).find(|&at| !view.capital(at))?;
    (stop > start).then_some(start..stop)
}

/// Returns the position after "charges of" or "counts of" if they are near: "indicted on charges of theft", "charged
/// with three counts of theft". Otherwise returns `start`.
fn behind_charges(ctx: &Context<'_>, start: usize) -> usize {
    let view = ctx.view;
    let noun = (start..start + 3).find(|&at| view.known(at).is_claim_word(ClaimWord::Counts));
    noun.filter(|&at| view.class(at + 1, Class::Of)).map_or(start, |at| at + 2)
}

/// Whether a time or a name follows the token: "in 2011", "on Tuesday".
fn timely(ctx: &Context<'_>, at: usize) -> bool {
    let view = ctx.view;
    view.number(at + 1) || view.class(at + 1, Class::Day) || view.class(at + 1, Class::Month) || view.capital(at + 1)
}

/// Whether the preposition belongs to the verb, as in "of stealing", and not to a name, as in "the mayor of Ness".
fn joins(ctx: &Context<'_>, from: usize, at: usize) -> bool {
    let view = ctx.view;
    let next = view.word(at + 1);
    if next.ends_with("ing") || !view.class(at, Class::Attaching) {
        return true;
    }
    let later = (at + 1..at + 20)
        .take_while(|&i| !view.stop(i))
        .any(|i| view.is(i, view.word(at)) && view.word(i + 1).ends_with("ing"));
    !later && !timely(ctx, at) && at > from
}

/// Returns the agent at the end of a passive accusation, if it is a known kind of body or office: "… by prosecutors".
fn agent(ctx: &Context<'_>, content: Range<usize>) -> Option<Range<usize>> {
    let view = ctx.view;
    let by = content.clone().rev().find(|&at| view.class(at, Class::Agent))?;
    let last = view.word(content.end.wrapping_sub(1));
    let known = view.lexicon.names.head(last).is_some() || view.lexicon.is_claim_word(last, ClaimWord::Body);
    let body = known && !view.word(by + 1).ends_with("ing") && content.end - by <= 6;
    (by > content.start + 1 && body).then_some(by + 1..content.end)
}

/// Returns the scope of a blaming verb: "blamed A for X", "blamed X on A".
pub fn blame(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let limit = ctx.limit(hit);
    let end = hit.tokens.end;
    if hit.negated {
        return None;
    }
    let joint = (end..limit.min(end + MAX_OBJECT))
        .take_while(|&at| !matches!(view.word(at), ";" | ":" | "."))
        .find(|&at| view.any(at, &[Class::For, Class::On]))?;
    let behind = clause::forward(ctx, joint + 1, limit, Extent::Phrase);
    // In "blamed local officials on a website" the words after "on" are not who is blamed: nobody blames people on
    // somebody.
    let people = joint > end && view.known(joint - 1).head.is_some();
    if view.class(joint, Class::On) && !hit.passive && people {
        return None;
    }
    let object = if hit.passive { phrases::before(view, hit.group.start) } else { Some(end..joint) };
    let scope = if view.class(joint, Class::For) {
        let cue = if joint == end { hit.group.start..joint + 1 } else { hit.group.clone() };
        Scope::one(behind, cue)?.against(object)
    } else {
        Scope::one(object.filter(|o| !o.is_empty())?, hit.group.clone())?.against(Some(behind))
    };
    Some(scope.by(if hit.passive { None } else { subject::of(ctx, hit) }))
}

/// Returns the accused before the cue: "four men" in "one of four men indicted for theft".
fn accused(ctx: &Context<'_>, hit: &Hit) -> Option<Range<usize>> {
    let view = ctx.view;
    let stands = view.known(hit.group.start.wrapping_sub(1)).is_claim_word(ClaimWord::Standing);
    let apposed = hit.group.start.checked_sub(1).filter(|&at| view.is(at, ",") && view.capital(at.wrapping_sub(1)));
    let named = apposed.and_then(|comma| {
        let floor = view.sentence(comma).start;
        (floor..comma).rev().take_while(|&at| view.capital(at)).last().map(|start| start..comma)
    });
    let whole = match dashed(ctx, hit.group.start).or(named) {
        Some(name) => name,
        None => phrases::before(view, hit.group.start - usize::from(stands))?,
    };
    if (hit.group.clone()).any(|at| view.auxiliary(at)) {
        return Some(whole);
    }
    let last = whole.clone().rev().find(|&at| {
        view.class(at, Class::Preposition)
            && (view.number(at + 1)
                || view.class(at + 1, Class::Determiner)
                || view.capital(at + 1)
                || view.known(at + 1).is_claim_word(ClaimWord::Count))
    });
    Some(last.map_or(whole.start, |at| at + 1)..whole.end)
}
