//! The inverted index of a library: for each term, the claims that contain it and how strongly (BM25).
//!
//! The index is not stored in the library: its dictionary already lists the words, so counting them takes a few
//! milliseconds when it is opened, and the file is a third smaller.

use super::terms::{Analyzer, GRAMS, Term, grams, news_share};
use crate::hash::HashMap;

/// The number of a term that is not in the library.
pub const UNKNOWN: u32 = u32::MAX;
/// The maximum number of terms that are indexed, for a claim and for its titles.
const MOST_TERMS: usize = 120;
/// The claims and titles of a small library say little about how common a word is, so word frequencies in news count as
/// much as this many claims.
const NEWS: f32 = 3_000.0;

/// The parameter k1 of BM25, the saturation of term frequency.
const K1: f32 = 0.9;
/// The parameter b of BM25, the weight of length.
const B: f32 = 0.5;

/// A term of a claim or title.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The number of the term.
    pub term: u32,
    /// Whether it is capitalised within a sentence.
    pub name: bool,
}

/// The index over the terms of all checked claims and their titles. Terms are numbered.
#[derive(Clone, Debug, Default)]
pub struct Index {
    vocabulary: HashMap<String, u32>,
    numbers: Vec<bool>,
    years: Vec<bool>,
    /// For each term, where its letter sequences end in `grams`.
    gram_ends: Vec<u32>,
    grams: Vec<u16>,
    gram_weights: Vec<f32>,
    weights: Vec<f32>,
    /// For each term, where its postings end.
    ends: Vec<u32>,
    /// For each term the claims that contain it, each with its BM25 weight.
    postings: Vec<(u32, f32)>,
    /// For each claim, where the terms of its titles start in `places`, and where they end.
    claims: Vec<(u32, u32)>,
    places: Vec<Place>,
}

/// Builds an index by collecting the terms of claims in order.
#[derive(Debug, Default)]
pub struct Builder {
    index: Index,
    analyzer: Analyzer,
    /// For each word of the dictionary, what is known about it once it has occurred.
    seen: Vec<Option<DictionaryWord>>,
    /// The terms of these words, one word after another.
    terms: Vec<u32>,
}

/// A word of the dictionary.
#[derive(Clone, Copy, Debug)]
struct DictionaryWord {
    /// Where its terms start and end in [`Builder::terms`].
    terms: (u32, u32),
    capital: bool,
    /// Whether it has letters or digits.
    word: bool,
    /// Whether a sentence or quotation may start after it.
    opens: bool,
}

impl Builder {
    /// Adds the next claim. `claim` and `titles` are the words of the claim and of its titles, as numbers in a
    /// dictionary; `dictionary` returns the word with a number.
    pub fn claim<'d>(
        &mut self,
        claim: impl Iterator<Item = u32>,
        titles: impl Iterator<Item = u32>,
        dictionary: impl Fn(u32) -> &'d str,
    ) {
        self.text(claim, &dictionary);
        let middle = self.index.places.len() as u32;
        self.text(titles, &dictionary);
        self.index.claims.push((middle, self.index.places.len() as u32));
    }

    fn text<'d>(&mut self, words: impl Iterator<Item = u32>, dictionary: &impl Fn(u32) -> &'d str) {
        let mut opens = true;
        let most = self.index.places.len() + MOST_TERMS;
        for word in words.take(MOST_TERMS) {
            let seen = self.look_up(word, dictionary);
            let name = !opens && seen.capital;
            let terms = &self.terms[seen.terms.0 as usize..seen.terms.1 as usize];
            self.index.places.extend(terms.iter().map(|&term| Place { term, name }));
            // A word with hyphens has several terms.
            self.index.places.truncate(most);
            opens = opens && !seen.word || seen.opens;
        }
    }

    /// Returns what is known about a word of the dictionary.
    fn look_up<'d>(&mut self, word: u32, dictionary: &impl Fn(u32) -> &'d str) -> DictionaryWord {
        let at = word as usize;
        if let Some(Some(seen)) = self.seen.get(at) {
            return *seen;
        }
        if self.seen.len() <= at {
            self.seen.resize(at + 1, None);
        }
        let spelt = dictionary(word);
        let start = self.terms.len() as u32;
        for Term { stem, number } in self.analyzer.terms(spelt) {
            let term = self.index.number(stem, number);
            self.terms.push(term);
        }
        let seen = DictionaryWord {
            terms: (start, self.terms.len() as u32),
            capital: spelt.starts_with(char::is_uppercase),
            word: spelt.contains(char::is_alphanumeric),
            opens: matches!(spelt, "." | "?" | "!" | "“" | "\""),
        };
        self.seen[at] = Some(seen);
        seen
    }

    /// Returns the index of the claims that were added.
    pub fn finish(self) -> Index {
        let mut index = self.index;
        let mut counts = vec![0u32; index.numbers.len()];
        let mut last = vec![u32::MAX; index.numbers.len()];
        for at in 0..index.claims.len() {
            let (start, _, end) = index.range(at);
            for place in &index.places[start..end] {
                let term = place.term as usize;
                counts[term] += u32::from(std::mem::replace(&mut last[term], at as u32) != at as u32);
            }
        }
        index.weights = index.weighed(&counts);
        index.weigh_grams(&counts);
        index.post(&counts);
        index
    }
}

impl Index {
    /// Returns the number of a term, adding it if it is new.
    fn number(&mut self, stem: String, number: bool) -> u32 {
        if let Some(&found) = self.vocabulary.get(&stem) {
            return found;
        }
        let next = self.numbers.len() as u32;
        self.numbers.push(number);
        self.years.push(number && stem.len() == 4 && (stem.starts_with("19") || stem.starts_with("20")));
        self.grams.extend(grams(&stem));
        self.gram_ends.push(self.grams.len() as u32);
        self.vocabulary.insert(stem, next);
        next
    }

    /// Returns the inverse document frequency of each term, in the form of Robertson and Spärck Jones that is never
    /// negative. `counts` has the number of claims with each term.
    fn weighed(&self, counts: &[u32]) -> Vec<f32> {
        let mut weights = vec![0.0; counts.len()];
        for (stem, &term) in &self.vocabulary {
            weights[term as usize] = self.weight_of(counts[term as usize] as f32, stem);
        }
        weights
    }

    fn weight_of(&self, count: f32, stem: &str) -> f32 {
        let all = self.claims.len() as f32 + NEWS;
        let with = count + NEWS * news_share(stem);
        (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
    }

    /// Computes the weights of the letter sequences. A sequence is counted as often as all terms that contain it.
    fn weigh_grams(&mut self, counts: &[u32]) {
        let mut found = vec![0.0; GRAMS];
        for (term, &count) in counts.iter().enumerate() {
            self.grams(term as u32).iter().for_each(|&gram| found[gram as usize] += count as f32);
        }
        let all = self.claims.len() as f32 + 1.0;
        self.gram_weights = found.into_iter().map(|count| (1.0 + all / (count + 1.0)).ln()).collect();
    }

    /// Returns the letter sequences of a term.
    pub fn grams(&self, term: u32) -> &[u16] {
        let term = term as usize;
        let Some(&end) = self.gram_ends.get(term) else { return &[] };
        let start = term.checked_sub(1).map_or(0, |before| self.gram_ends[before]);
        &self.grams[start as usize..end as usize]
    }

    /// Returns the weight of a letter sequence.
    pub fn gram_weight(&self, gram: u16) -> f32 {
        self.gram_weights.get(gram as usize).copied().unwrap_or_default()
    }

    /// Whether a term is a year.
    pub fn is_year(&self, term: u32) -> bool {
        self.years.get(term as usize).copied().unwrap_or_default()
    }

    /// Computes the postings of each term.
    fn post(&mut self, counts: &[u32]) {
        let mut next: Vec<u32> = Vec::with_capacity(counts.len());
        let mut end = 0;
        for count in counts {
            next.push(end);
            end += count;
            self.ends.push(end);
        }
        self.postings = vec![(0, 0.0); end as usize];
        let mean = self.places.len() as f32 / self.claims.len().max(1) as f32;
        let mut found: Vec<u32> = Vec::new();
        for at in 0..self.claims.len() {
            let (start, _, end) = self.range(at);
            found.clear();
            found.extend(self.places[start..end].iter().map(|place| place.term));
            found.sort_unstable();
            let norm = K1 * (1.0 - B + B * found.len() as f32 / mean.max(1.0));
            for same in found.chunk_by(|a, b| a == b) {
                let (term, times) = (same[0] as usize, same.len() as f32);
                let weight = self.weights[term] * times * (K1 + 1.0) / (times + norm);
                self.postings[next[term] as usize] = (at as u32, weight);
                next[term] += 1;
            }
        }
    }

    /// Returns the number of claims.
    pub fn len(&self) -> usize {
        self.claims.len()
    }

    /// Returns the number of different terms.
    pub fn terms(&self) -> usize {
        self.numbers.len()
    }

    /// Returns the number and weight of a term. If no claim contains it, the number is [`UNKNOWN`].
    pub fn term(&self, stem: &str) -> (u32, f32) {
        match self.vocabulary.get(stem) {
            Some(&term) => (term, self.weights[term as usize]),
            None => (UNKNOWN, self.weight_of(0.0, stem)),
        }
    }

    /// Returns the weight of a term in the library; 0 for [`UNKNOWN`].
    pub fn weight(&self, term: u32) -> f32 {
        self.weights.get(term as usize).copied().unwrap_or_default()
    }

    /// Whether a term is a number.
    pub fn is_number(&self, term: u32) -> bool {
        self.numbers.get(term as usize).copied().unwrap_or_default()
    }

    /// Returns the claims that contain a term, each with its BM25 weight.
    pub fn postings(&self, term: u32) -> &[(u32, f32)] {
        let term = term as usize;
        let Some(&end) = self.ends.get(term) else { return &[] };
        let start = term.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.postings[start as usize..end as usize]
    }

    /// Returns the terms of claim `at`.
    pub fn claim(&self, at: usize) -> &[Place] {
        let (start, middle, _) = self.range(at);
        &self.places[start..middle]
    }

    /// Returns the terms of the titles of the checks of claim `at`.
    pub fn titles(&self, at: usize) -> &[Place] {
        let (_, middle, end) = self.range(at);
        &self.places[middle..end]
    }

    fn range(&self, at: usize) -> (usize, usize, usize) {
        let (middle, end) = self.claims[at];
        let start = at.checked_sub(1).map_or(0, |before| self.claims[before].1);
        (start as usize, middle as usize, end as usize)
    }
}
