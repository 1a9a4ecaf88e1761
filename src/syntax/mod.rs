//! Grammar: what the rules of later rooms ask of a text.
//!
//! [`View`] answers questions about single words. [`phrases`] finds noun phrases with their appositions, [`nouns`] what
//! stands before a noun, [`verbs`] tense, voice, negation and modality, [`subject`] and [`object`] what stands around
//! a verb, [`clause`] where clauses end, [`adjuncts`] what may stand between a verb and its clause, and [`headline`]
//! tells headlines from sentences.
//!
//! All positions are indices of tokens, and ranges are half open. Word lists stand in `corpus/lexicon/words.tsv`; a
//! rule asks for their class. Nothing here knows who speaks or what is contested.

pub mod adjuncts;
pub mod clause;
pub mod headline;
pub mod nouns;
pub mod object;
pub mod phrases;
pub mod subject;
pub mod verbs;
mod view;

pub use view::View;
