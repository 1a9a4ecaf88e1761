//! Converts any spans of any text to other units. The result must equal a count from the start of the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::span::{Span, Unit, convert};

/// Returns the number of units before the byte offset `at`.
fn counted(text: &str, unit: Unit, at: usize) -> usize {
    let before = &text[..text.floor_char_boundary(at.min(text.len()))];
    match unit {
        Unit::Byte => at,
        Unit::Utf16 => before.encode_utf16().count(),
        Unit::Codepoint => before.chars().count(),
    }
}

fuzz_target!(|input: (&str, Vec<(u16, u16)>)| {
    let (text, spans) = input;
    for unit in [Unit::Byte, Unit::Utf16, Unit::Codepoint] {
        let bytes: Vec<Span> = spans.iter().map(|&(start, end)| Span::new(start.into(), end.into())).collect();
        let mut converted = bytes.clone();
        convert(text, unit, &mut converted.iter_mut().collect::<Vec<_>>());
        for (byte, unit_span) in bytes.iter().zip(&converted) {
            let wanted = Span::new(counted(text, unit, byte.start), counted(text, unit, byte.end));
            assert_eq!(*unit_span, wanted, "{byte:?} of {text:?} in {unit:?}");
            byte.trim(text);
        }
    }
});
