//! The names, descriptions and sources of a text, in the order in which they are processed.

use std::ops::Range;

use super::super::phrase::Phrase;
use super::super::source_type::Source;
use super::super::{AttributionParts, View};
use crate::text::dateline;

/// Something to process at a token.
pub enum Event {
    /// A name: the index of its mention.
    Mention(usize),
    /// A noun phrase without a name: its index among the descriptions.
    Description(usize),
    /// A pronoun that is not a source.
    Pronoun,
    /// The source of an attribution, which is to be resolved: the index of the attribution.
    Source(usize),
}

/// The data that determine the order of the events.
pub struct Agenda<'a, 'd, 't> {
    pub view: &'a View<'d, 't>,
    pub attributions: &'a [AttributionParts<'a>],
    pub sources: &'a [Source],
    /// The tokens of each source.
    pub ranges: &'a [Range<usize>],
    /// For each attribution, the index of the one whose statement contains it, if any.
    pub around: &'a [Option<usize>],
}

impl Agenda<'_, '_, '_> {
    /// Returns all events with their tokens, in text order. A source inside a statement follows the source of that
    /// statement. `taken` marks the tokens that belong to sources.
    pub fn events(&self, descriptions: &[(Range<usize>, Phrase)], taken: &[bool]) -> Vec<(usize, Event)> {
        let Self { view, attributions, sources, around, .. } = *self;
        let mut events: Vec<(usize, usize, Event)> = Vec::new();
        let outside = behind_datelines(view);
        for (number, mention) in view.mentions.iter().enumerate().filter(|(_, mention)| !mention.adjective) {
            // The place and the agency in a dateline do not count as mentioned.
            if mention.whole.start >= outside[view.document.tokens[mention.whole.start].paragraph] {
                events.push((mention.whole.start, 1, Event::Mention(number)));
            }
        }
        let described = descriptions.iter().enumerate();
        events.extend(described.map(|(number, (range, _))| (range.start, 1, Event::Description(number))));
        let free = view.pronouns.iter().filter(|&&at| !taken[at] && view.document.quote_at(at).is_none());
        events.extend(free.map(|&at| (at, 0, Event::Pronoun)));
        let asked = (0..attributions.len())
            .filter(|&at| !matches!(sources[at], Source::Empty) || !attributions[at].cue.is_empty());
        let turn = |at: usize| if around[at].is_some() { 3 } else { 2 };
        events.extend(asked.map(|at| (self.place(at), turn(at), Event::Source(at))));
        crate::sort::sort_by_key(&mut events, |(token, turn, _)| (*token, *turn));
        events.into_iter().map(|(token, _, event)| (token, event)).collect()
    }

    /// Returns the token at which the attribution `at` is processed.
    fn place(&self, at: usize) -> usize {
        let outer = self.around[at].filter(|&outer| !self.attributions[outer].source.is_empty());
        outer.map_or(self.own(at), |outer| self.own(at).max(self.own(outer)))
    }

    fn own(&self, at: usize) -> usize {
        match self.ranges[at].is_empty() {
            true => self.view.tokens_of(self.attributions[at].cue).start,
            false => self.ranges[at].start,
        }
    }
}

/// Returns, for each paragraph, the first token after its dateline.
fn behind_datelines(view: &View<'_, '_>) -> Vec<usize> {
    let mut out = vec![0; view.document.paragraphs.len()];
    let tokens = &view.document.tokens;
    let first = |at: usize| at == 0 || tokens[at - 1].paragraph != tokens[at].paragraph;
    for at in (0..tokens.len()).filter(|&at| first(at)) {
        out[tokens[at].paragraph] = dateline::behind(view.document, at);
    }
    out
}
