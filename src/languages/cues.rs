//! Cues of attributions: where a row of the pack fits, as a group of verbs or as a phrase.

use std::ops::Range;

use super::class::Class;
use super::rows::{Kind, Row, Verb};
use super::text::Text;
use crate::model::Act;

/// How far an auxiliary may be from its participle. Tokens.
const BRACKET: usize = 30;

/// A verb that attributes.
pub struct VerbCue<'p> {
    /// Its row.
    pub row: &'p Row,
    /// What it takes.
    pub verb: &'p Verb,
    /// Its parts in the text, in order: auxiliary, participle, particle.
    pub parts: Vec<Range<usize>>,
    /// The part that agrees with the subject.
    pub finite: Range<usize>,
    /// Whether its subject hears or suffers instead of speaking.
    pub passive: bool,
    /// Whether it is negated.
    pub negated: bool,
    /// What `…` of its pattern matches.
    pub gap: Option<Range<usize>>,
    /// Its sentence.
    pub sentence: Range<usize>,
}

impl VerbCue<'_> {
    /// Takes the tokens `gap` out of the cue.
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

    /// The first token.
    pub fn start(&self) -> usize {
        self.parts[0].start
    }

    /// One past the last token.
    pub fn end(&self) -> usize {
        self.parts[self.parts.len() - 1].end
    }
}

impl<'t> Text<'t> {
    /// All verbs that attribute, in text order.
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
        // At the end of its clause: not "teilte das Brot mit seinem Bruder".
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
        // A pattern of several words holds its own auxiliary.
        let bare = own.len() == 1 && (last.is(Class::Participle) || last.is(Class::Infinitive));
        let (auxiliary, adjacent) = self.auxiliary(&own, &clause, bare);
        // "dit" is a participle and a finite form.
        if bare && auxiliary.is_none() && !last.is(Class::Verbal) {
            // "verurteilt" is also a finite form in languages whose participles do not show themselves.
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
        // "n'a pas dit", but "affirme ne pas avoir vu": what follows the verb belongs to the content, except in German.
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

    /// The auxiliary of the verb `own`, and whether only adverbs are between them.
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
        // "fue insistir" is no verb group.
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
        // "hat … erklärt", "a-t-il déclaré": what is between is the subject or an adjunct.
        let far = (clause.start.max(own.start.saturating_sub(BRACKET))..own.start)
            .rev()
            .find(|&at| self.tokens[at].is(Class::Auxiliary));
        // Elsewhere than in German only a subject, a clitic or an adverb comes between: "a-t-il déclaré".
        let small = |at: usize| {
            let token = &self.tokens[at];
            token.skippable() || token.is(Class::Clitic) || token.is(Class::Pronoun) || token.lower.starts_with('-')
        };
        let far = far.filter(|&far| self.pack.verb_second || !infinitive && (far + 1..own.start).all(small));
        if let Some(far) = far {
            return (Some(far..far + 1), false);
        }
        // "…, dass er erklärt hat"
        let behind =
            (own.end..clause.end.min(own.end + 2)).take_while(|&at| self.tokens[at].is(Class::Auxiliary)).last();
        let behind = behind.filter(|_| self.pack.verb_second);
        (behind.map(|last| own.start..last + 1), true)
    }

    /// Whether a clause ends at token `at`, or goes on with a conjunction.
    fn ends_clause(&self, at: usize, clause: &Range<usize>) -> bool {
        self.get(at, clause).is_none_or(|token| {
            !token.word || token.is(Class::And) || token.is(Class::That) || token.is(Class::Auxiliary)
        })
    }

    /// Whether a subject is next to a form that may be a participle, or a mark before it shows that it is finite.
    fn has_subject(&self, own: &Range<usize>, clause: &Range<usize>) -> bool {
        // "„…“, kritisiert etwa Reel"
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

    /// The stretch around token `at` without commas, colons and quotation marks, apart from those of short
    /// quoted names.
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

    /// Whether a trap covers the tokens `own`.
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
