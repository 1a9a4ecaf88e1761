//! Finds who says what: joins the relations of all rules, without repeats, and decides about the remaining quotations.

use std::ops::Range;

use super::class::Class;
use super::patterns::Hit;
use super::relations::Relation;
use super::rows::Kind;
use super::text::Text;
use crate::hash::HashSet;
use crate::model::Rule;

/// The minimum number of quoted words that are a statement. Fewer are a name or a term, unless they are a sentence.
const STATEMENT: usize = 4;

/// What the rules find in a text.
pub struct AttributionFindings {
    /// Attributions, ordered by content.
    pub relations: Vec<Relation>,
    /// The indices of the quotations that nobody says, such as names and terms.
    pub mentions: Vec<usize>,
}

/// The relations found so far, and which tokens they use.
struct Collected {
    relations: Vec<Relation>,
    cues: Vec<bool>,
    contents: Vec<bool>,
    sources: Vec<bool>,
    known: HashSet<(usize, usize)>,
}

impl Collected {
    fn new(tokens: usize) -> Self {
        let none = || vec![false; tokens];
        Self { relations: Vec::new(), cues: none(), contents: none(), sources: none(), known: HashSet::default() }
    }

    /// Adds `relation` unless another one already uses a token of its cue or has exactly its content.
    fn add(&mut self, relation: Option<Relation>) {
        let Some(relation) = relation.filter(|relation| !relation.content.is_empty()) else { return };
        let cue = relation.cue.iter().flat_map(Clone::clone).any(|at| self.cues[at]);
        let key = |part: &Range<usize>| (part.start, part.end);
        if cue || self.known.contains(&key(&relation.content[0])) {
            return;
        }
        self.known.insert(key(&relation.content[0]));
        self.mark(&relation);
        self.relations.push(relation);
    }

    /// Returns the source of the last relation, if its cue is in `sentence`.
    fn last_source(&self, sentence: Range<usize>) -> Option<Range<usize>> {
        let last = self.relations.last().filter(|last| last.cue.iter().any(|part| sentence.contains(&part.start)))?;
        last.source.clone()
    }

    fn mark(&mut self, relation: &Relation) {
        relation.cue.iter().flat_map(Clone::clone).for_each(|at| self.cues[at] = true);
        relation.content.iter().flat_map(Clone::clone).for_each(|at| self.contents[at] = true);
        relation.source.iter().flat_map(Clone::clone).for_each(|at| self.sources[at] = true);
    }

    /// Whether a relation uses tokens of `range` as its content or source.
    fn uses(&self, range: &Range<usize>) -> bool {
        range.clone().any(|at| self.contents[at] || self.sources[at])
    }
}

/// Finds all attributions of `text`.
pub fn find(text: &Text<'_>) -> AttributionFindings {
    let mut found = Collected::new(text.tokens.len());
    for cue in &text.verb_cues() {
        let shared = text.shared_subject(cue).and_then(|sentence| found.last_source(sentence));
        let mut relations = text.by_verb(cue, &|part| found.known.contains(&(part.start, part.end)));
        // In "dénoncent … et réclament …" the second verb has the subject of the first.
        if let (Some(first), Some(source)) = (relations.first_mut().filter(|own| own.source.is_none()), shared) {
            first.source = Some(source);
        }
        // In "Про це в п'ятницю повідомив X" the sentence before is the content, and not the words before the verb.
        if relations.iter().all(|own| own.rule == Rule::ClauseSourceSaid)
            && let Some(reference) = text.by_reference(cue)
        {
            relations = vec![reference];
        }
        relations.into_iter().for_each(|relation| found.add(Some(relation)));
    }
    for hit in &text.hits {
        found.add(text.by_phrase(hit).or_else(|| noun(text, hit)));
    }
    for hit in &text.hits {
        found.add(text.by_charge(hit));
    }
    for (number, quote) in text.quotes.iter().enumerate() {
        if !found.uses(&text.tokens_of(quote)) {
            found.add(text.by_colon(number).or_else(|| text.by_signature(number)));
        }
    }
    by_mood(text, &mut found);
    let mentions = leftovers(text, &mut found);
    let mut relations = found.relations;
    relations.sort_by_key(|relation| (relation.content[0].start, std::cmp::Reverse(relation.content[0].end)));
    AttributionFindings { relations, mentions }
}

fn noun(text: &Text<'_>, hit: &Hit) -> Option<Relation> {
    matches!(text.row(hit).kind, Kind::Noun).then(|| text.by_noun(hit)).flatten()
}

/// Adds sentences in a reporting mood (German Konjunktiv I) that follow reported ones.
fn by_mood(text: &Text<'_>, found: &mut Collected) {
    let mut reported = false;
    for sentence in &text.sentences {
        if sentence.clone().any(|at| found.cues[at] || found.contents[at]) {
            reported = true;
        } else {
            let relation = text.by_mood(sentence, reported);
            reported = relation.is_some();
            found.add(relation);
        }
    }
}

/// Handles the quotations without a relation: each continues a statement, is a statement without a speaker, or is a
/// mention. Returns the indices of the mentions.
fn leftovers(text: &Text<'_>, found: &mut Collected) -> Vec<usize> {
    let mut mentions = Vec::new();
    // For each quotation, the relation whose content starts with it or contains its start.
    let mut by_quote: Vec<Option<usize>> = vec![None; text.quotes.len()];
    for (number, relation) in found.relations.iter().enumerate() {
        for part in &relation.content {
            if let Some(quote) = part.clone().find_map(|at| text.tokens[at].quote.checked_sub(1)) {
                by_quote[quote] = Some(number);
            }
        }
    }
    // Where relations end, to find the last one before a quotation.
    let mut ends: Vec<(usize, usize)> =
        found.relations.iter().enumerate().map(|(number, own)| (end_of(own), number)).collect();
    ends.sort_unstable();
    let mut previous: Option<usize> = None;
    for (number, quote) in text.quotes.iter().enumerate() {
        let own = text.tokens_of(quote);
        if found.uses(&own) {
            previous = by_quote[number].or(previous);
            continue;
        }
        let paragraph = text.tokens[own.start].paragraph;
        // A short quoted sentence continues the quotation before it.
        let words = own.clone().filter(|&at| text.tokens[at].word).count();
        let goes_on = words > 1
            && text.starts_sentence(own.start)
            && previous.is_some_and(|at| paragraph_of(text, &found.relations[at]) == paragraph);
        if !is_statement(text, &own) && !goes_on {
            mentions.push(number);
            continue;
        }
        let before = previous.map(|at| (at, paragraph_of(text, &found.relations[at])));
        let last = ends[..ends.partition_point(|&(end, _)| end <= own.start)].last().map(|&(_, number)| number);
        // Whether it follows a statement in the same paragraph, or is a paragraph that follows one.
        let near = last.is_some_and(|at| {
            let paragraph_before = paragraph_of(text, &found.relations[at]);
            let alone = text.paragraphs[paragraph].start >= own.start;
            (paragraph_before == paragraph && !is_between(text, &found.relations[at], own.start))
                || alone && paragraph_before + 1 == paragraph
        });
        match before {
            // "…," she said. "…" is one attribution.
            Some((at, before)) if before == paragraph && !is_between(text, &found.relations[at], own.start) => {
                own.clone().for_each(|at| found.contents[at] = true);
                found.relations[at].content.push(own);
                found.relations[at].content.sort_by_key(|part| part.start);
                continue;
            }
            Some((_, before))
                if before == paragraph || before + 1 == paragraph && text.paragraphs[paragraph].start >= own.start =>
            {
                found.add(Some(continuation(own)));
            }
            _ => found.add(Some(Relation { carried: quote.continues || near, confidence: 0.5, ..continuation(own) })),
        }
        previous = Some(found.relations.len() - 1);
    }
    mentions
}

fn continuation(own: Range<usize>) -> Relation {
    Relation { content: vec![own], carried: true, rule: Rule::QuoteAlone, confidence: 0.6, ..Relation::default() }
}

/// Whether a quotation is a sentence and not a name, a term or a scare quote.
fn is_statement(text: &Text<'_>, own: &Range<usize>) -> bool {
    let words = own.clone().filter(|&at| text.tokens[at].word).count();
    let last = own.clone().rev().find(|&at| !text.opens_or_closes(at));
    let closes = last.is_some_and(|at| matches!(&*text.tokens[at].lower, "." | "!" | "?" | "…" | ","));
    let alone = text.paragraphs[text.tokens[own.start].paragraph] == *own;
    let colon = own.start.checked_sub(1).is_some_and(|at| text.tokens[at].mark(":"));
    let starts = text.starts_sentence(own.start) || colon;
    if alone || colon {
        return words >= STATEMENT || (closes || colon) && words > 1;
    }
    let verb = own.clone().any(|at| {
        let token = &text.tokens[at];
        token.is(Class::Auxiliary) || token.is(Class::Verbal) || token.is(Class::Pronoun) || token.is(Class::Report)
    });
    starts && words >= STATEMENT && (closes || verb) || words >= 2 * STATEMENT && (verb || closes)
}

/// Returns the position after the last token of a relation.
fn end_of(relation: &Relation) -> usize {
    let parts = relation.content.iter().chain(&relation.cue).chain(&relation.source);
    parts.map(|part| part.end).max().unwrap_or(0)
}

fn paragraph_of(text: &Text<'_>, relation: &Relation) -> usize {
    text.tokens[relation.content[relation.content.len() - 1].start].paragraph
}

/// Whether at least one whole sentence is between the end of `relation` and token `at`.
fn is_between(text: &Text<'_>, relation: &Relation, at: usize) -> bool {
    let last = end_of(relation);
    let from = text.tokens[last.saturating_sub(1)].sentence;
    text.tokens[at].sentence > from + 1
}
