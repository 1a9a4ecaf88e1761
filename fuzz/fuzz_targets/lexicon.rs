//! Reads any text as a table. Its cells must contain no separators, and numbers must be finite.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::lexicon::{Table, decimal};

fuzz_target!(|text: &str| {
    for row in Table::new(text).rows() {
        let cells = (0..8).map(|column| row.get(column));
        cells.clone().for_each(|cell| assert!(decimal(cell).is_none_or(f64::is_finite)));
        assert!((0..8).all(|column| row.list(column).all(|entry| !entry.is_empty() && entry.trim() == entry)));
        assert!(cells.clone().all(|cell| !cell.contains(['\t', '\n'])));
    }
});
