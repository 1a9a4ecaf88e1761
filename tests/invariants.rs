//! Invariants of every analysis, whatever the text.

mod properties;

use properties::check;
use proptest::prelude::*;
use sayso::span::Span;
use sayso::text::plain::Plain;
use unicode_normalization::UnicodeNormalization;

/// Troublesome pieces: quotation marks of every style, emoji, combining characters, line ends, words of saying.
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

fn articles() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/articles");
    let paths = std::fs::read_dir(folder).expect("the articles").flatten().map(|entry| entry.path());
    let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|ending| ending == "txt")).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).expect("an article in UTF-8")).collect()
}

#[test]
fn own_articles() {
    let articles = articles();
    assert!(articles.len() >= 4, "only {} articles", articles.len());
    for text in articles {
        assert!(check(&text).attributions.len() > 20, "{:?}: few attributions", text.lines().next());
    }
}

/// Returns the findings without their positions, and the plain form of the words at each position. The result is the
/// same for all encodings of a text.
fn words_of(text: &str) -> (String, Vec<String>) {
    let mut found = check(text);
    let plain = |span: &Span| Plain::new(span.of(text)).text.into_owned();
    let words = found.spans_mut().into_iter().map(|span| plain(&std::mem::take(span))).collect();
    (format!("{found:?}"), words)
}

/// A way to encode the same words differently: its name and the function that rewrites a text.
type Writing = (&'static str, fn(&str) -> String);

const WRITINGS: [Writing; 7] = [
    ("line ends of Windows", |text| text.replace('\n', "\r\n")),
    ("line ends of old", |text| text.replace('\n', "\r")),
    ("spaces that do not break", |text| text.replace(' ', "\u{a0}")),
    ("accents apart", |text| text.nfd().collect()),
    ("soft hyphens", |text| between_letters(text, '\u{ad}')),
    ("no width", |text| between_letters(text, '\u{200b}')),
    ("a mark at the start, signs of direction", |text| ["\u{feff}\u{2066}", text, "\u{2069}"].concat()),
];

fn between_letters(text: &str, sign: char) -> String {
    let mut out = String::new();
    let mut letters = 0;
    for c in text.chars() {
        letters = if c.is_ascii_alphabetic() { letters + 1 } else { 0 };
        if letters > 1 && letters % 3 == 0 {
            out.push(sign);
        }
        out.push(c);
    }
    out
}

#[test]
fn encodings_of_the_same_text_give_the_same_findings() {
    let mut texts: Vec<String> = articles().into_iter().take(6).collect();
    texts.push("“Ça va,” José Ñúñez said.\n\nHe denied that Zoë Šimić had lied; “not a word,” he said.\n".to_owned());
    for text in &texts {
        let text: String = text.nfc().collect();
        let wanted = words_of(&text);
        for (name, written) in WRITINGS {
            assert_eq!(words_of(&written(&text)), wanted, "{name} in an article that starts {:?}", text.lines().next());
        }
    }
}

/// Appending a paragraph that names no one changes nothing before it.
#[test]
fn an_added_paragraph_does_not_change_earlier_findings() {
    for text in articles() {
        let text = text.trim_end();
        let longer = format!("{text}\n\nRainwater stood on the road for most of the week.");
        let [one, more] = [text, &longer].map(|whole| {
            let found = check(whole);
            let shown = |parts: &[Span], what: String| (parts[0].start < text.len()).then_some(what);
            let mut all: Vec<_> =
                found.attributions.iter().filter_map(|a| shown(&a.content, format!("{a:?}"))).collect();
            all.extend(found.claims.iter().filter_map(|c| shown(&c.content, format!("{c:?}"))));
            all
        });
        for (one, more) in one.iter().zip(&more) {
            assert_eq!(one, more, "{:?}", text.lines().next());
        }
        assert_eq!(one.len(), more.len());
    }
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

    #[test]
    fn any_mix_of_pieces_in_any_encoding(
        picked in prop::collection::vec(prop::sample::select(PIECES), 0..30),
        writing in prop::sample::select(&WRITINGS[..]),
    ) {
        let text: String = picked.concat().replace("\r\n", "\n").nfc().collect();
        prop_assert_eq!(words_of(&(writing.1)(&text)), words_of(&text), "{} in {:?}", writing.0, text);
    }

    /// Quoted words are never lost: they are in a content or are a mention.
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
