//! Reads any bytes as the fragment of a shared link. What was read must be the same after it is written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::web::share;

fuzz_target!(|bytes: &[u8]| {
    assert_eq!(share::decode(&share::encode(bytes)).as_deref(), Some(bytes));
    if let Some((decoded, marked)) = std::str::from_utf8(bytes).ok().and_then(share::packed) {
        let _ = share::read(decoded, marked);
    }
    for marked in [false, true] {
        let Some((rich, marks)) = share::read(bytes.to_vec(), marked) else { continue };
        let (_, written) = share::write(&rich.meta, &rich.text, &marks);
        let plain = marks == share::Marks::default();
        let (again, marks_again) = share::read(written.into_bytes(), !plain).expect("what was written is read");
        assert_eq!((again.text, again.meta, marks_again), (rich.text, rich.meta, marks));
    }
});
