//! Maps with keys from the text.
//!
//! Whoever writes the article chooses these keys, and with a hash that is known in advance could choose them all alike: looking them up
//! would then take the square of their number. So they are hashed with a seed that nobody knows. (WebAssembly has no chance of its own; there a
//! fixed seed does what the standard library does too.)

/// A map whose hash is seeded anew for each run of the program.
pub type HashMap<K, V> = std::collections::HashMap<K, V, foldhash::fast::RandomState>;
/// A set with such a hash.
pub type HashSet<T> = std::collections::HashSet<T, foldhash::fast::RandomState>;
