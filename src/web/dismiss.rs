//! Marks that the reader found wrong. Pure: no browser types.

use crate::model::Analysis;
use crate::span::Span;

use super::results;
use super::segments::Item;

/// What each finding of `analysis`, which is about `text`, is known by when the text is analysed anew: a fingerprint of its sort, its words and
/// how many of the same sort and words stand before it. Its place does not count, so that edits elsewhere do not matter.
fn fingerprints(text: &str, analysis: &Analysis) -> Vec<(Item, u64)> {
    let words = |sort: &str, spans: &[&[Span]]| {
        let parts = spans.iter().flat_map(|part| part.iter()).flat_map(|span| span.of(text).split_whitespace());
        print(std::iter::once(sort).chain(parts))
    };
    let attributions = analysis.attributions.iter().map(|a| words("a", &[&a.content, &a.cue]));
    let claims = analysis.claims.iter().map(|c| words(super::words::status_name(c.status), &[&c.content, &c.cues]));
    let mentions = analysis.mentions.iter().map(|m| words("m", &[&[m.span]]));
    let items = attributions.enumerate().map(|(at, print)| (Item::Attribution(at), print));
    let items = items.chain(claims.enumerate().map(|(at, print)| (Item::Claim(at), print)));
    let items = items.chain(mentions.enumerate().map(|(at, print)| (Item::Mention(at), print)));
    let mut all: Vec<(Item, u64)> = items.collect();
    // Those that read the same come side by side, in the order of the text.
    crate::order::sort_by_key(&mut all, |(_, print)| *print);
    let (mut plain, mut numbered) = (None, 0);
    for (_, print) in &mut all {
        numbered = if plain.replace(*print) == Some(*print) { fnv(numbered, 1) } else { *print };
        *print = numbered;
    }
    all
}

/// What words are known by. FNV-1a: it is kept on the device, so it must be the same in all versions and browsers.
pub fn print<'a>(words: impl Iterator<Item = &'a str>) -> u64 {
    words.flat_map(|word| word.bytes().chain([0])).fold(0xcbf2_9ce4_8422_2325, fnv)
}

fn fnv(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// The fingerprint of one finding; `None` where `analysis` does not have it.
pub fn fingerprint(text: &str, analysis: &Analysis, item: Item) -> Option<u64> {
    fingerprints(text, analysis).into_iter().find(|(own, _)| *own == item).map(|(_, print)| print)
}

/// `analysis` without the findings that were dismissed, and how many these are.
pub fn without(text: &str, analysis: &Analysis, dismissed: &[u64]) -> (Analysis, usize) {
    let mut gone: Vec<Item> = Vec::new();
    if !dismissed.is_empty() {
        let all = fingerprints(text, analysis).into_iter();
        gone.extend(all.filter(|(_, print)| dismissed.contains(print)).map(|(item, _)| item));
    }
    (results::kept(analysis, &|item| !gone.contains(&item)), gone.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "“It is shut,” said Anna Oru. “It is shut,” said Ben Hale. The mayor denied that the road was icy.";

    fn speakers(text: &str, dismissed: &[u64]) -> Vec<String> {
        let (analysis, _) = without(text, &crate::analyze(text), dismissed);
        analysis.attributions.into_iter().filter(|a| a.kind == crate::model::Kind::Direct).map(|a| a.speaker).collect()
    }

    #[test]
    fn one_of_two_that_read_the_same_goes() {
        let analysis = crate::analyze(TEXT);
        let second = fingerprint(TEXT, &analysis, Item::Attribution(1)).unwrap();
        assert_eq!(speakers(TEXT, &[second]), ["Anna Oru"]);
        assert_eq!(speakers(TEXT, &[]), ["Anna Oru", "Ben Hale"]);
    }

    #[test]
    fn a_thousand_that_read_the_same_are_told_apart() {
        let span = Span::new(0, TEXT.len());
        let mention = crate::model::Mention { span, reason: crate::model::Reason::default() };
        let analysis = Analysis { mentions: vec![mention; 1_000], ..Analysis::default() };
        let mut all: Vec<u64> = fingerprints(TEXT, &analysis).into_iter().map(|(_, print)| print).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 1_000);
    }

    #[test]
    fn it_stays_away_when_other_words_change() {
        let analysis = crate::analyze(TEXT);
        let claim = fingerprint(TEXT, &analysis, Item::Claim(0)).unwrap();
        let edited = format!("It snowed.\n\n{TEXT}");
        let (left, gone) = without(&edited, &crate::analyze(&edited), &[claim]);
        assert_eq!((left.claims.len(), gone), (analysis.claims.len() - 1, 1));
    }

    #[test]
    fn what_is_not_there_has_no_fingerprint() {
        assert_eq!(fingerprint("", &Analysis::default(), Item::Claim(0)), None);
    }
}
