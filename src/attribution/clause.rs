//! A cue and the clause that it governs.

use std::ops::Range;

use super::Relation;
use super::according::with_marks;
use super::cues::Group;
use crate::lexicon::Class;
use crate::lexicon::verbs::{Form, Grammar};
use crate::model::Rule;
use crate::span::Span;
use crate::syntax::View;

/// The minimum number of words before "…, he said" that can be content.
pub const MIN_LEFT: usize = 3;

/// Words that may join the clause of another source to the one before it.
const CONTINUING: [Class; 4] = [Class::But, Class::While, Class::And, Class::Which];

/// A cue and the clause around it.
pub struct Clause<'a> {
    /// The text.
    pub view: View<'a>,
    /// The cue.
    pub group: &'a Group,
    /// All cues of the text.
    pub groups: &'a [Group],
    /// For each group, the first token of its source, or of the group if no source precedes it.
    pub sources: &'a [usize],
    /// The index of the group in `groups`.
    pub at: usize,
}

impl Clause<'_> {
    /// Whether the cue allows the construction `grammar`.
    pub fn takes(&self, grammar: Grammar) -> bool {
        self.group.cue.takes(grammar)
    }

    /// Returns the positions of the tokens in the cue's sentence.
    pub fn sentence(&self) -> Range<usize> {
        self.view.sentence(self.group.head)
    }

    /// Returns where content that starts at `start` ends: at a semicolon, at "according to", where another source
    /// begins, or at the end of the sentence.
    pub fn clause_end(&self, start: usize) -> usize {
        let sentence = self.sentence();
        let mut end = sentence.end;
        let behind = self.groups.iter().zip(self.sources).skip(self.at + 1);
        for (group, &source) in behind.take_while(|(group, _)| group.tokens.start < sentence.end) {
            if group.tokens.start <= start {
                continue;
            }
            let participle = group.form == Form::Ing && self.view.is(group.tokens.start.wrapping_sub(1), ",");
            // In "Lee, who said it rained, told …" the relative clause ends at its comma.
            let first = self.group.tokens.start;
            let relative = self.view.class(first.wrapping_sub(1), Class::Relative)
                && self.view.is(first.wrapping_sub(2), ",")
                && self.view.is(group.tokens.start - 1, ",");
            let joint = source
                .checked_sub(1)
                .filter(|&at| at > start && (self.view.any(at, &CONTINUING) || self.view.is(at, "whom")));
            // In "…, the paper reported." the whole sentence belongs to another source, and the content ends before it.
            let wraps = source.checked_sub(1).filter(|&at| {
                // "While A says X, B says Y" contains two coordinate statements.
                let beside = self.view.class(sentence.start, Class::Subordinator);
                at > start
                    && self.view.is(at, ",")
                    && group.cue.takes(Grammar::Left)
                    && (beside || !self.view.wordlike(group.tokens.end))
            });
            if let Some(comma) = wraps {
                end = end.min(comma);
            } else if participle || relative {
                end = end.min(group.tokens.start - 1);
            } else if let Some(joint) = joint {
                end = end.min(joint);
            }
        }
        let view = self.view;
        let cut = (start..end).find(|&at| view.is(at, ";") || view.according_to(at));
        cut.unwrap_or(end)
    }

    /// Returns `range` as content, including the closing mark of a quotation at its end. Returns `None` if the range
    /// contains no word.
    pub fn content(&self, range: Range<usize>) -> Option<Span> {
        self.view.trimmed(range).map(|span| with_marks(self.view, span))
    }

    /// Builds a relation with this cue. Returns `None` if there is no content.
    pub fn make(&self, source: Option<Span>, content: Vec<Span>, rule: Rule) -> Option<Relation> {
        let cue = vec![self.view.document.cover(self.group.tokens.clone())];
        (!content.is_empty()).then(|| Relation {
            source: source.into_iter().collect(),
            cue,
            content,
            rule,
            confidence: 0.0,
        })
    }
}
