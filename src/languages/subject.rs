//! Finds the subject of a cue, before or after its verb.

use std::ops::Range;

use super::class::Class;
use super::cues::VerbCue;
use super::phrases::Phrase;
use super::text::Text;

/// The maximum distance from a subject at the start of a sentence to its verb, in tokens.
const FAR: usize = 40;

/// The subject of a cue.
pub enum Subject {
    /// The subject before its finite verb.
    Before(Range<usize>),
    /// The subject after its finite verb.
    After(Range<usize>),
    /// The agent of a passive cue.
    Agent(Range<usize>),
    /// The subject of a passive cue, which does not speak.
    Hearer(Range<usize>),
    /// Nobody is named.
    None,
}

impl Subject {
    /// Returns the tokens of who speaks, if anybody is named.
    pub fn source(&self) -> Option<Range<usize>> {
        match self {
            Subject::Before(own) | Subject::After(own) | Subject::Agent(own) => Some(own.clone()),
            Subject::Hearer(_) | Subject::None => None,
        }
    }

    /// Returns the first token after the cue that is not part of the subject, from which the content is searched.
    pub fn behind(&self, cue: &VerbCue<'_>) -> usize {
        let end = if cue.parts.len() > 1 && cue.verb.phrase.is_some() { cue.parts[0].end } else { cue.end() };
        match self {
            Subject::After(own) | Subject::Agent(own) if own.start >= end => own.end,
            Subject::After(own) => own.end.max(end),
            _ => end,
        }
    }
}

impl Text<'_> {
    /// Returns the subject of `cue`.
    pub(super) fn subject(&self, cue: &VerbCue<'_>) -> Subject {
        let bounds = &cue.sentence;
        if cue.passive {
            return self.passive_subject(cue);
        }
        let directly = |at: usize| self.get(at, bounds).is_some_and(|token| token.is(Class::Pronoun));
        let before = self.before(cue.finite.start, bounds);
        // After a comma or a quotation, the verb precedes its subject in German: "…, sagte er". In every language it
        // does if a pronoun is joined to it.
        let first = self.pack.verb_second && before.is_some_and(|token| !token.word);
        let joined = directly(cue.finite.end)
            || self.get(cue.finite.end, bounds).is_some_and(|token| token.lower.starts_with('-'));
        if self.is_impersonal(cue) {
            return self.located_behind(cue).map_or(Subject::None, Subject::After);
        }
        // After a quotation a noun with an article may be the subject: "« C'est dur », souffle un habitué".
        let mark = |at: usize| self.tokens.get(at).is_some_and(|token| token.quote > 0 && self.opens_or_closes(at));
        let start = cue.start();
        let quoted = start >= 2 && (mark(start - 1) || mark(start - 2));
        let behind =
            || self.inverted(cue, bounds).filter(|phrase| self.may_speak(phrase, quoted)).map(|phrase| phrase.range);
        // In "Franz Weber, Verwalter der Heime, sagte der Zeitung" the subject has an apposition.
        let comma = before.is_some_and(|token| token.mark(","));
        let apposed = comma.then(|| self.subject_before(cue)).flatten().filter(|own| {
            let comma = own.clone().find(|&at| self.tokens[at].mark(","));
            comma.is_some_and(|at| {
                at + 1 < own.end && (self.tokens[at + 1].noun() || self.tokens[at + 1].is(Class::Article))
            })
        });
        if let Some(own) = apposed {
            return Subject::Before(own);
        }
        if (first || joined)
            && let Some(own) = behind()
        {
            return Subject::After(own);
        }
        if self.tokens[cue.finite.start].is(Class::Gerund) {
            return Subject::None;
        }
        if let Some(own) = self.subject_before(cue) {
            return Subject::Before(own);
        }
        if let Some(own) = self.located(cue) {
            return Subject::Before(own);
        }
        let next = self.get(cue.end(), bounds).is_some() && self.preposition(cue.end());
        let place = if next && self.pack.drops_subjects { self.located_behind(cue) } else { None };
        if let Some(own) = place.or_else(behind) {
            return Subject::After(own);
        }
        let place = self.located_behind(cue).map(Subject::After);
        place.or_else(|| self.first_phrase(cue).map(Subject::Before)).unwrap_or(Subject::None)
    }

    /// Returns the agent of a passive verb, or else its subject.
    fn passive_subject(&self, cue: &VerbCue<'_>) -> Subject {
        let behind = || self.inverted(cue, &cue.sentence).filter(|_| self.pack.verb_second).map(|phrase| phrase.range);
        match (self.agent(cue), self.subject_before(cue).or_else(behind)) {
            (Some(agent), _) if cue.verb.accuses.is_none() => Subject::Agent(agent),
            (_, Some(own)) => Subject::Hearer(own),
            _ => Subject::None,
        }
    }

    /// Returns the noun phrase that starts the sentence, if no other verb that attributes is between it and the cue:
    /// "El alcalde visitó la presa y dijo".
    fn first_phrase(&self, cue: &VerbCue<'_>) -> Option<Range<usize>> {
        let bounds = &cue.sentence;
        if self.pack.verb_second {
            self.shared_subject(cue)?;
        }
        let first = (bounds.start..cue.start()).find(|&at| self.tokens[at].word)?;
        // In "En ese sentido, el diputado …" the phrase follows an adjunct.
        let comma = (first..cue.start().min(first + 8)).find(|&at| self.tokens[at].mark(","));
        let adjunct = self.preposition(first) || self.tokens[first].skippable() || self.tokens[first].is(Class::Time);
        let start = if adjunct { comma? + 1 } else { first };
        let phrase = self.phrase_after(start, &(start..cue.start()))?;
        let other =
            (phrase.range.end..cue.start()).any(|at| self.tokens[at].is(Class::Cue) || self.tokens[at].quote > 0);
        let far = cue.start() - phrase.range.end > FAR;
        (!other && !far && self.may_speak(&phrase, true)).then_some(phrase.range)
    }

    /// Returns the agent of a passive verb, if it is named.
    pub(super) fn agent(&self, cue: &VerbCue<'_>) -> Option<Range<usize>> {
        let limit = cue.sentence.end.min(cue.end() + 8);
        let mut words = (cue.end()..limit).take_while(|&at| self.tokens[at].word);
        let agent = words.find(|&at| cue.passive && self.tokens[at].is(Class::Agent))?;
        self.phrase_after(agent + 1, &cue.sentence).map(|phrase| phrase.range)
    }

    /// Whether a phrase may be a source: it has a name, a pronoun or a noun for somebody, or, if it is before its
    /// verb, at least an article.
    pub(super) fn may_speak(&self, phrase: &Phrase, before: bool) -> bool {
        let range = &phrase.range;
        let known = range.clone().any(|at| {
            let token = &self.tokens[at];
            let named = token.capital && (before || !self.starts_sentence(at));
            named || token.noun() && !token.is(Class::Adjective) || token.is(Class::Pronoun) || token.is(Class::Place)
        });
        let article = self.tokens[range.start].is(Class::Article) || self.tokens[range.start].is(Class::Possessive);
        let is_oblique = |at: usize| self.tokens[at].is(Class::Oblique) && !self.tokens[at].is(Class::Base);
        let noun = range.clone().find(|&at| self.tokens[at].open());
        let oblique = is_oblique(range.start) || noun.is_some_and(is_oblique);
        // In languages with cases any noun may speak, unless its case shows that it is not the subject.
        let known = known || self.pack.bare_genitives;
        (known || before && article && !self.pack.verb_second) && !oblique
    }

    /// Returns the subject after a finite verb, skipping adverbs, times and hyphens.
    pub(super) fn inverted(&self, cue: &VerbCue<'_>, bounds: &Range<usize>) -> Option<Phrase> {
        let mut starts = vec![cue.finite.end];
        if cue.end() != cue.finite.end && cue.verb.particle.is_none() {
            starts.push(cue.end());
        }
        starts.into_iter().find_map(|start| {
            let skip = |at: &usize| {
                let token = &self.tokens[*at];
                token.skippable() || token.is(Class::Time) || token.lower.starts_with('-')
            };
            let at = (start..bounds.end.min(start + 5)).find(|at| !skip(at))?;
            let part = |at: usize| cue.parts.iter().any(|part| part.contains(&at));
            let phrase =
                if self.preposition(at) { self.past_adjuncts(at, bounds) } else { self.phrase_after(at, bounds) }?;
            (!part(phrase.range.start)).then_some(phrase)
        })
    }

    /// Returns the subject after phrases with a preposition: "a déclaré à la presse le maire". `at` is the preposition.
    pub(super) fn past_adjuncts(&self, at: usize, bounds: &Range<usize>) -> Option<Phrase> {
        let end = (at..bounds.end.min(at + 12))
            .find(|&at| !self.tokens[at].word || self.tokens[at].is(Class::That))
            .unwrap_or(bounds.end.min(at + 12));
        let person = |at: usize| {
            let token = &self.tokens[at];
            token.is(Class::Role)
                || token.is(Class::Title)
                || token.is(Class::Forename)
                || token.is(Class::Organisation)
        };
        let starts = |&at: &usize| {
            let free = !self.preposition(at - 1)
                && !self.tokens[at - 1].is(Class::Article)
                && !self.tokens[at - 1].is(Class::And);
            // An article starts a phrase; without one, the noun for a person does.
            let article = self.tokens[at].is(Class::Article)
                && !self.tokens[at].is(Class::Genitive)
                && (person(at + 1) || at + 2 < end && self.tokens[at + 1].open() && person(at + 2));
            let bare = person(at) && !self.tokens[at].is(Class::Organisation);
            free && at + 1 < end && (article || bare)
        };
        (at + 2..end.saturating_sub(1)).find(starts).and_then(|at| self.phrase_after(at, bounds))
    }

    /// Returns the noun phrase before the finite verb that is its subject.
    pub(super) fn subject_before(&self, cue: &VerbCue<'_>) -> Option<Range<usize>> {
        let bounds = &cue.sentence;
        let mut end = cue.finite.start;
        while end > bounds.start {
            let token = &self.tokens[end - 1];
            let skip = token.skippable()
                || token.is(Class::Clitic)
                || token.is(Class::Article)
                || token.is(Class::Auxiliary) && !token.noun();
            if !skip {
                break;
            }
            end -= 1;
        }
        let last = self.before(end, bounds)?;
        if last.is(Class::Relative) {
            let comma = end - 1;
            let end = comma - usize::from(self.before(comma, bounds)?.mark(","));
            let phrase = self.phrase_before(end, bounds)?;
            return Some(phrase.range);
        }
        if last.mark(",") || last.mark(")") || last.dash() {
            let opening = if last.mark(")") { "(" } else { &last.lower };
            let open = (bounds.start..end - 1).rev().take(24).find(|&at| *self.tokens[at].lower == *opening)?;
            // A part between marks that has a verb is a separate clause, unless it is a relative clause.
            let relative = self.tokens[open + 1].is(Class::Relative);
            let clause = (open + 1..end - 1).any(|at| {
                let token = &self.tokens[at];
                let verb = token.is_any(&[Class::Auxiliary, Class::Verbal, Class::Cue]) && !token.noun();
                token.quote > 0 && self.opens_or_closes(at) || verb && !relative && !self.pack.verb_second
            });
            let phrase = self.phrase_before(open, bounds).filter(|phrase| !phrase.prepositional && !clause)?;
            let apposition = self.tokens[open + 1].is(Class::Article)
                || self.tokens[open + 1].open()
                || self.tokens[open + 1].is(Class::Relative)
                || last.mark(")");
            if !apposition {
                // In "L'hôpital, de son côté, indique" the part is an insertion.
                let plain =
                    (open + 1..end - 1).all(|at| !self.tokens[at].is(Class::Cue) && !self.tokens[at].is(Class::Clause));
                return (plain && end - open < 8).then_some(phrase.range);
            }
            return apposition.then(|| phrase.range.start..end - usize::from(!last.mark(")")));
        }
        let mut phrase = self.phrase_before(end, bounds)?;
        if phrase.prepositional && self.pack.bare_genitives {
            // In "Після аварії поліція заявила", without articles, the subject starts with the next noun for somebody.
            let person = |&at: &usize| {
                self.tokens[at].noun() && !self.tokens[at].is(Class::Adjective) && !self.tokens[at].is(Class::Document)
            };
            let base = |at: &usize| self.pack.inflections.is_empty() || self.tokens[*at].is(Class::Base);
            if let Some(start) = (phrase.range.start + 1..phrase.range.end).find(|at| person(at) && base(at)) {
                phrase = Phrase { range: start..phrase.range.end, prepositional: false };
            }
        }
        let time = phrase.range.clone().all(|at| self.tokens[at].is(Class::Time) || !self.tokens[at].open());
        let pronoun = self.tokens[phrase.range.start].is(Class::Pronoun);
        (!phrase.prepositional && (!time || pronoun) && self.may_speak(&phrase, true)).then_some(phrase.range)
    }

    /// Whether a phrase names a body or a document.
    pub(super) fn is_body(&self, range: &Range<usize>) -> bool {
        range.clone().any(|at| {
            let token = &self.tokens[at];
            let letters = token.span.of(self.text);
            let acronym = letters.chars().count() > 1 && letters.chars().all(char::is_uppercase);
            token.is(Class::Organisation) || token.is(Class::Outlet) || token.is(Class::Document) || acronym
        })
    }

    /// Returns a body named with a preposition, in languages that drop subjects: "у прокуратурі зазначили".
    pub(super) fn located(&self, cue: &VerbCue<'_>) -> Option<Range<usize>> {
        let bounds = &cue.sentence;
        let phrase = self.phrase_before(cue.finite.start, bounds).filter(|phrase| phrase.prepositional)?;
        let opens = (bounds.start..phrase.range.start)
            .filter(|&at| self.tokens[at].word && !self.tokens[at].skippable())
            .count()
            <= 3;
        (self.pack.drops_subjects && opens && self.is_body(&phrase.range)).then_some(phrase.range)
    }

    /// Returns a body named with a preposition after the verb: "повідомили в поліції", "heißt es in dem Gutachten".
    pub(super) fn located_behind(&self, cue: &VerbCue<'_>) -> Option<Range<usize>> {
        let bounds = &cue.sentence;
        let takes = self.pack.drops_subjects
            || cue.parts.iter().flat_map(Clone::clone).any(|at| self.tokens[at].is(Class::Pronoun));
        let at = (cue.end()..bounds.end.min(cue.end() + 3))
            .find(|&at| !self.tokens[at].skippable() && !self.tokens[at].is(Class::Time))?;
        if !takes || !self.preposition(at) {
            return None;
        }
        let phrase = self.phrase_after(at + 1, bounds)?;
        let comma = phrase.range.clone().find(|&at| self.tokens[at].mark(",")).unwrap_or(phrase.range.end);
        self.is_body(&(phrase.range.start..comma)).then_some(phrase.range)
    }
}
