//! Finds sentences of two articles that may share wording, by winnowed fingerprints.
//!
//! Fingerprints of [`GRAM`] words are selected so that any [`GRAM`] + [`WINDOW`] − 1 consecutive words shared by two
//! articles have a selected fingerprint in common (Schleimer, Wilkerson and Aiken, 2003). An index by fingerprint
//! then gives the pairs.

use super::Set;
use super::keys::key;
use super::vocabulary::NOTHING;
use crate::hash::HashMap;

/// The number of words of which a fingerprint is a hash.
const GRAM: usize = 4;
/// At least one of this many consecutive fingerprints is selected.
const WINDOW: usize = 3;
/// The maximum number of sentences that are looked up for a fingerprint; the latest ones are used.
const FOLLOWED: usize = 48;
/// The maximum number of earlier sentences that a sentence is paired with, so that a sentence that occurs everywhere is
/// not paired with every other.
const KEPT: usize = 16;

/// Two sentences of two articles; the first is in the earlier article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Shared {
    /// The indices of the article and of the sentence.
    pub a: (usize, usize),
    /// The indices of the article and of the sentence.
    pub b: (usize, usize),
}

/// Returns the pairs of sentences with a common fingerprint, sorted.
pub fn find(set: &Set<'_>) -> Vec<Shared> {
    let mut index: HashMap<u64, Vec<(u32, u32)>> = HashMap::default();
    let mut out = Vec::new();
    for (number, article) in set.articles.iter().enumerate() {
        let words: Vec<(u32, u32)> = article
            .words
            .iter()
            .enumerate()
            .filter(|(_, (form, _))| *form != NOTHING)
            .map(|(at, (form, _))| (*form, article.document.tokens[at].sentence as u32))
            .collect();
        let fingerprints = winnow(&words);
        for of_sentence in fingerprints.chunk_by(|one, next| one.1 == next.1) {
            let sentence = of_sentence[0].1 as usize;
            for (other, place) in most_similar(&index, of_sentence) {
                out.push(Shared { a: (other as usize, place as usize), b: (number, sentence) });
            }
        }
        // Added after the lookup, so that an article is not compared with itself.
        for (fingerprint, sentence) in fingerprints {
            index.entry(fingerprint).or_default().push((number as u32, sentence));
        }
    }
    crate::sort::sort(&mut out);
    out
}

/// Returns the places (article and sentence) that share the most fingerprints with a sentence.
fn most_similar(index: &HashMap<u64, Vec<(u32, u32)>>, fingerprints: &[(u64, u32)]) -> Vec<(u32, u32)> {
    let mut shared: HashMap<u64, f32> = HashMap::default();
    for (fingerprint, _) in fingerprints {
        for place in index.get(fingerprint).into_iter().flat_map(|places| places.iter().rev().take(FOLLOWED)) {
            *shared.entry(key(place.0 as usize, place.1 as usize)).or_default() += 1.0;
        }
    }
    let mut all: Vec<(u64, f32)> = shared.into_iter().collect();
    crate::sort::sort_by(&mut all, |x, y| y.1.total_cmp(&x.1).then(y.0.cmp(&x.0)));
    all.into_iter().take(KEPT).map(|(place, _)| ((place >> 32) as u32, place as u32)).collect()
}

/// Returns the selected fingerprints of an article, each with the sentence in which it starts. `words` has the form and
/// the sentence of each word.
fn winnow(words: &[(u32, u32)]) -> Vec<(u64, u32)> {
    let hashes: Vec<u64> =
        words.windows(GRAM).map(|gram| gram.iter().fold(0, |hash, word| mix(hash, word.0))).collect();
    let mut out = Vec::new();
    let mut last = usize::MAX;
    for start in 0..(hashes.len() + 1).saturating_sub(WINDOW) {
        // The last minimum, so that the same one is selected in as many windows as possible.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn always_finds_six_words_in_a_row() {
        let row: Vec<(u32, u32)> = (100..106).map(|word| (word, 0)).collect();
        for shift in 0..9_u32 {
            let around = |from: u32| (from..from + 7 + shift).map(|word| (word, 0));
            let a: Vec<(u32, u32)> = around(200).chain(row.clone()).chain(around(300)).collect();
            let b: Vec<(u32, u32)> = around(400).chain(row.clone()).chain(around(500)).collect();
            let (x, y) = (winnow(&a), winnow(&b));
            assert!(x.iter().any(|one| y.contains(one)), "{shift}");
            assert!(x.len() < a.len());
        }
        assert!(winnow(&row[..3]).is_empty());
    }
}
