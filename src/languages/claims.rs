//! What is contested: claims of attributions with a status, and those of the pack's claim cues.

use std::ops::Range;

use super::patterns::Hit;
use super::relations::Relation;
use super::rows::Kind;
use super::text::Text;
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
    /// The attributions that deny it elsewhere.
    pub denied_by: Vec<usize>,
    /// Who is accused.
    pub target: Option<Range<usize>>,
    /// The rule's id.
    pub rule: &'static str,
    /// The probability that content and status are right.
    pub confidence: f32,
}

/// How many claims before a denial it may deny.
const FEW: usize = 4;

/// All claims of `text`, ordered by content.
pub fn find(text: &Text<'_>, relations: &[Relation]) -> Vec<Contested> {
    let mut out: Vec<Contested> = Vec::new();
    let mut denials = Vec::new();
    for (number, relation) in relations.iter().enumerate() {
        let Some(status) = relation.status.filter(|_| !relation.cue.is_empty()) else { continue };
        if status == Status::Denied && text.is_accusation(&relation.content) {
            denials.push(number);
            continue;
        }
        let content: Vec<Range<usize>> =
            relation.content.iter().map(|part| text.without_complementiser(part)).collect();
        if content.iter().all(Range::is_empty) || !text.can_be_claimed(relation) {
            continue;
        }
        out.push(Contested {
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
        if let Some(denied) = text.answered(hit, relations, &around) {
            let content: Vec<Range<usize>> =
                relations[denied].content.iter().map(|part| text.without_complementiser(part)).collect();
            let cue = hit.start..hit.end;
            match contents.get(&content[0]) {
                Some(&own) => deny(&mut out[own], vec![cue], around[hit.start]),
                None => {
                    contents.insert(content[0].clone(), out.len());
                    let (status, rule) = (Status::Denied, "denied-called-false");
                    let denied_by = around[hit.start].into_iter().collect();
                    out.push(Contested {
                        content,
                        status,
                        cues: vec![cue],
                        relation: Some(denied),
                        denied_by,
                        target: None,
                        rule,
                        confidence: 0.6,
                    });
                }
            }
            continue;
        }
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
    deny_before(text, relations, &denials, &mut out);
    out.sort_by_key(|claim| (claim.content[0].start, claim.content[0].end));
    out
}

/// Marks a claim as denied by the relation `by`, with the words that say so.
fn deny(claim: &mut Contested, cues: Vec<Range<usize>>, by: Option<usize>) {
    claim.status = graver(claim.status, Status::Denied);
    claim.cues.extend(cues);
    claim.cues.sort_by_key(|cue| cue.start);
    claim.denied_by.extend(by);
    claim.rule = "denied-elsewhere";
}

/// "X weist die Vorwürfe zurück": the accusations before it, in this paragraph or up to two before, are denied.
fn deny_before(text: &Text<'_>, relations: &[Relation], denials: &[usize], claims: &mut [Contested]) {
    for &number in denials {
        let denial = &relations[number];
        let start = denial.cue[0].start;
        let paragraph = text.tokens[start].paragraph;
        let upto = claims.partition_point(|claim| claim.content[0].start < start);
        let near = |claim: &&mut Contested| text.tokens[claim.content[0].start].paragraph + 2 >= paragraph;
        for claim in claims[..upto].iter_mut().rev().take(FEW).take_while(near) {
            if claim.status == Status::Alleged && claim.relation != Some(number) {
                deny(claim, denial.cue.clone(), Some(number));
            }
        }
    }
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
pub fn rule_of(status: Status, verb: bool) -> &'static str {
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
