//! What the reader has set, and how it is written down. Pure: no browser types.

use crate::i18n::Language;

use super::state::Tab;

/// The version of what is written down.
const VERSION: &str = "sayso 1";

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// With the names that styles and storage give them, and the keys of their words.
    pub const ALL: [(Theme, &str, &str); 3] = [
        (Theme::System, "system", "ui.theme.system"),
        (Theme::Light, "light", "ui.theme.light"),
        (Theme::Dark, "dark", "ui.theme.dark"),
    ];

    /// The name that styles and storage give it.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The one of this name, else as the system has it.
    pub fn of_name(name: &str) -> Self {
        match name {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            _ => Theme::System,
        }
    }
}

/// All that can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Light or dark.
    pub theme: Theme,
    /// Whether marks have the colours that colour-blind readers can tell apart.
    pub safe: bool,
    /// The language of the interface; `None` follows the browser.
    pub language: Option<Language>,
    /// Whether single letters are shortcuts.
    pub keys: bool,
    /// What is listed beside the text.
    pub tab: Tab,
    /// Whether the settings are kept on this device.
    pub keep: bool,
    /// Whether articles are, with what was dismissed in them.
    pub articles: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            safe: false,
            language: None,
            keys: true,
            tab: Tab::Claims,
            keep: false,
            articles: false,
        }
    }
}

impl Settings {
    /// A few lines of text, the first of which is the version.
    pub fn written(&self) -> String {
        let theme = self.theme.name();
        let language = self.language.map_or("", Language::code);
        let flag = |on: bool| if on { "yes" } else { "no" };
        let (safe, keys, articles) = (flag(self.safe), flag(self.keys), flag(self.articles));
        let lines = [VERSION, "\ntheme=", theme, "\nsafe=", safe, "\nlanguage=", language, "\nkeys=", keys];
        lines.concat() + "\narticles=" + articles + "\ntab=" + self.tab.id()
    }

    /// Reads what [`Settings::written`] wrote; what was kept once is kept on. `None` for another version.
    pub fn read(text: &str) -> Option<Self> {
        let rest = text.strip_prefix(VERSION)?;
        let mut settings = Self { keep: true, ..Self::default() };
        for (name, value) in rest.lines().filter_map(|line| line.split_once('=')) {
            match name {
                "theme" => settings.theme = Theme::of_name(value),
                "safe" => settings.safe = value == "yes",
                "language" => settings.language = Language::of_tag(value),
                "keys" => settings.keys = value != "no",
                "articles" => settings.articles = value == "yes",
                "tab" => settings.tab = Tab::of_id(value),
                _ => {}
            }
        }
        Some(settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_again() {
        let set = Settings {
            theme: Theme::Dark,
            safe: true,
            language: Some(Language::Ukrainian),
            keys: false,
            tab: Tab::Overview,
            keep: true,
            articles: true,
        };
        assert_eq!(Settings::read(&set.written()), Some(set));
    }

    #[test]
    fn every_name_is_known() {
        assert!(Theme::ALL.into_iter().all(|(theme, name, _)| theme.name() == name && Theme::of_name(name) == theme));
        assert!(Tab::ALL.into_iter().all(|(tab, id, _)| tab.id() == id && Tab::of_id(id) == tab));
    }

    #[test]
    fn another_version_is_not_read() {
        assert_eq!(Settings::read("sayso 2\ntheme=dark"), None);
        assert_eq!(Settings::read(""), None);
    }
}
