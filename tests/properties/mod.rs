//! Invariants of the analysis of any text, checked by the property tests and the fuzz targets.

use sayso::analyze;
use sayso::i18n::Language;
use sayso::model::Analysis;
use sayso::span::Span;

fn check_parts(text: &str, parts: &[Span], what: &str) {
    for part in parts {
        assert!(!part.of(text).is_empty(), "{what} {part:?} is empty, out of bounds or inside a character: {text:?}");
    }
    for pair in parts.windows(2) {
        assert!(pair[0].end <= pair[1].start, "{what}: parts out of order in {text:?}");
    }
}

/// Analyses `text` and returns the findings. Panics if an invariant is violated.
pub fn check(text: &str) -> Analysis {
    let found = check_found(text, analyze(text));
    assert!(
        found.language != Language::English
            || found.claims.iter().all(|claim| found.check_worthiness_of(claim).is_some()),
        "a claim without a check in {text:?}"
    );
    found
}

/// Returns the findings in `text`. Panics if they violate an invariant that holds in every language.
pub fn check_found(text: &str, mut found: Analysis) -> Analysis {
    for a in &found.attributions {
        assert!(!a.content.is_empty(), "an attribution without content in {text:?}");
        check_parts(text, &a.source, "source");
        check_parts(text, &a.cue, "cue");
        check_parts(text, &a.content, "content");
    }
    for c in &found.claims {
        assert!(!c.content.is_empty(), "a claim without content in {text:?}");
        assert!(!c.cues.is_empty(), "a status without a cue in {text:?}");
        check_parts(text, &c.content, "claim");
        assert!(c.versus.iter().all(|&at| at < found.claims.len()), "a version that is not there in {text:?}");
    }
    for check in &found.checks {
        assert!((0.0..=1.0).contains(&check.score), "score {} in {text:?}", check.score);
        assert!(!check.reasons.is_empty(), "a score without a reason in {text:?}");
        check.reasons.iter().for_each(|reason| check_parts(text, &reason.words, "reason"));
    }
    check_parts(text, &found.checks.iter().map(|check| check.span).collect::<Vec<_>>(), "sentence");
    for span in found.spans_mut() {
        assert!(text.get(span.start..span.end).is_some_and(|s| !s.is_empty()), "{span:?} in {text:?}");
    }
    found
}
