//! Grammar: the questions about syntax that later stages ask.
//!
//! [`View`] answers questions about single words. [`phrases`] finds noun phrases with their appositions; [`nouns`]
//! finds the modifiers and possessors of a noun; [`verbs`] recognises tense, voice, negation and modality; [`subject`]
//! and [`object`] find the arguments of a verb; [`clause`] finds where clauses end; [`adjuncts`] recognises what may
//! separate a verb from its clause; [`headline`] distinguishes headlines from sentences.
//!
//! All positions are token indices, and ranges are half-open. Word lists are in `corpus/lexicon/words.tsv`; a rule
//! asks for their class. Nothing here knows who speaks or what is contested.

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
