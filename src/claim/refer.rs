//! "Kyiv denied the allegations": which claim a cue refers to that states none itself.

use super::Found;
use super::context::Context;
use crate::model::{Claim, Status};

/// A plea answers a charge at most this many tokens before it; any other cue a claim of its own paragraph or the one
/// before.
const PLEA_WITHIN: usize = 400;

/// An accusation that a denial names ("the accusation") stands at most so many paragraphs before it.
const ANSWERED_WITHIN: usize = 2;
/// "the accusation" stands at most this far behind the cue, and "would" behind the start of a plan. Tokens.
const NOUN_WITHIN: usize = 6;

/// Gives each referring claim the content of the last accusation before it, where there is one near.
pub fn to_claims(ctx: &Context<'_>, found: &mut Vec<Found>) {
    let tokens = &ctx.view.document.tokens;
    let mut last: Option<(usize, usize)> = None;
    let mut accused: Option<(usize, usize)> = None;
    let mut idle = Vec::new();
    for at in 0..found.len() {
        let Some(cue) = found[at].refers_from else {
            if found[at].claim.status == Status::Alleged {
                last = found[at].claim.cues.first().map(|cue| (at, ctx.view.document.token_at(cue.start)));
                accused = if found[at].claim.reason.rule == "alleged-accusation" { last } else { accused };
            }
            continue;
        };
        let innocent = found[at].claim.reason.rule == "denied-innocent";
        let plea = innocent || found[at].claim.reason.rule == "denied-plea";
        let near = last.filter(|&(_, before)| {
            let (here, there) = (&tokens[cue], &tokens[before]);
            if plea {
                cue - before < PLEA_WITHIN
            } else {
                here.sentence <= there.sentence + 1 && here.paragraph <= there.paragraph + 1
            }
        });
        // "dismissed the accusation" may stand further from what it answers than "denied it".
        let named = (cue..cue + NOUN_WITHIN).any(|i| ctx.view.known(i).is_claim_word("accusal"));
        let answered = || {
            accused.filter(|&(_, before)| named && tokens[cue].paragraph <= tokens[before].paragraph + ANSWERED_WITHIN)
        };
        if let Some((other, _)) = near.or_else(answered) {
            let (content, target) = (found[other].claim.content.clone(), found[other].target.clone());
            let one = &mut found[at];
            one.claim.content = content;
            one.target = target.or(one.target.take());
        } else if innocent || named && planned(ctx, &found[at].claim) {
            idle.push(at);
        }
    }
    // Whoever says that he is innocent denies nothing where nobody accuses him, and a plan is no accusation.
    let (mut idle, mut numbers) = (idle.into_iter().peekable(), 0..);
    found.retain(|_| {
        let number = numbers.next();
        idle.next_if(|&at| Some(at) == number).is_none()
    });
}

/// Whether the content is what somebody will do.
fn planned(ctx: &Context<'_>, claim: &Claim) -> bool {
    let tokens = claim.content.iter().flat_map(|part| ctx.view.document.tokens_in(*part));
    tokens.take(NOUN_WITHIN).any(|at| ctx.view.known(at).is_claim_word("unsettled"))
}

/// How many claims before a denial can be the accusation around it.
const AROUND: usize = 3;

/// "accused him of denying the leak": the denial is what he is accused of, and nobody's denial here.
pub fn drop_accused_denials(found: &mut Vec<Found>) {
    let accused = |at: usize| {
        let Some(cue) = found[at].claim.cues.first() else { return false };
        let before =
            found[at.saturating_sub(AROUND)..at].iter().filter(|one| one.claim.reason.rule == "alleged-accusation");
        found[at].claim.status == Status::Denied
            && before.flat_map(|one| &one.claim.content).any(|content| content.start == cue.start)
    };
    let drop: Vec<bool> = (0..found.len()).map(accused).collect();
    let mut at = 0;
    found.retain(|_| {
        at += 1;
        !drop[at - 1]
    });
}
