//! Several articles on one event: who took what from whom, which claims they share, and where they contradict each other.
//!
//! ```text
//! [text + Analysis, …] ─ words, units ─► clauses in one voice, words as numbers
//!        ├─ prints ──► stretches that may share wording ─► reuse, quote_altered   (aligned exactly)
//!        ├─ pairs ───► clauses that may say the same ────► same_claim ─► status_shift, attribution_dropped
//!        ├─ claim::facts ► figures and accounts by event ► conflict
//!        └─ rows ────► each claim with the articles that carry it and how many origins it has
//! ```
//!
//! Everything is found through indexes: no article is set against every other word by word, and what one clause is
//! compared with is bounded, so that the work grows with the number of articles and not with its square. Nothing here fails, and
//! nothing says which of two articles is right.

mod align;
mod attribution_dropped;
mod conflict;
mod events;
mod figures;
mod likeness;
mod links;
mod measure;
mod moments;
mod pairs;
mod prints;
mod quote_altered;
mod reuse;
mod rows;
mod same_claim;
mod shared;
mod status_shift;
#[cfg(test)]
mod tests;
mod units;
mod voice;
mod words;

pub use likeness::{kinship, likeness};
pub use links::{Change, Comparison, Kind, Link, Manner, Reason, Row, Side, Stance};
pub use moments::{Moment, moments};
pub use shared::{Shared, shared};
pub use words::stem_of as stem;

use crate::lexicon;
use crate::model::Analysis;
use units::Prepared;
use words::Words;

/// Links with a lower score are not shown unless they are asked for.
pub const THRESHOLD: f32 = 0.5;

/// One article to be compared.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// The text.
    pub text: &'a str,
    /// What [`crate::analyze`] found in it; spans count bytes of `text`.
    pub analysis: &'a Analysis,
}

/// Finds the links between the articles. Each article is named by its position; spans count bytes of its text.
pub fn compare(articles: &[Article<'_>]) -> Comparison {
    let mut words = Words::new(lexicon::get());
    let prepared: Vec<Prepared<'_>> = articles.iter().map(|article| Prepared::new(article, &mut words)).collect();
    let set = Set { articles: &prepared, words: &words };
    let shared = prints::find(&set);
    let mut events = events::Events::new(&set);
    let pairs = pairs::find(&set, &mut events);
    let mut links = reuse::find(&set, &shared);
    links.extend(quote_altered::find(&set, &shared, &pairs));
    links.extend(same_claim::find(&set, &pairs));
    links.extend(conflict::find(&set, &pairs, &mut events));
    links.extend(status_shift::find(&set, &pairs));
    links.extend(attribution_dropped::find(&set, &pairs));
    links.retain(|link| link.score >= THRESHOLD);
    crate::order::sort_by_key(&mut links, |link| {
        (link.a.article, link.b.article, link.kind, link.a.start(), link.b.start())
    });
    let rows = rows::find(&set, &pairs, &links);
    Comparison { links, rows }
}

/// All articles, made ready.
pub(crate) struct Set<'a> {
    articles: &'a [Prepared<'a>],
    words: &'a Words,
}
