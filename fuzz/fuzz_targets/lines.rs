//! Reads any bytes as JSON Lines. Each line must become an article or be rejected; none may be lost.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::archive::{Article, lines};

fuzz_target!(|bytes: &[u8]| {
    let wanted = bytes.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
    let mut seen = 0;
    for line in lines::Lines::new(bytes) {
        seen += 1;
        if let Article::Line(line) = line.article {
            let _ = lines::parse(&line);
        }
    }
    assert_eq!(seen, wanted, "lines were lost");
});
