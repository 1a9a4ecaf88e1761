//! Divides an article into units, the smallest passages that are compared: clauses in which one voice speaks.
//!
//! A sentence is divided by voice (the innermost attribution around each word) and into clauses. What a sentence has of
//! a quotation is not divided into clauses. Cues and the names of sources are not statements and belong to no unit.

use std::ops::Range;

use super::vocabulary::{NOTHING, Vocabulary};
use super::{Article, asides, lookups};
use crate::lexicon::{self, Class, Lexicon};
use crate::model::{Act, Status};
use crate::span::Span;
use crate::text::quantity::Quantity;
use crate::text::{Document, TokenKind};

/// A clause with fewer content words is joined with the previous one.
const LEAST: usize = 3;

/// A prepared article: its words as numbers, and its units.
pub struct Prepared<'a> {
    /// The input.
    pub article: &'a Article<'a>,
    /// The segmented text.
    pub document: Document<'a>,
    /// The numbers of the form and of the stem of each token; see [`Vocabulary`].
    pub words: Vec<(u32, u32)>,
    /// Whether each token is part of a name; see [`lookups::names`].
    pub names: Vec<bool>,
    /// The innermost attribution around each token; see [`Prepared::outer`].
    pub around: Vec<Option<usize>>,
    /// For each attribution, the next one around it.
    pub outer: Vec<Option<usize>>,
    /// Whether each token belongs to a cue or a source.
    pub in_cue_or_source: Vec<bool>,
    /// For each sentence, the attributions whose source or cue is in it.
    pub sayings: Vec<Vec<usize>>,
    /// The first token of each sentence that belongs to the report; see [`asides`].
    begins: Vec<usize>,
    /// The units, in text order.
    pub units: Vec<Unit>,
}

/// A clause in one voice.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its tokens, in order; in several parts if a cue splits it.
    pub parts: Vec<Range<usize>>,
    /// Its stems, sorted and unique; of a hyphenated word, those of the parts.
    pub stems: Vec<u32>,
    /// The stems that are part of a name, sorted and unique.
    pub names: Vec<u32>,
    /// The index of its sentence.
    pub sentence: usize,
    /// The innermost attribution around it; `None` if the article itself speaks.
    pub voice: Option<usize>,
    /// The claim that covers it, as an index into the analysis.
    pub claim: Option<usize>,
    /// Whether it contains a negation.
    pub negated: bool,
    /// Its figures, as indices into [`Document::quantities`].
    pub figures: Range<usize>,
}

impl<'a> Prepared<'a> {
    /// Prepares `article`, adding its words to `words`.
    pub fn new(article: &'a Article<'a>, words: &mut Vocabulary) -> Self {
        let document = Document::new(article.text);
        let numbers = document.tokens.iter().map(|token| words.add(token)).collect();
        let (around, outer, in_cue_or_source) = voices(article, &document);
        let begins = asides::find(&document);
        let (names, units) = (lookups::names(&document), Vec::new());
        let sayings = sayings(article, &document);
        let mut out =
            Self { article, names, words: numbers, around, outer, in_cue_or_source, sayings, begins, units, document };
        for sentence in 0..out.document.sentences.len() {
            out.cut(sentence, words);
        }
        out
    }

    /// Returns the positions of the units of a sentence.
    pub fn units_of(&self, sentence: usize) -> Range<usize> {
        let before = |sentence: usize| self.units.partition_point(|unit| unit.sentence < sentence);
        before(sentence)..before(sentence + 1)
    }

    /// Returns the position of the unit that contains the token.
    pub fn unit_at(&self, token: usize) -> Option<usize> {
        let sentence = self.document.tokens.get(token)?.sentence;
        self.units_of(sentence).find(|&at| self.units[at].parts.iter().any(|part| part.contains(&token)))
    }

    /// Returns the unit that contains the token.
    pub fn unit_around(&self, token: usize) -> Option<&Unit> {
        self.unit_at(token).map(|at| &self.units[at])
    }

    /// Returns the spans of a unit.
    pub fn spans(&self, unit: &Unit) -> Vec<Span> {
        unit.parts.iter().map(|part| self.document.cover(part.clone())).filter(|span| !span.is_empty()).collect()
    }

    /// Returns the status of the claim that covers the unit, if there is one.
    pub fn status(&self, unit: &Unit) -> Option<Status> {
        Some(self.article.analysis.claims[unit.claim?].status)
    }

    /// Returns the figures of a unit.
    pub fn figures(&self, unit: &Unit) -> &[Quantity] {
        &self.document.quantities[unit.figures.clone()]
    }

    /// Returns the stems directly after each negation in the unit: what is said not to be the case.
    pub fn negations<'u>(&'u self, unit: &'u Unit) -> impl Iterator<Item = u32> + 'u {
        let tokens = unit.parts.iter().cloned().flatten().filter(|&at| self.negates(at));
        tokens
            .filter_map(|at| self.words.get(at + 1..)?.iter().take(2).map(|word| word.1).find(|&stem| stem != NOTHING))
    }

    /// Whether the unit is in a headline: the first sentence, or one without a mark at its end.
    pub fn headline(&self, unit: &Unit) -> bool {
        let last = self.document.tokens_in(self.document.sentences[unit.sentence]).end;
        let stops = |at: usize| !self.document.tokens[at].wordlike();
        unit.sentence == 0 || last.checked_sub(1).is_none_or(|last| !stops(last))
    }

    /// Whether the sentence is a line around the article rather than a part of it: a byline, a date line, "Last
    /// updated at 16:30", a credit.
    pub fn aside(&self, sentence: usize) -> bool {
        self.begins.get(sentence).is_some_and(|&start| start >= self.document.tokens_of_sentence(sentence).end)
    }

    /// Whether the token is in such a line, or in a dateline.
    pub fn outside(&self, at: usize) -> bool {
        self.document
            .tokens
            .get(at)
            .is_some_and(|token| self.begins.get(token.sentence).is_some_and(|&start| at < start))
    }

    /// Whether the unit itself contains words that report what someone says ("there are fears that", "spoke of"), or
    /// speaks in the first person.
    pub fn hearsay(&self, unit: &Unit) -> bool {
        unit.parts.iter().cloned().flatten().any(|at| self.tells(at) || self.speaks(at))
    }

    /// Whether the word is in the first person, so that somebody else speaks: articles rarely say "I" or "we".
    pub fn speaks(&self, at: usize) -> bool {
        lexicon::get().is(&self.document.tokens[at].lower, Class::FirstPerson)
    }

    /// Whether the word reports what someone says: "spoke of", "fears in the capital that". "Four warnings" and "the
    /// claim" do not.
    pub fn tells(&self, at: usize) -> bool {
        let lexicon = lexicon::get();
        let word = &*self.document.tokens[at].lower;
        let next = |within: usize, class: Class| {
            let near = self.document.tokens.iter().skip(at + 1).take(within);
            near.take_while(|token| token.wordlike()).any(|token| token.lower.known().is(class))
        };
        lexicon.verbs.of(word).next().is_some() && (next(2, Class::Of) || next(1, Class::Complementiser))
            || lexicon.nouns.of(word).next().is_some() && next(5, Class::Complementiser)
    }

    fn negates(&self, at: usize) -> bool {
        self.document.known(at).any(&[Class::Negation, Class::No, Class::NoOne])
    }

    /// Returns the attributions around a unit, innermost first.
    pub fn voices(&self, unit: &Unit) -> impl Iterator<Item = usize> {
        std::iter::successors(unit.voice, |&at| self.outer[at])
    }

    fn cut(&mut self, sentence: usize, words: &Vocabulary) {
        let lexicon = lexicon::get();
        let tokens = self.document.tokens_in(self.document.sentences[sentence]);
        // A question makes no statement.
        if tokens.end.checked_sub(1).is_some_and(|last| self.document.tokens[last].is("?")) {
            return;
        }
        let mut voices: Vec<(Option<usize>, Vec<Range<usize>>)> = Vec::new();
        for at in tokens {
            if self.in_cue_or_source[at] || self.outside(at) {
                continue;
            }
            let voice = self.around[at];
            let place = voices.iter().position(|(known, _)| *known == voice).unwrap_or(voices.len());
            if place == voices.len() {
                voices.push((voice, Vec::new()));
            }
            let parts = &mut voices[place].1;
            match parts.last_mut().filter(|last| last.end == at) {
                Some(last) => last.end = at + 1,
                None => parts.push(at..at + 1),
            }
        }
        for (voice, parts) in voices {
            let act = voice.map(|at| self.article.analysis.attributions[at].act);
            if act.is_some_and(|act| matches!(act, Act::Question | Act::Refusal | Act::Silence)) {
                continue;
            }
            for clause in self.clauses(lexicon, parts) {
                self.close(sentence, voice, clause, words);
            }
        }
    }

    /// Divides what one voice says in one sentence into clauses. A relative clause between commas is separated from the
    /// clause around it.
    fn clauses(&self, lexicon: &Lexicon, parts: Vec<Range<usize>>) -> Vec<Vec<Range<usize>>> {
        let quoted = parts.first().is_some_and(|first| self.in_quotes(first.start + 1));
        let (mut out, mut open) = (Vec::new(), Vec::new());
        for part in parts {
            let (mut start, mut at) = (part.start, part.start);
            while at < part.end && !quoted {
                let ends = self.clause_starts(lexicon, at)
                    && self.content(&[], at..part.end) >= LEAST
                    && (at > part.start || !open.is_empty());
                let inserted = ends.then(|| self.inserted(lexicon, at, part.end)).flatten();
                if let Some(end) = inserted {
                    open.push(start..at);
                    out.push(std::iter::once(at..end).collect());
                    (start, at) = (end, end);
                } else if ends && self.content(&open, start..at) >= LEAST {
                    open.push(start..at);
                    out.push(std::mem::take(&mut open));
                    start = at;
                }
                at += 1;
            }
            open.push(start..part.end);
        }
        out.push(open);
        out
    }

    /// Returns the end of the relative clause that starts at the token, if the surrounding clause continues after it.
    fn inserted(&self, lexicon: &Lexicon, at: usize, limit: usize) -> Option<usize> {
        let tokens = &self.document.tokens;
        let relative = lexicon.is(&tokens[at].lower, Class::Relative) && tokens[at.checked_sub(1)?].is(",");
        let comma = (at..limit.min(at + 25)).find(|&at| tokens[at].is(",")).filter(|_| relative)?;
        (self.content(&[], at..comma) >= LEAST && self.content(&[], comma..limit) >= 2).then_some(comma)
    }

    fn in_quotes(&self, at: usize) -> bool {
        self.document.quote_at(at).is_some()
    }

    fn content(&self, parts: &[Range<usize>], more: Range<usize>) -> usize {
        parts.iter().cloned().chain([more]).flatten().filter(|&at| self.words[at].1 != NOTHING).count()
    }

    /// Whether a separate clause starts at the token: after a comma or dash, or at "but", "while", "although".
    fn clause_starts(&self, lexicon: &Lexicon, at: usize) -> bool {
        let tokens = &self.document.tokens;
        let (word, known) = (&*tokens[at].lower, tokens[at].lower.known());
        let pause =
            |at: usize| tokens.get(at).is_some_and(|token| matches!(&*token.lower, "," | ";" | ":" | "—" | "–"));
        let before = at.checked_sub(1).is_some_and(pause);
        let linked = lexicon.is(word, Class::Relative)
            || lexicon.is(word, Class::Subordinator)
            || lexicon.is(word, Class::Conjunction);
        before && (linked || !matches!(&*tokens[at - 1].lower, ","))
            || known.is(Class::But)
            || (known.any(&[Class::And, Class::While, Class::After, Class::Before]) || tokens[at].is("where"))
                && self.has_verb(at + 1)
    }

    /// Whether an auxiliary verb follows within a few words, after a subject.
    fn has_verb(&self, at: usize) -> bool {
        let tokens = &self.document.tokens;
        let near = tokens[at.min(tokens.len())..(at + 6).min(tokens.len())].iter().take_while(|t| t.wordlike());
        near.skip(1).any(|token| {
            let known = token.lower.known();
            known.is(Class::Auxiliary) && !known.is(Class::Genitive)
        })
    }

    /// Returns the whole text as one unit in the article's own voice; `None` if it has fewer than two different stems.
    pub fn whole(&self, words: &Vocabulary) -> Option<Unit> {
        self.unit(0, None, std::iter::once(0..self.document.tokens.len()).collect(), words)
    }

    fn close(&mut self, sentence: usize, voice: Option<usize>, parts: Vec<Range<usize>>, words: &Vocabulary) {
        let unit = self.unit(sentence, voice, parts, words);
        self.units.extend(unit);
    }

    fn unit(
        &self,
        sentence: usize,
        voice: Option<usize>,
        parts: Vec<Range<usize>>,
        words: &Vocabulary,
    ) -> Option<Unit> {
        let parts: Vec<Range<usize>> = parts.into_iter().filter_map(|part| self.trim(part)).collect();
        let stems = |only: &dyn Fn(usize) -> bool| -> Vec<u32> {
            let chosen = parts.iter().cloned().flatten().filter(|&at| only(at)).map(|at| self.words[at].1);
            let chosen = chosen.filter(|&stem| stem != NOTHING);
            let mut out: Vec<u32> = chosen.flat_map(|stem| words.parts(&stem).to_vec()).collect();
            crate::sort::sort(&mut out);
            out.dedup();
            out
        };
        let (all, names) = (stems(&|_| true), stems(&|at| self.names[at]));
        let (first, last) = (parts.first()?, parts.last()?);
        if all.len() < 2 {
            return None;
        }
        let starts = |at: usize| self.document.quantities.partition_point(|quantity| quantity.tokens.start < at);
        let figures = starts(first.start)..starts(last.end);
        let negated = parts.iter().cloned().flatten().any(|at| self.negates(at));
        let claim = self.claim(&parts);
        Some(Unit { parts, stems: all, names, sentence, voice, claim, negated, figures })
    }

    /// Removes punctuation and linking words at both ends. Returns `None` if nothing is left.
    fn trim(&self, mut part: Range<usize>) -> Option<Range<usize>> {
        let tokens = &self.document.tokens;
        let mark = |at: usize| tokens[at].kind == TokenKind::Mark;
        while part.start < part.end
            && (mark(part.start)
                || self.document.known(part.start).any(&[Class::And, Class::But, Class::Complementiser]))
        {
            part.start += 1;
        }
        let links = |at: usize| {
            let word = &*tokens[at].lower;
            let lexicon = lexicon::get();
            lexicon.is(word, Class::Subordinator) || lexicon.is(word, Class::Conjunction)
        };
        while part.start < part.end && (mark(part.end - 1) || links(part.end - 1)) {
            part.end -= 1;
        }
        (part.start < part.end).then_some(part)
    }

    /// Returns the claim that covers most of the parts or lies mostly within them. If there are several, returns the
    /// one whose status takes precedence.
    fn claim(&self, parts: &[Range<usize>]) -> Option<usize> {
        let spans: Vec<Span> = parts.iter().map(|part| self.document.cover(part.clone())).collect();
        let own: usize = spans.iter().map(|span| span.len()).sum();
        let claims = &self.article.analysis.claims;
        let fits = |&at: &usize| {
            let claim = &claims[at];
            let all: usize = claim.content.iter().map(|span| span.len()).sum();
            let shared: usize = claim.content.iter().flat_map(|a| spans.iter().map(move |b| overlap(*a, *b))).sum();
            shared * 2 > all || shared * 2 > own
        };
        let end = spans.last()?.end;
        let until = claims.partition_point(|claim| claim.content[0].start < end);
        // Contents are short, so a claim that starts long before cannot extend to here.
        let mut near = (until.saturating_sub(8)..until).filter(fits).collect::<Vec<_>>();
        crate::sort::sort_by_key(&mut near, |&at| claims[at].status);
        near.first().copied()
    }
}

/// Returns the number of bytes that two spans share.
pub fn overlap(a: Span, b: Span) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

type Voices = (Vec<Option<usize>>, Vec<Option<usize>>, Vec<bool>);

fn voices(article: &Article<'_>, document: &Document<'_>) -> Voices {
    let attributions = &article.analysis.attributions;
    let length = |at: usize| attributions[at].content.iter().map(|span| span.len()).sum::<usize>();
    let mut by_length: Vec<usize> = (0..attributions.len()).collect();
    crate::sort::sort_by_key(&mut by_length, |&at| std::cmp::Reverse(length(at)));
    let mut around = vec![None; document.tokens.len()];
    let mut outer = vec![None; attributions.len()];
    for at in by_length {
        let first = attributions[at].content.first().map_or(0, |part| document.token_at(part.start));
        outer[at] = around.get(first).copied().flatten();
        for part in &attributions[at].content {
            around[document.tokens_in(*part)].fill(Some(at));
        }
    }
    let mut in_cue_or_source = vec![false; document.tokens.len()];
    for attribution in attributions {
        for part in attribution.cue.iter().chain(&attribution.source) {
            in_cue_or_source[document.tokens_in(*part)].fill(true);
        }
    }
    (around, outer, in_cue_or_source)
}

fn sayings(article: &Article<'_>, document: &Document<'_>) -> Vec<Vec<usize>> {
    let mut out = vec![Vec::new(); document.sentences.len()];
    for (at, attribution) in article.analysis.attributions.iter().enumerate() {
        for part in attribution.source.iter().chain(&attribution.cue) {
            let sentence = document.tokens.get(document.token_at(part.start)).map_or(0, |token| token.sentence);
            if let Some(own) = out.get_mut(sentence).filter(|own| own.last() != Some(&at)) {
                own.push(at);
            }
        }
    }
    out
}
