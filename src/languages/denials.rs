//! Finds what a denial denies: the words of its own content, an accusation made elsewhere, or what was said before.

use std::ops::Range;

use super::claims::Contested;
use super::class::Class;
use super::patterns::Hit;
use super::relations::Relation;
use super::rows::{Kind, Scope};
use super::text::Text;
use crate::model::{Act, Rule, Status};

impl Text<'_> {
    /// Whether a claim cue outside quotations judges the sentence before it: "Das ist falsch."
    pub(super) fn is_verdict(&self, hit: &Hit) -> bool {
        matches!(self.row(hit).kind, Kind::Claim(Scope::Previous)) && self.tokens[hit.start].quote == 0
    }

    /// Whether somebody is the subject of a claim cue: "Er bekennt sich nicht schuldig".
    pub(super) fn speaks(&self, hit: &Hit) -> bool {
        let sentence = self.sentence(hit.start);
        let phrase = self.phrase_before(hit.start, &sentence).filter(|phrase| !phrase.prepositional);
        phrase.is_some_and(|phrase| self.may_speak(&phrase, true))
    }

    /// Whether a denial may be about a claim: the one who is accused denies it, or somebody who may belong to them
    /// ("his lawyer"), or nobody in particular is accused.
    pub(super) fn concerns(&self, denial: &Relation, claim: &Contested) -> bool {
        let (Some(source), Some(target)) = (&denial.source, &claim.target) else { return true };
        let pronoun = |at: usize| self.tokens[at].is(Class::Pronoun) || self.tokens[at].is(Class::Possessive);
        let open = |range: &Range<usize>| range.clone().filter(|&at| self.tokens[at].open()).collect::<Vec<_>>();
        let accused: Vec<String> = open(target).into_iter().map(|at| self.stem(&self.tokens[at])).collect();
        let same = open(source).into_iter().any(|at| accused.contains(&self.stem(&self.tokens[at])));
        same || accused.is_empty() || source.clone().any(pronoun)
    }

    /// Whether a content is only a word for an accusation: "die Vorwürfe".
    pub(super) fn is_accusation(&self, content: &[Range<usize>]) -> bool {
        let [own] = content else { return false };
        if self.tokens[own.start].is(Class::That) || self.tokens[own.start].is(Class::Whether) {
            return false;
        }
        let Some(head) = self.head_of(own) else { return true };
        let noun = self.hits_in(&(head..head + 1)).any(|hit| matches!(self.row(hit).kind, Kind::Noun));
        let rest = (head + 1..own.end).filter(|&at| self.tokens[at].open()).count();
        (noun || self.tokens[head].is(Class::Document) || self.tokens[head].is(Class::Claimable)) && rest == 0
    }

    /// Returns what an accusation that somebody denies is about: "les accusations de **fraude**".
    pub(super) fn accused_of(&self, content: &[Range<usize>]) -> Option<Range<usize>> {
        let [own] = content else { return None };
        let head = self.head_of(own)?;
        let noun = self.hits_in(&(head..head + 1)).any(|hit| matches!(self.row(hit).kind, Kind::Noun));
        if !noun || head + 1 >= own.end || !self.linking(head + 1) {
            return None;
        }
        let start = head + 2 + usize::from(self.get(head + 2, own).is_some_and(|token| token.is(Class::That)));
        let first = (start..own.end).find(|&at| self.tokens[at].open())?;
        let somebody = self.tokens[first].noun() && !self.tokens[first].is_any(&[Class::Adjective, Class::Document]);
        (!somebody && !self.tokens[first].is(Class::Place)).then_some(start..own.end)
    }

    /// Whether the content of an attribution with a status can be a claim.
    pub(super) fn can_be_claimed(&self, relation: &Relation) -> bool {
        let Some(first) = relation.content.first() else { return false };
        let quoted = relation.content.iter().flat_map(Clone::clone).all(|at| self.tokens[at].quote > 0);
        let against = matches!(relation.status, Some(Status::Denied | Status::Refuted | Status::Disputed));
        // The quotation of somebody who denies says the opposite of what is denied.
        if against && quoted {
            return false;
        }
        let clause = first.clone().any(|at| {
            let token = &self.tokens[at];
            token.is(Class::That)
                || token.is(Class::Whether)
                || token.is(Class::Infinitive)
                || token.is(Class::Verbal)
                || token.is(Class::Auxiliary)
                || token.is(Class::Report)
        });
        if clause || relation.rule != Rule::SourceSaidClause {
            return true;
        }
        // The content is a noun phrase.
        let head = self.head_of(first);
        !self.pack.names_claimable || head.is_some_and(|at| self.tokens[at].is(Class::Claimable))
    }

    /// Returns the index of the relation before, if the claim cue `hit` opens a quotation that denies it: "„Das ist
    /// eine Lüge“, sagte X".
    pub(super) fn answered(&self, hit: &Hit, relations: &[Relation], around: &[Option<usize>]) -> Option<usize> {
        let own = around[hit.start]?;
        let denies =
            matches!(self.row(hit).kind, Kind::Claim(Scope::Previous)) && self.row(hit).status == Some(Status::Denied);
        let opens = relations[own].content[0].start + 3 >= hit.start && self.tokens[hit.start].quote > 0;
        let before = own.checked_sub(1)?;
        let last = relations[before].content[relations[before].content.len() - 1].end - 1;
        if relations[before].act == Act::Denial {
            return None;
        }
        let near = self.tokens[last].sentence + 2 >= self.tokens[hit.start].sentence;
        (denies && opens && near).then_some(before)
    }
}
