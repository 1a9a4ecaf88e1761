//! Edits any text in any way. The findings after each edit must equal those of a full run.
#![no_main]

use std::ops::ControlFlow;

use libfuzzer_sys::fuzz_target;
use sayso::{Cache, analyze, analyze_with};

fuzz_target!(|input: (String, Vec<(u16, u8, String)>)| {
    let (mut text, edits) = input;
    let mut cache = Cache::default();
    let mut keep_on = |text: &str| analyze_with(text, &mut cache, &mut |_| ControlFlow::Continue(()));
    keep_on(&text);
    for (at, cut, piece) in edits.into_iter().take(6) {
        let from = text.floor_char_boundary(usize::from(at) % (text.len() + 1));
        let to = text.ceil_char_boundary((from + usize::from(cut)).min(text.len()));
        text.replace_range(from..to, &piece);
        assert_eq!(keep_on(&text), Some(analyze(&text)), "{text:?}");
    }
});
