//! A text as tokens, sentences and paragraphs, with what the pack says about each word.

use std::ops::Range;

use super::class::{Class, NOUNS};
use super::pack::Pack;
use super::patterns::Hit;
use super::rows::{Kind, Row};
use super::tokens::{Token, sentences, split};
use crate::span::Span;
use crate::text::{paragraphs, quotes};

/// A segmented text.
pub struct Text<'t> {
    /// The plain text.
    pub text: &'t str,
    /// The pack of its language.
    pub pack: &'t Pack,
    /// All tokens.
    pub tokens: Vec<Token>,
    /// The tokens of each sentence.
    pub sentences: Vec<Range<usize>>,
    /// The tokens of each paragraph.
    pub paragraphs: Vec<Range<usize>>,
    /// The outermost quotations, in order.
    pub quotes: Vec<quotes::Quote>,
    /// Where rows of cues, claims and traps fit, ordered by first token.
    pub hits: Vec<Hit>,
}

impl<'t> Text<'t> {
    /// Segments `text`.
    pub fn new(text: &'t str, pack: &'t Pack) -> Self {
        let lines = paragraphs::split(text);
        let mut tokens = Vec::new();
        let mut starts = Vec::new();
        for (number, line) in lines.iter().enumerate() {
            if pack.is_boilerplate(line.of(text)) {
                continue;
            }
            starts.push(tokens.len());
            split(text, *line, number, &pack.splitting, &mut tokens);
        }
        starts.push(tokens.len());
        let paragraphs: Vec<Range<usize>> =
            starts.windows(2).map(|pair| pair[0]..pair[1]).filter(|own| !own.is_empty()).collect();
        let mut quotes = quotes::of(text, &[]);
        quotes.retain(|quote| quote.level == 0);
        for (number, own) in paragraphs.iter().enumerate() {
            tokens[own.clone()].iter_mut().for_each(|token| token.paragraph = number);
        }
        let mut next = quotes.iter().enumerate().peekable();
        let mut around = None;
        for token in &mut tokens {
            while let Some((number, quote)) = next.next_if(|(_, quote)| quote.span.start <= token.span.start) {
                around = Some((number + 1, quote.span));
            }
            token.quote = around.filter(|(_, span)| span.has(token.span.start)).map_or(0, |(number, _)| number);
        }
        let sentences = sentences(&mut tokens, &paragraphs, pack.verb_second);
        let mut out = Self { text, pack, tokens, sentences, paragraphs, quotes, hits: Vec::new() };
        out.look_up();
        out
    }

    /// Finds the rows of the pack that fit, and sets the classes of words.
    pub fn look_up(&mut self) {
        let mut found = Vec::new();
        let mut cues = Vec::new();
        for number in 0..self.sentences.len() {
            let sentence = self.sentences[number].clone();
            for at in sentence.clone() {
                found.clear();
                self.pack.patterns.find(&self.tokens, at, sentence.end, &mut found);
                for &hit in &found {
                    let kind = &self.pack.rows[hit.row].kind;
                    if self.is_name(&hit, kind) {
                        continue;
                    }
                    if let Some(class) = kind.class() {
                        self.tokens[hit.start..hit.end].iter_mut().for_each(|token| token.classes.add(class));
                    }
                    let named = kind.class().is_some_and(|class| NOUNS.contains(&class) || class == Class::Forename);
                    if named && self.pack.patterns.base(hit.pattern) == Some(&*self.tokens[at].lower) {
                        self.tokens[at].classes.add(Class::Base);
                    }
                    if matches!(kind, Kind::Report { alone: true }) {
                        self.tokens[at].classes.add(Class::Mood);
                    }
                    match kind {
                        Kind::Class(class) if self.keeps(*class) => self.hits.push(hit),
                        Kind::Class(_) => {}
                        Kind::Verb(_) => cues.push(hit),
                        _ => self.hits.push(hit),
                    }
                }
            }
        }
        for hit in cues {
            if !self.is_noun(&hit) {
                self.tokens[hit.start..hit.end].iter_mut().for_each(|token| token.classes.add(Class::Cue));
                self.hits.push(hit);
            }
        }
        self.hits.sort_by_key(|hit| (hit.start, hit.row));
    }

    /// Whether the hits of words of `class` are stored, because their nominatives are needed.
    pub fn keeps(&self, class: Class) -> bool {
        let noun =
            matches!(class, Class::Organisation | Class::Anonymous | Class::Document | Class::Outlet | Class::Place);
        !self.pack.inflections.is_empty() && noun
    }

    /// Whether a capital shows that a hit of a verb, adverb or adjective is a name or a noun instead: "die Antworten".
    pub fn is_name(&self, hit: &Hit, kind: &Kind) -> bool {
        let verbal = match kind {
            Kind::Verb(_) | Kind::Hearsay { .. } | Kind::Report { .. } => true,
            Kind::Class(class) => matches!(
                class,
                Class::Auxiliary
                    | Class::Verbal
                    | Class::Participle
                    | Class::Infinitive
                    | Class::Adverb
                    | Class::Passive
                    | Class::Adjective
            ),
            _ => false,
        };
        let before = hit.start.checked_sub(1).map(|at| &self.tokens[at]);
        verbal
            && self.tokens[hit.start].capital
            && before.is_some_and(|before| before.sentence == self.tokens[hit.start].sentence && before.word)
    }

    /// Whether a form of a verb is a noun here, because an article is before it and no subject is before that: "la
    /// demande".
    pub fn is_noun(&self, hit: &Hit) -> bool {
        let own = &self.tokens[hit.start];
        let may_be = if self.pack.names_nominals { own.is(Class::Nominal) } else { !self.pack.verb_second };
        let Some(before) =
            hit.start.checked_sub(1).map(|at| &self.tokens[at]).filter(|before| before.sentence == own.sentence)
        else {
            return false;
        };
        let marks = before.is(Class::Article)
            || before.is(Class::Possessive)
            || self.pack.names_nominals && before.is(Class::Linking);
        if !may_be || hit.end - hit.start > 1 || !marks {
            return false;
        }
        let subject =
            hit.start.checked_sub(2).map(|at| &self.tokens[at]).filter(|subject| subject.sentence == own.sentence);
        let speaks = subject.is_some_and(|subject| {
            subject.is(Class::Pronoun)
                || subject.is(Class::Relative)
                || subject.is(Class::Such)
                || subject.is(Class::Negation)
                || subject.is(Class::Clitic)
                || subject.is(Class::That)
                || subject.word
                    && !subject.is(Class::Preposition)
                    && !subject.is(Class::Linking)
                    && !subject.is(Class::Auxiliary)
                    && !subject.is(Class::Verbal)
                    && !subject.is(Class::Cue)
                    && !subject.is(Class::And)
                    && !subject.is(Class::Adverb)
        });
        !(before.is(Class::Clitic) && speaks)
    }

    /// Returns the tokens of the sentence of token `at`.
    pub fn sentence(&self, at: usize) -> Range<usize> {
        self.sentences[self.tokens[at].sentence].clone()
    }

    /// Returns the bytes of a range of tokens; empty for an empty range.
    pub fn span(&self, range: &Range<usize>) -> Span {
        match self.tokens.get(range.clone()) {
            Some([first, .., last]) => first.span.cover(last.span),
            Some([only]) => only.span,
            _ => Span::default(),
        }
    }

    /// Returns the token `at` if it is in `range`.
    pub fn get(&self, at: usize, range: &Range<usize>) -> Option<&Token> {
        self.tokens.get(at).filter(|_| range.contains(&at))
    }

    /// Returns the token before `at` if it is in `range`.
    pub fn before(&self, at: usize, range: &Range<usize>) -> Option<&Token> {
        at.checked_sub(1).and_then(|at| self.get(at, range))
    }

    /// Returns the first token that starts at or after byte `at`.
    pub fn token_at(&self, at: usize) -> usize {
        self.tokens.partition_point(|token| token.span.start < at)
    }

    /// Returns the tokens of a quotation, with its marks.
    pub fn tokens_of(&self, quote: &quotes::Quote) -> Range<usize> {
        self.token_at(quote.span.start)..self.token_at(quote.span.end)
    }

    /// Returns the row of `hit`.
    pub fn row(&self, hit: &Hit) -> &'t Row {
        &self.pack.rows[hit.row]
    }

    /// Returns the hits that start in `range`.
    pub fn hits_in(&self, range: &Range<usize>) -> impl Iterator<Item = &super::patterns::Hit> {
        let from = self.hits.partition_point(|hit| hit.start < range.start);
        let upto = self.hits.partition_point(|hit| hit.start < range.end);
        self.hits[from..upto].iter()
    }
}
