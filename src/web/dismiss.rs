//! Marks that the reader dismissed as wrong. Pure: no browser types.

use crate::model::Analysis;
use crate::span::Span;

use super::marks::{self, Item};

/// The maximum number of dismissed findings read for one saved article, and for a whole workspace. News has about one
/// finding per hundred characters, an article at most a million characters, and each dismissal takes a press of a
/// button: no reader makes more, and more would slow down every keystroke.
pub const MOST: usize = 20_000;

/// Returns fingerprints that identify the findings of `analysis` when `text` is analysed again. A fingerprint is a
/// hash of the kind of finding, its words, and the number of earlier findings of the same kind with the same words.
/// The position does not count, so that edits elsewhere do not matter.
pub fn fingerprints(text: &str, analysis: &Analysis) -> Vec<(Item, u64)> {
    let words = |sort: &str, spans: &[&[Span]]| {
        let parts = spans.iter().flat_map(|part| part.iter()).flat_map(|span| span.of(text).split_whitespace());
        hash_words(std::iter::once(sort).chain(parts))
    };
    let attributions = analysis.attributions.iter().map(|a| words("a", &[&a.content, &a.cue]));
    let claims = analysis.claims.iter().map(|c| words(c.status.name(), &[&c.content, &c.cues]));
    let mentions = analysis.mentions.iter().map(|m| words("m", &[&[m.span]]));
    let items = attributions.enumerate().map(|(at, fingerprint)| (Item::Attribution(at), fingerprint));
    let items = items.chain(claims.enumerate().map(|(at, fingerprint)| (Item::Claim(at), fingerprint)));
    let items = items.chain(mentions.enumerate().map(|(at, fingerprint)| (Item::Mention(at), fingerprint)));
    let mut all: Vec<(Item, u64)> = items.collect();
    // Equal fingerprints become neighbours, in the order of the text.
    crate::sort::sort_by_key(&mut all, |(_, fingerprint)| *fingerprint);
    let (mut plain, mut numbered) = (None, 0);
    for (_, fingerprint) in &mut all {
        numbered = if plain.replace(*fingerprint) == Some(*fingerprint) { fnv(numbered, 1) } else { *fingerprint };
        *fingerprint = numbered;
    }
    all
}

/// Returns the FNV-1a hash of the words. It is stored on the device, so it must be the same in all versions and
/// browsers.
pub fn hash_words<'a>(words: impl Iterator<Item = &'a str>) -> u64 {
    words.flat_map(|word| word.bytes().chain([0])).fold(0xcbf2_9ce4_8422_2325, fnv)
}

fn fnv(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// Returns the fingerprint of one finding; `None` if `analysis` does not contain it.
pub fn fingerprint(text: &str, analysis: &Analysis, item: Item) -> Option<u64> {
    fingerprints(text, analysis).into_iter().find(|(own, _)| *own == item).map(|(_, fingerprint)| fingerprint)
}

/// Returns the findings of `analysis` whose fingerprints are in `dismissed`, sorted.
pub fn dismissed_items(text: &str, analysis: &Analysis, dismissed: &[u64]) -> Vec<Item> {
    let mut gone: Vec<Item> = Vec::new();
    if !dismissed.is_empty() {
        let known = FingerprintSet::new(dismissed);
        let all = fingerprints(text, analysis).into_iter();
        gone.extend(all.filter(|(_, fingerprint)| known.has(*fingerprint)).map(|(item, _)| item));
        crate::sort::sort(&mut gone);
    }
    gone
}

/// Returns `analysis` without the findings in `gone`, which must be sorted.
pub fn without(analysis: &Analysis, gone: &[Item]) -> Analysis {
    marks::kept(analysis, &|item| gone.binary_search(&item).is_err())
}

/// Returns `item` with the position that it has after the findings in `gone`, which must be sorted, are removed;
/// `None` if it is one of them. This is the inverse of [`original`].
pub fn left(item: Item, gone: &[Item]) -> Option<Item> {
    let before = |first: Item| gone.iter().filter(|other| (first..item).contains(other)).count();
    gone.binary_search(&item).is_err().then(|| match item {
        Item::Attribution(at) => Item::Attribution(at - before(Item::Attribution(0))),
        Item::Claim(at) => Item::Claim(at - before(Item::Claim(0))),
        Item::Mention(at) => Item::Mention(at - before(Item::Mention(0))),
        // A match keeps its position when others are dismissed.
        Item::Check(_) => item,
    })
}

/// Returns `item`, a finding that remains after those in `gone` were removed, with its position among all findings.
/// `gone` must be sorted.
pub fn original(item: Item, gone: &[Item]) -> Item {
    let place = |mut at: usize, of: &dyn Fn(usize) -> Item| {
        // Each removed finding before it, or at its position, shifts it by one. Because they are sorted, one pass is
        // enough.
        for other in gone.iter().filter(|other| **other >= of(0)) {
            at += usize::from(*other <= of(at));
        }
        of(at)
    };
    match item {
        Item::Attribution(at) => place(at, &Item::Attribution),
        Item::Claim(at) => place(at, &Item::Claim),
        Item::Mention(at) => place(at, &Item::Mention),
        Item::Check(_) => item,
    }
}

/// A set of fingerprints.
pub struct FingerprintSet(Vec<u64>);

impl FingerprintSet {
    /// Creates a set from fingerprints in any order.
    pub fn new(fingerprints: &[u64]) -> Self {
        let mut own = fingerprints.to_vec();
        crate::sort::sort(&mut own);
        Self(own)
    }

    /// Returns whether the set contains `fingerprint`.
    pub fn has(&self, fingerprint: u64) -> bool {
        self.0.binary_search(&fingerprint).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "“It is shut,” said Anna Oru. “It is shut,” said Ben Hale. The mayor denied that the road was icy.";

    fn speakers(text: &str, dismissed: &[u64]) -> Vec<String> {
        let found = crate::analyze(text);
        let analysis = without(&found, &dismissed_items(text, &found, dismissed));
        analysis.attributions.into_iter().filter(|a| a.kind == crate::model::Kind::Direct).map(|a| a.speaker).collect()
    }

    #[test]
    fn indices_map_across_dismissed_items() {
        let gone = [Item::Attribution(1), Item::Claim(0), Item::Claim(1), Item::Claim(3)];
        let claims: Vec<Item> = (0..3).map(|at| original(Item::Claim(at), &gone)).collect();
        assert_eq!(claims, [Item::Claim(2), Item::Claim(4), Item::Claim(5)]);
        assert!((0..3).all(|at| left(claims[at], &gone) == Some(Item::Claim(at))));
        assert_eq!((left(Item::Claim(1), &gone), left(Item::Mention(2), &gone)), (None, Some(Item::Mention(2))));
        assert_eq!(original(Item::Attribution(0), &gone), Item::Attribution(0));
        assert_eq!(original(Item::Attribution(1), &gone), Item::Attribution(2));
        assert_eq!(original(Item::Mention(0), &gone), Item::Mention(0));
    }

    #[test]
    fn dismisses_one_of_two_identical_findings() {
        let analysis = crate::analyze(TEXT);
        let second = fingerprint(TEXT, &analysis, Item::Attribution(1)).unwrap();
        assert_eq!(speakers(TEXT, &[second]), ["Anna Oru"]);
        assert_eq!(speakers(TEXT, &[]), ["Anna Oru", "Ben Hale"]);
    }

    #[test]
    fn distinguishes_a_thousand_identical_findings() {
        let span = Span::new(0, TEXT.len());
        let mention = crate::model::Mention { span, reason: crate::model::Reason::default() };
        let analysis = Analysis { mentions: vec![mention; 1_000], ..Analysis::default() };
        let mut all: Vec<u64> = fingerprints(TEXT, &analysis).into_iter().map(|(_, fingerprint)| fingerprint).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 1_000);
    }

    #[test]
    fn dismisses_the_right_ones_of_many() {
        let mention = |at: usize| crate::model::Mention {
            span: Span::new(0, at % TEXT.len()),
            reason: crate::model::Reason::default(),
        };
        let mentions: Vec<_> = (0..4_000).map(mention).filter(|m| TEXT.is_char_boundary(m.span.end)).collect();
        let analysis = Analysis { mentions, ..Analysis::default() };
        let all = fingerprints(TEXT, &analysis);
        let even: Vec<u64> = all
            .iter()
            .filter(|(item, _)| matches!(item, Item::Mention(at) if at % 2 == 0))
            .map(|(_, fingerprint)| *fingerprint)
            .rev()
            .collect();
        let gone = dismissed_items(TEXT, &analysis, &even);
        let left = without(&analysis, &gone);
        let odd: Vec<_> = analysis.mentions.iter().skip(1).step_by(2).cloned().collect();
        assert_eq!((gone.len(), left.mentions), (even.len(), odd));
    }

    #[test]
    fn stays_dismissed_when_other_words_change() {
        let analysis = crate::analyze(TEXT);
        let claim = fingerprint(TEXT, &analysis, Item::Claim(0)).unwrap();
        let edited = format!("It snowed.\n\n{TEXT}");
        let again = crate::analyze(&edited);
        let gone = dismissed_items(&edited, &again, &[claim]);
        assert_eq!((without(&again, &gone).claims.len(), gone.len()), (analysis.claims.len() - 1, 1));
    }

    #[test]
    fn missing_items_have_no_fingerprint() {
        assert_eq!(fingerprint("", &Analysis::default(), Item::Claim(0)), None);
    }
}
