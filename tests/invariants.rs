//! What must hold for every analysis, whatever the text.

use proptest::prelude::*;
use sayso::analyze;
use sayso::model::Analysis;
use sayso::span::Span;

/// Pieces that make trouble: marks of every style, emoji, combining signs, line ends, words of saying.
const PIECES: &[&str] = &[
    "\"",
    "“",
    "”",
    "‘",
    "’",
    "'",
    "«",
    "»",
    "„",
    "\u{a0}",
    "\r\n",
    "\n\n",
    "😀",
    "e\u{301}",
    "…",
    "—",
    ". ",
    ", ",
    ": ",
    " said ",
    " denied ",
    " that ",
    " according to ",
    " is accused of ",
    " claimed ",
    "Ann Lee",
    "he",
    "the mayor",
    "not",
    " but ",
    "5'11\"",
    "’90s",
    "workers’",
    "(",
    ")",
    "We will not go",
    "\u{200b}",
    "\u{0}",
    "👩‍👩‍👧",
];

fn check_parts(text: &str, parts: &[Span], what: &str) {
    for part in parts {
        assert!(!part.of(text).is_empty(), "{what} {part:?} is empty, out of bounds or inside a character: {text:?}");
    }
    for pair in parts.windows(2) {
        assert!(pair[0].end <= pair[1].start, "{what}: parts out of order in {text:?}");
    }
}

fn check(text: &str) -> Analysis {
    let mut found = analyze(text);
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
    assert!(found.claims.iter().all(|claim| found.worth_of(claim).is_some()), "a claim without a check in {text:?}");
    for span in found.spans_mut() {
        assert!(text.get(span.start..span.end).is_some_and(|s| !s.is_empty()), "{span:?} in {text:?}");
    }
    found
}

#[test]
fn odd_texts() {
    for text in [
        "",
        " ",
        "\n",
        "\r\n\r\n",
        "\"",
        "“",
        "”",
        "'",
        "’",
        "« ",
        "said",
        "said:",
        "He said: “",
        "” he said",
        "\u{feff}“No,” he said.",
        "“😀,” said Ann 👩‍👩‍👧.",
        "“e\u{301}” said\u{a0}he",
        "“A\r\n\r\n“B” he said",
    ] {
        check(text);
    }
    for mark in ["\"", "“", "”", "'", "‘", "’", "«", "„"] {
        check(&mark.repeat(1000));
        check(&format!("a {mark}b ").repeat(1000));
    }
}

#[test]
fn own_articles() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/articles");
    let mut read = 0;
    for entry in std::fs::read_dir(folder).expect("the articles").flatten() {
        if entry.path().extension().is_some_and(|ending| ending == "txt") {
            let found = check(&std::fs::read_to_string(entry.path()).expect("an article in UTF-8"));
            assert!(found.attributions.len() > 20, "{:?}: few attributions", entry.path());
            read += 1;
        }
    }
    assert!(read >= 4, "only {read} articles");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_string(text in "\\PC{0,200}") {
        check(&text);
    }

    #[test]
    fn any_mix_of_pieces(picked in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        check(&picked.concat());
    }

    /// Nothing that is quoted is lost: it lies in a content or is a mention.
    #[test]
    fn quoted_words_are_kept(
        before in "([A-Z][a-z]{2,6} ){1,4}",
        inside in "[A-Z][a-z]{1,8}( [a-z]{2,8}){0,6}[.,]?",
        after in "( [a-z]{2,7}){0,4}",
        curly: bool,
    ) {
        let (open, close) = if curly { ("“", "”") } else { ("\"", "\"") };
        let text = format!("{before}{open}{inside}{close}{after}.");
        let quoted = Span::new(before.len(), before.len() + open.len() + inside.len() + close.len());
        let inner = Span::new(quoted.start + open.len(), quoted.end - close.len());
        let found = check(&text);
        let said = found.attributions.iter().flat_map(|a| &a.content).any(|part| part.contains(inner));
        let mentioned = found.mentions.iter().any(|m| m.span.contains(inner));
        prop_assert!(said || mentioned, "lost in {text:?}");
    }
}
