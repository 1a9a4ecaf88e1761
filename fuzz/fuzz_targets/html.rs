//! Reads any HTML. The spans of its links must be within its text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::intake::html;

fuzz_target!(|html: &str| {
    let Ok(rich) = html::read(html) else { return };
    assert!(!rich.text.contains('\r'), "a line end that the page does not know");
    for (span, address) in &rich.links {
        assert!(!span.of(&rich.text).is_empty(), "the link {span:?} to {address:?} is outside the text");
    }
    assert!(rich.left_out.iter().all(|(at, _)| rich.text.is_char_boundary(*at)));
});
