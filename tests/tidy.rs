//! House rules for source files: every rule has its sentence, every source file is declared and short enough.
#![allow(clippy::unwrap_used, reason = "a test that cannot continue should stop")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A longer file should be split. Lines.
const MAX_LINES: usize = 400;

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

/// The string literals directly after each `marker` in `source`.
fn literals_after(source: &str, marker: &str) -> Vec<String> {
    let ends = source.match_indices(marker).map(|(at, _)| at + marker.len());
    ends.filter_map(|at| source[at..].split('"').next().map(str::to_owned)).collect()
}

#[test]
fn rules_match_sentences() {
    let sources: String = files("src", "rs").iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let table: String = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/i18n/en.tsv")).unwrap();
    let explained: BTreeSet<&str> =
        table.lines().filter_map(|line| line.split_once('\t')?.0.strip_prefix("rule.")).collect();
    let unused: Vec<_> = explained.iter().filter(|rule| !sources.contains(&format!("\"{rule}\""))).collect();
    assert!(unused.is_empty(), "sentences in corpus/i18n/en.tsv without a rule: {unused:?}");
    let mut rules: BTreeSet<String> = BTreeSet::new();
    for marker in ["rule: \"", "Reason::new(\""] {
        rules.extend(literals_after(&sources, marker));
    }
    let unexplained: Vec<_> = rules.iter().filter(|rule| !explained.contains(rule.as_str())).collect();
    assert!(
        !rules.is_empty() && unexplained.is_empty(),
        "rules without a sentence in corpus/i18n/en.tsv: {unexplained:?}"
    );
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
        }
    }
}
