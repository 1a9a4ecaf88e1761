//! Reads input files of the command line.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::flow::Rich;
use super::limits::Excess;
use super::{docx, html, is_address, length, markdown};

/// The maximum size of an input file, in bytes: plain text (four bytes per character, and a byte order mark), markup,
/// and word processor files, which may contain pictures.
const MOST_TEXT: u64 = 4 * length::MOST as u64 + 3;
const MOST_MARKUP: u64 = 16 << 20;
const MOST_DOCX: u64 = 64 << 20;

/// Why an input could not be read. The message says what to do.
#[derive(Debug)]
pub enum ReadError {
    /// The file does not exist or may not be read.
    Io(std::io::Error),
    /// The bytes are not UTF-8 text. The value is the position of the first invalid byte.
    NotUtf8(usize),
    /// The bytes are not text. The value says what they are, such as "a PDF".
    Binary(&'static str),
    /// The input is a word processor file that cannot be read.
    Docx(docx::DocxError),
    /// The input is HTML that a parser would take too long to read.
    Tangled(Excess),
    /// The input is the URL of a web page.
    Address,
    /// The text has more characters than [`length::MOST`], or the file more bytes than any article.
    TooLong,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::Io(error) => write!(f, "cannot be read: {error}"),
            ReadError::NotUtf8(at) => write!(f, "is not UTF-8 text (byte {at}); save it as UTF-8 and try again"),
            ReadError::Binary(what) => write!(f, "is {what}, not text; give a .txt, .md, .html or .docx file"),
            ReadError::Docx(docx::DocxError::Broken) => {
                write!(f, "is not a readable .docx file; save it again, or save it as text")
            }
            ReadError::TooLong => f.write_str(length::TOO_LONG),
            ReadError::Docx(docx::DocxError::TooLarge) => write!(f, "is too long for an article when unpacked"),
            ReadError::Address => f.write_str(
                "is a web address, but nothing is downloaded; \
                 open the page in a browser, save it as .html and use that file",
            ),
            ReadError::Tangled(excess) => {
                write!(f, "has {excess}; open it in a browser, copy the article's text and save it as a .txt file")
            }
        }
    }
}

impl std::error::Error for ReadError {}

/// The first bytes of files that are not text, and what they are.
const SIGNATURES: [(&[u8], &str); 7] = [
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "an image or a recording"),
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "an archive"),
    (b"\x1f\x8b", "a compressed file"),
];

/// Reads the article in the file at `path`; `-` is standard input. Reads no more bytes than an article's file may have.
///
/// # Errors
/// Returns the errors of [`article`], and [`ReadError::Io`] if the file cannot be read.
pub fn read(path: &Path) -> Result<Rich, ReadError> {
    if path.to_str().is_some_and(|path| path.starts_with("https://") || path.starts_with("http://")) {
        return Err(ReadError::Address);
    }
    let most = most(path);
    let mut bytes = Vec::new();
    let mut take = |input: &mut dyn Read| input.take(most + 1).read_to_end(&mut bytes);
    let done = match path.to_str() {
        Some("-") => take(&mut io::stdin().lock()),
        _ => File::open(path).and_then(|mut file| take(&mut file)),
    };
    match done.map_err(ReadError::Io)? as u64 {
        size if size > most => Err(binary(&bytes).unwrap_or(ReadError::TooLong)),
        _ => article(path, &bytes),
    }
}

fn ending(name: &Path) -> String {
    name.extension().and_then(|ending| ending.to_str()).unwrap_or("").to_lowercase()
}

fn most(name: &Path) -> u64 {
    match ending(name).as_str() {
        "docx" => MOST_DOCX,
        "html" | "htm" | "xhtml" => MOST_MARKUP,
        _ => MOST_TEXT,
    }
}

fn binary(bytes: &[u8]) -> Option<ReadError> {
    let (_, what) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature))?;
    Some(ReadError::Binary(what))
}

/// Returns the text of the [`article`] in the `bytes` of a file.
///
/// # Errors
/// Returns the errors of [`article`].
pub fn text(name: &Path, bytes: &[u8]) -> Result<String, ReadError> {
    article(name, bytes).map(|rich| rich.text)
}

/// Reads the article in the `bytes` of a file. The extension of `name` gives the format: `.html`, `.htm` or `.xhtml`
/// for a web page, `.md` or `.markdown` for Markdown, `.docx` for a word processor file.
///
/// A byte order mark is removed. Plain text is otherwise unchanged, so that offsets match the file.
///
/// # Errors
/// Returns [`ReadError::Binary`] or [`ReadError::NotUtf8`] if the bytes are not UTF-8 text, [`ReadError::Docx`] if they
/// are not a `.docx` file, [`ReadError::Tangled`] if HTML exceeds the [`limits`](super::limits), [`ReadError::Address`]
/// if they are the URL of a page, and [`ReadError::TooLong`] if the text is longer than an article.
pub fn article(name: &Path, bytes: &[u8]) -> Result<Rich, ReadError> {
    let rich = any_length(name, bytes)?;
    if length::is_too_long(&rich.text) { Err(ReadError::TooLong) } else { Ok(rich) }
}

fn any_length(name: &Path, bytes: &[u8]) -> Result<Rich, ReadError> {
    let ending = ending(name);
    if ending == "docx" {
        return docx::read(bytes).map_err(ReadError::Docx);
    }
    if let Some(fault) = binary(bytes) {
        return Err(fault);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| ReadError::NotUtf8(error.valid_up_to()))?;
    match ending.as_str() {
        "html" | "htm" | "xhtml" => html::read(text).map_err(ReadError::Tangled),
        "md" | "markdown" => Ok(markdown::read(text)),
        _ if is_address(text) => Err(ReadError::Address),
        _ => Ok(Rich { text: text.to_owned(), ..Rich::default() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rejects_files_that_are_not_text() {
        let read = |name: &str, bytes: &[u8]| text(Path::new(name), bytes).map_err(|fault| fault.to_string());
        assert_eq!(read("a.txt", b"\xef\xbb\xbfHello\r\n").unwrap(), "Hello\r\n");
        assert_eq!(read("a.txt", b"ab\xff").unwrap_err(), "is not UTF-8 text (byte 2); save it as UTF-8 and try again");
        assert!(read("a.txt", b"\x89PNG\r\n").unwrap_err().contains("an image"));
        assert_eq!(read("a.HTM", b"<p>One<p>Two").unwrap(), "One\n\nTwo");
        assert_eq!(read("a.md", b"# One\n\n*Two*").unwrap(), "One\n\nTwo");
        assert!(read("a.txt", b"https://post.example/bridge\n").unwrap_err().contains("save it as .html"));
        assert!(read("a.txt", b"https://post.example/bridge is shut").is_ok());
    }

    #[test]
    fn a_text_longer_than_an_article_is_refused_in_every_format() {
        let long = "é".repeat(length::MOST + 1);
        for (name, bytes) in [("a.txt", long.clone()), ("-", long.clone()), ("a.html", format!("<p>{long}</p>"))] {
            assert!(matches!(text(Path::new(name), bytes.as_bytes()), Err(ReadError::TooLong)), "{name}");
        }
        assert!(text(Path::new("a.txt"), &long.as_bytes()[2..]).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn rejects_endless_files() {
        let fault = read(Path::new("/dev/zero")).unwrap_err();
        assert_eq!(fault.to_string(), length::TOO_LONG);
    }
}
