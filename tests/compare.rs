//! Links between articles: in the invented events in `corpus/articles/events`, each with the links that a careful
//! reader accepts (`links.tsv`), and in the five real articles in `../shared/seeds` if available.
#![allow(clippy::unwrap_used, reason = "a test that cannot continue should stop")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use sayso::compare::{Article, Comparison, Link, Side, compare};

struct Set {
    names: Vec<String>,
    texts: Vec<String>,
    found: Comparison,
}

impl Set {
    fn read(mut paths: Vec<PathBuf>) -> Self {
        paths.sort();
        let name = |path: &PathBuf| path.file_stem().unwrap().to_str().unwrap().to_owned();
        let texts: Vec<String> = paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
        let analyses: Vec<_> = texts.iter().map(|text| sayso::analyze(text)).collect();
        let articles: Vec<_> = texts.iter().zip(&analyses).map(|(text, analysis)| Article { text, analysis }).collect();
        let found = compare(&articles);
        Self { names: paths.iter().map(name).collect(), found, texts }
    }

    fn folder(folder: &Path) -> Option<Self> {
        let entries = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
        Some(Self::read(entries.filter(|path| path.extension().is_some_and(|e| e == "txt")).collect()))
    }

    fn words(&self, side: &Side) -> String {
        let words = side.spans.iter().map(|span| span.of(&self.texts[side.article]));
        words.collect::<Vec<_>>().join(" … ")
    }

    fn show(&self, link: &Link) -> String {
        let side = |side: &Side| format!("{}: {}", self.names[side.article], self.words(side));
        format!(
            "{} {:.2} {}\n    {}\n    {}",
            link.kind.name(),
            link.score,
            link.reason.rule.name(),
            side(&link.a),
            side(&link.b)
        )
    }

    /// Whether the side is in the article `name` and overlaps the words `words`.
    fn is_at(&self, side: &Side, name: &str, words: &str) -> bool {
        let Some(start) = self.texts[side.article].find(words).filter(|_| self.names[side.article] == name) else {
            return false;
        };
        side.spans.iter().any(|span| span.start < start + words.len() && start < span.end)
    }

    fn has(&self, link: &Link, row: &[&str]) -> bool {
        let way = |a: &Side, b: &Side| self.is_at(a, row[1], row[2]) && self.is_at(b, row[3], row[4]);
        link.kind.name() == row[0] && (way(&link.a, &link.b) || way(&link.b, &link.a))
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The minimum share of the shown links that are listed in `links.tsv`, and of the listed links that are shown.
const PRECISION: f64 = 0.85;
const RECALL: f64 = 0.70;

#[test]
fn links_of_the_invented_events() {
    let (mut shown, mut right, mut wanted, mut found) = (0, 0, 0, 0);
    // By kind: the numbers of links shown, shown and listed, listed, and listed and shown.
    let mut kinds: BTreeMap<String, [u32; 4]> = BTreeMap::new();
    for event in fs::read_dir(root().join("corpus/articles/events")).unwrap().flatten() {
        let set = Set::folder(&event.path()).unwrap();
        let gold = fs::read_to_string(event.path().join("links.tsv")).unwrap();
        let rows: Vec<Vec<&str>> =
            gold.lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| line.split('\t').collect()).collect();
        for row in &rows {
            for (name, words) in [(row[1], row[2]), (row[3], row[4])] {
                let at = set.names.iter().position(|known| known == name).unwrap();
                assert!(set.texts[at].contains(words), "{name} has no words “{words}”");
            }
            wanted += 1;
            let own = kinds.entry(row[0].to_owned()).or_default();
            own[2] += 1;
            match set.found.links.iter().any(|link| set.has(link, row)) {
                true => (found, own[3]) = (found + 1, own[3] + 1),
                false => println!("not found: {}", row.join(" | ")),
            }
        }
        for link in &set.found.links {
            shown += 1;
            let own = kinds.entry(link.kind.name().to_owned()).or_default();
            own[0] += 1;
            match rows.iter().any(|row| set.has(link, row)) {
                true => (right, own[1]) = (right + 1, own[1] + 1),
                false => println!("not listed: {}", set.show(link)),
            }
        }
    }
    let (precision, recall) = (f64::from(right) / f64::from(shown), f64::from(found) / f64::from(wanted));
    println!("shown {shown}, of which listed {right} ({precision:.2}); wanted {wanted}, found {found} ({recall:.2})");
    for (kind, [shown, right, wanted, found]) in &kinds {
        println!("{kind}: shown {shown}, of which listed {right}; wanted {wanted}, found {found}");
    }
    let [shown, right, ..] = kinds["conflict"];
    assert_eq!(shown, right, "a contradiction is shown that is none");
    assert!(precision >= PRECISION && recall >= RECALL, "precision {precision:.2}, recall {recall:.2}");
}

/// Reads the real articles, sorted by name, and compares them. Returns `None` if the folder is missing.
fn seeds() -> Option<Set> {
    let folder = root().join("../shared/seeds");
    let set = Set::folder(&folder);
    if set.is_none() {
        println!("skipped: there is no {}", folder.display());
    }
    set
}

/// Whether a link of this kind joins two passages, each given as the name of an article and some of its words. Panics
/// if the article does not contain the words.
fn joined(set: &Set, kind: &str, a: (&str, &str), b: (&str, &str)) -> bool {
    let row = [kind, a.0, a.1, b.0, b.1];
    for (name, words) in [a, b] {
        let at = set.names.iter().position(|known| known == name).unwrap();
        assert!(set.texts[at].contains(words), "{name} has no words “{words}”");
    }
    set.found.links.iter().any(|link| set.has(link, &row))
}

const FIRST: &str = "seed-000";
const SECOND: &str = "seed-001";
const THIRD: &str = "seed-002";

#[test]
fn seeds_show_copied_and_altered_words() {
    let Some(set) = seeds() else { return };
    for words in
        ["undetected past", "neither confirm nor reject", "appointed by", "yet to confirm", "comfortable conditions"]
    {
        assert!(joined(&set, "reuse", (FIRST, words), (SECOND, words)), "{words}");
    }
    let altered = |from: &str, to: &str| {
        let links = set.found.links.iter().filter(|link| link.kind.name() == "reuse");
        links.flat_map(|link| link.changes.iter().map(move |change| (link, change))).any(|(link, change)| {
            change.a.of(&set.texts[link.a.article]) == from && change.b.of(&set.texts[link.b.article]) == to
        })
    };
    assert!(altered("time", "type") && altered("yesterday", "") && altered("WWII", "WW-II"));
}

#[test]
fn seeds_show_who_contradicts_and_who_agrees() {
    let Some(set) = seeds() else { return };
    assert!(joined(&set, "conflict", (FIRST, "injured two workers"), (THIRD, "no one was injured")));
    assert!(joined(&set, "conflict", (SECOND, "injured two workers"), (THIRD, "no one was injured")));
    assert!(joined(&set, "conflict", (FIRST, "Two people were injured"), (THIRD, "no one was injured")));
    assert!(joined(&set, "same_claim", (FIRST, "false-flag attack"), (SECOND, "false flag attack")));
    assert!(joined(&set, "same_claim", (SECOND, "false flag attack"), (THIRD, "attacks throughout the war")));
    assert!(joined(&set, "same_claim", (FIRST, "comfortable conditions"), (SECOND, "comfortable conditions")));
    assert!(joined(&set, "same_claim", (FIRST, "neither confirm nor"), (SECOND, "neither confirm nor")));
    assert!(!set.found.links.iter().any(|link| link.kind.name() == "quote_altered"), "a comma alters no quotation");
    let support: Vec<(usize, usize)> = set.found.rows.iter().map(|row| (row.stances.len(), row.origins)).collect();
    assert!(support.contains(&(2, 1)) && support.iter().any(|(articles, _)| *articles == 3), "{support:?}");
}
