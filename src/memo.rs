//! What was found out about the pieces of a text, kept for its next version.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::rc::Rc;

use crate::hash::HashMap;

/// What was found out, by all that it depends on. One map of bytes serves all stages: a map for each type of key would be compiled for
/// each, and readers download that.
type Found = HashMap<Box<[u8]>, Rc<dyn Any>>;

/// Findings of one type, from the run before and from this one.
pub struct Memo<V> {
    before: Found,
    now: Found,
    of: PhantomData<V>,
}

impl<V: 'static> Memo<V> {
    /// What was found for `key` in the run before, else what `find` finds now.
    pub fn get(&mut self, key: Vec<u8>, find: impl FnOnce() -> V) -> Rc<V> {
        let found = self.known(&key).unwrap_or_else(|| Rc::new(find()));
        self.keep(key, found)
    }

    /// The same, where finding may be stopped: `None` then, and the run counts as not begun.
    pub fn try_get(&mut self, key: Vec<u8>, find: impl FnOnce() -> Option<V>) -> Option<Rc<V>> {
        match self.known(&key).or_else(|| find().map(Rc::new)) {
            Some(found) => Some(self.keep(key, found)),
            None => {
                self.now.clear();
                None
            }
        }
    }

    fn keep(&mut self, key: Vec<u8>, found: Rc<V>) -> Rc<V> {
        self.now.insert(key.into(), found.clone());
        found
    }

    fn known(&self, key: &[u8]) -> Option<Rc<V>> {
        self.before.get(key).cloned()?.downcast().ok()
    }

    /// Ends a run: what it did not ask for is forgotten.
    pub fn settle(&mut self) {
        self.before = std::mem::take(&mut self.now);
    }
}

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Self { before: Found::default(), now: Found::default(), of: PhantomData }
    }
}

impl<V> fmt::Debug for Memo<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Memo of {}", self.before.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_run_before_found_is_not_looked_for_and_nothing_older_is_kept() {
        let mut memo = Memo::<u8>::default();
        let get = |memo: &mut Memo<u8>, key: &str, now: u8| *memo.get(key.into(), || now);
        // Within a run everything is looked for: a text that repeats itself costs what another one does.
        assert_eq!((get(&mut memo, "a", 1), get(&mut memo, "b", 2), get(&mut memo, "a", 3)), (1, 2, 3));
        memo.settle();
        assert_eq!((get(&mut memo, "a", 4), get(&mut memo, "c", 5)), (3, 5));
        memo.settle();
        assert_eq!((get(&mut memo, "b", 6), get(&mut memo, "c", 7)), (6, 5));
        // A run that is stopped leaves what the run before found.
        memo.settle();
        assert_eq!(get(&mut memo, "e", 8), 8);
        assert!(memo.try_get("d".into(), || None).is_none());
        assert_eq!(memo.try_get("c".into(), || None).as_deref(), Some(&5));
        memo.settle();
        assert_eq!(get(&mut memo, "e", 9), 9);
    }
}
