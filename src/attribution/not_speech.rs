//! Verbs and nouns of saying that do not report speech: "denied him entry", "claimed 12 lives", "hail claims rose",
//! "told the truth".

use std::ops::Range;

use crate::lexicon::Class;
use crate::lexicon::verbs::{Cue, Form, Grammar};
use crate::syntax::{View, adjuncts, nouns, object, phrases, verbs};
use crate::tagger;

/// Whether the cue governs something that cannot be said: "claimed 12 lives", "denied him entry".
pub fn is_thing(view: View<'_>, found: &tagger::Relation) -> bool {
    let Some(content) = found.content.first() else { return false };
    let (start, end) = (content.start, content.end);
    let quoted = view.quote_around(start).is_some();
    let is = |fits: &dyn Fn(&Cue) -> bool| view.verbs(found.cue.end.wrapping_sub(1)).any(|(cue, _)| fits(cue));
    if quoted && view.quote_mark(start) && is(&|cue| !cue.takes(Grammar::Quote)) {
        return true;
    }
    if is(&|cue| is_taken_after_insertion(view, cue.lemma, found.cue.end)) {
        return true;
    }
    if start != found.cue.end {
        let object = object_of(view, found.cue.end);
        return !quoted && object > found.cue.end && object < end && is(&|cue| is_taken(view, cue.lemma, object..end));
    }
    let verb = found.cue.end.wrapping_sub(1);
    if !quoted && is(&|cue| is_act(view, cue, verb, start..end)) {
        return true;
    }
    if is_withheld(view, start) {
        return true;
    }
    let person = found.content.len() == 1 && content.len() == 1 && view.class(start, Class::Object);
    // An example is "charged him a fee".
    let double = view.class(start, Class::Object)
        && is(&|cue| matches!(cue.lemma, "charge" | "deny" | "offer"))
        && !verbs::has_past_or_auxiliary(view, start..end);
    let named = double || is(&denies) && is_person(view, start, end);
    let taken = !quoted && is(&|cue| is_taken(view, cue.lemma, start..end));
    let plain = || (start..end).all(|at| view.quote_around(at).is_none());
    let governed = is(&|cue| cue.takes(Grammar::Noun) || cue.distancing);
    named
        || taken
        || governed && (person || nothing_said(view, start, end, 3))
        || !verbs::has_past_or_auxiliary(view, start..end) && plain() && is_idiom(view, start, end, is)
}

/// Whether the verb at `verb` does something to the people or things that are its object: "dismissed the jury",
/// "rejected 300 applications", "admitted the letters as evidence", "noted the number and drove on". Miss: "dismissed
/// two claims", "rejected the idea".
pub fn is_act(view: View<'_>, cue: &Cue, verb: usize, words: Range<usize>) -> bool {
    let (start, end) = (words.start, words.end);
    let next = phrases::chunk(view, start, end);
    let next = next - usize::from(next > start && view.class(next - 1, Class::And));
    let more = does_more(view, next);
    let noun = next == start + 2 && view.determines(start) && !view.number(start + 1);
    let object = [Grammar::Noun, Grammar::Names, Grammar::As, Grammar::Gerund];
    let said = nouns::is_statement(view, next.wrapping_sub(1)) || object.iter().any(|&grammar| cue.takes(grammar));
    if more && view.determines(start) && (!said || cue.takes(Grammar::Names) && noun) {
        return true;
    }
    // In "dismissed forty workers in May" the capital is a month.
    let finite = |at: usize| verbs::is_past_or_auxiliary(view, at) && !view.capital(at);
    if next == start || !more && (next..end.min(next + 3)).any(finite) {
        return false;
    }
    let stated = (start..next).any(|at| nouns::is_statement(view, at));
    let counted = (view.number(start) || view.lexicon.count(view.word(start)).is_some()) && !stated;
    let as_something = view.class(next, Class::As);
    let is = |class: Class| view.lexicon.is(cue.lemma, class);
    // In "admitted the letters as evidence" a bare noun follows.
    let bare = as_something && view.wordlike(next + 1) && !view.known(next + 1).is_closed_class();
    is(Class::Handling) && counted
        || is(Class::Dismissing) && !as_something && object::is_person(view, start, next, true)
        || is(Class::Admitting) && object::is_person(view, start, next, false)
        || is(Class::Admitting) && bare && !view.class(next + 2, Class::Of)
        || is(Class::Appointing) && object::is_appointed(view, verb, start, end)
        // A second object or an adjective would say what the first one is called.
        || cue.takes(Grammar::Names) && noun && (view.ends_sentence(next) || view.is(next, ","))
}

/// Whether the subject does something else after the token: "and closed the embassy", "and drove on".
fn does_more(view: View<'_>, at: usize) -> bool {
    view.class(at, Class::And)
        && (view.class(at + 1, Class::Past) || view.word(at + 1).ends_with("ed"))
        && !view.capital(at + 1)
}

/// Whether somebody is kept from something by the verb right before the token: "denied the firm a licence", "was
/// denied a visa".
pub fn is_withheld(view: View<'_>, start: usize) -> bool {
    let verb = start.wrapping_sub(1);
    if !view.verbs(verb).any(|(cue, _)| cue.lemma == "deny") {
        return false;
    }
    let sentence = view.sentence(verb);
    let group = verbs::group_start(view, verb, sentence.start)..verb;
    object::is_withheld(view, start, sentence.end, verbs::is_passive(view, group, Form::Past))
}

/// Whether the verb says that its object is not true: "deny", "dismiss", "reject".
pub fn denies(cue: &Cue) -> bool {
    matches!(cue.lemma, "deny" | "dismiss" | "reject")
}

/// Whether the words after a verb of saying, which contain no verb, are an idiom with it: "observed a minute's
/// silence", "was admitted to hospital", "told the truth".
fn is_idiom(view: View<'_>, start: usize, end: usize, is: impl Fn(&dyn Fn(&Cue) -> bool) -> bool) -> bool {
    is(&|cue| !cue.takes(Grammar::Names) && !cue.takes(Grammar::As)) && nothing_said(view, start, end, 4)
        || view.class(start, Class::Infinitive) && is(&|cue| cue.lemma == "admit")
        || is(&|cue| cue.lemma == "tell") && !view.class(start, Class::Topic) && !view.class(start, Class::Question)
}

/// Whether one of the first `reach` words from `start` on is a thing that cannot be said, without a clause about it:
/// "entry", "the case", not "the case was closed".
pub fn nothing_said(view: View<'_>, start: usize, end: usize, reach: usize) -> bool {
    let thing = (start..start + reach).find(|&at| view.class(at, Class::NoContent));
    thing.is_some_and(|at| does_more(view, at + 1) || !verbs::has_past_or_auxiliary(view, at + 1..end.min(at + 4)))
}

/// Whether the object from `start` to `end` is a person: "denied Arlo Finn from six yards", "dismissed Lind for 12".
pub fn is_person(view: View<'_>, start: usize, end: usize) -> bool {
    let names = (start..end).take_while(|&at| view.capital(at) && !view.known(at).is_closed_class()).count();
    let next = start + names;
    let known = names > 1 && view.known(start).first_name.is_some();
    let ends = view.class(next, Class::Preposition) || view.class(next, Class::Determiner) || view.adverb(next);
    names > 0
        && (known && next >= end || ends && (known || !view.class(next, Class::As)))
        && !view.class(next, Class::Of)
        && !(next..end).any(|at| verbs::is_past_or_auxiliary(view, at))
}

/// Whether an insertion and then a thing follow "claim", whose position ends at `at`: "claimed, after a long wait, the
/// suitcase that was lost".
pub fn is_taken_after_insertion(view: View<'_>, lemma: &str, at: usize) -> bool {
    let end = view.sentence(at.wrapping_sub(1)).end;
    let behind = adjuncts::after_insertion(view, at, end);
    if behind == at || !view.is(behind - 1, ",") {
        return false;
    }
    // A relative clause describes the thing.
    let object = phrases::chunk(view, behind, end);
    let relative = view.relative(object) || view.class(object, Class::Complementiser);
    is_taken(view, lemma, behind..if relative { object } else { end })
}

/// Whether the object of "claim" or "add" is a thing: "claimed the roof", "added two goals".
pub fn is_taken(view: View<'_>, lemma: &str, words: Range<usize>) -> bool {
    let first = words.start;
    let counted = view.lexicon.count(view.word(first)).is_some() || view.number(first);
    matches!(lemma, "claim" | "add")
        && !view.class(first, Class::Complementiser)
        && (view.class(first, Class::Determiner) || counted)
        && (!verbs::has_past_or_auxiliary(view, words.clone()) || only_relative(view, words))
}

/// Returns where the object of the verb that ends at `end` starts, behind adjuncts: "claimed, after a wait, [the
/// suitcase]".
pub fn object_of(view: View<'_>, end: usize) -> usize {
    adjuncts::behind(view, end, view.sentence(end.saturating_sub(1)).end, |_| false)
}

/// Whether the only verb after a noun is that of its relative clause: "the suitcase that the airline had lost". Miss:
/// "the suitcase that he lost was empty".
fn only_relative(view: View<'_>, words: Range<usize>) -> bool {
    let head = phrases::chunk(view, words.start, words.end);
    let relative = view.class(head, Class::Complementiser) || view.relative(head);
    let verb = |&at: &usize| verbs::is_past_or_auxiliary(view, at) && !verbs::continues_group(view, at);
    let verbs = (head + 1..words.end).filter(verb).count();
    head > words.start && relative && verbs == 1
}

/// Whether the word is a noun right before the verb of which it is the subject: "Hail claims rose".
pub fn is_subject(view: View<'_>, cue: &Range<usize>) -> bool {
    let (at, next) = (cue.start, cue.end);
    let noun = cue.len() == 1 && view.class(at, Class::AlsoNoun) && !view.class(at.wrapping_sub(1), Class::Pronoun);
    noun && (view.class(next, Class::Past)
        || view.class(next, Class::Auxiliary) && !view.class(next, Class::Genitive)
        || past(view, next))
}

/// Whether the token ends like a past form and does not modify a noun: "claims doubled in May".
fn past(view: View<'_>, at: usize) -> bool {
    view.word(at).ends_with("ed") && !view.wordlike(at + 1)
        || view.word(at).ends_with("ed") && view.class(at + 1, Class::Preposition)
}
