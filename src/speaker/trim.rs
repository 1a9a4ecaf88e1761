//! Reduces a source to the words that name its speaker: one of its parts, without introductory phrases.
//!
//! Hit: "Regarding the flood, **Anna Oru**", "DORMA (HSB) - **the ministry**", "**opponents** … who". Miss: "Anna Oru,
//! the mayor", which is a single description.

use std::ops::Range;

use super::{AttributionParts, View};
use crate::lexicon::Class;
use crate::span::Span;
use crate::text::{TokenKind, dateline};

/// Returns the tokens of the source of `attribution` that name its speaker. The range is empty if there is no source.
pub fn source(view: &View<'_, '_>, attribution: &AttributionParts<'_>) -> Range<usize> {
    let tokens = |span: &Span| view.document.tokens_in(*span);
    let mut parts: Vec<Range<usize>> = attribution.source.iter().map(tokens).filter(|part| !part.is_empty()).collect();
    let relative = |part: &Range<usize>| part.len() == 1 && is_relative(view, part.start);
    let before_relative = parts.len() > 1 && parts.last().is_some_and(relative);
    if before_relative {
        parts.pop();
    }
    let cue = view.tokens_of(attribution.cue);
    let away = |part: &Range<usize>| match cue.is_empty() || before_relative {
        true => 0,
        false => cue.start.saturating_sub(part.end).max(part.start.saturating_sub(cue.end)),
    };
    // Of several parts that are equally near, the last one belongs to a relative pronoun, the first one to a cue.
    let nearest = if before_relative { parts.last().cloned() } else { first_least(&parts, away) };
    nearest.map_or(0..0, |part| trimmed(view, part, before_relative))
}

fn is_relative(view: &View<'_, '_>, at: usize) -> bool {
    view.known(at).is(Class::Relative)
}

fn first_least(parts: &[Range<usize>], key: impl Fn(&Range<usize>) -> usize) -> Option<Range<usize>> {
    parts.iter().min_by_key(|part| key(part)).cloned()
}

/// Returns `part` without a dateline, date or adverbial phrase before it, and without a relative pronoun at its end.
fn trimmed(view: &View<'_, '_>, part: Range<usize>, before_relative: bool) -> Range<usize> {
    let Range { mut start, mut end } = part;
    let opens = |at: usize| at == 0 || view.document.tokens[at - 1].paragraph != view.document.tokens[at].paragraph;
    if opens(start) {
        start = dateline::behind(view.document, start).min(end);
    }
    let relative = end > start + 1 && is_relative(view, end - 1);
    end -= usize::from(relative);
    start = behind_date(view, start..end);
    start = behind_circumstance(view, start..end, before_relative || relative);
    start..end
}

/// Returns the token after a date and its comma: "Oct. 26, **candidate Anna Oru**". Returns the start of `part` if
/// there is no date.
fn behind_date(view: &View<'_, '_>, part: Range<usize>) -> usize {
    let date = |at: usize| {
        view.known(at).is(Class::Month)
            || view.known(at).is(Class::Day)
            || view.document.tokens[at].kind == TokenKind::Number
            || view.word(at) == "."
    };
    let end = part.clone().find(|&at| !date(at)).unwrap_or(part.start);
    let comma = end > part.start && view.word(end) == "," && end + 1 < part.end;
    if comma { end + 1 } else { part.start }
}

/// Returns the token after an adverbial and its comma, or after a preposition: "Regarding the flood, **Anna Oru**",
/// "among **opponents** who". Returns the start of `part` if there is neither.
fn behind_circumstance(view: &View<'_, '_>, part: Range<usize>, relative: bool) -> usize {
    let participle = view.mention_at(part.start).is_none()
        && view.known(part.start).head.is_none()
        && (view.word(part.start).ends_with("ing") || relative && view.word(part.start).ends_with("ed"));
    let preposition = view.known(part.start).is(Class::Preposition) && !view.known(part.start).is(Class::Agent);
    if !participle && !preposition {
        return part.start;
    }
    let named = |at: usize| view.mention_at(at).is_some_and(|m| view.mentions[m].whole.start == at);
    let comma = part.clone().find(|&at| view.word(at) == "," && at + 1 < part.end && named(at + 1));
    if let Some(comma) = comma {
        return comma + 1;
    }
    if preposition {
        return part.start + usize::from(relative && part.len() > 1);
    }
    let last = part.clone().take_while(|&at| view.word(at) != ",");
    let behind = last.filter(|&at| view.known(at).is(Class::Preposition) && !view.known(at).is(Class::Of)).last();
    let behind = behind.filter(|at| at + 1 < part.end).or(Some(part.start));
    behind.map_or(part.start, |at| (at + 1).min(part.end - 1))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn removes_words_before_the_name() {
        check("[Regarding the flood, Anna Oru] said {it rained}.", &["Anna Oru/person/-"]);
        check("[On Oct. 26, Anna Oru] said {it rained}.", &["Anna Oru/person/-"]);
        check("It was shown [to mayor Anna Oru], [who] said {it rained}.", &["Anna Oru/person/-"]);
    }
}
