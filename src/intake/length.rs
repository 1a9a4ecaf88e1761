//! The maximum length of an article, for all kinds of input.

/// The maximum length of a text that is analysed, in characters (code points). A longer text is not an article and
/// would cost minutes and gigabytes.
pub const MOST: usize = 1_000_000;

/// The message for a longer text, phrased to follow the name of a file.
pub const TOO_LONG: &str = "is too long: an article may have at most 1,000,000 characters";

/// Whether `text` has more than [`MOST`] characters.
pub fn is_too_long(text: &str) -> bool {
    text.len() > MOST && text.chars().nth(MOST).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_and_not_bytes() {
        let most = "é".repeat(MOST);
        assert!(!is_too_long(&most) && is_too_long(&(most + "é")) && !is_too_long(""));
    }

    #[test]
    fn the_message_names_the_limit() {
        assert!(TOO_LONG.replace(',', "").contains(&MOST.to_string()));
    }
}
