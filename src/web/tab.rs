//! The tabs of the side lists. Pure: no browser types.

/// The lists next to the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// The contested claims.
    #[default]
    Claims,
    /// The speakers.
    Speakers,
    /// The article in pictures and numbers.
    Overview,
    /// Published fact-checks; only with a library.
    Checks,
}

impl Tab {
    /// All tabs, with their names in the document, and the keys of their labels.
    pub const ALL: [(Tab, &str, &str); 4] = [
        (Tab::Claims, "claims", "ui.lens.contested"),
        (Tab::Speakers, "speakers", "ui.speakers"),
        (Tab::Overview, "overview", "ui.overview"),
        (Tab::Checks, "checks", "ui.checks"),
    ];

    /// Returns its name in the document and in storage.
    pub fn id(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// Returns the tab with this name; the first if there is none.
    pub fn of_id(name: &str) -> Self {
        match name {
            "speakers" => Tab::Speakers,
            "overview" => Tab::Overview,
            "checks" => Tab::Checks,
            _ => Tab::Claims,
        }
    }

    /// Returns the tab that this key selects among the first `all` tabs, wrapping around at the ends; `None` for other
    /// keys.
    pub fn after(self, key: &str, all: usize) -> Option<Self> {
        let here = self as usize;
        let there = match key {
            "ArrowRight" | "ArrowDown" => (here + 1) % all,
            "ArrowLeft" | "ArrowUp" => (here + all - 1) % all,
            "Home" => 0,
            "End" => all - 1,
            _ => return None,
        };
        Some(Self::ALL[there].0)
    }
}
