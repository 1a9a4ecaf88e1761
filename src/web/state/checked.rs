//! The matches with published fact-checks, and fingerprints of findings. Pure: no browser types.

use super::State;
use crate::web::checks::Event;
use crate::web::dismiss;
use crate::web::marks::Item;
use crate::web::tab::Tab;

impl State {
    /// Returns the selected tab; the first if the tab for fact-checks is selected but no library is open.
    pub fn tab(&self) -> Tab {
        if !self.checks.open && self.settings.tab == Tab::Checks { Tab::default() } else { self.settings.tab }
    }

    /// Returns the fingerprint that identifies a finding when the text is analysed again; `None` if there is no such
    /// finding.
    pub fn fingerprint_of(&self, item: Item) -> Option<u64> {
        if let Item::Check(at) = item {
            return self.checks.get(at).map(|one| one.fingerprint);
        }
        let dismissed_items = dismiss::dismissed_items(&self.analysed, &self.found, &self.origin.dismissed);
        dismiss::fingerprint(&self.analysed, &self.found, dismiss::original(item, &dismissed_items))
    }

    /// Returns the state after an event about the library of fact-checks.
    pub(super) fn checked(mut self, event: Event) -> Self {
        self.checks = self.checks.after(event);
        // The positions of the matches have changed.
        self.card = self.card.filter(|card| !matches!(card.item, Item::Check(_)));
        self.sifted()
    }
}
