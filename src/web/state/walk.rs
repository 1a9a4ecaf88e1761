//! From one finding to the next. Pure: no browser types.

use super::State;
use crate::web::filter::Lens;
use crate::web::segments::Item;

impl State {
    /// The findings that are marked, with the bytes of the text where they start.
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

    /// Those of them that the lens is about, one after the other: statements, or contested claims.
    pub fn targets(&self) -> Vec<(usize, Item)> {
        let mut stops = self.stops();
        stops.retain(|(_, item)| match item {
            Item::Claim(at) => self.analysis.claims.get(*at).is_some_and(|c| c.status.contested()),
            Item::Attribution(_) => self.filter.lens == Lens::Statements,
            Item::Mention(_) => false,
        });
        stops
    }

    /// The step after (`forward`) or before the finding whose card is open, round the ends of the text.
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

    /// The next (`forward`) or previous finding from byte `from` of the text: its start and itself.
    pub fn neighbour(&self, from: usize, forward: bool) -> Option<(usize, Item)> {
        let starts = self.stops();
        match forward {
            true => starts.iter().find(|(at, _)| *at > from).or(starts.first()).copied(),
            false => starts.iter().rev().find(|(at, _)| *at < from).or(starts.last()).copied(),
        }
    }
}
