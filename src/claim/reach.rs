//! Where the clause or phrase that a cue governs starts and ends.

use std::ops::Range;

use super::context::Context;
use crate::lexicon::Class;
use crate::lexicon::verbs::Form;

/// The subject of a sentence is no longer than this. Tokens.
const MAX_SUBJECT: usize = 30;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// A clause with a subject and a verb of its own.
    Clause,
    /// A noun phrase or a gerund with what belongs to it.
    Phrase,
}

/// The range from `start` to where the clause or phrase ends, inside `limit`.
pub fn forward(ctx: &Context<'_>, start: usize, limit: usize, extent: Extent) -> Range<usize> {
    let gerund = ctx.view.word(start).ends_with("ing");
    let mut end = start;
    while end < limit && !(end > start && ends(ctx, start, end, limit, extent, gerund)) {
        end += 1;
    }
    start..trim_tail(ctx, start, end)
}

/// The same behind a noun that is the subject of its sentence: the content ends before the sentence's own verb. "The
/// claim that the field had fallen reached us", "allegations of fraud have followed him".
pub fn forward_from_noun(ctx: &Context<'_>, noun: usize, start: usize, limit: usize, extent: Extent) -> Range<usize> {
    let whole = forward(ctx, start, limit, extent);
    let floor = ctx.view.sentence(noun).start.max(noun.saturating_sub(MAX_SUBJECT));
    if (floor..noun).any(|at| finite(ctx, at)) {
        return whole;
    }
    // A clause has a verb of its own first; a relative clause inside has one more.
    let mut own = usize::from(extent == Extent::Clause);
    for at in start + 1..limit.min(start + MAX_SUBJECT) {
        let view = ctx.view;
        if matches!(view.word(at), "who" | "which" | "that" | "and" | "or" | "when" | "where" | "if" | "while") {
            own += 1;
        }
        let group = view.auxiliary(at - 1) || view.adverb(at - 1) && view.auxiliary(at.wrapping_sub(2));
        let verb = finite(ctx, at) && !group;
        if verb && own == 0 {
            return start..trim_tail(ctx, start, at.min(whole.end.max(start + 1)));
        }
        own -= usize::from(verb || own > 0 && present(ctx, at));
    }
    whole
}

/// Whether the token is a verb of saying with a tense; in "the suspects" and "his claims" it is a noun.
pub fn says(ctx: &Context<'_>, at: usize) -> bool {
    let view = ctx.view;
    let before = at.wrapping_sub(1);
    view.verbs(at).any(|(_, form)| form != Form::Base)
        && !view.class(before, Class::Determiner)
        && !view.is(before, "'s")
        && !view.number(before)
}

/// The phrase behind the last irregular verb in it: in "officers broke up a gang" the gang.
pub fn behind_verb(ctx: &Context<'_>, phrase: Range<usize>) -> Range<usize> {
    let view = ctx.view;
    let verb = |&at: &usize| {
        view.known(at).is_claim_word("past") && !view.capital(at) && finite(ctx, at) && at + 1 < phrase.end
    };
    let Some(verb) = phrase.clone().rev().find(verb) else { return phrase };
    let particle = view.known(verb + 1).is_claim_word("phrasal") && verb + 2 < phrase.end;
    verb + 1 + usize::from(particle)..phrase.end
}

/// Whether the token looks like a verb in the present: "garlic cures malaria", never the plural in "gas readings were".
fn present(ctx: &Context<'_>, at: usize) -> bool {
    let view = ctx.view;
    let (word, next) = (view.word(at), at + 1);
    let loose = view.class(next, Class::Preposition)
        || view.class(next, Class::Conjunction)
        || view.class(next, Class::Subordinator)
        || matches!(view.word(next), "'s" | "'" | "who" | "which");
    let plural = view.class(at, Class::Determiner) || view.lexicon.is_closed_class(word) || view.capital(at);
    word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !plural
        && view.wordlike(next)
        && !loose
        && !finite(ctx, next)
}

/// Whether the token looks like a verb with a tense: an auxiliary or a past form that is no participle before a noun.
pub fn finite(ctx: &Context<'_>, at: usize) -> bool {
    let view = ctx.view;
    let before = at.wrapping_sub(1);
    let past = view.word(at).len() > 3 && view.word(at).ends_with("ed")
        || ["past", "past-bare"].iter().any(|class| view.known(at).is_claim_word(class));
    let auxiliary = view.class(at, Class::Auxiliary)
        && !matches!(view.word(at), "'s" | "no" | "to" | "be" | "been" | "being" | "having");
    let modifies = view.class(before, Class::Determiner)
        || view.class(before, Class::Preposition)
        || view.class(at + 1, Class::Preposition) && view.is(at + 1, "by")
        || matches!(view.word(before), "-" | "'s")
        || view.is(at + 1, "-");
    let opens = view.sentence(at).start == at;
    auxiliary || past && !modifies && !opens
}

fn trim_tail(ctx: &Context<'_>, start: usize, mut end: usize) -> usize {
    let view = ctx.view;
    while end > start + 1
        && (matches!(view.word(end.wrapping_sub(1)), "," | "and" | "or" | "but" | "also" | ".")
            || view.is(end.wrapping_sub(1), "on") && !view.class(end.wrapping_sub(2), Class::Be)
            || view.class(end.wrapping_sub(1), Class::Day))
    {
        end -= 1;
    }
    end
}

fn ends(ctx: &Context<'_>, start: usize, at: usize, limit: usize, extent: Extent, gerund: bool) -> bool {
    let view = ctx.view;
    let phrase = extent == Extent::Phrase;
    let quote = view.quote_around(start).filter(|_| view.quote_mark(at) && ctx.quoted(start));
    if quote.is_some_and(|quote| view.document.tokens[at].span.start >= quote.inner.end) {
        return true;
    }
    match view.word(at) {
        "after" | "before" | "as" | "when" | "while"
            if view.class(at.wrapping_sub(1), Class::Time) && ctx.speaks_at(at + 1) =>
        {
            true
        }
        "because" if view.adverb(at.wrapping_sub(1)) => true,
        ";" | ":" | "—" | "–" | "(" => true,
        "-" => {
            !view.wordlike(at.wrapping_sub(1))
                || view.document.tokens[at].span.start > view.document.tokens[at - 1].span.end
        }
        "," => comma_ends(ctx, at, limit, extent, gerund),
        "but" | "although" | "though" | "whereas" => true,
        "while" => !view.word(at + 1).ends_with("ing") || phrase && !gerund,
        "according" => view.is(at + 1, "to"),
        "who" if phrase => !gerund,
        "which" | "whose" if phrase => true,
        "over" if phrase && !gerund => at > start,
        "that" if phrase => view.auxiliary(at + 1) || view.word(at + 1).ends_with("ed"),
        "and" => joins_another(ctx, at, phrase),
        // "two women who accused him of assault said": the sentence goes on.
        _ if phrase
            && at > start + 1
            && ctx.speaks_at(at)
            && ctx.cued_at(at).is_some()
            && says(ctx, at)
            && !governed(ctx, start, at) =>
        {
            true
        }
        "as" | "during" | "when" | "after" | "before" | "since" if phrase && !gerund => {
            at > start + 1 && !view.is(at.wrapping_sub(1), "such")
        }
        "unless" | "because" if phrase => true,
        word => {
            phrase
                && (view.auxiliary(at)
                    && !matches!(
                        word,
                        "'s" | "not" | "no" | "being" | "been" | "have" | "having" | "be" | "never" | "neither"
                    )
                    && !view.is(at.wrapping_sub(1), "to")
                    && !governed(ctx, start, at)
                    || view.class(at, Class::Day) && !gerund)
        }
    }
}

/// Whether an auxiliary at `at` belongs to a clause inside the phrase: "hiding what he had done".
fn governed(ctx: &Context<'_>, start: usize, at: usize) -> bool {
    (start..at).rev().take(4).any(|i| {
        ctx.view.class(i, Class::Pronoun) || matches!(ctx.view.word(i), "that" | "what" | "who" | "how" | "where")
    })
}

/// "and" before another verb of the same subject or another voice.
fn joins_another(ctx: &Context<'_>, at: usize, phrase: bool) -> bool {
    let view = ctx.view;
    let mut next = at + 1;
    while view.adverb(next) && next < at + 3 {
        next += 1;
    }
    let object = view.class(next + 1, Class::Determiner)
        || view.class(next + 1, Class::Subordinator)
        || matches!(view.word(next + 1), "him" | "her" | "them" | "it")
        || view.capital(next + 1);
    view.verbs(next).any(|(_, form)| form == Form::Past || form == Form::Third && (object || ctx.speaks_at(next)))
        || ctx.speaks_at(next)
        || phrase
            && (view.auxiliary(next) && !view.is(next, "being")
                || view.is(next, "a")
                || view.class(next, Class::Pronoun))
        || view.is(next, "that") && !phrase
}

fn comma_ends(ctx: &Context<'_>, comma: usize, limit: usize, extent: Extent, gerund: bool) -> bool {
    let view = ctx.view;
    let next = comma + 1;
    let word = view.word(next);
    if matches!(word, "but" | "although" | "though" | "while" | "whereas" | "according" | "despite" | "however" | "in")
        && !(word == "in" && (view.capital(next + 1) || extent == Extent::Clause && !view.is(next + 1, "contrast")))
    {
        return true;
    }
    if ctx.speaks_at(next) || view.verbs(next).any(|(_, form)| form == Form::Ing) {
        return true;
    }
    if word == "and" || word == "or" {
        return joins_another(ctx, next, extent == Extent::Phrase)
            || extent == Extent::Clause && (view.class(next + 1, Class::Pronoun) || view.is(next + 1, "the"));
    }
    if extent == Extent::Clause {
        let aside = matches!(word, "which" | "who" | "whose" | "as" | "a" | "an");
        return matches!(word, "when" | "after" | "since" | "because") || aside && !closes_again(ctx, next, limit);
    }
    !(gerund && word.ends_with("ing") || list_goes_on(ctx, next, limit))
}

/// ", who lives there," is an insertion: the clause goes on behind it.
fn closes_again(ctx: &Context<'_>, from: usize, limit: usize) -> bool {
    (from..limit.min(from + 25)).any(|at| ctx.view.is(at, ","))
}

/// "theft, fraud and murder": a short item, then "and", "or" or another short item.
fn list_goes_on(ctx: &Context<'_>, next: usize, limit: usize) -> bool {
    let view = ctx.view;
    let plain =
        |at: usize| !view.auxiliary(at) && !view.class(at, Class::Determiner) && !view.class(at, Class::Pronoun);
    if !view.wordlike(next)
        || !plain(next)
        || view.class(next, Class::Subordinator)
        || view.class(next, Class::Preposition)
    {
        return false;
    }
    for at in next..limit.min(next + 30) {
        match view.word(at) {
            "and" | "or" if !view.is(at.wrapping_sub(1), ",") || at < next + 20 => {
                return !view.auxiliary(at + 1) && !ctx.speaks_at(at + 1);
            }
            "," if !plain(at + 1) => return false,
            "who" | "which" | "that" | "but" => return false,
            _ if view.auxiliary(at) => return false,
            _ => {}
        }
    }
    false
}

/// Where the clause with the token `at` starts: behind the last "that", comma, conjunction or cue before it.
pub fn backward(ctx: &Context<'_>, at: usize, floor: usize) -> usize {
    let view = ctx.view;
    let mut start = at;
    while start > floor {
        let before = start - 1;
        let word = view.word(before);
        let joint = matches!(word, "and" | "or")
            && (view.auxiliary(start) || view.class(start, Class::Pronoun) || view.is(before.wrapping_sub(1), ","));
        let boundary = matches!(word, "," | ";" | ":" | "but" | "—" | "–" | "(" | ")" | "-" | "yet")
            || view.quote_mark(before)
            || matches!(
                word,
                "that"
                    | "because"
                    | "although"
                    | "though"
                    | "while"
                    | "whereas"
                    | "if"
                    | "when"
                    | "where"
                    | "after"
                    | "before"
                    | "since"
                    | "whether"
                    | "who"
                    | "which"
                    | "how"
                    | "why"
            )
            || joint
            || ctx.cued_at(before).is_some();
        if boundary {
            break;
        }
        start = before;
    }
    start
}
