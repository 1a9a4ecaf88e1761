//! Who puts a claim forward, who challenges it, who is accused.

use std::ops::Range;

use super::context::Context;
use crate::attribution::phrases;
use crate::lexicon::Class;
use crate::model::Attribution;

/// How far back a name is looked for that a pronoun may stand for. Tokens.
const NAME_WITHIN: usize = 90;

/// The party that a noun phrase names: the speaker it was resolved to, the name behind a pronoun, or its own words.
pub fn name(ctx: &Context<'_>, phrase: Range<usize>) -> String {
    let view = ctx.view;
    if phrase.is_empty() {
        return String::new();
    }
    if let Some(speaker) = phrase.clone().find_map(|at| ctx.source_at(at)).and_then(resolved) {
        return speaker;
    }
    let first = phrase.start;
    if phrase.len() == 1 {
        if matches!(view.word(first), "who" | "which" | "that" | "whom") {
            return relative(ctx, first);
        }
        if matches!(view.word(first), "he" | "she" | "him" | "her" | "his" | "himself" | "herself") {
            return person_before(ctx, first);
        }
        if matches!(view.word(first), "they" | "them" | "it" | "its" | "their" | "this" | "we" | "i" | "you" | "us") {
            return subject_before(ctx, first);
        }
    }
    words(ctx, phrase)
}

fn resolved(attribution: &Attribution) -> Option<String> {
    (!attribution.speaker.is_empty()).then(|| attribution.speaker.clone())
}

/// The words of a phrase up to its first comma, without "the" before it.
fn words(ctx: &Context<'_>, phrase: Range<usize>) -> String {
    let view = ctx.view;
    let end = phrase
        .clone()
        .find(|&at| at > phrase.start && matches!(view.word(at), "," | "who" | "which"))
        .unwrap_or(phrase.end);
    let start = if view.is(phrase.start, "the") && phrase.start + 1 < end { phrase.start + 1 } else { phrase.start };
    let end = if view.is(end - 1, "'s") && end - 1 > start { end - 1 } else { end };
    view.document.cover(start..end).of(view.document.text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What "who" or "which" refers to: the phrase before it.
fn relative(ctx: &Context<'_>, at: usize) -> String {
    let view = ctx.view;
    let end = if view.is(at.wrapping_sub(1), ",") { at - 1 } else { at };
    phrases::before(view, end).map(|phrase| name(ctx, phrase.start..phrase.end)).unwrap_or_default()
}

/// The last name of a person before the token: two capitalised words, or one that an earlier full name ends in.
fn person_before(ctx: &Context<'_>, at: usize) -> String {
    let floor = at.saturating_sub(NAME_WITHIN);
    let mut end = at;
    while end > floor {
        let last = end - 1;
        if !proper(ctx, last) {
            end -= 1;
            continue;
        }
        let mut start = last;
        while start > floor && proper(ctx, start - 1) && !ctx.view.stop(start - 1) {
            start -= 1;
        }
        if let Some(speaker) = ctx.source_at(last).and_then(resolved) {
            return speaker;
        }
        if end - start >= 2 || follows_title(ctx, start) {
            return words(ctx, start..end);
        }
        end = start;
    }
    view_last_speaker(ctx, at).unwrap_or_default()
}

fn proper(ctx: &Context<'_>, at: usize) -> bool {
    let view = ctx.view;
    view.capital(at)
        && view.wordlike(at)
        && !view.lexicon.is_closed_class(view.word(at))
        && !view.class(at, Class::Day)
        && !view.class(at, Class::Month)
}

fn follows_title(ctx: &Context<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        ctx.view.word(before).ends_with('.')
            && ctx.view.lexicon.is_abbreviation(ctx.view.word(before).trim_end_matches('.'))
    })
}

fn view_last_speaker(ctx: &Context<'_>, at: usize) -> Option<String> {
    (at.saturating_sub(NAME_WITHIN)..at).rev().find_map(|i| ctx.source_at(i)).and_then(resolved)
}

/// What "it" or "they" refers to, roughly: the first phrase of the sentence, or of the one before.
fn subject_before(ctx: &Context<'_>, at: usize) -> String {
    let view = ctx.view;
    let sentence = view.sentence(at);
    let speaker = |range: Range<usize>| range.rev().find_map(|i| ctx.source_at(i)).and_then(resolved);
    if let Some(name) = speaker(sentence.start..at) {
        return name;
    }
    let earlier = |from: usize| {
        (from..at).find(|&i| proper(ctx, i)).map(|start| {
            let end = (start..at).take_while(|&i| proper(ctx, i)).last().map_or(start + 1, |last| last + 1);
            words(ctx, start..end)
        })
    };
    let before = sentence.start.checked_sub(1).map(|last| view.sentence(last).start);
    earlier(sentence.start).or_else(|| before.and_then(earlier)).unwrap_or_default()
}

/// Who speaks around the token, when the token lies in what somebody is shown to say.
pub fn voice(ctx: &Context<'_>, at: usize) -> String {
    let Some(attribution) = ctx.reported_at(at) else { return String::new() };
    resolved(attribution).unwrap_or_else(|| {
        let source = attribution.source.first().map(|source| ctx.view.document.tokens_in(*source));
        source.map(|range| words(ctx, range)).unwrap_or_default()
    })
}
