//! Finds wording that two articles share: one copied it from the other, or both from a third text.
//!
//! Hit: "flew 25 miles undetected past the border at low altitude" in both. Miss: the same news in different words; a
//! name and title that both contain. Differences are shown as a diff.

use super::Set;
use super::align::{Aligned, align};
use super::fingerprints::Shared;
use super::keys::triple;
use super::links::{Kind, Link, Reason, Side};
use crate::model::Rule;

/// The minimum number of shared words; fewer may be a coincidence.
const SHARED: usize = 7;
/// This many shared words are no coincidence, however long the sentences are.
const LONG: usize = 12;
/// If fewer than [`LONG`] words are shared, they must be this share of the shorter sentence.
const COVERED: f32 = 0.7;
/// From this share on, the shorter sentence counts as copied completely.
const WHOLE: f32 = 0.95;
/// The minimum number of shared words that are neither function words nor part of a name, a cue or a source.
const TELLING: usize = 3;
/// The minimum density ([`Aligned::density`]); with less, the sentences are different.
const DENSE: f32 = 0.55;

/// Returns links for pairs of sentences with shared wording. `shared` are the pairs to examine.
pub fn find(set: &Set<'_>, shared: &[Shared]) -> Vec<Link> {
    let found = shared.iter().filter_map(|pair| {
        let (a, b) = (&set.articles[pair.a.0], &set.articles[pair.b.0]);
        let tokens =
            |of: &super::units::Prepared<'_>, sentence: usize| of.document.tokens_in(of.document.sentences[sentence]);
        let aligned = align(a, tokens(a, pair.a.1), b, tokens(b, pair.b.1))?;
        let enough = aligned.shared >= LONG || aligned.covered >= COVERED;
        // A short sentence that was copied completely may have one less.
        let telling = if aligned.covered >= WHOLE { TELLING - 1 } else { TELLING };
        (enough && aligned.shared >= SHARED && aligned.telling >= telling && aligned.density >= DENSE)
            .then(|| link(pair, aligned))
    });
    best(found.collect())
}

fn link(pair: &Shared, aligned: Aligned) -> Link {
    let side = |article, span| Side { article, spans: vec![span] };
    let (a, b) = (side(pair.a.0, aligned.a), side(pair.b.0, aligned.b));
    let reason = match aligned.changes.is_empty() {
        true => Reason::new(Rule::ReuseVerbatim, a.spans.clone(), b.spans.clone()),
        false => Reason::new(Rule::ReuseChanged, a.spans.clone(), b.spans.clone()),
    };
    Link { kind: Kind::Reuse, a, b, score: score(&aligned), reason, changes: aligned.changes }
}

/// Returns the probability that the shared words are no coincidence: higher with more words, lower with more changes.
fn score(aligned: &Aligned) -> f32 {
    let length = (aligned.shared - SHARED) as f32;
    let odds: f32 = -0.2 + 0.25 * length + 4.0 * (aligned.density - DENSE) + 0.2 * aligned.telling as f32;
    1.0 / (1.0 + (-odds).exp())
}

/// Drops a link if both of its passages already have a better link to the other article.
fn best(mut links: Vec<Link>) -> Vec<Link> {
    crate::sort::sort_by(&mut links, |x, y| y.score.total_cmp(&x.score));
    let mut out: Vec<Link> = Vec::new();
    let mut taken: crate::hash::HashMap<u64, f32> = Default::default();
    for link in links {
        let from = triple((link.b.article, link.b.start()), link.a.article);
        let to = triple((link.a.article, link.a.start()), link.b.article);
        if !taken.contains_key(&from) || !taken.contains_key(&to) {
            taken.extend([(from, link.score), (to, link.score)]);
            out.push(link);
        }
    }
    out
}
