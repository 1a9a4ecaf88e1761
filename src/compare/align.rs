//! Aligns two passages word by word, to find which words they share and which differ in between.

use std::ops::Range;

use similar::DiffOp;
use similar::algorithms::{Capture, Replace, myers};

use super::links::Change;
use super::units::Prepared;
use super::vocabulary::NOTHING;
use crate::span::Span;

/// The part of an alignment with the most shared and fewest different words.
pub struct Aligned {
    /// The span from the first to the last shared word in the first text.
    pub a: Span,
    /// The same in the second text.
    pub b: Span,
    /// The differences in between.
    pub changes: Vec<Change>,
    /// The number of shared words.
    pub shared: usize,
    /// The number of shared words that are neither function words nor part of a name, a cue or a source.
    pub telling: usize,
    /// The shared words as a share of the words of the shorter passage, both without cues and sources.
    pub covered: f32,
    /// The shared words as a share of all words from the first to the last shared word, on the longer side.
    pub density: f32,
}

/// Aligns the tokens `x` of `a` with the tokens `y` of `b`. Returns `None` if no two consecutive words are shared.
/// Punctuation is ignored.
pub fn align(a: &Prepared<'_>, x: Range<usize>, b: &Prepared<'_>, y: Range<usize>) -> Option<Aligned> {
    let words = |of: &Prepared<'_>, range: Range<usize>| -> Vec<usize> {
        range.filter(|&at| of.words[at].0 != NOTHING).collect()
    };
    let (x, y) = (words(a, x), words(b, y));
    let said = |of: &Prepared<'_>, at: &[usize]| at.iter().filter(|&&at| !of.in_cue_or_source[at]).count();
    let shorter = said(a, &x).min(said(b, &y));
    let forms = |of: &Prepared<'_>, at: &[usize]| -> Vec<u32> { at.iter().map(|&at| of.words[at].0).collect() };
    let ops = diff(&forms(a, &x), &forms(b, &y));
    let chosen = densest(&ops)?;
    let ops = &ops[chosen];
    let (first, last) = (ops.first()?, ops.last()?);
    let (old, new) = (first.old_range().start..last.old_range().end, first.new_range().start..last.new_range().end);
    let same: Vec<usize> = ops.iter().filter(|op| is_equal(op)).flat_map(|op| op.old_range()).collect();
    let telling =
        same.iter().filter(|&&at| a.words[x[at]].1 != NOTHING && !a.names[x[at]] && !a.in_cue_or_source[x[at]]).count();
    let cover = |of: &Prepared<'_>, at: &[usize], range: Range<usize>| match range.is_empty() {
        // An empty span directly after the previous word.
        true => {
            let end = range.start.checked_sub(1).map_or(0, |before| of.document.tokens[at[before]].span.end);
            Span::new(end, end)
        }
        false => of.document.cover(at[range.start]..at[range.end - 1] + 1),
    };
    let changes = ops
        .iter()
        .filter(|op| !is_equal(op))
        .map(|op| Change { a: cover(a, &x, op.old_range()), b: cover(b, &y, op.new_range()) })
        .collect();
    let density = same.len() as f32 / old.len().max(new.len()).max(1) as f32;
    let covered = same.iter().filter(|&&at| !a.in_cue_or_source[x[at]]).count() as f32 / shorter.max(1) as f32;
    Some(Aligned { covered, a: cover(a, &x, old), b: cover(b, &y, new), changes, shared: same.len(), telling, density })
}

/// Returns the operations (keep, delete, insert, replace) that turn one list of words into the other.
pub fn diff(a: &[u32], b: &[u32]) -> Vec<DiffOp> {
    let mut capture = Replace::new(Capture::new());
    // Capturing the operations cannot fail.
    let _ = myers::diff(&mut capture, a, 0..a.len(), b, 0..b.len());
    capture.into_inner().into_ops()
}

/// Whether the operation keeps words.
pub fn is_equal(op: &DiffOp) -> bool {
    matches!(op, DiffOp::Equal { .. })
}

/// Returns the run of operations with the most shared and fewest different words. It starts and ends with at least two
/// consecutive shared words.
fn densest(ops: &[DiffOp]) -> Option<Range<usize>> {
    let anchors = |op: &DiffOp| is_equal(op) && op.old_range().len() >= 2;
    let mut best: Option<(isize, Range<usize>)> = None;
    let mut open: Option<(isize, usize)> = None;
    for (at, op) in ops.iter().enumerate() {
        let length = op.old_range().len().max(op.new_range().len()) as isize;
        if !is_equal(op) {
            open = open.map(|(sum, start)| (sum - length, start)).filter(|(sum, _)| *sum > 0);
            continue;
        }
        open = match open {
            Some((sum, start)) => Some((sum + length, start)),
            None if anchors(op) => Some((length, at)),
            None => None,
        };
        let better = |(sum, _): &(isize, usize)| anchors(op) && best.as_ref().is_none_or(|(most, _)| sum > most);
        if let Some((sum, start)) = open.filter(better) {
            best = Some((sum, start..at + 1));
        }
    }
    best.map(|(_, range)| range)
}
