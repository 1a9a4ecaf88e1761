//! Limits how many cues the second stage examines.
//!
//! The second stage reads up to [`WINDOW`] tokens for each cue, so its cost is the number of cues times the window. A
//! news article has a cue about every twenty tokens; a text made of cue words has one at each token and would cost many
//! times as much. So each block of a paragraph has a budget in proportion to its length in bytes, which is spent on the
//! likeliest cues. The budget depends on the paragraph alone, so cached findings remain valid as long as the paragraph
//! is unchanged.

use std::ops::Range;

use super::relations::WINDOW;
use crate::text::Document;

/// How many tokens the second stage may read for every two bytes of a block, for attribution cues. No block in about
/// 2,000 news articles needs more; the mean is an eighth of it.
pub const ATTRIBUTIONS: usize = 5;
/// The same for claim cues.
pub const CLAIMS: usize = 2;

/// Selects the candidate cues of a paragraph that the second stage examines. `cues` are in order, each with its
/// likelihood; the result keeps the order. `tokens` are those of the paragraph, at least one; `allowance` is
/// [`ATTRIBUTIONS`] or [`CLAIMS`].
pub fn affordable(
    document: &Document<'_>,
    tokens: &Range<usize>,
    cues: &[(Range<usize>, f32)],
    allowance: usize,
) -> Vec<(Range<usize>, f32)> {
    let window = tokens.len().min(WINDOW);
    let mut out = Vec::with_capacity(cues.len());
    let mut rest = cues;
    for block in blocks(tokens) {
        let (own, behind) = rest.split_at(rest.partition_point(|(cue, _)| cue.start < block.end));
        rest = behind;
        // A paragraph may be too short for even one window; its likeliest cue is examined anyway.
        let most = allowance * document.cover(block).len() / (2 * window.max(1));
        out.extend(likeliest(own, most.max(1)));
    }
    out
}

/// Splits the tokens of a paragraph into blocks whose lengths differ by at most one token. No block is longer than
/// [`WINDOW`].
fn blocks(tokens: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let (start, len) = (tokens.start, tokens.len());
    let count = len.div_ceil(WINDOW);
    let bound = move |number: usize| start + len * number / count;
    (0..count).map(move |number| bound(number)..bound(number + 1))
}

/// Returns the `most` likeliest cues, in the given order. Of equally likely cues, the first are taken.
fn likeliest(cues: &[(Range<usize>, f32)], most: usize) -> Vec<(Range<usize>, f32)> {
    let mut best = cues.to_vec();
    if best.len() > most {
        crate::sort::sort_by(&mut best, |a, b| b.1.total_cmp(&a.1));
        best.truncate(most);
        crate::sort::sort_by_key(&mut best, |(cue, _)| cue.start);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the cues that are selected if every token is a candidate. `likely` gives the likelihood of each.
    fn kept(text: &str, likely: impl Fn(usize) -> f32) -> Vec<usize> {
        let document = Document::new(text);
        let tokens = document.tokens_of(&(0..1));
        let cues: Vec<_> = tokens.clone().map(|at| (at..at + 1, likely(at))).collect();
        affordable(&document, &tokens, &cues, ATTRIBUTIONS).into_iter().map(|(cue, _)| cue.start).collect()
    }

    #[test]
    fn the_likeliest_cues_of_a_block_are_kept_in_their_order() {
        // 300 words are three blocks of 100 words. Each has a budget of 5 × 499 bytes / (2 × 128 tokens) = 9 cues.
        let found = kept(&"said ".repeat(300), |at| if at % 7 == 3 { 0.9 } else { 0.4 });
        assert!(found.is_sorted());
        for block in [0..100, 100..200, 200..300] {
            let own: Vec<usize> = found.iter().copied().filter(|at| block.contains(at)).collect();
            assert_eq!(own.len(), 9);
            let likely = own.iter().filter(|&&at| at % 7 == 3).count();
            assert_eq!(likely, block.filter(|at| at % 7 == 3).count().min(9));
        }
    }

    #[test]
    fn keeps_the_first_of_equally_likely_cues() {
        assert_eq!(kept(&"said ".repeat(100), |_| 0.5), (0..12).collect::<Vec<_>>());
    }

    #[test]
    fn a_short_paragraph_keeps_its_likeliest_cue() {
        assert_eq!(kept("?", |_| 0.5), [0]);
        assert_eq!(kept(&"?".repeat(200), |at| at as f32).last(), Some(&199));
    }

    /// A cue at every third token is more than any writer puts into a sentence.
    #[test]
    fn a_dense_sentence_of_news_keeps_all_its_cues() {
        let text = "Hale said the mayor had denied that he knew, claimed he was told nothing, and insisted he would \
            not resign.";
        let document = Document::new(text);
        let tokens = document.tokens_of(&(0..1));
        let cues: Vec<_> = (0..tokens.len()).step_by(3).map(|at| (at..at + 1, 0.0)).collect();
        assert_eq!(affordable(&document, &tokens, &cues, ATTRIBUTIONS), cues);
    }

    #[test]
    fn blocks_hold_every_token_once() {
        for len in [1, 127, 128, 129, 256, 257, 1000] {
            let all: Vec<Range<usize>> = blocks(&(5..5 + len)).collect();
            assert_eq!((all[0].start, all[all.len() - 1].end), (5, 5 + len));
            assert!(all.windows(2).all(|pair| pair[0].end == pair[1].start));
            assert!(all.iter().all(|block| (1..=WINDOW).contains(&block.len())));
        }
    }
}
