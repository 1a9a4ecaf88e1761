//! Attributions as ranges of tokens, before speakers are known.

use std::ops::Range;

use super::pack::{Class, Kind, Place, Verb};
use super::phrases::Phrase;
use super::words::Text;
use super::cues::VerbCue;
use crate::model::{Act, Status};

/// An attribution in tokens.
#[derive(Debug, Default)]
pub struct Relation {
    /// The source, if it is named.
    pub source: Option<Range<usize>>,
    /// The cue; empty for a quotation that goes on.
    pub cue: Vec<Range<usize>>,
    /// What is said.
    pub content: Vec<Range<usize>>,
    /// What the source does.
    pub act: Act,
    /// The status of the claim that the content is.
    pub status: Option<Status>,
    /// Who is accused.
    pub target: Option<Range<usize>>,
    /// Whether the speaker of the attribution before speaks, if there is no source.
    pub carried: bool,
    /// The rule's id.
    pub rule: &'static str,
    /// The probability that source, cue and content are right.
    pub confidence: f32,
}

/// How far behind a cue its content may start. Tokens.
const DISTANCE: usize = 16;
/// The fewest words of a clause before "…, he said".
const LEAST_WORDS: usize = 3;

/// A content behind a cue.
struct Back {
    content: Vec<Range<usize>>,
    rule: &'static str,
    confidence: f32,
    /// Whether nothing but this can be the content: a complementiser or a colon.
    sure: bool,
}

impl Text<'_> {
    /// The attributions of a verb: one, or two if indirect speech and a quotation are around it.
    pub fn by_verb(&self, cue: &VerbCue<'_>) -> Vec<Relation> {
        if self.tokens[cue.start()].quote > 0 {
            return self.incise(cue).into_iter().collect();
        }
        if cue.negated {
            return Vec::new();
        }
        let subject = self.subject(cue);
        if let Some(relation) = self.as_said(cue, &subject) {
            return vec![relation];
        }
        let relation = |content, rule, confidence| Relation {
            source: subject.source(),
            cue: cue.parts.clone(),
            content,
            act: cue.row.act,
            status: cue.row.status,
            target: None,
            carried: !cue.passive && self.pack.drops_subjects && !self.is_impersonal(cue),
            rule,
            confidence,
        };
        // "wollte sich dazu nicht äußern": the gap of the pattern is the content.
        if let Some(gap) = cue.gap.clone().filter(|_| cue.row.act == Act::Refusal) {
            return vec![relation(vec![gap], "source-said-clause", 0.7)];
        }
        if let Some(words) = &cue.verb.accuses {
            let found = self.accusation(cue, words, &subject);
            return found
                .map(|(content, target)| Relation { target: Some(target), ..relation(content, "accusation", 0.7) })
                .into_iter()
                .collect();
        }
        if let Some(parts) = self.inserted(cue, &subject) {
            return vec![relation(parts, "clause-source-said", 0.8)];
        }
        let from = subject.behind(cue);
        let back = self.back(cue, from).filter(|back| !self.is_this(&back.content[0]));
        let is_quoted = |content: &[Range<usize>]| content.iter().all(|part| self.tokens[part.start].quote > 0);
        let front = self.front(cue, &subject).filter(|front| is_quoted(front) || back.as_ref().is_none_or(|back| !back.sure || is_quoted(&back.content)));
        match (front, back) {
            (Some(mut content), back) => {
                let quoted = is_quoted(&content);
                let goes_on = back.filter(|back| is_quoted(&back.content)).map(|back| back.content);
                let rule = match (quoted, subject.source().is_some()) {
                    (true, true) => "quote-said-source",
                    (true, false) => "quote-said",
                    _ => "clause-source-said",
                };
                match goes_on {
                    Some(more) if quoted => content.extend(more),
                    // "Die Technik sei alt, sagte Stein: „…“": a quotation of its own.
                    Some(more) => {
                        let next = Relation { content: more, carried: true, rule: "quote-alone", confidence: 0.7, ..Relation::default() };
                        return vec![relation(content, rule, 0.8), next];
                    }
                    None => {}
                }
                vec![relation(content, rule, if quoted { 0.9 } else { 0.8 })]
            }
            (None, Some(back)) => vec![relation(back.content, back.rule, back.confidence)],
            (None, None) => Vec::new(),
        }
    }

    /// Whether a content only points at something: "das", "це".
    fn is_this(&self, content: &Range<usize>) -> bool {
        content.len() == 1 && {
            let token = &self.tokens[content.start];
            token.is(Class::Pronoun) || token.is(Class::Article) || token.is(Class::Clitic)
        }
    }

    /// "Das Dach, sagte Reel, sei dicht": the parts of a clause around an inserted cue.
    fn inserted(&self, cue: &VerbCue<'_>, subject: &Subject) -> Option<Vec<Range<usize>>> {
        let bounds = &cue.sentence;
        let Subject::After(own) = subject else { return None };
        let start = cue.start();
        let comma = start.checked_sub(1).filter(|&at| bounds.contains(&at) && self.tokens[at].mark(","))?;
        let end = own.end.max(cue.end());
        let close = self.get(end, bounds).filter(|token| token.mark(","))?;
        let next = self.get(end + 1, bounds)?;
        let clause = [Class::That, Class::Whether, Class::Clause, Class::Contrast, Class::Relative, Class::And, Class::Such];
        if !cue.verb.say || close.quote > 0 || next.quote > 0 || clause.into_iter().any(|class| next.is(class)) {
            return None;
        }
        let front = self.behind_last_colon(bounds.start, comma)..comma;
        let back = end + 1..self.clause_end(end + 1, bounds);
        let unquoted = front.clone().all(|at| self.tokens[at].quote == 0);
        let words = |part: &Range<usize>| part.clone().filter(|&at| self.tokens[at].word).count();
        (unquoted && words(&front) > 0 && words(&back) > 1).then(|| vec![front, back])
    }

    /// The token behind the last colon in `from..to`, outside quotations.
    fn behind_last_colon(&self, from: usize, to: usize) -> usize {
        (from..to).rev().find(|&at| self.tokens[at].mark(":") && self.tokens[at].quote == 0).map_or(from, |at| at + 1)
    }

    /// The content before "…, sagte er".
    fn front(&self, cue: &VerbCue<'_>, subject: &Subject) -> Option<Vec<Range<usize>>> {
        let takes = cue.verb.say || cue.verb.quote || cue.verb.that;
        let bounds = &cue.sentence;
        // "„…“, Müller sagte."
        let start = match subject {
            Subject::Before(phrase) => phrase.start,
            Subject::After(_) => cue.start(),
            Subject::None if self.pack.drops_subjects || cue.verb.quote => cue.start(),
            _ => return None,
        };
        let mark = self.before(start, bounds).filter(|token| !token.word)?;
        if !takes {
            return None;
        }
        let mut end = start - 1;
        let separator = mark.mark(",") || mark.dash();
        if separator {
            // "…“, – sagte er": several marks.
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
        let fits = separator && (cue.verb.say || cue.verb.that) && words >= LEAST_WORDS && !subordinate && !before_only;
        fits.then(|| vec![content])
    }

    /// Whether only a colon, a dash or a short lead like "Dann:" precedes token `at` in its sentence.
    fn leads(&self, at: usize, bounds: &Range<usize>) -> bool {
        self.before(at, bounds).is_some_and(|token| token.mark(":") || token.dash())
    }

    /// The content behind the cue, searched from token `from` on.
    fn back(&self, cue: &VerbCue<'_>, from: usize) -> Option<Back> {
        let verb = cue.verb;
        let bounds = from..cue.sentence.end;
        let clause = verb.say || verb.that || verb.quote;
        let mut at = from;
        while at < bounds.end.min(from + DISTANCE) {
            let token = &self.tokens[at];
            if token.quote > 0 && self.opens_or_closes(at) {
                let own = self.tokens_of(&self.quotes[token.quote - 1]);
                // "sagte sie dem „Boten“": a name.
                let named = at > from && own.len() <= 6 && (self.tokens[at - 1].is(Class::Article) || self.preposition(at - 1));
                if named {
                    at = own.end.max(at + 1);
                    continue;
                }
                return clause.then(|| self.quoted_back(at, &bounds)).filter(|_| at <= from + 6);
            }
            if token.is(Class::That) || token.is(Class::Whether) {
                let content = at..self.clause_end(at, &bounds);
                let back = Back { content: vec![content], rule: "source-said-clause", confidence: 0.8, sure: true };
                return (verb.say || verb.that).then_some(back);
            }
            if token.mark(":") {
                return clause.then(|| self.behind_colon(at + 1, &bounds)).flatten();
            }
            if token.mark(",") {
                let next = self.get(at + 1, &bounds)?;
                if next.is(Class::That) || next.is(Class::Whether) || next.quote > 0 && self.opens_or_closes(at + 1) {
                    at += 1;
                    continue;
                }
                if self.pack.verb_second && (verb.say || verb.infinitive.is_some()) && !next.is(Class::And) && !next.is(Class::Clause) && !next.is(Class::Contrast) && !self.is_relative(at + 1, &bounds) {
                    let content = at + 1..self.clause_end(at + 1, &bounds);
                    let words = content.clone().filter(|&at| self.tokens[at].word).count();
                    let back = Back { content: vec![content], rule: "source-said-clause", confidence: 0.7, sure: false };
                    return (words >= LEAST_WORDS).then_some(back);
                }
                // "a déclaré, lundi, que": an insertion.
                let end = bounds.end.min(at + 12);
                let close = (at + 1..end).find(|&at| self.tokens[at].mark(","));
                let Some(close) = close.filter(|&close| !(at..close).any(|at| self.tokens[at].is(Class::Cue) || self.tokens[at].is(Class::Verbal))) else {
                    break;
                };
                at = close + 1;
                continue;
            }
            if token.is(Class::Verbal) || token.is(Class::Cue) || token.is(Class::Clause) || token.is(Class::Relative) || token.mark(";") {
                break;
            }
            at += 1;
        }
        self.phrase_back(verb, cue, from)
    }

    /// Whether a clause that starts with an article is a relative one, whose verb is last: ", der seit Montag im Amt ist".
    fn is_relative(&self, at: usize, bounds: &Range<usize>) -> bool {
        let opens = self.tokens[at].is(Class::Relative) || self.tokens[at].is(Class::Article);
        let clause = self.clause_of(at, bounds);
        let last = &self.tokens[self.without_stop(clause.end, at).saturating_sub(1).max(at)];
        let verb = last.is(Class::Verbal) || last.is(Class::Auxiliary) || last.is(Class::Cue) || last.is(Class::Participle);
        let second = (at + 1..clause.end.min(at + 4)).any(|at| self.tokens[at].is(Class::Verbal) || self.tokens[at].is(Class::Auxiliary) || self.tokens[at].is(Class::Report));
        opens && verb && !last.is(Class::Infinitive) && !second
    }

    /// A quotation that starts at token `at`, and what of its clause follows it.
    fn quoted_back(&self, at: usize, bounds: &Range<usize>) -> Back {
        let own = self.tokens_of(&self.quotes[self.tokens[at].quote - 1]);
        let follows = self.get(own.end, bounds).is_some_and(|next| next.word);
        // "nannte es „Chaos“ und ging": only the quotation.
        let end = if follows && !self.tokens[own.end].is(Class::And) { self.clause_end(at, bounds).max(own.end) } else { own.end };
        Back { content: vec![own.start..end], rule: "source-said-quote", confidence: 0.85, sure: false }
    }

    fn behind_colon(&self, at: usize, bounds: &Range<usize>) -> Option<Back> {
        let next = self.get(at, bounds);
        let quote = next.or_else(|| self.tokens.get(at).filter(|next| next.paragraph == self.tokens[at - 1].paragraph));
        if let Some(own) = quote.filter(|next| next.quote > 0 && self.opens_or_closes(at)) {
            let content = self.tokens_of(&self.quotes[own.quote - 1]);
            return Some(Back { content: vec![content], rule: "source-said-quote", confidence: 0.9, sure: true });
        }
        next?;
        let content = at..self.without_stop(bounds.end, at);
        (content.len() >= LEAST_WORDS).then(|| Back { content: vec![content], rule: "source-said-clause", confidence: 0.6, sure: true })
    }

    /// A noun phrase or an infinitive behind the cue.
    fn phrase_back(&self, verb: &Verb, cue: &VerbCue<'_>, from: usize) -> Option<Back> {
        let bracket = cue.parts.len() > 1;
        let (start, limit) = match bracket {
            // "wies die Vorwürfe zurück", "hat die Vorwürfe bestätigt": the object is between the parts.
            true if from < cue.parts[cue.parts.len() - 1].start => (from.max(cue.parts[0].end), cue.parts[cue.parts.len() - 1].start),
            true if verb.particle.is_some() || self.pack.verb_second => return None,
            _ => (from, cue.sentence.end),
        };
        let skip = |at: &usize| self.tokens[*at].is(Class::Time) || self.tokens[*at].skippable();
        let start = (start..limit).find(|at| !skip(at))?;
        let bounds = start..limit;
        let first = self.get(start, &bounds)?;
        let back = |end: usize, confidence| {
            let content = start..self.without_stop(end, start);
            let some = content.clone().any(|at| self.tokens[at].word);
            some.then(|| Back { content: vec![content], rule: "source-said-clause", confidence, sure: false })
        };
        let stop = |from: usize| (from..limit).find(|&at| self.tokens[at].mark(",")).unwrap_or_else(|| self.clause_end(start, &bounds));
        if let Some(words) = &verb.describes {
            let found = (start..limit.min(start + DISTANCE)).any(|at| words.contains(&self.tokens[at].lower));
            return if found { back(stop(start), 0.7) } else { None };
        }
        if let Some(words) = &verb.infinitive
            && let Some(at) = self.infinitive(start, &bounds, words)
        {
            let content = at..self.clause_end(at, &bounds);
            return Some(Back { content: vec![content], rule: "source-said-clause", confidence: 0.7, sure: false });
        }
        let words = verb.phrase.as_ref()?;
        let noun = first.open() || first.is(Class::Article) || first.is(Class::Possessive);
        let head = (start..limit).find(|&at| self.tokens[at].open());
        let fits = words.is_empty() || head.is_some_and(|at| words.iter().any(|word| fits(word, &self.tokens[at].lower)));
        if noun && fits { back(stop(start), 0.6) } else { None }
    }

    /// Where the infinitive clause behind a cue starts: right behind it, behind a preposition, or behind whom the source asks.
    fn infinitive(&self, start: usize, bounds: &Range<usize>, words: &[Box<str>]) -> Option<usize> {
        let is = |at: usize| {
            let negated = self.get(at, bounds).is_some_and(|token| token.is(Class::Negation) || token.is(Class::Clitic));
            let at = at + usize::from(negated);
            let at = at + usize::from(negated && self.get(at, bounds).is_some_and(|token| token.is(Class::Negation) || token.is(Class::Clitic)));
            self.get(at, bounds).is_some_and(|token| token.is(Class::Infinitive) && (words.is_empty() || words.iter().any(|word| fits(word, &token.lower))))
        };
        let from = |at: usize| (is(at) || self.get(at, bounds).is_some_and(|_| self.preposition(at)) && is(at + 1)).then_some(at);
        from(start).or_else(|| {
            let skip = start + usize::from(self.get(start, bounds).is_some_and(|token| token.is(Class::Preposition)));
            from(self.phrase_after(skip, bounds)?.range.end)
        })
    }

    /// "wie X mitteilte", "comme l'a indiqué X", "según informó X": the rest of the sentence is what is said.
    fn as_said(&self, cue: &VerbCue<'_>, subject: &Subject) -> Option<Relation> {
        let sentence = &cue.sentence;
        let clause = self.clause_of(cue.start(), sentence);
        let opening = (clause.start..cue.start()).find(|&at| self.tokens[at].word)?;
        let according = self.hits_in(&(opening..cue.start())).find(|hit| {
            let after = matches!(self.row(hit).kind, Kind::According { place: Place::After, .. });
            after && (hit.end..cue.start()).all(|at| self.tokens[at].is(Class::Clitic) || self.tokens[at].skippable())
        });
        let such = self.tokens[opening].is(Class::Such);
        if !such && according.is_none() {
            return None;
        }
        let start = according.map_or(opening, |hit| hit.start);
        let end = subject.source().map_or(cue.end(), |source| source.end.max(cue.end()));
        let limit = (end..sentence.end).find(|&at| !self.tokens[at].word).unwrap_or(sentence.end);
        let region = start..if start == sentence.start || limit == sentence.end { limit.max(end) } else { limit };
        let mut parts = cue.parts.clone();
        if let Some(hit) = according {
            parts.insert(0, hit.start..hit.end);
            if parts[1].start == hit.end {
                let second = parts.remove(1);
                parts[0].end = second.end;
            }
        }
        Some(Relation {
            source: subject.source(),
            cue: parts,
            content: self.around(&region, sentence)?,
            act: cue.row.act,
            status: cue.row.status,
            rule: "clause-source-said",
            confidence: 0.8,
            ..Relation::default()
        })
    }

    /// Whether a clitic makes the verb impersonal, or its own pronoun does: "se informó que", "heißt es".
    pub fn is_impersonal(&self, cue: &VerbCue<'_>) -> bool {
        let before = cue.finite.start.checked_sub(1).filter(|&at| cue.sentence.contains(&at));
        let clitic = before.is_some_and(|at| matches!(&*self.tokens[at].lower, "se") && self.tokens[at].is(Class::Clitic));
        clitic || cue.parts.iter().flat_map(Clone::clone).any(|at| self.tokens[at].is(Class::Pronoun))
    }

    /// "accuse X de Y": what X is accused of, and X.
    fn accusation(&self, cue: &VerbCue<'_>, words: &[Box<str>], subject: &Subject) -> Option<(Vec<Range<usize>>, Range<usize>)> {
        let bounds = cue.finite.start..cue.sentence.end;
        let last = cue.parts[cue.parts.len() - 1].clone();
        // "wirft X vor, …", "hat X vorgeworfen, …": the object is between the parts.
        let between = cue.parts.len() > 1 && self.pack.verb_second;
        let skip = |at: &usize| self.tokens[*at].is(Class::Time) || self.tokens[*at].skippable() || self.tokens[*at].is(Class::Preposition) && !between;
        let object = match subject {
            Subject::Hearer(own) => own.clone(),
            _ => {
                let from = match subject {
                    Subject::After(own) if between => own.end,
                    _ if between => cue.parts[0].end,
                    _ => subject.behind(cue).max(cue.finite.end),
                };
                let limit = if between { last.start } else { bounds.end };
                let start = (from..limit).find(|at| !skip(at))?;
                let range = self.phrase_after(start, &(start..limit))?.range;
                let head = (range.start..range.end).find(|&at| self.tokens[at].open() || self.tokens[at].is(Class::Pronoun)).unwrap_or(range.start);
                let end = (head + 1..range.end).find(|&at| words.contains(&self.tokens[at].lower) || self.tokens[at].mark(",")).unwrap_or(range.end);
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
                start..self.clause_end(start, &bounds)
            }
            // "wirft Reel Täuschung vor": a second noun phrase.
            None if between && object.end < last.start => object.end..last.start,
            None => return None,
        };
        let some = content.clone().any(|at| self.tokens[at].word);
        some.then(|| (vec![content], object))
    }

    /// A cue inside the quotation that it interrupts: « …, a-t-il déclaré, … ».
    fn incise(&self, cue: &VerbCue<'_>) -> Option<Relation> {
        let number = self.tokens[cue.start()].quote;
        let own = self.tokens_of(&self.quotes[number - 1]);
        let separates = |at: usize| {
            let token = &self.tokens[at];
            token.mark(",") || token.dash() && token.lower.len() > 1 || token.mark(".")
        };
        let first = cue.start().checked_sub(1).filter(|&at| at > own.start && separates(at))?;
        if !(cue.verb.say || cue.verb.quote || cue.verb.that) {
            return None;
        }
        let bounds = cue.start()..own.end;
        // Between the parts of the cue or behind it; nobody interrupts a quotation without a subject, where languages need one.
        let between = cue.finite.end..cue.end();
        let inner = if cue.parts.len() > 1 { self.phrase_after(cue.finite.end, &between) } else { None };
        let subject = inner.or_else(|| self.inverted(cue, &bounds));
        let end = subject.as_ref().map_or(cue.end(), |subject| subject.range.end.max(cue.end()));
        let close = (end..own.end.min(end + 8)).find(|&at| separates(at) || at + 1 == own.end)?;
        let word_between = (end..close).any(|at| self.tokens[at].is(Class::Verbal) || self.tokens[at].is(Class::That));
        if word_between || subject.is_none() && !self.pack.drops_subjects {
            return None;
        }
        let mut left = first;
        while left > own.start && separates(left - 1) {
            left -= 1;
        }
        let mut content = vec![own.start..left];
        if close + 1 < own.end {
            content.push(close + 1..own.end);
        }
        content.retain(|part| part.clone().any(|at| self.tokens[at].word));
        if content.is_empty() {
            return None;
        }
        Some(Relation {
            carried: subject.is_none(),
            source: subject.map(|subject| subject.range),
            cue: cue.parts.clone(),
            content,
            act: cue.row.act,
            status: cue.row.status,
            rule: "quote-said-source",
            confidence: 0.8,
            ..Relation::default()
        })
    }
}

/// The subject of a cue.
pub enum Subject {
    /// In front of it.
    Before(Range<usize>),
    /// Behind its finite verb.
    After(Range<usize>),
    /// The agent of a passive cue.
    Agent(Range<usize>),
    /// The subject of a passive cue, which does not speak.
    Hearer(Range<usize>),
    /// Not named.
    None,
}

impl Subject {
    /// The tokens of who speaks.
    pub fn source(&self) -> Option<Range<usize>> {
        match self {
            Subject::Before(own) | Subject::After(own) | Subject::Agent(own) => Some(own.clone()),
            Subject::Hearer(_) | Subject::None => None,
        }
    }

    /// The first token behind the cue that is not part of the subject.
    fn behind(&self, cue: &VerbCue<'_>) -> usize {
        let end = if cue.parts.len() > 1 && cue.verb.phrase.is_some() { cue.parts[0].end } else { cue.end() };
        match self {
            Subject::After(own) | Subject::Agent(own) if own.start >= end => own.end,
            Subject::After(own) => own.end.max(end),
            _ => end,
        }
    }
}

impl Text<'_> {
    /// The subject of `cue`.
    pub fn subject(&self, cue: &VerbCue<'_>) -> Subject {
        let bounds = &cue.sentence;
        if cue.passive {
            let agent = (cue.end()..bounds.end.min(cue.end() + 8))
                .take_while(|&at| self.tokens[at].word)
                .find(|&at| self.tokens[at].is(Class::Agent))
                .and_then(|at| self.phrase_after(at + 1, bounds));
            let own = self.subject_before(cue).or_else(|| self.inverted(cue, bounds).filter(|_| self.pack.verb_second).map(|phrase| phrase.range));
            return match (agent, own) {
                (Some(agent), _) if cue.verb.accuses.is_none() => Subject::Agent(agent.range),
                (_, Some(own)) => Subject::Hearer(own),
                _ => Subject::None,
            };
        }
        let directly = |at: usize| self.get(at, bounds).is_some_and(|token| token.is(Class::Pronoun));
        let before = self.before(cue.finite.start, bounds);
        // Behind a comma or a quotation the verb comes first in German: "…, sagte er". In all languages if a pronoun is joined to it.
        let first = self.pack.verb_second && before.is_some_and(|token| !token.word);
        let joined = directly(cue.finite.end) || self.get(cue.finite.end, bounds).is_some_and(|token| token.lower.starts_with('-'));
        if self.is_impersonal(cue) {
            return self.located_behind(cue).map_or(Subject::None, Subject::After);
        }
        let behind = || self.inverted(cue, bounds).filter(|phrase| self.may_speak(phrase, false)).map(|phrase| phrase.range);
        if first || joined {
            if let Some(own) = behind() {
                return Subject::After(own);
            }
        }
        if let Some(own) = self.subject_before(cue) {
            return Subject::Before(own);
        }
        if let Some(own) = self.located(cue) {
            return Subject::Before(own);
        }
        if let Some(own) = behind() {
            return Subject::After(own);
        }
        self.located_behind(cue).map_or(Subject::None, Subject::After)
    }

    /// Whether a phrase may be a source: it has a name, a pronoun or a noun for somebody, or in front of its verb at least an article.
    fn may_speak(&self, phrase: &Phrase, before: bool) -> bool {
        let range = &phrase.range;
        let known = range.clone().any(|at| {
            let token = &self.tokens[at];
            let named = token.capital && (before || !self.starts_sentence(at));
            named || token.noun() && !token.is(Class::Adjective) || token.is(Class::Pronoun) || token.is(Class::Place)
        });
        let article = self.tokens[range.start].is(Class::Article) || self.tokens[range.start].is(Class::Possessive);
        let oblique = range.clone().find(|&at| self.tokens[at].open()).is_some_and(|at| self.tokens[at].is(Class::Oblique) && !self.tokens[at].is(Class::Base));
        (known || before && article && !self.pack.verb_second) && !oblique
    }

    /// The subject behind a finite verb, past adverbs, times and hyphens.
    pub fn inverted(&self, cue: &VerbCue<'_>, bounds: &Range<usize>) -> Option<Phrase> {
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
            let phrase = if self.preposition(at) { self.past_adjuncts(at, bounds) } else { self.phrase_after(at, bounds) }?;
            (!part(phrase.range.start)).then_some(phrase)
        })
    }

    /// The subject behind phrases with a preposition: "a déclaré à la presse le maire". `at` is the preposition.
    fn past_adjuncts(&self, at: usize, bounds: &Range<usize>) -> Option<Phrase> {
        let end = (at..bounds.end.min(at + 12)).find(|&at| !self.tokens[at].word || self.tokens[at].is(Class::That)).unwrap_or(bounds.end.min(at + 12));
        let person = |at: usize| {
            let token = &self.tokens[at];
            token.is(Class::Role) || token.is(Class::Title) || token.is(Class::Forename) || token.is(Class::Organisation)
        };
        let starts = |&at: &usize| {
            let free = !self.preposition(at - 1) && !self.tokens[at - 1].is(Class::Article) && !self.tokens[at - 1].is(Class::And);
            // An article starts a phrase; without one, the noun for a person does.
            let article = self.tokens[at].is(Class::Article) && !self.tokens[at].is(Class::Genitive) && person(at + 1);
            let bare = person(at) && !self.tokens[at].is(Class::Organisation);
            free && at + 1 < end && (article || bare)
        };
        (at + 2..end.saturating_sub(1)).find(starts).and_then(|at| self.phrase_after(at, bounds))
    }

    /// The noun phrase in front of the finite verb.
    fn subject_before(&self, cue: &VerbCue<'_>) -> Option<Range<usize>> {
        let bounds = &cue.sentence;
        let mut end = cue.finite.start;
        while end > bounds.start {
            let token = &self.tokens[end - 1];
            let skip = token.skippable() || token.is(Class::Clitic) || token.is(Class::Article) || token.is(Class::Auxiliary) && !token.noun();
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
            let clause = (open + 1..end - 1).any(|at| self.tokens[at].quote > 0 && self.opens_or_closes(at));
            let phrase = self.phrase_before(open, bounds).filter(|phrase| !phrase.prepositional && !clause)?;
            let apposition = self.tokens[open + 1].is(Class::Article) || self.tokens[open + 1].open() || self.tokens[open + 1].is(Class::Relative) || last.mark(")");
            return apposition.then(|| phrase.range.start..end - usize::from(!last.mark(")")));
        }
        let mut phrase = self.phrase_before(end, bounds)?;
        if phrase.prepositional && self.pack.bare_genitives {
            // "Після аварії поліція заявила": without articles the subject starts with the next noun for somebody.
            let person = |&at: &usize| self.tokens[at].noun() && !self.tokens[at].is(Class::Adjective) && !self.tokens[at].is(Class::Document);
            if let Some(start) = (phrase.range.start + 1..phrase.range.end).find(person) {
                phrase = Phrase { range: start..phrase.range.end, prepositional: false };
            }
        }
        let time = phrase.range.clone().all(|at| self.tokens[at].is(Class::Time) || !self.tokens[at].open());
        let pronoun = self.tokens[phrase.range.start].is(Class::Pronoun);
        (!phrase.prepositional && (!time || pronoun) && self.may_speak(&phrase, true)).then_some(phrase.range)
    }

    /// Whether a phrase names a body or a document.
    fn is_body(&self, range: &Range<usize>) -> bool {
        range.clone().any(|at| {
            let token = &self.tokens[at];
            let letters = token.span.of(self.text);
            let acronym = letters.chars().count() > 1 && letters.chars().all(char::is_uppercase);
            token.is(Class::Organisation) || token.is(Class::Outlet) || token.is(Class::Document) || acronym
        })
    }

    /// A body named with a preposition, where subjects may be left out: "у прокуратурі зазначили".
    fn located(&self, cue: &VerbCue<'_>) -> Option<Range<usize>> {
        let bounds = &cue.sentence;
        let phrase = self.phrase_before(cue.finite.start, bounds).filter(|phrase| phrase.prepositional)?;
        let opens = (bounds.start..phrase.range.start).filter(|&at| self.tokens[at].word && !self.tokens[at].skippable()).count() <= 3;
        (self.pack.drops_subjects && opens && self.is_body(&phrase.range)).then_some(phrase.range)
    }

    /// The same behind the verb: "повідомили в поліції", "heißt es in dem Gutachten".
    fn located_behind(&self, cue: &VerbCue<'_>) -> Option<Range<usize>> {
        let bounds = &cue.sentence;
        let takes = self.pack.drops_subjects || cue.parts.iter().flat_map(Clone::clone).any(|at| self.tokens[at].is(Class::Pronoun));
        let at = (cue.end()..bounds.end.min(cue.end() + 3)).find(|&at| !self.tokens[at].skippable() && !self.tokens[at].is(Class::Time))?;
        if !takes || !self.preposition(at) {
            return None;
        }
        let phrase = self.phrase_after(at + 1, bounds)?;
        let comma = phrase.range.clone().find(|&at| self.tokens[at].mark(",")).unwrap_or(phrase.range.end);
        self.is_body(&(phrase.range.start..comma)).then_some(phrase.range)
    }
}

/// Whether `word` fits a pattern that may start or end with `*`.
pub fn fits(pattern: &str, word: &str) -> bool {
    match (pattern.strip_suffix('*'), pattern.strip_prefix('*')) {
        (Some(start), _) => word.starts_with(start),
        (_, Some(end)) => word.ends_with(end),
        _ => pattern == word,
    }
}
