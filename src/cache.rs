//! A cache of findings about pieces of a text, so that the next version of that text can reuse them.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::rc::Rc;

use crate::hash::HashMap;

/// Findings, keyed by everything they depend on. All stages share one map type with byte keys: each further key type
/// would be compiled separately and add to the download.
type Entries = HashMap<Box<[u8]>, Rc<dyn Any>>;

/// Findings of one type, from the previous run and from the current one.
pub struct RunCache<V> {
    before: Entries,
    now: Entries,
    of: PhantomData<V>,
}

impl<V: 'static> RunCache<V> {
    /// Returns the previous run's value for `key`, or computes it with `find`. The value is available to the next run.
    pub fn get(&mut self, key: Vec<u8>, find: impl FnOnce() -> V) -> Rc<V> {
        let found = self.known(&key).unwrap_or_else(|| Rc::new(find()));
        self.keep(key, found)
    }

    /// Like [`RunCache::get`], but `find` may be cancelled. The result is then `None` and the current run is discarded.
    pub fn try_get(&mut self, key: Vec<u8>, find: impl FnOnce() -> Option<V>) -> Option<Rc<V>> {
        match self.known(&key).or_else(|| find().map(Rc::new)) {
            Some(found) => Some(self.keep(key, found)),
            None => {
                self.now.clear();
                None
            }
        }
    }

    /// Stores the value for the next run.
    fn keep(&mut self, key: Vec<u8>, found: Rc<V>) -> Rc<V> {
        self.now.insert(key.into(), found.clone());
        found
    }

    /// Returns the previous run's value for `key`.
    fn known(&self, key: &[u8]) -> Option<Rc<V>> {
        self.before.get(key).cloned()?.downcast().ok()
    }

    /// Ends a run. The next run can reuse this run's values; older entries that were not requested are dropped.
    pub fn end_run(&mut self) {
        self.before = std::mem::take(&mut self.now);
    }
}

impl<V> Default for RunCache<V> {
    fn default() -> Self {
        Self { before: Entries::default(), now: Entries::default(), of: PhantomData }
    }
}

impl<V> fmt::Debug for RunCache<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RunCache of {}", self.before.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reuses_results_of_the_previous_run_only() {
        let mut cache = RunCache::<u8>::default();
        let get = |cache: &mut RunCache<u8>, key: &str, now: u8| *cache.get(key.into(), || now);
        // Nothing is shared within a run, so a repetitive text costs as much as any other.
        assert_eq!((get(&mut cache, "a", 1), get(&mut cache, "b", 2), get(&mut cache, "a", 3)), (1, 2, 3));
        cache.end_run();
        assert_eq!((get(&mut cache, "a", 4), get(&mut cache, "c", 5)), (3, 5));
        cache.end_run();
        assert_eq!((get(&mut cache, "b", 6), get(&mut cache, "c", 7)), (6, 5));
        // A cancelled run leaves the previous run's values in place.
        cache.end_run();
        assert_eq!(get(&mut cache, "e", 8), 8);
        assert!(cache.try_get("d".into(), || None).is_none());
        assert_eq!(cache.try_get("c".into(), || None).as_deref(), Some(&5));
        cache.end_run();
        assert_eq!(get(&mut cache, "e", 9), 9);
    }
}
