//! Hearers: "told the court on Friday that …", "passengers were warned that …", "she was told by the vet that …".
//!
//! The hearer of an active verb precedes the content. The hearer of a passive verb is its subject, so the speaker
//! follows "by" or is not named. Miss: "it was claimed that", since "claim" takes no hearer.

use std::ops::Range;

use super::Relation;
use super::clause::{Clause, MIN_LEFT};
use super::cues::subject_hears;
use crate::lexicon::Class;
use crate::lexicon::verbs::Grammar;
use crate::model::Rule;
use crate::span::Span;
use crate::syntax::{adjuncts, phrases, verbs};

/// The maximum distance of "that" from the cue and its agent, in tokens.
const THAT_WITHIN: usize = 24;
/// The maximum number of phrases between a cue and its content.
const MAX_PHRASES: usize = 4;

impl Clause<'_> {
    /// Returns the position after the hearer and its modifiers: "reporters", "the court on Friday", "a meeting of the
    /// council". Returns `at` if no hearer starts there.
    pub fn after_hearer(&self, at: usize, end: usize) -> usize {
        let view = self.view;
        let mut last = at..phrases::chunk(view, at, end);
        if last.is_empty() {
            return at;
        }
        let mut next = last.end;
        for _ in 0..MAX_PHRASES {
            let time = adjuncts::after_time(view, next, end);
            let of = view.class(next, Class::Attaching)
                || view.class(next, Class::Locative)
                || view.any(next, &[Class::From, Class::After])
                || view.is(next, "near");
            let inner = phrases::chunk(view, next + 1, end);
            if time > next {
                next = time;
            } else if of && inner > next + 1 {
                last = next + 1..inner;
                next = inner;
            } else {
                break;
            }
        }
        if next < end && next == last.end && (verbs::needs_subject(view, next) || view.word(next).ends_with("ed")) {
            return self.before_subject(last, at);
        }
        // Without "that", the rest must be a clause.
        let subject = phrases::chunk(view, next, end);
        let clause = || {
            (subject..end.min(subject + 12))
                .take_while(|&at| !view.class(at, Class::Complementiser))
                .any(|at| verbs::is_verb(view, at))
        };
        let hears = last.clone().any(|at| {
            let forum = view.class(at, Class::Forum) || view.class(at, Class::Addressee);
            forum || view.capital(at) || view.class(at, Class::Object) || view.known(at).head.is_some()
        });
        if subject > next && !hears && !clause() { at } else { next }
    }

    /// Returns where the hearer ends if the subject of the clause follows it without an article: "told the jury | Lind
    /// had lied". Returns `fallback` if there is no hearer.
    fn before_subject(&self, phrase: Range<usize>, fallback: usize) -> usize {
        let view = self.view;
        let forum = |&at: &usize| view.class(at, Class::Forum) || view.class(at, Class::Addressee);
        let known = (phrase.start..phrase.end - 1).find(forum).map(|at| at + 1);
        let split = self.takes(Grammar::Hearer) && phrase.len() > 1;
        known.unwrap_or(if split { phrase.end - 1 } else { fallback })
    }

    /// Finds a passive cue whose subject is the hearer: "Passengers were warned that …", "was told by the vet that …",
    /// "…, the jury was told".
    pub fn heard(&self) -> Option<Relation> {
        if !subject_hears(self.view, self.group) {
            return None;
        }
        let (view, next, end) = (self.view, self.group.tokens.end, self.sentence().end);
        let by = self.by(next, end);
        let agent = by.and_then(|by| self.agent(by, end));
        let from = agent.as_ref().map_or(next, |agent| agent.end);
        let (start, rule) = match self.heard_from(from, end) {
            Some(found) => found,
            None => return self.heard_before(by, agent),
        };
        let first = self.group.tokens.start;
        // In "Told by the nurse that …, he left" and "Lee, who was told that …, left" the clause ends at its comma.
        let sentence = view.sentence(self.group.head).start;
        let being = view.class(first, Class::NonFinite) && view.word(first).ends_with("ing") && first <= sentence + 1;
        let participle = sentence == first && !self.group.passive || being && view.class(sentence, Class::Preposition);
        let relative = view.class(first.wrapping_sub(1), Class::Relative) && view.is(first.wrapping_sub(2), ",");
        let comma = (participle || relative).then(|| (start..end).find(|&at| view.is(at, ","))).flatten();
        let content = self.content(start..comma.unwrap_or_else(|| self.clause_end(start)))?;
        self.heard_relation(by, agent, content, rule)
    }

    fn heard_relation(
        &self,
        by: Option<usize>,
        agent: Option<Range<usize>>,
        content: Span,
        rule: Rule,
    ) -> Option<Relation> {
        let document = self.view.document;
        let group = self.group.tokens.clone();
        let cue = match (by, &agent) {
            (Some(by), Some(_)) if by == group.end => vec![document.cover(group.start..by + 1)],
            (Some(by), Some(_)) => vec![document.cover(group), document.tokens[by].span],
            _ => vec![document.cover(group)],
        };
        let source = agent.map(|agent| document.cover(agent)).into_iter().collect();
        Some(Relation { source, cue, content: vec![content], rule, confidence: 0.0 })
    }

    /// Returns the position of "by" right after the cue or after a time: "was told last week by".
    fn by(&self, next: usize, end: usize) -> Option<usize> {
        let view = self.view;
        let time = |&at: &usize| {
            view.adverb(at)
                || view.class(at, Class::Day)
                || view.class(at, Class::Month)
                || view.class(at, Class::Time)
                || view.class(at, Class::Nobody)
                || view.any(at, &[Class::On, Class::Proximal, Class::In])
                || view.is(at, "times")
        };
        let by = next + (next..end.min(next + 6)).take_while(time).count();
        view.class(by, Class::Agent).then_some(by)
    }

    /// Returns the speaker after "by". A speaker is a name, has a determiner, is plural or has a known head noun; "by
    /// text message" and "by phone" are not speakers.
    fn agent(&self, by: usize, end: usize) -> Option<Range<usize>> {
        let view = self.view;
        let start = by + 1;
        let mut next = phrases::chunk(view, start, end);
        let plural = next > start && view.word(next - 1).ends_with('s');
        let speaks = view.capital(start)
            || view.class(start, Class::Determiner)
            || view.class(start, Class::Object)
            || (start..next).any(|at| view.known(at).head.is_some())
            || plural;
        let medium = view.class(next.wrapping_sub(1), Class::Medium);
        if next == start || !speaks || medium && !view.class(start, Class::Determiner) {
            return None;
        }
        while view.class(next, Class::Belonging) && phrases::chunk(view, next + 1, end) > next + 1 {
            next = phrases::chunk(view, next + 1, end);
        }
        // In "Ada Lunt, the chief engineer, that" a comma closes the apposition.
        let close = view.is(next, ",").then(|| (next + 1..end.min(next + 12)).find(|&at| view.is(at, ","))).flatten();
        let close = close.filter(|&at| {
            view.class(at + 1, Class::Whether)
                || view.class(at + 1, Class::How)
                || view.class(at + 1, Class::Complementiser)
                || view.class(at + 1, Class::Infinitive)
        });
        let own = close.filter(|_| !view.class(next + 1, Class::Preposition) && !view.adverb(next + 1));
        Some(start..own.unwrap_or(next))
    }

    /// Returns where the content of the passive cue starts, and the rule that found it, or `None` if no content
    /// follows. `from` is the position after the cue or its agent.
    fn heard_from(&self, from: usize, end: usize) -> Option<(usize, Rule)> {
        let view = self.view;
        let that = (from..end.min(from + THAT_WITHIN)).find(|&at| view.class(at, Class::Complementiser));
        let plain = |that: usize| (from..that).all(|at| !verbs::needs_subject(view, at) && !view.quote_mark(at));
        if let Some(that) = that.filter(|&that| plain(that) || view.is(from, ",") && view.is(that - 1, ",")) {
            // In "by the vet that treated the dog" and "warned that evening" the word "that" does not introduce
            // content.
            let agent = that > self.group.tokens.end;
            let relative = verbs::needs_subject(view, that + 1) || agent && view.word(that + 1).ends_with("ed");
            let clause =
                !relative && verbs::has_verb(view, that + 1..end) && !view.class(that.wrapping_sub(1), Class::Of);
            return clause.then_some((that, Rule::PassiveHearer));
        }
        let mut at = adjuncts::after_time(view, from, end);
        let time = |at: usize| view.adverb(at) || view.class(at, Class::Time) || view.class(at, Class::NearTime);
        while at < end && time(at) {
            at += 1;
        }
        let comma = usize::from(view.is(at, ",") || view.is(at, ":"));
        if view.quote_mark(at + comma) && self.takes(Grammar::Quote) {
            return Some((at + comma, Rule::PassiveHearer));
        }
        if self.takes(Grammar::Infinitive)
            && (view.class(at, Class::Infinitive)
                || view.class(at, Class::Not) && view.class(at + 1, Class::Infinitive))
        {
            return Some((at, Rule::SourceUrgedTo));
        }
        if view.class(at, Class::Whether) || view.class(at, Class::Question) {
            return Some((at, Rule::PassiveHearer));
        }
        if self.takes(Grammar::Of) && view.class(at, Class::Topic) {
            return (view.words_in(at + 1..end) > 0).then_some((at + 1, Rule::PassiveHearer));
        }
        // A colon may replace "that": "were warned: the film contains …"
        let colon = view.is(at, ":");
        let (at, comma) = if colon { (at + 1, false) } else { (at, view.is(at, ",")) };
        let opens = !comma && view.class(at, Class::Pronoun)
            || view.class(at, Class::Determiner)
            || view.capital(at)
            || view.number(at)
            || view.class(at, Class::Existential);
        let subject = phrases::chunk(view, at, end);
        let verb = colon
            || (subject..end.min(subject + 12))
                .any(|at| verbs::needs_subject(view, at) || view.word(at).ends_with("ed"));
        let group = self.takes(Grammar::That) || self.takes(Grammar::Hearer);
        let person = from == self.group.tokens.end
            || view.capital(from - 1)
            || view.class(from - 1, Class::Object)
            || view.known(from - 1).head.is_some()
            || view.word(from - 1).ends_with("er");
        (group && opens && verb && person && !verbs::needs_subject(view, at)).then_some((at, Rule::PassiveHearer))
    }

    /// Finds content before a passive cue: "The ferry had left, passengers were told."
    fn heard_before(&self, by: Option<usize>, agent: Option<Range<usize>>) -> Option<Relation> {
        let view = self.view;
        let next = agent.as_ref().map_or(self.group.tokens.end, |agent| agent.end);
        let over = view.ends_sentence(next)
            || view.is(next, ",")
            || adjuncts::after_time(view, next, self.sentence().end) > next;
        if !self.takes(Grammar::Left) && !self.takes(Grammar::Hearer) || !over {
            return None;
        }
        let start = self.sentence().start;
        let subject = phrases::before(view, self.group.tokens.start)?;
        let pause = subject.start.checked_sub(1).filter(|&at| view.is(at, ",") || view.quote_mark(at))?;
        if pause < start || view.words_in(start..pause) < MIN_LEFT || !verbs::has_verb(view, start..pause) {
            return None;
        }
        let content = self.content(start..pause + 1)?;
        self.heard_relation(by, agent, content, Rule::PassiveHearer)
    }
}
