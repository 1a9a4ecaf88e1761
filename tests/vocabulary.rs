//! The sentences, the embed and the scripts that repeat words of the vocabulary agree with `src/vocabulary.rs`. The
//! types for JavaScript and Python are generated and tested by `src/types.rs`.
#![allow(clippy::unwrap_used, reason = "a test that cannot continue should stop")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use sayso::compare::{self, Manner};
use sayso::i18n::Language;
use sayso::model::{Act, CheckWorthinessLevel, Kind, Notice, Rule, SourceType, Status};

type Names = BTreeSet<&'static str>;

/// Collects the names of all variants of an enum of the vocabulary.
macro_rules! names {
    ($type:ty) => {
        Names::from(<$type>::ALL.map(<$type>::name))
    };
}

fn path(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

fn read(file: &str) -> String {
    fs::read_to_string(path(file)).unwrap()
}

/// Returns the contents of all files in `folder` and below whose names end in `.ending`, joined.
fn sources(folder: &str, ending: &str) -> String {
    let (mut out, mut open) = (String::new(), vec![path(folder)]);
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            match entry.is_dir() {
                true => open.push(entry),
                false if entry.extension().is_some_and(|own| own == ending) => {
                    out += &fs::read_to_string(entry).unwrap();
                }
                false => {}
            }
        }
    }
    out
}

/// Returns the names of the acts that are not among `others`.
fn acts(others: &[Act]) -> Names {
    Act::ALL.into_iter().filter(|act| !others.contains(act)).map(Act::name).collect()
}

/// Returns the groups of sentences in `corpus/i18n` that must have a sentence for each of these names, with the key
/// `<group>.<name>`.
fn groups() -> Vec<(&'static str, Names)> {
    vec![
        ("rule", names!(Rule)),
        ("kind", names!(Kind)),
        ("ui.kind", names!(Kind)),
        ("ui.manner", names!(Kind)),
        ("ui.say", &names!(Kind) | &acts(&[Act::Statement])),
        ("ui.act", acts(&[Act::Statement, Act::Attitude])),
        ("ui.source", names!(SourceType)),
        ("status", names!(Status)),
        ("ui.status", names!(Status)),
        ("ui.meaning", names!(Status)),
        ("ui.certain", names!(Status)),
        ("ui.worth", names!(CheckWorthinessLevel)),
        ("ui.language", Language::ALL.map(Language::code).into()),
        ("notice", names!(Notice)),
        ("compare", &names!(compare::Kind) | &names!(Manner)),
    ]
}

/// Sentences in these groups that belong to no name. The group `compare` has many more, which are not listed.
const OTHERS: [&str; 4] = ["ui.kind.mention", "ui.language.browser", "ui.language.failed", "ui.worth.english"];

#[test]
fn every_word_has_its_sentences_and_no_sentence_is_left_over() {
    for language in Language::ALL.map(Language::code) {
        let table = read(&format!("corpus/i18n/{language}.tsv"));
        let keys: BTreeSet<&str> = table.lines().filter_map(|line| Some(line.split_once('\t')?.0)).collect();
        for (group, names) in groups() {
            let told: BTreeSet<&str> = keys
                .iter()
                .filter(|key| !OTHERS.contains(key))
                .filter_map(|key| key.strip_prefix(group)?.strip_prefix('.'))
                .collect();
            let missing: Vec<_> = names.difference(&told).collect();
            assert!(missing.is_empty(), "{language}.tsv: {group} has no sentence for {missing:?}");
            let unused: Vec<_> = told.difference(&names).collect();
            assert!(group == "compare" || unused.is_empty(), "{language}.tsv: {group} has a sentence for {unused:?}");
        }
    }
}

#[test]
fn only_complete_groups_are_used_as_labels() {
    let code = sources("src", "rs");
    let used: BTreeSet<&str> =
        code.split("locale.label(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    // The sentences of rules are looked up by `Locale::rule` instead.
    let known: BTreeSet<&str> = groups().iter().map(|(group, _)| *group).filter(|group| *group != "rule").collect();
    assert_eq!(used, known);
}

/// Returns the strings in double quotes between `start` and the first `end` after it. Panics if `start` is missing.
fn quoted<'a>(file: &'a str, start: &str, end: char) -> Vec<&'a str> {
    let (_, rest) = file.split_once(start).unwrap_or_else(|| panic!("“{start}” is missing"));
    rest.split(end).next().unwrap().split('"').skip(1).step_by(2).collect()
}

#[test]
fn the_embed_knows_all_words() {
    let pieces = read("www/embed/pieces.js");
    assert_eq!(quoted(&pieces, "KINDS = [", ']'), [&Kind::ALL.map(Kind::name)[..], &["mention"]].concat());
    assert_eq!(quoted(&pieces, "STATUSES = [", ']'), Status::ALL.map(Status::name));
    let (contested, others) = Status::ALL.split_at(5);
    assert!(pieces.contains("STATUSES.slice(0, 5)"));
    assert!(contested.iter().all(|status| status.contested()) && !others.iter().any(|status| status.contested()));
    let unsaid: Vec<_> = Act::ALL.into_iter().filter(|act| !act.speaks()).map(Act::name).collect();
    assert_eq!(quoted(&pieces, "UNSAID = new Set([", ']'), unsaid);
    assert_eq!(quoted(&pieces, "SILENT = new Set([", ']'), [Act::Refusal, Act::Silence].map(Act::name));
    let card = read("www/embed/card.js");
    let square = quoted(&card, "SQUARE = new Set([", ']');
    assert!(square.iter().all(|name| SourceType::of_name(name).is_some()), "{square:?}");
}

#[test]
fn the_embed_offers_all_languages() {
    assert_eq!(quoted(&read("www/embed/words.js"), " LANGUAGES = [", ']'), Language::ALL.map(Language::code));
    let attributes = read("www/embed/attributes.js");
    assert_eq!(quoted(&attributes, "ARTICLE_LANGUAGES = [", ']'), Language::OF_ARTICLES.map(Language::code));
}

#[test]
fn the_embed_only_asks_for_labels_that_exist() {
    let english = read("corpus/i18n/en.tsv");
    let told = |group: &str, name: &str| english.contains(&format!("\n{group}.{name}\t"));
    let code = sources("www/embed", "js") + &sources("www/extension", "js");
    let mut seen = 0;
    for (group, rest) in code.split("`ui.").skip(1).filter_map(|rest| rest.split_once(".${")) {
        let place = rest.split('}').next().unwrap();
        let names = match place.rsplit('.').next().unwrap() {
            "kind" => names!(Kind),
            // Two acts have no label here: a statement is not named, and an attitude is called `ui.attitude.one`.
            "act" => acts(&[Act::Statement, Act::Attitude]),
            "source_type" => names!(SourceType),
            "status" => names!(Status),
            _ => continue,
        };
        let missing: Vec<_> = names.into_iter().filter(|name| !told(&format!("ui.{group}"), name)).collect();
        assert!(missing.is_empty(), "`ui.{group}.${{{place}}}`: {missing:?} are missing");
        seen += 1;
    }
    assert!(seen > 5, "only {seen} labels were found");
}

#[test]
fn the_job_for_spark_counts_contested_claims_alike() {
    let contested: Vec<_> = Status::ALL.into_iter().filter(|status| status.contested()).map(Status::name).collect();
    assert_eq!(quoted(&read("examples/spark/job.py"), "CONTESTED = {", '}'), contested);
}

#[test]
fn the_schema_lists_all_words() {
    let schema = read("docs/analysis.schema.json");
    let listed = |field: &str| {
        let (_, rest) = schema.split_once(&format!("\"{field}\": {{")).unwrap();
        quoted(rest, "\"enum\": [", ']')
    };
    assert_eq!(listed("kind"), Kind::ALL.map(Kind::name));
    assert_eq!(listed("act"), Act::ALL.map(Act::name));
    assert_eq!(listed("source_type"), SourceType::ALL.map(SourceType::name));
    assert_eq!(listed("status"), Status::ALL.map(Status::name));
    assert_eq!(listed("notices"), Notice::ALL.map(Notice::name));
}
