//! Reads the output of an earlier run, so that an interrupted run can be resumed.
//!
//! If the last record is incomplete, it is cut off. Because no other file may lose data this way, the file must be
//! recognised first: it must be a regular file in which every complete line is a record of this program, and whose
//! incomplete last line begins like one.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::path::Path;

use same_file::Handle;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use super::{Article, Numbered, ids, named};
use crate::export::jsonl::ArticleError;
use crate::span::Unit;
use crate::system::file_identity::misuse;
use crate::system::messages::{name, say};

/// The maximum length of a record, in bytes; many times more than the longest article produces.
const LONGEST: u64 = 256 << 20;

/// The start of a record, up to its id.
const START: &[u8] = b"{\"id\":";
/// What may follow the id: the start of findings, or of an error.
const BEHIND: [&[u8]; 2] = [b",\"text_sha256\":\"", b",\"error\":{\"kind\":\""];

/// The ids in an output file and how often each occurs. Ids are stored as digests, which takes about 20 bytes per
/// article.
#[derive(Debug, Default)]
pub struct Done(HashMap<u128, u32>);

/// The fields by which a record is distinguished from other JSON.
#[derive(Deserialize)]
struct Known<'a> {
    #[serde(borrow)]
    id: &'a RawValue,
    #[serde(borrow)]
    text_sha256: Option<Cow<'a, str>>,
    offsets: Option<Unit>,
    attributions: Option<Vec<IgnoredAny>>,
    claims: Option<Vec<IgnoredAny>>,
    notices: Option<Vec<IgnoredAny>>,
    #[serde(borrow)]
    error: Option<ArticleError<'a>>,
}

impl Done {
    /// Reads the ids in `path`. An incomplete last record is cut off; a missing file counts as empty.
    ///
    /// # Errors
    /// Returns [`ErrorKind::InvalidInput`] if the file contains anything other than records; it is then left unchanged.
    /// Returns other kinds if it cannot be read or truncated.
    pub fn read(path: &Path) -> io::Result<Self> {
        let mut done = Self::default();
        let kind = match fs::metadata(path) {
            Ok(about) => about.file_type(),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                say(format_args!("{} does not exist yet: nothing is skipped", path.display()));
                return Ok(done);
            }
            Err(error) => return Err(named(path, "cannot be opened to resume from it", &error)),
        };
        if !kind.is_file() {
            return Err(misuse(format!("{} is not a file written by an earlier run", name(path))));
        }
        let file = File::open(path).map_err(|error| named(path, "cannot be opened to resume from it", &error))?;
        let mut input = BufReader::with_capacity(1 << 16, &file);
        let (mut line, mut whole, mut number) = (Vec::new(), 0, 0_u64);
        loop {
            line.clear();
            number += 1;
            // Anything that does not begin like an object is rejected before it is read into memory, because it might
            // contain no line ends at all.
            let first = input.fill_buf().map_err(|error| named(path, "cannot be read", &error))?.first().copied();
            if first.is_some_and(|byte| byte != b'{' && !byte.is_ascii_whitespace()) {
                return Err(foreign(path, number));
            }
            let read = (&mut input).take(LONGEST).read_until(b'\n', &mut line);
            let read = read.map_err(|error| named(path, "cannot be read", &error))? as u64;
            let blank = line.trim_ascii().is_empty();
            if line.last() != Some(&b'\n') {
                if blank {
                    return Ok(done);
                }
                if read == LONGEST || !begins_like_a_record(&line, !done.0.is_empty()) {
                    return Err(foreign(path, number));
                }
                cut(path, &file, whole, whole + read)?;
                say(format_args!("{}: the incomplete line {number} was cut off", path.display()));
                return Ok(done);
            }
            whole += read;
            if !blank {
                let id = id_of_record(&line).ok_or_else(|| foreign(path, number))?;
                *done.0.entry(digest(&id)).or_default() += 1;
            }
        }
    }

    /// Returns whether the article is done, and counts down the records with its id: an id that occurs several times in
    /// the input is done as many times as it occurs in the output.
    pub fn take(&mut self, numbered: &Numbered) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let digest = match &numbered.article {
            Article::Line(line) => ids::of(line).map(|id| digest(&id)),
            Article::Row { id, .. } => Some(digest(id)),
            Article::Bad(unread) => unread.id.as_ref().map(digest),
        };
        let Some(left) = digest.and_then(|digest| self.0.get_mut(&digest)) else { return false };
        let done = *left > 0;
        *left = left.saturating_sub(1);
        done
    }
}

/// Returns the error for a file in which line `number` is not a record.
fn foreign(path: &Path, number: u64) -> io::Error {
    misuse(format!(
        "{}, line {number} is not a record of findings, so the file is left unchanged; \
         --skip-done takes the output of an earlier run",
        name(path)
    ))
}

/// Returns the id if `line` is a record of findings or of an article that could not be analysed.
fn id_of_record(line: &[u8]) -> Option<Value> {
    let known: Known<'_> = serde_json::from_slice(line).ok()?;
    let hex = |hash: &str| {
        hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    };
    let lists = [&known.attributions, &known.claims, &known.notices];
    let found = known.text_sha256.is_some_and(|hash| hex(&hash))
        && known.offsets.is_some()
        && lists.iter().all(|list| list.is_some());
    if found || known.error.is_some() { ids::value(known.id) } else { None }
}

/// Whether `tail`, which has no line end, is the start of a record. If it ends before or within the id, it might be the
/// start of any object; it then counts only if there are `others`, records before it.
fn begins_like_a_record(tail: &[u8], others: bool) -> bool {
    let Some(rest) = tail.strip_prefix(START) else { return others && START.starts_with(tail) };
    let mut values = serde_json::Deserializer::from_slice(rest).into_iter::<IgnoredAny>();
    let rest = match values.next() {
        None => return others,
        Some(Err(error)) => return others && error.is_eof(),
        Some(Ok(_)) => &rest[values.byte_offset()..],
    };
    BEHIND.iter().any(|behind| rest.starts_with(behind) || others && behind.starts_with(rest))
}

/// Truncates the file at `path` to `whole` bytes. Fails if it is no longer the file `read`, or does not have `all`
/// bytes.
fn cut(path: &Path, read: &File, whole: u64, all: u64) -> io::Result<()> {
    let failed = |error: io::Error| named(path, "cannot be cut", &error);
    let file = OpenOptions::new().write(true).open(path).map_err(failed)?;
    let handle = |file: &File| file.try_clone().and_then(Handle::from_file).map_err(failed);
    if handle(&file)? != handle(read)? || file.metadata().map_err(failed)?.len() != all {
        return Err(failed(io::Error::other("it was changed by another program")));
    }
    file.set_len(whole).map_err(failed)
}

/// Returns the first 16 bytes of the SHA-256 of the id's JSON.
fn digest(id: &Value) -> u128 {
    let hash = Sha256::digest(id.to_string().as_bytes());
    hash.iter().take(16).fold(0, |number, byte| (number << 8) | u128::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::jsonl::{ArticleErrorKind, Record};

    fn row(id: Value) -> Numbered {
        Numbered { number: 1, bytes: 0, article: Article::Row { id, text: String::new() } }
    }

    fn record(id: &str) -> String {
        let text = "“We go,” Ann Lee said.";
        let id: Value = id.parse().expect("JSON");
        let record = Record::new(&id, text, crate::analyze(text), Unit::Codepoint, true);
        record.line().expect("JSON") + "\n"
    }

    /// Reads `content` as a file, and returns what remains of it.
    fn read(content: &[u8]) -> (io::Result<Done>, Vec<u8>) {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), content).expect("writable");
        let done = Done::read(file.path());
        (done, std::fs::read(file.path()).expect("readable"))
    }

    #[test]
    fn accepts_a_last_record_cut_off_anywhere() {
        let (whole, next) = (record("\"a\\\"\""), record("[\"é\",1]"));
        for end in 0..next.len() {
            let (done, left) = read(&[whole.as_bytes(), &next.as_bytes()[..end]].concat());
            assert_eq!((done.is_ok(), left), (true, whole.clone().into_bytes()), "{end}");
        }
    }

    #[test]
    fn recognises_the_first_record_after_its_id() {
        let first = record("7");
        let id = "{\"id\":7,\"text_sha256\":\"".len();
        for end in 1..first.len() {
            let (done, left) = read(&first.as_bytes()[..end]);
            assert_eq!((done.is_ok(), left.len()), (end >= id, if end >= id { 0 } else { end }), "{end}");
        }
    }

    #[test]
    fn leaves_other_files_unchanged() {
        let record = record("1");
        let cases: Vec<Vec<u8>> = vec![
            b"notes\nthat matter".to_vec(),
            b"notes that matter".to_vec(),
            b"{\"id\":1,\"text\":\"a\"}\n{\"id\":2,\"text\":\"b\"}".to_vec(),
            b"{\"id\":1,\"text\":\"a\"}".to_vec(),
            b"{\"id\":1,\"error\":\"a log\"}\n{\"id\":2,\"error\":\"".to_vec(),
            b"\x7fELF\0\0\xff\n\n\0".to_vec(),
            b"{\0\xff".to_vec(),
            format!("{record}rubbish\n{{\"id\":2").into_bytes(),
            format!("{record}rubbish").into_bytes(),
            format!("{record}{{\"id\":2,\"text\":\"b\"}}").into_bytes(),
            format!("{record}{{\"id\":2}}").into_bytes(),
            format!("{record}{{\"text\":\"b").into_bytes(),
            format!("{record}{{\"id\":nonsense").into_bytes(),
            [record.as_bytes(), b"{\"id\":1,\0\0\0"].concat(),
        ];
        for case in cases {
            let (done, left) = read(&case);
            let shown = String::from_utf8_lossy(&case);
            assert!(done.is_err_and(|error| error.kind() == ErrorKind::InvalidInput), "{shown}");
            assert!(left == case, "{shown}");
        }
    }

    #[test]
    fn counts_repeated_ids() {
        let fault = |id: u64| {
            let id = Value::from(id);
            ArticleError::new(ArticleErrorKind::TooLong, "too long").line(&id).expect("JSON") + "\n"
        };
        let content =
            [record("\"a\""), record("1"), "\n".to_owned(), record("1"), fault(2)].concat() + "{\"id\":\"b\",\"te";
        let (done, left) = read(content.as_bytes());
        let mut done = done.expect("records");
        assert!(left.ends_with(b"}}\n"));
        // 1 occurs twice, so a third article with this id is not done; "1" is a different id.
        for (id, wanted) in
            [("\"a\"", true), ("1", true), ("1", true), ("1", false), ("\"1\"", false), ("2", true), ("\"b\"", false)]
        {
            assert_eq!(done.take(&row(id.parse().expect("JSON"))), wanted, "{id}");
        }
    }

    #[test]
    fn treats_a_missing_file_as_empty() {
        assert!(Done::read(Path::new("/nowhere/at/all.jsonl")).is_ok_and(|mut done| !done.take(&row(Value::Null))));
        assert!(Done::read(Path::new("/")).is_err_and(|error| error.kind() == ErrorKind::InvalidInput));
    }
}
