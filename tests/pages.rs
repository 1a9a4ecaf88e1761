//! The limits on HTML, checked on real pages: 89 saved web pages in `../shared/data/pages`, packed with gzip. Where the folder is absent the
//! test says so and checks nothing; the pages are never copied into the project.

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
