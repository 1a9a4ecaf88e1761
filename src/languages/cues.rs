//! Verbs as cues of attributions: where a verb of the pack occurs, with its auxiliary and its particle.

use std::ops::Range;

use super::class::Class;
use super::rows::{Kind, Row, Verb};
use super::text::Text;
use crate::model::Act;

/// The maximum distance from an auxiliary to its participle, and from a verb to its particle, in tokens.
const BRACKET: usize = 30;

/// A verb that attributes.
pub struct VerbCue<'p> {
    /// Its row in the pack.
    pub row: &'p Row,
    /// What it can take, as the row says.
    pub verb: &'p Verb,
    /// Its parts in the text, in order: auxiliary, participle, particle.
    pub parts: Vec<Range<usize>>,
    /// The part that agrees with the subject.
    pub finite: Range<usize>,
    /// Whether it is passive, so that its subject does not speak.
    pub passive: bool,
    /// Whether it is negated.
    pub negated: bool,
    /// What the `…` of its pattern matches, if it has one.
    pub gap: Option<Range<usize>>,
    /// Its sentence.
    pub sentence: Range<usize>,
}

impl VerbCue<'_> {
    /// Removes the tokens `gap` from the cue.
    fn split(&mut self, gap: Range<usize>) {
        let at = self.parts.iter().position(|part| part.start < gap.start && gap.end < part.end);
        if let Some(at) = at {
            let whole = self.parts.remove(at);
            self.parts.insert(at, gap.end..whole.end);
            self.parts.insert(at, whole.start..gap.start);
            self.finite.end = self.finite.end.min(gap.start).max(self.finite.start + 1);
        }
        self.gap = Some(gap);
    }

    /// Returns the first token.
    pub fn start(&self) -> usize {
        self.parts[0].start
    }

    /// Returns the position after the last token.
    pub fn end(&self) -> usize {
        self.parts[self.parts.len() - 1].end
    }
}

impl<'t> Text<'t> {
    /// Returns all verbs that attribute, in text order.
    pub fn verb_cues(&self) -> Vec<VerbCue<'t>> {
        let mut out: Vec<VerbCue<'t>> = Vec::new();
        for hit in &self.hits {
            let row = self.row(hit);
            let Kind::Verb(verb) = &row.kind else { continue };
            let Some(mut cue) = self.verb_cue(row, verb, hit.start..hit.end) else { continue };
            if hit.gap.0 < hit.gap.1 {
                cue.split(hit.gap.0..hit.gap.1);
            }
            out.push(cue);
        }
        // Of two rows for one word the one with a particle, or more words, is tried first.
        out.sort_by_key(|cue| (cue.finite.start.min(cue.start()), std::cmp::Reverse(words(cue))));
        out
    }

    fn verb_cue(&self, row: &'t Row, verb: &'t Verb, own: Range<usize>) -> Option<VerbCue<'t>> {
        if self.trapped(&own) {
            return None;
        }
        let sentence = self.sentence(own.start);
        let clause = self.clause_of(own.start, &sentence);
        // The particle must be at the end of the clause; in "teilte das Brot mit seinem Bruder" it is not.
        let particle = match &verb.particle {
            None => None,
            Some(particle) if self.tokens[own.start].lower.starts_with(&**particle) => None,
            Some(particle) => {
                let limit = clause.end.min(own.end + BRACKET);
                Some(
                    (own.end..limit)
                        .find(|&at| *self.tokens[at].lower == **particle && self.ends_clause(at + 1, &clause))?,
                )
            }
        };
        let last = &self.tokens[own.end - 1];
        // A pattern of several words contains its auxiliary.
        let bare = own.len() == 1 && (last.is(Class::Participle) || last.is(Class::Infinitive));
        let (auxiliary, adjacent) = self.auxiliary(&own, &clause, bare);
        // A form such as "dit", which is both a participle and finite, needs no auxiliary.
        if bare && auxiliary.is_none() && !last.is(Class::Verbal) {
            // In German a form such as "verurteilt" may be finite as well, which only a subject shows.
            let finite = self.pack.verb_second && last.is(Class::Participle) && self.has_subject(&own, &clause);
            if !finite {
                return None;
            }
        }
        let mut start = own.start;
        let mut parts = Vec::new();
        let mut finite = own.clone();
        if let Some(aux) = auxiliary {
            if adjacent {
                start = aux.start;
            } else {
                parts.push(aux.clone());
            }
            finite = aux;
        }
        parts.push(start..own.end);
        let passive = parts.iter().any(|part| part.clone().any(|at| self.tokens[at].is(Class::Passive)));
        parts.extend(particle.map(|at| at..at + 1));
        // "n'a pas dit" is negated, but "affirme ne pas avoir vu" is not: what follows the verb belongs to the content,
        // except in German.
        let end = parts[parts.len() - 1].end;
        let behind = if self.pack.verb_second { clause.end.min(end + 2) } else { end };
        let around = clause.start.max(finite.start.saturating_sub(3))..behind;
        let negated = around
            .clone()
            .any(|at| self.tokens[at].is(Class::Negation) && self.tokens[at].quote == self.tokens[own.start].quote)
            && !self.row_has_negation(&own)
            && matches!(row.act, Act::Statement | Act::Denial | Act::Warning);
        Some(VerbCue { row, verb, parts, finite, passive, negated, gap: None, sentence })
    }

    /// Whether a word of the pattern itself negates: "nicht kommentieren".
    fn row_has_negation(&self, own: &Range<usize>) -> bool {
        own.clone().any(|at| self.tokens[at].is(Class::Negation))
    }

    /// Returns the auxiliary of the verb `own`, if it has one, and whether only adverbs are between them. `bare` says
    /// whether the verb is a participle or an infinitive.
    fn auxiliary(&self, own: &Range<usize>, clause: &Range<usize>, bare: bool) -> (Option<Range<usize>>, bool) {
        let mut at = own.start;
        while at > clause.start && self.tokens[at - 1].skippable() {
            at -= 1;
        }
        let mut first = at;
        while first > clause.start
            && (self.tokens[first - 1].is(Class::Auxiliary) || self.tokens[first - 1].skippable())
        {
            first -= 1;
        }
        while first < at && self.tokens[first].skippable() {
            first += 1;
        }
        let infinitive = self.tokens[own.end - 1].is(Class::Infinitive);
        // "fue insistir" is not a verb group.
        if first < at
            && !(infinitive
                && !self.pack.verb_second
                && (first..at).all(|at| self.tokens[at].is(Class::Passive) || self.tokens[at].skippable()))
        {
            return (Some(first..at), true);
        }
        if !bare {
            return (None, false);
        }
        // In "hat … erklärt" and "a-t-il déclaré" the subject or an adjunct is between them.
        let far = (clause.start.max(own.start.saturating_sub(BRACKET))..own.start)
            .rev()
            .find(|&at| self.tokens[at].is(Class::Auxiliary));
        // In languages other than German only a pronoun, a clitic or an adverb may be between them: "a-t-il déclaré".
        let small = |at: usize| {
            let token = &self.tokens[at];
            token.skippable() || token.is(Class::Clitic) || token.is(Class::Pronoun) || token.lower.starts_with('-')
        };
        let far = far.filter(|&far| self.pack.verb_second || !infinitive && (far + 1..own.start).all(small));
        if let Some(far) = far {
            return (Some(far..far + 1), false);
        }
        // In "…, dass er erklärt hat" the auxiliary is last.
        let behind =
            (own.end..clause.end.min(own.end + 2)).take_while(|&at| self.tokens[at].is(Class::Auxiliary)).last();
        let behind = behind.filter(|_| self.pack.verb_second);
        (behind.map(|last| own.start..last + 1), true)
    }

    /// Whether the clause ends at token `at`, or continues with a conjunction or an auxiliary.
    fn ends_clause(&self, at: usize, clause: &Range<usize>) -> bool {
        self.get(at, clause).is_none_or(|token| {
            !token.word || token.is(Class::And) || token.is(Class::That) || token.is(Class::Auxiliary)
        })
    }

    /// Whether a form that may be a participle is finite, because a subject is next to it or a mark is before it.
    fn has_subject(&self, own: &Range<usize>, clause: &Range<usize>) -> bool {
        // In "„…“, kritisiert etwa Reel" the verb is first in its clause.
        if own.start == clause.start && own.start > self.sentence(own.start).start {
            return true;
        }
        let opens = |start: usize| {
            (clause.start..start).all(|at| {
                let token = &self.tokens[at];
                token.is(Class::Such)
                    || token.is(Class::That)
                    || token.is(Class::Clause)
                    || token.is(Class::Relative)
                    || token.skippable()
            })
        };
        let before = self
            .phrase_before(own.start, clause)
            .is_some_and(|phrase| !phrase.prepositional && opens(phrase.range.start));
        let skip = |at: &usize| {
            self.tokens[*at].skippable() || self.tokens[*at].is(Class::Time) || self.tokens[*at].is(Class::Clitic)
        };
        let behind = (own.end..clause.end).find(|at| !skip(at));
        before || behind.is_some_and(|at| self.phrase_after(at, clause).is_some())
    }

    /// Returns the stretch around token `at` without commas, colons, semicolons and quotation marks.
    pub fn clause_of(&self, at: usize, sentence: &Range<usize>) -> Range<usize> {
        let ends = |at: &usize| {
            let token = &self.tokens[*at];
            matches!(&*token.lower, "," | ":" | ";") || !token.word && token.quote > 0 && self.opens_or_closes(*at)
        };
        let start = (sentence.start..at).rev().find(ends).map_or(sentence.start, |at| at + 1);
        let end = (at..sentence.end).find(ends).unwrap_or(sentence.end);
        start..end.max(at + 1).min(sentence.end.max(start))
    }

    /// Whether token `at` is a mark of an outermost quotation.
    pub fn opens_or_closes(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let Some(quote) = token.quote.checked_sub(1).and_then(|number| self.quotes.get(number)) else { return false };
        token.span.start == quote.span.start || quote.closed && token.span.end == quote.span.end
    }

    /// Whether the tokens `own` are within the match of a `trap` row, so that they are not a cue.
    pub fn trapped(&self, own: &Range<usize>) -> bool {
        let near = self.hits.partition_point(|hit| hit.start + 12 < own.start);
        self.hits[near..]
            .iter()
            .take_while(|hit| hit.start <= own.start)
            .any(|hit| matches!(self.row(hit).kind, Kind::Trap) && hit.start <= own.start && own.end <= hit.end)
    }
}

fn words(cue: &VerbCue<'_>) -> usize {
    cue.parts.iter().map(Range::len).sum()
}
