//! Several speakers in one source: "A and B", "A, the mayor, and B, the sheriff", "A, B and C", "A and officials".

use std::ops::Range;

use super::phrase::{self, Start};
use super::source_type::named;
use super::{View, unnamed};
use crate::model::SourceType;

/// One of several speakers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// By its mention.
    Mention(usize),
    /// By its own words.
    Words(String),
}

/// No list of speakers is longer.
const MOST: usize = 8;

/// All who speak in the source `range` whose first name is the mention `first`, the first left out.
pub fn others(view: &View<'_, '_>, first: usize, range: Range<usize>) -> Vec<Part> {
    let mut out = Vec::new();
    let mut last = view.mentions[first].whole.end;
    let mut at = last;
    while at < range.end && out.len() < MOST {
        let part = match view.word(at) {
            "and" | "&" if view.mention_at(at).is_none() => behind_and(view, at, last, range.end, &out, first),
            "," => listed(view, at, range.end),
            _ => None,
        };
        match part {
            Some((part, end)) => {
                out.push(part);
                last = end;
                at = end;
            }
            None => at += 1,
        }
    }
    // A comma alone makes no list: "Oru, Jan Dorn's sister".
    let closed = (range.start..range.end).any(|at| view.word(at) == "and" && view.mention_at(at).is_none());
    if closed { out } else { Vec::new() }
}

/// What "and" at token `at` adds.
fn behind_and(
    view: &View<'_, '_>,
    at: usize,
    last: usize,
    end: usize,
    before: &[Part],
    first: usize,
) -> Option<(Part, usize)> {
    let own = phrase::read(view, at + 1..end)?;
    // Right behind the name, or behind the comma that closes its apposition or a list.
    let adjacent = at == last || at == last + 1 && view.word(last) == ",";
    let closes = view.word(at - 1) == "," || view.word(at - 1) == ")" || !before.is_empty();
    if let Some(mention) = named(view, &own) {
        let person = |m: usize| matches!(view.mentions[m].sort, SourceType::Person | SourceType::Unknown);
        let alone = person(mention) == person(first) || adjacent;
        let fits = mention != first && alone && (adjacent || closes && person(mention));
        return fits.then(|| (Part::Mention(mention), view.mentions[mention].whole.end));
    }
    let words = adjacent.then(|| unnamed::others(view, at + 1..end, &own)).flatten()?;
    Some((Part::Words(words), own.core.end.max(at + 1)))
}

/// The name behind the comma at token `at`, where the list goes on behind it.
fn listed(view: &View<'_, '_>, at: usize, end: usize) -> Option<(Part, usize)> {
    let stop = (at + 1..end).find(|&at| view.mention_at(at).is_none() && matches!(view.word(at), "," | "and"));
    let own = phrase::read(view, at + 1..stop.unwrap_or(end)).filter(|own| own.start == Start::Bare)?;
    let mention = own.named.filter(|&m| view.mentions[m].sort == SourceType::Person)?;
    let behind = view.mentions[mention].whole.end;
    let goes_on = behind < end && matches!(view.word(behind), "," | "and" | "of");
    let full = view.mentions[mention].tokens.len() > 1 || own.core.start < view.mentions[mention].tokens.start;
    (full && goes_on).then_some((Part::Mention(mention), behind))
}
