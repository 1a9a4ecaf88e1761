//! Finds the content of a claim from its cue.

use std::ops::Range;

use super::claims::{Contested, rule_of};
use super::class::Class;
use super::patterns::{Form, Hit};
use super::relations::Relation;
use super::rows::{Kind, Scope};
use super::text::Text;
use super::tokens::Token;
use crate::model::{Rule, Status};

/// The minimum number of words of a clause that is a claim.
const LEAST_WORDS: usize = 2;
/// The minimum number of tokens of a clause that a later clause of the sentence calls untrue.
const LEAST_CLAUSE: usize = 4;

impl Text<'_> {
    /// Returns `part` without the complementiser that it starts with.
    pub(super) fn without_complementiser(&self, part: &Range<usize>) -> Range<usize> {
        let skip = part.clone().take_while(|&at| self.tokens[at].is(Class::That)).count();
        part.start + skip..part.end
    }

    /// Returns the attribution that a charge is as well, without a source: "mis en examen pour fraude".
    pub(super) fn by_charge(&self, hit: &Hit) -> Option<Relation> {
        if !matches!(self.row(hit).kind, Kind::Claim(Scope::Accused | Scope::Between))
            || self.row(hit).status != Some(Status::Alleged)
        {
            return None;
        }
        let claim = self.claim(hit)?;
        Some(Relation {
            cue: claim.cues,
            content: claim.content,
            rule: Rule::Impersonal,
            confidence: 0.6,
            ..Relation::default()
        })
    }

    /// Returns the claim of the claim cue `hit`.
    pub(super) fn claim(&self, hit: &Hit) -> Option<Contested> {
        let row = self.row(hit);
        // A hedge inside a quotation belongs to the speaker, not to the article.
        if self.trapped(&(hit.start..hit.end)) || self.tokens[hit.start].quote > 0 {
            return None;
        }
        let status = row.status?;
        let scope = match &row.kind {
            Kind::Hearsay { needs, unless } => self.is_hearsay(hit, needs, unless).then_some(Scope::Clause)?,
            Kind::Claim(scope) => *scope,
            _ => return None,
        };
        let content = self.content(hit, scope)?;
        let words = content.iter().flat_map(Clone::clone).filter(|&at| self.tokens[at].word).count();
        if words < if matches!(scope, Scope::Clause | Scope::Previous) { LEAST_WORDS } else { 1 } {
            return None;
        }
        let accuses = matches!(scope, Scope::Accused | Scope::Between) && status == Status::Alleged;
        let between = scope == Scope::Between;
        Some(Contested {
            content,
            status,
            cues: if between { vec![hit.start..hit.gap.0, hit.gap.1..hit.end] } else { vec![hit.start..hit.end] },
            relation: None,
            denied_by: Vec::new(),
            target: if accuses { self.accused(hit, &self.sentence(hit.start)) } else { None },
            rule: rule_of(status, false),
            confidence: 0.6,
        })
    }

    /// Whether the words that a verb form of hearsay needs follow it, and no word that excludes it is in the sentence.
    fn is_hearsay(&self, hit: &Hit, needs: &[Vec<Form>], unless: &[Form]) -> bool {
        let sentence = self.sentence(hit.start);
        let clause = self.clause_of(hit.start, &sentence);
        let word = |word: &Form, at: usize| self.tokens.get(at).is_some_and(|token| word.fits(&token.lower));
        let sequence = |words: &[Form], from: usize, end: usize| {
            from + words.len() <= end && words.iter().enumerate().all(|(by, own)| word(own, from + by))
        };
        // German puts the infinitive at the end of the clause; in other languages only small words come before it.
        let small = |at: &usize| {
            let token = &self.tokens[*at];
            token.skippable() || token.is_any(&[Class::Auxiliary, Class::Clitic, Class::Passive])
        };
        let near = (hit.end..clause.end).take(5).find(|at| !small(at)).map_or(clause.end, |at| at + 1);
        let end = if self.pack.verb_second { clause.end } else { near };
        let found = |words: &Vec<Form>| (hit.end..end).any(|from| sequence(words, from, end));
        (needs.is_empty() || needs.iter().any(found))
            && !sentence.clone().any(|at| unless.iter().any(|own| word(own, at)))
    }

    /// Returns the content of a claim whose cue has this scope.
    fn content(&self, hit: &Hit, scope: Scope) -> Option<Vec<Range<usize>>> {
        let own = hit.start..hit.end;
        let sentence = self.sentence(hit.start);
        let clause = self.clause_of(hit.start, &sentence);
        Some(match scope {
            Scope::Clause => {
                match self.attributive(&own, &sentence).filter(|_| matches!(self.row(hit).kind, Kind::Claim(_))) {
                    Some(phrase) => vec![phrase],
                    None => self.rest_of(&clause, &own),
                }
            }
            Scope::Phrase => self.rest_of_phrase(&own, &sentence).unwrap_or_else(|| self.rest_of(&clause, &own)),
            Scope::After | Scope::Accused => vec![self.complement(hit.end, &sentence)?],
            Scope::Subject => match self.question_before(&clause, &sentence) {
                Some(question) => vec![question],
                None => {
                    let skip = |at: &usize| self.tokens[*at].skippable() || self.tokens[*at].is(Class::Auxiliary);
                    let end = (clause.start..hit.start).rev().find(|at| !skip(at)).map_or(clause.start, |at| at + 1);
                    vec![self.phrase_before(end, &clause).or_else(|| self.phrase_after(hit.end, &clause))?.range]
                }
            },
            Scope::Previous => vec![self.previous(hit, &sentence)?],
            Scope::Between => vec![hit.gap.0..hit.gap.1],
        })
    }

    /// Returns a clause without its cue `own`, and without the complementiser or conjunction that it starts with.
    pub(super) fn rest_of(&self, clause: &Range<usize>, own: &Range<usize>) -> Vec<Range<usize>> {
        let mut start = clause.start;
        let joins = |at: usize| {
            let token = &self.tokens[at];
            token.is(Class::That) || token.is(Class::Clause) || token.is(Class::And) || !token.word
        };
        // The claim follows the last complementiser: "advirtió que el puente podría caer".
        if let Some(that) = (start..own.start).rev().find(|&at| self.tokens[at].is(Class::That)) {
            let noun = that
                .checked_sub(1)
                .filter(|&at| at >= clause.start && self.tokens[at].open() && !self.tokens[at].is(Class::Cue));
            let relative = noun.filter(|_| that + 1 == own.start).and_then(|_| self.phrase_before(that, clause));
            start = relative.map_or(that + 1, |phrase| phrase.range.start);
        }
        while start < own.start && joins(start) {
            start += 1;
        }
        let mut parts = vec![start..own.start, own.end..self.without_stop(clause.end, own.end)];
        parts.retain(|part| part.clone().any(|at| self.tokens[at].word));
        if parts.is_empty() {
            // A cue between commas qualifies the words on both sides: "Пожежа, ймовірно, почалася" ("the fire,
            // presumably, started").
            let sentence = self.sentence(own.start);
            let before = clause
                .start
                .checked_sub(2)
                .filter(|&at| sentence.contains(&at))
                .map(|at| self.clause_of(at, &sentence));
            let after = (clause.end + 1 < sentence.end).then(|| self.clause_of(clause.end + 1, &sentence));
            parts.extend(before);
            parts.extend(after.map(|own| own.start..self.without_stop(own.end, own.start)));
            parts.retain(|part| part.clone().any(|at| self.tokens[at].word));
        }
        parts
    }

    /// Returns the noun phrase after an adverb that qualifies its adjective: "eine angeblich **feindliche Politik**".
    pub(super) fn attributive(&self, own: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
        let before = self.before(own.start, sentence)?;
        let oblique =
            self.pack.bare_genitives && self.get(own.end, sentence).is_some_and(|next| next.is(Class::Oblique));
        let inside = oblique || self.pack.verb_second && (before.is(Class::Article) || self.preposition(own.start - 1));
        let next = self.get(own.end, sentence)?;
        let phrase = self.phrase_after(own.end, sentence)?.range;
        let noun = phrase.clone().any(|at| self.tokens[at].capital);
        (inside && next.open() && !next.capital && (noun || oblique)).then_some(phrase)
    }

    /// Returns the question before the clause of a cue: "Ob das Boot versichert war, ist unklar".
    pub(super) fn question_before(&self, clause: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
        let end = clause.start.checked_sub(1).filter(|at| sentence.contains(at))?;
        let opens = sentence.clone().find(|&at| self.tokens[at].word)?;
        (self.tokens[opens].is(Class::Whether) && self.tokens[end].mark(",")).then_some(opens..end)
    }

    /// Returns the noun phrase around the adjective `own`, without the adjective.
    pub(super) fn rest_of_phrase(&self, own: &Range<usize>, sentence: &Range<usize>) -> Option<Vec<Range<usize>>> {
        // In "les faits présumés" the adjective follows its noun.
        let noun = self
            .before(own.start, sentence)
            .is_some_and(|before| before.open() && !before.capital && before.lower.starts_with(char::is_alphabetic));
        let before = self.phrase_before(own.start, sentence).filter(|_| noun && !self.pack.verb_second);
        if let Some(range) = before.map(|phrase| phrase.range) {
            let start =
                range.clone().rev().find(|&at| self.tokens[at].is(Class::Article)).map_or(range.start, |at| at + 1);
            return Some(vec![start.min(range.end - 1)..range.end]);
        }
        let behind = self.phrase_after(own.end, sentence).map(|phrase| phrase.range);
        if let Some(range) = behind.filter(|range| !self.tokens[range.start].is(Class::Article)) {
            return Some(vec![range.start..self.with_complements(&range, sentence)]);
        }
        let before = self.phrase_before(own.start, sentence)?.range;
        let start = before.clone().find(|&at| !self.tokens[at].is(Class::Article))?;
        Some(vec![start..before.end])
    }

    /// Returns the end of a clause, which may be before a verb that attributes it: "…, a-t-il noté".
    fn main_clause_end(&self, start: usize, sentence: &Range<usize>) -> usize {
        let end = self.clause_end(start, sentence);
        let small = |at: &usize| {
            self.tokens[*at].is_any(&[Class::Auxiliary, Class::Clitic, Class::Pronoun])
                || self.tokens[*at].lower.starts_with('-')
        };
        let attributed = |&comma: &usize| {
            let next = (comma + 1..end).find(|at| !small(at));
            self.tokens[comma].mark(",") && next.is_some_and(|at| self.tokens[at].is(Class::Cue))
        };
        (start..end).find(attributed).unwrap_or(end)
    }

    /// Returns the end of the complements of a noun phrase: the next mark, or the finite verb of the main clause.
    fn with_complements(&self, range: &Range<usize>, sentence: &Range<usize>) -> usize {
        let comma = range.clone().find(|&at| self.tokens[at].mark(",")).unwrap_or(range.end);
        let mut relative = false;
        (comma..sentence.end)
            .find(|&at| {
                let token = &self.tokens[at];
                relative |= token.is_any(&[Class::Relative, Class::That]);
                let verb = token.is_any(&[Class::Auxiliary, Class::Verbal, Class::Cue]) && !token.noun();
                // If nouns have capitals, a lower-case word after one is not its adjective: "den Täter bekannt".
                let predicate = self.pack.verb_second && self.tokens[at - 1].capital && token.open() && !token.capital;
                let verb = verb || predicate;
                !token.word || token.quote != self.tokens[range.start].quote || verb && !relative
            })
            .unwrap_or(sentence.end)
    }

    /// Returns what follows a cue that ends at token `from`: a clause, an infinitive or a noun phrase.
    pub(super) fn complement(&self, from: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
        // The cue itself ends with "que" or "ob".
        let last = &self.tokens[from - 1];
        if last.is(Class::That) || last.is(Class::Whether) {
            let end = self.main_clause_end(from, sentence);
            return (from < end).then_some(from..end);
        }
        let mut start = from;
        // In "Unklar blieb am Montag, ob …" adverbials are skipped, because a clause follows.
        let comma = (from..sentence.end.min(from + 7)).find(|&at| self.tokens[at].mark(","));
        if let Some(comma) = comma
            && self.get(comma + 1, sentence).is_some_and(|next| next.is(Class::Whether) || next.is(Class::That))
        {
            start = comma;
        }
        while self.get(start, sentence)?.mark(",") || self.tokens[start].mark(":") {
            start += 1;
        }
        // After a comma only a complementiser starts a complement; otherwise the phrase before the cue is its subject
        // matter.
        let opens = |token: &Token| token.is(Class::That) || token.is(Class::Whether) || token.is(Class::Infinitive);
        let comma = start > from && self.tokens[from].mark(",");
        if comma && !self.pack.verb_second && self.get(start, sentence).is_none_or(|token| !opens(token)) {
            return None;
        }
        let first = &self.tokens[start];
        if first.is(Class::That) || first.is(Class::Whether) {
            let whole = start..self.main_clause_end(start, sentence);
            return Some(self.without_complementiser(&whole));
        }
        if start > from {
            return Some(start..self.clause_end(start, sentence));
        }
        // In "detenido por la policía" the phrase says who did it.
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
        // The prepositional phrases after it belong to it.
        let mut end = phrase.clone().find(|&at| self.tokens[at].mark(",")).unwrap_or(phrase.end);
        while self.get(end, sentence).is_some_and(|token| token.is(Class::Preposition) || token.is(Class::Linking)) {
            let Some(next) = self.phrase_after(end + 1, sentence) else { break };
            end = next.range.clone().find(|&at| self.tokens[at].mark(",")).unwrap_or(next.range.end);
        }
        Some(phrase.start..end)
    }

    pub(super) fn first_comma(&self, start: usize, sentence: &Range<usize>) -> usize {
        (start..sentence.end)
            .find(|&at| self.tokens[at].mark(","))
            .unwrap_or_else(|| self.without_stop(sentence.end, start))
    }

    /// Returns the clause or sentence to which "this" in a cue refers.
    pub(super) fn previous(&self, hit: &Hit, sentence: &Range<usize>) -> Option<Range<usize>> {
        // In "Er habe es gesehen; das ist falsch" it is a clause of the same sentence.
        let clause = self.clause_of(hit.start, sentence);
        let end = clause.start.saturating_sub(1);
        if end > sentence.start + LEAST_CLAUSE {
            return Some(self.behind_last_colon(sentence.start, end)..end);
        }
        let at = sentence.start.checked_sub(1)?;
        let before = self.sentence(at);
        let near = self.tokens[at].paragraph + 1 >= self.tokens[hit.start].paragraph;
        near.then(|| before.start..self.without_stop(before.end, before.start))
    }

    /// Returns who is accused: the subject before the cue, or after its auxiliary.
    pub(super) fn accused(&self, hit: &Hit, sentence: &Range<usize>) -> Option<Range<usize>> {
        let mut end = hit.start;
        while end > sentence.start
            && (self.tokens[end - 1].skippable()
                || self.tokens[end - 1].is(Class::Auxiliary)
                || self.tokens[end - 1].is(Class::Clitic))
        {
            end -= 1;
        }
        let before = self.phrase_before(end, sentence).filter(|phrase| !phrase.prepositional);
        // In "Wegen Diebstahls wurde Rosa Kontmann angeklagt" the subject follows the auxiliary.
        let behind = || {
            let aux = (hit.start..hit.end).find(|&at| self.tokens[at].is(Class::Auxiliary))?;
            self.phrase_after(aux + 1, sentence)
        };
        before.or_else(behind).map(|phrase| phrase.range)
    }

    /// Returns the head of a phrase: its first noun.
    pub(super) fn head_of(&self, range: &Range<usize>) -> Option<usize> {
        range.clone().find(|&at| self.tokens[at].open() && (!self.pack.verb_second || self.tokens[at].capital))
    }
}
