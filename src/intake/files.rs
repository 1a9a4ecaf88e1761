//! Files on the command line.

use std::fmt;
use std::path::Path;

use super::limits::Excess;
use super::{docx, html};

/// Why an input could not be read. The message names what to do.
#[derive(Debug)]
pub enum Fault {
    /// The file is not there, or may not be read.
    Io(std::io::Error),
    /// The bytes are not UTF-8 text; the position of the first wrong byte.
    NotUtf8(usize),
    /// The bytes are no text at all: an image, a PDF, an archive.
    Binary(&'static str),
    /// A word processor's file that cannot be read.
    Docx(docx::Fault),
    /// HTML whose tags a parser would take too long for.
    Tangled(Excess),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Io(error) => write!(f, "cannot be read: {error}"),
            Fault::NotUtf8(at) => write!(f, "is not UTF-8 text (byte {at}); save it as UTF-8 and try again"),
            Fault::Binary(what) => write!(f, "is {what}, not text; give a .txt, .md, .html or .docx file"),
            Fault::Docx(docx::Fault::Broken) => {
                write!(f, "is no .docx file that can be read; save it anew, or as text")
            }
            Fault::Docx(docx::Fault::TooLarge) => write!(f, "is too long when unpacked for an article"),
            Fault::Tangled(excess) => {
                write!(f, "has {excess}; open it in a browser, copy the article's text and give it as a .txt file")
            }
        }
    }
}

impl std::error::Error for Fault {}

/// The first bytes of files that are no text, and what they are.
const SIGNATURES: [(&[u8], &str); 7] = [
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "an image or a recording"),
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "an archive"),
    (b"\x1f\x8b", "a compressed file"),
];

/// The text of a file's `bytes`; HTML as a browser would show it where `name` ends in `.html`, `.htm` or `.xhtml`,
/// a word processor's where it ends in `.docx`.
///
/// A byte order mark is dropped. Plain text is otherwise left as it is, so that offsets fit the file.
///
/// # Errors
/// [`Fault::Binary`] and [`Fault::NotUtf8`] where the bytes are no UTF-8 text, [`Fault::Docx`] where they are no
/// `.docx` file, [`Fault::Tangled`] where HTML exceeds the [`limits`](super::limits).
pub fn text(name: &Path, bytes: &[u8]) -> Result<String, Fault> {
    let ending = name.extension().and_then(|ending| ending.to_str()).unwrap_or("").to_lowercase();
    if ending == "docx" {
        return docx::read(bytes).map(|rich| rich.text).map_err(Fault::Docx);
    }
    if let Some((_, what)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Err(Fault::Binary(what));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| Fault::NotUtf8(error.valid_up_to()))?;
    Ok(match ending.as_str() {
        "html" | "htm" | "xhtml" => html::read(text).map_err(Fault::Tangled)?.text,
        _ => text.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_named() {
        let read = |name: &str, bytes: &[u8]| text(Path::new(name), bytes).map_err(|fault| fault.to_string());
        assert_eq!(read("a.txt", b"\xef\xbb\xbfHello\r\n").unwrap(), "Hello\r\n");
        assert_eq!(read("a.txt", b"ab\xff").unwrap_err(), "is not UTF-8 text (byte 2); save it as UTF-8 and try again");
        assert!(read("a.txt", b"\x89PNG\r\n").unwrap_err().contains("an image"));
        assert_eq!(read("a.HTM", b"<p>One<p>Two").unwrap(), "One\n\nTwo");
    }
}
