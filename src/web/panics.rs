//! Describes a panic by its location and its kind. Pure: no browser types.
//!
//! The message is never passed on, because it can quote the reader's article: a slice that is out of bounds prints the
//! whole string.

use std::panic::PanicHookInfo;

/// Prefixes of the standard library's panic messages, and the kind that each stands for.
const KINDS: [(&str, &str); 20] = [
    ("byte index", "slice"),
    ("start byte", "slice"),
    ("end byte", "slice"),
    ("begin <= end", "slice"),
    ("begin > end", "slice"),
    ("range ", "slice"),
    ("slice index", "slice"),
    ("failed to slice", "slice"),
    ("copy_from_slice", "slice"),
    ("index out of bounds", "index"),
    ("called `", "unwrap"),
    ("attempt to divide", "division"),
    ("attempt to calculate", "division"),
    ("attempt to", "overflow"),
    ("already ", "borrow"),
    ("RefCell already", "borrow"),
    ("capacity overflow", "memory"),
    ("memory allocation", "memory"),
    ("assertion", "assertion"),
    ("internal error: entered unreachable", "unreachable"),
];

/// Returns the kind of a panic with this message: a word from a fixed list, or `other`.
pub fn kind(message: &str) -> &'static str {
    KINDS.iter().find(|(start, _)| message.starts_with(start)).map_or("other", |(_, kind)| kind)
}

/// Returns the location and the kind of a panic, on one line.
pub fn describe(fault: &PanicHookInfo<'_>) -> String {
    let place = fault.location().map(ToString::to_string).unwrap_or_default();
    ["panicked at ", &place, ": ", kind(fault.payload_as_str().unwrap_or_default())].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;
    use std::hint::black_box;
    use std::panic::{UnwindSafe, catch_unwind};

    const TEXT: &str = "é is a letter, said Ann Quillfeather";

    fn message(panic: impl FnOnce() + UnwindSafe) -> String {
        let payload = catch_unwind(panic).unwrap_err();
        let text = payload.downcast_ref::<String>().cloned();
        text.or(payload.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap()
    }

    #[test]
    fn slice_panics_are_reported_without_the_text() {
        let cut = message(|| drop(black_box(&TEXT[black_box(1)..]).to_owned()));
        assert!(cut.contains("Quillfeather"), "the standard library no longer quotes the string: {cut}");
        assert_eq!(kind(&cut), "slice");
        let past = message(|| drop(black_box(&TEXT[..black_box(99)]).to_owned()));
        let back = message(|| drop(black_box(&TEXT[black_box(9)..black_box(3)]).to_owned()));
        let list = message(|| drop(black_box(&TEXT.as_bytes()[black_box(9)..black_box(3)]).to_vec()));
        let end = message(|| drop(black_box(&TEXT.as_bytes()[..black_box(99)]).to_vec()));
        assert_eq!([past, back, list, end].map(|message| kind(&message)), ["slice"; 4]);
    }

    #[test]
    fn classifies_panic_messages_of_the_standard_library() {
        let index = message(|| _ = black_box(TEXT.as_bytes()[black_box(99)]));
        let none = message(|| black_box(None::<()>).unwrap());
        let error = message(|| black_box(Err::<(), _>(TEXT)).unwrap());
        let sum = message(|| _ = black_box(black_box(u8::MAX) + black_box(1)));
        let part = message(|| _ = black_box(1 / black_box(0_u32)));
        let cell = message(|| {
            let cell = RefCell::new(());
            let _own = cell.borrow_mut();
            drop(cell.borrow_mut());
        });
        let equal = message(|| assert_eq!(black_box(TEXT), ""));
        let kinds = [index, none, error, sum, part, cell, equal].map(|message| kind(&message));
        assert_eq!(kinds, ["index", "unwrap", "unwrap", "overflow", "division", "borrow", "assertion"]);
        assert_eq!(kind(TEXT), "other");
    }
}
