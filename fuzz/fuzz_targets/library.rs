//! Any bytes as a library of fact-checks, and any text matched with it.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/properties/checks.rs"]
mod properties;

fuzz_target!(|input: (&[u8], &str)| {
    // Most bytes are no library, so the head is given.
    let (bytes, text) = input;
    properties::check_bytes(bytes, text);
    properties::check_bytes(&[b"SAYSOLIB\x01", bytes].concat(), text);
});
