//! Nouns for statements, and the words before a noun that modify it.

use std::ops::Range;

use super::{View, phrases, verbs};
use crate::lexicon::verbs::Form;
use crate::lexicon::{ClaimWord, Class};

/// The maximum number of tokens before a noun that can modify it.
const MAX_MODIFIERS: usize = 5;

/// Whether the token is a noun for something said: "allegation", "claim", "report".
pub fn is_statement(view: View<'_>, at: usize) -> bool {
    view.known(at).is_noun() || view.known(at).is_claim_word(ClaimWord::Telling)
}

/// Whether the word looks like a plural noun: "sailors", "men".
pub fn is_plural(view: View<'_>, at: usize) -> bool {
    let word = view.word(at);
    view.class(at, Class::Plural)
        || word.ends_with('s')
            && !word.ends_with("ss")
            && !view.known(at).is_closed_class()
            && !view.known(at).is_verb()
}

/// Returns the words before a noun that say what it is about: "corruption" in "corruption allegations". Returns `None`
/// if there are none, or if the word before the noun is vague or capitalised.
pub fn modifiers(view: View<'_>, noun: usize) -> Option<Range<usize>> {
    let sentence = view.sentence(noun);
    let content = |at: usize| {
        view.wordlike(at)
            && !view.known(at).is_closed_class()
            && !view.adverb(at)
            && !view.number(at)
            && !view.known(at).is_verb()
            && (!view.word(at).ends_with("ing") || view.word(at).contains('-'))
            && !view.class(at, Class::Genitive)
            && !is_statement(view, at)
            && !view.known(at).is_claim_word(ClaimWord::Facing)
    };
    let mut start = noun;
    while start > sentence.start && noun - start < MAX_MODIFIERS {
        let joint = view.class(start.wrapping_sub(1), Class::And)
            && start < noun
            && start >= 2
            && content(start - 2)
            && !view.capital(start);
        if !(content(start - 1) || joint) {
            break;
        }
        start -= 1;
    }
    while start < noun && (is_vague(view, start) || view.class(start, Class::And)) {
        start += 1;
    }
    let whole = start < noun
        && (start..noun).any(|at| !is_vague(view, at))
        && !view.capital(noun.wrapping_sub(1))
        && !is_vague(view, noun.wrapping_sub(1));
    whole.then_some(start..noun)
}

/// The maximum length of a subject with the clause of its noun, in tokens.
const MAX_SUBJECT: usize = 40;

/// Returns what the noun of saying states that is the subject of the verb group at `verb`: "the dam leaked" in "Claims
/// that the dam leaked were rejected". Returns `None` if there is no such subject, as in "Claims that it leaked spread
/// before they were rejected".
pub fn stated_before(view: View<'_>, verb: usize) -> Option<Range<usize>> {
    let floor = view.sentence(verb).start.max(verb.saturating_sub(MAX_SUBJECT));
    let (noun, start) = (floor..verb).find_map(|at| content_start(view, at, verb).map(|start| (at, start)))?;
    let content = start..verb;
    let marked = content.clone().any(|at| matches!(view.word(at), ";" | ":") || view.stop(at));
    let (needed, seen) = finite_verbs(view, content.clone());
    let clause = view.class(start - 1, Class::Complementiser);
    // In "The story of the flood is a myth" nobody claims the flood.
    if !clause && !view.known(noun).is_noun() {
        return None;
    }
    let whole = seen <= needed + usize::from(clause) && (seen > 0 || !clause || verbs::has_verb(view, content.clone()));
    (opens_clause(view, noun) && !content.is_empty() && whole && !marked && !is_bound(view, verb)).then_some(content)
}

/// Returns the verb of which the noun of saying with a "that" clause is the subject: "were" in "Claims that the dam
/// leaked were rejected". Returns `None` if the noun does not open a clause or no such verb precedes `end`.
pub fn verb_behind(view: View<'_>, noun: usize, end: usize) -> Option<usize> {
    let start = content_start(view, noun, end)?;
    if !view.class(start - 1, Class::Complementiser) || !opens_clause(view, noun) {
        return None;
    }
    let end = end.min(noun + MAX_SUBJECT);
    let main = |&verb: &usize| {
        let (needed, seen) = finite_verbs(view, start..verb);
        verbs::is_finite(view, verb)
            && !verbs::continues_group(view, verb)
            && seen == needed + 1
            && !is_bound(view, verb)
    };
    (start + 2..end).find(main)
}

/// Returns the start of what a noun of saying states: behind "that" or "of", also after its author, as in "claims by
/// staff that".
fn content_start(view: View<'_>, noun: usize, end: usize) -> Option<usize> {
    if !is_statement(view, noun) {
        return None;
    }
    let mut next = noun + 1;
    if view.class(next, Class::Agent) {
        next = phrases::chunk(view, next + 1, end);
        return view.class(next, Class::Complementiser).then_some(next + 1);
    }
    next += usize::from(view.class(next, Class::Complement) || view.class(next, Class::Topic));
    (next > noun + 1 && next < end).then_some(next)
}

/// Whether the phrase of the noun opens a clause: "The claims", "said that claims", "but earlier reports".
fn opens_clause(view: View<'_>, noun: usize) -> bool {
    let floor = view.sentence(noun).start;
    let first = (floor..noun).rev().take_while(|&at| leads(view, at)).last().unwrap_or(noun);
    let before = first.wrapping_sub(1);
    // In "the Post reports that" and "she claims that" the word is a verb.
    let verb = noun > floor
        && !view.class(noun - 1, Class::Determiner)
        && (view.capital(noun - 1)
            || view.class(noun - 1, Class::Pronoun)
            || view.known(noun - 1).head.is_some() && view.verbs(noun).any(|(_, form)| form == Form::Third));
    if verb {
        return false;
    }
    first == floor
        || view.pause(before)
        || view.quote_mark(before)
        || view.any(before, &[Class::Conjunction, Class::Complementiser])
        || verbs::is_saying(view, before)
}

/// Returns the number of finite verbs that the words need besides that of their main clause, one for each relative or
/// other inner clause, and the number that they have.
fn finite_verbs(view: View<'_>, words: Range<usize>) -> (usize, usize) {
    let first = words.start;
    let (mut needed, mut seen) = (0, 0);
    for at in words {
        let next = at + 1;
        let embeds =
            view.known(at).is_verb() && (view.class(next, Class::Determiner) || view.class(next, Class::Pronoun));
        // In "the letter he wrote" the pronoun opens a relative clause.
        let contact = at > first
            && view.class(at, Class::Pronoun)
            && view.wordlike(at - 1)
            && !view.known(at - 1).is_closed_class()
            && !verbs::is_verb(view, at - 1);
        let inner = view.relative(at)
            || view.any(at, &[Class::Or, Class::Adverbial])
            // Before the first verb "and" joins subjects.
            || seen > 0 && view.class(at, Class::And)
            || at > first && view.class(at, Class::Complementiser)
            || embeds && !view.class(next, Class::Complementiser)
            || contact;
        needed += usize::from(inner);
        seen += usize::from(
            (verbs::is_finite(view, at) || verbs::is_present(view, at)) && !verbs::continues_group(view, at),
        );
    }
    (needed, seen)
}

/// Whether the word before the verb is its own subject or joins it, so that an earlier noun is not its subject. The
/// same is true of another phrase behind a comma: ", Hale said".
fn is_bound(view: View<'_>, verb: usize) -> bool {
    let before = verb.wrapping_sub(1);
    let other = phrases::before(view, verb).is_some_and(|phrase| view.is(phrase.start.wrapping_sub(1), ","));
    other || view.any(before, &[Class::Subordinator, Class::Pronoun, Class::Conjunction]) || view.relative(before)
}

/// Whether the word may precede a noun in its phrase.
fn leads(view: View<'_>, at: usize) -> bool {
    view.wordlike(at)
        && !view.class(at, Class::Conjunction)
        && !view.class(at, Class::Subordinator)
        && !view.class(at, Class::Preposition)
        && !verbs::is_finite(view, at)
        && !verbs::is_saying(view, at)
}

/// Whether the word says nothing about what is alleged, as in "repeated allegations".
fn is_vague(view: View<'_>, at: usize) -> bool {
    view.known(at).is_claim_word(ClaimWord::Vague) || view.word(at).ends_with("ed")
}

/// Returns the possessor of a noun, if it has one: "Kyiv" in "Kyiv's claim that", "their" in "their claim that".
/// `start` is the noun's first token.
pub fn possessor(view: View<'_>, start: usize) -> Option<Range<usize>> {
    let before = start.checked_sub(1)?;
    if view.class(before, Class::Possessive) {
        return Some(before..start);
    }
    view.class(before, Class::Genitive).then(|| phrases::before(view, before)).flatten()
}
