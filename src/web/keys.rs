//! What a single letter does. Pure: no browser types.

use super::filter::Lens;

/// What a shortcut asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// The next mark, or with `false` the one before.
    Mark(bool),
    /// The next finding that the lens is about (a contested claim, or a statement), or with `false` the one before.
    Step(bool),
    /// A lens.
    Show(Lens),
    /// The help.
    Help,
    /// The text to edit.
    Edit,
    /// The settings.
    Settings,
    /// The field for words to look for.
    Find,
}

/// What the key asks for, where letters are shortcuts.
pub fn wish(key: &str) -> Option<Wish> {
    Some(match key {
        "j" => Wish::Mark(true),
        "k" => Wish::Mark(false),
        "n" => Wish::Step(true),
        "p" => Wish::Step(false),
        "?" => Wish::Help,
        "e" => Wish::Edit,
        "," => Wish::Settings,
        "/" => Wish::Find,
        _ => Wish::Show(Lens::ALL.get(key.parse::<usize>().ok()?.checked_sub(1)?)?.0),
    })
}

/// What a key asks for that is held with Ctrl or the command key: undo (`true`), redo, or neither. Where the letters are
/// not Latin ones the place of the key counts, as it does in browsers.
pub fn back(key: &str, code: &str, shift: bool) -> Option<bool> {
    let place = || code.strip_prefix("Key").unwrap_or_default();
    match if key.is_ascii() { key } else { place() } {
        "z" | "Z" => Some(!shift),
        "y" | "Y" if !shift => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undo_and_redo_are_where_other_programs_have_them() {
        assert_eq!((back("z", "KeyZ", false), back("Z", "KeyZ", true)), (Some(true), Some(false)));
        // With a German keyboard the two letters have each other's place.
        assert_eq!((back("z", "KeyY", false), back("y", "KeyZ", false)), (Some(true), Some(false)));
        assert_eq!((back("я", "KeyZ", false), back("x", "KeyX", false)), (Some(true), None));
    }

    #[test]
    fn keys_have_their_wishes() {
        assert_eq!(wish("j"), Some(Wish::Mark(true)));
        assert_eq!(wish("2"), Some(Wish::Show(Lens::Statements)));
        assert_eq!((wish("0"), wish("9"), wish("x"), wish("Enter")), (None, None, None, None));
    }
}
