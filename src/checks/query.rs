//! Finds the checked claims that a sentence makes.

use std::rc::Rc;

use super::features::{self, Candidate, Features, Marks};
use super::index::UNKNOWN;
use super::terms::{Analyzer, QueryTerms, name, same_name};
use super::weights::{self, Weights};
use super::{Checked, Library};
use crate::hash::HashMap;
use crate::span::Span;
use crate::text::tokens;
use crate::text::word::Words;

/// The number of claims whose features are computed: those with the best scores in the first ranking.
pub const CANDIDATES: usize = 100;
/// The weight of the terms around the sentence in the first ranking, where the terms of the sentence have the weight 1.
const AROUND: f32 = 0.25;
/// The weight of the terms of the speaker's name in the first ranking. A claim about the speaker contains them.
const NAMED: f32 = 0.8;
/// The score that is added in the first ranking if the speaker made the claim.
const SPEAKER: f32 = 4.0;
/// The maximum number of postings that are read for a query, from the rarest term to the most common one, so that a
/// text of common words takes no longer than others. An ordinary sentence needs a tenth of it in a library of 20,000
/// checks.
const MOST_POSTINGS: usize = 300_000;
/// The minimum probability of the best claim if the sentence states it almost word for word.
const STATED: f32 = 0.95;
/// The maximum number of terms that are used of a sentence, and of the text on each side.
const MOST_TERMS: usize = 120;

/// A sentence, and what is known about it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Query<'a> {
    /// The sentence.
    pub text: &'a str,
    /// Who says it; empty if unknown.
    pub speaker: &'a str,
    /// The text before it, two or three sentences.
    pub before: &'a str,
    /// The text after it.
    pub after: &'a str,
}

/// A checked claim that a sentence may make.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoredClaim {
    /// The claim, as an index for [`Library::get`].
    pub claim: usize,
    /// The probability that the sentence makes the claim, from 0 to 1.
    pub score: f32,
    /// Whether a reader should see it without asking. At most one claim per sentence is shown.
    pub shown: bool,
    /// The share of the claim that the sentence itself contains or, if larger, half the share of a headline of its
    /// checks. Words count by weight. From 0 to 1.
    pub covered: f32,
    /// The words of the sentence that also occur in the claim or a headline of its checks. The spans count bytes from
    /// the start of the sentence.
    pub words: Vec<Span>,
}

/// Searches one library, and reuses its working memory for the next query.
#[derive(Debug)]
pub struct Matcher<'l> {
    library: &'l Library,
    weights: &'static Weights,
    analyzer: Analyzer,
    words: Words,
    /// The score of each claim in the first ranking; 0 for claims that share no term with the query.
    scores: Vec<f32>,
    /// The claims whose score is not 0.
    touched: Vec<u32>,
    marks: Marks,
    /// The words of the claimants' names, by the claimant's number in the library. Computed when first needed.
    names: HashMap<usize, Rc<[String]>>,
}

impl<'l> Matcher<'l> {
    /// Creates a matcher for `library`.
    pub fn new(library: &'l Library) -> Self {
        let index = library.index();
        Self {
            library,
            weights: weights::get(),
            analyzer: Analyzer::default(),
            words: Words::default(),
            scores: vec![0.0; library.len()],
            touched: Vec::new(),
            marks: Marks::new(index),
            names: HashMap::default(),
        }
    }

    /// Returns at most `most` checked claims that fit the sentence best, the best first.
    pub fn find(&mut self, query: &Query<'_>, most: usize) -> Vec<ScoredClaim> {
        let (terms, candidates) = self.candidates(query);
        let weights = self.weights;
        let mut ranked: Vec<(f32, usize)> =
            candidates.iter().enumerate().map(|(at, (_, features))| (weights.rank(features), at)).collect();
        ranked.sort_by(|(a, i), (b, j)| b.total_cmp(a).then_with(|| i.cmp(j)));
        let best = ranked.first().map_or(0.0, |&(rank, _)| rank);
        let second = ranked.get(1).map_or(f32::NEG_INFINITY, |&(rank, _)| rank);
        let mut last = 1.0f32;
        let found = ranked.iter().take(most).enumerate().map(|(place, &(rank, at))| {
            let (claim, features) = &candidates[at];
            let gap = if place == 0 { rank - second } else { rank - best };
            // Claims are ordered by rank. Probabilities need not decrease in this order, so each is limited by the
            // previous one.
            let stated = if place == 0 && features::stated(features) { STATED } else { 0.0 };
            let score = weights.probability(features, rank, gap).max(stated).min(last);
            last = score;
            let shown = place == 0 && score >= weights.shown;
            let covered = features::covered(features);
            ScoredClaim { claim: *claim, score, shown, covered, words: self.shared(&terms, *claim) }
        });
        found.collect()
    }

    /// Returns the candidates, each with its features, for training.
    pub fn features(&mut self, query: &Query<'_>) -> Vec<(usize, Features)> {
        self.candidates(query).1
    }

    /// Returns the terms of a query, and the claims that share most with it in the first ranking, each with its
    /// features.
    fn candidates(&mut self, query: &Query<'_>) -> (QueryTerms, Vec<(usize, Features)>) {
        let terms = self.terms(query);
        let (_, author, _) = signed(query.text);
        let speaker = name(if query.speaker.is_empty() { author } else { query.speaker });
        self.rank(&terms, &speaker);
        let index = self.library.index();
        self.marks.set(&terms, index);
        let top = self.top();
        let first = top.first().map_or(0.0, |&at| self.scores[at as usize]);
        let mut out = Vec::with_capacity(top.len());
        for at in top {
            let claimant = self.claimant(at as usize);
            let said = claimant_is(&speaker, &claimant);
            let score = self.scores[at as usize];
            let candidate = Candidate { index, claim: at as usize, score, first, said, claimant: &claimant };
            out.push((at as usize, features::of(&candidate, &terms, &mut self.marks)));
        }
        self.marks.clear(&terms);
        for at in self.touched.drain(..) {
            self.scores[at as usize] = 0.0;
        }
        self.words.end_run();
        (terms, out)
    }

    /// Scores every claim that shares a term with the query.
    fn rank(&mut self, terms: &QueryTerms, speaker: &[String]) {
        let index = self.library.index();
        let weighted = terms.own.iter().map(|&(term, _)| (term, 1.0));
        let around = terms.around.iter().map(|&(term, _)| (term, AROUND));
        let named = terms.speaker.iter().map(|&(term, _)| (term, NAMED));
        let mut all: Vec<(u32, f32)> = weighted.chain(around).chain(named).collect();
        // The rarest terms come first, because they say most about a claim.
        all.sort_by_key(|&(term, _)| index.postings(term).len());
        let mut read = 0;
        for (term, factor) in all {
            read += index.postings(term).len();
            if read > MOST_POSTINGS {
                break;
            }
            for &(claim, weight) in index.postings(term) {
                let score = &mut self.scores[claim as usize];
                if *score == 0.0 {
                    self.touched.push(claim);
                }
                *score += factor * weight;
            }
        }
        if speaker.is_empty() {
            return;
        }
        // A claimant may have made many claims, so each name is compared only once.
        let mut same: Vec<Option<bool>> = vec![None; self.library.strings()];
        for at in 0..self.touched.len() {
            let claim = self.touched[at] as usize;
            let number = self.library.claimant_number(claim);
            let known = same.get(number).copied().flatten();
            let is = known.unwrap_or_else(|| same_name(speaker, &self.claimant(claim)));
            if let Some(same) = same.get_mut(number) {
                *same = Some(is);
            }
            if is {
                self.scores[claim] += SPEAKER;
            }
        }
    }

    /// Returns the [`CANDIDATES`] claims with the highest scores, the best first.
    fn top(&mut self) -> Vec<u32> {
        let scores = &self.scores;
        let better = |a: &u32, b: &u32| scores[*b as usize].total_cmp(&scores[*a as usize]).then_with(|| a.cmp(b));
        let mut top = self.touched.clone();
        if top.len() > CANDIDATES {
            top.select_nth_unstable_by(CANDIDATES, better);
            top.truncate(CANDIDATES);
        }
        top.sort_unstable_by(better);
        top
    }

    /// Returns the words of the name of the claimant of `claim`.
    fn claimant(&mut self, claim: usize) -> Rc<[String]> {
        let (number, library) = (self.library.claimant_number(claim), self.library);
        Rc::clone(self.names.entry(number).or_insert_with(|| name(library.claimant(claim)).into()))
    }

    /// Returns the terms of a query.
    fn terms(&mut self, query: &Query<'_>) -> QueryTerms {
        let (index, analyzer) = (self.library.index(), &self.analyzer);
        let mut terms = QueryTerms::default();
        let mut seen: Vec<String> = Vec::new();
        let (text, _, line) = signed(query.text);
        for (span, stem) in stems(text, analyzer, &mut self.words) {
            let (term, weight) = index.term(&stem);
            terms.sequence.push((term, span));
            if !seen.contains(&stem) {
                seen.push(stem);
                terms.own.push((term, weight));
            }
        }
        let near = [(query.speaker, true), (line, true), (tail(query.before), false), (query.after, false)];
        terms.stems.clone_from(&seen);
        for (text, name) in near {
            for (_, stem) in stems(text, analyzer, &mut self.words) {
                let (term, weight) = index.term(&stem);
                if !name {
                    terms.stems_around.push(stem.clone());
                }
                if term != UNKNOWN && !seen.contains(&stem) {
                    seen.push(stem);
                    if name { &mut terms.speaker } else { &mut terms.around }.push((term, weight));
                }
            }
        }
        terms
    }

    /// Returns the words of the sentence that also occur in `claim` or its titles.
    fn shared(&self, terms: &QueryTerms, claim: usize) -> Vec<Span> {
        let index = self.library.index();
        let has = |term: u32| {
            term != UNKNOWN && index.claim(claim).iter().chain(index.titles(claim)).any(|place| place.term == term)
        };
        let mut words: Vec<Span> =
            terms.sequence.iter().filter(|(term, _)| has(*term)).map(|&(_, span)| span).collect();
        words.dedup();
        words
    }

    /// Returns the library that is searched.
    pub fn library(&self) -> &'l Library {
        self.library
    }

    /// Returns claim `at` of the library.
    pub fn checked(&self, at: usize) -> Checked {
        self.library.get(at)
    }
}

/// Whether the speaker made the claim; `None` if either is unknown.
fn claimant_is(speaker: &[String], claimant: &[String]) -> Option<bool> {
    (!speaker.is_empty() && !claimant.is_empty()).then(|| same_name(speaker, claimant))
}

/// Splits a quoted post into its text, its author and the line that pages append to it: "— Name (@handle) 3 May 2031".
/// Author and line are empty if there is no such line.
fn signed(text: &str) -> (&str, &str, &str) {
    match text.rsplit_once('—') {
        Some((post, line)) if line.len() < 120 && !post.trim().is_empty() => match line.split_once("(@") {
            Some((author, _)) => (post, author.trim(), line),
            None => (text, "", ""),
        },
        _ => (text, "", ""),
    }
}

/// Returns the last thousand bytes of `text`, which are close enough to the sentence to matter.
fn tail(text: &str) -> &str {
    const NEAR: usize = 1_000;
    &text[text.ceil_char_boundary(text.len().saturating_sub(NEAR))..]
}

/// Returns the stems of a text, each with the span of its token. Addresses are left out, and "#LikeThis" is read as
/// separate words.
fn stems(text: &str, analyzer: &Analyzer, words: &mut Words) -> Vec<(Span, String)> {
    let end = text.floor_char_boundary(8_000);
    let addresses = addresses(&text[..end]);
    let mut out = Vec::new();
    let mut hidden = addresses.iter().peekable();
    let mut mark = "";
    for token in tokens::split(&text[..end], &[Span::new(0, end)], words) {
        while hidden.next_if(|address| address.end <= token.span.start).is_some() {}
        let cut = hidden.peek().map_or(token.span.end, |address| address.start.min(token.span.end));
        if cut <= token.span.start || out.len() >= MOST_TERMS {
            continue;
        }
        let span = Span::new(token.span.start, cut);
        let word = span.of(text);
        let parts = if matches!(mark, "#" | "@") { split_camel_case(word) } else { vec![word] };
        if mark != "@" || parts.len() > 1 {
            out.extend(parts.iter().flat_map(|part| analyzer.terms(part)).map(|term| (span, term.stem)));
            out.truncate(MOST_TERMS);
        }
        mark = word;
    }
    out
}

/// Returns the spans of the addresses in `text`.
fn addresses(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(start) = ["http://", "https://", "pic.twitter.com/"].iter().filter_map(|s| text[at..].find(s)).min()
    {
        let start = at + start;
        let end = text[start..].find(char::is_whitespace).map_or(text.len(), |length| start + length);
        out.push(Span::new(start, end));
        at = end;
    }
    out
}

/// Splits "LikeThis" into "Like" and "This".
fn split_camel_case(word: &str) -> Vec<&str> {
    let mut starts = vec![0];
    let mut last = ' ';
    for (at, c) in word.char_indices() {
        if c.is_uppercase() && last.is_lowercase() || c.is_numeric() != last.is_numeric() && at > 0 {
            starts.push(at);
        }
        last = c;
    }
    let ends = starts.iter().skip(1).copied().chain([word.len()]);
    starts.iter().zip(ends).map(|(&start, end)| &word[start..end]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> String {
        let stems = stems(text, &Analyzer::default(), &mut Words::default());
        stems.into_iter().map(|(_, stem)| stem).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn posts_lose_their_addresses_and_split_their_tags() {
        assert_eq!(
            found("The ferry sank #OruFerryhttps://t.example/a1 @boats @OruHarbour"),
            "ferri sank oru ferri oru harbour"
        );
        let post = "It sank. — Tom Vale (@vale) May 3, 2031";
        assert_eq!(signed(post), ("It sank. ", "Tom Vale", " Tom Vale (@vale) May 3, 2031"));
        assert_eq!(signed("It sank — he said."), ("It sank — he said.", "", ""));
    }
}
