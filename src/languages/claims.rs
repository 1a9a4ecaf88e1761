//! What is contested: claims of attributions with a status, and those of the pack's claim cues.

use std::ops::Range;

use super::pack::{Class, Kind, Scope};
use super::patterns::Hit;
use super::relations::{Relation, fits};
use super::words::Text;
use crate::hash::HashMap;
use crate::model::Status;

/// A claim in tokens.
#[derive(Debug)]
pub struct Contested {
    /// What is claimed.
    pub content: Vec<Range<usize>>,
    /// How the article presents it.
    pub status: Status,
    /// The words that show it.
    pub cues: Vec<Range<usize>>,
    /// The attribution that makes it, by number.
    pub relation: Option<usize>,
    /// Who is accused.
    pub target: Option<Range<usize>>,
    /// The rule's id.
    pub rule: &'static str,
    /// The probability that content and status are right.
    pub confidence: f32,
}

/// The fewest words of a clause that is a claim.
const LEAST_WORDS: usize = 2;

/// All claims of `text`, ordered by content.
pub fn find(text: &Text<'_>, relations: &[Relation]) -> Vec<Contested> {
    let mut out: Vec<Contested> = Vec::new();
    for (number, relation) in relations.iter().enumerate() {
        let Some(status) = relation.status.filter(|_| !relation.cue.is_empty()) else { continue };
        let content: Vec<Range<usize>> = relation.content.iter().map(|part| text.without_complementiser(part)).collect();
        if content.iter().all(Range::is_empty) {
            continue;
        }
        out.push(Contested {
            content,
            status,
            cues: relation.cue.clone(),
            relation: Some(number),
            target: relation.target.clone(),
            rule: rule_of(status, true),
            confidence: relation.confidence,
        });
    }
    let mut cues = vec![false; text.tokens.len()];
    let mut contents: HashMap<Range<usize>, usize> = HashMap::default();
    // The innermost statement around each token.
    let mut around: Vec<Option<usize>> = vec![None; text.tokens.len()];
    for (number, relation) in relations.iter().enumerate() {
        relation.content.iter().flat_map(Clone::clone).for_each(|at| around[at] = Some(number));
    }
    for (number, claim) in out.iter().enumerate() {
        claim.cues.iter().flat_map(Clone::clone).for_each(|at| cues[at] = true);
        contents.insert(claim.content[0].clone(), number);
    }
    for hit in longest(text) {
        let Some(mut claim) = text.claim(hit) else { continue };
        claim.relation = around[hit.start];
        if let Some(&own) = contents.get(&claim.content[0]) {
            // Two cues of one claim: the graver status counts.
            let own = &mut out[own];
            own.cues.extend(claim.cues);
            own.cues.sort_by_key(|cue| cue.start);
            own.status = graver(own.status, claim.status);
        } else if !claim.cues.iter().flat_map(Clone::clone).any(|at| cues[at]) {
            claim.cues.iter().flat_map(Clone::clone).for_each(|at| cues[at] = true);
            contents.insert(claim.content[0].clone(), out.len());
            out.push(claim);
        }
    }
    out.sort_by_key(|claim| (claim.content[0].start, claim.content[0].end));
    out
}

/// Of two statuses the one that wins if both apply.
fn graver(one: Status, other: Status) -> Status {
    let place = |status| Status::ALL.iter().position(|own| *own == status);
    if place(other) < place(one) { other } else { one }
}

/// The hits of claim cues, without those inside a longer one.
fn longest<'a>(text: &'a Text<'_>) -> Vec<&'a Hit> {
    let claim = |hit: &&Hit| matches!(text.row(hit).kind, Kind::Claim(_) | Kind::Hearsay { .. });
    let mut out: Vec<&Hit> = Vec::new();
    for hit in text.hits.iter().filter(claim) {
        match out.last_mut() {
            Some(last) if last.start == hit.start && last.end < hit.end => *last = hit,
            Some(last) if hit.start < last.end => {}
            _ => out.push(hit),
        }
    }
    out
}

/// The rule that explains a status.
fn rule_of(status: Status, verb: bool) -> &'static str {
    match (status, verb) {
        (Status::Refuted, _) => "refuted",
        (Status::Denied, _) => "denied-verb",
        (Status::Disputed, _) => "disputed-cue",
        (Status::Unconfirmed, _) => "unconfirmed",
        (Status::Alleged, true) => "alleged-verb",
        (Status::Alleged, false) => "alleged-distance",
        (Status::Speculative, _) => "speculative",
        (Status::Corroborated, _) => "corroborated",
    }
}

impl Text<'_> {
    /// `part` without the complementiser it starts with.
    fn without_complementiser(&self, part: &Range<usize>) -> Range<usize> {
        let skip = part.clone().take_while(|&at| self.tokens[at].is(Class::That)).count();
        part.start + skip..part.end
    }

    /// The claim of a claim cue.
    fn claim(&self, hit: &Hit) -> Option<Contested> {
        let row = self.row(hit);
        let own = hit.start..hit.end;
        // A hedge inside a quotation is the speaker's.
        if self.trapped(&own) || self.tokens[hit.start].quote > 0 {
            return None;
        }
        let status = row.status?;
        let sentence = self.sentence(hit.start);
        let clause = self.clause_of(hit.start, &sentence);
        let mut target = None;
        let mut cues = vec![own.clone()];
        let content = match &row.kind {
            Kind::Hearsay { needs, unless } => {
                let present = |words: &[Box<str>], range: &Range<usize>| range.clone().any(|at| words.iter().any(|word| fits(word, &self.tokens[at].lower)));
                // German puts the infinitive at the end of the clause; elsewhere only small words are in between.
                let small = |at: &usize| {
                    let token = &self.tokens[*at];
                    token.skippable() || token.is(Class::Auxiliary) || token.is(Class::Clitic) || token.is(Class::Passive)
                };
                let near = (hit.end..clause.end).take(5).find(|at| !small(at)).map_or(clause.end, |at| at + 1);
                let after = hit.end..if self.pack.verb_second { clause.end } else { near };
                if !needs.is_empty() && !present(needs, &after) || present(unless, &sentence) {
                    return None;
                }
                self.rest_of(&clause, &own)
            }
            Kind::Claim(Scope::Clause) => self.rest_of(&clause, &own),
            Kind::Claim(Scope::Phrase) => self.rest_of_phrase(&own, &sentence)?,
            Kind::Claim(Scope::After) => vec![self.complement(hit.end, &sentence)?],
            Kind::Claim(Scope::Subject) => {
                let mut end = hit.start;
                while end > clause.start && (self.tokens[end - 1].skippable() || self.tokens[end - 1].is(Class::Auxiliary)) {
                    end -= 1;
                }
                vec![self.phrase_before(end, &clause).or_else(|| self.phrase_after(hit.end, &clause))?.range]
            }
            Kind::Claim(Scope::Previous) => vec![self.previous(hit, &sentence)?],
            Kind::Claim(Scope::Accused) => {
                target = self.accused(hit, &sentence);
                vec![self.complement(hit.end, &sentence)?]
            }
            Kind::Claim(Scope::Between) => {
                let own = self.phrase_before(hit.start, &clause).filter(|phrase| !phrase.prepositional).map(|phrase| phrase.range);
                target = if status == Status::Alleged { own } else { None };
                cues = vec![hit.start..hit.gap.0, hit.gap.1..hit.end];
                vec![hit.gap.0..hit.gap.1]
            }
            _ => return None,
        };
        let words = content.iter().flat_map(Clone::clone).filter(|&at| self.tokens[at].word).count();
        let phrase = matches!(row.kind, Kind::Claim(Scope::Phrase | Scope::Accused | Scope::Between | Scope::After | Scope::Subject));
        if words < if phrase { 1 } else { LEAST_WORDS } {
            return None;
        }
        Some(Contested { content, status, cues, relation: None, target, rule: rule_of(status, false), confidence: 0.6 })
    }

    /// A clause without its cue, and without a complementiser or conjunction in front.
    fn rest_of(&self, clause: &Range<usize>, own: &Range<usize>) -> Vec<Range<usize>> {
        let mut start = clause.start;
        let joins = |at: usize| {
            let token = &self.tokens[at];
            token.is(Class::That) || token.is(Class::Clause) || token.is(Class::And) || !token.word
        };
        while start < own.start && joins(start) {
            start += 1;
        }
        let mut parts = vec![start..own.start, own.end..self.without_stop(clause.end, own.end)];
        parts.retain(|part| part.clone().any(|at| self.tokens[at].word));
        if parts.is_empty() {
            // A cue between commas: "Пожежа, ймовірно, почалася". Its clause is the one around it.
            let sentence = self.sentence(own.start);
            let before = clause.start.checked_sub(2).filter(|&at| sentence.contains(&at)).map(|at| self.clause_of(at, &sentence));
            let after = (clause.end + 1 < sentence.end).then(|| self.clause_of(clause.end + 1, &sentence));
            parts.extend(before);
            parts.extend(after.map(|own| own.start..self.without_stop(own.end, own.start)));
            parts.retain(|part| part.clone().any(|at| self.tokens[at].word));
        }
        parts
    }

    /// The noun phrase around an adjective, without it.
    fn rest_of_phrase(&self, own: &Range<usize>, sentence: &Range<usize>) -> Option<Vec<Range<usize>>> {
        let behind = self.phrase_after(own.end, sentence).map(|phrase| phrase.range);
        if let Some(range) = behind.filter(|range| !self.tokens[range.start].is(Class::Article)) {
            let comma = range.clone().find(|&at| self.tokens[at].mark(",")).unwrap_or(range.end);
            return Some(vec![range.start..comma]);
        }
        let before = self.phrase_before(own.start, sentence)?.range;
        let start = before.clone().find(|&at| !self.tokens[at].is(Class::Article))?;
        Some(vec![start..before.end])
    }

    /// What follows a cue: a clause, an infinitive or a noun phrase.
    fn complement(&self, from: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
        let mut start = from;
        while self.get(start, sentence)?.mark(",") || self.tokens[start].mark(":") {
            start += 1;
        }
        let first = &self.tokens[start];
        if first.is(Class::That) || first.is(Class::Whether) {
            let whole = start..self.clause_end(start, sentence);
            return Some(self.without_complementiser(&whole));
        }
        if start > from {
            return Some(start..self.clause_end(start, sentence));
        }
        // "detenido por la policía": who did it.
        let agent = from.checked_sub(1).is_some_and(|at| self.tokens[at].is(Class::Agent));
        if agent {
            let head = self.phrase_after(start, sentence)?.range.clone().find(|&at| self.tokens[at].open())?;
            let token = &self.tokens[head];
            if token.noun() && !token.is(Class::Adjective) || token.is(Class::Place) {
                return None;
            }
        }
        if first.is(Class::Infinitive) || self.linking(start) {
            return Some(start..self.first_comma(start, sentence));
        }
        let phrase = self.phrase_after(start, sentence)?.range;
        // With the prepositional phrases that belong to it.
        let mut end = phrase.clone().find(|&at| self.tokens[at].mark(",")).unwrap_or(phrase.end);
        while self.get(end, sentence).is_some_and(|token| token.is(Class::Preposition) || token.is(Class::Linking)) {
            let Some(next) = self.phrase_after(end + 1, sentence) else { break };
            end = next.range.clone().find(|&at| self.tokens[at].mark(",")).unwrap_or(next.range.end);
        }
        Some(phrase.start..end)
    }

    fn first_comma(&self, start: usize, sentence: &Range<usize>) -> usize {
        (start..sentence.end).find(|&at| self.tokens[at].mark(",")).unwrap_or_else(|| self.without_stop(sentence.end, start))
    }

    /// The quotation or sentence that "this" in a cue stands for.
    fn previous(&self, hit: &Hit, sentence: &Range<usize>) -> Option<Range<usize>> {
        let at = sentence.start.checked_sub(1)?;
        let before = self.sentence(at);
        let near = self.tokens[at].paragraph + 1 >= self.tokens[hit.start].paragraph;
        near.then(|| before.start..self.without_stop(before.end, before.start))
    }

    /// Who is accused: the subject before the cue.
    fn accused(&self, hit: &Hit, sentence: &Range<usize>) -> Option<Range<usize>> {
        let mut end = hit.start;
        while end > sentence.start && (self.tokens[end - 1].skippable() || self.tokens[end - 1].is(Class::Auxiliary) || self.tokens[end - 1].is(Class::Clitic)) {
            end -= 1;
        }
        let phrase = self.phrase_before(end, sentence)?;
        (!phrase.prepositional).then_some(phrase.range)
    }
}
