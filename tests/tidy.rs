//! House rules for source files: rules are not spelled as strings, every source file is declared and short enough, and
//! the words of rules are in tables (see `words`).
#![allow(clippy::unwrap_used, reason = "a test that cannot continue should stop")]

mod words;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use sayso::model::Rule;

/// The maximum number of lines in a source file. A longer file should be split.
const MAX_LINES: usize = 400;

/// The maximum number of characters in a line, even where rustfmt does not break lines: in strings, comments and
/// `html!`.
const MAX_COLUMNS: usize = 120;

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = open.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries.map(Result::unwrap) {
            let path = entry.path();
            match path.is_dir() {
                true if path.ends_with("target") || path.ends_with("node_modules") => {}
                true => open.push(path),
                false if path.extension().is_some_and(|e| e == ending) => out.push(path),
                false => {}
            }
        }
    }
    out.sort();
    out
}

/// A rule is named by its variant of `Rule`, never by a string.
#[test]
fn rules_are_not_spelled_as_strings() {
    let spelled = |rule: Rule| rule.name().contains('-').then(|| format!("\"{}\"", rule.name()));
    let rules: Vec<String> = Rule::ALL.into_iter().filter_map(spelled).collect();
    for path in files("src", "rs").iter().filter(|path| !path.ends_with("src/vocabulary.rs")) {
        let source = fs::read_to_string(path).unwrap();
        let found: Vec<_> = rules.iter().filter(|rule| source.contains(*rule)).collect();
        // A feature of the coreference model has the same name as this rule.
        let found: Vec<_> = found.into_iter().filter(|rule| *rule != "\"same-words\"").collect();
        assert!(found.is_empty(), "{}: write the variants of `Rule` for {found:?}", path.display());
    }
}

#[test]
fn every_source_file_is_declared() {
    for path in files("src", "rs") {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let parent = path.parent().unwrap();
        if matches!(name, "lib" | "mod" | "main") || parent.ends_with("bin") {
            continue;
        }
        let module = [parent.join("mod.rs"), parent.join("lib.rs"), parent.with_extension("rs")];
        let declared = module.iter().filter_map(|file| fs::read_to_string(file).ok()).any(|source| {
            source
                .lines()
                .any(|line| line.trim_start_matches("pub ").trim_start_matches("pub(crate) ") == format!("mod {name};"))
        });
        assert!(declared, "{} is declared nowhere", path.display());
    }
}

#[test]
fn source_files_are_short() {
    for path in ["src", "net/src", "tests", "xtask/src"].iter().flat_map(|folder| files(folder, "rs")) {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= MAX_LINES, "{} has {lines} lines; {MAX_LINES} are enough", path.display());
    }
}

#[test]
fn rust_lines_are_short() {
    let folders = ["src", "net/src", "tests", "xtask", "examples", "python", "fuzz"];
    let mut paths: Vec<PathBuf> = folders.iter().flat_map(|folder| files(folder, "rs")).collect();
    paths.push(Path::new(env!("CARGO_MANIFEST_DIR")).join("build.rs"));
    let mut long = Vec::new();
    for path in paths {
        let source = fs::read_to_string(&path).unwrap();
        let lines = source.lines().enumerate().filter(|(_, line)| line.chars().count() > MAX_COLUMNS);
        long.extend(lines.map(|(at, _)| format!("{}:{}", path.display(), at + 1)));
    }
    assert!(long.is_empty(), "more than {MAX_COLUMNS} characters:\n{}", long.join("\n"));
}

#[test]
fn text_fields_switch_off_browser_services() {
    const OFF: [&str; 7] = [
        "spellcheck=",
        "autocomplete=\"off\"",
        "autocorrect=\"off\"",
        "autocapitalize=\"off\"",
        "writingsuggestions=\"false\"",
        "translate=\"no\"",
        "data-gramm=\"false\"",
    ];
    let mut pages = files("src/web", "rs");
    pages.push(Path::new(env!("CARGO_MANIFEST_DIR")).join("index.html"));
    let mut seen = 0;
    for path in pages {
        let source = fs::read_to_string(&path).unwrap();
        let fields = ["<textarea ", "<input "].into_iter().flat_map(|start| source.match_indices(start));
        for (at, _) in fields {
            let rest = &source[at..];
            let end = rest.find("/>").into_iter().chain(rest.find("</")).min().unwrap();
            let field = &rest[..end];
            if ["checkbox", "range", "file"].iter().any(|kind| field.contains(&format!("type=\"{kind}\""))) {
                continue;
            }
            let missing: Vec<_> = OFF.iter().filter(|name| !field.contains(*name)).collect();
            assert!(missing.is_empty(), "{}: {missing:?} are missing in {field}", path.display());
            seen += 1;
        }
    }
    assert!(seen >= 5, "only {seen} fields were found");
}

#[test]
fn tables_of_strings_have_no_duplicate_keys() {
    for path in files("corpus/i18n", "tsv") {
        let text = fs::read_to_string(&path).unwrap();
        let mut seen = BTreeSet::new();
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let (key, value) = line.split_once('\t').unwrap_or((line, ""));
            assert!(!value.is_empty(), "{}:{}: no sentence", path.display(), at + 1);
            assert!(seen.insert(key.to_owned()), "{}:{}: “{key}” is a duplicate", path.display(), at + 1);
        }
    }
}

#[test]
fn translations_are_complete_with_the_same_placeholders() {
    let read = |path: &Path| fs::read_to_string(path).unwrap();
    let rows = |text: &str| -> Vec<(String, String)> {
        text.lines().filter_map(|line| line.split_once('\t')).map(|(k, v)| (k.to_owned(), v.to_owned())).collect()
    };
    let named = |sentence: &str| -> BTreeSet<String> {
        sentence.split('{').skip(1).filter_map(|rest| rest.split('}').next()).map(str::to_owned).collect()
    };
    let english: std::collections::BTreeMap<_, _> =
        rows(&read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/i18n/en.tsv"))).into_iter().collect();
    for path in files("corpus/i18n", "tsv") {
        let own = rows(&read(&path));
        let missing: Vec<_> = english.keys().filter(|&key| own.iter().all(|(have, _)| have != key)).collect();
        assert!(missing.is_empty(), "{}: {missing:?} are missing", path.display());
        for (key, sentence) in own {
            let original = english.get(&key).unwrap_or_else(|| panic!("{}: English has no {key}", path.display()));
            assert_eq!(named(original), named(&sentence), "{}: placeholders of {key}", path.display());
            let forms = if path.ends_with("uk.tsv") { 3 } else { 2 };
            let wanted = if original.contains('|') { forms } else { 1 };
            assert_eq!(sentence.split('|').count(), wanted, "{}: forms of {key}", path.display());
            // In French the first form is also that of 0, in Ukrainian that of 21.
            let only_for_one = !["fr.tsv", "uk.tsv"].iter().any(|name| path.ends_with(name));
            let first = sentence.split('|').next().unwrap_or_default();
            let says_one = wanted > 1 && first.split(' ').any(|word| word == "1");
            assert!(only_for_one || !says_one, "{}: {key} says 1 for other numbers", path.display());
            // The limit of extension stores.
            let short = key != "ui.extension.description" || sentence.chars().count() <= 132;
            assert!(short, "{}: {key} is longer than 132 characters", path.display());
        }
    }
}
