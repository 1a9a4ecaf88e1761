//! Nouns that attribute: "the claim that …", "fears that …", "allegations of …", "fraud charges".

use std::ops::Range;

use super::Relation;
use super::according::with_marks;
use super::cues::Group;
use crate::lexicon::verbs::{Form, Grammar};
use crate::lexicon::{ClaimWord, Class};
use crate::model::Rule;
use crate::span::Span;
use crate::syntax::{View, adjuncts, nouns, verbs};

/// Finds all relations whose cue is a noun that is followed by "that" or "of", or directly by its clause if another cue
/// precedes it. Also finds accusing nouns.
pub fn find(view: View<'_>, groups: &[Group]) -> Vec<Relation> {
    (0..view.document.tokens.len())
        .filter(|&at| view.known(at).is_noun() && view.quote_around(at).is_none())
        .filter(|&at| !in_group(groups, at) && (!view.capital(at) || opens_sentence(view, at)))
        .filter_map(|at| accusing(view, at).or_else(|| relation(view, groups, at)))
        .collect()
}

/// Whether the noun opens the sentence as its subject: "Claims that it leaked were false".
fn opens_sentence(view: View<'_>, at: usize) -> bool {
    let sentence = view.sentence(at);
    at == sentence.start && nouns::verb_behind(view, at, sentence.end).is_some()
}

/// Finds accusing nouns: "charges of theft", "on suspicion of theft", "theft charges". Miss: "in charge of the port",
/// "bank charges".
fn accusing(view: View<'_>, at: usize) -> Option<Relation> {
    let accuses = view.known(at).nouns().any(|(noun, _)| noun.takes(Grammar::Accuse));
    let office = view.is(at, "charge") && !view.class(at.wrapping_sub(1), Class::Determiner);
    let before = at.wrapping_sub(1);
    // After a verb of accusing, "on charges of" is part of its cue.
    let cued = view.verbs(at.wrapping_sub(2)).any(|(cue, _)| cue.takes(Grammar::Accuse) || cue.takes(Grammar::Accused));
    if !accuses || office || cued {
        return None;
    }
    let sentence = view.sentence(at);
    if view.class(at + 1, Class::Of) && !view.number(at + 2) {
        let end = (at + 2..sentence.end).find(|&i| ends_accusation(view, i)).unwrap_or(sentence.end);
        let start = if view.class(before, Class::On) || view.is(before, "under") { before } else { at };
        let source = nouns::possessor(view, start).map(|range| view.document.cover(range));
        return accusation(view, source, start..at + 2, at + 2..end);
    }
    let offence = |at: usize| view.known(at).is_claim_word(ClaimWord::Offence);
    if at == sentence.start || !offence(before) {
        return None;
    }
    let mut start = before;
    while start > sentence.start + 1 && view.class(start - 1, Class::And) && offence(start - 2) {
        start -= 2;
    }
    accusation(view, None, at..at + 1, start..at)
}

fn accusation(view: View<'_>, source: Option<Span>, cue: Range<usize>, content: Range<usize>) -> Option<Relation> {
    let content = view.trimmed(content).map(|span| with_marks(view, span))?;
    let source = source.into_iter().collect();
    let cue = vec![view.document.cover(cue)];
    Some(Relation { source, cue, content: vec![content], rule: Rule::AccusingNoun, confidence: 0.0 })
}

/// Whether the accusation ends at the token. A comma between the items of a list does not end it.
fn ends_accusation(view: View<'_>, at: usize) -> bool {
    let next = at + 1;
    matches!(view.word(at), ";" | "–" | "—")
        || view.is(at, ",")
            && (ends_clause(view, at) && !(view.class(next, Class::And) && view.sentence(at).end <= at + 5)
                || view.verbs(next).any(|(_, form)| form == Form::Past)
                || view.auxiliary(next)
                || view.class(next, Class::Relative)
                || view.class(next, Class::Pronoun)
                || view.capital(next))
        || verbs::is_auxiliary(view, at) && !view.class(at, Class::No)
        || view.class(at, Class::Relative) && !view.class(at, Class::Complementiser)
        || view.class(at, Class::Subordinator) && !view.class(at, Class::Complementiser)
        || view.class(at, Class::Time) && view.class(at.wrapping_sub(1), Class::NearTime)
        || view.any(at, &[Class::After, Class::Before, Class::Against])
}

fn in_group(groups: &[Group], at: usize) -> bool {
    let upto = groups.partition_point(|group| group.tokens.start <= at);
    upto > 0 && groups[upto - 1].tokens.end > at
}

fn relation(view: View<'_>, groups: &[Group], at: usize) -> Option<Relation> {
    let sentence = view.sentence(at);
    let that = view.class(at + 1, Class::Complementiser) && !view.auxiliary(at + 2);
    let bare = in_group(groups, at.wrapping_sub(1))
        && (view.class(at + 1, Class::Pronoun) || view.class(at + 1, Class::Determiner));
    let of = view.class(at + 1, Class::Of)
        && view.known(at).nouns().any(|(noun, form)| form == Form::Third && noun.takes(Grammar::Of));
    if !that && !bare && !of || that && is_place(view, groups, at) {
        return None;
    }
    let end = (at + 2..sentence.end)
        .find(|&i| view.is(i, ";") || view.is(i, ",") && ends_clause(view, i))
        .unwrap_or(sentence.end);
    // In "Claims that the dam leaked were rejected" the content ends before the verb of its sentence.
    let end = if that { nouns::verb_behind(view, at, end).unwrap_or(end) } else { end };
    let content = view.trimmed(at + 1 + usize::from(of)..end).map(|span| with_marks(view, span))?;
    let mut start = at;
    while start > sentence.start && is_adjective(view, start - 1) {
        start -= 1;
    }
    let source = nouns::possessor(view, start).map(|range| view.document.cover(range));
    let cue = vec![view.document.cover(start..at + 1 + usize::from(of))];
    Some(Relation {
        source: source.into_iter().collect(),
        cue,
        content: vec![content],
        rule: Rule::CueNoun,
        confidence: 0.0,
    })
}

/// Whether the noun is the place of a statement, so that the verb attributes: "confirmed in a statement that". Miss:
/// "a report that", "based on a report that".
fn is_place(view: View<'_>, groups: &[Group], at: usize) -> bool {
    let sentence = view.sentence(at);
    let upto = groups.partition_point(|group| group.tokens.end <= at);
    let Some(group) = groups[..upto].last().filter(|group| group.head >= sentence.start) else { return false };
    let governs = [Grammar::That, Grammar::ThatOnly, Grammar::Quote].iter().any(|&grammar| group.cue.takes(grammar));
    let hearer = group.cue.takes(Grammar::Addressee);
    let from = group.tokens.end;
    let first = (from..at).find(|&i| hearer && view.class(i, Class::Preposition) && !view.class(i, Class::Of));
    governs && from < at && adjuncts::is_adjunct(view, first.unwrap_or(from)..at + 1)
}

fn ends_clause(view: View<'_>, comma: usize) -> bool {
    view.class(comma + 1, Class::Adversative)
        || view.any(comma + 1, &[Class::And, Class::Which, Class::According])
        || view.word(comma + 1).ends_with("ing")
}

fn is_adjective(view: View<'_>, at: usize) -> bool {
    view.class(at, Class::Article) || view.word(at).ends_with("ed") && !view.known(at).is_verb()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Document;

    #[test]
    fn finds_clauses_with_that() {
        let text = "The mayor rejected the claim that the road was closed.";
        let document = Document::new(text);
        let view = View::new(&document);
        let found = find(view, &super::super::cues::find(view));
        assert_eq!(found[0].content[0].of(text), "that the road was closed");
    }
}
