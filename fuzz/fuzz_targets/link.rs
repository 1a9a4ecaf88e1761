//! Any fragment of a shared link; writing and reading round-trips.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::web::share;

fuzz_target!(|bytes: &[u8]| {
    assert_eq!(share::decode(&share::encode(bytes)).as_deref(), Some(bytes));
    if let Some(decoded) = std::str::from_utf8(bytes).ok().and_then(share::decode) {
        let _ = share::read(decoded);
    }
    if let Some(rich) = share::read(bytes.to_vec()) {
        let again = share::read(share::write(&rich.meta, &rich.text).into_bytes()).expect("what was written is read");
        assert_eq!((again.text, again.meta), (rich.text, rich.meta));
    }
});
