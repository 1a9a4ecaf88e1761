//! Invariants of libraries of fact-checks, checked by the property tests and the fuzz target.

use sayso::address;
use sayso::checks::{Library, Matcher, Query, match_article};

/// Opens `bytes` and, if they are a library, checks it with [`check`].
pub fn check_bytes(bytes: &[u8], text: &str) {
    if let Ok(library) = Library::open(bytes) {
        check(&library, text);
    }
}

/// Panics if a claim of the library has no reviews or a review has an address that is not a web address, or if a match
/// of `text` is out of bounds or out of order.
pub fn check(library: &Library, text: &str) {
    let info = library.info();
    assert!(info.claims == library.len() && info.claims <= info.reviews);
    for at in 0..library.len().min(100) {
        let checked = library.get(at);
        assert!(!checked.reviews.is_empty(), "a claim without a review");
        assert_eq!(library.ids(at).count(), checked.reviews.len());
        for review in checked.reviews {
            assert!(review.url.is_empty() || address::web(&review.url).is_some(), "{:?} is no web address", review.url);
        }
    }
    let query = Query { text, speaker: text, before: text, after: text };
    let found = Matcher::new(library).find(&query, 10);
    assert!(found.iter().filter(|one| one.shown).count() <= 1, "more than one match is shown");
    assert!(found.windows(2).all(|pair| pair[0].score >= pair[1].score), "matches are not in order");
    for one in &found {
        assert!((0.0..=1.0).contains(&one.score) && one.claim < library.len(), "{one:?}");
        assert!(one.words.iter().all(|word| !word.of(text).is_empty()), "{one:?} is out of bounds");
    }
    for mut one in match_article(library, text, &sayso::analyze(text)) {
        assert!(one.claim < library.len());
        assert!(one.spans_mut().all(|span| !span.of(text).is_empty()), "a span is out of bounds in {text:?}");
    }
}
