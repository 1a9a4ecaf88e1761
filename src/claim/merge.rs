//! Merges claims over the same words. The status that comes first in [`Status`](crate::model::Status) wins.

use crate::model::Claim;
use crate::span::Span;
use crate::text::Document;

/// The maximum number of earlier claims, in text order, that a claim is compared with.
const NEIGHBOURS: usize = 6;

/// Returns the claims in text order, after merging those over (nearly) the same words.
pub fn merge(document: &Document<'_>, mut found: Vec<Claim>) -> Vec<Claim> {
    crate::sort::sort_by_key(&mut found, |claim| (claim.content.first().copied(), claim.status));
    let mut out: Vec<Claim> = Vec::new();
    for claim in found {
        let floor = out.len().saturating_sub(NEIGHBOURS);
        match out[floor..].iter().position(|other| same(document, &claim.content, &other.content)) {
            Some(at) => join(&mut out[floor + at], claim),
            None => out.push(claim),
        }
    }
    for claim in &mut out {
        keep_apart(&mut claim.cues);
        keep_apart(&mut claim.reason.words);
    }
    crate::sort::sort_by_key(&mut out, |claim| claim.content.first().copied());
    out
}

/// Keeps the shortest of overlapping cues: "baseless" rather than "that the allegation was baseless".
fn keep_apart(cues: &mut Vec<Span>) {
    crate::sort::sort_by_key(cues, |cue| cue.len());
    let mut kept: Vec<Span> = Vec::with_capacity(cues.len());
    for &cue in cues.iter() {
        if !kept.iter().any(|other| other.overlaps(cue)) {
            kept.push(cue);
        }
    }
    crate::sort::sort(&mut kept);
    *cues = kept;
}

/// Links the two sides of each conflict, if both are still separate claims after merging.
pub fn link(claims: &mut [Claim], sides: &[(Vec<Span>, Vec<Span>)]) {
    for (a, b) in sides {
        if let (Some(a), Some(b)) = (position(claims, a), position(claims, b))
            && a != b
            && !claims[a].versus.contains(&b)
        {
            claims[a].versus.push(b);
            claims[b].versus.push(a);
        }
    }
}

/// Returns the index of the claim with this content, if any. `claims` must be ordered by content.
fn position(claims: &[Claim], content: &[Span]) -> Option<usize> {
    let start = claims.partition_point(|claim| claim.content.first() < content.first());
    let near = claims[start..].iter().take_while(|claim| claim.content.first() == content.first());
    Some(start + near.into_iter().position(|claim| claim.content == content)?)
}

/// Whether at least 60 % of the tokens in either content are in both.
fn same(document: &Document<'_>, a: &[Span], b: &[Span]) -> bool {
    let words = |spans: &[Span]| spans.iter().map(|s| document.tokens_in(*s).len()).sum::<usize>();
    let both = |x: &Span, y: &Span| Span::new(x.start.max(y.start), x.end.min(y.end));
    let pairs = a.iter().flat_map(|x| b.iter().map(move |y| both(x, y)));
    let shared: usize = pairs.filter(|both| both.start < both.end).map(|both| document.tokens_in(both).len()).sum();
    if shared == 0 {
        return false;
    }
    let all = words(a) + words(b) - shared.min(words(a) + words(b));
    shared * 10 >= all * 6
}

/// Merges `other` into `kept`. The status that comes first wins, with its cues; if both statuses are equal, the cues of
/// both are kept. Parties that the winner lacks are taken from the other claim.
fn join(kept: &mut Claim, other: Claim) {
    let (mut winner, loser) = if other.status < kept.status { (other, kept.clone()) } else { (kept.clone(), other) };
    if winner.status == loser.status {
        winner.cues.extend(loser.cues);
        crate::sort::sort(&mut winner.cues);
        winner.cues.dedup();
        winner.reason.words.clone_from(&winner.cues);
    }
    winner.confidence = winner.confidence.max(loser.confidence);
    if winner.claimant.is_empty() {
        winner.claimant = loser.claimant;
    }
    if winner.target.is_empty() {
        winner.target = loser.target;
    }
    for challenger in loser.challengers {
        if !winner.challengers.contains(&challenger) {
            winner.challengers.push(challenger);
        }
    }
    *kept = winner;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_shortest_of_overlapping_cues() {
        let mut cues = vec![Span::new(10, 40), Span::new(30, 38), Span::new(2, 5), Span::new(30, 38)];
        keep_apart(&mut cues);
        assert_eq!(cues, [Span::new(2, 5), Span::new(30, 38)]);
    }
}
