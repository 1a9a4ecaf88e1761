//! Names the claimant, the challengers and the accused of each claim.
//!
//! A party is a noun phrase of the text. The stage that resolves the sources of attributions names all of them
//! together, so that "he", "the company" and surnames are resolved in the same way.

use std::ops::Range;

use super::context::Context;
use super::{ClaimDraft, Party};
use crate::lexicon::{ClaimWord, Class};
use crate::model::{Kind, SourceType};
use crate::span::Span;
use crate::speaker::{AttributionParts, SpeakerResolver};
use crate::syntax::{phrases, subject, verbs};

/// Names the parties of all claims.
pub fn fill(ctx: &Context<'_>, resolver: &SpeakerResolver<'_, '_>, found: &mut [ClaimDraft]) {
    let mut asked: Vec<(usize, Party, Range<usize>)> = Vec::new();
    for (at, one) in found.iter().enumerate() {
        let parties =
            [(Party::Claimant, &one.claimant), (Party::Challenger, &one.challenger), (Party::Target, &one.target)];
        for (party, phrase) in parties {
            let phrase = phrase.clone().and_then(|phrase| taken_up(ctx, phrase));
            asked.extend(phrase.map(|phrase| (at, party, phrase)));
        }
    }
    let names = names(ctx, resolver, found, &asked);
    for ((at, party, phrase), mut name) in asked.into_iter().zip(names) {
        let claim = &mut found[at].claim;
        // Nobody denies their own statement or accuses themselves. In "Ana Piek told the panel …. The pottery rejects
        // this" the noun therefore refers to somebody else.
        let said = || ctx.reported_at(ctx.view.document.token_at(claim.content.first().map_or(0, |part| part.start)));
        let own = name == claim.claimant || said().is_some_and(|said| said.speaker == name);
        let accuser = party == Party::Target && name == claim.claimant;
        let noun = phrase.len() > 1 && !ctx.view.capital(phrase.end - 1);
        if (party == Party::Challenger && own || accuser) && noun {
            name = words(ctx, phrase);
        }
        match party {
            _ if name.is_empty() || ctx.view.lexicon.is(&name.to_lowercase(), Class::Determiner) => {}
            Party::Claimant => claim.claimant = name,
            Party::Challenger => claim.challengers.push(name),
            Party::Target => claim.target = name,
        }
    }
}

fn names(
    ctx: &Context<'_>,
    resolver: &SpeakerResolver<'_, '_>,
    found: &[ClaimDraft],
    asked: &[(usize, Party, Range<usize>)],
) -> Vec<String> {
    let own = |(at, _, phrase): &(usize, Party, Range<usize>)| {
        let content = without_self(ctx, &found[*at], phrase, &found[*at].claim.content);
        ([ctx.view.document.cover(phrase.clone())], content)
    };
    let asking: Vec<([Span; 1], Vec<Span>)> = asked.iter().map(own).collect();
    let mut all: Vec<(usize, AttributionParts<'_>)> =
        ctx.attributions.iter().map(|a| (usize::MAX, AttributionParts::from(a))).collect();
    for (number, ((source, content), (at, ..))) in asking.iter().zip(asked).enumerate() {
        all.push((number, AttributionParts { source, cue: &found[*at].claim.cues, content, kind: Kind::Indirect }));
    }
    crate::sort::sort_by_key(&mut all, |(_, parts)| (parts.content.first().copied(), parts.cue.first().copied()));
    let (numbers, parts): (Vec<usize>, Vec<AttributionParts<'_>>) = all.into_iter().unzip();
    let mut out = vec![String::new(); asked.len()];
    for (number, speaker) in numbers.into_iter().zip(resolver.names(&parts)) {
        if let Some(name) = out.get_mut(number) {
            *name = speaker;
        }
    }
    for (name, (_, _, phrase)) in out.iter_mut().zip(asked) {
        // If a dateline was cut off the phrase, the speaker of its attribution is not used.
        let cut = ctx.view.dash(phrase.start.wrapping_sub(1));
        let known = phrase.clone().filter(|_| !cut).find_map(|at| ctx.source_at(at)).map(|a| a.speaker.clone());
        let known = known.filter(|known| !owns(ctx, phrase, known));
        if let Some(known) = known.filter(|known| !known.is_empty() && !counted(ctx, phrase.start)) {
            *name = known;
        } else if name.is_empty() || counted(ctx, phrase.start) || people(ctx, phrase) || owns(ctx, phrase, name) {
            *name = words(ctx, phrase.clone());
        }
    }
    out
}

/// Whether the name is probably that of the possessor, because it precedes the phrase in the sentence: "Odom" for "his
/// lawyer" in "The claims about Odom were rejected by his lawyer".
fn owns(ctx: &Context<'_>, phrase: &Range<usize>, name: &str) -> bool {
    let view = ctx.view;
    let first = phrase.start;
    let owned = view.class(first, Class::Possessive)
        && phrase.len() > 1
        && !phrase.clone().any(|at| view.capital(at) && at > first);
    let last = name.rsplit(' ').next().unwrap_or(name);
    owned && (view.sentence(first).start..first).any(|at| view.word(at).eq_ignore_ascii_case(last))
}

/// The maximum distance from the start of an apposition to the comma after the name before it, in tokens.
const APPOSED: usize = 16;

/// The maximum distance from "they" to the people it refers to, in tokens.
const MANY_WITHIN: usize = 60;

/// The maximum number of attributions before a claim in which mentions of its claimant are looked for.
const NEAR: usize = 20;

/// Returns the content, and for a single word such as "him" also the accuser and its nearby mentions, which cannot be
/// the antecedent of the pronoun.
fn without_self(ctx: &Context<'_>, one: &ClaimDraft, phrase: &Range<usize>, content: &[Span]) -> Vec<Span> {
    let mut out = content.to_vec();
    let Some(accuser) = one.claimant.clone().filter(|by| by != phrase && phrase.len() == 1) else { return out };
    let speaker = accuser.clone().find_map(|at| ctx.source_at(at)).map(|a| a.speaker.as_str()).unwrap_or_default();
    out.push(ctx.view.document.cover(accuser.clone()));
    let upto = ctx.attributions.partition_point(|a| a.content.first().is_some_and(|s| s.start < content[0].start));
    let near = ctx.attributions[upto.saturating_sub(NEAR)..upto].iter();
    out.extend(near.filter(|a| !speaker.is_empty() && a.speaker == speaker).flat_map(|a| a.source.iter().copied()));
    out
}

/// Returns the phrase that names a party: the antecedent of "who" and "which", the quoted speaker for "I" and "we", the
/// name to which the phrase is in apposition, or else the phrase itself.
fn taken_up(ctx: &Context<'_>, phrase: Range<usize>) -> Option<Range<usize>> {
    let view = ctx.view;
    let phrase = phrases::behind_verb(view, phrase);
    let first = phrase.start;
    // In "Rejecting claims that" the participle is not a party.
    let participle = phrase.len() == 1 && verbs::ends_in_ing(view, first) && !view.known(first).claims.is_empty();
    if phrase.is_empty() || participle {
        return None;
    }
    // "I" and "we" are the quoted speaker.
    if phrase.len() == 1 && (view.class(first, Class::FirstPerson)) {
        return ctx.voice(first);
    }
    if phrase.len() > 1 || !view.class(first, Class::Relative) {
        return Some(named_before(ctx, behind_dateline(ctx, phrase)));
    }
    subject::antecedent(view, first).map(|phrase| named_before(ctx, phrase))
}

/// Returns the name to which the phrase is in apposition, as in "Hale, a former miner who", or else the phrase itself.
fn named_before(ctx: &Context<'_>, phrase: Range<usize>) -> Range<usize> {
    let view = ctx.view;
    let floor = view.sentence(phrase.start).start.max(phrase.start.saturating_sub(APPOSED));
    let comma = (floor..phrase.start).rev().take_while(|&at| !view.auxiliary(at)).find(|&at| view.is(at, ","));
    let Some(comma) = comma.filter(|&comma| {
        view.class(comma + 1, Class::Article)
            && (comma + 1 == phrase.start || view.is(phrase.end, ","))
            && view.capital(comma.wrapping_sub(1))
            // The word before the comma is not a name in "On Wednesday, the union", "In Marn, the mayor" and
            // "Separately, the council".
            && !view.class(comma.wrapping_sub(1), Class::Day)
            && !view.class(comma.wrapping_sub(1), Class::Month)
            && !view.adverb(comma.wrapping_sub(1))
    }) else {
        return phrase;
    };
    let sentence = view.sentence(comma).start;
    let name = (sentence..comma).rev().take_while(|&at| view.capital(at) && view.wordlike(at)).last();
    // "In Marn, the mayor" names a place, but "an ally of Ann Lee, the mayor" names a person.
    let leads = |at: usize| at == sentence && view.class(at, Class::Preposition);
    let placed = |start: usize| leads(start) || start == sentence + 1 && leads(sentence);
    name.filter(|&start| !placed(start)).map_or(phrase, |start| start..comma)
}

/// Returns the phrase without a dateline at its start: "Mayor Ann Lee" in "MARN - Mayor Ann Lee".
fn behind_dateline(ctx: &Context<'_>, phrase: Range<usize>) -> Range<usize> {
    let dash = phrase.clone().rev().find(|&at| ctx.view.dash(at));
    dash.filter(|&at| at + 1 < phrase.end).map_or(phrase.clone(), |at| at + 1..phrase.end)
}

/// Returns the last words for several people before "they", as in "Five suspects were held. They face"; empty if there
/// are none.
fn many_before(ctx: &Context<'_>, at: usize) -> String {
    let view = ctx.view;
    let floor = at.saturating_sub(MANY_WITHIN);
    let people = |&i: &usize| {
        let head = view.known(i).head;
        head.is_some_and(|(head, plural)| plural && matches!(head.sort, SourceType::Role | SourceType::Anonymous))
            && (view.class(i.wrapping_sub(1), Class::Determiner) || counted(ctx, i.wrapping_sub(1)))
    };
    let last = (floor..at).rev().find(people);
    last.map_or(String::new(), |last| {
        view.document.cover(last.saturating_sub(1)..last + 1).of(view.document.text).to_owned()
    })
}

/// Returns the words of a phrase that contains no name, up to its first comma or relative pronoun. For "they", returns
/// the words for the people before it; for other pronouns, an empty string.
fn words(ctx: &Context<'_>, phrase: Range<usize>) -> String {
    let view = ctx.view;
    let closed = |at: usize| {
        const CLOSED: [Class; 4] = [Class::Pronoun, Class::Object, Class::Possessive, Class::Demonstrative];
        CLOSED.iter().any(|&class| view.class(at, class)) || view.relative(at) || view.class(at, Class::Existential)
    };
    if phrase.len() == 1 && view.class(phrase.start, Class::ThirdPlural) && !view.class(phrase.start, Class::Possessive)
    {
        return many_before(ctx, phrase.start);
    }
    if phrase.len() == 1 && closed(phrase.start) {
        return String::new();
    }
    // An adjective names its country: "Marnish meddling".
    if phrase.len() == 1
        && let Some(home) = view.lexicon.names.home(view.word(phrase.start))
    {
        return capitalised(home);
    }
    let ends = |&at: &usize| at > phrase.start && (view.relative(at) || matches!(view.word(at), "," | "(" | "—" | "–"));
    let end = phrase.clone().find(ends).unwrap_or(phrase.end);
    let end = if view.class(end.wrapping_sub(1), Class::Genitive) && end - 1 > phrase.start { end - 1 } else { end };
    view.document.cover(phrase.start..end).of(view.document.text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the phrase is a people and not a country: "the Britons".
fn people(ctx: &Context<'_>, phrase: &Range<usize>) -> bool {
    let last = phrase.end.saturating_sub(1);
    ctx.view.capital(last)
        && ctx.view.word(last).ends_with('s')
        && ctx.view.lexicon.names.home(ctx.view.word(last)).is_some()
}

/// Whether a number is at the token, so that its phrase has no name: "18 traders".
fn counted(ctx: &Context<'_>, at: usize) -> bool {
    ctx.view.number(at) || ctx.view.known(at).is_claim_word(ClaimWord::Count)
}

/// Capitalises a name of the lexicon, whose initials are ASCII. The standard library's Unicode tables would add 2 KB
/// to the page.
fn capitalised(name: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().into_iter().map(|first| first.to_ascii_uppercase()).chain(letters).collect::<String>()
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}
