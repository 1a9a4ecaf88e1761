//! Noun phrases and clauses, by closed classes of words.
//!
//! A word that no row of the pack names is open: a noun, an adjective or a verb that is not a cue. Phrases are runs of
//! open words with the articles and linking prepositions between them.

use std::ops::Range;

use super::class::{Class, NOUNS};
use super::text::Text;
use super::tokens::Token;

/// The maximum length of a noun phrase, in tokens.
const LONGEST: usize = 24;
/// The maximum length of an apposition, in tokens.
const APPOSITION: usize = 22;

/// The classes whose words are not nouns, adjectives or names.
const CLOSED: [Class; 19] = [
    Class::Article,
    Class::Preposition,
    Class::Linking,
    Class::And,
    Class::That,
    Class::Whether,
    Class::Clause,
    Class::Contrast,
    Class::Relative,
    Class::Auxiliary,
    Class::Such,
    Class::Negation,
    Class::Adverb,
    Class::Time,
    Class::Verbal,
    Class::Pronoun,
    Class::Agent,
    Class::Cue,
    Class::Report,
];

impl Token {
    /// Whether it may be a noun, an adjective, a name or a number, and is not a word that only joins others.
    pub fn open(&self) -> bool {
        self.word && (self.noun() || !CLOSED.into_iter().any(|class| self.is(class)))
    }

    /// Whether a row says that it is a noun for a person, a body or a document, a forename, or an adjective.
    pub fn noun(&self) -> bool {
        self.is_any(&NOUNS) || self.is_any(&[Class::Forename, Class::Adjective])
    }

    /// Whether it may occur between a subject and its verb, or inside a verb group.
    pub fn skippable(&self) -> bool {
        self.is(Class::Adverb) || self.is(Class::Negation)
    }
}

/// A noun phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Its tokens.
    pub range: Range<usize>,
    /// Whether a preposition that does not belong to it precedes it.
    pub prepositional: bool,
}

/// What a noun phrase contains so far.
#[derive(Default)]
struct Read {
    /// Whether it contains a capitalised noun, after which words in lower case only continue it if something joins
    /// them.
    capital: bool,
    /// Whether it contains a forename, after which no genitive follows.
    person: bool,
}

impl Text<'_> {
    /// Returns the noun phrase that ends before token `end`, within `bounds`.
    pub fn phrase_before(&self, end: usize, bounds: &Range<usize>) -> Option<Phrase> {
        let least = bounds.start.max(end.saturating_sub(LONGEST));
        let token = |at: usize| &self.tokens[at];
        let open = |at: usize| at >= least && token(at).open();
        let mut at = end;
        let mut prepositional = false;
        if at > least && token(at - 1).is(Class::Pronoun) && !token(at - 1).noun() {
            return Some(Phrase { range: at - 1..at, prepositional: at > least + 1 && self.preposition(at - 2) });
        }
        let quote = self.tokens.get(end.wrapping_sub(1)).map_or(0, |last| last.quote);
        while at > least {
            let own = token(at - 1);
            let before_is_open = at >= 2 && open(at - 2);
            if own.quote != quote || !own.word {
                let Some(opening) = self.quoted_name(at - 1, least) else { break };
                at = opening;
            } else if own.open() || own.is(Class::Possessive) {
                at -= 1;
            } else if at == end {
                break;
            } else if own.is(Class::Article) && !(self.linking(at - 1) && before_is_open) {
                at -= 1;
                let before = at.checked_sub(1).filter(|&at| at >= least);
                let joined = before.is_some_and(|at| self.linking(at) || token(at).is(Class::Article));
                let genitive = own.is(Class::Genitive) && before.is_some_and(|at| open(at) && token(at).capital);
                if joined || genitive {
                    continue;
                }
                prepositional = before.is_some_and(|at| self.preposition(at));
                // In "der Sprecher der Polizei in der Stadt" the preposition is inside the phrase.
                if !prepositional || at < 2 || !open(at - 2) || token(at - 2).capital != self.pack.verb_second {
                    break;
                }
                (at, prepositional) = (at - 1, false);
            } else if self.linking(at - 1) || own.is(Class::Preposition) {
                let cue = !self.linking(at - 1) && at >= 2 && token(at - 2).is(Class::Cue);
                if !before_is_open || cue {
                    prepositional = true;
                    break;
                }
                at -= 1;
            } else if own.is(Class::And) && before_is_open || own.is(Class::Particle) {
                at -= 1;
            } else {
                break;
            }
        }
        // In "auprès de la Commission", "de la" is not an article, although it may be one.
        while at < end && self.linking(at) && at > least && token(at - 1).word {
            (at, prepositional) = (at + 1, true);
        }
        (at < end).then_some(Phrase { range: at..end, prepositional })
    }

    /// Returns the opening mark of the quoted name that ends with the mark `at`, if it has at most four words.
    fn quoted_name(&self, at: usize, least: usize) -> Option<usize> {
        let quote = self.quotes.get(self.tokens[at].quote.checked_sub(1)?)?;
        let own = self.tokens_of(quote);
        (own.end == at + 1 && own.start >= least && own.len() <= 6).then_some(own.start)
    }

    /// Returns the noun phrase that starts at token `start`, with its apposition, within `bounds`.
    pub fn phrase_after(&self, start: usize, bounds: &Range<usize>) -> Option<Phrase> {
        let most = bounds.end.min(start + LONGEST);
        let mut at = start;
        if self.get(at, bounds)?.is(Class::Pronoun) && !self.tokens[at].noun() {
            return Some(Phrase { range: at..at + 1, prepositional: false });
        }
        let mut read = Read::default();
        while at < most {
            let own = &self.tokens[at];
            if own.quote != self.tokens[start].quote && own.word {
                break;
            }
            if !own.word {
                // A quoted name may be part of the phrase.
                let quote = own.quote.checked_sub(1).and_then(|number| self.quotes.get(number));
                let range = quote.map_or(0..0, |quote| self.tokens_of(quote));
                if at == start || range.start != at || range.is_empty() || range.len() > 6 || range.end > most {
                    break;
                }
                at = range.end;
                continue;
            }
            if !self.goes_on(at, start, bounds, &mut read) {
                break;
            }
            at += 1;
        }
        let joins = |at: usize| self.linking(at) || self.tokens[at].is_any(&[Class::And, Class::Article]);
        while at > start && joins(at - 1) {
            at -= 1;
        }
        let has_noun = (start..at).any(|at| self.tokens[at].open());
        has_noun.then(|| Phrase { range: start..self.apposition(start, at, bounds), prepositional: false })
    }

    /// Whether the noun phrase from `start` on continues with the word at `at`.
    fn goes_on(&self, at: usize, start: usize, bounds: &Range<usize>, read: &mut Read) -> bool {
        let own = &self.tokens[at];
        let next = self.get(at + 1, bounds);
        let after_joint =
            at > start && (self.linking(at - 1) || self.tokens[at - 1].is_any(&[Class::Article, Class::And]));
        if own.is(Class::Article) || own.is(Class::Possessive) {
            let genitive = read.capital && own.is(Class::Genitive) && !read.person;
            // In "la société des remontées", "des" joins the nouns.
            let linking = at > start && self.linking(at) && self.tokens[at - 1].open();
            read.capital = false;
            return at == start || after_joint || genitive || linking;
        }
        if own.is(Class::Particle) && at > start && next.is_some_and(|next| next.capital) {
            read.capital &= !self.linking(at);
            return true;
        }
        if own.open() {
            let lower = !own.capital && !own.noun() && own.lower.starts_with(char::is_alphabetic);
            read.person |= own.is(Class::Forename);
            read.capital |= own.capital && (at > start || !self.starts_sentence(at));
            // In "el Ministerio de Sanidad gazatí, …" an adjective ends the phrase.
            let ends = !self.pack.verb_second && next.is_none_or(|next| !next.word || next.is(Class::Cue));
            return !lower || !read.capital || after_joint || self.pack.bare_genitives || ends;
        }
        if self.linking(at) || own.is(Class::And) {
            read.capital &= !self.linking(at);
            let starts = |next: &Token| next.open() || next.is_any(&[Class::Article, Class::Possessive]);
            let list = |next: &Token| !own.is(Class::And) || next.capital || next.is(Class::Article) || next.noun();
            return at > start && next.is_some_and(|next| starts(next) && list(next));
        }
        false
    }

    /// Returns the end of the apposition after the phrase that ends at `end`: ", Bürgermeister von Dorma,". Returns
    /// `end` if there is none.
    fn apposition(&self, start: usize, end: usize, bounds: &Range<usize>) -> usize {
        let Some(comma) = self.get(end, bounds).filter(|token| token.mark(",")) else { return end };
        let Some(first) = self.get(end + 1, bounds) else { return end };
        // A clause or a list is not an apposition. A quotation may follow directly.
        let described =
            (end + 1..bounds.end.min(end + 5)).take_while(|&at| self.tokens[at].word).any(|at| self.tokens[at].noun());
        let age = first.lower.starts_with(|c: char| c.is_ascii_digit());
        let relative = first.is(Class::Relative) && !self.pack.verb_second;
        // A phrase without a name can only have a name as its apposition: "la procureure, Maud Lestrange".
        let named =
            self.pack.verb_second || (start..end).any(|at| self.tokens[at].capital && !self.starts_sentence(at));
        let noun = (first.is(Class::Article) || first.open()) && described && (named || first.capital);
        let starts = comma.quote == first.quote && (noun || age || relative);
        if !starts || self.tokens[end - 1].is(Class::Pronoun) {
            return end;
        }
        for at in end + 1..bounds.end.min(end + APPOSITION) {
            let token = &self.tokens[at];
            if token.mark(",") || token.mark(".") || token.mark(":") {
                let whole = at > end + 1 && (token.mark(".") || token.mark(":") || at + 1 < bounds.end);
                return if whole { at } else { end };
            }
            if relative {
                continue;
            }
            let clause =
                token.is(Class::Auxiliary) || token.is(Class::Verbal) || token.is(Class::Cue) || token.is(Class::That);
            if clause && !token.noun() || token.quote != comma.quote {
                return end;
            }
        }
        end
    }

    /// Whether token `at` is a preposition that joins two nouns of one phrase.
    pub fn linking(&self, at: usize) -> bool {
        self.tokens[at].is(Class::Linking)
    }

    /// Whether token `at` is any preposition.
    pub fn preposition(&self, at: usize) -> bool {
        self.tokens[at].is(Class::Preposition) || self.linking(at)
    }

    /// Whether token `at` is the first word of its sentence.
    pub fn starts_sentence(&self, at: usize) -> bool {
        let sentence = self.sentence(at);
        (sentence.start..at).all(|at| !self.tokens[at].word)
    }

    /// Returns the end of the clause that starts at `start`: a semicolon, a dash, a comma before a contrast, a
    /// conjunction before another report, or the end of `bounds` without its full stop. Marks inside quotations do not
    /// end it.
    pub fn clause_end(&self, start: usize, bounds: &Range<usize>) -> usize {
        let quote = self.tokens.get(start).map_or(0, |token| token.quote);
        for at in start..bounds.end {
            let token = &self.tokens[at];
            if token.quote != quote {
                continue;
            }
            if token.is(Class::And) && at > start && self.starts_report(at + 1, bounds) {
                return self.without_stop(at, start);
            }
            let first = at <= start + 1;
            let goes_on =
                self.get(at + 2, bounds).is_some_and(|next| next.is(Class::That) && !next.is(Class::Contrast));
            let contrast = !first
                && !goes_on
                && token.mark(",")
                && self.get(at + 1, bounds).is_some_and(|next| next.is(Class::Contrast));
            if contrast || token.mark(";") || token.dash() && at > start && self.spaced(at) {
                return at;
            }
        }
        self.without_stop(bounds.end, start)
    }

    /// Whether a verb that attributes starts at token `at`, with its own content: "y pidió que …".
    fn starts_report(&self, at: usize, bounds: &Range<usize>) -> bool {
        let skip = |at: &usize| {
            let token = &self.tokens[*at];
            token.skippable() || token.is(Class::Clitic) || token.is(Class::Auxiliary)
        };
        let Some(verb) = (at..bounds.end.min(at + 4)).find(|at| !skip(at)) else { return false };
        self.tokens[verb].is(Class::Cue)
            && (verb + 1..bounds.end.min(verb + 4)).any(|at| {
                let token = &self.tokens[at];
                token.is(Class::That) || token.mark(":") || token.quote > 0 && self.opens_or_closes(at)
            })
    }

    /// Whether the mark `at` has more than one byte, as long dashes do, and a space on at least one side.
    fn spaced(&self, at: usize) -> bool {
        let own = self.tokens[at].span;
        let touches = |a: usize, b: usize| {
            self.tokens.get(a).zip(self.tokens.get(b)).is_some_and(|(a, b)| a.span.end == b.span.start)
        };
        own.len() > 1 && !(touches(at.wrapping_sub(1), at) && touches(at, at + 1))
    }

    /// Returns `end` without the marks before it that end a sentence or clause.
    pub fn without_stop(&self, end: usize, start: usize) -> usize {
        let mut end = end;
        while end > start {
            let token = &self.tokens[end - 1];
            let mark = matches!(&*token.lower, "." | "!" | "?" | "…" | "," | ";" | ":") || token.dash();
            // A mark inside a quotation belongs to it.
            if !mark || token.quote > 0 && token.quote == self.tokens[start].quote {
                break;
            }
            end -= 1;
        }
        end
    }

    /// Returns the words of a phrase in the text's spelling, without leading articles.
    pub fn words_of(&self, range: &Range<usize>) -> &str {
        let mut range = range.clone();
        while range.len() > 1 && self.tokens[range.start].is(Class::Article) && !self.tokens[range.start].noun() {
            range.start += 1;
        }
        self.span(&range).of(self.text)
    }
}
