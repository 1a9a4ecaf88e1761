//! Sentences of two articles that may share wording, by winnowed fingerprints.
//!
//! Every few words a fingerprint of [`GRAM`] words is kept, chosen so that any [`GRAM`] + [`WINDOW`] − 1 words in a row that two
//! articles share have one in common (Schleimer, Wilkerson and Aiken, 2003). An index by fingerprint then gives the pairs.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::Set;
use super::words::NOTHING;

/// Words in a fingerprint.
const GRAM: usize = 4;
/// Of so many fingerprints in a row one is kept.
const WINDOW: usize = 3;
/// A fingerprint is followed to so many places at most: what stands everywhere is set against a few and not against all.
const FOLLOWED: usize = 24;

/// A sentence each of two articles; the first of the earlier article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Shared {
    /// Article and sentence.
    pub a: (usize, usize),
    /// Article and sentence.
    pub b: (usize, usize),
}

/// All pairs of sentences that have a fingerprint in common.
pub fn find(set: &Set<'_>) -> Vec<Shared> {
    let mut index: HashMap<u64, Vec<(u32, u32)>> = HashMap::default();
    let mut pairs: HashSet<Shared> = HashSet::default();
    for (number, article) in set.articles.iter().enumerate() {
        let words: Vec<(u32, u32)> = article
            .words
            .iter()
            .enumerate()
            .filter(|(_, (form, _))| *form != NOTHING)
            .map(|(at, (form, _))| (*form, article.document.tokens[at].sentence as u32))
            .collect();
        let prints = winnow(&words);
        for (print, sentence) in &prints {
            let known = index.get(print).map_or(&[][..], Vec::as_slice);
            for &(other, place) in known.iter().rev().take(FOLLOWED) {
                pairs.insert(Shared { a: (other as usize, place as usize), b: (number, *sentence as usize) });
            }
        }
        // Added only now: an article is not set against itself.
        for (print, sentence) in prints {
            index.entry(print).or_default().push((number as u32, sentence));
        }
    }
    let mut out: Vec<Shared> = pairs.into_iter().collect();
    crate::order::sort(&mut out);
    out
}

/// The fingerprints that are kept, each with the sentence in which it starts.
fn winnow(words: &[(u32, u32)]) -> Vec<(u64, u32)> {
    let hashes: Vec<u64> =
        words.windows(GRAM).map(|gram| gram.iter().fold(0, |hash, word| mix(hash, word.0))).collect();
    let mut out = Vec::new();
    let mut last = usize::MAX;
    for start in 0..(hashes.len() + 1).saturating_sub(WINDOW) {
        // The rightmost of the least, so that the same one is chosen while it can be.
        let least = (start..start + WINDOW).rev().min_by_key(|&at| hashes[at]).unwrap_or(start);
        if least != last {
            out.push((hashes[least], words[least].1));
            last = least;
        }
    }
    out
}

fn mix(hash: u64, word: u32) -> u64 {
    (hash ^ u64::from(word)).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
}
