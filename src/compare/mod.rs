//! Compares articles on one event: which wording and which claims they share, and where they contradict each other.
//!
//! ```text
//! [text + Analysis, …] ─ words, units ─► clauses in one voice, words as numbers
//!        ├─ fingerprints ► sentences that may share wording ─► reuse, quote_altered   (aligned exactly)
//!        ├─ pairs ───► clauses that may say the same ────► same_claim ─► status_shift, attribution_dropped
//!        ├─ slots, states ► figures and accounts by event ► conflict
//!        └─ rows ────► each claim with the articles that make it and its number of origins
//! ```
//!
//! Everything is found through indexes, without comparing every article with every other one word by word. The number
//! of comparisons for each clause is limited, so the work grows with the number of articles and not with its square.
//! Nothing here fails, and nothing decides which of two articles is right.

mod align;
mod asides;
mod attribution_dropped;
mod clause_features;
mod conflict;
mod conflict_groups;
mod conflicting_figures;
mod conflicting_states;
mod events;
mod evidence;
mod fingerprints;
mod keys;
mod likeness;
mod links;
mod lookups;
mod measure;
mod moments;
mod pairs;
mod quote_altered;
mod reuse;
mod rows;
mod same_claim;
mod same_weights;
mod samples;
mod shared;
mod slot;
mod slots;
mod speakers;
mod status_shift;
#[cfg(test)]
mod tests;
mod titles;
mod units;
mod vectors;
pub(crate) mod vocabulary;
mod voice;
mod when;

pub use likeness::{kinship, likeness};
pub use links::{Change, Comparison, Kind, Link, Manner, Reason, Row, Side, Stance};
pub use moments::{Moment, moments};
pub use same_weights::FEATURES;
pub use samples::{Sample, samples};
pub use shared::{Shared, shared};
pub use vocabulary::stem_of as stem;
pub use when::{Day, day};

use crate::lexicon;
use crate::model::Analysis;
use units::Prepared;
use vocabulary::Vocabulary;

/// The minimum score of a link; others are dropped.
pub const THRESHOLD: f32 = 0.5;

/// An article to compare.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// The text.
    pub text: &'a str,
    /// The result of [`crate::analyze`]; spans count bytes of `text`.
    pub analysis: &'a Analysis,
}

/// Finds the links between articles. Articles are identified by their index; spans count bytes of the article's text.
///
/// The articles count as undated; see [`compare_dated`].
pub fn compare(articles: &[Article<'_>]) -> Comparison {
    compare_dated(articles, &[])
}

/// Like [`compare`], but uses the dates of the articles: `published` has the day on which each one was published, if
/// known. With the dates, "Friday" in two articles is known to be the same day or not, and a later figure is an update
/// instead of a contradiction.
pub fn compare_dated(articles: &[Article<'_>], published: &[Option<Day>]) -> Comparison {
    let mut words = Vocabulary::new(lexicon::get());
    let prepared: Vec<Prepared<'_>> = articles.iter().map(|article| Prepared::new(article, &mut words)).collect();
    let bags: Vec<clause_features::Bags> = prepared.iter().map(|one| clause_features::Bags::new(one, &words)).collect();
    let set = Set { articles: &prepared, bags: &bags, words: &words };
    let shared = fingerprints::find(&set);
    let mut events = events::Events::new(&set);
    let pairs = pairs::find(&set, &mut events);
    let mut links = reuse::find(&set, &shared);
    links.extend(quote_altered::find(&set, &shared, &pairs));
    links.extend(same_claim::find(&set, &pairs));
    links.extend(conflict::find(&set, &mut events, published));
    links.extend(status_shift::find(&set, &pairs));
    links.extend(attribution_dropped::find(&set, &pairs));
    links.retain(|link| link.score >= THRESHOLD);
    crate::sort::sort_by_key(&mut links, |link| {
        (link.a.article, link.b.article, link.kind, link.a.start(), link.b.start())
    });
    let rows = rows::find(&set, &pairs, &links);
    Comparison { links, rows }
}

/// All articles, prepared for comparison.
pub(crate) struct Set<'a> {
    articles: &'a [Prepared<'a>],
    /// What is known about the clauses of each article; empty if no clauses are compared.
    bags: &'a [clause_features::Bags],
    words: &'a Vocabulary,
}

impl Set<'_> {
    /// Returns the clause with this index of the article and of the unit.
    fn clause(&self, (article, at): (usize, usize)) -> evidence::Clause<'_> {
        let of = &self.articles[article];
        evidence::Clause { of, bags: &self.bags[article], unit: &of.units[at], at }
    }
}
