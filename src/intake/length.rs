//! How long an article may be, by whatever way it comes in.

/// The longest text that is analysed, in characters (code points). What is longer is no article, and costs minutes and gigabytes.
pub const MOST: usize = 1_000_000;

/// What is said of a longer text, as the end of a sentence.
pub const TOO_LONG: &str = "is too long for an article: 1,000,000 characters are the most";

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
