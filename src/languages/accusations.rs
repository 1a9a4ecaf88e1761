//! Finds who is accused, and of what.

use std::ops::Range;

use super::class::Class;
use super::contents::DISTANCE;
use super::cues::VerbCue;
use super::subject::Subject;
use super::text::Text;
use super::tokens::Token;

impl Text<'_> {
    /// Returns Y and X in "accuse X de Y": what X is accused of, and who X is. `words` are those that may introduce Y.
    pub(super) fn accusation(
        &self,
        cue: &VerbCue<'_>,
        words: &[Box<str>],
        subject: &Subject,
    ) -> Option<(Vec<Range<usize>>, Range<usize>)> {
        let bounds = cue.finite.start..cue.sentence.end;
        let last = cue.parts[cue.parts.len() - 1].clone();
        // In "wirft X vor, …" and "hat X vorgeworfen, …" the object is between the parts of the cue.
        let between = cue.parts.len() > 1 && self.pack.verb_second;
        let skip = |at: &usize| {
            self.tokens[*at].is(Class::Time)
                || self.tokens[*at].skippable()
                || self.tokens[*at].is(Class::Preposition) && !between
        };
        let object = match subject {
            Subject::Hearer(own) => own.clone(),
            // In "l'accuse d'avoir …" the object is a clitic before the verb.
            _ if self.before(cue.finite.start, &cue.sentence).is_some_and(|before| before.is(Class::Clitic)) => {
                cue.finite.start - 1..cue.finite.start
            }
            _ => {
                let from = match subject {
                    Subject::After(own) if between => own.end,
                    _ if between => cue.parts[0].end,
                    _ => subject.behind(cue).max(cue.finite.end),
                };
                let limit = if between { last.start } else { bounds.end };
                let start = (from..limit).find(|at| !skip(at))?;
                let range = self.phrase_after(start, &(start..limit))?.range;
                let range = if between { self.first_of_two(&range) } else { range };
                let head = (range.start..range.end)
                    .find(|&at| self.tokens[at].open() || self.tokens[at].is(Class::Pronoun))
                    .unwrap_or(range.start);
                let end = (head + 1..range.end)
                    .find(|&at| words.contains(&self.tokens[at].lower) || self.tokens[at].mark(","))
                    .unwrap_or(range.end);
                range.start..end
            }
        };
        let search = cue.end().max(if object.start >= cue.finite.end { object.end } else { cue.end() });
        let start = (search..bounds.end.min(search + DISTANCE)).find(|&at| {
            let token = &self.tokens[at];
            words.contains(&token.lower) || token.is(Class::That) || token.mark(",") && self.pack.verb_second
        });
        let content = match start {
            Some(start) => {
                let start = start + usize::from(!self.tokens[start].is(Class::That));
                start..self.infinitive_end(start, &bounds)
            }
            // In "wirft Reel Täuschung vor" a second noun phrase is the content.
            None if between && object.end < last.start => object.end..last.start,
            None => return None,
        };
        let some = content.clone().any(|at| self.tokens[at].word);
        some.then(|| (vec![content], object))
    }

    /// Returns the first of two noun phrases in a row: "Reel" in "wirft Reel Täuschung vor".
    fn first_of_two(&self, range: &Range<usize>) -> Range<usize> {
        let mut end = range.start + 1;
        let first = &self.tokens[range.start];
        let noun = |at: usize| self.tokens[at].capital && !self.tokens[at].is(Class::Article);
        if first.is(Class::Article) || first.is(Class::Possessive) {
            end = (end..range.end).find(|&at| noun(at)).map_or(range.end, |at| at + 1);
            // A genitive continues the phrase.
            if end < range.end && self.tokens[end].is(Class::Genitive) {
                end = (end + 1..range.end).find(|&at| noun(at)).map_or(range.end, |at| at + 1);
            }
        } else if first.is(Class::Forename) || first.is(Class::Title) {
            end = (end + 1).min(range.end);
        }
        range.start..end
    }

    /// Returns the end of an infinitive clause, which in German is the comma after which the main clause continues.
    fn infinitive_end(&self, start: usize, bounds: &Range<usize>) -> usize {
        let end = self.clause_end(start, bounds);
        let verb = |token: &Token| token.is(Class::Cue) || token.is(Class::Verbal) || token.is(Class::Auxiliary);
        let goes_on = |&at: &usize| self.tokens[at].mark(",") && self.get(at + 1, bounds).is_some_and(verb);
        (start..end).find(goes_on).filter(|_| self.pack.verb_second).unwrap_or(end)
    }
}
