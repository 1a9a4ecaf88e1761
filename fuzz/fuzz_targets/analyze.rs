//! Analyses any text. The analysis must terminate, and its invariants must hold.
#![no_main]

#[path = "../../tests/properties/mod.rs"]
mod properties;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    properties::check(text);
});
