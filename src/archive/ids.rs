//! Reads the id of an article in a line of JSON.

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

/// The maximum length of an id, in bytes of JSON. Ids are held in memory and written back, so they must not be whole
/// articles.
pub const LONGEST: usize = 64 << 10;

#[derive(Deserialize)]
struct Known<'a> {
    #[serde(borrow)]
    id: &'a RawValue,
}

/// Returns the member `id` of the JSON object in `line`; `None` if `line` is not a JSON object, or the id is missing or
/// longer than [`LONGEST`].
pub fn of(line: &[u8]) -> Option<Value> {
    value(serde_json::from_slice::<Known<'_>>(line).ok()?.id)
}

/// Parses a raw id; `None` if it is longer than [`LONGEST`].
pub fn value(raw: &RawValue) -> Option<Value> {
    let raw = raw.get();
    if raw.len() > LONGEST { None } else { serde_json::from_str(raw).ok() }
}

/// Finds the member `id` of a JSON object that arrives in pieces and is too long to hold in memory.
///
/// It tracks only strings and nesting and does not validate the JSON. The id is only used to identify the object in
/// messages and in the error record.
#[derive(Debug, Default)]
pub struct Scan {
    depth: usize,
    in_string: bool,
    escaped: bool,
    /// Whether the current token is a member's name.
    in_name: bool,
    /// Whether the current token is the value of `id`.
    in_id: bool,
    /// The current name, or the value of `id`, in the outermost object. Other values are not stored.
    token: Vec<u8>,
    found: Option<Value>,
}

impl Scan {
    /// Reads the next piece of the object.
    pub fn feed(&mut self, piece: &[u8]) {
        piece.iter().for_each(|&byte| self.byte(byte));
    }

    /// Returns the id, if its member was read to the end.
    pub fn id(self) -> Option<Value> {
        self.found
    }

    fn byte(&mut self, byte: u8) {
        if self.in_string {
            self.keep(byte);
            self.in_string = self.escaped || byte != b'"';
            self.escaped = !self.escaped && byte == b'\\';
            return;
        }
        match byte {
            b'{' | b'[' => {
                self.depth += 1;
                match self.depth {
                    1 => self.in_name = true,
                    _ => self.keep(byte),
                }
            }
            b'}' | b']' => {
                match self.depth {
                    1 => self.end(),
                    _ => self.keep(byte),
                }
                self.depth = self.depth.saturating_sub(1);
            }
            b':' if self.depth == 1 && self.in_name => {
                self.in_id = self.token.trim_ascii() == b"\"id\"";
                self.in_name = false;
                self.token.clear();
            }
            b',' if self.depth == 1 => {
                self.end();
                self.in_name = true;
            }
            _ => {
                self.in_string = byte == b'"';
                self.keep(byte);
            }
        }
    }

    /// Adds a byte to the token if it is needed.
    fn keep(&mut self, byte: u8) {
        if (self.in_name || self.in_id) && self.token.len() <= LONGEST {
            self.token.push(byte);
        }
    }

    /// Handles the end of a member.
    fn end(&mut self) {
        if self.in_id && self.token.len() <= LONGEST {
            self.found = serde_json::from_slice(&self.token).ok();
        }
        self.in_id = false;
        self.token.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn scanned(line: &str) -> Option<Value> {
        let mut scan = Scan::default();
        line.as_bytes().chunks(3).for_each(|piece| scan.feed(piece));
        scan.id()
    }

    #[test]
    fn finds_ids_at_any_position() {
        for id in [json!(7), json!("a"), json!("a\"},{\\"), json!([1, {"id": 2}]), json!(null), json!("é")] {
            for line in [
                json!({ "id": id, "text": "x" }).to_string(),
                json!({ "text": "“\\\"id\\\":1,\"id\":2", "more": {"id": 3}, "zid": id })
                    .to_string()
                    .replace("zid", "id"),
                format!(" {{ \"text\" : [\"id\", 1] , \"id\" : {id} }} "),
            ] {
                assert_eq!(scanned(&line), Some(id.clone()), "{line}");
                assert_eq!(of(line.trim().as_bytes()), Some(id.clone()), "{line}");
            }
        }
    }

    #[test]
    fn finds_no_id_where_there_is_none() {
        for line in [
            "",
            "{}",
            "[]",
            "}}}",
            "{\"text\":\"id\"}",
            "{\"id\":",
            "{\"id\":nonsense}",
            "{\"more\":{\"id\":1}}",
            "\"id\":1",
        ] {
            assert_eq!(scanned(line), None, "{line}");
        }
    }

    #[test]
    fn does_not_buffer_endless_ids() {
        let line = format!("{{\"id\":\"{}\"}}", "x".repeat(LONGEST));
        assert_eq!((scanned(&line), of(line.as_bytes())), (None, None));
        let mut scan = Scan::default();
        scan.feed(b"{\"id\":[");
        (0..LONGEST).for_each(|_| scan.feed(b"[1],"));
        assert!(scan.token.len() <= LONGEST + 1);
    }
}
