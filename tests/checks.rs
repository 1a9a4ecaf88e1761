//! Published fact-checks: the demo library and its articles, the command line, and invariants that hold for any input.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use proptest::prelude::*;
use sayso::checks::{Library, Record, Stance, build, match_article};
use sayso::intake::reviews::{self, Item};
use serde_json::Value;

#[path = "properties/checks.rs"]
mod properties;

const SOURCES: [&str; 3] = ["checkpoint.html", "ask-twice.json", "plumb-line.csv"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sayso(arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

/// Builds the demo library with the command line and returns its path.
fn demo(folder: &Path) -> PathBuf {
    let out = folder.join("checks.sayso");
    let sources = SOURCES.map(|name| root().join("corpus/checks").join(name));
    let mut arguments = vec!["library", "build", "-o", out.to_str().unwrap()];
    arguments.extend(sources.iter().map(|path| path.to_str().unwrap()));
    let done = sayso(&arguments, "");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    out
}

#[test]
fn the_demo_library_matches_the_articles() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(&fs::read(demo(folder.path())).unwrap()).unwrap();
    let info = library.info();
    assert!(info.reviews >= 60 && info.publishers.len() == 3, "{info:?}");
    assert!(library.len() < info.reviews, "no two publishers checked the same claim");
    let shown = |article: &str| -> Vec<(String, String, Stance)> {
        let text = fs::read_to_string(root().join("corpus/articles").join(article)).unwrap();
        let found = match_article(&library, &text, &sayso::analyze(&text));
        let shown = found.into_iter().filter(|one| one.shown);
        shown.map(|one| (one.sentence.of(&text).to_owned(), library.get(one.claim).claim, one.stance)).collect()
    };
    for (article, words, claim) in [
        (
            "harbour-fire.txt",
            "from the island of Tarn",
            "Flames of the Velmouth fire could be seen from the island of Tarn.",
        ),
        (
            "vale-trial.txt",
            "1,906 lottery tickets",
            "Police found 1,906 lottery tickets in a suitcase under the stairs of Edwin Vale.",
        ),
        (
            "water-scare.txt",
            "licensed supervisor",
            "Brightwell ran tests without a licensed supervisor on at least four weekends.",
        ),
        (
            "ridge-incident.txt",
            "forestry agency",
            "The serial number of the wreck matches a drone that Sudmark's forestry agency bought in 2019.",
        ),
        (
            "events/ferry/agency.txt",
            "reverse gear",
            "The reverse gear of the ferry Aurelia had failed twice in March and was never replaced.",
        ),
    ] {
        let found = shown(article);
        let right = found.iter().any(|(sentence, checked, _)| sentence.contains(words) && checked == claim);
        assert!(right, "{article}: “{words}” is not shown with its check, only {found:#?}");
    }
}

#[test]
fn the_command_line_lists_matches() {
    let folder = tempfile::tempdir().unwrap();
    let library = demo(folder.path());
    let library = library.to_str().unwrap();
    let article = root().join("corpus/articles/vale-trial.txt");
    let article = article.to_str().unwrap();
    let text = String::from_utf8(sayso(&["match", article, "--library", library], "").stdout).unwrap();
    assert!(text.starts_with("Checked before\n") && text.contains("The Plumb Line · 2031-10-02 · Right"), "{text}");

    let json = sayso(&["match", article, "--library", library, "--format", "json"], "").stdout;
    let json: Value = serde_json::from_slice(&json).unwrap();
    let source = fs::read_to_string(article).unwrap();
    let first = &json[0]["matches"][0];
    let [start, end] = [0, 1].map(|at| first["sentence"][at].as_u64().unwrap() as usize);
    let sentence: String = source.chars().skip(start).take(end - start).collect();
    assert_eq!(first["text"], sentence.as_str());
    assert!(first["check"]["reviews"][0]["url"].as_str().unwrap().starts_with("https://"));

    let lines = "{\"id\": 1, \"text\": \"Police found 1,906 lottery tickets in a suitcase under the stairs.\"}\n\
                 {\"id\": \"b\", \"text\": \"\", \"speaker\": null, \"before\": \"x\"}\n{\"id\": 3}\n";
    let done = sayso(&["match", "--sentences", "-", "--library", library, "--format", "jsonl"], lines);
    let rows: Vec<Value> =
        String::from_utf8(done.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((rows.len(), done.status.code()), (2, Some(1)));
    assert!(String::from_utf8_lossy(&done.stderr).contains("line 3"));
    let matches = rows[0]["matches"].as_array().unwrap();
    assert!(matches[0]["check"] == "pl-15" && matches[0]["shown"] == true && matches.len() >= 10, "{matches:?}");
    let scores: Vec<f64> = matches.iter().map(|one| one["score"].as_f64().unwrap()).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b), "{scores:?}");
    assert_eq!(rows[1]["id"], "b");
}

#[test]
fn libraries_are_neither_overwritten_nor_half_written() {
    let folder = tempfile::tempdir().unwrap();
    let library = demo(folder.path());
    let before = fs::read(&library).unwrap();
    let source = root().join("corpus/checks/plumb-line.csv");
    let [library, source] = [&library, &source].map(|path| path.to_str().unwrap());
    let again = sayso(&["library", "build", source, "-o", library], "");
    assert_eq!(again.status.code(), Some(2));
    let empty = sayso(&["library", "build", "-", "-o", library, "--force"], "");
    assert_eq!(empty.status.code(), Some(1));
    assert_eq!(fs::read(library).unwrap(), before);
    let forced = sayso(&["library", "build", source, "-o", library, "--force"], "");
    assert_eq!(forced.status.code(), Some(0));
    let info = String::from_utf8(sayso(&["library", "info", library], "").stdout).unwrap();
    assert!(info.contains("The Plumb Line"), "{info}");
    let wrong = sayso(&["library", "info", source], "");
    assert_eq!(wrong.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("is not a library of fact-checks"));
}

/// Generates text in which the terms of claims, quotation marks and markup are frequent.
fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof!["ferry|harbour|Vale|not|sank|1,906|2031|#OruFerry|@vale|—|“|”|'s|<b>|&amp;", "\\PC{1,6}"];
    prop::collection::vec(word, 0..20).prop_map(|words| words.join(" "))
}

fn record() -> impl Strategy<Value = Record> {
    (text(), text(), text(), "https://[a-z]{1,5}\\.example/[a-z-]{0,20}|\\PC{0,8}", "[0-9-]{0,10}").prop_map(
        |(claim, title, claimant, url, date)| Record {
            claim,
            title: title.clone(),
            claimant,
            publisher: title,
            url,
            date,
            ..Record::default()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_records_make_a_library(records in prop::collection::vec(record(), 0..12), article in text()) {
        let claims: Vec<String> = records.iter().map(|record| record.claim.split_whitespace().collect()).collect();
        let built = build(records);
        let library = Library::open(&built.bytes).unwrap();
        prop_assert_eq!(library.info().reviews, built.reviews);
        for at in 0..library.len() {
            let claim: String = library.get(at).claim.split_whitespace().collect();
            let seen = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            prop_assert!(claims.iter().any(|own| seen(own) == seen(&claim)), "{claim:?} is none of {claims:?}");
        }
        properties::check(&library, &article);
    }

    #[test]
    fn damaged_libraries_are_refused_or_hold(
        records in prop::collection::vec(record(), 1..6),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        article in text(),
    ) {
        let mut bytes = build(records).bytes;
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        properties::check_bytes(&bytes, &article);
    }

    #[test]
    fn any_bytes_are_read(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        name in "[a-z]{1,3}(\\.(json|jsonl|csv|tsv|html))?",
    ) {
        reviews::read(&name, &bytes, &mut |item, done| {
            assert!(done <= bytes.len().max(3) * 3);
            if let Item::Record(record) = item {
                assert!(!record.claim.is_empty());
            }
        });
    }
}
