//! Words as numbers that all compared articles share: each with its stem and how much it says.
//!
//! A word that every article has says little, a name says much. How common a stem is in news stands in
//! `corpus/lexicon/rarity.tsv`; one that is not listed is rare. Words that mean the same in news (`corpus/lexicon/synonyms.tsv`)
//! share one stem, and so do a number in digits and in words.

use rust_stemmers::{Algorithm, Stemmer};

use crate::hash::HashMap;
use crate::lexicon::Lexicon;
use crate::lexicon::rarity::Rarity;
use crate::text::{Token, TokenKind};

/// The stem of marks and of words that say nothing by themselves ("the", "of").
pub const NOTHING: u32 = u32::MAX;
/// What a stem weighs that the table does not list.
const RARE: f32 = 5.0;
/// What one step of the table weighs.
const STEP: f32 = 0.5;

/// The words seen so far.
pub struct Words {
    lexicon: &'static Lexicon,
    stemmer: Stemmer,
    /// Lower-case forms with their numbers.
    forms: HashMap<String, u32>,
    /// For each form its stem.
    stem_of: Vec<u32>,
    stems: HashMap<String, u32>,
    weights: Vec<f32>,
    /// The stems of the parts of words with a hyphen, by the stem of the whole.
    parts: Vec<Vec<u32>>,
    /// The stems' letters.
    spelt: Vec<String>,
}

impl Words {
    /// None seen yet.
    pub fn new(lexicon: &'static Lexicon) -> Self {
        Self {
            lexicon,
            stemmer: Stemmer::create(Algorithm::English),
            forms: HashMap::default(),
            stems: HashMap::default(),
            weights: Vec::new(),
            parts: Vec::new(),
            stem_of: Vec::new(),
            spelt: Vec::new(),
        }
    }

    /// The token's form and stem; [`NOTHING`] for both of a mark, for the stem of a word of a closed class.
    pub fn add(&mut self, token: &Token) -> (u32, u32) {
        if !token.wordlike() {
            return (NOTHING, NOTHING);
        }
        if let Some(&form) = self.forms.get(&*token.lower) {
            return (form, self.stem_of[form as usize]);
        }
        let form = self.stem_of.len() as u32;
        let stem = self.stem(token);
        self.forms.insert(token.lower.to_string(), form);
        self.stem_of.push(stem);
        (form, stem)
    }

    /// How much the stem says, from 0.
    pub fn weight(&self, stem: u32) -> f32 {
        self.weights.get(stem as usize).copied().unwrap_or(0.0)
    }

    /// The stem's letters.
    pub fn letters(&self, stem: u32) -> &str {
        self.spelt.get(stem as usize).map_or("", String::as_str)
    }

    fn stem(&mut self, token: &Token) -> u32 {
        let word = &*token.lower;
        let count = self.lexicon.count(word);
        // An address is no statement.
        let address = word.contains('/') || word.contains('_');
        if address || count.is_none() && (self.lexicon.is_closed_class(word) || word.starts_with('\'')) {
            return NOTHING;
        }
        let stem = match count {
            Some(count) => count.to_string(),
            None => stem_of(&self.stemmer, word),
        };
        let number = self.number(stem, token.kind == TokenKind::Number || count.is_some());
        if word.contains('-') && token.kind == TokenKind::Word && self.parts[number as usize].is_empty() {
            let parts = word.split('-').filter(|part| part.len() > 1 && !self.lexicon.is_closed_class(part));
            let stems: Vec<String> = parts.map(|part| stem_of(&self.stemmer, part)).collect();
            let numbers = stems.into_iter().map(|stem| self.number(stem, false)).collect();
            self.parts[number as usize] = numbers;
        }
        number
    }

    /// The stems that stand for one in a bag of words: those of its parts, if it has a hyphen.
    pub fn parts<'a>(&'a self, stem: &'a u32) -> &'a [u32] {
        self.parts
            .get(*stem as usize)
            .filter(|parts| !parts.is_empty())
            .map_or(std::slice::from_ref(stem), Vec::as_slice)
    }

    /// The number of a stem.
    fn number(&mut self, stem: String, figure: bool) -> u32 {
        if let Some(&known) = self.stems.get(&stem) {
            return known;
        }
        let number = self.weights.len() as u32;
        let weight = match Rarity::get().step(&stem) {
            Some(step) => step as f32 * STEP,
            // A figure says less than a name: there are few of them.
            None if figure => RARE * 0.6,
            None => RARE,
        };
        self.weights.push(weight);
        self.parts.push(Vec::new());
        self.spelt.push(stem.clone());
        self.stems.insert(stem, number);
        number
    }
}

/// The stem of a word in lower case, or of the word that stands for it and its synonyms.
pub fn stem_of(stemmer: &Stemmer, word: &str) -> String {
    // "U.S" and "US", "e-mail" and "email".
    let bare: String = word.chars().filter(|c| !matches!(c, '.' | '-' | '’' | '\'')).collect();
    let stem = stemmer.stem(&bare).into_owned();
    Rarity::get().synonym(&stem).map_or(stem, str::to_owned)
}

/// Two numbers as one, by which maps are kept: maps of one sort are compiled once.
pub fn key(a: usize, b: usize) -> u64 {
    (a as u64) << 32 | b as u64
}

/// A name as a number.
pub fn named(name: &str) -> u64 {
    name.bytes().fold(1 << 32, |sum: u64, byte| sum.wrapping_mul(0x100_0000_01b3) ^ u64::from(byte))
}

/// An article, a place in it and another article as one number.
pub fn triple(of: (usize, usize), other: usize) -> u64 {
    (of.0 as u64) << 44 | (of.1 as u64 & 0xff_ffff) << 20 | other as u64 & 0xf_ffff
}
