//! Finds whose statement a clause is (the article's own or that of a source), and compares two clauses in this respect.

use super::units::{Prepared, Unit};
use super::vocabulary::NOTHING;
use super::{speakers, titles};
use crate::lexicon::Class;
use crate::model::{Act, Attribution, Kind, SourceType, Status};
use crate::span::Span;
use crate::syntax::View;

use super::links::Manner;

/// Whether the clause is quoted directly.
pub fn quotation(of: &Prepared<'_>, unit: &Unit) -> bool {
    voice(of, unit).is_some_and(|voice| voice.kind == Kind::Direct)
}

/// Returns the innermost attribution around the clause.
pub fn voice<'a>(of: &Prepared<'a>, unit: &Unit) -> Option<&'a Attribution> {
    unit.voice.map(|at| &of.article.analysis.attributions[at])
}

/// Returns the innermost attribution around the clause whose source is given and asserts it. `None` if the article
/// states the clause itself, or the source only thinks or denies it.
pub fn sourced<'a>(of: &Prepared<'a>, unit: &Unit) -> Option<&'a Attribution> {
    let all = &of.article.analysis.attributions;
    of.voices(unit).map(|at| &all[at]).find(|a| a.act.asserts() && (!a.source.is_empty() || !a.speaker.is_empty()))
}

/// Returns the innermost attribution around the clause, if it is a denial.
pub fn denier<'a>(of: &Prepared<'a>, unit: &Unit) -> Option<&'a Attribution> {
    voice(of, unit).filter(|a| a.act == Act::Denial)
}

/// Returns the attribution that frames a unit without being around it: the sentence of the unit names somebody who says
/// something, or continues what the sentence before it reports.
///
/// Hit: the second sentence of "The coastguard said the boat left at noon. It had been overloaded." and of "According
/// to the coastguard, … The boat sank." Miss: "The mayor said the road was shut. It reopened on Monday."
pub fn frame<'a>(of: &Prepared<'a>, unit: &Unit) -> Option<&'a Attribution> {
    around(of, unit).or_else(|| {
        let sentence = of.document.sentences.get(unit.sentence)?;
        let own = of.document.tokens_in(*sentence);
        let view = View::new(&of.document);
        let paragraph = view.paragraph(own.start);
        let before = unit.sentence.checked_sub(1)?;
        let last = of.document.tokens_in(of.document.sentences[before]);
        if last.start < paragraph.start {
            return None;
        }
        let first = of.document.tokens[paragraph.start].sentence;
        // "According to the coastguard" frames the paragraph.
        let framed = view.class(paragraph.start, Class::According).then(|| said(of, first)).flatten();
        let backshifted = own.clone().any(|at| matches!(view.word(at), "had" | "would"));
        let colon = view.is(last.end.wrapping_sub(1), ":");
        framed.or_else(|| said(of, before).filter(|a| colon || backshifted && a.kind != Kind::Direct))
    })
}

/// Returns the attribution in the unit's sentence whose cue precedes the unit, or follows its content. In "Lee left the
/// room where he had said it", the unit is not what he said.
fn around<'a>(of: &Prepared<'a>, unit: &Unit) -> Option<&'a Attribution> {
    let start = of.document.tokens[unit.parts.first()?.start].span.start;
    let all = &of.article.analysis.attributions;
    let mut inside = of.sayings.get(unit.sentence)?.iter().map(|&at| &all[at]);
    inside.find(|one| {
        let cue = one.cue.first().or(one.source.first()).map_or(0, |span| span.start);
        let content = one.content.first().map_or(0, |span| span.start);
        one.act.asserts() && !one.source.is_empty() && (cue < start || content < cue)
    })
}

/// Returns the first attribution in a sentence whose source is given and asserts something.
fn said<'a>(of: &Prepared<'a>, sentence: usize) -> Option<&'a Attribution> {
    let all = &of.article.analysis.attributions;
    let inside = of.sayings.get(sentence)?.iter().map(|&at| &all[at]);
    inside.into_iter().find(|one| one.act.asserts() && !one.source.is_empty())
}

/// Returns the name of a source or, if it has none, its words; empty if they name nobody.
pub fn speaker(of: &Prepared<'_>, attribution: &Attribution) -> String {
    speakers::name(of, attribution)
}

/// Returns the stems of a source's words and of its antecedent.
fn source_stems(of: &Prepared<'_>, attribution: &Attribution) -> Vec<u32> {
    let spans = attribution.source.iter().chain(&attribution.antecedent);
    let tokens = spans.flat_map(|span| of.document.tokens_in(*span));
    tokens.map(|at| of.words[at].1).filter(|&stem| stem != NOTHING).collect()
}

/// Whether the two sources may be the same: they share a word, their names end in the same word, or one of them is not
/// given.
pub fn same_source(a: &Prepared<'_>, x: &Attribution, b: &Prepared<'_>, y: &Attribution) -> bool {
    let last = |of: &Prepared<'_>, one: &Attribution| -> Option<String> {
        speaker(of, one).split_whitespace().last().map(str::to_lowercase)
    };
    let (one, two) = (source_stems(a, x), source_stems(b, y));
    one.is_empty() || two.is_empty() || one.iter().any(|stem| two.contains(stem)) || last(a, x) == last(b, y)
}

/// Whether both clauses have a source, and it may be the same.
pub fn same_speaker(a: &Prepared<'_>, x: &Unit, b: &Prepared<'_>, y: &Unit) -> bool {
    match (sourced(a, x), sourced(b, y)) {
        (Some(one), Some(other)) => same_source(a, one, b, other),
        _ => false,
    }
}

/// Whether a reader could identify the speaker: a name, an organisation, an office.
pub fn specific(attribution: &Attribution) -> bool {
    !matches!(attribution.source_type, SourceType::Anonymous | SourceType::Unknown) || !attribution.speaker.is_empty()
}

/// Returns how the article presents the clause.
pub fn manner(of: &Prepared<'_>, unit: &Unit) -> Manner {
    match of.status(unit) {
        // A source that denies something does not say it, even if no claim is marked.
        None if denier(of, unit).is_some() => Manner::Denied,
        Some(Status::Refuted | Status::Denied | Status::Disputed) => Manner::Denied,
        Some(Status::Unconfirmed | Status::Alleged | Status::Speculative) => Manner::Alleged,
        Some(Status::Corroborated) | None if unit.voice.is_some() || of.hearsay(unit) || frame(of, unit).is_some() => {
            Manner::Attributed
        }
        Some(Status::Corroborated) | None => Manner::Stated,
    }
}

/// Returns the words of each clause that the other one contains as well.
pub fn shared_words(a: &Prepared<'_>, x: &Unit, b: &Prepared<'_>, y: &Unit) -> (Vec<Span>, Vec<Span>) {
    let of = |one: &Prepared<'_>, unit: &Unit, other: &Unit| -> Vec<Span> {
        let mut out: Vec<Span> = Vec::new();
        for at in unit.parts.iter().cloned().flatten() {
            let stem = one.words[at].1;
            if stem != NOTHING && other.stems.binary_search(&stem).is_ok() {
                out.push(one.document.tokens[at].span);
            }
        }
        out
    };
    (of(a, x, y), of(b, y, x))
}

/// Whether it makes sense to compare how each article presents the clauses: both state something about the same people
/// and places. Demands and thanks state nothing.
pub fn comparable([(a, x), (b, y)]: [(&Prepared<'_>, &Unit); 2]) -> bool {
    // The person or place that the clause names first, without titles.
    let first = |of: &Prepared<'_>, unit: &Unit| -> Vec<u32> {
        let title = |at: usize| {
            let known = of.document.known(at);
            known.head.is_some() || known.part.is_some()
        };
        let tokens = unit.parts.iter().cloned().flatten();
        let run = tokens.skip_while(|&at| !of.names[at] || title(at)).take_while(|&at| of.names[at]);
        run.map(|at| of.words[at].1).filter(|&stem| stem != NOTHING).collect()
    };
    let known = |of: &Prepared<'_>, one: &Unit, other: &Unit| {
        let names = first(of, one);
        names.is_empty() || names.iter().any(|name| other.stems.contains(name))
    };
    known(a, x, y) && known(b, y, x) && titles::states(a, x) && titles::states(b, y)
}

/// Whether the article states the unit itself, as far as the words show: there is no attribution or claim around it, no
/// frame, no cue, source or word of saying in its sentence, nobody speaks in the first person, and it is no headline.
pub fn flat(of: &Prepared<'_>, unit: &Unit) -> bool {
    let mut sentence = of.document.tokens_of_sentence(unit.sentence);
    unit.voice.is_none()
        && unit.claim.is_none()
        && frame(of, unit).is_none()
        && !of.headline(unit)
        && !sentence.any(|at| of.in_cue_or_source[at] || of.tells(at) || of.speaks(at))
}
