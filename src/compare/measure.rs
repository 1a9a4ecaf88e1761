//! Measures how similar two passages are in content, by the words they share, weighted by how informative each is.

use super::vocabulary::Vocabulary;

/// What two bags of stems share. A bag is the sorted list of the different stems of a passage.
#[derive(Clone, Copy, Debug, Default)]
pub struct Measure {
    /// The weight of the shared stems.
    pub shared: f32,
    /// The number of shared stems.
    pub count: usize,
    /// The weight of all stems in the first bag.
    pub left: f32,
    /// The weight of all stems in the second bag.
    pub right: f32,
}

/// The factor by which the weight of a pair of stems is multiplied if they differ only in ending or spelling.
pub const ALIKE: f32 = 0.7;

impl Measure {
    /// Compares two bags.
    pub fn new(words: &Vocabulary, a: &[u32], b: &[u32]) -> Self {
        let total_weight = |bag: &[u32]| bag.iter().map(|&stem| words.weight(stem)).sum::<f32>();
        let mut out = Self { left: total_weight(a), right: total_weight(b), ..Self::default() };
        let (mut only_a, mut only_b) = (Vec::new(), Vec::new());
        let (mut x, mut y) = (0, 0);
        while x < a.len() || y < b.len() {
            match (a.get(x), b.get(y)) {
                (Some(one), Some(other)) if one == other => {
                    out.shared += words.weight(*one);
                    out.count += 1;
                    (x, y) = (x + 1, y + 1);
                }
                (Some(one), other) if other.is_none_or(|other| one < other) => {
                    only_a.push(*one);
                    x += 1;
                }
                (_, other) => {
                    only_b.extend(other);
                    y += 1;
                }
            }
        }
        for one in only_a {
            let variant = only_b.iter().position(|&other| alike(words.letters(one), words.letters(other)));
            if let Some(at) = variant {
                out.shared += ALIKE * words.weight(one).min(words.weight(only_b.swap_remove(at)));
                out.count += 1;
            }
        }
        out
    }

    /// Returns the shared part of the lighter bag, from 0 to 1.
    pub fn covered(&self) -> f32 {
        self.shared / self.left.min(self.right).max(1.0)
    }

    /// Returns the shared part of the heavier bag, from 0 to 1.
    pub fn whole(&self) -> f32 {
        self.shared / self.left.max(self.right).max(1.0)
    }
}

/// Whether two stems are spellings or derivations of one word: they start with the same letters, and differ in few.
/// Numbers never are.
pub fn alike(a: &str, b: &str) -> bool {
    let start = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    if a.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    start >= 4 && start + 3 >= short && start * 3 >= long * 2
        || long >= 6 && long - short <= 1 && start >= 3 && tail(a, b) + start + 1 >= long
}

/// Returns the number of bytes at the end that are equal.
fn tail(a: &str, b: &str) -> usize {
    a.bytes().rev().zip(b.bytes().rev()).take_while(|(x, y)| x == y).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_spelling_variants_of_a_name() {
        for (a, b, like) in [
            ("roseneft", "rosneft", true),
            ("ukrain", "ukrainian", true),
            ("depot", "deputi", false),
            ("1942", "1943", false),
        ] {
            assert_eq!(alike(a, b), like, "{a} {b}");
        }
    }
}
