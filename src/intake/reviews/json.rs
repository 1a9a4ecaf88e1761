//! Reads JSON record by record. Each object of a list is parsed separately, so that only the broken records are lost.

use serde::de::IgnoredAny;
use serde_json::Value;

use super::node;
use super::{Item, Sink};

/// The names of the members that contain the records of a feed.
const LISTS: [&str; 4] = ["dataFeedElement", "claims", "itemListElement", "results"];
/// The maximum length of a record, in bytes.
const LONGEST: usize = 4 << 20;
/// The maximum number of broken records. After more, the rest of the file is skipped.
const MOST_BROKEN: usize = 200;
/// The maximum number of characters of a parser's message, which may quote the input.
const QUOTED: usize = 200;

/// Reads JSON Lines.
pub fn lines(text: &str, sink: Sink<'_>) {
    let mut done = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        done += line.len();
        if line.len() > LONGEST {
            sink(Item::Bad { place: format!("line {}", number + 1), why: "is too long".into() }, done);
        } else if !line.trim().is_empty() {
            one(line, &format!("line {}", number + 1), done, sink);
        }
    }
}

/// Reads JSON Lines or ordinary JSON, whichever `text` looks like.
pub fn read(text: &str, sink: Sink<'_>) {
    let mut rows = text.lines().filter(|line| !line.trim().is_empty());
    // A longer line is a whole feed, which is read record by record.
    let object = |line: &str| line.len() <= LONGEST && line.trim_start().starts_with('{');
    let whole =
        |line: Option<&str>| line.is_some_and(|line| object(line) && serde_json::from_str::<IgnoredAny>(line).is_ok());
    let first = whole(rows.next());
    let mut second = rows.next();
    if first && second.is_some()
        || !first && second.take().is_some_and(|line| line.starts_with("{\"") && whole(Some(line)))
    {
        return lines(text, sink);
    }
    let mut cutter = Cutter { text, at: 0, number: 0, broken: 0 };
    cutter.run(sink);
}

/// Passes the records in one piece of JSON to `sink`. `done` is the number of bytes read so far.
pub fn one(json: &str, place: &str, done: usize, sink: Sink<'_>) {
    match parsed(json) {
        Ok(value) => node::read(&value, place, &mut |item| sink(item, done)),
        Err(why) => sink(Item::Bad { place: place.to_owned(), why }, done),
    }
}

/// Parses JSON, tolerating raw line breaks in strings, commas before closing brackets, and comments around it. Returns
/// the reason if it is not JSON even so.
pub fn parsed(json: &str) -> Result<Value, String> {
    serde_json::from_str(json)
        .or_else(|error| serde_json::from_str(&repaired(json)).map_err(|_| error))
        .map_err(|error| format!("is not JSON: {}", error.to_string().chars().take(QUOTED).collect::<String>()))
}

fn repaired(json: &str) -> String {
    let json = json.split_once("<![CDATA[").map_or(json, |(_, json)| json);
    let json = json.split_once("]]>").map_or(json, |(json, _)| json);
    let start = json.find(['{', '[']).unwrap_or_default();
    let end = json.rfind(['}', ']']).map_or(json.len(), |end| end + 1).max(start);
    let mut out = String::with_capacity(json.len());
    let (mut inside, mut escaped) = (false, false);
    for c in json[start..end].chars() {
        match c {
            _ if inside && c.is_control() => {
                out.push(' ');
                escaped = false;
                continue;
            }
            '"' if !escaped => inside = !inside,
            ']' | '}' if !inside => {
                let kept = out.trim_end().trim_end_matches(',').len();
                out.truncate(kept);
            }
            _ => {}
        }
        escaped = inside && c == '\\' && !escaped;
        out.push(c);
    }
    out
}

/// Finds the records in JSON without parsing all of it.
struct Cutter<'t> {
    text: &'t str,
    at: usize,
    /// The number of records found so far.
    number: usize,
    broken: usize,
}

impl Cutter<'_> {
    fn run(&mut self, sink: Sink<'_>) {
        while let Some(byte) = self.next() {
            match byte {
                b'[' => {
                    self.at += 1;
                    self.list(sink);
                }
                b'{' => match self.inner_list() {
                    Some(at) => {
                        self.at = at + 1;
                        self.list(sink);
                        // The rest of the object contains no records.
                        self.at = self.text[self.at..].find(['{', '[']).map_or(self.text.len(), |next| self.at + next);
                    }
                    None => self.record(sink),
                },
                _ => self.at += 1,
            }
        }
    }

    /// Skips white space and returns the byte after it.
    fn next(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        self.at += bytes.get(self.at..)?.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        bytes.get(self.at).copied()
    }

    /// Reads the records of a list, up to its end.
    fn list(&mut self, sink: Sink<'_>) {
        while let Some(byte) = self.next() {
            match byte {
                b']' => {
                    self.at += 1;
                    return;
                }
                b'{' | b'[' => self.record(sink),
                b'n' if self.text[self.at..].starts_with("null") => {
                    self.number += 1;
                    sink(Item::Bad { place: format!("item {}", self.number), why: "is empty".into() }, self.at);
                    self.at += "null".len();
                }
                _ => self.at += 1,
            }
        }
    }

    /// Reads one record. If its end cannot be found or it is not JSON, continues with the next one.
    fn record(&mut self, sink: Sink<'_>) {
        self.number += 1;
        let place = format!("item {}", self.number);
        let (start, end) = (self.at, self.end(self.at));
        let record = &self.text[start..end.unwrap_or(start)];
        let why = match parsed(record) {
            _ if end.is_none() => "does not end".to_owned(),
            Err(why) => why,
            Ok(value) => {
                self.at = start + record.len();
                return node::read(&value, &place, &mut |item| sink(item, start + record.len()));
            }
        };
        sink(Item::Bad { place, why }, start);
        self.broken += 1;
        self.at = if self.broken > MOST_BROKEN { self.text.len() } else { self.after(start) };
    }

    /// Returns the start of the record that probably follows the broken one at `start`.
    fn after(&self, start: usize) -> usize {
        let rest = &self.text[start + 1..];
        let opens = |(at, _): &(usize, &str)| {
            let next = rest[at + 1..].trim_start();
            next.starts_with(',') && next[1..].trim_start().starts_with('{')
        };
        let found = rest.match_indices('}').find(opens);
        let brace = found.and_then(|(at, _)| rest[at..].find('{').map(|more| at + more));
        brace.map_or(self.text.len(), |at| start + 1 + at)
    }

    /// Returns the position after the object or list at `start`; `None` if it is longer than [`LONGEST`] or does not
    /// end.
    fn end(&self, start: usize) -> Option<usize> {
        let (mut depth, mut inside, mut escaped) = (0usize, false, false);
        for (at, &byte) in self.text.as_bytes()[start..].iter().take(LONGEST + 1).enumerate() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = inside,
                b'"' => inside = !inside,
                b'{' | b'[' if !inside => depth += 1,
                b'}' | b']' if !inside => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return Some(start + at + 1);
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// Returns the start of the list of records in the object at the current place, if one of the [`LISTS`] is a
    /// member.
    fn inner_list(&self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = self.at + 1;
        loop {
            at += bytes.get(at..)?.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == b',').count();
            if bytes.get(at) != Some(&b'"') {
                return None;
            }
            let key = self.text.get(at + 1..)?;
            let key = &key[..key.find('"')?];
            at += key.len() + 2;
            at += bytes.get(at..)?.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == b':').count();
            match bytes.get(at)? {
                b'[' if LISTS.contains(&key) => return Some(at),
                b'{' | b'[' => at = self.end(at)?,
                b'"' => {
                    at +=
                        self.text[at + 1..].match_indices('"').find(|(end, _)| !escapes(&bytes[..at + 1 + end]))?.0 + 2
                }
                _ => at += self.text[at..].find([',', '}'])?,
            }
        }
    }
}

/// Whether the byte that follows `before` is escaped by a backslash.
fn escapes(before: &[u8]) -> bool {
    before.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}
