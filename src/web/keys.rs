//! Keyboard shortcuts. Pure: no browser types.

use super::filter::Lens;

/// The action of a shortcut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// Go to the next mark; with `false`, to the previous one.
    Mark(bool),
    /// Go to the next finding of the lens (a contested claim or a statement); with `false`, to the previous one.
    Step(bool),
    /// Switch to a lens.
    Show(Lens),
    /// Open the help.
    Help,
    /// Edit the text.
    Edit,
    /// Open the settings.
    Settings,
    /// Focus the search field.
    Find,
}

/// Returns the action of the shortcut `key`; `None` if it is not a shortcut.
pub fn shortcut(key: &str) -> Option<Shortcut> {
    Some(match key {
        "j" => Shortcut::Mark(true),
        "k" => Shortcut::Mark(false),
        "n" => Shortcut::Step(true),
        "p" => Shortcut::Step(false),
        "?" => Shortcut::Help,
        "e" => Shortcut::Edit,
        "," => Shortcut::Settings,
        "/" => Shortcut::Find,
        _ => Shortcut::Show(Lens::ALL.get(key.parse::<usize>().ok()?.checked_sub(1)?)?.0),
    })
}

/// Returns what a key pressed with Ctrl or Command asks for: undo (`true`), redo (`false`), or neither. On keyboard
/// layouts without Latin letters, the physical key counts, as in browsers.
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
        // A German keyboard swaps these two letters.
        assert_eq!((back("z", "KeyY", false), back("y", "KeyZ", false)), (Some(true), Some(false)));
        assert_eq!((back("я", "KeyZ", false), back("x", "KeyX", false)), (Some(true), None));
    }

    #[test]
    fn keys_map_to_commands() {
        assert_eq!(shortcut("j"), Some(Shortcut::Mark(true)));
        assert_eq!(shortcut("2"), Some(Shortcut::Show(Lens::Statements)));
        assert_eq!((shortcut("0"), shortcut("9"), shortcut("x"), shortcut("Enter")), (None, None, None, None));
    }
}
