//! Reads any bytes as a source of fact-checks, in every format. The checks must form a library that can be opened.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::checks::build;
use sayso::intake::reviews::{self, Item};

#[path = "../../tests/properties/checks.rs"]
mod properties;

fuzz_target!(|bytes: &[u8]| {
    for name in ["a.json", "a.jsonl", "a.html", "a.csv", "a.tsv", "a"] {
        let mut records = Vec::new();
        reviews::read(name, bytes, &mut |item, _| match item {
            Item::Record(record) => records.push(record),
            Item::Bad { place, why } => assert!(!place.is_empty() && !why.is_empty()),
        });
        let many = records.len();
        let built = build(records);
        assert!(built.reviews + built.repeated + built.dropped == many);
        if many > 0 {
            properties::check_bytes(&built.bytes, "The ferry sank.");
        }
    }
});
