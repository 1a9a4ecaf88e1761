//! Accusations as statements: "accused A of X", "A is accused of X [by B]", "blamed A for X", "blamed X on A".

use std::ops::Range;

use super::Relation;
use super::clause::Clause;
use super::subject::subject;
use crate::lexicon::Class;
use crate::lexicon::verbs::{Form, Grammar};
use crate::model::Rule;
use crate::span::Span;
use crate::syntax::{phrases, verbs};

impl Clause<'_> {
    /// Finds an accusation with this cue: "accused A of X", "A is accused of X [by B]", "blamed A for X", "indicted on
    /// X".
    pub fn accusation(&self) -> Option<Relation> {
        let view = self.view;
        let from = self.group.tokens.end;
        let of = if self.takes(Grammar::Accused) { from - 1 } else { self.preposition(from)? };
        // In "the man accused of theft" nothing separates verb and preposition, so the verb is passive without "is".
        let joined = of <= from;
        let passive = self.group.passive || joined && self.group.form == Form::Past;
        let adjective = !self.group.passive && view.class(self.group.tokens.start.wrapping_sub(1), Class::Determiner);
        // In "facing charges of theft" the word is a noun: the active verb needs an object.
        if joined && (adjective || !passive) {
            return None;
        }
        let start = self.behind_charges(of + 1);
        let mut end = self.clause_end(start);
        if passive && joined {
            end = self.goes_on(start..end).unwrap_or(end);
        }
        let mut source = if passive { self.by_source(from, of) } else { subject(view, self.group) };
        if passive
            && source.is_none()
            && let Some((by, agent)) = self.final_agent(start, end)
        {
            (source, end) = (Some(agent), by);
        }
        let cue = if joined {
            vec![view.document.cover(self.group.tokens.start..start)]
        } else {
            vec![view.document.cover(self.group.tokens.clone()), view.document.tokens[of].span]
        };
        // In "blamed the fire on him" the content is on both sides of the preposition.
        let content =
            if view.class(of, Class::On) && !joined { self.content(from..end)? } else { self.content(start..end)? };
        let source = source.into_iter().collect();
        Some(Relation { source, cue, content: vec![content], rule: Rule::Accusation, confidence: 0.0 })
    }

    /// Returns the preposition before the accusation: the first one, unless a later one is followed by a participle
    /// ("accused the head of the bank of stealing"). Returns `None` if there is none, or if words that are not the
    /// accused precede it.
    fn preposition(&self, from: usize) -> Option<usize> {
        let view = self.view;
        let fitting = if self.takes(Grammar::Blame) { [Class::For, Class::On] } else { [Class::Of, Class::With] };
        let end = self.sentence().end.min(from + 20);
        let mut found = (from..end).filter(|&at| view.any(at, &fitting) && view.wordlike(at + 1));
        let first = found.next()?;
        let at = found.find(|&at| view.word(at + 1).ends_with("ing")).unwrap_or(first);
        let at = if view.word(first + 1).ends_with("ing") || at > first + 6 { first } else { at };
        let object = |at: usize| {
            !view.auxiliary(at)
                && (!view.is(at, ",") || view.capital(at + 1))
                && (!self.group.passive || !view.class(at, Class::Preposition) || view.class(at, Class::Agent))
        };
        (from..at).all(object).then_some(at)
    }

    /// Returns the position after "charges of" in "on charges of theft" or "of the crime of theft", where the noun is
    /// part of the cue. Returns `start` if there is no such noun.
    fn behind_charges(&self, start: usize) -> usize {
        let noun = self.view.known(start).nouns().any(|(noun, _)| noun.takes(Grammar::Accuse));
        if noun && self.view.class(start + 1, Class::Of) { start + 2 } else { start }
    }

    /// Returns where the main clause continues after "the man accused of theft, Jan Oru, …" or "… of theft has fled",
    /// if it does.
    fn goes_on(&self, range: Range<usize>) -> Option<usize> {
        let view = self.view;
        range.clone().find(|&at| {
            view.is(at, ",") && (view.capital(at + 1) || view.auxiliary(at + 1) || view.class(at + 1, Class::Relative))
                || view.is(at, "—")
                || view.is(at, "–")
                || at > range.start
                    && verbs::is_auxiliary(view, at)
                    && !view.class(at, Class::No)
                    && !view.class(at - 1, Class::Pronoun)
                    && !view.class(at - 1, Class::Relative)
        })
    }

    fn by_source(&self, from: usize, of: usize) -> Option<Span> {
        let by = (from..of).find(|&at| self.view.class(at, Class::Agent))?;
        phrases::after(self.view, by + 1, of).map(|phrase| self.view.document.cover(phrase))
    }

    /// Returns the agent at the end of a passive accusation, "… by Western sources", after the position of its "by".
    fn final_agent(&self, from: usize, end: usize) -> Option<(usize, Span)> {
        let view = self.view;
        let by = (from..end).rev().find(|&at| view.class(at, Class::Agent))?;
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
