//! Opens any bytes as a library of fact-checks, and matches any text with it.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/properties/checks.rs"]
mod properties;

fuzz_target!(|input: (&[u8], &str)| {
    // Random bytes are hardly ever a library, so they are also tried after a valid head.
    let (bytes, text) = input;
    properties::check_bytes(bytes, text);
    properties::check_bytes(&[b"SAYSOLIB\x01", bytes].concat(), text);
});
