//! What a verb attributes: the content before or after it.

use std::ops::Range;

use super::class::Class;
use super::cues::VerbCue;
use super::patterns::Form;
use super::rows::Verb;
use super::subject::Subject;
use super::text::Text;
use crate::model::Rule;

/// The maximum distance from a cue to the start of the content after it, in tokens.
pub const DISTANCE: usize = 16;

/// The minimum number of words of a clause that is a content without a complementiser, as before "…, he said".
const LEAST_WORDS: usize = 3;

/// A content after a cue.
pub struct Back {
    /// Its parts.
    pub content: Vec<Range<usize>>,
    /// The rule that found it.
    pub rule: Rule,
    /// The probability that it is right.
    pub confidence: f32,
    /// Whether nothing else can be the content, because a complementiser or a colon introduces it.
    pub sure: bool,
}

/// What follows a comma after a cue.
enum Comma {
    /// A content.
    Content(Back),
    /// No content yet; the search continues at this token.
    Past(usize),
    /// No content; the search ends.
    End,
}

impl Text<'_> {
    /// Returns the content before the cue, as before "…, sagte er", if there is one.
    pub(super) fn front(&self, cue: &VerbCue<'_>, subject: &Subject) -> Option<Vec<Range<usize>>> {
        let takes = cue.verb.say || cue.verb.quote || cue.verb.that;
        let bounds = &cue.sentence;
        // In "„…“, Müller sagte" the subject is before the cue.
        let start = match subject {
            Subject::Before(phrase) => phrase.start,
            Subject::After(_) => cue.start(),
            Subject::None if self.pack.drops_subjects || cue.verb.quote => cue.start(),
            _ => return None,
        };
        // In "«…», – з гіркотою каже донька" words for the manner are before the cue.
        let manner = |at: &usize| {
            let token = &self.tokens[*at];
            token.skippable()
                || token.is(Class::Preposition)
                || token.open() && !token.capital && self.pack.bare_genitives
        };
        let least = start.saturating_sub(3).max(bounds.start);
        let early = (least..start).rev().take_while(manner).last().unwrap_or(start);
        let quoted = early > bounds.start && !self.tokens[early - 1].word;
        let start = if quoted { early } else { start };
        // In "« … », lui a dit le juge" a clitic is before the cue.
        let clitic = |at: &usize| self.tokens[*at].is_any(&[Class::Clitic, Class::Pronoun]);
        let start = (bounds.start..start).rev().take_while(clitic).last().unwrap_or(start);
        let mark = self.before(start, bounds).filter(|token| !token.word)?;
        if !takes {
            return None;
        }
        let mut end = start - 1;
        let separator = mark.mark(",") || mark.dash();
        if separator {
            // In "…“, – sagte er" there are several marks.
            while end > bounds.start && (self.tokens[end - 1].mark(",") || self.tokens[end - 1].dash()) {
                end -= 1;
            }
            end += 1;
        }
        let last = end - usize::from(separator);
        let closing = if separator { last.checked_sub(1).filter(|at| bounds.contains(at))? } else { start - 1 };
        let quote = self.tokens[closing].quote;
        if quote > 0 && self.opens_or_closes(closing) {
            let own = self.tokens_of(&self.quotes[quote - 1]);
            let whole = own.start <= bounds.start || self.starts_sentence(own.start) || self.leads(own.start, bounds);
            return Some(vec![if whole { own } else { bounds.start..closing + 1 }]);
        }
        let content = self.behind_last_colon(bounds.start, last)..last;
        let words = content.clone().filter(|&at| self.tokens[at].word).count();
        let first = content.clone().find(|&at| self.tokens[at].word)?;
        let comma = content.clone().any(|at| self.tokens[at].mark(","));
        let subordinate = self.tokens[first].is(Class::Such) || self.tokens[first].is(Class::Clause) && !comma;
        let before_only = matches!(subject, Subject::Before(_));
        let fits = separator && cue.verb.say && words >= LEAST_WORDS && !subordinate && !before_only;
        fits.then(|| vec![content])
    }

    /// Whether a colon or a dash directly precedes token `at` in its sentence, as in "Dann: „…“".
    pub(super) fn leads(&self, at: usize, bounds: &Range<usize>) -> bool {
        self.before(at, bounds).is_some_and(|token| token.mark(":") || token.dash())
    }

    /// Returns the content after the cue, searched from token `from` on.
    pub(super) fn back(&self, cue: &VerbCue<'_>, from: usize) -> Option<Back> {
        // In "raconte avoir vu …" the content is an infinitive clause, with the quotations in it.
        let bounds = from..cue.sentence.end;
        if let Some(words) = &cue.verb.infinitive
            && !self.pack.verb_second
            && self.infinitive(from, &bounds, words) == Some(from)
        {
            let content = from..self.clause_end(from, &bounds);
            return Some(Back { content: vec![content], rule: Rule::SourceSaidClause, confidence: 0.7, sure: false });
        }
        // In "hatte bestätigt, dass …" a clause follows the last part; otherwise a phrase may be between the parts.
        let clause = self.clause_back(cue, from.max(cue.end()));
        clause
            .or_else(|| if from < cue.end() { self.clause_back(cue, from).filter(|back| !back.sure) } else { None })
            .or_else(|| self.phrase_back(cue.verb, cue, from))
            .filter(|back| {
                let words = back.content.iter().flat_map(Clone::clone).filter(|&at| self.tokens[at].word);
                words.filter(|&at| !self.tokens[at].is(Class::That)).count() > 0
            })
    }

    /// Returns a quotation or a clause after the cue, searched from token `from` on.
    fn clause_back(&self, cue: &VerbCue<'_>, from: usize) -> Option<Back> {
        let verb = cue.verb;
        let bounds = from..cue.sentence.end;
        let clause = verb.say || verb.that || verb.quote;
        let mut at = from;
        while at < bounds.end.min(from + DISTANCE) {
            let token = &self.tokens[at];
            if token.quote > 0 && self.opens_or_closes(at) {
                let own = self.tokens_of(&self.quotes[token.quote - 1]);
                // In "sagte sie dem „Boten“" the quotation is a name.
                let capital = self.tokens.get(at + 1).is_some_and(|first| first.capital);
                let article = at > from && self.tokens[at - 1].is(Class::Article);
                if capital && own.len() <= 6 && (article || at > from && self.preposition(at - 1)) {
                    at = own.end.max(at + 1);
                    continue;
                }
                let near = clause && at <= from + 6;
                return near.then(|| self.quoted_back(cue, at, &bounds, article));
            }
            if token.is(Class::That) && token.is(Class::Relative) && self.qualifies(at, from) {
                break;
            }
            if token.is(Class::Whether)
                && let Some(back) = self.colon_behind(at, &bounds).filter(|_| clause)
            {
                return Some(back);
            }
            if token.is(Class::That) || token.is(Class::Whether) {
                let content = at..self.clause_end(at, &bounds);
                let back = Back { content: vec![content], rule: Rule::SourceSaidClause, confidence: 0.8, sure: true };
                return (verb.say || verb.that).then_some(back);
            }
            if token.mark(":") {
                return clause.then(|| self.behind_colon(at + 1, &bounds)).flatten();
            }
            if token.mark(",") {
                match self.behind_comma(verb, at, &bounds)? {
                    Comma::Content(back) => return Some(back),
                    Comma::Past(next) => at = next,
                    Comma::End => break,
                }
                continue;
            }
            if token.is(Class::Verbal)
                || token.is(Class::Cue)
                || token.is(Class::Clause)
                || token.is(Class::Relative)
                || token.mark(";")
            {
                break;
            }
            at += 1;
        }
        None
    }

    /// Returns the quotation after a colon later in the sentence: "sagte auf die Frage, ob …: „…“".
    fn colon_behind(&self, at: usize, bounds: &Range<usize>) -> Option<Back> {
        let colon = (at..bounds.end).find(|&at| self.tokens[at].mark(":") && self.tokens[at].quote == 0)?;
        let quoted = self.tokens.get(colon + 1).is_some_and(|next| next.quote > 0);
        if quoted { self.behind_colon(colon + 1, bounds) } else { None }
    }

    /// Decides what follows the comma at token `at` after a cue. Returns `None` if nothing follows that could be said.
    fn behind_comma(&self, verb: &Verb, at: usize, bounds: &Range<usize>) -> Option<Comma> {
        let next = self.get(at + 1, bounds)?;
        if next.is(Class::That) || next.is(Class::Whether) || next.quote > 0 && self.opens_or_closes(at + 1) {
            return Some(Comma::Past(at + 1));
        }
        let joins = [Class::And, Class::Clause, Class::Contrast].into_iter().any(|class| next.is(class));
        let bare = self.pack.verb_second && (verb.say || verb.infinitive.is_some());
        if bare && !joins && !self.is_relative(at + 1, bounds) {
            let content = at + 1..self.clause_end(at + 1, bounds);
            let words = content.clone().filter(|&at| self.tokens[at].word).count();
            let back = Back { content: vec![content], rule: Rule::SourceSaidClause, confidence: 0.7, sure: false };
            return (words >= LEAST_WORDS).then_some(Comma::Content(back));
        }
        // In "a déclaré, lundi, que" the commas enclose an insertion.
        let close = (at + 1..bounds.end.min(at + 12)).find(|&at| self.tokens[at].mark(","));
        let plain =
            |close: usize| !(at..close).any(|at| self.tokens[at].is(Class::Cue) || self.tokens[at].is(Class::Verbal));
        Some(close.filter(|&close| plain(close)).map_or(Comma::End, |close| Comma::Past(close + 1)))
    }

    /// Whether "que" at token `at` qualifies the noun before it: "denunció la propaganda que circula".
    fn qualifies(&self, at: usize, from: usize) -> bool {
        if at <= from {
            return false;
        }
        let before = &self.tokens[at - 1];
        if before.mark(",") {
            return at == from + 1;
        }
        // In "dijo en una visita que" the clause follows an adjunct, and is the content.
        if (from..at).any(|at| self.tokens[at].is(Class::Preposition)) {
            return false;
        }
        let noun = before.open() && !before.is(Class::Time) && !before.is(Class::Cue);
        noun && self.phrase_before(at, &(from..at)).is_some_and(|phrase| !phrase.prepositional)
    }

    /// Whether the clause at token `at` is a relative clause, which may start with an article, and whose verb is last:
    /// ", der seit Montag im Amt ist".
    pub(super) fn is_relative(&self, at: usize, bounds: &Range<usize>) -> bool {
        let opens = self.tokens[at].is(Class::Relative) || self.tokens[at].is(Class::Article);
        let clause = self.clause_of(at, bounds);
        let last = &self.tokens[self.without_stop(clause.end, at).saturating_sub(1).max(at)];
        let verb =
            last.is(Class::Verbal) || last.is(Class::Auxiliary) || last.is(Class::Cue) || last.is(Class::Participle);
        let second = (at + 1..clause.end.min(at + 4)).any(|at| {
            self.tokens[at].is(Class::Verbal)
                || self.tokens[at].is(Class::Auxiliary)
                || self.tokens[at].is(Class::Report)
        });
        // "den Hafen offen zu halten" is an infinitive clause.
        let end = self.without_stop(clause.end, at);
        let infinitive = end >= at + 2 && self.tokens[end - 2].is(Class::Preposition);
        opens && verb && !last.is(Class::Infinitive) && !infinitive && !second
    }

    /// Returns the quotation that starts at token `at`, with the part of its clause that follows it.
    fn quoted_back(&self, cue: &VerbCue<'_>, at: usize, bounds: &Range<usize>, article: bool) -> Back {
        let own = self.tokens_of(&self.quotes[self.tokens[at].quote - 1]);
        // The content ends before the last part of the cue: "wies den „Vorwurf“ zurück".
        let limit = cue.parts.last().filter(|last| last.start > at).map_or(bounds.end, |last| last.start);
        let bounds = bounds.start..limit.max(own.end);
        let follows = self.get(own.end, &bounds).is_some_and(|next| next.word);
        // In "nannte es „Chaos“ und ging" only the quotation is the content.
        let more = follows && !self.tokens[own.end].is(Class::And);
        let end = if more { self.clause_end(at, &bounds).max(own.end) } else { own.end };
        // In "évoque un « drame » pour la ville" the whole phrase is the content, with its article.
        let start = own.start - usize::from(follows && article && !self.pack.verb_second);
        Back { content: vec![start..end], rule: Rule::SourceSaidQuote, confidence: 0.85, sure: false }
    }

    /// Returns a noun phrase or an infinitive clause after the cue, searched from token `from` on.
    pub(super) fn phrase_back(&self, verb: &Verb, cue: &VerbCue<'_>, from: usize) -> Option<Back> {
        let bracket = cue.parts.len() > 1;
        let (start, limit) = match bracket {
            // In "wies die Vorwürfe zurück" and "hat die Vorwürfe bestätigt" the object is between the parts.
            true if from < cue.parts[cue.parts.len() - 1].start => {
                (from.max(cue.parts[0].end), cue.parts[cue.parts.len() - 1].start)
            }
            true if verb.particle.is_some() || self.pack.verb_second => return None,
            _ => (from, cue.sentence.end),
        };
        let skip = |at: &usize| {
            self.tokens[*at].is(Class::Time)
                || self.tokens[*at].is(Class::Adverb) && !self.tokens[*at].is(Class::Negation)
        };
        let start = (start..limit).find(|at| !skip(at))?;
        let bounds = start..limit;
        let first = self.get(start, &bounds)?;
        let back = |end: usize, confidence| {
            let content = start..self.without_stop(end, start);
            let some = content.clone().any(|at| self.tokens[at].word);
            some.then(|| Back { content: vec![content], rule: Rule::SourceSaidClause, confidence, sure: false })
        };
        let stop = |from: usize| {
            let adjunct = (from + 1..limit).find(|&at| self.tokens[at].is(Class::Adjunct));
            if let Some(at) = adjunct {
                return at;
            }
            (from..limit).find(|&at| self.tokens[at].mark(",")).unwrap_or_else(|| self.clause_end(start, &bounds))
        };
        if let Some(words) = &verb.describes {
            let found = (start..limit.min(start + DISTANCE)).any(|at| words.contains(&self.tokens[at].lower));
            return if found { back(stop(start), 0.7) } else { None };
        }
        if let Some(words) = &verb.infinitive
            && let Some(at) = self.infinitive(start, &bounds, words)
        {
            let content = at..self.clause_end(at, &bounds);
            return Some(Back { content: vec![content], rule: Rule::SourceSaidClause, confidence: 0.7, sure: false });
        }
        let words = verb.phrase.as_ref()?;
        let noun = first.open() || first.is(Class::Article) || first.is(Class::Possessive);
        let head = (start..limit).find(|&at| self.tokens[at].open());
        let fits =
            words.is_empty() || head.is_some_and(|at| words.iter().any(|word| word.fits(&self.tokens[at].lower)));
        if noun && fits { back(stop(start), 0.6) } else { None }
    }

    /// Returns the start of the infinitive clause after a cue: token `start`, or the token after the phrase for whom
    /// the source asks. A preposition may precede the infinitive, which must be one of `words` if there are any.
    pub(super) fn infinitive(&self, start: usize, bounds: &Range<usize>, words: &[Form]) -> Option<usize> {
        let is = |at: usize| {
            let negated =
                self.get(at, bounds).is_some_and(|token| token.is(Class::Negation) || token.is(Class::Clitic));
            let at = at + usize::from(negated);
            let at = at
                + usize::from(
                    negated
                        && self
                            .get(at, bounds)
                            .is_some_and(|token| token.is(Class::Negation) || token.is(Class::Clitic)),
                );
            self.get(at, bounds).is_some_and(|token| {
                token.is(Class::Infinitive) && (words.is_empty() || words.iter().any(|word| word.fits(&token.lower)))
            })
        };
        let from = |at: usize| {
            (is(at) || self.get(at, bounds).is_some_and(|_| self.preposition(at)) && is(at + 1)).then_some(at)
        };
        from(start).or_else(|| {
            let skip = start + usize::from(self.get(start, bounds).is_some_and(|token| token.is(Class::Preposition)));
            from(self.phrase_after(skip, bounds)?.range.end)
        })
    }

    pub(super) fn behind_colon(&self, at: usize, bounds: &Range<usize>) -> Option<Back> {
        let next = self.get(at, bounds);
        let quote = next.or_else(|| self.tokens.get(at).filter(|next| next.paragraph == self.tokens[at - 1].paragraph));
        if let Some(own) = quote.filter(|next| next.quote > 0 && self.opens_or_closes(at)) {
            let content = self.tokens_of(&self.quotes[own.quote - 1]);
            return Some(Back { content: vec![content], rule: Rule::SourceSaidQuote, confidence: 0.9, sure: true });
        }
        next?;
        let content = at..self.without_stop(bounds.end, at);
        (content.len() >= LEAST_WORDS).then(|| Back {
            content: vec![content],
            rule: Rule::SourceSaidClause,
            confidence: 0.6,
            sure: true,
        })
    }
}
