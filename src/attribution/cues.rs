//! Finds the verb groups that attribute something.

use std::ops::Range;

use crate::lexicon::verbs::{Cue, Form, Grammar};
use crate::lexicon::{ClaimWord, Class};
use crate::syntax::{View, headline, nouns, phrases, verbs};

/// The maximum distance between a verb such as "snapped", which describes a manner of speaking, and the colon or comma
/// before its quotation, in tokens.
const MANNER_REACH: usize = 8;

/// A verb group that attributes: "has repeatedly denied", "is yet to confirm".
#[derive(Clone, Debug)]
pub struct Group {
    /// Its tokens, including auxiliaries, negation and particle.
    pub tokens: Range<usize>,
    /// The verb.
    pub head: usize,
    /// The lexicon entry of the verb.
    pub cue: &'static Cue,
    /// The verb's form.
    pub form: Form,
    /// Whether the verb is passive, so that its subject is not the speaker: "is accused".
    pub passive: bool,
}

/// Finds all verb groups that attribute, in text order. In "Reports that it leaked are false" the first word is a noun.
pub fn find(view: View<'_>) -> Vec<Group> {
    let mut out: Vec<Group> = Vec::new();
    for at in 0..view.document.tokens.len() {
        if out.last().is_some_and(|last| last.tokens.end > at) {
            continue;
        }
        let noun = view.known(at).is_noun() && nouns::verb_behind(view, at, view.sentence(at).end).is_some();
        let fits = |(cue, form): &(&'static Cue, Form)| {
            particle_fits(view, at, cue) && is_verb(view, at, cue, *form) && !(noun && *form != Form::Past)
        };
        // A verb with a particle, such as "called out", takes precedence over the bare verb.
        let whole = view.verbs(at).filter(|(cue, _)| !cue.particle.is_empty()).find(fits);
        let fitting = whole.or_else(|| view.verbs(at).find(fits));
        if let Some((cue, form)) = fitting {
            let found = group(view, at, cue, form);
            let fits = (!cue.takes(Grammar::Forum) || is_heard(view, &found))
                && (!cue.takes(Grammar::Manner) || beside_quotation(view, &found));
            if fits {
                out.push(found);
            }
        }
    }
    out
}

/// Whether the subject of the group is a forum: "the court heard", not "the neighbours heard".
fn is_heard(view: View<'_>, group: &Group) -> bool {
    let subject = phrases::before(view, group.tokens.start);
    !group.passive && subject.is_some_and(|mut subject| subject.any(|at| view.class(at, Class::Forum)))
}

/// Whether a quotation ends right before the group or its subject, or starts after a colon or comma shortly after the
/// group.
fn beside_quotation(view: View<'_>, group: &Group) -> bool {
    let ends = |at: usize| {
        let at = if view.pause(at) { at.wrapping_sub(1) } else { at };
        let token = view.document.tokens.get(at);
        token.is_some_and(|token| view.quote_around(at).is_some_and(|quote| quote.span.end == token.span.end))
    };
    let opens = |at: usize| {
        let token = view.document.tokens.get(at);
        token.is_some_and(|token| view.quote_around(at).is_some_and(|quote| quote.span.start == token.span.start))
    };
    let start = group.tokens.start;
    let before = ends(start.wrapping_sub(1))
        || phrases::before(view, start).is_some_and(|subject| ends(subject.start.wrapping_sub(1)));
    let end = view.sentence(group.head).end;
    let lead =
        (group.tokens.end..end.min(group.tokens.end + MANNER_REACH)).find(|&at| matches!(view.word(at), ":" | ","));
    before || lead.is_some_and(|mark| opens(mark + 1))
}

fn particle_fits(view: View<'_>, at: usize, cue: &Cue) -> bool {
    cue.particle.is_empty() || view.is(at + 1, cue.particle)
}

/// Whether the form is a verb here, and not a noun or an adjective.
fn is_verb(view: View<'_>, at: usize, cue: &Cue, form: Form) -> bool {
    let before = at.wrapping_sub(1);
    let determined = view.class(before, Class::Determiner) && !view.class(before, Class::Nobody)
        || view.class(before, Class::Genitive) && !view.auxiliary(at + 1) && form != Form::Past && form != Form::Ing
        || view.class(before, Class::Preposition) && form != Form::Ing && !view.class(before, Class::Infinitive);
    match form {
        Form::Past => (!determined || opens_content(view, at + 1)) && !view.is(before, "-") && !is_adjective(view, at),
        Form::Ing => !determined,
        Form::Third => {
            let governs = view.class(before, Class::Pronoun)
                || !view.class(at, Class::AlsoNoun) && view.capital(before) && view.wordlike(at + 1)
                || in_headline(view, at, cue)
                || opens_content(view, at + 1)
                || (cue.takes(Grammar::Quote) || cue.takes(Grammar::Forum)) && ends_here(view, at + 1)
                || cue.takes(Grammar::Left) && ends_here(view, at + 1) && comma_before_subject(view, at);
            !determined && governs && !view.auxiliary(before) && !is_finite_cue(view, before)
        }
        Form::Base => {
            let auxiliary = view.auxiliary(before) && !view.class(before, Class::Be) && !view.class(before, Class::No)
                || view.adverb(before) && view.auxiliary(before.wrapping_sub(1));
            let team = view.capital(before) && view.class(at + 1, Class::Complementiser);
            let headline = (plural_subject(view, before) || view.is(before, ",")) && in_headline(view, at, cue);
            let plural = plural_subject(view, before) && opens_content(view, at + 1);
            // "…, forecasters say."
            let last = plural_subject(view, before) && cue.takes(Grammar::Left) && ends_here(view, at + 1);
            let last = last && comma_before_subject(view, at);
            auxiliary || team || is_joint(view, before) || plural || headline || last
        }
    }
}

/// Whether a comma precedes the subject of the verb at `at`: "…, report finds".
fn comma_before_subject(view: View<'_>, at: usize) -> bool {
    phrases::before(view, at).is_some_and(|subject| view.is(subject.start.wrapping_sub(1), ","))
}

/// Whether the word is a verb of saying in a headline, and cannot be a noun: "Mayor says bridge safe", "…, say
/// police".
fn in_headline(view: View<'_>, at: usize, cue: &Cue) -> bool {
    let says = cue.takes(Grammar::That) && cue.takes(Grammar::Left)
        || cue.takes(Grammar::Addressee)
        || cue.takes(Grammar::Noun);
    let placed = view.is(at.wrapping_sub(1), ",") || headline::opens_with_subject(view, at);
    says && placed
        && cue.particle.is_empty()
        && !view.lexicon.is(&format!("{}s", cue.lemma), Class::AlsoNoun)
        && view.wordlike(at + 1)
        && headline::is_headline(view, at)
}

/// Whether the participle modifies a noun: "the first reported attack by".
fn is_adjective(view: View<'_>, at: usize) -> bool {
    let lower = |at: usize| view.wordlike(at) && !view.capital(at) && !view.class(at, Class::Determiner);
    view.class(at.wrapping_sub(2), Class::Determiner)
        && lower(at.wrapping_sub(1))
        && lower(at + 1)
        && view.any(at + 2, &[Class::Agent, Class::On, Class::In, Class::At, Class::Of, Class::Against])
}

/// Whether the token is a past or -ing form of a cue, which takes the next word as its object: in "denied claims",
/// "claims" is not a verb.
fn is_finite_cue(view: View<'_>, at: usize) -> bool {
    view.verbs(at).any(|(_, form)| form == Form::Past || form == Form::Ing)
}

/// Whether the token joins a base form to its group: "yet to confirm", "appeared to show", "neither confirm nor deny".
fn is_joint(view: View<'_>, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    view.any(at, &[Class::Neither, Class::Nor, Class::Or])
        || view.class(at, Class::Infinitive) && (view.class(before, Class::Yet) || seems(view, before))
}

fn plural_subject(view: View<'_>, at: usize) -> bool {
    let word = view.word(at);
    view.class(at, Class::Plural)
        || view.class(at, Class::Nobody)
        || word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && view.wordlike(at)
}

/// Whether the token can start content or a hearer.
fn opens_content(view: View<'_>, at: usize) -> bool {
    view.quote_mark(at)
        || view.is(at, ":")
        || view.class(at, Class::Pronoun)
        || view.class(at, Class::Determiner)
        || view.class(at, Class::Subordinator)
        || view.class(at, Class::Addressee)
        || view.capital(at)
        || view.number(at)
        || view.any(at, &[Class::Infinitive, Class::Existential, Class::Of])
}

fn ends_here(view: View<'_>, at: usize) -> bool {
    view.word(at).is_empty()
        || view.stop(at)
        || view.is(at, ",")
        || view.class(at, Class::Day)
        || view.class(at, Class::On)
        || view.class(at, Class::In)
}

fn group(view: View<'_>, head: usize, cue: &'static Cue, form: Form) -> Group {
    let sentence = view.sentence(head);
    let mut start = head;
    while start > sentence.start && extends_left(view, start - 1, start) {
        start -= 1;
    }
    let start = verbs::without_adverbs(view, start..head);
    let mut end = head + 1 + usize::from(!cue.particle.is_empty());
    // In "refused to confirm" the two verbs attribute together.
    let joined =
        (cue.takes(Grammar::Joins) && view.class(end, Class::Infinitive)).then(|| joined_verb(view, end + 1)).flatten();
    let cue = joined.unwrap_or(cue);
    let form = if joined.is_some() { Form::Base } else { form };
    end += if joined.is_some() { 2 } else { 0 };
    if view.class(end, Class::Conjunction) && view.verbs(end + 1).any(|(_, other)| other == form) {
        end += 2;
    }
    Group { tokens: start..end, head, cue, form, passive: verbs::is_passive(view, start..head, form) }
}

/// Returns the verb of saying at the token, if something that it can govern follows.
fn joined_verb(view: View<'_>, at: usize) -> Option<&'static Cue> {
    let (cue, _) = view.verbs(at).find(|(_, form)| *form == Form::Base)?;
    let next = if view.any(at + 1, &[Class::Or, Class::Nor]) { at + 3 } else { at + 1 };
    (cue.particle.is_empty() && opens_content(view, next)).then_some(cue)
}

fn extends_left(view: View<'_>, at: usize, next: usize) -> bool {
    view.auxiliary(at) && !view.class(at, Class::No)
        || view.class(at, Class::Since) && view.auxiliary(at.wrapping_sub(1)) && view.auxiliary(next)
        || view.adverb(at)
        || view.any(at, &[Class::Neither, Class::Yet])
        || view.class(at, Class::Infinitive)
            && (view.class(at.wrapping_sub(1), Class::Yet) || seems(view, at.wrapping_sub(1)))
        || seems(view, at) && view.class(next, Class::Infinitive)
}

fn seems(view: View<'_>, at: usize) -> bool {
    view.known(at).is_claim_word(ClaimWord::Seeming)
}

/// Whether the subject of the group is the hearer, as in "was told", "told that" and, at the start of a sentence,
/// "Asked by".
pub fn subject_hears(view: View<'_>, group: &Group) -> bool {
    if group.form != Form::Past || !group.cue.takes(Grammar::Addressee) {
        return false;
    }
    if group.passive {
        return true;
    }
    let next = group.tokens.end;
    let alone = group.tokens.len() == 1;
    let opens = view.sentence(group.head).start == group.head;
    // An active verb would need an object here.
    let over = view.ends_sentence(next)
        && group.cue.lemma == "tell"
        && !view.class(group.head.wrapping_sub(1), Class::Pronoun);
    let hearer = group.cue.takes(Grammar::Hearer);
    let without = hearer && (view.any(next, &[Class::Complementiser, Class::Agent]) || over)
        || view.class(next, Class::Infinitive) && (hearer || matches!(group.cue.lemma, "warn" | "advise"));
    let participle = opens
        && (view.class(next, Class::Whether)
            || view.class(next, Class::Question)
            || view.class(next, Class::Complementiser)
            || view.class(next, Class::Agent)
            || view.is(next, "about"));
    alone && (without || participle)
}
