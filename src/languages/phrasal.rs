//! Attributions whose cue is not a verb: "laut X", "за словами X", "der Vorwurf, …", "X: „…“", and sentences that only
//! the mood of their verb marks as reported.

use std::ops::Range;

use super::class::Class;
use super::cues::VerbCue;
use super::patterns::Hit;
use super::relations::Relation;
use super::rows::{Kind, Needs, Place};
use super::subject::Subject;
use super::text::Text;
use crate::model::Rule;

/// The minimum number of words of a content.
const LEAST_WORDS: usize = 2;
/// The maximum length of a name before a colon, in tokens.
const NAME: usize = 8;

/// The classes of words that start a subordinate clause.
const SUBORDINATE: [Class; 6] =
    [Class::Clause, Class::That, Class::Whether, Class::Such, Class::Contrast, Class::Relative];

impl Text<'_> {
    /// Returns the attribution of a phrase like "according to", if `hit` is one.
    pub fn by_phrase(&self, hit: &Hit) -> Option<Relation> {
        let row = self.row(hit);
        let Kind::According { place, needs } = row.kind else { return None };
        let bounds = self.sentence(hit.start);
        let own = hit.start..hit.end;
        if self.trapped(&own) || self.tokens[hit.start].quote > 0 {
            return None;
        }
        let (source, cue, region) = match place {
            Place::After => {
                let next = self.get(hit.end, &bounds)?;
                let mark = self.before(hit.start, &bounds).is_none_or(|before| !before.word);
                if needs == Needs::Strict
                    && !(mark && (next.capital || next.is(Class::Article) || next.is(Class::Pronoun)))
                {
                    return None;
                }
                // In "Laut „Odernauer Bote“ …" the quotation is the name of an outlet.
                let quote = next.quote.checked_sub(1).filter(|_| self.opens_or_closes(hit.end));
                let name = quote.map(|number| self.tokens_of(&self.quotes[number])).filter(|own| own.len() <= 6);
                let source = match name {
                    Some(name) => name,
                    None => self.phrase_after(hit.end, &bounds)?.range,
                };
                if needs == Needs::First && !self.opens_for(hit, &source) {
                    return None;
                }
                let region = hit.start..source.end;
                (Some(source), vec![own], region)
            }
            Place::Before => {
                let source = self.phrase_before(hit.start, &bounds)?.range;
                let region = source.start..hit.end;
                (Some(source), vec![own], region)
            }
            Place::Split => {
                let gap = hit.gap.0..hit.gap.1;
                (Some(gap.clone()), vec![hit.start..gap.start, gap.end..hit.end], own)
            }
            Place::None => {
                // In "a su juicio" the possessive is the source.
                let possessive = own.clone().find(|&at| self.tokens[at].is(Class::Possessive));
                (possessive.map(|at| at..at + 1), vec![own.clone()], own)
            }
        };
        let content = self.around(&region, &bounds)?;
        Some(Relation {
            source,
            cue,
            content,
            act: row.act,
            status: row.status,
            rule: Rule::AccordingTo,
            confidence: 0.8,
            ..Relation::default()
        })
    }

    /// Whether a phrase like "pour" starts its sentence, somebody and a comma follow, and the sentence has no cue verb.
    fn opens_for(&self, hit: &Hit, source: &Range<usize>) -> bool {
        let somebody = source.clone().any(|at| {
            let token = &self.tokens[at];
            let pronoun = token.is(Class::Pronoun);
            pronoun
                || token.is(Class::Role)
                || token.is(Class::Title)
                || token.is(Class::Forename)
                || token.is(Class::Organisation)
                || token.capital && !token.is(Class::Place)
        });
        let comma = self.tokens.get(source.end).is_some_and(|token| token.mark(","));
        let verb = self.sentence(hit.start).any(|at| self.tokens[at].is(Class::Cue) && self.tokens[at].quote == 0);
        self.starts_sentence(hit.start) && somebody && comma && !verb
    }

    /// Returns what a sentence says apart from the phrase `region`, if enough words are left.
    pub fn around(&self, region: &Range<usize>, bounds: &Range<usize>) -> Option<Vec<Range<usize>>> {
        let mut end = region.start;
        while end > bounds.start
            && !self.tokens[end - 1].word
            && (self.tokens[end - 1].mark(",") || self.tokens[end - 1].dash() || self.tokens[end - 1].mark("("))
        {
            end -= 1;
        }
        // In "„…“, so der Minister" only the quotation is the content.
        if let Some(at) = end.checked_sub(1).filter(|at| bounds.contains(at) && self.opens_or_closes(*at)) {
            let own = self.tokens_of(&self.quotes[self.tokens[at].quote - 1]);
            if own.start <= bounds.start || self.starts_sentence(own.start) {
                return Some(vec![own]);
            }
        }
        let mut start = region.end;
        while self.get(start, bounds).is_some_and(|token| token.mark(",") || token.mark(")") || token.mark(":")) {
            start += 1;
        }
        let mut parts = vec![bounds.start..end];
        if start < bounds.end {
            parts.push(start..self.clause_end(start, bounds));
        }
        parts.retain(|part| part.clone().any(|at| self.tokens[at].word));
        let words = parts.iter().flat_map(Clone::clone).filter(|&at| self.tokens[at].word).count();
        (words >= LEAST_WORDS).then_some(parts)
    }

    /// Returns the attribution of a noun whose content follows: "der Vorwurf, er habe …".
    pub fn by_noun(&self, hit: &Hit) -> Option<Relation> {
        let row = self.row(hit);
        let bounds = self.sentence(hit.start);
        if self.trapped(&(hit.start..hit.end)) || self.tokens[hit.start].quote > 0 {
            return None;
        }
        // In "die Behauptung der Opposition, …" the source is a genitive.
        let last = hit.end - 1;
        let joined = self.preposition(last) && hit.end - hit.start > 1;
        let next = self.get(hit.end, &bounds)?;
        let genitive =
            joined || next.is(Class::Genitive) || self.linking(hit.end) || self.pack.bare_genitives && next.open();
        let from = hit.end + usize::from(!joined && self.linking(hit.end) && !next.is(Class::Genitive));
        let source = if genitive { self.plain_phrase(from, &bounds) } else { None };
        let at = source.as_ref().map_or(hit.end, |source| source.end);
        let (source, content) = match self.clause_behind(at, &bounds, row.status.is_some()) {
            Some(clause) => (source, clause),
            // In "accusation de fraude" the phrase is the content, in "die Vorwürfe der Opposition" it is the source.
            None => {
                let somebody = [Class::Role, Class::Organisation, Class::Forename, Class::Anonymous];
                let free = |range: &Range<usize>| {
                    !self.pack.bare_genitives && !range.clone().any(|at| self.tokens[at].is_any(&somebody))
                };
                (None, source.filter(|range| row.status.is_some() && (joined || free(range)))?)
            }
        };
        let possessive =
            hit.start.checked_sub(1).filter(|&at| bounds.contains(&at) && self.tokens[at].is(Class::Possessive));
        Some(Relation {
            source: source.or(possessive.map(|at| at..at + 1)),
            cue: vec![hit.start..hit.end],
            content: vec![content],
            act: row.act,
            status: row.status,
            rule: Rule::CueNoun,
            confidence: 0.6,
            ..Relation::default()
        })
    }

    /// Returns the clause after a noun, from token `at` on: with a complementiser, or without one if the language and
    /// `bare` allow it.
    fn clause_behind(&self, at: usize, bounds: &Range<usize>, bare: bool) -> Option<Range<usize>> {
        let comma = self.get(at, bounds)?.mark(",");
        let start = at + usize::from(comma);
        let next = self.get(start, bounds)?;
        let reported =
            self.clause_of(start, bounds).any(|at| self.tokens[at].is_any(&[Class::Report, Class::Infinitive]));
        let joins = next.is_any(&[Class::And, Class::Relative, Class::Clause, Class::Such]);
        // ", que lleva el caso" is a relative clause.
        if comma && next.is(Class::That) && next.is(Class::Relative) {
            return None;
        }
        let bare = bare && comma && self.pack.verb_second && reported && !joins;
        (next.is_any(&[Class::That, Class::Whether]) || bare).then(|| start..self.clause_end(start, bounds))
    }

    /// Returns the noun phrase that starts at token `start`, without its apposition.
    fn plain_phrase(&self, start: usize, bounds: &Range<usize>) -> Option<Range<usize>> {
        let range = self.phrase_after(start, bounds)?.range;
        let comma = range.clone().find(|&at| self.tokens[at].mark(","));
        Some(range.start..comma.unwrap_or(range.end))
    }

    /// Returns the attribution of a cue whose content is the sentence before: "Про це повідомив X", "Das sagte X".
    pub fn by_reference(&self, cue: &VerbCue<'_>) -> Option<Relation> {
        let bounds = &cue.sentence;
        if cue.negated || self.tokens[cue.start()].quote > 0 {
            return None;
        }
        // The word that refers back opens the sentence or a clause, apart from adverbs, or directly follows the cue.
        let refers = self.hits_in(&(bounds.start..cue.end() + 1)).any(|hit| {
            let start =
                if hit.start > bounds.start && self.tokens[hit.start - 1].mark(",") { hit.start } else { bounds.start };
            let opens = (start..hit.start).all(|at| !self.tokens[at].word || self.tokens[at].skippable());
            matches!(self.row(hit).kind, Kind::This) && (opens || hit.start == cue.end())
        });
        if !refers {
            return None;
        }
        // In "…, ce que le ministère dément" the content is the clause before it.
        let inside = self
            .hits_in(&(bounds.start + 1..cue.start()))
            .find(|hit| matches!(self.row(hit).kind, Kind::This) && self.tokens[hit.start - 1].mark(","));
        let before = match inside {
            Some(hit) => self.behind_last_colon(bounds.start, hit.start - 1)..hit.start - 1,
            None => bounds.start.checked_sub(1).map(|at| self.sentence(at))?,
        };
        if self.tokens[before.start].paragraph + 1 < self.tokens[bounds.start].paragraph {
            return None;
        }
        let source = match self.subject(cue) {
            // "Das" itself is not the subject.
            Subject::Before(own) if own.len() == 1 && own.start <= bounds.start + 1 => {
                self.inverted(cue, bounds).map(|phrase| phrase.range)
            }
            subject => subject.source(),
        };
        Some(Relation {
            source,
            cue: cue.parts.clone(),
            content: vec![before.start..self.without_stop(before.end, before.start)],
            act: cue.row.act,
            status: cue.row.status,
            rule: Rule::ClauseSourceSaid,
            confidence: 0.7,
            ..Relation::default()
        })
    }

    /// Returns the attribution of quotation `number` to a name before it without a verb: "Müller: „…“".
    pub fn by_colon(&self, number: usize) -> Option<Relation> {
        let own = self.tokens_of(&self.quotes[number]);
        let colon = own.start.checked_sub(1).filter(|&at| self.tokens[at].mark(":"))?;
        let bounds = self.sentence(colon);
        let phrase = self.phrase_before(colon, &bounds).filter(|phrase| !phrase.prepositional)?.range;
        let first =
            phrase.start == bounds.start && self.tokens[phrase.start].paragraph == self.tokens[own.start].paragraph;
        let named = phrase.clone().any(|at| self.tokens[at].capital || self.tokens[at].noun());
        let paragraph = &self.paragraphs[self.tokens[own.start].paragraph];
        let somebody = phrase.clone().any(|at| {
            let token = &self.tokens[at];
            token.is(Class::Forename)
                || token.is(Class::Role)
                || token.is(Class::Title)
                || token.is(Class::Organisation)
                || token.is(Class::Place)
        });
        let named = named && (somebody || !self.pack.verb_second);
        let fits = first
            && named
            && phrase.len() <= NAME
            && (bounds.start == paragraph.start || self.tokens[phrase.start].capital);
        fits.then(|| Relation {
            source: Some(phrase),
            cue: Vec::new(),
            content: vec![own],
            rule: Rule::SourceColonQuote,
            confidence: 0.7,
            ..Relation::default()
        })
    }

    /// Returns the attribution of quotation `number` to the name that signs it: "„…“ — Müller (@mueller)".
    pub fn by_signature(&self, number: usize) -> Option<Relation> {
        let own = self.tokens_of(&self.quotes[number]);
        let paragraph = &self.paragraphs[self.tokens[own.start].paragraph];
        self.get(own.end, paragraph).filter(|token| token.dash())?;
        let name = self.phrase_after(own.end + 1, paragraph)?.range;
        let capital = self.tokens[name.start].capital && name.len() <= NAME;
        let ends = self.get(name.end, paragraph).is_none_or(|next| next.mark("(") || next.mark(",") || next.mark("."));
        (capital && ends).then(|| Relation {
            source: Some(name),
            content: vec![own],
            rule: Rule::QuoteSigned,
            confidence: 0.7,
            ..Relation::default()
        })
    }

    /// Returns the attribution of a sentence that only the mood of its verb marks as reported. `bounds` are its tokens;
    /// `behind_reported` says whether the sentence before it is reported.
    pub fn by_mood(&self, bounds: &Range<usize>, behind_reported: bool) -> Option<Relation> {
        // The verb must be in a main clause; "als sei …" and "dass er komme" are subordinate.
        let main = |class: Class| {
            bounds.clone().any(|at| {
                let token = &self.tokens[at];
                // "Lasse" is a verb form, but may also be a name.
                let name = token.capital && token.is(Class::Forename);
                let own = token.is(class) && token.quote == 0 && !name;
                own && self
                    .clause_of(at, bounds)
                    .find(|&at| self.tokens[at].word)
                    .is_some_and(|at| !self.tokens[at].is_any(&SUBORDINATE))
            })
        };
        let alone = main(Class::Mood);
        let first_person = bounds.clone().any(|at| {
            self.hits_in(&(at..at + 1)).any(|hit| matches!(self.row(hit).kind, Kind::Pronoun { first: true, .. }))
        });
        if !behind_reported && (!alone || first_person) {
            return None;
        }
        let reported = main(Class::Report);
        let quoted = bounds.clone().all(|at| self.tokens[at].quote > 0);
        (reported && !quoted).then(|| Relation {
            content: vec![bounds.start..self.without_stop(bounds.end, bounds.start)],
            carried: true,
            rule: Rule::QuoteSaid,
            confidence: 0.6,
            ..Relation::default()
        })
    }
}
