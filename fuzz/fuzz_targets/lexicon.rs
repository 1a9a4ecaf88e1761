//! Any table: its rows are read, and its faults are told, with cells in bounds.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::lexicon::{Table, decimal};

fuzz_target!(|text: &str| {
    let table = Table::new("table", text);
    let faults = table.faults();
    for row in table.rows() {
        let cells = (0..8).map(|column| row.get(column));
        cells.clone().for_each(|cell| assert!(decimal(cell).is_none_or(f64::is_finite)));
        assert!((0..8).all(|column| row.list(column).all(|entry| !entry.is_empty() && entry.trim() == entry)));
        assert!(!faults.is_empty() || cells.clone().all(|cell| !cell.contains(['\t', '\n'])));
    }
});
