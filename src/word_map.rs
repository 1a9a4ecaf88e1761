//! Maps keyed by words. Whatever its values, a map uses the same index type from words to numbers, because each further
//! hash map type adds 2 KB to the page.

use std::borrow::Cow;

use crate::hash::HashMap;

/// Numbers words in order of insertion.
#[derive(Clone, Debug, Default)]
struct Index(HashMap<Cow<'static, str>, usize>);

impl Index {
    /// Returns the number of `word`, adding it if it is new.
    #[inline(never)]
    fn add(&mut self, word: Cow<'static, str>) -> usize {
        let next = self.0.len();
        *self.0.entry(word).or_insert(next)
    }

    #[inline(never)]
    /// Returns the number of `word`, if it was added.
    fn get(&self, word: &str) -> Option<usize> {
        self.0.get(word).copied()
    }
}

/// A map keyed by words. Values are in the order in which their words were first inserted.
///
/// ```
/// use sayso::word_map::WordMap;
///
/// let mut lengths: WordMap<usize> = ["said", "told"].into_iter().map(|word| (word, word.len())).collect();
/// *lengths.entry("denied") += 6;
/// assert_eq!(lengths.get("denied"), Some(&6));
/// assert_eq!(lengths.get("added"), None);
/// ```
#[derive(Clone, Debug)]
pub struct WordMap<V> {
    index: Index,
    values: Vec<V>,
}

impl<V> WordMap<V> {
    /// Returns the value of `word`, or `None` if it has none.
    pub fn get(&self, word: &str) -> Option<&V> {
        self.values.get(self.index.get(word)?)
    }

    /// Whether `word` has a value.
    pub fn contains(&self, word: &str) -> bool {
        self.index.get(word).is_some()
    }

    /// Sets the value of `word`, replacing any previous value.
    pub fn insert(&mut self, word: impl Into<Cow<'static, str>>, value: V) {
        let at = self.index.add(word.into());
        match self.values.get_mut(at) {
            Some(old) => *old = value,
            None => self.values.push(value),
        }
    }

    /// Returns all values, in the order in which their words were first inserted.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.values.iter_mut()
    }

    /// Returns the value of `word`, inserting the default if it has none.
    pub fn entry(&mut self, word: impl Into<Cow<'static, str>>) -> &mut V
    where
        V: Default,
    {
        let at = self.index.add(word.into());
        if at == self.values.len() {
            self.values.push(V::default());
        }
        &mut self.values[at]
    }
}

impl<V> Default for WordMap<V> {
    fn default() -> Self {
        Self { index: Index::default(), values: Vec::new() }
    }
}

impl<W: Into<Cow<'static, str>>, V> Extend<(W, V)> for WordMap<V> {
    fn extend<I: IntoIterator<Item = (W, V)>>(&mut self, pairs: I) {
        pairs.into_iter().for_each(|(word, value)| self.insert(word, value));
    }
}

impl<W: Into<Cow<'static, str>>, V> FromIterator<(W, V)> for WordMap<V> {
    fn from_iter<I: IntoIterator<Item = (W, V)>>(pairs: I) -> Self {
        let mut out = Self::default();
        out.extend(pairs);
        out
    }
}

/// A set of words.
#[derive(Clone, Debug, Default)]
pub struct WordSet(Index);

impl WordSet {
    /// Whether the set contains `word`.
    pub fn contains(&self, word: &str) -> bool {
        self.0.get(word).is_some()
    }

    /// Adds `word`.
    pub fn insert(&mut self, word: impl Into<Cow<'static, str>>) {
        self.0.add(word.into());
    }
}

impl<W: Into<Cow<'static, str>>> FromIterator<W> for WordSet {
    fn from_iter<I: IntoIterator<Item = W>>(words: I) -> Self {
        let mut out = Self::default();
        words.into_iter().for_each(|word| out.insert(word));
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_value_of_a_word_counts() {
        let map: WordMap<u8> = [("a", 1), ("b", 2), ("a", 3)].into_iter().collect();
        assert_eq!([map.get("a"), map.get("b"), map.get("c")], [Some(&3), Some(&2), None]);
        let set: WordSet = ["a".to_owned(), "a".to_owned()].into_iter().collect();
        assert!(set.contains("a") && !set.contains("b"));
    }
}
