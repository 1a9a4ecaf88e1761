//! Finds what is contested: the claims of attributions with a status, and those of the pack's claim cues.

use std::ops::Range;

use super::patterns::Hit;
use super::relations::Relation;
use super::rows::Kind;
use super::text::Text;
use crate::hash::HashMap;
use crate::model::{Rule, Status};

/// A contested claim. Its ranges count tokens.
#[derive(Debug)]
pub struct Contested {
    /// What is claimed.
    pub content: Vec<Range<usize>>,
    /// How the article presents it.
    pub status: Status,
    /// The words that show it.
    pub cues: Vec<Range<usize>>,
    /// The index of the attribution that makes it, if any.
    pub relation: Option<usize>,
    /// The indices of the attributions that deny it elsewhere.
    pub denied_by: Vec<usize>,
    /// Who is accused, if anybody.
    pub target: Option<Range<usize>>,
    /// The rule that found it.
    pub rule: Rule,
    /// The probability that content and status are right.
    pub confidence: f32,
}

/// The maximum number of claims before a denial that it may deny.
const FEW: usize = 4;

/// Finds all claims of `text`. They are ordered by content.
pub fn find(text: &Text<'_>, relations: &[Relation]) -> Vec<Contested> {
    let mut claims = Claims::new(text, relations);
    for number in 0..relations.len() {
        claims.of_relation(number);
    }
    for hit in longest(text) {
        match text.answered(hit, relations, &claims.around) {
            Some(denied) => claims.answer(hit, denied),
            None => claims.of_cue(hit),
        }
    }
    let Claims { mut all, denials, .. } = claims;
    all.sort_by_key(|claim| (claim.content[0].start, claim.content[0].end));
    deny_before(text, relations, &denials, &mut all);
    all
}

/// The claims found so far.
struct Claims<'t> {
    text: &'t Text<'t>,
    relations: &'t [Relation],
    all: Vec<Contested>,
    /// The indices of the relations that deny an accusation made elsewhere.
    denials: Vec<usize>,
    /// Whether each token is part of a cue.
    cues: Vec<bool>,
    /// The index of each claim, by the first part of its content.
    contents: HashMap<Range<usize>, usize>,
    /// For each token, the index of the innermost relation whose content contains it.
    around: Vec<Option<usize>>,
    /// For each token, the index of the relation whose cue contains it.
    by_cue: Vec<Option<usize>>,
}

impl<'t> Claims<'t> {
    fn new(text: &'t Text<'t>, relations: &'t [Relation]) -> Self {
        let mut around = vec![None; text.tokens.len()];
        let mut by_cue = around.clone();
        for (number, relation) in relations.iter().enumerate() {
            relation.content.iter().flat_map(Clone::clone).for_each(|at| around[at] = Some(number));
            relation.cue.iter().flat_map(Clone::clone).for_each(|at| by_cue[at] = Some(number));
        }
        let cues = vec![false; text.tokens.len()];
        Self {
            text,
            relations,
            all: Vec::new(),
            denials: Vec::new(),
            cues,
            contents: HashMap::default(),
            around,
            by_cue,
        }
    }

    fn add(&mut self, claim: Contested) {
        claim.cues.iter().flat_map(Clone::clone).for_each(|at| self.cues[at] = true);
        self.contents.insert(claim.content[0].clone(), self.all.len());
        self.all.push(claim);
    }

    /// Returns the content of a relation without complementisers.
    fn content_of(&self, number: usize) -> Vec<Range<usize>> {
        self.relations[number].content.iter().map(|part| self.text.without_complementiser(part)).collect()
    }

    /// Adds the content of a relation as a claim, if the relation has a status.
    fn of_relation(&mut self, number: usize) {
        let relation = &self.relations[number];
        let Some(status) = relation.status.filter(|_| !relation.cue.is_empty()) else { return };
        if status == Status::Denied && self.text.is_accusation(&relation.content) {
            self.denials.push(number);
            return;
        }
        let mut content = self.content_of(number);
        if status == Status::Denied
            && let Some(accused) = self.text.accused_of(&relation.content)
        {
            content = vec![accused];
        }
        if content.iter().all(Range::is_empty) || !self.text.can_be_claimed(relation) {
            return;
        }
        self.add(Contested {
            content,
            status,
            cues: relation.cue.clone(),
            relation: Some(number),
            denied_by: Vec::new(),
            target: relation.target.clone(),
            rule: rule_of(status, true),
            confidence: relation.confidence,
        });
    }

    /// Marks what relation `denied` says as denied, because the words of `hit` call it untrue.
    fn answer(&mut self, hit: &Hit, denied: usize) {
        let (content, cue) = (self.content_of(denied), hit.start..hit.end);
        if let Some(&own) = self.contents.get(&content[0]) {
            return deny(&mut self.all[own], vec![cue], self.around[hit.start]);
        }
        self.add(Contested {
            content,
            status: Status::Denied,
            cues: vec![cue],
            relation: Some(denied),
            denied_by: self.around[hit.start].into_iter().collect(),
            target: None,
            rule: Rule::DeniedCalledFalse,
            confidence: 0.6,
        });
    }

    /// Returns the index of the last accusation within `range`, among the last claims.
    fn accusation_in(&self, range: &Range<usize>) -> Option<usize> {
        let inside = |claim: &Contested| {
            claim.status == Status::Alleged
                && range.start <= claim.content[0].start
                && claim.content[0].end <= range.end
        };
        let near = self.all.len().saturating_sub(FEW * 2);
        (near..self.all.len()).rev().find(|&own| inside(&self.all[own]))
    }

    /// Adds the claim of the claim cue `hit`.
    fn of_cue(&mut self, hit: &Hit) {
        // The claim of a verb already has this cue.
        if (hit.start..hit.end).all(|at| self.cues[at]) {
            return;
        }
        let Some(mut claim) = self.text.claim(hit) else { return };
        // "… C'est faux." is a verdict if the writer says it, and not somebody who is quoted.
        if claim.status == Status::Denied
            && self.text.is_verdict(hit)
            && self.around[hit.start].is_none()
            && !self.text.speaks(hit)
        {
            (claim.status, claim.rule) = (Status::Refuted, Rule::Refuted);
        }
        let by = (hit.start..hit.end).find_map(|at| self.by_cue[at]);
        if self.text.is_verdict(hit)
            && let Some(own) = self.accusation_in(&claim.content[0])
        {
            // "Er bekennt sich nicht schuldig" denies what the sentence before accuses him of.
            return deny(&mut self.all[own], claim.cues, by);
        }
        if let Some(&own) = self.contents.get(&claim.content[0]) {
            // If a claim has two cues, the graver status counts.
            let own = &mut self.all[own];
            own.cues.extend(claim.cues.into_iter().filter(|cue| !cue.clone().any(|at| self.cues[at])));
            own.cues.sort_by_key(|cue| cue.start);
            own.status = graver(own.status, claim.status);
        } else if !claim.cues.iter().flat_map(Clone::clone).any(|at| self.cues[at]) {
            // In "nannte das Video eine Fälschung" the speaker is the one who denies it.
            let against = matches!(claim.status, Status::Denied | Status::Refuted | Status::Disputed);
            let denied_by = by.filter(|_| against).into_iter().collect();
            self.add(Contested { relation: self.around[hit.start].or(by.filter(|_| !against)), denied_by, ..claim });
        }
    }
}

/// Marks a claim as denied by the relation `by`, if given. `cues` are the words that deny it.
fn deny(claim: &mut Contested, cues: Vec<Range<usize>>, by: Option<usize>) {
    claim.status = graver(claim.status, Status::Denied);
    claim.cues.extend(cues);
    claim.cues.sort_by_key(|cue| cue.start);
    claim.denied_by.extend(by);
    claim.rule = Rule::DeniedElsewhere;
}

/// Marks accusations as denied that "X weist die Vorwürfe zurück" denies: those before it, in its paragraph or up to
/// two paragraphs before.
fn deny_before(text: &Text<'_>, relations: &[Relation], denials: &[usize], claims: &mut [Contested]) {
    for &number in denials {
        let denial = &relations[number];
        let start = denial.cue[0].start;
        let paragraph = text.tokens[start].paragraph;
        let upto = claims.partition_point(|claim| claim.content[0].start < start);
        let near = |claim: &&mut Contested| text.tokens[claim.content[0].start].paragraph + 2 >= paragraph;
        let alleged = |claim: &&mut Contested| claim.status == Status::Alleged && claim.relation != Some(number);
        // The nearest accusation and others of its sentence are denied, but never one of somebody else.
        let mut sentence = None;
        for claim in claims[..upto].iter_mut().rev().take(FEW).take_while(near).filter(alleged) {
            let own = text.tokens[claim.content[0].start].sentence;
            let near = claim.target.is_some() || own + 2 >= text.tokens[start].sentence;
            if *sentence.get_or_insert(own) == own && near && text.concerns(denial, claim) {
                deny(claim, denial.cue.clone(), Some(number));
            }
        }
    }
}

/// Returns that of two statuses which counts if both apply.
fn graver(one: Status, other: Status) -> Status {
    let place = |status| Status::ALL.iter().position(|own| *own == status);
    if place(other) < place(one) { other } else { one }
}

/// Returns the hits of claim cues, without those inside a longer one.
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

/// Returns the rule that explains a status. `verb` says whether an attribution with this status makes the claim.
pub fn rule_of(status: Status, verb: bool) -> Rule {
    match (status, verb) {
        (Status::Refuted, _) => Rule::Refuted,
        (Status::Denied, _) => Rule::DeniedVerb,
        (Status::Disputed, _) => Rule::DisputedCue,
        (Status::Unconfirmed, _) => Rule::Unconfirmed,
        (Status::Alleged, true) => Rule::AllegedVerb,
        (Status::Alleged, false) => Rule::AllegedDistance,
        (Status::Speculative, _) => Rule::Speculative,
        (Status::Corroborated, _) => Rule::Corroborated,
    }
}
