//! Reads any bytes as a Word file, and as the document within a valid archive. The links must be within the text.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use sayso::intake::docx;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fuzz_target!(|bytes: &[u8]| {
    let _ = docx::read(bytes);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    // The bytes before the first zero byte are the document; those after it are the targets of its links.
    let mut parts = bytes.splitn(2, |&byte| byte == 0);
    for name in ["word/document.xml", "word/_rels/document.xml.rels"] {
        let Some(part) = parts.next() else { break };
        archive.start_file(name, stored).expect("a name that an archive may hold");
        archive.write_all(part).expect("memory takes all");
    }
    let archive = archive.finish().expect("an archive").into_inner();
    if let Ok(rich) = docx::read(&archive) {
        assert!(rich.links.iter().all(|(span, _)| !span.of(&rich.text).is_empty()), "a link outside the text");
    }
});
