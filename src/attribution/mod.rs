//! Finds relations of source, cue and content, using words and quotation marks.
//!
//! Quotation marks decide where a quotation starts and ends; cue verbs decide who said it. [`direct`] finds the cue of
//! each quotation, [`indirect`] the clauses that cues govern without quotation marks, [`according`] "according to", and
//! [`nominal`] nouns ("the claim that"). [`uncued_quotes`] ensures that nothing in quotation marks is lost.
//!
//! No relation extends beyond its stretch: a paragraph together with those in which its quotations continue. Each
//! stretch is therefore analysed as a separate document, and its findings are reused for the next version of the text.

mod according;
mod accusation;
mod act;
mod boundaries;
mod clause;
mod content_before_cue;
mod cues;
mod direct;
mod headline_speaker;
mod hearer;
mod indirect;
mod learned;
mod nested;
mod nominal;
mod not_speech;
mod passive;
mod relative;
mod signed;
mod sources;
mod subject;
mod transcript;
mod uncued_quotes;

use std::ops::Range;

use crate::cache::RunCache;
use crate::model::{Attribution, Kind, Mention, Reason, Rule, SourceType};
use crate::span::Span;
use crate::syntax::View;
use crate::tagger::{self, Tagging};
use crate::text::Document;

/// The findings of this stage.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// The relations, ordered by the start of their content. Source types and speakers are not yet determined.
    pub attributions: Vec<Attribution>,
    /// Quoted words that are not a statement.
    pub mentions: Vec<Mention>,
}

/// A relation under construction.
#[derive(Clone, Debug)]
struct Relation {
    source: Vec<Span>,
    cue: Vec<Span>,
    content: Vec<Span>,
    rule: Rule,
    /// The confidence, from 0 to 1.
    confidence: f32,
}

/// The rules for quotations that are followed by their cue, signed, or without a source.
const QUOTATION: [Rule; 5] =
    [Rule::QuoteSaidSource, Rule::QuoteSourceSaid, Rule::QuoteSaid, Rule::QuoteSigned, Rule::QuoteAlone];

/// The findings in the stretches of the previous version of the text.
#[derive(Debug, Default)]
pub struct Cache {
    stretches: RunCache<Findings>,
}

/// Finds all attributions and mentions of a document.
pub fn find(document: &Document<'_>) -> Findings {
    find_with(document, &tagger::tag(document), &mut Cache::default())
}

/// Like [`find`], but with the tagger's findings given. A stretch is analysed only if `cache` does not contain its
/// findings.
pub fn find_with(document: &Document<'_>, tagging: &Tagging, cache: &mut Cache) -> Findings {
    let turns = transcript::turns(View::new(document));
    let mut out = Findings::default();
    for stretch in stretches(document) {
        let (start, turns) = (document.paragraphs[stretch.start].start, &turns[stretch.clone()]);
        let tokens = document.tokens_of(&stretch);
        let mut key = document.key(stretch.clone());
        key.extend(turns.iter().map(|&turn| u8::from(turn)));
        tagging.write_part(&tokens, &mut key);
        let find = || in_stretch(&document.part(stretch), &tagging.part(tokens), turns);
        let found = cache.stretches.get(key, find);
        let known = out.attributions.len()..;
        out.attributions.extend_from_slice(&found.attributions);
        out.attributions[known].iter_mut().flat_map(Attribution::spans_mut).for_each(|span| *span = span.moved(start));
        let known = out.mentions.len()..;
        out.mentions.extend_from_slice(&found.mentions);
        out.mentions[known].iter_mut().flat_map(Mention::spans_mut).for_each(|span| *span = span.moved(start));
    }
    cache.stretches.end_run();
    out
}

/// Groups paragraphs that depend on each other: a quotation continues in the next one, a colon at the end introduces
/// the next one, or a short line may sign the quotation before it.
fn stretches(document: &Document<'_>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for number in 0..document.paragraphs.len() {
        let goes_on =
            document.quotes[document.quotes_of(number..number + 1)].first().is_some_and(|quote| quote.continues);
        let led_in = number > 0 && document.paragraphs[number - 1].of(document.text).ends_with(':');
        match out.last_mut() {
            Some(last) if goes_on || led_in || signed::may_sign(document, number) => last.end += 1,
            _ => out.push(number..number + 1),
        }
    }
    out
}

fn in_stretch(document: &Document<'_>, tagging: &Tagging, turns: &[bool]) -> Findings {
    let view = View::new(document);
    let groups = cues::find(view);
    let (quoted, mut rules) = by_rules(view, &groups);
    rules.extend(transcript::find(view, turns));
    let mut relations = learned::join(view, &groups, tagging, quoted, rules);
    relations.iter_mut().for_each(|relation| boundaries::cut_deeds(view, relation));
    let mentions = uncued_quotes::find(view, &mut relations);
    relative::take_in(view, &mut relations);
    let mut attributions: Vec<Attribution> =
        relations.into_iter().filter_map(|relation| finish(view, relation)).collect();
    crate::sort::sort_by_key(&mut attributions, |a| (a.content.first().copied(), a.cue.first().copied()));
    attributions.dedup_by(|a, b| a.content == b.content && a.cue == b.cue);
    Findings { attributions, mentions }
}

/// Returns the relations found from quotation marks and the cues next to them, and those found from grammar alone.
fn by_rules(view: View<'_>, groups: &[cues::Group]) -> (Vec<Relation>, Vec<Relation>) {
    let quoted = direct::find(view, groups);
    let mut rules = indirect::find(view, groups, &quoted.used);
    rules.extend(according::find(view));
    rules.extend(nominal::find(view, groups));
    rules.extend(headline_speaker::find(view));
    (quoted.relations, rules)
}

fn finish(view: View<'_>, relation: Relation) -> Option<Attribution> {
    let document = view.document;
    let tidy = |mut spans: Vec<Span>| {
        spans.retain(|span| !span.is_empty());
        crate::sort::sort(&mut spans);
        // Moving ends to quotation marks can make parts overlap.
        spans.dedup_by(|next, last| {
            let overlaps = next.start < last.end;
            last.end = if overlaps { last.end.max(next.end) } else { last.end };
            overlaps
        });
        spans
    };
    let content = tidy(relation.content.clone());
    let kind = kind(document, &relation.cue, &content);
    let act = act::of(view, &relation, kind);
    let cue = tidy(relation.cue);
    let words = if cue.is_empty() { content.iter().take(1).copied().collect() } else { cue.clone() };
    (!content.is_empty()).then(|| Attribution {
        source: tidy(relation.source),
        kind,
        act,
        cue,
        content,
        source_type: SourceType::Unknown,
        speaker: String::new(),
        antecedent: None,
        reason: Reason::new(relation.rule, words),
        confidence: relation.confidence,
    })
}

/// The length of the longest quotation mark, in bytes.
const MARK: usize = 3;

/// Returns whether all, some or none of the words of a content are in quotation marks. Marks around the cue as well are
/// those of another speaker: “My landlord told me the boiler was safe” does not quote the landlord.
fn kind(document: &Document<'_>, cue: &[Span], content: &[Span]) -> Kind {
    let around = cue.first().and_then(|cue| document.quote_around(cue.start)).map(|quote| quote.span);
    let (mut inside, mut outside) = (0, 0);
    for &part in content {
        // The marks inside the quotation around the cue, and how far those reach that have started.
        let from = document.quotes.partition_point(|quote| quote.span.start + MARK < part.start);
        let mut inner = document.quotes[from..].iter().filter(|quote| quote.level > 0).peekable();
        let mut reach = 0;
        for at in document.tokens_in(part).filter(|&at| document.tokens[at].wordlike()) {
            let token = document.tokens[at].span;
            while let Some(quote) = inner.next_if(|quote| quote.span.start <= token.start) {
                reach = reach.max(quote.span.end);
            }
            let quoted = document.quote_at(at).is_some_and(|quote| Some(quote.span) != around || token.end <= reach);
            if quoted {
                inside += 1;
            } else {
                outside += 1;
            }
        }
    }
    match (inside, outside) {
        (0, _) => Kind::Indirect,
        (_, 0) => Kind::Direct,
        _ => Kind::Mixed,
    }
}

#[cfg(test)]
mod tests;
