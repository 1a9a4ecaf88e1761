//! JSON Lines in: one object with `id` and `text` a line.

use std::fs::{File, Metadata};
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use serde::Deserialize;

use super::{Article, Articles, Numbered, named};

/// The longest line that is read, in bytes. What is longer is no article, and must not fill the memory.
pub const LONGEST: u64 = 64 << 20;

/// One line, parsed. Other fields are passed over.
#[derive(Debug, Deserialize)]
pub struct Line {
    /// What the caller knows the article by: any JSON value.
    pub id: serde_json::Value,
    /// The article.
    pub text: String,
}

/// The articles of a file, `-` being standard input, and its bytes where they are known.
///
/// # Errors
/// When the file cannot be opened; the message names it.
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
/// What is wrong with it, in words.
pub fn parse(line: &[u8]) -> Result<Line, String> {
    serde_json::from_slice(line).map_err(|error| format!("no object with \"id\" and \"text\": {error}"))
}

/// The lines of a reader, empty ones left out.
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
                    // The rest of it. An error shows itself with the next line.
                    bytes += self.input.skip_until(b'\n').unwrap_or_default() as u64;
                    Article::Bad(format!("longer than {LONGEST} bytes"))
                }
                Ok(_) if line.trim_ascii().is_empty() => continue,
                Ok(_) => Article::Line(line),
                Err(error) => {
                    self.ended = true;
                    Article::Bad(format!("cannot be read from here on: {error}"))
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

    #[test]
    fn empty_lines_count_and_are_left_out() {
        let numbers: Vec<_> = Lines::new(&b"{}\n\n \r\n{}\n{}"[..]).map(|line| line.number).collect();
        assert_eq!(numbers, [1, 4, 5]);
    }

    #[test]
    fn a_line_without_end_does_not_fill_the_memory() {
        let endless = std::io::repeat(b'x').take(LONGEST * 2).chain(&b"\n{}\n"[..]);
        let lines: Vec<_> = Lines::new(std::io::BufReader::new(endless)).collect();
        assert_eq!(lines.len(), 2);
        assert!(matches!(&lines[0].article, Article::Bad(why) if why.contains("longer")));
        assert_eq!(lines[0].bytes, LONGEST * 2 + 1);
        assert!(matches!(&lines[1].article, Article::Line(line) if line == b"{}\n"));
    }

    #[test]
    fn an_id_may_be_anything() {
        let line = parse(br#"{"id":[1,"a"],"text":"x","more":{}}"#).expect("it is whole");
        assert_eq!(line.id, serde_json::json!([1, "a"]));
        assert!(parse(br#"{"id":1}"#).is_err_and(|why| why.contains("text")));
    }
}
