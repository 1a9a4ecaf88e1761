//! What comes up in the text, in the order in which it is looked at.

use std::ops::Range;

use super::super::phrase::Phrase;
use super::super::source_type::Source;
use super::super::{Told, View};
use crate::text::dateline;

/// What has to be done at a token.
pub enum Event {
    /// A name comes up, by its mention.
    Mention(usize),
    /// A noun phrase comes up, by its number.
    Description(usize),
    /// A pronoun that is no source comes up.
    Pronoun,
    /// An attribution is to be resolved.
    Source(usize),
}

/// What the order depends on.
pub struct Agenda<'a, 'd, 't> {
    pub view: &'a View<'d, 't>,
    pub told: &'a [Told<'a>],
    pub sources: &'a [Source],
    /// The tokens of each source.
    pub ranges: &'a [Range<usize>],
    /// For each attribution the one around it.
    pub around: &'a [Option<usize>],
}

impl Agenda<'_, '_, '_> {
    /// All that comes up, with its token, in order of the text; a source inside a statement behind the source of that
    /// statement. `taken` tells which tokens belong to sources.
    pub fn events(&self, descriptions: &[(Range<usize>, Phrase)], taken: &[bool]) -> Vec<(usize, Event)> {
        let Self { view, told, sources, around, .. } = *self;
        let mut events: Vec<(usize, usize, Event)> = Vec::new();
        let outside = behind_datelines(view);
        for (number, mention) in view.mentions.iter().enumerate().filter(|(_, mention)| !mention.adjective) {
            // Place and agency of a dateline do not come up.
            if mention.whole.start >= outside[view.document.tokens[mention.whole.start].paragraph] {
                events.push((mention.whole.start, 1, Event::Mention(number)));
            }
        }
        let described = descriptions.iter().enumerate();
        events.extend(described.map(|(number, (range, _))| (range.start, 1, Event::Description(number))));
        let free = view.pronouns.iter().filter(|&&at| !taken[at] && view.document.quote_at(at).is_none());
        events.extend(free.map(|&at| (at, 0, Event::Pronoun)));
        let asked = (0..told.len()).filter(|&at| !matches!(sources[at], Source::Empty) || !told[at].cue.is_empty());
        let turn = |at: usize| if around[at].is_some() { 3 } else { 2 };
        events.extend(asked.map(|at| (self.place(at), turn(at), Event::Source(at))));
        crate::order::sort_by_key(&mut events, |(token, turn, _)| (*token, *turn));
        events.into_iter().map(|(token, _, event)| (token, event)).collect()
    }

    /// The token at which the attribution `at` is looked at.
    fn place(&self, at: usize) -> usize {
        let outer = self.around[at].filter(|&outer| !self.told[outer].source.is_empty());
        outer.map_or(self.own(at), |outer| self.own(at).max(self.own(outer)))
    }

    fn own(&self, at: usize) -> usize {
        match self.ranges[at].is_empty() {
            true => self.view.tokens_of(self.told[at].cue).start,
            false => self.ranges[at].start,
        }
    }
}

/// For each paragraph the first token behind its dateline.
fn behind_datelines(view: &View<'_, '_>) -> Vec<usize> {
    let mut out = vec![0; view.document.paragraphs.len()];
    let tokens = &view.document.tokens;
    let first = |at: usize| at == 0 || tokens[at - 1].paragraph != tokens[at].paragraph;
    for at in (0..tokens.len()).filter(|&at| first(at)) {
        out[tokens[at].paragraph] = dateline::behind(view.document, at);
    }
    out
}
