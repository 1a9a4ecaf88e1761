//! Measures how similar the letters of two texts are: the cosine of the sequences of four letters in their words,
//! weighted by rarity.
//!
//! This finds what words with different stems have in common, such as "Malmo" and "Malmö's", or "voting" and "voters".

use super::index::{Index, Place};
use super::terms::{GRAMS, QueryTerms, grams};

/// The letter sequences of a query, identified by their numbers.
#[derive(Debug)]
pub struct Grams {
    /// For each number, in which part of the query it occurs: 1 in the sentence, 2 around it, 3 in both.
    parts: Vec<u8>,
    set: Vec<u16>,
    squares: [f32; 2],
    /// For each number, the last candidate in which it occurred.
    seen: Vec<u32>,
    candidate: u32,
}

impl Default for Grams {
    fn default() -> Self {
        Self { parts: vec![0; GRAMS], set: Vec::new(), squares: [0.0; 2], seen: vec![0; GRAMS], candidate: 0 }
    }
}

impl Grams {
    /// Stores the sequences of a query.
    pub(super) fn set(&mut self, terms: &QueryTerms, index: &Index) {
        let texts = [&terms.stems, &terms.stems_around];
        for (part, stems) in texts.into_iter().enumerate() {
            for gram in stems.iter().flat_map(|stem| grams(stem)) {
                let parts = &mut self.parts[gram as usize];
                if *parts & 1 << part == 0 {
                    *parts |= 1 << part;
                    self.squares[part] += index.gram_weight(gram).powi(2);
                    self.set.push(gram);
                }
            }
        }
    }

    /// Removes the query.
    pub fn clear(&mut self) {
        self.set.drain(..).for_each(|gram| self.parts[gram as usize] = 0);
        self.squares = [0.0; 2];
    }

    /// Returns the similarity of the sentence, and of the text around it, to a claim with these terms. Both are from 0
    /// to 1.
    pub fn likeness<'p>(&mut self, index: &Index, places: impl Iterator<Item = &'p Place>) -> [f32; 2] {
        self.candidate += 1;
        let (mut shared, mut square) = ([0.0; 2], 0.0);
        for &gram in places.flat_map(|place| index.grams(place.term)) {
            if std::mem::replace(&mut self.seen[gram as usize], self.candidate) == self.candidate {
                continue;
            }
            let weight = index.gram_weight(gram).powi(2);
            square += weight;
            for (part, sum) in shared.iter_mut().enumerate() {
                *sum += weight * f32::from(self.parts[gram as usize] >> part & 1);
            }
        }
        [0, 1].map(|part| {
            let both = (square * self.squares[part]).sqrt();
            if both > 0.0 { shared[part] / both } else { 0.0 }
        })
    }
}
