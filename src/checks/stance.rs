//! Decides whether the article itself disputes a checked claim or reports the check.
//!
//! A sentence disputes the claim if the analysis found the claim denied, disputed or refuted there, if the sentence
//! says so in words of `corpus/lexicon/stance.tsv`, or if it negates what the claim asserts or the reverse. If the
//! claim is a denial itself, a denial repeats it: "she denied selling it" repeats "she never sold it".
//!
//! Hit: "It is **not true** that the ferry sank." Miss: "The ferry sank, and the mayor did not come."

use std::sync::OnceLock;

use super::findings::Findings;
use super::terms::Analyzer;
use crate::lexicon::{self, Class, Table, shipped};
use crate::model::{Act, Status};
use crate::span::Span;
use crate::text::tokens::{self, Token};
use crate::text::word::Words;
use crate::vocabulary::vocabulary;

const TABLE: Table = shipped!("lexicon/stance.tsv");
/// The number of words that a negation reaches.
const REACH: usize = 5;
/// A negation at most this many words before a cue reverses it: "did not deny".
const BEFORE: usize = 3;
/// A sentence refers to the previous one if one of this many first words is a pronoun or demonstrative.
const FIRST: usize = 3;

vocabulary! {
    /// What the article says about a checked claim.
    #[cfg_attr(test, ts(rename = "ClaimStance"))]
    #[derive(Default)]
    pub enum Stance {
        /// It repeats the claim, or says nothing about its truth.
        #[default]
        Repeats = "repeats",
        /// It denies, disputes or refutes the claim.
        Disputes = "disputes",
        /// It reports that the claim was checked.
        Reports = "reports",
    }
}

/// What the words of a cue do. The table explains the kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Refutes,
    Checks,
    Keeps,
    Refers,
    Negates,
}

/// A row of the table: words, and what they do.
struct Cue {
    words: Vec<&'static str>,
    kind: Kind,
}

fn cues() -> &'static [Cue] {
    static CUES: OnceLock<Vec<Cue>> = OnceLock::new();
    CUES.get_or_init(|| {
        let kind = |name: &str| match name {
            "refutes" => Some(Kind::Refutes),
            "checks" => Some(Kind::Checks),
            "keeps" => Some(Kind::Keeps),
            "refers" => Some(Kind::Refers),
            "negates" => Some(Kind::Negates),
            _ => None,
        };
        TABLE
            .rows()
            .filter_map(|row| Some(Cue { words: row.get(0).split(' ').collect(), kind: kind(row.get(1))? }))
            .collect()
    })
}

/// A text, with everything that the rules need to know about it.
struct Passage {
    tokens: Vec<Token>,
    /// The stems of each token.
    stems: Vec<Vec<String>>,
    /// The cues, each with its first token, the token after its last one, and its kind. Refutations that are negated
    /// are left out.
    cues: Vec<(usize, usize, Kind)>,
    /// The positions of the tokens that negate.
    negations: Vec<usize>,
    /// Whether it negates a refutation: "did not deny".
    turned: bool,
}

impl Passage {
    fn new(text: &str) -> Self {
        let analyzer = Analyzer::default();
        let tokens = tokens::split(text, &[Span::new(0, text.len())], &mut Words::default());
        let stem = |token: &Token| analyzer.terms(token.span.of(text)).into_iter().map(|term| term.stem).collect();
        let stems = tokens.iter().map(stem).collect();
        let starts = |at: usize, cue: &Cue| {
            cue.words.iter().enumerate().all(|(offset, word)| {
                tokens.get(at + offset).is_some_and(|token| match word.strip_suffix('*') {
                    Some(start) => token.lower.starts_with(start),
                    None => token.is(word),
                })
            })
        };
        let found = |at: usize| {
            cues().iter().filter(move |cue| starts(at, cue)).map(move |cue| (at, at + cue.words.len(), cue.kind))
        };
        let all: Vec<_> = (0..tokens.len()).flat_map(found).collect();
        let kept = |at: usize| all.iter().any(|&(from, to, kind)| kind == Kind::Keeps && (from..to).contains(&at));
        let listed = |at: usize| all.iter().any(|&(from, _, kind)| kind == Kind::Negates && from == at);
        let negates =
            |at: &usize| (lexicon::get().is(&tokens[*at].lower, Class::Negation) || listed(*at)) && !kept(*at);
        let negations: Vec<usize> = (0..tokens.len()).filter(negates).collect();
        let turned = |from: usize| negations.iter().any(|&at| at < from && at + BEFORE >= from);
        let (turned, cues): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|&(from, _, kind)| kind == Kind::Refutes && turned(from));
        Self { tokens, stems, cues, negations, turned: !turned.is_empty() }
    }

    /// Returns the words of the first cue of this kind.
    fn cue(&self, kind: Kind) -> Option<Span> {
        let &(from, to, _) = self.cues.iter().find(|cue| cue.2 == kind)?;
        Some(self.tokens[from].span.cover(self.tokens[to - 1].span))
    }

    /// Returns the first token that starts at or after byte `at`.
    fn token_at(&self, at: usize) -> Option<usize> {
        self.tokens.iter().position(|token| token.span.start >= at)
    }

    /// Returns the words of a cue that refutes what the tokens `near` say: no new main clause separates the cue from
    /// the nearest of them.
    fn refutes(&self, near: &[usize]) -> Option<Span> {
        let parted = |from: usize, to: usize| {
            let mut pairs = self.tokens[from.min(to)..from.max(to)].windows(2);
            pairs.any(|pair| pair[0].is(";") || pair[0].is(",") && pair[1].lower.known().is(Class::Conjunction))
        };
        let refutes = |&&(from, _, kind): &&(usize, usize, Kind)| {
            let nearest = near.iter().min_by_key(|at| at.abs_diff(from));
            kind == Kind::Refutes && nearest.is_none_or(|&at| !parted(from, at))
        };
        let &(from, to, _) = self.cues.iter().find(refutes)?;
        Some(self.tokens[from].span.cover(self.tokens[to - 1].span))
    }

    /// Returns the stems that each negation reaches, with the span of the negation: those of the first content word
    /// after it, before any comma.
    fn negated(&self) -> Vec<(&str, Span)> {
        let reach = |&at: &usize| {
            let after = self.tokens[at + 1..].iter().zip(&self.stems[at + 1..]);
            let mut near =
                after.take_while(|(token, _)| token.wordlike() || token.is("\"") || token.is("“")).take(REACH);
            let first = near.find(|(_, stems)| !stems.is_empty());
            first.into_iter().flat_map(|(_, stems)| stems).map(move |stem| (stem.as_str(), self.tokens[at].span))
        };
        self.negations.iter().flat_map(reach).collect()
    }

    fn has(&self, stem: &str) -> bool {
        self.stems.iter().flatten().any(|own| own == stem)
    }
}

/// Returns what the article says about the claim `checked`, and the words that show it. `sentence` is the sentence that
/// matches the claim, `next` the one after it, and `words` are the words that match. Spans count bytes of `text`.
pub fn of(
    text: &str,
    findings: &Findings<'_>,
    (sentence, next): (Span, Option<Span>),
    words: &[Span],
    checked: &str,
) -> (Stance, Vec<Span>) {
    let (own, claim) = (Passage::new(sentence.of(text)), Passage::new(checked));
    if let Some(cue) = own.cue(Kind::Checks).filter(|_| claim.cue(Kind::Checks).is_none()) {
        return (Stance::Reports, vec![cue.moved(sentence.start)]);
    }
    let negative = claim.cue(Kind::Refutes).is_some() || !claim.negations.is_empty();
    let found = found(findings, words, sentence).filter(|_| !own.turned);
    let near: Vec<usize> =
        words.iter().filter_map(|word| own.token_at(word.start.checked_sub(sentence.start)?)).collect();
    let refuted = found.or_else(|| own.refutes(&near).map(|cue| vec![cue.moved(sentence.start)]));
    // "It is false that it was built without a permit" states the negative claim, and refutes it.
    let stated = claim.negated().iter().any(|(stem, _)| own.negated().iter().any(|(other, _)| other == stem));
    match (refuted, negative && !stated) {
        (Some(cues), false) => return (Stance::Disputes, cues),
        // The sentence and the claim deny the same.
        (Some(_), true) => return (Stance::Repeats, Vec::new()),
        (None, _) => {}
    }
    if let Some(cue) = opposed(&own, &claim).filter(|_| claim.cue(Kind::Refutes).is_none()) {
        return (Stance::Disputes, vec![cue.moved(sentence.start)]);
    }
    next.and_then(|next| Some((next, answered(next.of(text), negative)?)))
        .map_or_else(Default::default, |(next, (stance, cue))| (stance, vec![cue.moved(next.start)]))
}

/// Returns the cues of a finding that shows that most of the matching words are denied, disputed or refuted.
fn found(findings: &Findings<'_>, words: &[Span], sentence: Span) -> Option<Vec<Span>> {
    let most = |content: &[Span]| {
        let inside = words.iter().filter(|word| content.iter().any(|span| span.contains(**word))).count();
        2 * inside > words.len()
    };
    let contested = |status: Status| matches!(status, Status::Refuted | Status::Denied | Status::Disputed);
    let claim = findings.claims.iter().filter(|claim| contested(claim.status)).find(|claim| most(&claim.content));
    let denied = || {
        findings.attributions.iter().filter(|a| a.act == Act::Denial).find(|a| most(&a.content)).map(|a| a.cue.clone())
    };
    let cues = claim.map(|claim| claim.cues.clone()).or_else(denied)?;
    Some(if cues.is_empty() { vec![sentence] } else { cues })
}

/// Returns the words by which the sentence says the opposite of the claim: a word that occurs in both is negated in
/// only one of them. These words are the negation in the sentence or, if the claim has the negation, the word itself.
fn opposed(own: &Passage, claim: &Passage) -> Option<Span> {
    let (negated, denied) = (own.negated(), claim.negated());
    let also = |stem: &str, others: &[(&str, Span)]| others.iter().any(|(other, _)| *other == stem);
    if let Some((_, cue)) = negated.iter().find(|(stem, _)| claim.has(stem) && claim.negations.is_empty()) {
        return Some(*cue);
    }
    // The claim negates a word that the sentence asserts.
    let (stem, _) = denied.first()?;
    let place = own.stems.iter().position(|stems| stems.iter().any(|own| own == stem))?;
    (own.negations.is_empty() && !also(stem, &negated)).then(|| own.tokens[place].span)
}

/// Returns the stance of the sentence `next` on the one before, and the cue, if it says that the previous sentence is
/// wrong ("That is false.") or was checked. `negative` says whether the claim is a denial.
fn answered(next: &str, negative: bool) -> Option<(Stance, Span)> {
    let passage = Passage::new(next);
    let pronoun = |token: &Token| {
        let known = token.lower.known();
        known.is(Class::Demonstrative) || known.is(Class::Pronoun)
    };
    let first = passage.tokens.iter().filter(|token| token.wordlike()).take(FIRST).any(pronoun);
    match (passage.cue(Kind::Checks), first || passage.cue(Kind::Refers).is_some()) {
        (Some(cue), _) => Some((Stance::Reports, cue)),
        (None, true) if !negative => Some((Stance::Disputes, passage.cue(Kind::Refutes)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::findings::by_sentence;
    use crate::checks::{Library, Matcher, Query, Record, build};

    /// Returns the stance of the sentence in `text` that shares most words with the claim.
    fn stance(claim: &str, text: &str) -> Stance {
        let record = Record { claim: claim.to_owned(), ..Record::default() };
        let library = Library::open(&build(vec![record]).bytes).unwrap();
        let mut matcher = Matcher::new(&library);
        let analysis = crate::analyze(text);
        let sentences: Vec<Span> = analysis.checks.iter().map(|check| check.span).collect();
        let words = |span: Span, matcher: &mut Matcher<'_>| {
            let found = matcher.find(&Query { text: span.of(text), ..Query::default() }, 1);
            found.first().map(|found| found.words.clone()).unwrap_or_default()
        };
        let shared: Vec<Vec<Span>> = sentences.iter().map(|&span| words(span, &mut matcher)).collect();
        let best = (0..sentences.len()).rev().max_by_key(|&at| shared[at].len()).unwrap();
        let moved: Vec<Span> = shared[best].iter().map(|word| word.moved(sentences[best].start)).collect();
        of(
            text,
            &by_sentence(&analysis, &sentences)[best],
            (sentences[best], sentences.get(best + 1).copied()),
            &moved,
            claim,
        )
        .0
    }

    #[test]
    fn denials_are_told_from_repetitions() {
        let table = include_str!("../../corpus/checks/stance.tsv");
        let rows: Vec<Vec<&str>> = table
            .lines()
            .filter(|line| !line.starts_with('#'))
            .skip(1)
            .map(|line| line.split('\t').collect())
            .collect();
        assert!(rows.len() >= 80 && rows.iter().all(|row| row.len() == 3));
        let (mut denials, mut noticed, mut repeated, mut mistaken) = (0, 0, 0, 0);
        for row in &rows {
            let also_says = stance(row[1], row[2]) != Stance::Repeats;
            match row[0] {
                "repeats" => {
                    repeated += 1;
                    mistaken += usize::from(also_says);
                }
                _ => {
                    denials += 1;
                    noticed += usize::from(also_says);
                }
            }
            if also_says == (row[0] == "repeats") {
                println!("{}: {} | {}", row[0], row[1], row[2]);
            }
        }
        println!("denials noticed: {noticed} of {denials}; repetitions mistaken: {mistaken} of {repeated}");
        assert!(10 * noticed >= 7 * denials, "only {noticed} of {denials} denials are noticed");
        assert!(10 * mistaken <= repeated, "{mistaken} of {repeated} repetitions are taken for denials");
    }
}
