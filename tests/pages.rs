//! Checks the limits on HTML and what is read from it on real pages: 89 saved web pages in `../shared/data/pages`,
//! compressed with gzip. If the folder is missing, the test says so and checks nothing; the pages are never copied
//! into the project.

use std::collections::HashMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use sayso::intake::limits::{FREE_WORK, MOST_ATTRIBUTES, MOST_NAMES, MOST_OPEN, MOST_TAGS, MOST_WORK, Measure, check};

#[test]
fn saved_pages_stay_below_a_quarter_of_each_limit() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/pages/html");
    let Ok(entries) = fs::read_dir(&folder) else {
        println!("skipped: there is no {}", folder.display());
        return;
    };
    let mut most = Measure::default();
    for path in entries.flatten().map(|entry| entry.path()) {
        let mut bytes = Vec::new();
        let packed = fs::File::open(&path).expect("a page");
        GzDecoder::new(packed).read_to_end(&mut bytes).expect("a page in gzip");
        let html = String::from_utf8_lossy(&bytes);
        let found = check(&html).unwrap_or_else(|excess| panic!("{}: {excess}", path.display()));
        assert!(4 * found.work <= FREE_WORK + MOST_WORK * html.len() as u64, "{}: {found:?}", path.display());
        most.open = most.open.max(found.open);
        most.attributes = most.attributes.max(found.attributes);
        most.names = most.names.max(found.names);
        most.tags = most.tags.max(found.tags);
        most.work = most.work.max(found.work);
    }
    println!("at most {most:?}");
    assert!(4 * most.open <= MOST_OPEN && 4 * most.attributes <= MOST_ATTRIBUTES, "{most:?}");
    assert!(4 * most.names <= MOST_NAMES && 4 * most.tags <= MOST_TAGS, "{most:?}");
}

/// Checks how well the text of the pages is read: precision and recall in runs of four words, averaged over the pages,
/// as in `../shared/eval/score_pages.py`.
#[test]
fn saved_pages_are_read_as_articles() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/pages");
    let Ok(gold) = fs::read_to_string(folder.join("gold.jsonl")) else {
        println!("skipped: there is no {}", folder.display());
        return;
    };
    let (mut precision, mut recall, mut pages) = (0.0, 0.0, 0.0);
    for line in gold.lines() {
        let page: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
        let [id, text] = ["id", "text"].map(|name| page[name].as_str().unwrap_or_default());
        let mut bytes = Vec::new();
        let packed = fs::File::open(folder.join(format!("html/{id}.html.gz"))).expect("a page");
        GzDecoder::new(packed).read_to_end(&mut bytes).expect("a page in gzip");
        let read = sayso::intake::html::read(&String::from_utf8_lossy(&bytes)).expect("within the limits").text;
        let (wanted, found) = (runs(text), runs(&read));
        let both: usize = wanted.iter().map(|(run, count)| count.min(found.get(run).unwrap_or(&0))).sum();
        let all = |runs: &HashMap<Vec<String>, usize>| runs.values().sum::<usize>().max(1) as f64;
        precision += both as f64 / all(&found);
        recall += both as f64 / all(&wanted);
        pages += 1.0;
    }
    let (precision, recall) = (precision / pages, recall / pages);
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!("precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}");
    assert!(f1 >= 0.97, "F1 {f1:.3}");
}

fn runs(text: &str) -> HashMap<Vec<String>, usize> {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect();
    let mut runs = HashMap::new();
    for run in words.windows(4) {
        *runs.entry(run.iter().map(|word| (*word).to_owned()).collect()).or_insert(0) += 1;
    }
    runs
}
