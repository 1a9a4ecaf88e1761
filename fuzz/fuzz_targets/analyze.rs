//! Any text: the analysis ends, and what must hold for it holds.
#![no_main]

#[path = "../../tests/holds/mod.rs"]
mod holds;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    holds::check(text);
});
