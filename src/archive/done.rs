//! What an earlier run has written, so that a run can go on where it was broken off.

use std::collections::HashMap;
use std::fs::OpenOptions;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{Article, Numbered, named};

/// The ids in an output file. Of each only a digest is kept, and how often it stands there: 20 bytes or so an article.
#[derive(Debug, Default)]
pub struct Done(HashMap<u128, u32>);

#[derive(Deserialize)]
struct Known {
    id: Value,
}

impl Done {
    /// Reads the ids of `path`. A last line that was not written to its end is cut off; a missing file holds nothing.
    ///
    /// # Errors
    /// When the file cannot be read, or not be cut.
    pub fn read(path: &Path) -> io::Result<Self> {
        let mut done = Self::default();
        let file = match OpenOptions::new().read(true).write(true).open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                eprintln!("sayso: {} is not there yet: nothing is passed over", path.display());
                return Ok(done);
            }
            Err(error) => return Err(named(path, "cannot be opened to go on with it", &error)),
        };
        let mut input = BufReader::with_capacity(1 << 16, &file);
        let (mut line, mut whole, mut number) = (Vec::new(), 0, 0_u64);
        loop {
            line.clear();
            number += 1;
            let read = input.read_until(b'\n', &mut line).map_err(|error| named(path, "cannot be read", &error))?;
            if line.last() != Some(&b'\n') {
                if read > 0 {
                    eprintln!("sayso: {}: the half-written line {number} is cut off", path.display());
                    file.set_len(whole).map_err(|error| named(path, "cannot be cut", &error))?;
                }
                return Ok(done);
            }
            whole += read as u64;
            match serde_json::from_slice::<Known>(&line) {
                Ok(known) => *done.0.entry(digest(&known.id)).or_default() += 1,
                Err(_) if line.trim_ascii().is_empty() => {}
                Err(error) => {
                    eprintln!("sayso: {}, line {number} is no record and counts for nothing: {error}", path.display());
                }
            }
        }
    }

    /// Whether the article is done. An id that stands in the input more often than in the output is done as often as there.
    pub fn take(&mut self, numbered: &Numbered) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let digest = match &numbered.article {
            Article::Line(line) => serde_json::from_slice::<Known>(line).ok().map(|known| digest(&known.id)),
            Article::Row { id, .. } => Some(digest(id)),
            Article::Bad(_) => None,
        };
        let Some(left) = digest.and_then(|digest| self.0.get_mut(&digest)) else { return false };
        let done = *left > 0;
        *left = left.saturating_sub(1);
        done
    }
}

fn digest(id: &Value) -> u128 {
    let hash = Sha256::digest(id.to_string().as_bytes());
    hash.iter().take(16).fold(0, |number, byte| (number << 8) | u128::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: Value) -> Numbered {
        Numbered { number: 1, bytes: 0, article: Article::Row { id, text: String::new() } }
    }

    #[test]
    fn a_half_written_line_is_cut_and_its_article_done_anew() {
        let path = std::env::temp_dir().join(format!("sayso-done-{}", std::process::id()));
        std::fs::write(&path, "{\"id\":\"a\"}\n{\"id\":1}\n{\"id\":1}\nrubbish\n{\"id\":\"b\",\"te").expect("writable");
        let mut done = Done::read(&path).expect("readable");
        let left = std::fs::read_to_string(&path).expect("readable");
        std::fs::remove_file(&path).expect("it can be removed");
        assert!(left.ends_with("rubbish\n"), "{left}");
        // 1 stands there twice, so a third article of this id is still to be done; "1" is another id.
        for (id, wanted) in
            [("\"a\"", true), ("1", true), ("1", true), ("1", false), ("\"1\"", false), ("\"b\"", false)]
        {
            assert_eq!(done.take(&row(id.parse().expect("JSON"))), wanted, "{id}");
        }
    }

    #[test]
    fn a_missing_file_holds_nothing() {
        assert!(Done::read(Path::new("/nowhere/at/all.jsonl")).is_ok_and(|mut done| !done.take(&row(Value::Null))));
    }
}
