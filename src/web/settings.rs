//! What the reader has set, and how it is written down. Pure: no browser types.

use crate::i18n::Language;

use super::filter::Lens;
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

/// Who shares the storage that the page keeps things in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The page is the host's front page: nobody but the owner of the host.
    Own,
    /// The page lies below the front page: other pages of the same host read and write the same storage, and they may
    /// be other people's.
    Shared,
    /// The page is a file: in some browsers every file that is opened from the device reads and writes the same
    /// storage.
    Disk,
}

impl Place {
    /// The place of a page with this address, by its protocol (with the colon) and its path.
    pub fn of(protocol: &str, path: &str) -> Self {
        match (protocol, path) {
            ("http:" | "https:", "/" | "/index.html") => Place::Own,
            ("http:" | "https:", _) => Place::Shared,
            _ => Place::Disk,
        }
    }

    /// The key of the sentence that says who else can read what is kept; it has a place for the `host`.
    pub fn warning(self) -> Option<&'static str> {
        match self {
            Place::Own => None,
            Place::Shared => Some("ui.keep.shared"),
            Place::Disk => Some("ui.keep.disk"),
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
    /// What is marked in the text.
    pub lens: Lens,
    /// Whether the settings are kept on this device.
    pub keep: bool,
    /// Whether articles are, with what was dismissed in them, and which of them was open.
    pub articles: bool,
    /// Whether the browser checks the spelling in the editor; some browsers send the text to their maker for it.
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
    /// A few lines of text, the first of which is the version.
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

    /// What of kept settings counts at this place. On a disk any other file may have written them: nothing that lets
    /// the article out is taken from them, and the reader says so anew each time.
    pub fn at(self, place: Place) -> Self {
        match place {
            Place::Disk => Self { articles: false, spelling: false, ..self },
            Place::Own | Place::Shared => self,
        }
    }

    /// Whether articles are kept from the start of a visit. `kept` are the settings that were kept, as [`Settings::at`]
    /// gives them; `refused` says whether the reader wants no article kept; `any` whether there is one.
    ///
    /// Where the storage is the page's alone they are, unless the reader does not want it: a reload or a crash should
    /// cost no work. Elsewhere others can read them, and the reader is to ask for it.
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
    fn what_was_written_is_read_again() {
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
    fn a_place_is_known_by_its_address() {
        assert!(["/", "/index.html"].iter().all(|path| Place::of("https:", path) == Place::Own));
        assert!(
            ["/sayso/", "/name/sayso/index.html", "/sayso.html"].iter().all(|p| Place::of("http:", p) == Place::Shared)
        );
        assert!(["file:", "blob:", "content:", ""].iter().all(|protocol| Place::of(protocol, "/") == Place::Disk));
    }

    #[test]
    fn on_a_disk_kept_settings_let_no_article_out() {
        let kept = Settings { theme: Theme::Dark, keep: true, articles: true, spelling: true, ..Settings::default() };
        assert_eq!(kept.at(Place::Shared), kept);
        assert_eq!(kept.at(Place::Disk), Settings { articles: false, spelling: false, ..kept });
    }

    #[test]
    fn articles_are_kept_unasked_only_where_nobody_else_reads_them() {
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
