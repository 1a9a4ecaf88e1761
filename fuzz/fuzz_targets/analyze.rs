//! Any text: the analysis terminates, and its invariants hold.
#![no_main]

#[path = "../../tests/holds/mod.rs"]
mod holds;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    holds::check(text);
});
