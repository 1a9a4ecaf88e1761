//! Articles in languages other than English: one set of rules, and a pack of words for each language.
//!
//! ```text
//! text + Pack ─ tokens ─► Text ─┬─ cues, subject, contents ─► relations ─┬─► attribution ─┬─ people ─► speakers
//!                               └─ phrasal ──────────────────────────────┘                └─ scopes ─► claims
//! ```
//!
//! The rules know word order, quotation marks and closed classes of words. The words are in `corpus/languages`, whose
//! `README.md` describes the format. English has separate rules and a network.

#![allow(clippy::single_range_in_vec_init, reason = "a content is a list of ranges, often of one")]

mod accusations;
mod attribution;
mod claims;
mod class;
mod contents;
mod cues;
mod denials;
mod first_case;
mod pack;
#[cfg(feature = "packs")]
pub mod packs;
mod patterns;
mod people;
mod phrasal;
mod phrases;
mod relations;
mod rows;
mod scopes;
mod speakers;
mod splitting;
mod subject;
mod text;
mod tokens;

use std::ops::Range;

pub use pack::{BadRow, Pack};

use crate::model::{Analysis, Attribution, Claim, Kind, Mention, Notice, Reason, Rule, SourceType};
use crate::span::Span;
use crate::text::plain::Plain;
use people::People;
use relations::Relation;
use speakers::Speaker;
use text::Text;

/// Finds the attributions and contested claims of an article in the language of `pack`. Spans count bytes of `text`.
pub fn analyze(text: &str, pack: &Pack) -> Analysis {
    let plain = Plain::new(text);
    let read = Text::new(&plain.text, pack);
    let found = attribution::find(&read);
    let contested = claims::find(&read, &found.relations);
    let people = People::new(&read);
    let speakers = speakers(&people, &found.relations);
    let mut out = Analysis { language: pack.language, ..Analysis::default() };
    if pack.experimental {
        out.notices.push(Notice::Experimental);
    }
    for (relation, speaker) in found.relations.iter().zip(&speakers) {
        out.attributions.push(attribution(&read, relation, speaker));
    }
    for claim in &contested {
        out.claims.push(finished(&read, claim, &people, &speakers, &found.relations));
    }
    for &number in &found.mentions {
        out.mentions
            .push(Mention { span: read.quotes[number].span, reason: Reason::new(Rule::QuotedWords, Vec::new()) });
    }
    out.spans_mut().into_iter().for_each(|span| *span = plain.given(*span));
    out
}

/// Returns the speaker of each relation, in order.
fn speakers(people: &People<'_>, relations: &[Relation]) -> Vec<Speaker> {
    let mut out: Vec<Speaker> = Vec::with_capacity(relations.len());
    let mut after = 0;
    let mut last = None;
    let mut outer = 0..0;
    for relation in relations {
        // A statement without a source may continue the last speaker, but not somebody whom that speaker quotes.
        let before = last.map(|number: usize| &out[number]);
        let speaker = people.speaker(relation, before, after);
        let start = relation.cue.iter().chain(&relation.content).map(|part| part.start).min().unwrap_or(0);
        if !outer.contains(&start) || relation.content[0].start <= outer.start {
            last = Some(out.len());
            outer = relation.content[0].clone();
        }
        out.push(speaker);
        let parts = relation.content.iter().chain(&relation.cue).chain(&relation.source);
        after = parts.map(|part| part.end).max().unwrap_or(after);
    }
    out
}

fn spans(text: &Text<'_>, ranges: &[Range<usize>]) -> Vec<Span> {
    // The comma after a cue is dropped at the start of a part.
    let trimmed = |range: &Range<usize>| {
        let comma = range.clone().take_while(|&at| text.tokens[at].mark(",")).count();
        text.span(&(range.start + comma..range.end))
    };
    let mut out: Vec<Span> = ranges.iter().map(trimmed).filter(|span| !span.is_empty()).collect();
    out.sort_unstable();
    out
}

fn attribution(text: &Text<'_>, relation: &Relation, speaker: &Speaker) -> Attribution {
    let content = spans(text, &relation.content);
    let cue = spans(text, &relation.cue);
    let words = relation.content.iter().flat_map(Clone::clone).filter(|&at| text.tokens[at].word);
    let (quoted, all) =
        words.fold((0, 0), |(quoted, all), at| (quoted + usize::from(text.tokens[at].quote > 0), all + 1));
    Attribution {
        source: relation.source.iter().map(|range| text.span(range)).collect(),
        kind: match quoted {
            0 => Kind::Indirect,
            quoted if quoted == all => Kind::Direct,
            _ => Kind::Mixed,
        },
        act: relation.act,
        source_type: if relation.source.is_none() && speaker.name.is_empty() {
            SourceType::Unknown
        } else {
            speaker.kind
        },
        speaker: speaker.name.clone(),
        antecedent: speaker.antecedent.as_ref().map(|range| text.span(range)),
        confidence: relation.confidence,
        reason: Reason::new(relation.rule, cue.clone()),
        content,
        cue,
    }
}

fn finished(
    text: &Text<'_>,
    claim: &claims::Contested,
    people: &People<'_>,
    speakers: &[Speaker],
    relations: &[Relation],
) -> Claim {
    use crate::model::Status;

    let speaker = claim.relation.map(|number| speakers[number].name.clone()).unwrap_or_default();
    let own_cue = claim.relation.is_some_and(|number| relations[number].cue == claim.cues);
    let against = matches!(claim.status, Status::Denied | Status::Disputed | Status::Refuted) && own_cue;
    let target = claim.target.as_ref().and_then(|target| people.resolve(target, None)).map(|target| target.name);
    let cues = spans(text, &claim.cues);
    let mut challengers = if against && !speaker.is_empty() { vec![speaker.clone()] } else { Vec::new() };
    for name in claim.denied_by.iter().map(|&number| &speakers[number].name).filter(|name| !name.is_empty()) {
        if !challengers.contains(name) {
            challengers.push(name.clone());
        }
    }
    let reason = Reason::new(claim.rule, cues.clone());
    Claim {
        claimant: if against { String::new() } else { speaker },
        challengers,
        target: target.unwrap_or_default(),
        confidence: claim.confidence,
        ..Claim::new(spans(text, &claim.content), claim.status, cues, reason)
    }
}
