//! Marks: the spans of findings, each with its role. Pure: no browser types.

use std::fmt;
use std::str::FromStr;

use crate::model::{Analysis, Kind, Status};
use crate::span::Span;

/// A finding: its kind and its position in the analysis. Formatted as `a12`, `c3`, `m0` or `k1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Item {
    /// A position in [`Analysis::attributions`].
    Attribution(usize),
    /// A position in [`Analysis::claims`].
    Claim(usize),
    /// A position in [`Analysis::mentions`].
    Mention(usize),
    /// A position in the matches of [`super::checks::Checks`].
    Check(usize),
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Item::Attribution(at) => write!(f, "a{at}"),
            Item::Claim(at) => write!(f, "c{at}"),
            Item::Mention(at) => write!(f, "m{at}"),
            Item::Check(at) => write!(f, "k{at}"),
        }
    }
}

impl FromStr for Item {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        let at = name.get(1..).and_then(|digits| digits.parse().ok()).ok_or(())?;
        match name.as_bytes().first() {
            Some(b'a') => Ok(Item::Attribution(at)),
            Some(b'c') => Ok(Item::Claim(at)),
            Some(b'm') => Ok(Item::Mention(at)),
            Some(b'k') => Ok(Item::Check(at)),
            _ => Err(()),
        }
    }
}

/// The role of a span in its finding. If two spans cover the same words, the one with the later role is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MarkRole {
    /// A sentence whose claim was checked before.
    Check,
    /// Quoted words that are not attributed to anyone.
    Mention,
    /// What is said.
    Content(Kind),
    /// Who says it.
    Source,
    /// A claim with its status.
    Claim(Status),
    /// The cue of a claim's status.
    ClaimCue,
    /// The cue of an attribution.
    Cue,
}

impl MarkRole {
    /// Returns its name in styles and tests.
    pub fn name(self) -> &'static str {
        match self {
            MarkRole::Check => "check",
            MarkRole::Mention => "mention",
            MarkRole::Content(kind) => kind.name(),
            MarkRole::Source => "source",
            MarkRole::Claim(_) => "claim",
            MarkRole::ClaimCue | MarkRole::Cue => "cue",
        }
    }
}

/// A span of the text and its role in a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The span, in bytes of the text.
    pub span: Span,
    /// The finding.
    pub item: Item,
    /// The role of the span.
    pub role: MarkRole,
}

/// Returns `analysis` with only the findings for which `keeps` returns true. References between claims are renumbered.
pub fn kept(analysis: &Analysis, keeps: &dyn Fn(Item) -> bool) -> Analysis {
    // The new position of each claim.
    let mut count = 0;
    let places: Vec<Option<usize>> = (0..analysis.claims.len())
        .map(|at| {
            let stays = keeps(Item::Claim(at));
            count += usize::from(stays);
            stays.then(|| count - 1)
        })
        .collect();
    let mut next = analysis.clone();
    keep(&mut next.attributions, |at| keeps(Item::Attribution(at)));
    keep(&mut next.mentions, |at| keeps(Item::Mention(at)));
    keep(&mut next.claims, |at| places[at].is_some());
    for claim in &mut next.claims {
        claim.versus = claim.versus.iter().filter_map(|&at| places.get(at).copied().flatten()).collect();
    }
    next
}

fn keep<T>(items: &mut Vec<T>, keeps: impl Fn(usize) -> bool) {
    let mut at = 0;
    items.retain(|_| {
        at += 1;
        keeps(at - 1)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Claim, Reason};

    #[test]
    fn items_round_trip() {
        for item in [Item::Attribution(0), Item::Claim(0), Item::Mention(12), Item::Check(3)] {
            assert_eq!(item.to_string().parse(), Ok(item));
        }
        assert_eq!("é".parse::<Item>(), Err(()));
    }

    #[test]
    fn references_between_claims_follow_filtering() {
        let span = || vec![Span::new(0, 1)];
        let claim = |status, versus: &[usize]| Claim {
            versus: versus.to_vec(),
            ..Claim::new(span(), status, span(), Reason::default())
        };
        let claims =
            vec![claim(Status::Speculative, &[]), claim(Status::Disputed, &[2, 0]), claim(Status::Disputed, &[1])];
        let analysis = Analysis { claims, ..Analysis::default() };
        let left = kept(&analysis, &|item| item != Item::Claim(0));
        let versus: Vec<_> = left.claims.into_iter().map(|claim| claim.versus).collect();
        assert_eq!(versus, [vec![1], vec![0]]);
    }
}
