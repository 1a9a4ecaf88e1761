//! What a single letter does. Pure: no browser types.

use super::filter::Preset;

/// What a shortcut asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// The next mark, or with `false` the one before.
    Mark(bool),
    /// A preset of the filter.
    Show(Preset),
    /// The help.
    Help,
    /// The text box.
    Text,
    /// The settings.
    Settings,
}

/// What the key asks for, where letters are shortcuts.
pub fn wish(key: &str) -> Option<Wish> {
    Some(match key {
        "j" => Wish::Mark(true),
        "k" => Wish::Mark(false),
        "?" => Wish::Help,
        "/" => Wish::Text,
        "," => Wish::Settings,
        _ => Wish::Show(*Preset::ALL.get(key.parse::<usize>().ok()?.checked_sub(1)?)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_their_wishes() {
        assert_eq!(wish("j"), Some(Wish::Mark(true)));
        assert_eq!(wish("2"), Some(Wish::Show(Preset::ALL[1])));
        assert_eq!((wish("0"), wish("9"), wish("x"), wish("Enter")), (None, None, None, None));
    }
}
