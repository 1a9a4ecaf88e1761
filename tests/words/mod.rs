//! Words belong in the tables of `corpus/lexicon` and the packs of `corpus/languages`, not in the rules.
//!
//! A word literal is a string literal of lower-case letters, apostrophes, full stops, hyphens and spaces that a rule
//! compares with a word of the text:
//!
//! * in a pattern: `"a" | "b"`, `"a" =>`, `"a" if`, `matches!(word, "a")`;
//! * next to `==` or `!=`;
//! * as an argument of a method `is`: `view.is(at, "a")`, `token.is("a")`;
//! * in a list: `["a", "b"]`.
//!
//! Every occurrence counts, including repetitions of a word, the lemmas of cues and the endings in a list of endings.
//! Strings that are no words of a text do not count: ids of rules, classes of words (`is_claim_word("vague")`,
//! `comparison_words::is(word, "at")`), the classes and units of `quantities.tsv`, the classes of `stance.tsv`, the
//! lists of names in the files of `NAMES`, marks, comments and unit tests.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::files;

/// The number of word literals that the rules must stay below.
const LIMIT: usize = 150;
/// The folders of the rules for English.
const RULES: [&str; 9] =
    ["attribution", "check_worthiness", "checks", "claim", "compare", "speaker", "syntax", "tagger", "text"];
/// Files with lists of names: of the features of a model, of languages, of rules.
const NAMES: [&str; 8] = [
    "attribution/learned.rs",
    "check_worthiness/features.rs",
    "checks/features.rs",
    "claim/answers.rs",
    "compare/evidence.rs",
    "compare/same_weights.rs",
    "speaker/coreference/features.rs",
    "text/language.rs",
];
/// The files that read the packs, and compare their cells.
const READERS: [&str; 4] = ["languages/class.rs", "languages/pack.rs", "languages/packs.rs", "languages/rows.rs"];
/// Units of quantities that no table has.
const UNITS: [&str; 2] = ["date", "day"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the source files in a folder of `src`, except those of tests.
fn sources(folder: &str) -> Vec<PathBuf> {
    let mut out = files(&format!("src/{folder}"), "rs");
    out.retain(|path| path.with_extension("").components().all(|part| part.as_os_str() != "tests"));
    out
}

fn is_one_of(path: &Path, files: &[&str]) -> bool {
    files.iter().any(|file| path.ends_with(file))
}

/// Returns names that look like words: ids of rules, and cells of tables that the code compares.
fn names() -> BTreeSet<String> {
    let mut out: BTreeSet<String> = UNITS.map(str::to_owned).into();
    for (table, columns) in
        [("lexicon/quantities.tsv", &[1, 4][..]), ("lexicon/stance.tsv", &[1]), ("i18n/en.tsv", &[0])]
    {
        let text = fs::read_to_string(root().join("corpus").join(table)).unwrap();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let of = columns.iter().filter_map(|&column| cells.get(column));
            out.extend(of.map(|cell| cell.trim_start_matches("rule.").to_owned()));
        }
    }
    out
}

/// A bracket that is open at the position of a literal, and the name before it, such as `[` and "", or `(` and
/// "view.is".
struct Bracket<'a> {
    mark: u8,
    name: &'a str,
}

/// Returns the word literals of a source. `listed` says whether those in lists count.
fn words<'a>(source: &'a str, listed: bool, names: &BTreeSet<String>) -> Vec<&'a str> {
    let source = source.split("#[cfg(test)]\nmod tests").next().unwrap();
    let (bytes, mut at) = (source.as_bytes(), 0);
    let mut open: Vec<Bracket<'a>> = Vec::new();
    let mut out = Vec::new();
    while at < bytes.len() {
        let rest = &source[at..];
        match bytes[at] {
            b'/' if rest.starts_with("//") => at += rest.find('\n').unwrap_or(rest.len()),
            b'\'' => at += character(rest),
            b'"' => {
                let end = at + 1 + length(&rest[1..]);
                let text = &source[at + 1..end];
                let compared = compares(&source[..at], &source[end + 1..], open.last(), listed);
                if compared && is_word(text) && !names.contains(text) {
                    out.push(text);
                }
                at = end + 1;
            }
            mark @ (b'(' | b'[' | b'{') => {
                let named = |c: char| c.is_alphanumeric() || "_:.!#".contains(c);
                let name = &source[source[..at].trim_end_matches(named).len()..at];
                open.push(Bracket { mark, name });
                at += 1;
            }
            b')' | b']' | b'}' => {
                open.pop();
                at += 1;
            }
            _ => at += rest.chars().next().unwrap().len_utf8(),
        }
    }
    out
}

/// Returns the length in bytes of the character literal at the start of `rest`, or of the apostrophe alone if it starts
/// a lifetime.
fn character(rest: &str) -> usize {
    let text = &rest[1..];
    let end = match text.strip_prefix('\\') {
        Some(escape) => escape[1..].find('\'').map(|at| at + 2),
        None => text.chars().next().map(char::len_utf8).filter(|&at| text[at..].starts_with('\'')),
    };
    end.map_or(1, |at| at + 2)
}

/// Returns the length in bytes of the text of a string literal. `rest` starts after the opening quotation mark.
fn length(rest: &str) -> usize {
    let mut escaped = false;
    let end = rest.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    });
    end.unwrap()
}

fn is_word(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_lowercase())
        && text.starts_with(|c: char| c.is_ascii_lowercase() || "'’".contains(c))
        && text.chars().all(|c| c.is_ascii_lowercase() || "'’.- ".contains(c))
}

/// Whether the code before and after a literal compares it with something.
fn compares(before: &str, after: &str, bracket: Option<&Bracket<'_>>, listed: bool) -> bool {
    let (mut before, mut after) = (before.trim_end(), after.trim_start());
    if let Some(outside) = before.strip_suffix("Some(") {
        (before, after) = (outside.trim_end(), after.trim_start_matches(')').trim_start());
    }
    let pattern = after.starts_with('|') && !after.starts_with("||")
        || after.starts_with("=>")
        || after.starts_with("if ")
        || before.ends_with('|') && !before.ends_with("||");
    let equal = ["==", "!="].iter().any(|sign| before.ends_with(sign) || after.starts_with(sign));
    let inside = bracket.is_some_and(|bracket| match bracket.mark {
        b'(' => bracket.name == "matches!" || bracket.name.ends_with(".is"),
        b'[' => listed && bracket.name.is_empty(),
        _ => false,
    });
    pattern || equal || inside
}

#[test]
fn rules_have_few_word_literals() {
    let names = names();
    let mut report = String::new();
    let mut count = 0;
    for path in RULES.iter().flat_map(|folder| sources(folder)) {
        let source = fs::read_to_string(&path).unwrap();
        let found = words(&source, !is_one_of(&path, &NAMES), &names);
        count += found.len();
        if !found.is_empty() {
            report += &format!("{:4} {}: {}\n", found.len(), path.display(), found.join(", "));
        }
    }
    assert!(count > 0, "nothing was read");
    assert!(count < LIMIT, "{count} word literals in rules; move lists to classes of words.tsv:\n{report}");
}

#[test]
fn rules_for_other_languages_have_no_words() {
    let names = names();
    for path in sources("languages").iter().filter(|path| !is_one_of(path, &READERS)) {
        let source = fs::read_to_string(path).unwrap();
        assert_eq!(words(&source, true, &names), Vec::<&str>::new(), "{}", path.display());
    }
}

#[test]
fn words_count_where_a_rule_compares_them() {
    let names = BTreeSet::from(["clock".to_owned()]);
    let counted = r#"
        matches!(view.word(at), "nobody" | "no one") || word == "of" || "by" != word || view.is(at + 1, "'s");
        match word { "if" | "unless" if open => 1, "so-called" => 2, _ => 3 };
        match third { Some("old") => 1, _ => 2 };
        let list = ["er", "or"]; let one: &[&str] = &["in"]; token.is("\u{2014}"); let quote = '"'; view.is(at, "x");
    "#;
    let found = words(counted, true, &names);
    assert_eq!(
        found,
        ["nobody", "no one", "of", "by", "'s", "if", "unless", "so-called", "old", "er", "or", "in", "x"]
    );
    let uncounted = r#"
        // view.is(at, "that")
        view.is(at, ",") || known.is_claim_word("vague") || comparison_words::is(word, "at") || unit == "clock";
        view.word(at).ends_with("ed"); let x: &'a str = Reason::new("denied"); let y = match z { _ => "thing" };
        #[cfg(feature = "extras")]
        #[cfg(test)]
mod tests { view.is(at, "that") }"#;
    assert_eq!(words(uncounted, true, &names), Vec::<&str>::new());
    assert_eq!(words("[\"far\", \"near\"]", false, &names), Vec::<&str>::new());
}
