//! Resolves cues that refer to a claim without stating one: "Kyiv denied the allegations".

use super::ClaimDraft;
use super::context::Context;
use crate::lexicon::ClaimWord;
use crate::model::{Claim, Rule, Status};

/// The maximum distance from a plea to the charge that it answers, in tokens. Other cues refer to a claim in the same
/// or the previous sentence.
const PLEA_WITHIN: usize = 400;

/// The maximum distance from a denial that names "the accusation" to that accusation, in paragraphs.
const ANSWERED_WITHIN: usize = 2;
/// The maximum distance from a cue to "the accusation", and from the start of a plan to a word such as "would", in
/// tokens.
const NOUN_WITHIN: usize = 6;

/// Gives each claim that refers to another one the content of the last accusation before it, if that is near enough.
/// Otherwise removes it if it is a statement of innocence or the rejection of a plan.
pub fn to_claims(ctx: &Context<'_>, found: &mut Vec<ClaimDraft>) {
    let tokens = &ctx.view.document.tokens;
    let mut last: Option<(usize, usize)> = None;
    let mut accused: Option<(usize, usize)> = None;
    let mut idle = Vec::new();
    for at in 0..found.len() {
        let Some(cue) = found[at].refers_from else {
            if found[at].claim.status == Status::Alleged {
                last = found[at].claim.cues.first().map(|cue| (at, ctx.view.document.token_at(cue.start)));
                accused = if found[at].claim.reason.rule == Rule::AllegedAccusation { last } else { accused };
            }
            continue;
        };
        let innocent = found[at].claim.reason.rule == Rule::DeniedInnocent;
        let plea = innocent || found[at].claim.reason.rule == Rule::DeniedPlea;
        let near = last.filter(|&(_, before)| {
            let (here, there) = (&tokens[cue], &tokens[before]);
            if plea {
                cue - before < PLEA_WITHIN
            } else {
                here.sentence <= there.sentence + 1 && here.paragraph <= there.paragraph + 1
            }
        });
        // "dismissed the accusation" may be further from what it answers than "denied it".
        let named = (cue..cue + NOUN_WITHIN).any(|i| ctx.view.known(i).is_claim_word(ClaimWord::Accusal));
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
    // A statement of innocence denies nothing if nobody is accused, and a plan is not an accusation.
    let (mut idle, mut numbers) = (idle.into_iter().peekable(), 0..);
    found.retain(|_| {
        let number = numbers.next();
        idle.next_if(|&at| Some(at) == number).is_none()
    });
}

/// Whether the content is a plan and not a fact.
fn planned(ctx: &Context<'_>, claim: &Claim) -> bool {
    let tokens = claim.content.iter().flat_map(|part| ctx.view.document.tokens_in(*part));
    tokens.take(NOUN_WITHIN).any(|at| ctx.view.known(at).is_claim_word(ClaimWord::Unsettled))
}

/// The maximum distance between a denial and the accusation that contains it, in claims.
const AROUND: usize = 3;

/// Removes denials inside an accusation: in "accused him of denying the leak" the denial is the accusation, and nobody
/// denies anything.
pub fn drop_accused_denials(found: &mut Vec<ClaimDraft>) {
    let accused = |at: usize| {
        let Some(cue) = found[at].claim.cues.first() else { return false };
        let before =
            found[at.saturating_sub(AROUND)..at].iter().filter(|one| one.claim.reason.rule == Rule::AllegedAccusation);
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
