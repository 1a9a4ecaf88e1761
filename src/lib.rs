//! Who says what in a news article, and what in it is contested.
//!
//! The flow goes one way; a stage sees only what stands before it:
//!
//! ```text
//! &str ─ text ─► Document ─┬─ tagger ──────► likely relations
//!                          │                     │
//!                          ├─ attribution ◄──────┘   joined with rules and quotation marks
//!                          │      └─► attributions, mentions
//!                          ├─ speaker ─────► source types, speakers
//!                          ├─ claim ───────► claims with status, cues, parties
//!                          ├─ language ────► notices
//!                          └─ worth ───────► how much there is to check in each sentence
//!                                            = Analysis ─► export (command line) | web (page)
//! ```
//!
//! [`lexicon`] holds the words that every stage may look up, [`i18n`] the sentences that people read.
//!
//! [`analyze`] cannot fail: bad text gives fewer findings, never an error or a panic.

pub mod attribution;
pub mod claim;
pub mod compare;
pub mod export;
pub mod i18n;
#[cfg(feature = "cli")]
pub mod intake;
pub mod lexicon;
pub mod model;
pub mod order;
pub mod span;
pub mod speaker;
pub mod tagger;
pub mod text;
#[cfg(feature = "web")]
pub mod web;
pub mod worth;

pub use model::Analysis;

/// Finds the attributions and the contested claims of one article, and what there is to check in it.
pub fn analyze(text: &str) -> Analysis {
    let document = text::Document::new(text);
    let attribution::Findings { mut attributions, mentions } = attribution::find(&document);
    speaker::resolve(&document, &mut attributions);
    let claims = claim::find(&document, &attributions);
    let foreign = text::language::looks_foreign(&document);
    let notices = foreign.then_some(model::Notice::NotEnglish).into_iter().collect();
    let checks = worth::find(&document, &attributions);
    Analysis { attributions, claims, mentions, checks, notices }
}
