//! Finds the features of a sentence, each with the words that show it.
//!
//! Most features are words listed in `corpus/lexicon/check-worthiness.tsv`. The others are computed here: numbers,
//! years, names, regular past tenses, questions, and the sentence's length.

use std::ops::Range;

use super::weights::{self, FEATURES};
use crate::lexicon::Class;
use crate::lexicon::check_worthiness::Feature;
use crate::span::Span;
use crate::text::{Document, Token, TokenKind};

/// Sentences of at least this many words are not short.
const FULL_LENGTH: usize = 10;
/// If at least this share of a sentence's long words is capitalised, capitals do not indicate names. In percent.
const TITLE_CASE: usize = 60;
/// Words of at least this many bytes are long.
const LONG_WORD: usize = 4;
/// Four-digit numbers in this range are taken for years.
const YEARS: Range<u16> = 1500..2100;
/// Smaller numbers are taken for a day next to the name of a month, and for someone's age between commas.
const SMALL: u16 = 110;
/// The maximum distance from "has" to the participle, in words.
const PERFECT: usize = 3;

/// Features that do not count in a cue: that someone said something, or where, is not a fact of the story.
const NOT_IN_CUES: [Feature; 4] = [Feature::Past, Feature::BePast, Feature::Record, Feature::Change];

/// The features of one sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Features {
    /// The strength of each feature of [`FEATURES`]: 0 if it does not occur, 1 for one word, and below 2 for more. For
    /// a short sentence, what it lacks of the full length, from 0 to 1.
    pub values: [f32; FEATURES.len()],
    /// The words that show each feature, in text order.
    pub words: [Vec<Span>; FEATURES.len()],
}

/// The role of a token in the sentence's attributions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenRole {
    /// Is in the words that attribute, such as "said".
    Cue,
    /// Is in the name of the source. Names there are not counted.
    Source,
    /// Is in neither.
    Narration,
}

/// Returns the features of the sentence with the tokens `range`. `roles` has the role of each of these tokens.
pub fn of(document: &Document<'_>, range: Range<usize>, roles: &[TokenRole]) -> Features {
    let sentence = document.cover(range.clone());
    let tokens = &document.tokens[range];
    let length = tokens.iter().filter(|token| token.wordlike()).count();
    let mut found = FeatureWords { words: Default::default(), short: length < FULL_LENGTH };
    for at in 0..tokens.len() {
        let in_cue = roles[at] == TokenRole::Cue;
        found.listed(tokens, at, in_cue);
        if let Some(feature) = number(document.text, tokens, at) {
            found.add(feature, tokens[at].span, in_cue);
        }
        if tokens[at].lower.known().event.is_some() && !is_part_of_name(tokens, at) {
            found.add(Feature::Event, tokens[at].span, in_cue);
        }
        if tokens[at].is("may") && tokens[at].capital && !opens(tokens, at) {
            found.add(Feature::Date, tokens[at].span, in_cue);
        }
        if is_past(&tokens[at]) {
            found.add(Feature::Past, tokens[at].span, in_cue);
        }
        if is_perfect(tokens, at) {
            found.add(Feature::BePast, tokens[at].span, in_cue);
        }
        if tokens[at].is("?") {
            found.add(Feature::Question, tokens[at].span, in_cue);
        }
    }
    if !is_title_case(tokens) {
        found.names(tokens, roles);
    }
    found.finish(length, sentence)
}

/// The words found for each feature so far.
struct FeatureWords {
    words: [Vec<Span>; FEATURES.len()],
    short: bool,
}

impl FeatureWords {
    fn add(&mut self, feature: Feature, span: Span, in_cue: bool) {
        let Some(at) = weights::position(feature).filter(|_| !(in_cue && NOT_IN_CUES.contains(&feature))) else {
            return;
        };
        if self.words[at].last().is_none_or(|last| last.end <= span.start) {
            self.words[at].push(span);
        }
    }

    /// Adds the features for which the lexicon lists the word at `at`, or a phrase that starts there.
    fn listed(&mut self, tokens: &[Token], at: usize, in_cue: bool) {
        for entry in tokens[at].lower.check_worthiness() {
            let end = at + 1 + entry.more.len();
            let fits = tokens.get(at + 1..end).is_some_and(|next| next.iter().zip(&entry.more).all(|(t, w)| t.is(w)));
            let loose = entry.feature == Feature::Boilerplate && entry.more.is_empty() && !self.short;
            let named = entry.feature != Feature::Date && is_part_of_name(tokens, at);
            if fits && !loose && !named {
                self.add(entry.feature, tokens[at].span.cover(tokens[end - 1].span), in_cue);
            }
        }
    }

    /// Adds the names. A run of capitalised words is one name. A single word at the start of a sentence is capitalised
    /// anyway and does not count.
    fn names(&mut self, tokens: &[Token], roles: &[TokenRole]) {
        let mut at = 0;
        while at < tokens.len() {
            let run = tokens[at..].iter().take_while(|token| is_name(token)).count();
            let sure = run > 1 || run == 1 && !opens(tokens, at);
            if sure && roles[at] == TokenRole::Narration {
                self.add(Feature::Name, tokens[at].span.cover(tokens[at + run - 1].span), false);
            }
            at += run.max(1);
        }
    }

    fn finish(mut self, length: usize, sentence: Span) -> Features {
        let mut values = [0.0; FEATURES.len()];
        for (value, words) in values.iter_mut().zip(&self.words) {
            *value = strength(words.len());
        }
        if let Some(at) = weights::position(Feature::Short).filter(|_| self.short) {
            values[at] = (FULL_LENGTH - length) as f32 / FULL_LENGTH as f32;
            self.words[at].push(sentence);
        }
        Features { values, words: self.words }
    }
}

/// Returns the strength of a feature that this many words show: 0, 1, 1.5, 1.75, … Each further word counts half as
/// much as the previous one.
fn strength(words: usize) -> f32 {
    if words == 0 { 0.0 } else { 2.0 - 0.5_f32.powi(words.min(20) as i32 - 1) }
}

/// Whether the token at `at` is at the start of a sentence or after a mark that may open one.
fn opens(tokens: &[Token], at: usize) -> bool {
    at.checked_sub(1).is_none_or(|before| !tokens[before].wordlike() && !tokens[before].is(","))
}

/// Whether a word such as "Bill", "Will" or "May" is a name or a month, because it is capitalised inside a sentence.
fn is_part_of_name(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    token.capital
        && !opens(tokens, at)
        && (token.lower.known().first_name.is_some()
            || token.lower.known().is(Class::Auxiliary) && token.lower.known().is(Class::Month))
}

/// Returns the feature that a number shows, or a word that starts with digits ("5.43am", "20mph").
fn number(text: &str, tokens: &[Token], at: usize) -> Option<Feature> {
    let raw = tokens[at].span.of(text);
    if !raw.starts_with(|c: char| c.is_ascii_digit()) || tokens[at].kind == TokenKind::Mark {
        return None;
    }
    let (before, after) = (at.checked_sub(1).map(|before| &tokens[before]), tokens.get(at + 1));
    let near = |yes: &dyn Fn(&Token) -> bool| (before.is_some_and(yes), after.is_some_and(yes));
    let value: Option<u16> = raw.parse().ok();
    if value.is_some_and(|value| value < SMALL) {
        if near(&|token| token.is(",")) == (true, true) {
            return None;
        }
        if near(&|token| token.lower.known().is(Class::Month)) != (false, false) {
            return Some(Feature::Date);
        }
    }
    let year = raw.len() == 4 && value.is_some_and(|value| YEARS.contains(&value));
    Some(if year { Feature::Date } else { Feature::Figure })
}

/// Whether the token is a regular or listed past tense.
fn is_past(token: &Token) -> bool {
    let word = token.lower.as_ref();
    let regular = !token.capital && word.len() > 4 && word.ends_with("ed") && !word.contains('-');
    (regular && !is_listed(token, Feature::NoPast)) || token.lower.known().is(Class::Past)
}

/// Whether the token is a form of "have" that a participle follows.
fn is_perfect(tokens: &[Token], at: usize) -> bool {
    is_listed(&tokens[at], Feature::Perfect)
        && tokens[at + 1..].iter().take(PERFECT).any(|next| next.is("been") || is_past(next))
}

fn is_listed(token: &Token, feature: Feature) -> bool {
    token.lower.check_worthiness().iter().any(|entry| entry.feature == feature && entry.more.is_empty())
}

fn is_name(token: &Token) -> bool {
    token.capital
        && token.kind == TokenKind::Word
        && !token.is("i")
        && !token.lower.known().is(Class::Month)
        && !token.lower.known().is_closed_class()
        && !token.lower.known().starts_sentences
}

/// Whether most long words are capitalised, as in a headline.
fn is_title_case(tokens: &[Token]) -> bool {
    let long = || tokens.iter().filter(|token| token.kind == TokenKind::Word && token.lower.len() >= LONG_WORD);
    long().filter(|token| token.capital).count() * 100 >= long().count() * TITLE_CASE
}
