//! "accused A of X", "A is accused of X [by B]", "blamed A for X", "blamed X on A".

use super::Relation;
use super::direct::subject;
use super::indirect::Clause;
use super::phrases;
use crate::lexicon::Class;
use crate::lexicon::verbs::{Form, Grammar};
use crate::span::Span;

impl Clause<'_> {
    /// "accused A of X", "A is accused of X [by B]", "blamed A for X".
    pub fn accusation(&self) -> Option<Relation> {
        let view = self.view;
        let sentence = self.sentence();
        let preposition: &[&str] = if self.takes(Grammar::Blame) { &["for", "on"] } else { &["of", "with"] };
        let from = self.group.tokens.end;
        let of = (from..sentence.end.min(from + 20))
            .find(|&at| preposition.contains(&view.word(at)) && view.words_in(at + 1..sentence.end) > 0)?;
        let adjective = self.group.form == Form::Past
            && !self.group.passive
            && of == from
            && view.class(from.wrapping_sub(2), Class::Determiner);
        if adjective || (from..of).any(|at| view.auxiliary(at) || view.is(at, ",") && !view.capital(at + 1)) {
            return None;
        }
        let mut end = self.clause_end(of + 1);
        let mut source = if self.group.passive { self.by_source(from, of) } else { subject(view, self.group) };
        if self.group.passive
            && source.is_none()
            && let Some((by, agent)) = self.final_agent(of + 1, end)
        {
            (source, end) = (Some(agent), by);
        }
        let cues = if of == from {
            vec![view.document.cover(self.group.tokens.start..of + 1)]
        } else {
            vec![view.document.cover(self.group.tokens.clone()), view.document.tokens[of].span]
        };
        let content = if view.is(of, "on") { self.content(from..of)? } else { self.content(of + 1..end)? };
        Some(Relation {
            source: source.into_iter().collect(),
            cue: cues,
            content: vec![content],
            rule: "accusation",
            confidence: 0.0,
        })
    }

    fn by_source(&self, from: usize, of: usize) -> Option<Span> {
        let by = (from..of).find(|&at| self.view.is(at, "by"))?;
        phrases::after(self.view, by + 1, of).map(|phrase| self.view.document.cover(phrase))
    }

    /// "… by Western sources." at the end of a passive accusation.
    fn final_agent(&self, from: usize, end: usize) -> Option<(usize, Span)> {
        let view = self.view;
        let by = (from..end).rev().find(|&at| view.is(at, "by"))?;
        let last = (by + 1..end).rev().find(|&at| view.wordlike(at))?;
        let passive = view.class(by.wrapping_sub(1), Class::Past)
            || view.word(by.wrapping_sub(1)).ends_with("ed")
            || view.word(by.wrapping_sub(1)).ends_with("en");
        let plural = (view.word(last).ends_with('s') || view.class(by + 1, Class::Determiner))
            && last - by <= 4
            && !view.number(last.wrapping_sub(1))
            && !passive;
        plural.then(|| (by, view.document.cover(by + 1..last + 1)))
    }
}
