//! Maps whose keys come from the text.
//!
//! The author of an article chooses these keys. With a predictable hash they could be made to collide, and a text would
//! take quadratic time, so each run uses a random seed. (WebAssembly offers no randomness without an import; there the
//! seed is fixed, as it is in the standard library.)

/// A hash map with a new random seed in each run of the program.
pub type HashMap<K, V> = std::collections::HashMap<K, V, foldhash::fast::RandomState>;
/// A hash set with the same kind of seed.
pub type HashSet<T> = std::collections::HashSet<T, foldhash::fast::RandomState>;
