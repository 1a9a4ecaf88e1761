//! Tests of the gold file parser: a line that it misreads would be a test without effect.

use crate::case::{Finding, Item, Mode, Sort, parse};

/// The name and the body of each test. The harness lists them along with the gold files.
pub const TESTS: &[(&str, fn())] = &[
    ("format: a whole case is read", whole_case),
    ("format: backticks, none and parts", values),
    ("format: FIXME and wanted", modes),
    ("format: malformed lines are named", malformed),
    ("format: words that the article lacks are an error", absent_words),
    ("format: a case without expected lines is an error", empty_case),
];

const HEAD: &str = "# T\n\n## One\nWhy.\n```article\nHe said: “No.”\n\nShe left.\n```\n";

fn items(lines: &str) -> Vec<Item> {
    let cases = parse("t.md", &format!("{HEAD}{lines}")).expect("well formed");
    cases.into_iter().flat_map(|case| case.expected).map(|e| e.item).collect()
}

fn whole_case() {
    let cases = parse("t.md", &format!("{HEAD}- no claim\n- nothing\n")).expect("well formed");
    assert_eq!((cases.len(), cases[0].line, cases[0].name.as_str()), (1, 3, "One"));
    assert_eq!(cases[0].article, "He said: “No.”\n\nShe left.");
    assert_eq!(cases[0].expected[1].line, 11);
    assert_eq!(items("- no claim\n- nothing\n"), [Item::No(Sort::Claim), Item::Nothing]);
    assert_eq!(
        items("- more allowed\n- more attributions allowed\n"),
        [Item::MoreAllowed, Item::MoreAttributionsAllowed]
    );
}

fn values() {
    let line = "- attribution direct: source \"He\" | cue none | content `“No.”` … \"left\" | type person\n";
    let [Item::Finding(Finding { sort: Sort::Attribution, label, fields })] = &items(line)[..] else {
        panic!("no attribution was read");
    };
    assert_eq!(label.as_deref(), Some("direct"));
    let parts: Vec<usize> = fields.iter().map(|(_, parts)| parts.len()).collect();
    assert_eq!(parts, [1, 0, 2, 1]);
}

fn modes() {
    let text = format!("{HEAD}- FIXME no claim\n- wanted mention: \"“No.”\"\n");
    let cases = parse("t.md", &text).expect("well formed");
    let modes: Vec<Mode> = cases[0].expected.iter().map(|e| e.mode).collect();
    assert_eq!(modes, [Mode::Holds, Mode::Wanted]);
}

fn malformed() {
    for line in [
        "- attribution loud: content \"No\"",
        "- quotation: content \"No\"",
        "- attribution direct content \"No\"",
        "- attribution direct: content No",
        "- attribution direct: content \"No",
        "- attribution direct: content \"No\" cue \"said\"",
        "- attribution direct: colour \"No\"",
        "- attribution direct: cue \"said\" | cue \"said\"",
        "- attribution: type \"parrot\"",
        "- claim denied:",
        "- nothing much",
    ] {
        let error = parse("t.md", &format!("{HEAD}{line}\n")).expect_err(line);
        assert!(error.starts_with("t.md:10: "), "{line} gave: {error}");
    }
}

fn absent_words() {
    let text = format!("{HEAD}- attribution direct: source \"She said\"\n");
    let error = parse("t.md", &text).expect_err("the words are not there");
    assert!(error.contains("t.md:10") && error.contains("She said"), "{error}");
}

fn empty_case() {
    let error = parse("t.md", HEAD).expect_err("nothing is expected");
    assert!(error.starts_with("t.md:3: "), "{error}");
    assert!(parse("t.md", "# T\n").is_err());
}
