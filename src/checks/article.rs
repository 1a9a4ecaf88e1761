//! Finds the published fact-checks of what an article says.

use std::ops::Range;

use serde::Serialize;

use super::findings::{Findings, by_sentence};
use super::query::{Matcher, Query, ScoredClaim};
use super::stance::{self, Stance};
use super::{Library, weights};
use crate::model::{Analysis, CheckWorthiness};
use crate::span::Span;
use crate::text::Document;
use crate::text::plain::Plain;

/// The number of sentences before and after a sentence that help to find checks of it.
const AROUND: usize = 2;
/// At most this many checked claims are returned for a sentence.
const MOST: usize = 3;
/// A match is shown only if the sentence itself contains this share of the claim; words around the sentence do not
/// count.
const LEAST_COVERED: f32 = 0.3;
/// A match that is not shown is offered as similar only if the sentence itself contains this share.
const LEAST_SIMILAR: f32 = 0.2;
/// A sentence with a lower check-worthiness is not looked up, unless it contains a statement or a contested claim.
const LEAST_WORTHY: f32 = CheckWorthiness::LOW;

/// A checked claim that a sentence of an article makes or resembles.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Match {
    /// The sentence.
    pub sentence: Span,
    /// Who says it, by name; empty if the article itself does or names no one.
    pub speaker: String,
    /// The claim, as an index for [`Library::get`].
    pub claim: usize,
    /// The probability that the sentence makes the claim, from 0 to 1.
    pub score: f32,
    /// Whether a reader should see the match without asking; the others are similar checks.
    pub shown: bool,
    /// Whether the article itself disputes the claim or reports the check. Such a match is no warning.
    pub stance: Stance,
    /// The words that show the stance. Empty for [`Stance::Repeats`].
    pub cues: Vec<Span>,
    /// The words of the sentence that the claim or a headline of its checks shares.
    pub words: Vec<Span>,
}

impl Match {
    /// Whether the match warns a reader: it is shown, and the article itself neither disputes the claim nor reports the
    /// check.
    pub fn warns(&self) -> bool {
        self.shown && self.stance == Stance::Repeats
    }

    /// Returns all spans in it.
    pub fn spans_mut(&mut self) -> impl Iterator<Item = &mut Span> {
        std::iter::once(&mut self.sentence).chain(&mut self.cues).chain(&mut self.words)
    }
}

/// Finds the published checks of what `text` says. Matches are in text order, with the best one of each sentence first.
/// Spans count bytes of `text`.
///
/// Only sentences with a statement, a contested claim or something to check are looked up. `analysis` must be the
/// analysis of `text`; it may lack check-worthiness ([`crate::claims_and_attributions`]).
pub fn match_article(library: &Library, text: &str, analysis: &Analysis) -> Vec<Match> {
    match_with(&mut Matcher::new(library), text, analysis)
}

/// Like [`match_article`], but uses a matcher that the caller can reuse for several articles.
pub fn match_with(matcher: &mut Matcher<'_>, text: &str, analysis: &Analysis) -> Vec<Match> {
    let sentences = sentences(text, analysis);
    let findings = by_sentence(analysis, &sentences);
    let mut found: Vec<(usize, ScoredClaim)> = Vec::new();
    for (at, &sentence) in sentences.iter().enumerate() {
        if asks(analysis, &findings[at], sentence) {
            let query = query(text, speaker(&findings[at], sentence), &sentences, at);
            found.extend(matcher.find(&query, MOST).into_iter().map(|one| (at, one)));
        }
    }
    let similar = weights::get().similar;
    found.retain_mut(|(_, one)| {
        one.shown &= one.covered >= LEAST_COVERED;
        one.shown || one.score >= similar && one.covered >= LEAST_SIMILAR
    });
    let kept: Vec<bool> = (0..found.len()).map(|at| !outdone(&found, at)).collect();
    let found = found.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(one, _)| one);
    found.map(|(at, one)| matched(matcher.library(), text, &findings[at], &sentences[at..], one)).collect()
}

/// Returns the query for sentence `at`.
fn query<'a>(text: &'a str, speaker: &'a str, sentences: &[Span], at: usize) -> Query<'a> {
    let range = |range: Range<usize>| match sentences.get(range) {
        Some([first, .., last]) => first.cover(*last).of(text),
        Some([only]) => only.of(text),
        _ => "",
    };
    Query {
        text: sentences[at].of(text),
        speaker,
        before: range(at.saturating_sub(AROUND)..at),
        after: range(at + 1..(at + 1 + AROUND).min(sentences.len())),
    }
}

/// Whether a sentence nearby contains more of the same claim. This sentence then matched only because of its
/// surroundings.
fn outdone(found: &[(usize, ScoredClaim)], at: usize) -> bool {
    let (sentence, own) = &found[at];
    let near = |other: &usize| sentence.abs_diff(*other) <= AROUND && other != sentence;
    let better = |one: &ScoredClaim| (one.shown, one.covered) > (own.shown, own.covered);
    // Matches are in text order, at most MOST for a sentence.
    let close = found[at.saturating_sub(AROUND * MOST)..].iter().take(2 * AROUND * MOST + 1);
    close.filter(|(other, one)| near(other) && one.claim == own.claim).any(|(_, one)| better(one))
}

/// Returns the match for `found`, which was found for the first of `sentences`.
fn matched(library: &Library, text: &str, findings: &Findings<'_>, sentences: &[Span], found: ScoredClaim) -> Match {
    let sentence = sentences[0];
    let words: Vec<Span> = found.words.iter().map(|span| span.moved(sentence.start)).collect();
    let checked = library.claim(found.claim);
    let (stance, cues) = stance::of(text, findings, (sentence, sentences.get(1).copied()), &words, &checked);
    let ScoredClaim { claim, score, shown, .. } = found;
    Match { sentence, speaker: speaker(findings, sentence).to_owned(), claim, score, shown, stance, cues, words }
}

/// Returns the sentences of the article: those in the analysis or, if it lacks check-worthiness, those found by
/// splitting the text again.
fn sentences(text: &str, analysis: &Analysis) -> Vec<Span> {
    if !analysis.checks.is_empty() {
        return analysis.checks.iter().map(|check| check.span).collect();
    }
    let plain = Plain::new(text);
    Document::new(&plain.text).sentences.iter().map(|&span| plain.given(span)).collect()
}

/// Whether the sentence says something that may have been checked.
fn asks(analysis: &Analysis, findings: &Findings<'_>, sentence: Span) -> bool {
    let worthy = || {
        let at = analysis.checks.binary_search_by_key(&sentence.start, |check| check.span.start);
        at.is_ok_and(|at| analysis.checks[at].score >= LEAST_WORTHY)
    };
    !findings.claims.is_empty() || findings.attributions.iter().any(|a| a.act.speaks()) || worthy()
}

/// Returns the speaker of most of the sentence; empty if nobody with a name speaks.
fn speaker<'a>(findings: &Findings<'a>, sentence: Span) -> &'a str {
    let share = |spans: &[Span]| -> usize {
        spans.iter().map(|span| span.end.min(sentence.end).saturating_sub(span.start.max(sentence.start))).sum()
    };
    let said = findings.attributions.iter().copied().filter(|a| a.act.speaks() && !a.speaker.is_empty());
    let most = said.map(|a| (share(&a.content), a)).filter(|(share, _)| *share > 0).max_by_key(|(share, _)| *share);
    most.map_or("", |(_, a)| &a.speaker)
}
