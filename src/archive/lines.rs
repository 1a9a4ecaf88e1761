//! JSON Lines input: one object with `id` and `text` per line.

use std::borrow::Cow;
use std::fs::{File, Metadata};
use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::path::Path;

use serde::Deserialize;
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::{Article, Articles, FailedArticle, Numbered, ids, named};
use crate::intake::length::is_too_long;
use crate::system::messages::complaint;

/// The maximum length of a line held in memory, in bytes. The longest article takes 12 MB with every character
/// escaped.
pub const LONGEST: u64 = 16 << 20;

/// A parsed line. Other fields are ignored.
#[derive(Debug)]
pub struct Line {
    /// The caller's identifier for the article: any JSON value.
    pub id: serde_json::Value,
    /// The article.
    pub text: String,
}

#[derive(Deserialize)]
struct Raw<'a> {
    #[serde(borrow)]
    id: &'a RawValue,
    #[serde(borrow)]
    text: Cow<'a, str>,
}

/// Opens a file (`-` is standard input). Returns its articles, and its size in bytes if known.
///
/// # Errors
/// If the file cannot be opened; the message names it.
pub fn open(path: &Path) -> io::Result<(Articles, Option<u64>)> {
    if path.to_str() == Some("-") {
        return Ok((Box::new(Lines::new(BufReader::new(io::stdin()))), None));
    }
    let file = File::open(path).map_err(|error| named(path, "cannot be read", &error))?;
    let size = file.metadata().ok().filter(Metadata::is_file).map(|about| about.len());
    Ok((Box::new(Lines::new(BufReader::with_capacity(1 << 16, file))), size))
}

/// Parses one line.
///
/// # Errors
/// Returns what is wrong with the line; with the id, if the article is too long.
pub fn parse(line: &[u8]) -> Result<Line, FailedArticle> {
    let raw: Raw<'_> = serde_json::from_slice(line)
        .map_err(|error| FailedArticle::from(format!("not an object with \"id\" and \"text\": {}", reason(&error))))?;
    let id = ids::value(raw.id)
        .ok_or_else(|| FailedArticle::from(format!("the id cannot be read or has more than {} bytes", ids::LONGEST)))?;
    if is_too_long(&raw.text) {
        Err(FailedArticle::too_long(Some(id)))
    } else {
        Ok(Line { id, text: raw.text.into_owned() })
    }
}

/// Describes a parse error. serde's message for a value of the wrong type quotes the value, which may be the article,
/// so it is not used.
fn reason(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let names_fields = said.starts_with("missing field") || said.starts_with("duplicate field");
    match error.classify() {
        Category::Data if !names_fields => format!("a value of the wrong type at column {}", error.column()),
        _ => complaint(said),
    }
}

/// The non-empty lines of a reader.
#[derive(Debug)]
pub struct Lines<R> {
    input: R,
    number: u64,
    ended: bool,
}

impl<R: BufRead> Lines<R> {
    /// Reads from `input`.
    pub fn new(input: R) -> Self {
        Self { input, number: 0, ended: false }
    }

    /// Skips the rest of a line that begins with `start`, using little memory. Returns the number of bytes skipped, and
    /// the id if there is one.
    fn pass(&mut self, start: &[u8]) -> (u64, Option<serde_json::Value>) {
        let mut scan = ids::Scan::default();
        scan.feed(start);
        let mut bytes = 0;
        loop {
            let piece = match self.input.fill_buf() {
                Ok(piece) => piece,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                // Reading the next line reports the same error.
                Err(_) => break,
            };
            let end = piece.iter().position(|&byte| byte == b'\n');
            let taken = end.map_or(piece.len(), |at| at + 1);
            scan.feed(&piece[..taken]);
            self.input.consume(taken);
            bytes += taken as u64;
            if end.is_some() || taken == 0 {
                break;
            }
        }
        (bytes, scan.id())
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Numbered;

    fn next(&mut self) -> Option<Numbered> {
        while !self.ended {
            let mut line = Vec::new();
            self.number += 1;
            let read = (&mut self.input).take(LONGEST).read_until(b'\n', &mut line);
            let mut bytes = line.len() as u64;
            let article = match read {
                Ok(0) => break,
                Ok(_) if bytes == LONGEST && line.last() != Some(&b'\n') => {
                    let (rest, id) = self.pass(&line);
                    bytes += rest;
                    Article::Bad(FailedArticle::too_long(id))
                }
                Ok(_) if line.trim_ascii().is_empty() => continue,
                Ok(_) => Article::Line(line),
                Err(error) => {
                    self.ended = true;
                    Article::Bad(format!("cannot be read from here on: {error}").into())
                }
            };
            return Some(Numbered { number: self.number, bytes, article });
        }
        self.ended = true;
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::length::MOST;

    #[test]
    fn skips_but_counts_empty_lines() {
        let numbers: Vec<_> = Lines::new(&b"{}\n\n \r\n{}\n{}"[..]).map(|line| line.number).collect();
        assert_eq!(numbers, [1, 4, 5]);
    }

    #[test]
    fn endless_lines_use_bounded_memory_and_keep_their_id() {
        let start = &b"{\"text\":\""[..];
        let endless = start.chain(std::io::repeat(b'x').take(LONGEST * 2)).chain(&b"\",\"id\":[7]}\n{}\n"[..]);
        let lines: Vec<_> = Lines::new(std::io::BufReader::new(endless)).collect();
        assert_eq!(lines.len(), 2);
        let Article::Bad(unread) = &lines[0].article else { panic!("{:?}", lines[0].number) };
        assert_eq!(unread.id, Some(serde_json::json!([7])));
        assert!(unread.why.contains("too long"), "{}", unread.why);
        assert_eq!(lines[0].bytes, LONGEST * 2 + 9 + 12);
        assert!(matches!(&lines[1].article, Article::Line(line) if line == b"{}\n"));
    }

    #[test]
    fn accepts_any_short_id() {
        let line = parse(br#"{"id":[1,"a"],"text":"x\n","more":{}}"#).expect("it is whole");
        assert_eq!((line.id, &*line.text), (serde_json::json!([1, "a"]), "x\n"));
        assert!(parse(br#"{"id":1}"#).is_err_and(|unread| unread.why.contains("text") && unread.id.is_none()));
        let long = serde_json::json!({ "id": "x".repeat(ids::LONGEST), "text": "" }).to_string();
        assert!(parse(long.as_bytes()).is_err_and(|unread| unread.why.contains("the id") && unread.id.is_none()));
    }

    #[test]
    fn names_oversized_articles_by_id() {
        let line = |count: usize| serde_json::json!({ "id": 7, "text": "é".repeat(count) }).to_string();
        assert!(parse(line(MOST).as_bytes()).is_ok());
        assert!(parse(line(MOST + 1).as_bytes()).is_err_and(|unread| unread.id == Some(7.into())));
    }

    #[test]
    fn errors_do_not_quote_the_input() {
        let line = serde_json::json!("x".repeat(100_000)).to_string();
        assert!(parse(line.as_bytes()).is_err_and(|unread| unread.why.len() < 400));
        for line in
            [r#""Quillfeather""#, r#"{"id":1,"text":["Quillfeather"]}"#, r#"{"id":1,"text":{"a":"Quillfeather"}}"#]
        {
            let unread = parse(line.as_bytes()).unwrap_err();
            assert!(!unread.why.contains("Quill") && unread.why.contains("wrong type"), "{}", unread.why);
        }
        assert!(parse(br#"{"id":1}"#).is_err_and(|unread| unread.why.contains("missing field `text`")));
    }
}
