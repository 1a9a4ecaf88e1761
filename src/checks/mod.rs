//! Published fact-checks: builds libraries of them, and finds those that checked what an article says.
//!
//! ```text
//! records ─ build ─► bytes ─ Library::open ─► Library ─┐
//! text + Analysis ─ article (which sentences) ─ query ─┴─ index (BM25) ─ features ─ weights ─► ScoredClaim
//! ScoredClaim ─ stance ─► Match
//! ```
//!
//! Nothing here says whether a claim is true. A match shows who checked which claim, when, and with which verdict in
//! the publisher's own words. No verdict is computed, ordered or translated.
//!
//! A library may come from anyone, so [`Library::open`] treats its bytes as hostile: it checks sizes before it
//! allocates memory and returns a [`LibraryError`] instead of panicking. Opening and matching take linear time. The
//! module reads no files and compiles for WebAssembly; `intake::reviews` reads the formats in which publishers offer
//! their checks.

pub mod article;
pub mod build;
mod codec;
pub mod features;
mod findings;
mod grams;
mod index;
pub mod library;
pub mod query;
pub mod stance;
mod terms;
mod texts;
mod weights;

use serde::{Deserialize, Serialize};

pub use article::{Match, match_article, match_with};
pub use build::{Built, build};
pub use codec::LibraryError;
pub use library::{Info, Library};
pub use query::{Matcher, Query, ScoredClaim};
pub use stance::Stance;

/// One published fact-check, as a publisher or an editor wrote it. An empty field is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// The identifier of the record in its source.
    pub id: String,
    /// The checked claim. Never empty in a library.
    pub claim: String,
    /// The headline of the check.
    pub title: String,
    /// Who makes the claim.
    pub claimant: String,
    /// When the check was published: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    pub date: String,
    /// Who checked the claim.
    pub publisher: String,
    /// The verdict in the publisher's own words.
    pub verdict: String,
    /// The address of the check: `http` or `https`, without credentials.
    pub url: String,
    /// The language of the check, as a BCP 47 tag.
    pub language: String,
    /// Where the record comes from: the name of a file or feed.
    pub source: String,
    /// The licence of the record, as a name or an address.
    pub licence: String,
}

/// A checked claim and the checks of it, of which there is at least one. Checks of the same claim by several publishers
/// are merged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Checked {
    /// The claim.
    pub claim: String,
    /// Who makes it; empty if unknown.
    pub claimant: String,
    /// The checks of it, one for each publisher.
    pub reviews: Vec<Review>,
}

/// One publisher's check of a claim. An empty field is unknown. The fields are explained at [`Record`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[allow(missing_docs, reason = "the fields are those of Record")]
pub struct Review {
    pub id: String,
    pub title: String,
    pub date: String,
    pub publisher: String,
    pub verdict: String,
    pub url: String,
    pub language: String,
    pub source: String,
    pub licence: String,
}
