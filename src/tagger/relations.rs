//! Turns likely cues into relations: finds which tokens are what a cue's source says.

use std::ops::Range;

use sayso_net::weights::{LABELS, LABELS2, PLACES, Weights};
use sayso_net::{Hidden, Window};

use super::features::{self, Features};
use crate::lexicon::Class;
use crate::text::Document;

/// The second stage examines a token as the start of a cue if its likelihood of being one is at least this.
const CANDIDATE: f32 = 0.3;
/// The same for a cue before "that", which starts a content more often than not.
const CANDIDATE_THAT: f32 = 0.2;
/// A second source is kept if its likelihood is at least this share of the likeliest one's.
const RIVAL: f32 = 0.8;
/// A word of at least this [`features::cue_class`] inside likely content is always examined, because the larger
/// training set marks no attribution inside another.
const NESTED_CLASS: u8 = 3;
/// A token continues a cue if its likelihood of doing so is more than this share of the previous token's.
const INSIDE: f32 = 0.5;
/// The second stage examines the cue's paragraph, but at most this many tokens of it.
pub const WINDOW: usize = 128;
/// The upper bounds of the classes of distance from the cue, in tokens.
const DISTANCES: [usize; 8] = [1, 2, 3, 5, 8, 13, 21, 36];
/// Content of at most this many tokens is often wrong.
const SHORT: usize = 2;
/// The first-stage label of a cue's first token.
pub const BEGIN_CUE: usize = 5;
/// The first-stage label of a cue's further tokens.
pub const INNER_CUE: usize = 6;

/// A cue and what it may introduce. Ranges are non-empty and in order, and count positions in [`Document::tokens`].
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// The tokens that attribute.
    pub cue: Range<usize>,
    /// What is said. May be empty or have several parts.
    pub content: Vec<Range<usize>>,
    /// Who says it. May be empty.
    pub source: Vec<Range<usize>>,
    /// The probability that cue, content and source are right enough for a reader, from 0 to 1.
    pub confidence: f32,
    /// The first stage's likelihood that the cue's first token begins a cue, from 0 to 1.
    pub cue_likelihood: f32,
    /// The second stage's log odds that the cue is really a cue.
    pub gate: f32,
}

impl Relation {
    /// Returns the relation shifted right by `by` tokens.
    pub fn moved(&self, by: usize) -> Self {
        self.placed(|at| at + by)
    }

    /// Returns the relation with positions counted from token `first`.
    pub fn counted_from(&self, first: usize) -> Self {
        self.placed(|at| at - first)
    }

    fn placed(&self, place: impl Fn(usize) -> usize) -> Self {
        let placed = |range: &Range<usize>| place(range.start)..place(range.end);
        Self {
            cue: placed(&self.cue),
            content: self.content.iter().map(placed).collect(),
            source: self.source.iter().map(placed).collect(),
            ..*self
        }
    }

    /// Appends the relation as bytes, with positions counted from token `first`.
    pub fn write(&self, first: usize, to: &mut Vec<u8>) {
        let mut add = |number: u32| to.extend(number.to_le_bytes());
        for ranges in [std::slice::from_ref(&self.cue), &self.content, &self.source] {
            add(ranges.len() as u32);
            ranges.iter().flat_map(|range| [range.start, range.end]).for_each(|at| add((at - first) as u32));
        }
        [self.confidence, self.cue_likelihood, self.gate].into_iter().for_each(|likely| add(likely.to_bits()));
    }
}

/// What the second stage finds about one cue.
pub struct Seen {
    /// The tokens it examined.
    pub window: Range<usize>,
    /// The score of each label at each of them.
    pub emissions: Vec<[f32; LABELS2]>,
    /// The log odds that the cue is really a cue.
    pub gate: f32,
}

/// Returns the tokens that the second stage examines for `cue`, and their positions relative to it. `features` start at
/// token `first`, from which positions in the [`Window`] count.
pub fn view(
    document: &Document<'_>,
    features: &[Features],
    first: usize,
    cue: &Range<usize>,
) -> (Range<usize>, Window) {
    let window = window(document, cue);
    let places = window.clone().map(|at| place(document, |at| features[at - first].quote, cue, at)).collect();
    let seen = Window { start: window.start - first, cue: cue.start - first, cue_len: cue.len(), places };
    (window, seen)
}

/// Runs the second stage on one cue. `features` and `hidden` start at token `first`.
pub fn look(
    weights: &Weights,
    document: &Document<'_>,
    features: &[Features],
    hidden: &Hidden,
    first: usize,
    cue: &Range<usize>,
) -> Seen {
    let (window, places) = view(document, features, first, cue);
    let (emissions, gate) = sayso_net::relate(weights, hidden, &places);
    Seen { window, emissions, gate }
}

/// Turns what the second stage found about `cue` into a relation with positions counted from token `first`. `likely` is
/// the first stage's output for the cue's first token, and `quoted` says whether that token is in quotation marks.
pub fn read(
    weights: &Weights,
    seen: Seen,
    cue: &Range<usize>,
    first: usize,
    likely: &[f32; LABELS],
    quoted: bool,
) -> Relation {
    let Seen { window, emissions, gate } = seen;
    let mut labels = sayso_net::best2(weights, &emissions);
    labels.iter_mut().skip(cue.start - window.start).take(cue.len()).for_each(|label| *label = 0);
    let likelihoods = sayso_net::likelihoods2(weights, &emissions);
    let sure = sureness(&labels, &likelihoods);
    one_source(&mut labels, &likelihoods);
    let relation = Relation {
        cue: cue.start - first..cue.end - first,
        content: runs(&labels, [1, 2], window.start - first),
        source: runs(&labels, [3, 4], window.start - first),
        confidence: 0.0,
        cue_likelihood: likely[BEGIN_CUE],
        gate,
    };
    let inside = likely[1] + likely[2];
    Relation { confidence: confidence(weights, &relation, sure, quoted, inside), ..relation }
}

/// Returns the candidate cues among `tokens`, in order, each with the likelihood that its first token begins a cue.
/// `likelihoods` has the first stage's output for each of `tokens`.
pub fn candidates(
    document: &Document<'_>,
    tokens: &Range<usize>,
    likelihoods: &[[f32; LABELS]],
) -> Vec<(Range<usize>, f32)> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < likelihoods.len() {
        let token = &likelihoods[at];
        let word = &document.tokens[tokens.start + at].lower;
        let nested = token[1] + token[2] > 0.5 && features::cue_class(word) >= NESTED_CLASS;
        let start = at;
        let goes_on = |at: usize| {
            let before = likelihoods[at - 1][BEGIN_CUE].max(likelihoods[at - 1][INNER_CUE]);
            likelihoods.get(at).is_some_and(|token| token[INNER_CUE] > INSIDE * before)
        };
        at += 1;
        if token[BEGIN_CUE] < CANDIDATE_THAT && !nested {
            continue;
        }
        while goes_on(at) && at - start < WINDOW / 2 {
            at += 1;
        }
        let that =
            document.tokens.get(tokens.start + at).is_some_and(|token| token.lower.known().is(Class::Complementiser));
        if nested || token[BEGIN_CUE] >= if that { CANDIDATE_THAT } else { CANDIDATE } {
            out.push((tokens.start + start..tokens.start + at, token[BEGIN_CUE]));
        } else {
            at = start + 1;
        }
    }
    out
}

/// Returns the tokens of the cue's paragraph, cut to [`WINDOW`] tokens around the cue.
fn window(document: &Document<'_>, cue: &Range<usize>) -> Range<usize> {
    let paragraph = document.tokens[cue.start].paragraph;
    let low = document.tokens[..cue.start].partition_point(|token| token.paragraph < paragraph);
    let high = low + document.tokens[low..].partition_point(|token| token.paragraph == paragraph);
    if high - low <= WINDOW {
        return low..high;
    }
    let middle = (cue.start + cue.end - 1) / 2;
    let low = middle.saturating_sub(WINDOW / 2).min(high - WINDOW).max(low);
    low..low + WINDOW
}

/// Returns the classes of the position of token `at` relative to the cue: distance, sentence and quotation.
fn place(document: &Document<'_>, quote: impl Fn(usize) -> u32, cue: &Range<usize>, at: usize) -> [u8; PLACES.len()] {
    let near = |distance: usize| DISTANCES.partition_point(|&bound| bound < distance);
    let half = DISTANCES.len() + 1;
    let distance = if at < cue.start {
        1 + near(cue.start - at)
    } else if at >= cue.end {
        1 + half + near(at + 1 - cue.end)
    } else {
        0
    };
    let sentence = |at: usize| document.tokens[at].sentence as isize;
    let sentences = (sentence(at) - sentence(cue.start)).clamp(-2, 2) + 2;
    let relation = match (quote(at), quote(cue.start)) {
        (0, 0) => 0,
        (_, 0) => 1,
        (0, _) => 2,
        (a, b) => 3 + u8::from(a != b),
    };
    [distance as u8, sentences as u8, relation]
}

/// Returns the ranges of labels in `wanted`, whose first label begins a range and whose second label continues one. The
/// first label is that of token `start`.
pub fn runs(labels: &[u8], wanted: [u8; 2], start: usize) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (at, label) in labels.iter().enumerate().filter(|(_, label)| wanted.contains(label)) {
        let at = start + at;
        match out.last_mut() {
            Some(last) if last.end == at && *label == wanted[1] => last.end += 1,
            _ => out.push(at..at + 1),
        }
    }
    out
}

/// Removes all sources but the likeliest one and those that are nearly as likely, because a statement has one source.
/// Parts that are separated by a single token, such as a comma, are one source.
fn one_source(labels: &mut [u8], likelihoods: &[[f32; LABELS2]]) {
    let mut sources: Vec<Range<usize>> = Vec::new();
    for run in runs(labels, [3, 4], 0) {
        match sources.last_mut() {
            Some(last) if run.start <= last.end + 1 => last.end = run.end,
            _ => sources.push(run),
        }
    }
    let likely =
        |source: &Range<usize>| likelihoods[source.clone()].iter().map(|token| token[3] + token[4]).fold(0.0, f32::max);
    let most = sources.iter().map(likely).fold(0.0, f32::max);
    for source in sources.into_iter().filter(|source| likely(source) < RIVAL * most) {
        labels[source].iter_mut().filter(|label| **label >= 3).for_each(|label| *label = 0);
    }
}

/// Returns the mean likelihood of the chosen labels, over the tokens with a label other than none.
fn sureness(labels: &[u8], likelihoods: &[[f32; LABELS2]]) -> f32 {
    let labelled = || labels.iter().zip(likelihoods).filter(|(label, _)| **label > 0);
    let total: f32 = labelled()
        .map(|(&label, token)| {
            let begin = usize::from((label - 1) / 2 * 2 + 1);
            token[begin] + token[begin + 1]
        })
        .sum();
    total / labelled().count().max(1) as f32
}

/// Returns the confidence in a relation: a logistic regression on the output of both stages, fitted by the trainer.
/// `train/calibrate.py` has the same list of inputs.
fn confidence(weights: &Weights, relation: &Relation, sure: f32, quoted: bool, inside: f32) -> f32 {
    let likely = relation.cue_likelihood.clamp(1e-4, 1.0 - 1e-4);
    let odds = sayso_net::ln(likely / (1.0 - likely));
    let yes = |fact: bool| f32::from(u8::from(fact));
    let short = relation.content.iter().map(Range::len).sum::<usize>() <= SHORT;
    let no_source = relation.source.is_empty();
    let evidence = [1.0, odds, relation.gate, sure, yes(quoted), inside, yes(short), yes(no_source)];
    let total: f32 = evidence.iter().zip(weights.calibration()).map(|(a, b)| a * b).sum();
    1.0 / (1.0 + sayso_net::exp(-total))
}

/// Returns the relations with content and a confidence of at least `threshold`, except those whose content mostly
/// repeats that of a likelier relation. `relations` must be in the order of their cues.
pub fn strongest(relations: &[Relation], threshold: f32) -> Vec<&Relation> {
    let likely: Vec<&Relation> =
        relations.iter().filter(|r| r.confidence >= threshold && !r.content.is_empty()).collect();
    let mut order: Vec<usize> = (0..likely.len()).collect();
    crate::sort::sort_by(&mut order, |&a, &b| likely[b].confidence.total_cmp(&likely[a].confidence));
    let mut kept = vec![false; likely.len()];
    for at in order {
        // Windows are short, so only relations with cues near each other can share content.
        let start = likely[at].cue.start;
        let before = (0..at).rev().take_while(|&other| likely[other].cue.start + 2 * WINDOW >= start);
        let behind = (at + 1..likely.len()).take_while(|&other| likely[other].cue.start < start + 2 * WINDOW);
        let mut near = before.chain(behind).filter(|&other| kept[other]);
        kept[at] = !near.any(|other| repeats(&likely[at].content, &likely[other].content));
    }
    likely.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(relation, _)| relation).collect()
}

/// Whether the tokens shared by both contents are at least half of all tokens in either.
fn repeats(a: &[Range<usize>], b: &[Range<usize>]) -> bool {
    let size = |ranges: &[Range<usize>]| ranges.iter().map(Range::len).sum::<usize>();
    let meet = |x: &Range<usize>, y: &Range<usize>| x.end.min(y.end).saturating_sub(x.start.max(y.start));
    let shared: usize = a.iter().map(|x| b.iter().map(|y| meet(x, y)).sum::<usize>()).sum();
    2 * shared >= size(a) + size(b) - shared
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relation(cue: usize, content: &[(usize, usize)], confidence: f32) -> Relation {
        let content = content.iter().map(|&(start, end)| start..end).collect();
        Relation { cue: cue..cue + 1, content, source: Vec::new(), confidence, cue_likelihood: 0.5, gate: 0.0 }
    }

    #[test]
    fn keeps_the_likelier_of_two_duplicates() {
        let all = [
            relation(3, &[(4, 10)], 0.6),
            relation(5, &[(6, 10)], 0.9),
            relation(12, &[(4, 5), (13, 20)], 0.7),
            relation(30, &[], 0.9),
            relation(40, &[(41, 44)], 0.2),
        ];
        let cues: Vec<usize> = strongest(&all, 0.4).iter().map(|r| r.cue.start).collect();
        assert_eq!(cues, [5, 12]);
    }

    #[test]
    fn runs_join_only_inner_labels() {
        assert_eq!(runs(&[0, 1, 2, 0, 3, 1, 1, 2], [1, 2], 10), [11..13, 15..16, 16..18]);
    }
}
