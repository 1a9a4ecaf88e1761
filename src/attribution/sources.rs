//! Completes and shortens the sources of relations that the tagger finds.
//!
//! Hit: in "A bus driver said" the source is "A bus driver", in "One critic said" the noun is no part of the cue, and
//! in "According to the Gazette, Ada Lunt said" the source of "said" is "Ada Lunt". Miss: "drivers said" is complete.

use std::ops::Range;

use super::boundaries::group_in;
use super::cues::Group;
use super::signed;
use crate::lexicon::Class;
use crate::lexicon::names::NamePart;
use crate::model::SourceType;
use crate::span::Span;
use crate::syntax::{View, phrases, verbs};
use crate::tagger::Relation;

/// The maximum number of words that a source can lack at its start, without the determiner.
const MAX_LACKING: usize = 4;

/// The maximum length of an apposition, in tokens.
const MAX_APPOSITION: usize = 16;

/// Returns the relation with its source up to the verb, and from its determiner or first name on. The words that the
/// source gains belong neither to the cue nor to the content.
pub fn completed(groups: &[Group], view: View<'_>, found: &Relation) -> Relation {
    let mut out = found.clone();
    if let Some(end) = apposition_end(view, &out) {
        let own = out.source[0].start..end;
        out.source = vec![own.clone()];
        give_up(&mut out, own);
    }
    if view.is(out.cue.start, ":") {
        out.source.iter_mut().for_each(|part| *part = signed::behind_this_from(view, part.clone()));
    }
    let Some(group) = group_in(groups, &found.cue).filter(|group| !group.passive) else { return out };
    let verb = group.tokens.start;
    let beside = |out: &Relation| out.source.last().is_some_and(|last| last.end == out.cue.start);
    let opened = |at: usize| view.class(at, Class::Determiner) || view.known(at).part == Some(NamePart::Count);
    let bare = out.cue.start > 0 && opened(out.cue.start - 1);
    if out.cue.start < verb && bare && beside(&out) && (out.cue.start..verb).all(|at| is_noun(view, at)) {
        out.cue.start = verb;
        out.source.iter_mut().next_back().into_iter().for_each(|last| last.end = verb);
    }
    if let Some(own) = behind_according(view, &out) {
        out.source = vec![own];
    }
    let Some(last) = out.source.last().filter(|_| beside(&out)).cloned() else { return out };
    let Some(phrase) = phrases::before(view, last.end) else { return out };
    let start = name_start(view, phrase.start, &last).or_else(|| noun_start(view, phrase.start, &last));
    let Some(start) = start else { return out };
    let own = start..last.end;
    out.source.retain(|part| part.end <= start);
    out.source.push(own.clone());
    give_up(&mut out, own);
    out
}

/// Removes the words of a source from the content.
fn give_up(found: &mut Relation, source: Range<usize>) {
    found.content.iter_mut().for_each(|part| {
        if part.start < source.start {
            part.end = part.end.min(source.start);
        } else {
            part.start = part.start.max(source.end.min(part.end));
        }
    });
    found.content.retain(|part| !part.is_empty());
}

/// Returns the end of an apposition that follows a name after "according to" and that the relation lacks: "According to
/// Ada Lunt, the chief engineer, the dam is safe". A comma must close it, no verb may be in it, and it starts with an
/// article. Miss: "According to Ada Lunt, the engineer, a Scot, left".
fn apposition_end(view: View<'_>, found: &Relation) -> Option<usize> {
    let [source] = &found.source[..] else { return None };
    let name = source.clone().all(|at| view.capital(at) && !view.known(at).is_closed_class());
    if !view.according_to(found.cue.start) || source.start != found.cue.end || !name || !view.is(source.end, ",") {
        return None;
    }
    let end = view.sentence(source.start).end;
    let first = source.end + 1;
    let comma = (first..end.min(first + MAX_APPOSITION)).find(|&at| view.is(at, ","))?;
    let head = |at: usize| view.known(at).head.is_some_and(|(head, _)| head.sort == SourceType::Role);
    let described = view.class(first, Class::Article) && (first..comma).any(head);
    let verb = |at: usize| verbs::is_finite(view, at) || view.class(at, Class::Past);
    let clause = verbs::has_verb(view, comma + 1..end) && !view.class(comma + 1, Class::Article) || {
        // A further comma right behind would close another apposition.
        let next = phrases::chunk(view, comma + 1, end);
        next > comma + 1 && !view.is(next, ",")
    };
    (described && clause && !(first..comma).any(verb)).then_some(comma)
}

/// Whether the token can be a noun or an adjective before a noun.
fn is_noun(view: View<'_>, at: usize) -> bool {
    view.wordlike(at)
        && !view.known(at).is_closed_class()
        && !view.adverb(at)
        && !verbs::is_verb(view, at)
        && !view.word(at).ends_with("ing")
}

/// Returns the source of a verb after "according to" and its source: "Ada Lunt" in "According to the Gazette, Ada Lunt
/// said".
fn behind_according(view: View<'_>, found: &Relation) -> Option<Range<usize>> {
    let first = found.source.first()?.start;
    let according = first.checked_sub(2).filter(|&at| view.according_to(at) && at + 2 < found.cue.start)?;
    let comma = (according..found.cue.start).find(|&at| view.is(at, ","))?;
    phrases::before(view, found.cue.start).filter(|own| own.start > comma)
}

/// Returns where the name starts of which `source` is only the part after a particle: "Ines de la Torre", "Hassan
/// al-Tariq".
fn name_start(view: View<'_>, floor: usize, source: &Range<usize>) -> Option<usize> {
    let particle = |at: usize| !view.capital(at) && view.known(at).part == Some(NamePart::Particle);
    let name = |at: usize| view.capital(at) && !view.known(at).is_closed_class();
    let text = |at: usize| view.document.tokens[at].span.of(view.document.text);
    let prefixed = !view.capital(source.start) && text(source.start).contains(char::is_uppercase);
    let before = source.start.checked_sub(1)?;
    if !(particle(before) && view.capital(source.start) || (prefixed || particle(source.start)) && name(before)) {
        return None;
    }
    let start = (floor..source.start).rev().take_while(|&at| name(at) || particle(at)).last()?;
    name(start).then_some(start)
}

/// Returns where the determiner or number of a bare noun is: "A bus driver", "two nurses". A plural needs no
/// determiner.
fn noun_start(view: View<'_>, floor: usize, source: &Range<usize>) -> Option<usize> {
    let counts = |at: usize| view.number(at) || view.lexicon.count(view.word(at)).is_some();
    let plain = |at: usize| is_noun(view, at) && !view.capital(at);
    if !source.clone().all(plain) {
        return None;
    }
    // A time may modify the noun: "a night nurse".
    let modifies = |at: usize| plain(at) && !counts(at) || view.class(at, Class::Time) && view.determines(at - 1);
    let lacking = (floor.max(1)..source.start).rev().take(MAX_LACKING).take_while(|&at| modifies(at)).count();
    let start = (source.start - lacking).checked_sub(1).filter(|&at| at >= floor)?;
    let plural = view.word(source.end - 1).ends_with('s') || view.class(source.end - 1, Class::Plural);
    let determined = view.class(start, Class::Determiner) && !plural || counts(start) && lacking == 0;
    determined.then_some(start)
}

/// Joins the pieces of a source that only commas separate, and removes a comma at its end.
pub fn whole(view: View<'_>, spans: Vec<Span>) -> Vec<Span> {
    let text = view.document.text;
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        // In "said Hale, but the doors stayed shut" the second clause belongs to the article.
        let own = [", but ", ", while "].iter().filter_map(|word| span.of(text).find(word)).min();
        let end = span.start + own.unwrap_or(span.len());
        let span = Span::new(span.start, end);
        let span = without_day(view, span);
        let span = Span::new(span.start, span.start + span.of(text).trim_end_matches([',', ' ', '—', '–']).len());
        match out.last_mut() {
            Some(last) if Span::new(last.end, span.start).of(text).trim_matches([',', ' ']).is_empty() => {
                *last = last.cover(span)
            }
            _ => out.push(span),
        }
    }
    out
}

/// Returns the source without a day at its end, as in "Mayor Ann Vale on Monday" or "the mayor yesterday".
fn without_day(view: View<'_>, source: Span) -> Span {
    let tokens = view.document.tokens_in(source);
    let last = tokens.end.saturating_sub(1);
    let time = |at: usize| view.class(at, Class::Day) || view.class(at, Class::Time);
    let on = (tokens.start + 1..last).find(|&at| view.class(at, Class::On) && (at + 1..=last).all(time));
    let plain = last > tokens.start && view.class(last, Class::Day) && !view.capital(last);
    on.or(plain.then_some(last)).map_or(source, |end| view.document.cover(tokens.start..end))
}
