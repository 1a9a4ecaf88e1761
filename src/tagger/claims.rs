//! Turns likely cues into claims: the status that a cue gives a claim, and the parties involved.

use std::ops::Range;

use sayso_net::weights::{CLAIM_CALIBRATION, CLAIM_LABELS, PARTIES, STATUSES, Weights};
use sayso_net::{ClaimScores, Hidden};

use super::features::Features;
use super::relations::{self, WINDOW};
use crate::model::Status;
use crate::text::Document;

/// The second stage examines a token as the start of a cue if its likelihood of being one is at least this.
const CANDIDATE: f32 = 0.15;
/// A token continues a cue if its likelihood of doing so is more than this share of the previous token's.
const INSIDE: f32 = 0.5;
/// Content of at most this many tokens is often wrong.
const SHORT: usize = 2;
/// For the confidence, longer content counts as this long, in tokens.
const LONG: usize = 40;
/// For the confidence, a cue with more than this many tokens after its first one counts as having this many.
const WIDE: usize = 8;
/// The label of the first token of a cue or of content.
const BEGIN: usize = 1;
/// The label of the further tokens.
const INNER: usize = 2;
/// Statuses in the order of the network's labels.
const ORDER: [Status; STATUSES - 1] = Status::ALL;

/// A claim that a cue governs. Ranges are non-empty and count positions in [`Document::tokens`].
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The words that show how the article presents the claim.
    pub cue: Range<usize>,
    /// The claim, in one or two parts; empty if the cue's paragraph does not state it.
    pub content: Vec<Range<usize>>,
    /// How the article presents the claim.
    pub status: Status,
    /// Who makes the claim.
    pub claimant: Option<Range<usize>>,
    /// Who denies or disputes it.
    pub challenger: Option<Range<usize>>,
    /// Who is accused.
    pub target: Option<Range<usize>>,
    /// The probability that content and status are right enough for a reader, from 0 to 1.
    pub confidence: f32,
}

impl Claim {
    /// Returns the claim shifted right by `by` tokens.
    pub fn moved(&self, by: usize) -> Self {
        let moved = |range: &Range<usize>| range.start + by..range.end + by;
        Self {
            cue: moved(&self.cue),
            content: self.content.iter().map(moved).collect(),
            claimant: self.claimant.as_ref().map(moved),
            challenger: self.challenger.as_ref().map(moved),
            target: self.target.as_ref().map(moved),
            ..*self
        }
    }
}

/// Returns the candidate cues among `tokens`, in order, each with the likelihood that its first token begins a cue.
/// `likelihoods` has the first stage's output for each of `tokens`.
pub fn candidates(tokens: &Range<usize>, likelihoods: &[[f32; CLAIM_LABELS]]) -> Vec<(Range<usize>, f32)> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(token) = likelihoods.get(at) {
        let start = at;
        at += 1;
        if token[BEGIN] < CANDIDATE {
            continue;
        }
        let goes_on = |at: usize| {
            let before = likelihoods[at - 1][BEGIN].max(likelihoods[at - 1][INNER]);
            likelihoods.get(at).is_some_and(|token| token[INNER] > INSIDE * before)
        };
        while goes_on(at) && at - start < WINDOW / 2 {
            at += 1;
        }
        out.push((tokens.start + start..tokens.start + at, token[BEGIN]));
    }
    out
}

/// What the second stage finds about one cue.
pub struct Seen {
    /// The most likely status.
    pub status: Status,
    /// The log odds that the cue indicates a status at all.
    pub known: f32,
    /// The mean likelihood of the content's tokens.
    pub sure: f32,
    content: Vec<Range<usize>>,
    parties: [Option<Range<usize>>; PARTIES],
    quoted: bool,
}

/// Runs the second stage on one cue. `features` and `hidden` start at token `first`, and positions in the result
/// count from there as well.
pub fn look(
    weights: &Weights,
    document: &Document<'_>,
    features: &[Features],
    hidden: &Hidden,
    first: usize,
    cue: &Range<usize>,
) -> Seen {
    let (window, places) = relations::view(document, features, first, cue);
    let ClaimScores { content, parties, statuses } = sayso_net::claim(weights, hidden, &places);
    let mut labels = sayso_net::best_content(weights, &content);
    labels.iter_mut().skip(cue.start - window.start).take(cue.len()).for_each(|label| *label = 0);
    let likelihoods = sayso_net::content_likelihoods(weights, &content);
    let inside = labels.iter().zip(&likelihoods).filter(|(label, _)| **label > 0);
    let (count, sum) = inside.fold((0, 0.0), |(count, sum), (_, token)| (count + 1, sum + 1.0 - token[0]));
    let start = window.start - first;
    let (status, known) = status(&statuses);
    Seen {
        status,
        known,
        sure: sum / count.max(1) as f32,
        content: relations::runs(&labels, [1, 2], start),
        parties: std::array::from_fn(|party| phrase(&parties, party, start)),
        quoted: features[cue.start - first].quote > 0,
    }
}

/// Returns the claims of a cue. Positions count like those in `seen`. `likely` is the first stage's likelihood of the
/// cue.
pub fn read(weights: &Weights, seen: Seen, cue: &Range<usize>, likely: f32) -> Vec<Claim> {
    let confidence = confidence(weights, &seen, cue, likely);
    let Seen { status, content, parties: [claimant, challenger, target], .. } = seen;
    let claim = |content| Claim {
        cue: cue.clone(),
        content,
        status,
        claimant: claimant.clone(),
        challenger: challenger.clone(),
        target: target.clone(),
        confidence,
    };
    split(cue, content).into_iter().map(claim).collect()
}

/// Returns the most likely status, and the log odds that the cue indicates a status at all.
fn status(statuses: &[f32; STATUSES]) -> (Status, f32) {
    let none = statuses[STATUSES - 1];
    let mut best = 0;
    for at in 1..ORDER.len() {
        best = if statuses[at] > statuses[best] { at } else { best };
    }
    let total: f32 = statuses[..ORDER.len()].iter().map(|value| sayso_net::exp(value - statuses[best])).sum();
    (ORDER[best], statuses[best] + sayso_net::ln(total) - none)
}

/// Returns the tokens of a party, if any: the most likely token and its neighbours, up to the first on either side that
/// is not more likely than not in the party.
fn phrase(parties: &[[f32; PARTIES]], party: usize, start: usize) -> Option<Range<usize>> {
    let top =
        (0..parties.len()).reduce(|best, at| if parties[at][party] > parties[best][party] { at } else { best })?;
    let inside = |token: &&[f32; PARTIES]| token[party] > 0.0;
    let before = parties[..top].iter().rev().take_while(inside).count();
    let behind = parties[top..].iter().take_while(inside).count();
    (behind > 0).then(|| start + top - before..start + top + behind)
}

/// Groups the content of one cue into claims. If there is content on both sides of the cue, the nearest parts form one
/// claim ("The clerk fled"); if there is content on one side only, each part is a claim ("denied that he knew and that
/// he paid").
fn split(cue: &Range<usize>, runs: Vec<Range<usize>>) -> Vec<Vec<Range<usize>>> {
    let (before, behind): (Vec<_>, Vec<_>) = runs.into_iter().partition(|run| run.start < cue.start);
    match (before.last(), behind.first()) {
        (Some(before), Some(behind)) => vec![vec![before.clone(), behind.clone()]],
        (None, None) => vec![Vec::new()],
        _ => before.into_iter().chain(behind).map(|run| vec![run]).collect(),
    }
}

/// Returns the confidence in the claims of a cue: a logistic regression on the output of both stages, fitted by the
/// trainer. `train/calibrate.py` has the same list of inputs.
fn confidence(weights: &Weights, seen: &Seen, cue: &Range<usize>, likely: f32) -> f32 {
    let likely = likely.clamp(1e-4, 1.0 - 1e-4);
    let odds = sayso_net::ln(likely / (1.0 - likely));
    let yes = |fact: bool| f32::from(u8::from(fact));
    let words = seen.content.iter().map(Range::len).sum::<usize>();
    let length = words.min(LONG) as f32 / 20.0;
    let wide = (cue.len() - 1).min(WIDE) as f32 / 4.0;
    let mut evidence = [0.0; CLAIM_CALIBRATION];
    let plain = [1.0, odds, seen.known, seen.sure, yes(words <= SHORT), yes(seen.quoted), length, wide];
    let statuses = ORDER.map(|status| yes(status == seen.status));
    evidence.iter_mut().zip(plain.into_iter().chain(statuses)).for_each(|(slot, value)| *slot = value);
    let total: f32 = evidence.iter().zip(weights.claim_calibration()).map(|(a, b)| a * b).sum();
    1.0 / (1.0 + sayso_net::exp(-total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_around_the_cue_form_one_claim() {
        assert_eq!(split(&(4..5), vec![1..4, 5..9]), [vec![1..4, 5..9]]);
        let both: Vec<_> = split(&(0..1), vec![1..4, 5..9]).concat();
        assert_eq!(both, [1..4, 5..9]);
        assert_eq!(split(&(0..1), vec![1..4, 5..9]).len(), 2);
        assert_eq!(split(&(0..1), Vec::new()), [Vec::<Range<usize>>::new()]);
    }

    #[test]
    fn a_party_extends_around_its_likeliest_token() {
        let tokens = [-1.0, 0.5, 2.0, 0.1, -3.0, 1.0].map(|value| [value, -1.0, 0.0]);
        assert_eq!(phrase(&tokens, 0, 10), Some(11..14));
        assert_eq!(phrase(&tokens, 1, 10), None);
        assert_eq!(phrase(&[], 0, 10), None);
    }

    #[test]
    fn a_cue_extends_over_its_inner_tokens() {
        let likelihoods = [[0.8, 0.2, 0.0], [0.1, 0.9, 0.0], [0.2, 0.0, 0.8], [0.9, 0.05, 0.05]];
        assert_eq!(candidates(&(7..11), &likelihoods), [(7..8, 0.2), (8..10, 0.9)]);
    }
}
