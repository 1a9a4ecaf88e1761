//! Whether two articles are on one event.

use rustc_hash::FxHashMap as HashMap;

use super::Set;
use super::likeness::Measure;
use super::units::Prepared;
use super::words::NOTHING;

/// Articles that share less of their words are on different events.
pub const SAME: f32 = 0.29;

/// How much two articles have in common, worked out when first asked.
pub struct Events<'a> {
    set: &'a Set<'a>,
    bags: Vec<Vec<u32>>,
    known: HashMap<(usize, usize), f32>,
}

impl<'a> Events<'a> {
    /// Nothing is worked out yet.
    pub fn new(set: &'a Set<'a>) -> Self {
        let bag = |article: &Prepared<'_>| {
            let mut stems: Vec<u32> =
                article.words.iter().map(|(_, stem)| *stem).filter(|&stem| stem != NOTHING).collect();
            crate::order::sort(&mut stems);
            stems.dedup();
            stems
        };
        Self { set, bags: set.articles.iter().map(bag).collect(), known: HashMap::default() }
    }

    /// Whether the two are likely on one event.
    pub fn same(&mut self, a: usize, b: usize) -> bool {
        self.likeness(a, b) >= SAME
    }

    /// How much of their words the two share, from 0 to 1.
    pub fn likeness(&mut self, a: usize, b: usize) -> f32 {
        let (set, bags) = (self.set, &self.bags);
        *self.known.entry((a, b)).or_insert_with(|| {
            let measure = Measure::new(set.words, &bags[a], &bags[b]);
            (measure.covered() * measure.whole()).sqrt()
        })
    }
}
