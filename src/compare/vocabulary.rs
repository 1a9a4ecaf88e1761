//! Numbers the words of all compared articles, and gives each a stem and a weight.
//!
//! A word that occurs in every article says little; a name says a lot. `corpus/lexicon/rarity.tsv` lists how common
//! stems are in news; unlisted ones are rare. Words that mean the same in news (`corpus/lexicon/synonyms.tsv`) share
//! one stem, and so do numbers in digits and in words.

use rust_stemmers::{Algorithm, Stemmer};

use super::vectors::{DIMENSIONS, Vectors};
use crate::hash::HashMap;
use crate::lexicon::Lexicon;
use crate::lexicon::rarity::Rarity;
use crate::text::{Token, TokenKind};

/// The number that is used as the stem of punctuation and of function words ("the", "of").
pub const NOTHING: u32 = u32::MAX;
/// The weight of a stem that the table does not list.
const RARE: f32 = 5.0;
/// The weight of one step of rarity in the table.
const STEP: f32 = 0.5;

/// The words of the articles that have been added so far.
pub struct Vocabulary {
    lexicon: &'static Lexicon,
    stemmer: Stemmer,
    /// The number of each lower-case form.
    forms: HashMap<String, u32>,
    /// The stem of each form.
    stem_of: Vec<u32>,
    stems: HashMap<String, u32>,
    weights: Vec<f32>,
    /// For each stem, the stems of its parts if it is that of a hyphenated word; otherwise empty.
    parts: Vec<Vec<u32>>,
    /// The letters of each stem.
    spelt: Vec<String>,
    /// The vector of each stem, if it has one.
    vectors: Vec<Option<&'static [f32; DIMENSIONS]>>,
}

impl Vocabulary {
    /// Creates an empty vocabulary.
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
            vectors: Vec::new(),
        }
    }

    /// Adds a token and returns its form and stem. Both are [`NOTHING`] for punctuation; the stem is [`NOTHING`] for
    /// function words.
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

    /// Returns the weight of the stem: the rarer in news, the higher. It is 0 for [`NOTHING`].
    pub fn weight(&self, stem: u32) -> f32 {
        self.weights.get(stem as usize).copied().unwrap_or(0.0)
    }

    /// Returns the letters of the stem.
    pub fn letters(&self, stem: u32) -> &str {
        self.spelt.get(stem as usize).map_or("", String::as_str)
    }

    /// Returns the vector of the stem, if it has one.
    pub fn vector(&self, stem: u32) -> Option<&'static [f32; DIMENSIONS]> {
        self.vectors.get(stem as usize).copied().flatten()
    }

    /// Returns the number of the stem of a token; [`NOTHING`] if it is no content word.
    fn stem(&mut self, token: &Token) -> u32 {
        let word = &*token.lower;
        let count = self.lexicon.count(word);
        // A URL is not a statement.
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

    /// Returns the stems that represent `stem` in a list of stems: those of its parts if the word is hyphenated,
    /// otherwise itself.
    pub fn parts<'a>(&'a self, stem: &'a u32) -> &'a [u32] {
        self.parts
            .get(*stem as usize)
            .filter(|parts| !parts.is_empty())
            .map_or(std::slice::from_ref(stem), Vec::as_slice)
    }

    /// Returns the number of a stem, adding it if it is new.
    fn number(&mut self, stem: String, figure: bool) -> u32 {
        if let Some(&known) = self.stems.get(&stem) {
            return known;
        }
        let number = self.weights.len() as u32;
        let weight = match Rarity::get().step(&stem) {
            Some(step) => step as f32 * STEP,
            // An unlisted number says less than a name, because there are few different numbers.
            None if figure => RARE * 0.6,
            None => RARE,
        };
        self.weights.push(weight);
        self.parts.push(Vec::new());
        self.vectors.push(if figure { None } else { Vectors::get().of(&stem) });
        self.spelt.push(stem.clone());
        self.stems.insert(stem, number);
        number
    }
}

/// Returns the stem of a lower-case word, or the stem that represents its synonyms.
pub fn stem_of(stemmer: &Stemmer, word: &str) -> String {
    // "U.S" and "US", "e-mail" and "email".
    let bare: String = word.chars().filter(|c| !matches!(c, '.' | '-' | '’' | '\'')).collect();
    let stem = stemmer.stem(&bare).into_owned();
    Rarity::get().synonym(&stem).map_or(stem, str::to_owned)
}
