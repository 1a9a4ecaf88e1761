//! Quotations and the cues next to them.

use super::Relation;
use super::cues::{Group, subject_hears};
use super::headline_speaker;
use super::signed;
use super::subject::subject;
use crate::lexicon::Class;
use crate::lexicon::verbs::Grammar;
use crate::model::Rule;
use crate::span::Span;
use crate::syntax::{View, headline, phrases};
use crate::text::Quote;

/// The maximum distance between a quotation and its cue, in tokens.
const REACH: usize = 30;
/// The maximum number of tokens between a cue and a following quotation. Longer stretches are clauses, not a hearer or
/// a time.
const MAX_BETWEEN: usize = 14;

/// The quotations that have a cue or a signature.
#[derive(Debug, Default)]
pub struct Quoted {
    /// The relations found.
    pub relations: Vec<Relation>,
    /// For each cue group, whether a quotation has used it.
    pub used: Vec<bool>,
}

/// Pairs quotations with the cues next to them.
pub fn find(view: View<'_>, groups: &[Group]) -> Quoted {
    let mut out = Quoted { relations: Vec::new(), used: vec![false; groups.len()] };
    let mut owner: Option<usize> = None;
    for quote in view.document.outer_quotes.iter().map(|&at| &view.document.quotes[at]) {
        if quote.continues
            && let Some(owner) = owner
        {
            out.relations[owner].content.push(quote.span);
            continue;
        }
        if let Some(owner) = owner.filter(|&owner| splits(view, groups, &out.relations[owner], quote)) {
            out.relations[owner].content.push(quote.span);
            continue;
        }
        let found = cue_after(view, groups, quote)
            .or_else(|| cue_before(view, groups, quote))
            .or_else(|| colon(view, quote))
            .or_else(|| {
                headline_speaker::titled(view, quote).or_else(|| signed::find(view, quote)).map(|found| (found, None))
            });
        owner = found.map(|(relation, group)| {
            if let Some(group) = group {
                out.used[group] = true;
            }
            out.relations.push(relation);
            out.relations.len() - 1
        });
    }
    out
}

/// The maximum number of tokens of narration between the two halves of a quotation.
const MAX_NARRATION: usize = 24;

type CuedQuote = (Relation, Option<usize>);

/// Whether the quotation continues the one that the relation's cue interrupts: “…,” she said, “…”.
fn splits(view: View<'_>, groups: &[Group], relation: &Relation, quote: &Quote) -> bool {
    let (Some(first), Some(cue)) = (relation.content.first(), relation.cue.first()) else { return false };
    let before = view.document.token_at(quote.span.start).wrapping_sub(1);
    let Some(comma) = view.document.tokens.get(before) else { return false };
    let said = cue.end.max(relation.source.first().map_or(0, |source| source.end));
    let between = view.document.token_at(said)..before;
    let upto = groups.partition_point(|group| group.head < before);
    let last = groups[..upto].last().filter(|group| between.contains(&group.head));
    // In “…,” she said, and Lee added, “…” the second half has another speaker.
    let other = last.is_some_and(|group| group.cue.takes(Grammar::Quote) && !group.cue.takes(Grammar::Manner));
    // The cue must be between the two halves, and the second half must follow a comma or dash, not a full stop. Any
    // other words between them are narration.
    first.end <= cue.start
        && said <= quote.span.start
        && matches!(view.word(before), "," | "—" | "–")
        && comma.paragraph == quote.paragraph
        && between.len() <= MAX_NARRATION
        && !other
        && !between.into_iter().any(|at| view.stop(at))
}

/// Whether the quotation ends with punctuation, like direct speech (“…,” or “…?”), or is never closed.
fn punctuated(view: View<'_>, quote: &Quote) -> bool {
    let inner = quote.inner.of(view.document.text).trim_end();
    inner.ends_with([',', '.', '!', '?', '…', '—', '–', '-', ';']) || !quote.closed
}

/// Finds a cue after the quotation: “…,” said Smith. “…,” Smith said.
fn cue_after(view: View<'_>, groups: &[Group], quote: &Quote) -> Option<CuedQuote> {
    let mut start = view.document.token_at(quote.span.end);
    let comma = view.is(start, ",") || view.is(start, "—") || view.is(start, "–");
    if !comma && !punctuated(view, quote) {
        return None;
    }
    start += usize::from(comma);
    let paragraph = view.paragraph(start);
    if view.document.tokens.get(start)?.paragraph != quote.paragraph {
        return None;
    }
    let limit = paragraph.end.min(start + REACH);
    let limit = (start..limit)
        .find(|&at| view.quote_mark(at) && !view.is(at, "'") || view.stop(at) && at > start)
        .unwrap_or(limit);
    let content = content_before(view, groups, quote)?;
    let from = groups.partition_point(|group| group.tokens.start < start);
    let near = groups[from..].iter().enumerate().take_while(|(_, group)| group.tokens.end <= limit);
    for (offset, group) in near {
        if !group.cue.takes(Grammar::Quote) || group.passive || subject_hears(view, group) {
            continue;
        }
        // The verb of a new sentence does not introduce the quotation: “Go!” The dog barked.
        let new =
            view.sentence(group.head).start >= start && view.known(view.sentence(group.head).start).starts_sentences;
        if new && group.cue.takes(Grammar::Manner) {
            continue;
        }
        let source = source_around(view, group, start, limit);
        if let Some((source, rule)) = source {
            return Some((relation(view, source, group, vec![content], rule), Some(from + offset)));
        }
    }
    None
}

/// Returns what a cue after the quotation governs: the quotation, with the words of its sentence before it. `None` if
/// a cue among those words governs the quotation itself.
fn content_before(view: View<'_>, groups: &[Group], quote: &Quote) -> Option<Span> {
    let open = view.document.token_at(quote.span.start);
    let sentence = view.sentence(open);
    let lead = sentence.start..open;
    if view.words_in(lead.clone()) == 0 {
        return Some(quote.span);
    }
    let upto = groups.partition_point(|group| group.tokens.start < open);
    let governed = groups[..upto]
        .iter()
        .rev()
        .take_while(|group| group.head >= sentence.start)
        .any(|group| group.cue.takes(Grammar::Quote));
    // In 'As the band struck up “Low Tide”, the crowd roared' the marks enclose a title.
    let title = view.class(lead.start, Class::Subordinator) && view.wordlike(open.wrapping_sub(1));
    let earlier_quote =
        lead.clone().any(|at| view.quote_around(at).is_some()) && view.quote_around(sentence.start).is_some();
    match governed {
        true => None,
        false if title && !punctuated(view, quote) => None,
        false if earlier_quote => Some(quote.span),
        false => view.trimmed(lead).map(|lead| lead.cover(quote.span)),
    }
}

/// Returns the source of a cue after a quotation, and the rule: the source is between quotation and cue, or right after
/// the cue. The source is `None` if the cue follows the quotation but names nobody.
fn source_around(view: View<'_>, group: &Group, start: usize, limit: usize) -> Option<(Option<Span>, Rule)> {
    let lead = (start..group.tokens.start).take_while(|&at| view.adverb(at) || view.class(at, Class::As)).count();
    if group.tokens.start == start + lead {
        let inverted = phrases::after(view, group.tokens.end, limit);
        let addressee = inverted
            .as_ref()
            .is_some_and(|phrase| view.class(phrase.start, Class::Addressee) && group.cue.takes(Grammar::Addressee));
        return match inverted {
            Some(phrase) if !addressee => Some((Some(view.document.cover(phrase)), Rule::QuoteSaidSource)),
            _ => Some((None, Rule::QuoteSaid)),
        };
    }
    let phrase = phrases::before(view, group.tokens.start)?;
    let leads = phrase.start <= start + lead + 1
        || (start..phrase.start).all(|at| view.adverb(at) || view.pause(at) || view.class(at, Class::Conjunction));
    leads.then(|| (Some(view.document.cover(phrase.start.max(start)..phrase.end)), Rule::QuoteSourceSaid))
}

/// Finds a cue before the quotation: Smith said: “…” Smith told reporters on Friday, “…”
fn cue_before(view: View<'_>, groups: &[Group], quote: &Quote) -> Option<CuedQuote> {
    let open = view.document.token_at(quote.span.start);
    let last = open.checked_sub(1)?;
    let colon = view.is(last, ":");
    let sentence = view.sentence(last);
    if !colon && view.document.tokens[last].paragraph != quote.paragraph || view.stop(last) {
        return None;
    }
    let upto = groups.partition_point(|group| group.tokens.end <= open);
    let (at, group) = groups[..upto].iter().enumerate().next_back()?;
    let between = group.tokens.end..last + 1;
    let plain = between.clone().all(|at| !view.auxiliary(at) && !view.stop(at));
    let near = group.tokens.start >= sentence.start
        && between.len() <= if colon { REACH } else { MAX_BETWEEN }
        && (plain || colon);
    let leads_in = colon
        || between.is_empty()
        || view.is(last, ",")
        || view.class(last, Class::Complementiser) && between.len() <= MAX_BETWEEN;
    if !near || !leads_in || !group.cue.takes(Grammar::Quote) {
        return None;
    }
    // If the sentence continues after the quotation, the content is more than the quotation, as in: said “no” is not an
    // option.
    if !colon && goes_on(view, quote) && !view.is(last, ",") {
        return None;
    }
    let source = subject(view, group);
    let mut found = relation(view, source, group, vec![quote.span], Rule::SourceSaidQuote);
    if view.class(last, Class::Complementiser)
        && let (Some(that), Some(content)) = (view.document.tokens.get(last), found.content.first_mut())
    {
        content.start = that.span.start;
    }
    Some((found, Some(at)))
}

/// Whether words of the same sentence follow the quotation.
fn goes_on(view: View<'_>, quote: &Quote) -> bool {
    let next = view.document.token_at(quote.span.end);
    view.wordlike(next)
        && !punctuated(view, quote)
        && view.document.tokens.get(next).is_some_and(|token| token.paragraph == quote.paragraph)
}

/// Finds a speaker before a colon: Smith: “…”
fn colon(view: View<'_>, quote: &Quote) -> Option<CuedQuote> {
    let open = view.document.token_at(quote.span.start);
    let last = open.checked_sub(1).filter(|&last| view.is(last, ":"))?;
    let sentence = view.sentence(last);
    let name = match view.document.tokens[last].paragraph == quote.paragraph {
        true => headline::start(view, sentence.clone()).min(last)..last,
        false => signed::label(view, quote, last)?,
    };
    let short = view.has_words(name.clone(), 1..=10) && view.capital(name.start);
    let name = signed::behind_this_from(view, name);
    if !short || name.clone().any(|at| view.quote_mark(at)) {
        return None;
    }
    // In "Bo Hask was adamant:" the words from the verb onwards are the cue.
    let verb = name.clone().find(|&at| {
        let past = view.class(at, Class::Past) && !view.capital(at) && !view.class(at - 1, Class::Determiner);
        past || view.class(at, Class::Auxiliary) && !view.class(at, Class::Genitive)
    });
    let (source, cue) = match verb {
        Some(verb) if verb == name.start => return None,
        Some(verb) => (name.start..verb, verb..last),
        None => (name, last..last + 1),
    };
    let relation = Relation {
        source: vec![view.document.cover(source)],
        cue: vec![view.document.cover(cue)],
        content: vec![quote.span],
        rule: Rule::SourceColonQuote,
        confidence: 0.0,
    };
    Some((relation, None))
}

fn relation(view: View<'_>, source: Option<Span>, group: &Group, content: Vec<Span>, rule: Rule) -> Relation {
    Relation {
        source: source.into_iter().collect(),
        cue: vec![view.document.cover(group.tokens.clone())],
        content,
        rule,
        confidence: 0.0,
    }
}
