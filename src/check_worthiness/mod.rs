//! Check-worthiness: how much there is to check in each sentence, and why.
//!
//! Every sentence gets a score from 0 to 1. Figures, comparisons, causes, events, superlatives, names and past tenses
//! raise it; opinions, wishes, forecasts, guesses, questions and greetings lower it. The model is a logistic
//! regression over these few features ([`features`]), with their weights in `corpus/model/check-worthiness.tsv` and
//! their words in `corpus/lexicon/check-worthiness.tsv`.
//!
//! A fact-checker starts where there is most to check. The score does not say whether a sentence is true. Every reason
//! points to the words on which it is based.
//!
//! Hit: "Sales rose by 12 per cent in 2019." Miss: "We should all be proud of this town."

pub mod features;
pub mod weights;

use crate::cache::RunCache;
use crate::model::{Attribution, CheckWorthiness, Reason, Rule};
use crate::span::Span;
use crate::text::{Document, Token};
use features::{Features, TokenRole};
use weights::{FEATURES, Weights};

/// A rule is given as a reason only if it changes the sum of the weights by at least this much.
const TELLING: f32 = 0.2;
/// The maximum number of reasons.
const MOST_REASONS: usize = 5;

/// Rates each sentence, in text order.
pub fn find(document: &Document<'_>, attributions: &[Attribution]) -> Vec<CheckWorthiness> {
    find_with(document, attributions, &mut Cache::default())
}

/// Like [`find`], but reuses the ratings in `cache`.
pub fn find_with(document: &Document<'_>, attributions: &[Attribution], cache: &mut Cache) -> Vec<CheckWorthiness> {
    let weights = weights::get();
    let roles = roles(document, attributions);
    let of = |(number, &span): (usize, &Span)| {
        let range = document.tokens_of_sentence(number);
        let roles = &roles[range.clone()];
        // Everything a rating depends on: the letters, and the role of each token.
        let mut key: Vec<u8> = roles.iter().map(|&role| role as u8).collect();
        key.push(u8::MAX);
        key.extend_from_slice(span.of(document.text).as_bytes());
        let find = || {
            let found = check(weights, features::of(document, range, roles), span);
            moved(&found, |words| Span::new(words.start - span.start, words.end - span.start))
        };
        moved(&cache.sentences.get(key, find), |words| words.moved(span.start))
    };
    let out = document.sentences.iter().enumerate().map(of).collect();
    cache.sentences.end_run();
    out
}

/// The ratings of the previous text's sentences. Spans count from the sentence's first byte.
#[derive(Debug, Default)]
pub struct Cache {
    sentences: RunCache<CheckWorthiness>,
}

/// Returns the rating with all spans mapped by `to`.
fn moved(check: &CheckWorthiness, to: impl Fn(Span) -> Span) -> CheckWorthiness {
    let reason =
        |reason: &Reason| Reason { rule: reason.rule, words: reason.words.iter().map(|&words| to(words)).collect() };
    CheckWorthiness { span: to(check.span), score: check.score, reasons: check.reasons.iter().map(reason).collect() }
}

/// Returns the features of each sentence, in text order.
pub fn of_sentences(document: &Document<'_>, attributions: &[Attribution]) -> impl Iterator<Item = Features> {
    let roles = roles(document, attributions);
    let ranges = (0..document.sentences.len()).map(|number| document.tokens_of_sentence(number));
    ranges.map(move |range| features::of(document, range.clone(), &roles[range]))
}

/// Returns the role of each token: that of the last cue or source that starts at or before it, if this contains the
/// whole token.
fn roles(document: &Document<'_>, attributions: &[Attribution]) -> Vec<TokenRole> {
    let mut roles: Vec<(Span, TokenRole)> = Vec::new();
    for attribution in attributions {
        roles.extend(attribution.cue.iter().map(|&cue| (cue, TokenRole::Cue)));
        roles.extend(attribution.source.iter().map(|&source| (source, TokenRole::Source)));
    }
    crate::sort::sort_by_key(&mut roles, |(span, _)| span.start);
    let mut next = roles.into_iter().peekable();
    let mut last = None;
    let role = |token: &Token| {
        while let Some(role) = next.next_if(|(span, _)| span.start <= token.span.start) {
            last = Some(role);
        }
        last.filter(|(span, _)| span.contains(token.span)).map_or(TokenRole::Narration, |(_, role)| role)
    };
    document.tokens.iter().map(role).collect()
}

/// Rates the sentence `span` with these features.
fn check(weights: &Weights, features: Features, span: Span) -> CheckWorthiness {
    let moves: Vec<f32> = features.values.iter().zip(&weights.features).map(|(value, weight)| value * weight).collect();
    let sum = weights.base + moves.iter().sum::<f32>();
    CheckWorthiness { span, score: 1.0 / (1.0 + (-sum).exp()), reasons: reasons(&moves, &features.words, span) }
}

/// Returns the rules that changed the sum most, the strongest first, or [`Rule::WorthPlain`] if none changed it enough.
/// Features that share a rule are added up.
fn reasons(moves: &[f32], words: &[Vec<Span>], span: Span) -> Vec<Reason> {
    let mut by_rule: Vec<(f32, Rule, Vec<Span>)> = Vec::new();
    for (at, &(_, rule)) in FEATURES.iter().enumerate().filter(|&(at, _)| moves[at] != 0.0) {
        match by_rule.iter_mut().find(|(_, known, _)| *known == rule) {
            Some((sum, _, all)) => {
                *sum += moves[at];
                all.extend(&words[at]);
            }
            None => by_rule.push((moves[at], rule, words[at].clone())),
        }
    }
    by_rule.retain(|(sum, _, _)| sum.abs() >= TELLING);
    crate::sort::sort_by(&mut by_rule, |a, b| b.0.abs().total_cmp(&a.0.abs()));
    by_rule.truncate(MOST_REASONS);
    if by_rule.is_empty() {
        return vec![Reason::new(Rule::WorthPlain, vec![span])];
    }
    by_rule.into_iter().map(|(_, rule, words)| Reason::new(rule, settled(words))).collect()
}

/// Sorts `words` in text order and drops those that overlap an earlier one.
fn settled(mut words: Vec<Span>) -> Vec<Span> {
    crate::sort::sort_by_key(&mut words, |word| (word.start, std::cmp::Reverse(word.end)));
    let mut out: Vec<Span> = Vec::new();
    for word in words {
        if out.last().is_none_or(|last| last.end <= word.start) {
            out.push(word);
        }
    }
    out
}
