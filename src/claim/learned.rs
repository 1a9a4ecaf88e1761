//! Combines the claims found by rules with those found by the trained tagger.
//!
//! For a cue whose grammar is known, a rule determines the content and gives the reader a reason. The tagger finds
//! cues that no rule covers, and adds parties that a rule leaves open.

use std::ops::Range;

use super::ClaimDraft;
use super::context::Context;
use crate::lexicon::claims::{ClaimCue, Shape, Spelling};
use crate::lexicon::{self, ClaimWord, Class, uncontracted};
use crate::model::{Claim, Rule, Status};
use crate::span::Span;
use crate::syntax::{clause, object, verbs};
use crate::tagger::claims::Claim as Tagged;

/// The minimum confidence for a claim that only the tagger finds.
const LEAST: f32 = 0.25;
/// For each rule, the share of claims on claims train whose content and status are right, among those to which the
/// tagger gives no higher confidence. Rules that are not listed, with fewer than ten such claims, count as [`USUAL`].
const RIGHT: [(Rule, f32); 16] = [
    (Rule::AllegedAccusation, 0.7),
    (Rule::AllegedAdjective, 0.53),
    (Rule::AllegedCharge, 0.49),
    (Rule::AllegedDistance, 0.68),
    (Rule::AllegedNoun, 0.42),
    (Rule::AllegedVerb, 0.41),
    (Rule::Corroborated, 0.37),
    (Rule::DeniedCalledFalse, 0.18),
    (Rule::DeniedDisowned, 0.27),
    (Rule::DeniedInsists, 0.5),
    (Rule::DeniedRejected, 0.39),
    (Rule::DeniedVerb, 0.67),
    (Rule::DisputedCue, 0.08),
    (Rule::Refuted, 0.82),
    (Rule::Speculative, 0.48),
    (Rule::Unconfirmed, 0.7),
];
/// The confidence in a claim of a rule that is not in [`RIGHT`].
pub const USUAL: f32 = 0.5;

/// Merges the claims found by rules with those found by the tagger.
pub fn join(ctx: &Context<'_>, tagged: &[Tagged], mut rules: Vec<ClaimDraft>) -> Vec<ClaimDraft> {
    crate::sort::sort_by_key(&mut rules, |one| one.claim.cues.first().copied());
    let mut cues: Vec<(Span, usize)> =
        rules.iter().zip(0..).flat_map(|(one, at)| one.claim.cues.iter().map(move |&cue| (cue, at))).collect();
    crate::sort::sort(&mut cues);
    for one in &mut rules {
        one.claim.confidence = right(one.claim.reason.rule);
    }
    let mut out = Vec::new();
    for claim in tagged {
        let cue = ctx.view.document.cover(claim.cue.clone());
        let near = cues.partition_point(|(other, _)| other.end <= cue.start);
        match cues.get(near).filter(|(other, _)| other.start < cue.end) {
            Some(&(_, rule)) => complete(ctx, &mut rules[rule], claim),
            None => out.extend((claim.confidence >= LEAST).then(|| found(ctx, claim)).flatten()),
        }
    }
    rules.extend(out);
    rules
}

fn right(rule: Rule) -> f32 {
    RIGHT.iter().find(|(name, _)| *name == rule).map_or(USUAL, |&(_, right)| right)
}

/// Adds the parties that the tagger found to a claim that a rule found, unless the rule has them or the two disagree on
/// the status.
fn complete(ctx: &Context<'_>, one: &mut ClaimDraft, claim: &Tagged) {
    if one.claim.status == claim.status {
        // Nobody accuses themselves.
        let target = one.target.clone().unwrap_or_default();
        let other = |by: &Range<usize>| by.start >= target.end || by.end <= target.start;
        one.claimant = one.claimant.take().or_else(|| claimant(ctx, claim).filter(other));
        one.challenger = one.challenger.take().or_else(|| claim.challenger.clone());
        one.target = one.target.take().or_else(|| accused(claim));
        one.claim.confidence = one.claim.confidence.max(claim.confidence);
    }
}

/// Returns the claimant that the tagger found, or `None` if that is the party that "could not confirm" the claim. After
/// a passive cue such as "could not be confirmed" the claimant is kept, because the speaker often made the claim.
fn claimant(ctx: &Context<'_>, claim: &Tagged) -> Option<Range<usize>> {
    let last = ctx.view.document.tokens.get(claim.cue.end.saturating_sub(1)).map_or("", |token| &token.lower);
    let source = |by: &Range<usize>| {
        ctx.reported_at(claim.cue.start).is_some_and(|a| {
            a.source.iter().any(|own| ctx.span(by.clone()).is_some_and(|by| by.start < own.end && own.start < by.end))
        })
    };
    let hedges = claim.status == Status::Unconfirmed && !last.ends_with("ed");
    // In "She could not confirm" the subject of the verb is not the claimant.
    let subject = |by: &Range<usize>| by.end == claim.cue.start;
    claim.claimant.clone().filter(|by| !(hedges && (subject(by) || source(by))))
}

/// Returns the accused, unless the tagger considers the same words to be the claimant.
fn accused(claim: &Tagged) -> Option<Range<usize>> {
    claim.target.clone().filter(|target| claim.claimant.as_ref() != Some(target))
}

fn found(ctx: &Context<'_>, claim: &Tagged) -> Option<ClaimDraft> {
    let cues: Vec<Span> = ctx.span(claim.cue.clone()).into_iter().collect();
    let span = |range: &Range<usize>| ctx.span(range.clone());
    let mut content: Vec<Span> = claim.content.iter().filter_map(span).collect();
    let refers = content.is_empty();
    if refers {
        content = super::scope::antecedent::of(ctx, claim.cue.start)?;
    }
    if cues.is_empty() || content.is_empty() || vetoed(ctx, claim) {
        return None;
    }
    let out = ClaimDraft::new(content, claim.status, cues, rule(claim.status));
    Some(ClaimDraft {
        claim: Claim { confidence: claim.confidence, ..out.claim },
        claimant: claimant(ctx, claim),
        challenger: claim.challenger.clone(),
        target: accused(claim),
        refers_from: refers.then_some(claim.cue.start),
    })
}

/// Whether grammar or the lexicon speaks against a claim that only the tagger finds. On outlets that were not used for
/// training, one in twelve of the tagger's accusations by unknown words is right, and one in nine of those by a verb of
/// claiming that the rules reject ("claimed five wickets").
fn vetoed(ctx: &Context<'_>, claim: &Tagged) -> bool {
    let known: Vec<(usize, &ClaimCue)> =
        claim.cue.clone().flat_map(|at| cues(ctx, at).map(move |cue| (at, cue))).collect();
    let other = || known.iter().any(|(at, cue)| other_sense(ctx, *at, cue, claim.cue.end));
    match claim.status {
        Status::Alleged => known.is_empty() || other(),
        Status::Denied => other(),
        Status::Unconfirmed => !known.is_empty(),
        Status::Corroborated => {
            let (verb, end) = (claim.cue.end - 1, ctx.view.sentence(claim.cue.start).end);
            object::is_appointed(ctx.view, verb, claim.cue.end, end)
        }
        Status::Speculative => {
            let believed = known.iter().any(|(_, cue)| cue.shape == Shape::Believe);
            let asks = claim.cue.clone().any(|at| ctx.view.class(at, Class::Whether));
            // "the party's likely nominee"
            let modifies = |(at, cue): &(usize, &ClaimCue)| {
                cue.shape == Shape::Adverb && other_sense(ctx, *at, cue, claim.cue.end)
            };
            asks || scheduled(ctx, claim)
                || known.iter().any(modifies)
                || able(ctx, claim)
                || plain(ctx, claim) && known.is_empty()
                || believed && !clausal(ctx, claim)
        }
        _ => false,
    }
}

/// Whether a cue of the table that starts at the token has another sense here: "charged five dollars", "the heir
/// apparent opened", "appeared in court", "an apparently empty house". `end` is the position after the whole cue.
fn other_sense(ctx: &Context<'_>, at: usize, cue: &ClaimCue, end: usize) -> bool {
    let view = ctx.view;
    let before = at.wrapping_sub(1);
    let into = view.class(end, Class::Preposition) && !view.class(end, Class::Infinitive);
    match cue.shape {
        Shape::Clause | Shape::Accuse | Shape::Deny | Shape::Insist | Shape::Reject | Shape::Blame => true,
        Shape::Appear => into || view.is(end, "like"),
        Shape::Charge => !into && !view.class(before, Class::Be) || [at + 1, end].iter().any(|&at| view.is(at, "up")),
        Shape::Adverb => view.any(before, &[Class::Determiner, Class::Possessive, Class::Genitive]),
        Shape::Adjective => {
            let named = cue.unless.contains(&view.word(end));
            named || view.verbs(at).next().is_some() || verbs::is_finite(view, end)
        }
        Shape::SuspectIn => !into,
        _ => false,
    }
}

/// Whether the cue is a neutral verb of saying, which does not indicate how certain a claim is.
fn plain(ctx: &Context<'_>, claim: &Tagged) -> bool {
    let plainly = |lemma: &str| ctx.view.lexicon.is_claim_word(lemma, ClaimWord::Plain);
    claim.cue.clone().any(|at| ctx.view.verbs(at).any(|(cue, _)| plainly(cue.lemma)))
}

/// Whether the claim is a clause: "fear that the dam leaks", not "fear the lions".
fn clausal(ctx: &Context<'_>, claim: &Tagged) -> bool {
    claim.content.len() == 1 && claim.content.iter().any(|part| clause::is_clause(ctx.view, part.start, part.end))
}

/// Returns the cues of the table that start at the token.
fn cues<'a>(ctx: &Context<'a>, at: usize) -> impl Iterator<Item = &'static ClaimCue> + 'a {
    let view = ctx.view;
    let spelled = move |spelling: &&Spelling| spelling.rest.iter().zip(at + 1..).all(|(word, at)| view.is(at, word));
    view.known(at).claims.iter().filter(spelled).map(move |spelling| &lexicon::get().claims.cues[spelling.cue])
}

/// Whether the cue describes a plan, as in "is expected to arrive on Monday", or is the name of a month, as in "in
/// May".
fn scheduled(ctx: &Context<'_>, claim: &Tagged) -> bool {
    let view = ctx.view;
    let first = claim.cue.start;
    if view.capital(first) && view.class(first, Class::Month) && first > view.sentence(first).start {
        return true;
    }
    let planned = claim.cue.clone().any(|at| view.known(at).is_claim_word(ClaimWord::Planned));
    planned && claim.content.iter().cloned().flatten().any(|at| view.class(at, Class::Day))
}

/// Whether the cue describes an ability rather than a guess: "could not say", "could be seen from the shore".
fn able(ctx: &Context<'_>, claim: &Tagged) -> bool {
    let view = ctx.view;
    // In "couldn't" the negation is part of the word.
    if claim.cue.clone().any(|at| uncontracted(view.word(at)).1) {
        return true;
    }
    let Some(modal) = claim.cue.clone().find(|&at| matches!(view.word(at), "could" | "can")) else { return false };
    let next = (modal + 1..).find(|&at| !view.adverb(at)).unwrap_or(modal);
    view.class(next, Class::Negation) || view.is(next, "be") && view.known(next + 1).is_claim_word(ClaimWord::Perceived)
}

/// Returns the rule that explains a claim that only the tagger finds.
fn rule(status: Status) -> Rule {
    match status {
        Status::Refuted => Rule::Refuted,
        Status::Denied => Rule::DeniedVerb,
        Status::Disputed => Rule::DisputedCue,
        Status::Unconfirmed => Rule::Unconfirmed,
        Status::Alleged => Rule::Alleged,
        Status::Speculative => Rule::Speculative,
        Status::Corroborated => Rule::Corroborated,
    }
}
