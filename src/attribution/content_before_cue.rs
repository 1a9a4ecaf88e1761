//! Content before its cue: "…, said Smith.", "…, Smith said on Friday.", "No, says the trust."

use std::ops::Range;

use super::Relation;
use super::clause::{Clause, MIN_LEFT};
use super::headline_speaker;
use crate::lexicon::Class;
use crate::lexicon::verbs::{Form, Grammar};
use crate::model::Rule;
use crate::span::Span;
use crate::syntax::{headline, phrases, verbs};

impl Clause<'_> {
    /// Finds content before a cue that precedes its source: "…, said Smith."
    pub fn inverted(&self) -> Option<Relation> {
        let (view, group) = (self.view, self.group);
        let before = group.tokens.start.checked_sub(1)?;
        let comma = view.is(before, ",") || view.quote_mark(before);
        if !comma
            || !self.takes(Grammar::Left)
            || group.form == Form::Ing
            || view.class(group.tokens.end, Class::Complementiser)
        {
            return None;
        }
        if !self.is_content(self.sentence().start..before) {
            return None;
        }
        let source = phrases::after(view, group.tokens.end, self.sentence().end)?;
        let bare = || {
            headline_speaker::speaker(view, source.start, source.end).is_some_and(|speaker| speaker.end == source.end)
        };
        let named = view.capital(source.start)
            || view.class(source.start, Class::Determiner)
            || view.class(source.start, Class::Pronoun)
            || headline::is_headline(view, group.head) && bare();
        let ends =
            !view.wordlike(source.end) || view.class(source.end, Class::Day) || view.class(source.end, Class::Locative);
        // In "Lee, who won in May, said the road …" the source precedes the cue.
        let subject_leads = phrases::before(view, group.tokens.start)
            .is_some_and(|phrase| view.words_in(self.sentence().start..phrase.start) < MIN_LEFT);
        if !named || !ends || subject_leads {
            return None;
        }
        self.left(Some(view.document.cover(source)))
    }

    /// Finds content before a cue: "…, Smith said on Friday." `source` is given if it follows the cue; otherwise the
    /// phrase before the cue is the source.
    pub fn left(&self, source: Option<Span>) -> Option<Relation> {
        let view = self.view;
        if !self.takes(Grammar::Left) || self.group.passive {
            return None;
        }
        let sentence = self.sentence();
        let (source, until) = match source {
            Some(source) => (source, self.group.tokens.start),
            None => {
                let phrase = phrases::before(view, self.group.tokens.start)?;
                (view.document.cover(phrase.clone()), phrase.start)
            }
        };
        let pause = until.checked_sub(1).filter(|&at| view.pause(at) || view.quote_mark(at))?;
        // In "During the exam, he told investigators, …" the phrase before the comma is not content.
        let phrase = view.class(sentence.start, Class::Preposition)
            && !verbs::has_past_or_auxiliary(view, sentence.start..pause);
        if phrase || !self.is_content(sentence.start..pause) {
            return None;
        }
        let mut content: Vec<Span> = self.content(sentence.start..pause + 1).into_iter().collect();
        let after = view.document.token_at(source.end.max(view.document.cover(self.group.tokens.clone()).end));
        if view.is(after, ",") && view.words_in(after..sentence.end) >= MIN_LEFT && !self.leads_away(after + 1) {
            content.extend(self.content(after + 1..self.clause_end(after + 1)));
        }
        let rule = match () {
            () if self.is_answer(sentence.start..pause) => Rule::Answer,
            () if self.group.form != Form::Past
                && !self.group.cue.attitude()
                && headline::is_headline(view, self.group.head) =>
            {
                Rule::Headline
            }
            () => Rule::ClauseSourceSaid,
        };
        self.make(Some(source), content, rule)
    }

    /// Whether the words after the comma of "…, he said," are not content: "adding", "who", "but".
    pub fn leads_away(&self, at: usize) -> bool {
        let view = self.view;
        view.word(at).ends_with("ing")
            || view.relative(at)
            || view.class(at, Class::Conjunction)
            || view.class(at, Class::Temporal)
            || view.class(at, Class::With)
    }

    /// Whether enough words precede "…, he said" to be content. An answer may be a single word.
    pub fn is_content(&self, range: Range<usize>) -> bool {
        let least = if headline::is_headline(self.view, self.group.head) { MIN_LEFT - 1 } else { MIN_LEFT };
        self.view.words_in(range.clone()) >= least || self.is_answer(range)
    }

    /// Whether the words are a complete answer: "no", "yes", "probably not".
    pub fn is_answer(&self, range: Range<usize>) -> bool {
        let view = self.view;
        let fits = |at: usize| {
            view.class(at, Class::Answer)
                || view.class(at, Class::Not)
                || view.pause(at)
                || view.quote_mark(at)
                || view.stop(at)
        };
        view.has_words(range.clone(), 1..=3)
            && range.clone().any(|at| view.class(at, Class::Answer))
            && range.into_iter().all(fits)
    }
}
