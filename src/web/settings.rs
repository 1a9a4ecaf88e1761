//! The reader's settings, and their serialised form. Pure: no browser types.

use crate::i18n::Language;

use super::filter::Lens;
use super::tab::Tab;

/// The version of the serialised form.
const VERSION: &str = "sayso 1";

/// The colour scheme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Light or dark, as the system is set.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// All themes, with their names in styles and storage, and the keys of their labels.
    pub const ALL: [(Theme, &str, &str); 3] = [
        (Theme::System, "system", "ui.theme.system"),
        (Theme::Light, "light", "ui.theme.light"),
        (Theme::Dark, "dark", "ui.theme.dark"),
    ];

    /// Returns its name in styles and storage.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// Returns the theme with this name; [`Theme::System`] if there is none.
    pub fn of_name(name: &str) -> Self {
        match name {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            _ => Theme::System,
        }
    }
}

/// Who shares the page's storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Nobody but the owner of the host: the page is the host's front page.
    Own,
    /// Other pages of the same host, which may belong to other people: the page is not the front page.
    Shared,
    /// In some browsers, every file opened from the device: the page is a file.
    Disk,
}

impl Place {
    /// Returns the place of a page, given the protocol of its address (with the colon) and the path.
    pub fn of(protocol: &str, path: &str) -> Self {
        match (protocol, path) {
            ("http:" | "https:", "/" | "/index.html") => Place::Own,
            ("http:" | "https:", _) => Place::Shared,
            _ => Place::Disk,
        }
    }

    /// Returns the key of the sentence that says who else can read what is kept; `None` if nobody can. The sentence
    /// has a placeholder `{host}`.
    pub fn warning(self) -> Option<&'static str> {
        match self {
            Place::Own => None,
            Place::Shared => Some("ui.keep.shared"),
            Place::Disk => Some("ui.keep.disk"),
        }
    }
}

/// The settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The colour scheme.
    pub theme: Theme,
    /// Whether marks use colours that colour-blind readers can distinguish.
    pub safe: bool,
    /// The language of the interface; `None` follows the browser.
    pub language: Option<Language>,
    /// Whether single letters are shortcuts.
    pub keys: bool,
    /// The list next to the text.
    pub tab: Tab,
    /// What is marked in the text.
    pub lens: Lens,
    /// Whether the settings are saved on this device.
    pub keep: bool,
    /// Whether articles are saved on this device, together with what was dismissed in them and which one was open.
    pub articles: bool,
    /// Whether the browser checks the spelling in the editor. Some browsers send the text to their maker for it.
    pub spelling: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            safe: false,
            language: None,
            keys: true,
            tab: Tab::Claims,
            lens: Lens::Everything,
            keep: false,
            articles: false,
            spelling: false,
        }
    }
}

impl Settings {
    /// Serialises the settings as lines of text, the first of which is the version.
    pub fn written(&self) -> String {
        let theme = self.theme.name();
        let language = self.language.map_or("", Language::code);
        let flag = |on: bool| if on { "yes" } else { "no" };
        let (safe, keys, articles) = (flag(self.safe), flag(self.keys), flag(self.articles));
        let (spelling, tab) = (flag(self.spelling), self.tab.id());
        let lines = [VERSION, "\ntheme=", theme, "\nsafe=", safe, "\nlanguage=", language, "\nkeys=", keys];
        lines.concat()
            + "\narticles="
            + articles
            + "\nspelling="
            + spelling
            + "\ntab="
            + tab
            + "\nlens="
            + self.lens.name()
    }

    /// Returns the settings to use when these are read from storage at `place`. On a disk, any other file may have
    /// written them, so nothing that could reveal the article is taken from them; the reader has to choose it again
    /// each time.
    pub fn at(self, place: Place) -> Self {
        match place {
            Place::Disk => Self { articles: false, spelling: false, ..self },
            Place::Own | Place::Shared => self,
        }
    }

    /// Returns whether articles are saved from the start of a visit. `kept` are the saved settings as returned by
    /// [`Settings::at`]; `refused` is whether the reader opted out of saving articles; `any` whether an article is
    /// saved.
    ///
    /// If nobody shares the storage, articles are saved unless the reader opts out, because a reload or a crash must
    /// not lose work. Elsewhere others can read them, so the reader has to opt in.
    pub fn keeps(kept: Option<Self>, place: Place, refused: bool, any: bool) -> bool {
        let asked = kept.map(|kept| kept.articles);
        let wanted = match place {
            Place::Own => asked.unwrap_or(true) || any,
            Place::Shared => asked.unwrap_or(false) || any,
            // Another file may have put the articles there.
            Place::Disk => asked.unwrap_or(false),
        };
        wanted && !refused
    }

    /// Parses the output of [`Settings::written`]. `keep` is set, because only settings that the reader wants to keep
    /// are written. Returns `None` if the text has another version.
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
                "spelling" => settings.spelling = value == "yes",
                "tab" => settings.tab = Tab::of_id(value),
                "lens" => settings.lens = Lens::of_name(value),
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
    fn settings_round_trip() {
        let set = Settings {
            theme: Theme::Dark,
            safe: true,
            language: Some(Language::Ukrainian),
            keys: false,
            tab: Tab::Overview,
            lens: Lens::Contested,
            keep: true,
            articles: true,
            spelling: true,
        };
        assert_eq!(Settings::read(&set.written()), Some(set));
    }

    #[test]
    fn determines_the_place_from_the_address() {
        assert!(["/", "/index.html"].iter().all(|path| Place::of("https:", path) == Place::Own));
        assert!(
            ["/sayso/", "/name/sayso/index.html", "/sayso.html"].iter().all(|p| Place::of("http:", p) == Place::Shared)
        );
        assert!(["file:", "blob:", "content:", ""].iter().all(|protocol| Place::of(protocol, "/") == Place::Disk));
    }

    #[test]
    fn pages_on_disk_do_not_store_articles_or_check_spelling() {
        let kept = Settings { theme: Theme::Dark, keep: true, articles: true, spelling: true, ..Settings::default() };
        assert_eq!(kept.at(Place::Shared), kept);
        assert_eq!(kept.at(Place::Disk), Settings { articles: false, spelling: false, ..kept });
    }

    #[test]
    fn articles_are_kept_by_default_only_on_a_private_origin() {
        let with = |articles| Some(Settings { articles, ..Settings::default() });
        assert!(
            Settings::keeps(None, Place::Own, false, false) && Settings::keeps(with(true), Place::Own, false, false)
        );
        assert!(
            !Settings::keeps(None, Place::Own, true, false) && !Settings::keeps(with(false), Place::Own, false, false)
        );
        assert!(
            !Settings::keeps(None, Place::Shared, false, false) && !Settings::keeps(None, Place::Disk, false, true)
        );
        assert!(Settings::keeps(with(true), Place::Shared, false, false));
        assert!(Settings::keeps(None, Place::Shared, false, true) && Settings::keeps(None, Place::Own, false, true));
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
