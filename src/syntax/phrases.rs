//! Finds noun phrases with their titles, appositions and relative clauses.

use std::ops::Range;

use super::{View, headline, verbs};
use crate::lexicon::verbs::Form;
use crate::lexicon::{ClaimWord, Class};

/// The maximum length of an apposition or relative clause that belongs to a source, in tokens.
const MAX_INSERT: usize = 30;
/// The maximum length of a noun phrase without prepositional phrases, in tokens.
const MAX_CHUNK: usize = 10;
/// The maximum length of a noun phrase, in tokens.
const MAX_PHRASE: usize = 18;

/// Returns the noun phrase that ends right before token `end` or before the adverbs there, with its title, apposition
/// and relative clause. Returns `None` if there is none.
pub fn before(view: View<'_>, end: usize) -> Option<Range<usize>> {
    let sentence = view.sentence(end.checked_sub(1)?);
    let mut end = end;
    while end > sentence.start && view.adverb(end.wrapping_sub(1)) {
        end -= 1;
    }
    if end > sentence.start && closes_insert(view, end - 1) {
        let comma = insert_start(view, &sentence, end - 1)?;
        return simple_before(view, &sentence, comma).map(|phrase| phrase.start..end - 1);
    }
    simple_before(view, &sentence, end)
}

/// Whether the mark closes an insertion: a comma, or a full stop that was mistyped for one within a sentence.
fn closes_insert(view: View<'_>, at: usize) -> bool {
    matches!(view.word(at), "," | ")" | "." | "—" | "–") && view.wordlike(at.wrapping_sub(1))
}

/// Returns the comma, dash or bracket that opens the insertion closed by the mark at `close`. Returns `None` if the
/// words between them are not an insertion.
fn insert_start(view: View<'_>, sentence: &Range<usize>, close: usize) -> Option<usize> {
    let opener = match view.word(close) {
        ")" => "(",
        "." => ",",
        mark => mark,
    };
    let floor = sentence.start.max(close.saturating_sub(MAX_INSERT));
    let open = (floor..close).rev().find(|&at| view.is(at, opener))?;
    let first = open + 1;
    let apposition = view.relative(first)
        || view.class(first, Class::Whose)
        || view.determines(first)
        || view.adverb(first)
        || view.number(first)
        || view.is(close, ")")
        || !view.class(first, Class::Conjunction)
            && !view.class(first, Class::Subordinator)
            && !view.class(first, Class::Preposition)
            && !view.class(first, Class::Pronoun)
            && view.words_in(first..close) <= 8;
    (apposition && open > sentence.start).then_some(open)
}

/// Returns the noun phrase that ends right before token `end`, without an insertion after it.
fn simple_before(view: View<'_>, sentence: &Range<usize>, end: usize) -> Option<Range<usize>> {
    let last = end.checked_sub(1).filter(|&last| last >= sentence.start)?;
    if view.class(last, Class::Pronoun) || view.class(last, Class::RelativeSubject) || view.class(last, Class::Nobody) {
        return Some(last..end);
    }
    let floor = sentence.start.max(end.saturating_sub(MAX_PHRASE));
    let floor = floor.max(headline::start(view, view.paragraph(last)).min(last));
    let mut start = end;
    while start > floor && inside_phrase(view, start - 1, start, end) {
        start -= 1;
    }
    let phrase = strip_lead(view, start..end);
    (!phrase.is_empty()
        && phrase.clone().any(|at| view.wordlike(at))
        && (!view.auxiliary(phrase.end.wrapping_sub(1)) || view.class(phrase.end.wrapping_sub(1), Class::Genitive)))
    .then_some(phrase)
}

/// Whether the token `at` belongs to a noun phrase that ends before `end` and that contains the token `next` after it.
fn inside_phrase(view: View<'_>, at: usize, next: usize, end: usize) -> bool {
    let word = view.word(at);
    if view.wordlike(at) {
        let joins =
            view.class(at, Class::And) && next < end && (view.capital(next) == view.capital(at.wrapping_sub(1)));
        let clause = view.auxiliary(at) && !view.class(at, Class::Genitive)
            || view.class(at, Class::Subordinator)
                && !(view.class(at, Class::As) && view.is(at.wrapping_sub(1), "such"))
                && !(view.class(at, Class::Complementiser) && view.is(at.wrapping_sub(1), ","))
            || view.class(at, Class::Conjunction)
            || view.verbs(at).any(|(_, form)| form == Form::Past)
            || view.class(at, Class::Past) && !view.capital(at)
            || view.class(at, Class::Existential)
            || view.relative(at)
            || view.class(at, Class::Then)
            || view.class(at, Class::Pronoun)
            || view.class(at, Class::Infinitive) && !view.capital(next) && !view.class(next, Class::Determiner);
        return joins || !clause;
    }
    // A quoted word inside a phrase, as in "the 'hero' coach said", or a symbol inside a name or amount.
    matches!(word, "'" | "’" | "&" | "/" | "$" | "£" | "€" | "%" | "#" | "@") && next < end
}

/// Removes words such as "On Friday", "In Paris" or "But later" from the start of a phrase.
fn strip_lead(view: View<'_>, mut phrase: Range<usize>) -> Range<usize> {
    while phrase.start < phrase.end {
        let at = phrase.start;
        let lead = view.adverb(at)
            || view.class(at, Class::Day)
            || view.class(at, Class::Conjunction)
            || view.class(at, Class::Month) && view.number(at + 1)
            || view.class(at, Class::NearTime) && view.class(at + 1, Class::Time)
            || at > 0 && view.class(at, Class::Time) && view.class(at.wrapping_sub(1), Class::NearTime)
            || !view.wordlike(at)
            || [Class::Attaching, Class::Locative, Class::Agentive, Class::Temporal]
                .iter()
                .any(|&class| view.class(at, class))
            || view.class(at, Class::With)
            || view.is(at, "than");
        if !lead {
            break;
        }
        phrase.start += 1;
        if view.class(at, Class::Preposition) && !view.class(phrase.start, Class::Day) {
            phrase.start = after_prepositional(view, phrase.clone());
        }
    }
    phrase
}

/// Returns where the subject starts after a prepositional phrase that no comma ends: "In a statement the ministry …".
fn after_prepositional(view: View<'_>, phrase: Range<usize>) -> usize {
    let second = (phrase.start + 1..phrase.end).find(|&at| {
        view.class(at, Class::Determiner)
            || view.class(at, Class::Pronoun)
            || view.capital(at) && !view.capital(at.wrapping_sub(1))
    });
    second.unwrap_or(phrase.end)
}

/// Returns the noun phrase that starts at token `start`, with its title, apposition and relative clause, bounded by
/// `limit`.
pub fn after(view: View<'_>, start: usize, limit: usize) -> Option<Range<usize>> {
    if start >= limit {
        return None;
    }
    if view.class(start, Class::Pronoun) || view.class(start, Class::Nobody) && !view.wordlike(start + 1) {
        return Some(start..start + 1);
    }
    let mut end = start;
    while end < limit && end - start < MAX_PHRASE && continues_right(view, end, start) {
        end += 1;
    }
    while end > start
        && (view.class(end.wrapping_sub(1), Class::Preposition)
            || view.class(end.wrapping_sub(1), Class::Determiner)
            || view.class(end.wrapping_sub(1), Class::And))
    {
        end -= 1;
    }
    if end == start || !(start..end).any(|at| view.wordlike(at)) {
        return None;
    }
    Some(start..with_apposition(view, end, limit))
}

/// Whether the token `at` continues the noun phrase that starts at `start`.
fn continues_right(view: View<'_>, at: usize, start: usize) -> bool {
    let word = view.word(at);
    if !view.wordlike(at) {
        return matches!(word, "&" | "/") || word == "'" && view.wordlike(at + 1);
    }
    if view.class(at, Class::And) {
        return view.capital(at + 1) || view.class(at + 1, Class::Determiner);
    }
    let time = view.class(at, Class::Day)
        || view.class(at, Class::On) && (view.class(at + 1, Class::Day) || view.class(at + 1, Class::Month))
        || (view.class(at, Class::Temporal) && !view.class(at, Class::Since) || view.any(at, &[Class::In, Class::At]))
            && at > start
            && !view.capital(at + 1);
    !(time
        || view.auxiliary(at) && !view.class(at, Class::Genitive)
        || view.class(at, Class::Subordinator) && at > start && !view.any(at, &[Class::As, Class::Since])
        || view.class(at, Class::Conjunction)
        || view.relative(at)
        || view.class(at, Class::Infinitive)
        || view.class(at, Class::Pronoun) && at > start)
}

/// Whether the comma introduces a name of two or more words that belongs to the description before it: "the conductor,
/// Tom Ebb.". A comma, a full stop or the limit must end the name.
fn is_named(view: View<'_>, comma: usize, limit: usize) -> bool {
    let name = comma + 1..limit.min(comma + 6);
    let words = name.clone().take_while(|&at| view.capital(at) && !view.known(at).is_closed_class()).count();
    let next = name.start + words;
    !view.capital(comma.wrapping_sub(1)) && words > 1 && (next >= limit || view.is(next, ",") || view.stop(next))
}

/// Returns the end of a phrase, including an apposition or relative clause that follows: ", the mayor of X," or ", who
/// runs the camp,".
fn with_apposition(view: View<'_>, end: usize, limit: usize) -> usize {
    let opens = view.is(end, ",")
        && (view.determines(end + 1)
            || view.relative(end + 1)
            || view.class(end + 1, Class::Whose)
            || view.number(end + 1)
            || !view.class(end + 1, Class::Conjunction)
                && !view.class(end + 1, Class::Subordinator)
                && !view.class(end + 1, Class::Preposition)
                && !view.class(end + 1, Class::Pronoun)
                && !view.quote_mark(end + 1)
                && view.wordlike(end + 1)
                && !view.word(end + 1).ends_with("ing")
                && (end + 2..limit.min(end + 10)).any(|at| view.class(at, Class::Belonging))
            || is_named(view, end, limit))
        || view.relative(end);
    if !opens {
        return end;
    }
    let stop = (end + 1..limit.min(end + MAX_INSERT))
        .find(|&at| view.quote_mark(at) || view.is(at, ";") || view.is(at, ":") || (view.is(at, ",") && at > end + 1));
    let stop = stop.unwrap_or(limit.min(end + MAX_INSERT));
    // Days and full stops at the end are not part of it.
    let mut last = stop;
    while last > end + 1
        && (view.stop(last.wrapping_sub(1))
            || view.class(last.wrapping_sub(1), Class::Day)
            || view.class(last.wrapping_sub(1), Class::On)
            || view.quote_mark(last.wrapping_sub(1)))
    {
        last -= 1;
    }
    last
}

/// Returns the end of the noun phrase that starts at `at`, without prepositional phrases. Returns `at` if no noun
/// phrase starts there.
pub fn chunk(view: View<'_>, at: usize, end: usize) -> usize {
    // Only "her" is both an object and a possessive.
    let owner = view.class(at, Class::Object) && view.class(at, Class::Possessive) && in_chunk(view, at + 1, at + 1);
    if (view.class(at, Class::Object) || view.is(at, "you")) && !owner {
        return at + 1;
    }
    if view.class(at, Class::Pronoun) {
        return at;
    }
    let first = at + usize::from(owner || view.class(at, Class::Determiner) && !view.class(at, Class::Complementiser));
    let mut next = first;
    while next < end.min(at + MAX_CHUNK) && in_chunk(view, next, first) {
        next += 1;
    }
    if next == first { at } else { next }
}

/// Whether the word at `at` belongs to a noun phrase whose first word after the determiner is at `first`.
fn in_chunk(view: View<'_>, at: usize, first: usize) -> bool {
    const OUTSIDE: [Class; 8] = [
        Class::Determiner,
        Class::Pronoun,
        Class::Object,
        Class::Subordinator,
        Class::Preposition,
        Class::Conjunction,
        Class::Relative,
        Class::Negation,
    ];
    let owned = at > first && view.class(at - 1, Class::Genitive);
    // Examples are "the BBC's programme" and "the magistrates' court".
    if view.class(at, Class::Genitive) || view.is(at, "'") && view.word(at.wrapping_sub(1)).ends_with('s') {
        return at > first && view.wordlike(at + 1);
    }
    if view.class(at, Class::And) || view.is(at, "&") {
        return at > first && view.wordlike(at + 1) && !view.class(at + 1, Class::Pronoun);
    }
    let noun_follows = || view.wordlike(at + 1) && !view.known(at + 1).is_closed_class();
    let finite = view.class(at, Class::Auxiliary)
        || view.class(at, Class::Past) && !view.capital(at)
        || (view.word(at).ends_with("ed") || view.verbs(at).any(|(_, form)| form == Form::Past))
            && !view.capital(at)
            && !(at == first && (noun_follows() || at > 0 && view.class(at - 1, Class::Determiner)));
    let day = view.class(at, Class::Day) && !owned;
    let time = view.class(at, Class::NearTime) || view.is(at, "ago");
    view.wordlike(at)
        && !(finite || day || time || view.adverb(at))
        && (view.capital(at) && !view.class(at, Class::Pronoun) || !OUTSIDE.iter().any(|&class| view.class(at, class)))
}

/// Returns the part of the phrase after its last irregular verb, or the whole phrase if it contains none: "a gang" in
/// "officers broke up a gang".
pub fn behind_verb(view: View<'_>, phrase: Range<usize>) -> Range<usize> {
    let verb = |&at: &usize| {
        view.known(at).is_claim_word(ClaimWord::Past)
            && !view.capital(at)
            && verbs::is_finite(view, at)
            && at + 1 < phrase.end
    };
    let Some(verb) = phrase.clone().rev().find(verb) else { return phrase };
    let particle = view.known(verb + 1).is_claim_word(ClaimWord::Phrasal) && verb + 2 < phrase.end;
    verb + 1 + usize::from(particle)..phrase.end
}
