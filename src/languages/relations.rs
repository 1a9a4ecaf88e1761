//! Attributions as ranges of tokens, before speakers are known.

use std::ops::Range;

use super::class::Class;
use super::cues::VerbCue;
use super::rows::{Kind, Place};
use super::subject::Subject;
use super::text::Text;
use super::tokens::Token;
use crate::model::{Act, Rule, Status};

/// An attribution. Its ranges count tokens.
#[derive(Debug, Default)]
pub struct Relation {
    /// The source, if it is named.
    pub source: Option<Range<usize>>,
    /// The parts of the cue; empty for a quotation without one.
    pub cue: Vec<Range<usize>>,
    /// The parts of what is said.
    pub content: Vec<Range<usize>>,
    /// What the source does.
    pub act: Act,
    /// The status that the content has as a claim, if any.
    pub status: Option<Status>,
    /// Who is accused, if anybody.
    pub target: Option<Range<usize>>,
    /// Whether the speaker of the attribution before it is the speaker, if there is no source.
    pub carried: bool,
    /// The rule that found it.
    pub rule: Rule,
    /// The probability that source, cue and content are right.
    pub confidence: f32,
}

impl Text<'_> {
    /// Returns the attributions of a verb: usually one, or two if indirect speech is before it and a quotation after
    /// it. `taken` says whether a content already has a cue.
    pub(super) fn by_verb(&self, cue: &VerbCue<'_>, taken: &dyn Fn(&Range<usize>) -> bool) -> Vec<Relation> {
        if self.tokens[cue.start()].quote > 0 {
            return self.incise(cue).or_else(|| self.nested(cue)).into_iter().collect();
        }
        let subject = self.subject(cue);
        if let Some(relation) = self.as_said(cue, &subject) {
            return vec![relation];
        }
        let relation = |content, rule, confidence| Relation {
            source: subject.source(),
            cue: cue.parts.clone(),
            content,
            act: cue.row.act,
            // "did not say whether" gives no status.
            status: cue.row.status.filter(|_| !cue.negated),
            target: None,
            carried: !cue.passive && self.pack.drops_subjects && !self.is_impersonal(cue),
            rule,
            confidence,
        };
        if cue.negated {
            let back = self.back(cue, subject.behind(cue)).filter(|back| self.is_clause(&back.content[0]));
            return back.map(|back| relation(back.content, back.rule, back.confidence)).into_iter().collect();
        }
        // In "wollte sich dazu nicht äußern" the gap of the pattern is the content.
        if let Some(gap) = cue.gap.clone().filter(|_| cue.row.act == Act::Refusal) {
            return vec![relation(vec![gap], Rule::SourceSaidClause, 0.7)];
        }
        if let Some(words) = &cue.verb.accuses {
            let Some((content, target)) = self.accusation(cue, words, &subject) else { return Vec::new() };
            let relation = relation(content, Rule::Accusation, 0.7);
            let source = relation.source.clone().or_else(|| self.agent(cue));
            return vec![Relation { source, target: Some(target), ..relation }];
        }
        if let Some(parts) = self.inserted(cue, &subject) {
            return vec![relation(parts, Rule::ClauseSourceSaid, 0.8)];
        }
        self.around_verb(cue, &subject, taken, relation)
    }

    /// Returns the attribution of a report inside a quotation: "„Die Ärzte sagen, dass …“, sagte sie".
    fn nested(&self, cue: &VerbCue<'_>) -> Option<Relation> {
        let own = self.tokens_of(&self.quotes[self.tokens[cue.start()].quote - 1]);
        let bounds = cue.sentence.start.max(own.start + 1)..cue.sentence.end.min(own.end);
        let cue = VerbCue { sentence: bounds, parts: cue.parts.clone(), finite: cue.finite.clone(), gap: None, ..*cue };
        let subject = self.subject(&cue);
        let source = subject.source().filter(|_| !cue.negated && !cue.passive)?;
        let back = self.back(&cue, subject.behind(&cue)).filter(|back| self.is_clause(&back.content[0]))?;
        Some(Relation {
            source: Some(source),
            cue: cue.parts,
            content: back.content,
            act: cue.row.act,
            rule: back.rule,
            confidence: 0.5,
            ..Relation::default()
        })
    }

    /// Whether a content starts with a complementiser or a question word.
    fn is_clause(&self, content: &Range<usize>) -> bool {
        self.tokens[content.start].is(Class::That) || self.tokens[content.start].is(Class::Whether)
    }

    /// Returns the attributions of a verb with the contents before and after it. `relation` creates them.
    fn around_verb(
        &self,
        cue: &VerbCue<'_>,
        subject: &Subject,
        taken: &dyn Fn(&Range<usize>) -> bool,
        relation: impl Fn(Vec<Range<usize>>, Rule, f32) -> Relation,
    ) -> Vec<Relation> {
        let back = self.back(cue, subject.behind(cue)).filter(|back| !self.is_this(&back.content[0]));
        let is_quoted = |content: &[Range<usize>]| content.iter().all(|part| self.tokens[part.start].quote > 0);
        // A gerund shares its subject with the verb before it, and takes no content before itself.
        let gerund = self.tokens[cue.finite.start].is(Class::Gerund);
        let front = self.front(cue, subject).filter(|_| !gerund).filter(|front| {
            let other = back.as_ref().is_none_or(|back| !back.sure || is_quoted(&back.content));
            !taken(&front[0]) && (is_quoted(front) || other)
        });
        let Some(mut content) = front else {
            let back = back.map(|back| relation(back.content, back.rule, back.confidence));
            let object = || self.object_before(cue).map(|part| relation(vec![part], Rule::SourceSaidClause, 0.5));
            return back.or_else(object).into_iter().collect();
        };
        let quoted = is_quoted(&content);
        let goes_on = back.filter(|back| is_quoted(&back.content)).map(|back| back.content).unwrap_or_default();
        let rule = match (quoted, subject.source().is_some()) {
            (true, true) => Rule::QuoteSaidSource,
            (true, false) => Rule::QuoteSaid,
            _ => Rule::ClauseSourceSaid,
        };
        if quoted || goes_on.is_empty() {
            content.extend(goes_on);
            return vec![relation(content, rule, if quoted { 0.9 } else { 0.8 })];
        }
        // In "Die Technik sei alt, sagte Stein: „…“" the quotation is a separate attribution.
        let next = Relation {
            content: goes_on,
            carried: true,
            rule: Rule::QuoteAlone,
            confidence: 0.7,
            ..Relation::default()
        };
        vec![relation(content, rule, 0.8), next]
    }

    /// Returns the object before a verb whose subject follows, in languages whose cases tell them apart: "Інформацію
    /// про аварію спростував міністр".
    fn object_before(&self, cue: &VerbCue<'_>) -> Option<Range<usize>> {
        cue.verb.phrase.as_ref().filter(|_| self.pack.bare_genitives)?;
        let phrase = self.phrase_before(cue.finite.start, &cue.sentence)?;
        (!phrase.prepositional && !self.may_speak(&phrase, true)).then_some(phrase.range)
    }

    /// Returns the sentence of `cue` if the cue shares the subject of the verb before it: "… und forderte …".
    pub(super) fn shared_subject(&self, cue: &VerbCue<'_>) -> Option<Range<usize>> {
        let skip = |at: &usize| {
            self.tokens[*at].skippable() || self.tokens[*at].is(Class::Clitic) || self.tokens[*at].is(Class::Auxiliary)
        };
        let before = (cue.sentence.start..cue.start()).rev().find(|at| !skip(at))?;
        let gerund = self.tokens[cue.finite.start].is(Class::Gerund);
        (gerund || self.tokens[before].is(Class::And)).then(|| cue.sentence.clone())
    }

    /// Whether a content only points at something: "das", "це".
    pub(super) fn is_this(&self, content: &Range<usize>) -> bool {
        content.len() == 1 && {
            let token = &self.tokens[content.start];
            token.is(Class::Pronoun) || token.is(Class::Article) || token.is(Class::Clitic)
        }
    }

    /// Returns the parts of a clause before and after an inserted cue: "Das Dach, sagte Reel, sei dicht".
    pub(super) fn inserted(&self, cue: &VerbCue<'_>, subject: &Subject) -> Option<Vec<Range<usize>>> {
        let bounds = &cue.sentence;
        let end = match subject {
            Subject::After(own) => own.end.max(cue.end()),
            Subject::None if self.pack.drops_subjects => cue.end(),
            _ => return None,
        };
        let start = cue.start();
        let separates = |token: &Token| token.mark(",") || token.dash();
        let comma = start.checked_sub(1).filter(|&at| bounds.contains(&at) && separates(&self.tokens[at]))?;
        let close = self.get(end, bounds).filter(|token| separates(token))?;
        let next = self.get(end + 1, bounds)?;
        let clause =
            [Class::That, Class::Whether, Class::Clause, Class::Contrast, Class::Relative, Class::And, Class::Such];
        if !cue.verb.say || close.quote > 0 || next.quote > 0 || clause.into_iter().any(|class| next.is(class)) {
            return None;
        }
        let front = self.behind_last_colon(bounds.start, comma)..comma;
        let back = end + 1..self.clause_end(end + 1, bounds);
        // In "…, a précisé le procureur, dans un communiqué" the last part is an adjunct of the cue.
        let adjunct = front.len() > 6 && self.preposition(end + 1) && !self.linking(end + 1);
        let unquoted = !adjunct && front.clone().all(|at| self.tokens[at].quote == 0);
        let words = |part: &Range<usize>| part.clone().filter(|&at| self.tokens[at].word).count();
        (unquoted && words(&front) > 0 && words(&back) > 1).then(|| vec![front, back])
    }

    /// Returns the token after the last colon in `from..to` outside quotations, or `from` if there is none.
    pub(super) fn behind_last_colon(&self, from: usize, to: usize) -> usize {
        (from..to).rev().find(|&at| self.tokens[at].mark(":") && self.tokens[at].quote == 0).map_or(from, |at| at + 1)
    }

    /// Returns the attribution of "wie X mitteilte", "comme l'a indiqué X" or "según informó X". Its content is the
    /// rest of the sentence.
    pub(super) fn as_said(&self, cue: &VerbCue<'_>, subject: &Subject) -> Option<Relation> {
        let sentence = &cue.sentence;
        let clause = self.clause_of(cue.start(), sentence);
        let opening = (clause.start..cue.start()).find(|&at| self.tokens[at].word)?;
        let according = self.hits_in(&(opening..cue.start())).find(|hit| {
            let after = matches!(self.row(hit).kind, Kind::According { place: Place::After, .. });
            after
                && hit.end <= cue.start()
                && (hit.end..cue.start()).all(|at| self.tokens[at].is(Class::Clitic) || self.tokens[at].skippable())
        });
        let such = self.tokens[opening].is(Class::Such);
        if !such && according.is_none() {
            return None;
        }
        let start = according.map_or(opening, |hit| hit.start);
        let end = subject.source().map_or(cue.end(), |source| source.end.max(cue.end()));
        let limit = (end..sentence.end).find(|&at| !self.tokens[at].word).unwrap_or(sentence.end);
        let region = start..if start == sentence.start || limit == sentence.end { limit.max(end) } else { limit };
        let mut parts = cue.parts.clone();
        if let Some(hit) = according {
            parts.insert(0, hit.start..hit.end);
            if parts[1].start == hit.end {
                let second = parts.remove(1);
                parts[0].end = second.end;
            }
        }
        Some(Relation {
            source: subject.source(),
            cue: parts,
            content: self.around(&region, sentence)?,
            act: cue.row.act,
            status: cue.row.status,
            rule: Rule::ClauseSourceSaid,
            confidence: 0.8,
            ..Relation::default()
        })
    }

    /// Whether a clitic or a pronoun in its pattern makes the verb impersonal: "se informó que", "heißt es".
    pub(super) fn is_impersonal(&self, cue: &VerbCue<'_>) -> bool {
        let before = cue.finite.start.checked_sub(1).filter(|&at| cue.sentence.contains(&at));
        let clitic = before.is_some_and(|at| self.tokens[at].is(Class::Impersonal) && !self.tokens[at].is(Class::Cue));
        clitic || cue.parts.iter().flat_map(Clone::clone).any(|at| self.tokens[at].is(Class::Pronoun))
    }

    /// Returns the attribution of a cue inside the quotation that it interrupts: « …, a-t-il déclaré, … ».
    pub(super) fn incise(&self, cue: &VerbCue<'_>) -> Option<Relation> {
        let number = self.tokens[cue.start()].quote;
        let own = self.tokens_of(&self.quotes[number - 1]);
        let separates = |at: usize| {
            let token = &self.tokens[at];
            token.mark(",") || token.dash() && token.lower.len() > 1 || token.mark(".")
        };
        // In « Pourquoi ? demande Claire. » the cue follows a question mark.
        let opens = |at: usize| {
            separates(at) || (self.tokens[at].mark("?") || self.tokens[at].mark("!")) && !self.tokens[at + 1].capital
        };
        let first = cue.start().checked_sub(1).filter(|&at| at > own.start && opens(at))?;
        if !(cue.verb.say || cue.verb.quote || cue.verb.that) {
            return None;
        }
        let bounds = cue.start()..own.end;
        // The subject is between the parts of the cue or after it. In languages that need a subject, a cue without one
        // does not interrupt a quotation.
        let between = cue.finite.end..cue.end();
        let inner = if cue.parts.len() > 1 { self.phrase_after(cue.finite.end, &between) } else { None };
        let subject = inner.or_else(|| self.inverted(cue, &bounds));
        let end = subject.as_ref().map_or(cue.end(), |subject| subject.range.end.max(cue.end()));
        let close = (end..own.end.min(end + 8)).find(|&at| separates(at) || at + 1 == own.end)?;
        let word_between = (end..close).any(|at| self.tokens[at].is(Class::Verbal) || self.tokens[at].is(Class::That));
        if word_between || subject.is_none() && !self.pack.drops_subjects {
            return None;
        }
        let mut left = first;
        while left > own.start && separates(left - 1) {
            left -= 1;
        }
        let mut content = vec![own.start..left];
        if close + 1 < own.end {
            content.push(close + 1..own.end);
        }
        content.retain(|part| part.clone().any(|at| self.tokens[at].word));
        if content.is_empty() {
            return None;
        }
        Some(Relation {
            carried: subject.is_none(),
            source: subject.map(|subject| subject.range),
            cue: cue.parts.clone(),
            content,
            act: cue.row.act,
            status: cue.row.status,
            rule: Rule::QuoteSaidSource,
            confidence: 0.8,
            ..Relation::default()
        })
    }
}
