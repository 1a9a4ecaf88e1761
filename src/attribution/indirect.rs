//! Clauses that a cue governs and that are not entirely in quotation marks.

use std::ops::Range;

use super::Relation;
use super::clause::{Clause, MIN_LEFT};
use super::cues::{Group, subject_hears};
use super::not_speech;
use super::subject::subject;
use crate::lexicon::Class;
use crate::lexicon::verbs::{Form, Grammar};
use crate::model::Rule;
use crate::span::Span;
use crate::syntax::{View, adjuncts, headline, phrases, verbs};

/// The maximum distance of "that" from a cue, in tokens.
const THAT_WITHIN: usize = 24;

/// Finds the relations of all cues that no quotation has used.
pub fn find(view: View<'_>, groups: &[Group], used: &[bool]) -> Vec<Relation> {
    // Computed once, since every cue looks at the sources of all later cues in its sentence.
    let start =
        |group: &Group| phrases::before(view, group.tokens.start).map_or(group.tokens.start, |phrase| phrase.start);
    let sources: Vec<usize> = groups.iter().map(start).collect();
    let free = groups.iter().enumerate().filter(|(at, _)| !used[*at]);
    let relation = |(at, group)| Clause { view, group, groups, sources: &sources, at }.relation();
    free.filter_map(|(at, group)| within_quote(view, group, relation((at, group))?)).collect()
}

/// Inside a quotation, keeps only reports of what a third party said, cut to the quotation.
fn within_quote(view: View<'_>, group: &Group, mut relation: Relation) -> Option<Relation> {
    let Some(quote) = view.quote_around(group.head) else { return Some(relation) };
    let reported =
        matches!(group.form, Form::Past | Form::Third) && !group.cue.attitude() && group.cue.takes(Grammar::Left);
    let source = relation.source.first()?;
    let (first, alone) = (view.document.token_at(source.start), view.document.tokens_in(*source).len() == 1);
    let first_person = alone
        && (view.class(first, Class::FirstPerson)
            || view.class(first, Class::RelativeSubject)
            || view.class(first, Class::It)
            || view.is(first, "you"));
    relation.content.retain_mut(|span| {
        *span = Span::new(span.start.max(quote.inner.start), span.end.min(quote.inner.end));
        !span.is_empty()
    });
    relation.content.iter_mut().for_each(|span| *span = trim_stop(view, *span));
    (reported && !first_person && quote.span.contains(*source) && !relation.content.is_empty()).then_some(relation)
}

fn trim_stop(view: View<'_>, span: Span) -> Span {
    let text = span.of(view.document.text);
    Span::new(span.start, span.start + text.trim_end_matches(['.', ',', ' ']).len())
}

impl Clause<'_> {
    fn relation(&self) -> Option<Relation> {
        if [Grammar::Accuse, Grammar::Accused, Grammar::Blame].iter().any(|&grammar| self.takes(grammar))
            && let Some(relation) = self.accusation()
        {
            return Some(relation);
        }
        if let Some(relation) = self.heard() {
            return Some(relation);
        }
        if self.group.passive || subject_hears(self.view, self.group) {
            return self.passive();
        }
        self.inverted().or_else(|| self.right()).or_else(|| self.left(None))
    }

    /// Finds content after the cue: "Smith said [that] …"
    fn right(&self) -> Option<Relation> {
        let start = self.content_start()?;
        // In "showed “The Last Ferry”" the verb does not introduce speech, so the quotation marks enclose a title.
        if self.view.quote_mark(start) && !self.takes(Grammar::Quote) {
            return None;
        }
        let end = self.clause_end(start);
        let content = self.content(start..end)?;
        let source = subject(self.view, self.group);
        let thing = start == self.group.tokens.end
            && not_speech::nothing_said(self.view, start, end, 4)
            && !verbs::has_past_or_auxiliary(self.view, start..end);
        let named = not_speech::denies(self.group.cue) && not_speech::is_person(self.view, start, end);
        let object = not_speech::object_of(self.view, self.group.tokens.end);
        let taken = [start..end, object..self.sentence().end]
            .into_iter()
            .any(|words| not_speech::is_taken(self.view, self.group.cue.lemma, words));
        let done = start == self.group.tokens.end
            && not_speech::is_act(self.view, self.group.cue, self.group.head, start..end)
            || not_speech::is_taken_after_insertion(self.view, self.group.cue.lemma, self.group.tokens.end);
        let kept = start == self.group.tokens.end && not_speech::is_withheld(self.view, start);
        if (taken || thing || named || done || kept) && !self.view.quote_mark(start) {
            return None;
        }
        // The answer ends before the subordinate clause: "said yes when asked"
        let aside = self.view.class(start + 1, Class::Subordinator);
        let end = if aside && self.is_answer(start..start + 1) { start + 1 } else { end };
        if self.is_answer(start..end) {
            return self.make(source, self.content(start..end).into_iter().collect(), Rule::Answer);
        }
        let urged = self.takes(Grammar::Addressee)
            && self.takes(Grammar::Infinitive)
            && start > self.group.tokens.end
            && self.group.cue.lemma != "promise"
            && self.view.class(start, Class::Infinitive);
        let rule = match () {
            () if urged => Rule::SourceUrgedTo,
            () if self.takes(Grammar::Noun) && self.headline() => Rule::Headline,
            () if self.states_headline(start..end) => Rule::Headline,
            () => Rule::SourceSaidClause,
        };
        self.make(source, vec![content], rule)
    }

    /// Returns where the content after the cue starts, after a hearer, a time and a place. Returns `None` if no content
    /// follows.
    fn content_start(&self) -> Option<usize> {
        let view = self.view;
        let sentence = self.sentence();
        let mut at = self.group.tokens.end;
        if view.class(at, Class::Infinitive) && (view.class(at + 1, Class::Addressee) || view.capital(at + 1)) {
            at += 2;
        }
        if self.takes(Grammar::Addressee) {
            at = self.after_hearer(at, sentence.end);
            let plea = (at..sentence.end.min(at + 6)).find(|&i| view.class(i, Class::Infinitive));
            if let Some(to) = plea.filter(|&to| {
                self.takes(Grammar::Infinitive)
                    && (at..to).all(|i| view.wordlike(i) && !view.auxiliary(i) && !view.class(i, Class::Relative))
            }) {
                return Some(to);
            }
        }
        if self.takes(Grammar::Infinitive)
            && view.class(at, Class::Infinitive)
            && !view.class(at + 1, Class::Determiner)
        {
            return Some(at);
        }
        let that = (at..sentence.end.min(at + THAT_WITHIN)).find(|&i| view.class(i, Class::Complementiser));
        let that = adjuncts::that_behind(view, at, sentence.end).or(that);
        let between = |that: usize| adjuncts::is_adjunct(view, at..that);
        // In "denied accusations that …" the accusations are denied, not just their content.
        let noun = |that: &usize| (at..*that).any(|i| view.known(i).is_noun()) && !between(*that);
        if self.takes(Grammar::Noun) && that.as_ref().is_some_and(noun) {
            return Some(at);
        }
        // In "told a story about a dog that barked" the word "that" is the subject of its verb.
        let relative =
            |that: usize| that > at && !view.pause(that - 1) && verbs::has_past_or_auxiliary(view, that + 1..that + 2);
        let plain = |that: usize| (at..that).all(|i| !view.auxiliary(i) && !view.known(i).is_verb()) && !relative(that);
        if let Some(that) = that.filter(|&that| plain(that) && (at == that || !view.quote_mark(at)) || between(that)) {
            let governs = self.takes(Grammar::That) || self.takes(Grammar::ThatOnly) || self.takes(Grammar::Quote);
            return governs.then_some(that);
        }
        // A comma may follow the hearer: "he told investigators, he waited"
        let hearer = at > self.group.tokens.end && self.takes(Grammar::Hearer);
        if hearer && view.is(at, ",") && view.class(at + 1, Class::Pronoun) && !self.has_left() {
            return Some(at + 1);
        }
        self.unmarked_start(adjuncts::after_insertion(view, adjuncts::after_time(view, at, sentence.end), sentence.end))
    }

    /// Returns where content without "that" starts, at `at` or after a colon or preposition there, if the cue can
    /// govern it.
    fn unmarked_start(&self, mut at: usize) -> Option<usize> {
        let (view, sentence) = (self.view, self.sentence());
        let colon = view.is(at, ":");
        at += usize::from(colon);
        let remaining = view.words_in(at..sentence.end);
        let word = view.word(at);
        let participle = view.is(at.wrapping_sub(1), ",") && word.ends_with("ing");
        let opens = (view.wordlike(at) || view.quote_mark(at) || matches!(word, "$" | "£" | "€")) && !participle;
        let phrase = view.quote_mark(at)
            || view.capital(at)
            || view.number(at)
            || view.class(at, Class::Determiner)
            || view.class(at, Class::Pronoun);
        let thing_too = [Grammar::Infinitive, Grammar::Noun, Grammar::Forum].iter().any(|&grammar| self.takes(grammar));
        let clause = !thing_too || colon || verbs::has_verb(view, at..sentence.end);
        let fits = self.takes(Grammar::That)
            && clause
            && (remaining >= 2 || self.is_answer(at..sentence.end))
            && !view.class(at, Class::Infinitive)
            && (opens && !self.adverbial(at) || colon)
            || self.takes(Grammar::Infinitive) && view.class(at, Class::Infinitive)
            || self.takes(Grammar::Gerund) && word.ends_with("ing") && word.len() > 4
            || self.takes(Grammar::Whether) && (view.class(at, Class::Whether) || view.class(at, Class::Question))
            || self.takes(Grammar::Of) && view.class(at, Class::Topic)
            || self.takes(Grammar::Noun) && (phrase || opens && self.headline()) && !self.thing(at)
            || self.takes(Grammar::As) && opens && (at..sentence.end.min(at + 12)).any(|i| view.class(i, Class::As))
            || self.takes(Grammar::Names) && (at..sentence.end.min(at + 8)).any(|i| view.quote_mark(i));
        fits.then(|| at + usize::from(view.class(at, Class::Topic) && self.takes(Grammar::Of)))
    }

    /// Whether the cue is a present form in what looks like a headline, a sentence without a full stop: "Kyiv denies
    /// role".
    fn headline(&self) -> bool {
        let plural =
            || self.group.form == Form::Base && headline::opens_with_subject(self.view, self.group.tokens.start);
        (self.group.form == Form::Third || headline::is_headline(self.view, self.group.head) && plural())
            && !self.view.stop(self.sentence().end - 1)
    }

    /// Whether the cue and its subject open a headline, and more than one word is said: "Mayor says bridge is safe".
    fn states_headline(&self, content: Range<usize>) -> bool {
        let (view, group) = (self.view, self.group);
        let says = self.takes(Grammar::That) && self.takes(Grammar::Left) && !group.cue.attitude();
        says && group.form != Form::Past
            && view.words_in(content) > 1
            && headline::is_headline(view, group.head)
            && headline::opens_with_subject(view, group.tokens.start)
    }

    /// Whether a thing, a person or a sum follows that cannot be said: "rejected the offer", "denied him entry".
    fn thing(&self, at: usize) -> bool {
        let view = self.view;
        let person = (view.class(at, Class::Object) || view.class(at, Class::It)) && view.wordlike(at + 1);
        let sum = (view.indefinite(at) || matches!(view.word(at), "its" | "$" | "£" | "€"))
            && self.group.cue.lemma == "report";
        let end = self.sentence().end;
        let thing = (at..at + 3).find(|&i| view.class(i, Class::NoContent));
        let thing = thing.is_some_and(|thing| !verbs::has_past_or_auxiliary(view, thing + 1..end.min(thing + 4)));
        person || sum || thing
    }

    /// Whether an adverbial of the cue starts at `at`, so that no content follows.
    fn adverbial(&self, at: usize) -> bool {
        let view = self.view;
        let rest = self.sentence().end.saturating_sub(at);
        (view.class(at, Class::Preposition) || view.class(at, Class::Day) || view.class(at, Class::Temporal))
            && (rest <= 8 || self.has_left())
    }

    fn has_left(&self) -> bool {
        let view = self.view;
        let start =
            phrases::before(view, self.group.tokens.start).map_or(self.group.tokens.start, |phrase| phrase.start);
        start.checked_sub(1).is_some_and(|at| view.is(at, ",") || view.quote_mark(at))
            && view.words_in(self.sentence().start..start) >= MIN_LEFT
    }
}
