//! Writes and reads numbers and strings as bytes.
//!
//! Numbers are in LEB128. Lists of strings are front-coded (Witten, Moffat and Bell, *Managing Gigabytes*): for each
//! string, the list has the number of bytes shared with the previous string, then the other bytes.

use std::fmt;

/// The maximum number of bytes that all strings of a list may take when decoded, because front coding could make a
/// small file expand to gigabytes.
const MOST_DECODED: usize = 32 << 20;

/// Why bytes are not a library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LibraryError {
    /// They do not start like a library.
    NotALibrary,
    /// They were written by a newer version of the program. Holds the version of their format.
    Newer(u32),
    /// They end early or contradict themselves.
    Damaged,
    /// They exceed a limit.
    TooLarge,
}

impl fmt::Display for LibraryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LibraryError::NotALibrary => f.write_str("is not a library of fact-checks"),
            LibraryError::Newer(version) => {
                write!(f, "is a library in version {version}, which this program cannot read")
            }
            LibraryError::Damaged => f.write_str("is a damaged library of fact-checks"),
            LibraryError::TooLarge => f.write_str("is too large for a library of fact-checks"),
        }
    }
}

impl std::error::Error for LibraryError {}

/// Appends `number`.
pub fn put(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Appends a list of strings.
pub fn put_strings<'a>(out: &mut Vec<u8>, strings: impl IntoIterator<Item = &'a str>) {
    let (mut lengths, mut letters, mut count) = (Vec::new(), Vec::new(), 0);
    let mut last = "";
    for string in strings {
        let shared = last.char_indices().zip(string.chars()).take_while(|((_, a), b)| a == b);
        let shared = shared.last().map_or(0, |((at, c), _)| at + c.len_utf8());
        put(&mut lengths, shared as u32);
        put(&mut lengths, (string.len() - shared) as u32);
        letters.extend_from_slice(&string.as_bytes()[shared..]);
        (last, count) = (string, count + 1);
    }
    put(out, count);
    put(out, lengths.len() as u32);
    put(out, letters.len() as u32);
    out.extend(lengths);
    out.extend(letters);
}

/// A list of strings in one piece of memory.
#[derive(Clone, Debug, Default)]
pub struct Strings {
    letters: String,
    ends: Vec<u32>,
}

impl Strings {
    /// Returns the string with this number; empty if there is none.
    pub fn get(&self, number: u32) -> &str {
        let number = number as usize;
        let Some(&end) = self.ends.get(number) else { return "" };
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.letters[start as usize..end as usize]
    }

    /// Returns the number of strings.
    pub fn len(&self) -> usize {
        self.ends.len()
    }
}

/// Reads numbers and strings from bytes that may be malformed. Every method returns an error for malformed bytes.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    /// Reads the next number.
    pub fn number(&mut self) -> Result<u32, LibraryError> {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let (&byte, rest) = self.0.split_first().ok_or(LibraryError::Damaged)?;
            self.0 = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return u32::try_from(number).map_err(|_| LibraryError::Damaged);
            }
        }
        Err(LibraryError::Damaged)
    }

    /// Reads the next `count` bytes.
    pub fn bytes(&mut self, count: usize) -> Result<&'a [u8], LibraryError> {
        let (bytes, rest) = self.0.split_at_checked(count).ok_or(LibraryError::Damaged)?;
        self.0 = rest;
        Ok(bytes)
    }

    /// Reads the next `count` numbers. Each takes at least one byte, so a count that exceeds the remaining bytes is
    /// rejected before memory is reserved.
    pub fn numbers(&mut self, count: usize) -> Result<Vec<u32>, LibraryError> {
        if count > self.0.len() {
            return Err(LibraryError::Damaged);
        }
        (0..count).map(|_| self.number()).collect()
    }

    /// Reads a list that [`put_strings`] wrote. Returns an error if it has more than `most` strings, or one of more
    /// than `longest` bytes.
    pub fn strings(&mut self, most: usize, longest: usize) -> Result<Strings, LibraryError> {
        let [count, lengths, letters] = [self.number()?, self.number()?, self.number()?].map(|n| n as usize);
        if count > most {
            return Err(LibraryError::TooLarge);
        }
        let mut lengths = Reader(self.bytes(lengths)?);
        let mut rest = std::str::from_utf8(self.bytes(letters)?).map_err(|_| LibraryError::Damaged)?;
        if count > lengths.0.len() {
            return Err(LibraryError::Damaged);
        }
        let mut out = Strings { letters: String::new(), ends: Vec::with_capacity(count) };
        let mut last = 0..0;
        for _ in 0..count {
            let (shared, more) = (lengths.number()? as usize, lengths.number()? as usize);
            let (own, after) = rest.split_at_checked(more).ok_or(LibraryError::Damaged)?;
            rest = after;
            let prefix = out.letters[last].get(..shared).ok_or(LibraryError::Damaged)?.to_owned();
            let start = out.letters.len();
            if shared + more > longest || start + shared + more > MOST_DECODED {
                return Err(LibraryError::TooLarge);
            }
            out.letters += &prefix;
            out.letters += own;
            last = start..out.letters.len();
            out.ends.push(last.end as u32);
        }
        if rest.is_empty() && lengths.0.is_empty() { Ok(out) } else { Err(LibraryError::Damaged) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_strings_round_trip() {
        let numbers = [0, 1, 127, 128, 16_384, u32::MAX];
        let mut bytes = Vec::new();
        numbers.iter().for_each(|&number| put(&mut bytes, number));
        put_strings(&mut bytes, ["bridge", "bridges", "", "brücke", "brüste"]);
        let mut reader = Reader(&bytes);
        assert_eq!(reader.numbers(6), Ok(numbers.to_vec()));
        let strings = reader.strings(5, 10).unwrap_or_default();
        assert_eq!([0, 1, 2, 3, 4, 5].map(|at| strings.get(at)), ["bridge", "bridges", "", "brücke", "brüste", ""]);
        assert!(reader.0.is_empty());
    }

    #[test]
    fn malformed_bytes_are_refused() {
        assert_eq!(Reader(&[0x80]).number(), Err(LibraryError::Damaged));
        assert_eq!(Reader(&[0xff, 0xff, 0xff, 0xff, 0x7f]).number(), Err(LibraryError::Damaged));
        assert_eq!(Reader(&[1, 2]).numbers(usize::MAX), Err(LibraryError::Damaged));
        let mut bytes = Vec::new();
        put_strings(&mut bytes, ["é"; 3]);
        assert_eq!(Reader(&bytes).strings(2, 10).err(), Some(LibraryError::TooLarge));
        assert_eq!(Reader(&bytes).strings(3, 1).err(), Some(LibraryError::TooLarge));
        // The second string would share half a character with the first.
        bytes[5] = 1;
        assert_eq!(Reader(&bytes).strings(3, 10).err(), Some(LibraryError::Damaged));
    }
}
