//! Messages on standard error. They contain file names and quote input, neither of which may control a terminal.

use std::fmt::Display;
use std::io::{self, Write};
use std::path::Path;

use crate::export::harmless;

/// The maximum length of a message, in characters, because quoted input may be of any length.
const LONGEST: usize = 8_000;

/// The maximum length of a parser's message, in characters.
const QUOTED: usize = 200;

/// Writes `sayso: <message>` as one line on standard error. Failure to write it does not stop the run.
pub fn say(message: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{}", line(message));
}

/// Returns the line that [`say`] writes: control characters and direction marks are replaced, and long messages are
/// cut.
pub fn line(message: impl Display) -> String {
    cut(&harmless(&format!("sayso: {message}")), LONGEST)
}

/// Returns the path, without characters that could control a terminal.
pub fn name(path: &Path) -> String {
    harmless(&path.to_string_lossy())
}

/// Returns a parser's message about its input, shortened because it may quote the input.
pub fn complaint(error: impl Display) -> String {
    cut(&error.to_string(), QUOTED)
}

/// Returns the first `most` characters of `text`, with an ellipsis if there are more.
fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_one_short_line_without_controls() {
        assert_eq!(name(Path::new("a\u{1b}[31m\u{9b}1m\u{202e}\nb")), "a·[31m·1m· b");
        let long = line("x".repeat(1_000_000));
        assert_eq!(long.chars().count(), LONGEST + 1);
        assert!(long.starts_with("sayso: x") && long.ends_with('…'));
        assert_eq!(complaint("é".repeat(300)).chars().count(), QUOTED + 1);
    }
}
