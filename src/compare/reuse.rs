//! Wording that two articles share: one copied it from the other, or both from a third text.
//!
//! Hit: "flew 25 miles undetected past the border at low altitude" in both. Miss: the same news in different words; a
//! name and title that both contain. Differences are shown as a diff.

use super::Set;
use super::align::{Aligned, align};
use super::fingerprints::Shared;
use super::keys::triple;
use super::links::{Kind, Link, Reason, Side};
use crate::model::Rule;

/// Fewer shared words may be a coincidence.
const SHARED: usize = 7;
/// This many shared words are no coincidence, whatever surrounds them.
const LONG: usize = 12;
/// Fewer shared words must be this share of the shorter sentence.
const COVERED: f32 = 0.7;
/// From this share on, the shorter sentence counts as copied completely.
const WHOLE: f32 = 0.95;
/// The minimum number of shared words that are neither function words nor part of a name.
const TELLING: usize = 3;
/// With a lower share of the longer side, the texts are different.
const DENSE: f32 = 0.55;

/// Pairs of sentences with shared wording.
pub fn find(set: &Set<'_>, shared: &[Shared]) -> Vec<Link> {
    let found = shared.iter().filter_map(|pair| {
        let (a, b) = (&set.articles[pair.a.0], &set.articles[pair.b.0]);
        let tokens =
            |of: &super::units::Prepared<'_>, sentence: usize| of.document.tokens_in(of.document.sentences[sentence]);
        let aligned = align(a, tokens(a, pair.a.1), b, tokens(b, pair.b.1))?;
        let enough = aligned.shared >= LONG || aligned.covered >= COVERED;
        // A short sentence that was copied completely may have fewer.
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

/// The more words and the fewer changes, the less likely it is a coincidence.
fn score(aligned: &Aligned) -> f32 {
    let length = (aligned.shared - SHARED) as f32;
    let odds: f32 = -0.2 + 0.25 * length + 4.0 * (aligned.density - DENSE) + 0.2 * aligned.telling as f32;
    1.0 / (1.0 + (-odds).exp())
}

/// Keeps the best links: each occurrence of a sentence is linked to the most similar one in the other article.
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
