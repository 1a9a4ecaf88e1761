//! Navigation between findings. Pure: no browser types.

use super::State;
use crate::web::dismiss;
use crate::web::filter::Lens;
use crate::web::marks::Item;

impl State {
    /// Returns the marked findings, each with the byte of the text where it starts.
    pub fn stops(&self) -> Vec<(usize, Item)> {
        let mut starts = Vec::new();
        let mut offset = 0;
        for line in self.lines.iter() {
            for run in line.runs.iter() {
                starts.extend(run.notes.iter().map(|note| (offset + run.span.start, note.item)));
            }
            offset += line.text.len();
        }
        starts
    }

    /// Returns the marked findings that the lens is about: contested claims, or statements if the lens is
    /// [`Lens::Statements`].
    pub fn targets(&self) -> Vec<(usize, Item)> {
        let mut stops = self.stops();
        stops.retain(|(_, item)| match item {
            Item::Claim(at) => self.analysis.claims.get(*at).is_some_and(|c| c.status.contested()),
            Item::Attribution(_) => self.filter.lens == Lens::Statements,
            Item::Mention(_) | Item::Check(_) => false,
        });
        stops
    }

    /// Returns the next (`forward`) or previous target relative to the finding whose card is open, wrapping around at
    /// the ends.
    pub fn step(&self, forward: bool) -> Option<Item> {
        let steps = self.targets();
        let starts = self.stops();
        let here = self.card.and_then(|card| starts.iter().position(|(_, item)| *item == card.item));
        let place = |item: &Item| starts.iter().position(|(_, own)| own == item);
        let found = match (here, forward) {
            (Some(here), true) => steps.iter().find(|(_, item)| place(item) > Some(here)).or(steps.first()),
            (Some(here), false) => steps.iter().rev().find(|(_, item)| place(item) < Some(here)).or(steps.last()),
            (None, true) => steps.first(),
            (None, false) => steps.last(),
        };
        found.map(|(_, item)| *item)
    }

    /// Returns the next (`forward`) or previous finding relative to byte `from` of the text, with its start, wrapping
    /// around at the ends.
    pub fn neighbour(&self, from: usize, forward: bool) -> Option<(usize, Item)> {
        let starts = self.stops();
        match forward {
            true => starts.iter().find(|(at, _)| *at > from).or(starts.first()).copied(),
            false => starts.iter().rev().find(|(at, _)| *at < from).or(starts.last()).copied(),
        }
    }

    /// Returns the finding that a link leads to; `None` until the text has been analysed, or if there is no such
    /// finding.
    pub fn arrival(&self) -> Option<Item> {
        let wanted = self.wanted.filter(|_| self.current() && self.rounds > 0)?;
        let fingerprints = dismiss::fingerprints(&self.analysed, &self.found);
        let (item, _) = fingerprints.into_iter().find(|(_, fingerprint)| *fingerprint == wanted)?;
        dismiss::left(item, &dismiss::dismissed_items(&self.analysed, &self.found, &self.origin.dismissed))
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use yew::Reducible;

    use super::*;
    use crate::intake::flow::Rich;
    use crate::web::corrections;
    use crate::web::filter::Filter;
    use crate::web::share::Marks;
    use crate::web::state::{Action, Change};

    const TEXT: &str =
        "“It is shut,” said Anna Oru. “It is late,” said Ben Hale. The mayor denied that the road was icy.";

    fn after(state: Rc<State>, actions: impl IntoIterator<Item = Action>) -> Rc<State> {
        actions.into_iter().fold(state, |state, action| state.reduce(action))
    }

    fn analysed() -> Action {
        Action::Analysed(TEXT.into(), Rc::new(crate::analyze(TEXT)))
    }

    fn linked(marks: Marks) -> Rc<State> {
        let rich = Rc::new(Rich { text: TEXT.into(), ..Rich::default() });
        after(Rc::default(), [Action::Offered(rich, Change::Link(Rc::new(marks)))])
    }

    #[test]
    fn a_link_brings_the_marks_of_its_sender_and_leads_to_one() {
        let sender = after(Rc::default(), [Action::Typed(TEXT.into()), analysed()]);
        let mark = sender.fingerprint_of(Item::Claim(0));
        let sender = sender.reduce(Action::Dismissed(Item::Attribution(0)));
        let sender =
            sender.reduce(Action::Corrected(Item::Attribution(0), corrections::Change::Speaker("Ben Vale".into())));
        let filter = Some(Filter::default().with_lens(Lens::Contested));
        let (dismissed, corrections) = (sender.origin.dismissed.clone(), sender.origin.corrections.clone());
        let shown = linked(Marks { dismissed, corrections, mark, filter, ..Marks::default() });
        assert_eq!(shown.arrival(), None);
        let shown = shown.reduce(analysed());
        assert_eq!(shown.arrival(), Some(Item::Claim(0)));
        assert_eq!(shown.filter.lens, Lens::Contested);
        assert!(shown.guest && shown.analysis.attributions[0].speaker == "Ben Vale");
        let seen = shown.reduce(Action::Pin(Item::Claim(0)));
        assert_eq!(seen.arrival(), None);
        let plain = seen.reduce(Action::Unmarked);
        assert!(plain.guest && plain.analysis.attributions[0].speaker == "Anna Oru");
    }

    #[test]
    fn a_link_to_a_missing_mark_has_no_target() {
        assert_eq!(linked(Marks { mark: Some(5), ..Marks::default() }).reduce(analysed()).arrival(), None);
        let found = after(Rc::default(), [Action::Typed(TEXT.into()), analysed()]);
        let fingerprint = found.fingerprint_of(Item::Claim(0));
        let gone = Marks { mark: fingerprint, dismissed: fingerprint.into_iter().collect(), ..Marks::default() };
        assert_eq!(linked(gone).reduce(analysed()).arrival(), None);
    }

    #[test]
    fn the_next_article_is_shown_without_the_filter_of_the_last() {
        let state = after(Rc::default(), [Action::Typed(TEXT.into()), analysed()]);
        let only = state.filter.with_only_toggled("Anna Oru").with_find("icy");
        let state = after(state, [Action::Filtered(only), Action::Replaced("Another article.".into(), Change::Pasted)]);
        assert_eq!((&*state.filter.find, &state.filter.only), ("", &None));
    }
}
