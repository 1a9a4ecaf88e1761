//! Combines the findings of the trained tagger with the evidence of quotation marks and rules.
//!
//! Quotation marks decide where a quotation starts and ends; the tagger decides who said it. A relation that only the
//! rules find is kept if quotation marks or its grammar prove it, or if the tagger considered it possible.

use std::ops::Range;

use super::Relation;
use super::boundaries;
use super::cues::Group;
use super::headline_speaker;
use super::nested;
use super::not_speech;
use super::sources;
use crate::lexicon::Class;
use crate::lexicon::verbs::{Form, Grammar};
use crate::model::Rule;
use crate::span::Span;
use crate::syntax::{View, adjuncts, verbs};
use crate::tagger::{self, Tagging};

/// The confidence in a relation supported only by grammar, through one of the rules in [`CERTAIN`].
const GRAMMATICAL: f32 = 0.6;
/// A relation that the rules find is kept if the tagger's confidence in it is at least this.
const AGREED: f32 = 0.25;
/// The same for a relation in which the rules find a source and a clause with "that".
const AGREED_THAT: f32 = 0.15;
/// The confidence in a relation supported only by quotation marks and a cue next to them.
const QUOTED: f32 = 0.8;
/// Grammatical rules that assign words to source, cue and content more precisely than the tagger.
const GRAMMAR: [Rule; 10] = [
    Rule::Headline,
    Rule::Answer,
    Rule::Accusation,
    Rule::AccusingNoun,
    Rule::RaisedSubject,
    Rule::Impersonal,
    Rule::CueNoun,
    Rule::SourceUrgedTo,
    Rule::Transcript,
    Rule::PassiveHearer,
];
/// Rules for constructions that are rare in the training set. Their relations are kept even if the tagger finds
/// nothing.
const CERTAIN: [Rule; 7] = [
    Rule::Headline,
    Rule::HeadlineSpeaker,
    Rule::Answer,
    Rule::Accusation,
    Rule::AccusingNoun,
    Rule::Transcript,
    Rule::PassiveHearer,
];
/// Rules that find a report around another report: "…, said X, the paper reported".
const WRAPPING: [Rule; 6] =
    [Rule::ClauseSourceSaid, Rule::AccordingTo, Rule::CueNoun, Rule::Transcript, Rule::PassiveHearer, Rule::Headline];
/// Rules that find a cue next to a quotation.
const BESIDE: [Rule; 3] = [Rule::SourceSaidQuote, Rule::QuoteSaidSource, Rule::QuoteSourceSaid];
/// Two contents belong to the same relation if they have at least this share of their union in common, in percent.
const SAME: usize = 50;

/// Merges the relations found by rules into those found by the tagger.
pub fn join(
    view: View<'_>,
    groups: &[Group],
    tagging: &Tagging,
    quoted: Vec<Relation>,
    rules: Vec<Relation>,
) -> Vec<Relation> {
    let mut known = Known {
        view,
        relations: Vec::new(),
        tagged: Vec::new(),
        by_sentence: vec![Vec::new(); view.document.sentences.len() + 1],
    };
    for found in tagging.settled(tagger::THRESHOLD) {
        if let Some(relation) = relation(view, groups, found) {
            known.push(relation, Likelihood::Tagger(found.confidence));
        }
    }
    for relation in quoted {
        known.drop_narration(&relation);
        known.add(relation, |_| Some(Likelihood::Fixed(QUOTED)));
    }
    for relation in rules {
        known.add(relation, |relation| agreement(view, tagging, relation));
    }
    known.relations()
}

/// The confidence in a relation, by origin.
#[derive(Clone, Copy)]
enum Likelihood {
    /// From the tagger, not yet calibrated.
    Tagger(f32),
    /// A constant.
    Fixed(f32),
}

/// Relations, indexed by the sentences in which their cues and contents start.
struct Known<'a> {
    view: View<'a>,
    relations: Vec<Relation>,
    /// For each relation, whether its confidence is from the tagger.
    tagged: Vec<bool>,
    by_sentence: Vec<Vec<usize>>,
}

impl Known<'_> {
    fn sentences(&self, relation: &Relation) -> Vec<usize> {
        let sentences = &self.view.document.sentences;
        let starts = relation.cue.iter().chain(&relation.content);
        let mut out: Vec<usize> = starts.map(|span| sentences.partition_point(|s| s.end <= span.start)).collect();
        out.dedup();
        out
    }

    fn relations(mut self) -> Vec<Relation> {
        for (relation, _) in self.relations.iter_mut().zip(self.tagged).filter(|(_, tagged)| *tagged) {
            relation.confidence = calibrated(relation.confidence, relation.rule);
        }
        self.relations
    }

    fn push(&mut self, relation: Relation, likelihood: Likelihood) {
        self.unwrap(&relation);
        for sentence in self.sentences(&relation) {
            self.by_sentence[sentence].push(self.relations.len());
        }
        let (confidence, tagged) = match likelihood {
            Likelihood::Tagger(confidence) => (confidence, true),
            Likelihood::Fixed(confidence) => (confidence, false),
        };
        self.relations.push(Relation { confidence, ..relation });
        self.tagged.push(tagged);
    }

    /// Shortens contents inside the new relation that extend over its source: in "A said the till was empty, the court
    /// heard", the court is not part of what A said.
    fn unwrap(&mut self, around: &Relation) {
        let (Some(whole), Some(cue)) = (around.content.first(), around.cue.first()) else { return };
        let end = around.source.iter().chain(&around.cue).map(|span| span.end).max().unwrap_or(0);
        let last = !self.view.wordlike(self.view.document.token_at(end));
        if !WRAPPING.contains(&around.rule) || cue.start < whole.end || !last {
            return;
        }
        for sentence in self.sentences(around) {
            for &at in self.by_sentence.get(sentence).into_iter().flatten() {
                let inner = &mut self.relations[at];
                if inner.cue.iter().all(|span| whole.contains(*span)) && !inner.cue.is_empty() {
                    let over = inner.content.iter_mut().filter(|span| whole.has(span.start) && span.end > cue.start);
                    over.for_each(|span| span.end = whole.end);
                }
            }
        }
    }

    /// Clears the content of relations that only narrate what happens between the halves of a quotation.
    fn drop_narration(&mut self, quoted: &Relation) {
        for sentence in self.sentences(quoted) {
            for &at in self.by_sentence.get(sentence).into_iter().flatten() {
                if boundaries::is_narration(self.view, &self.relations[at], quoted) {
                    self.relations[at].content.clear();
                }
            }
        }
    }

    /// Merges `relation` into the relation that is already known for the same cue or content. If there is none, adds
    /// it, provided that `likelihood` returns a value or grammar proves that it is reported by another relation.
    fn add(&mut self, relation: Relation, likelihood: impl Fn(&Relation) -> Option<Likelihood>) {
        let near =
            self.sentences(&relation).into_iter().filter_map(|sentence| self.by_sentence.get(sentence)).flatten();
        let near: Vec<usize> = near.copied().collect();
        for &at in near.iter().filter(|_| BESIDE.contains(&relation.rule)) {
            boundaries::give_up(&mut self.relations[at], &relation);
        }
        let (inserted, near) = self.inserted(near, &relation);
        let reported = near.iter().any(|&at| {
            let known = &self.relations[at];
            nested::is_reported(self.view, &relation, known) || nested::encloses(self.view, &relation, known)
        });
        let same = near.into_iter().find(|&at| {
            let other = &self.relations[at];
            let apart = (WRAPPING.contains(&relation.rule) || reported) && nest(other, &relation);
            shares_cue(other, &relation) || same_content(other, &relation) && !apart
        });
        match same {
            Some(same) if shares_cue(&self.relations[same], &relation) => {
                let known = &mut self.relations[same];
                if GRAMMAR.contains(&relation.rule)
                    || holds_cue(&relation, known)
                    || boundaries::quotes_better(self.view, known, &relation)
                    || boundaries::says_of_claim(self.view, known, &relation)
                {
                    let confidence = known.confidence;
                    *known = Relation { confidence, ..relation };
                } else {
                    if let Some(shorter) = boundaries::without_lead(self.view, known, &relation) {
                        known.content = shorter;
                        known.cue = boundaries::without_preposition(self.view, known, &relation);
                    }
                    if let Some(whole) = boundaries::with_subject(self.view, known, &relation) {
                        known.content[0] = whole;
                    }
                    if let Some(whole) = boundaries::without_hole(known, &relation) {
                        known.content = vec![whole];
                    }
                    if let Some(longer) = behind_insertion(self.view, known, &relation) {
                        known.content = vec![longer];
                    }
                    known.rule = relation.rule;
                }
            }
            Some(same) if boundaries::stands_between(self.view, &self.relations[same], &relation) => {
                let confidence = self.relations[same].confidence;
                self.relations[same] = Relation { confidence, ..relation };
            }
            Some(_) => return,
            None => {
                let reported = reported.then_some(Likelihood::Fixed(GRAMMATICAL));
                let Some(likelihood) = likelihood(&relation).or(reported) else { return };
                self.push(relation, likelihood);
            }
        }
        for at in inserted {
            self.relations[at].content.clear();
        }
    }

    /// Divides the relations in `near` into those that are only an insertion between the verb of `relation` and its
    /// content, and the others.
    fn inserted(&self, near: Vec<usize>, relation: &Relation) -> (Vec<usize>, Vec<usize>) {
        let shared = near.iter().any(|&at| shares_cue(&self.relations[at], relation));
        near.into_iter().partition(|&at| {
            let known = &self.relations[at];
            shared && boundaries::stands_between(self.view, known, relation)
                || boundaries::is_inserted(self.view, known, relation)
        })
    }
}

fn relation(view: View<'_>, groups: &[Group], found: &tagger::Relation) -> Option<Relation> {
    let found = &sources::completed(groups, view, found);
    let cover =
        |ranges: &[Range<usize>]| ranges.iter().map(|range| view.document.cover(range.clone())).collect::<Vec<_>>();
    // A bullet before a list item is not content.
    let sign = |at: &usize| matches!(view.word(*at), "*" | "-" | "–" | "—" | "•" | "·" | "|" | ">" | "#");
    let bare = |part: &Range<usize>| part.start + part.clone().take_while(sign).count()..part.end;
    let parts: Vec<Range<usize>> = found.content.iter().map(bare).filter(|part| !part.is_empty()).collect();
    let content: Vec<Span> = cover(&parts).into_iter().map(|span| to_marks(view, span)).collect();
    let words = content.iter().any(|span| view.words_in(view.document.tokens_in(*span)) > 0);
    let source = sources::whole(view, cover(&boundaries::speakers(groups, view, found)));
    let cue = vec![view.document.cover(boundaries::cue(groups, view, &found.cue))];
    let (source, cue) = boundaries::without_article(view, source, cue);
    (words
        && !not_speech::is_thing(view, found)
        && !not_speech::is_subject(view, &found.cue)
        && !headline_speaker::quotes_nobody(view, found)
        && !boundaries::heard_nothing(groups, view, found))
    .then(|| Relation {
        source,
        content: boundaries::noun_content(view, &cue, content),
        cue,
        rule: Rule::Learned,
        confidence: 0.0,
    })
}

/// Moves the ends of a content that nearly matches a quotation to its quotation marks.
fn to_marks(view: View<'_>, span: Span) -> Span {
    let (start, end) = (span.start, span.end);
    let first = view.document.quote_around(start);
    let last = view.document.quote_around(end.saturating_sub(1)).or(first);
    let near = |a: usize, b: usize| a.abs_diff(b) <= 4;
    let start = first.map_or(start, |quote| if near(quote.inner.start, start) { quote.span.start } else { start });
    let end =
        last.map_or(end, |quote| if near(quote.inner.end, end) && quote.span.end > end { quote.span.end } else { end });
    Span::new(start, end)
}

/// Returns the content up to the end found by the rule, if the tagger ends it at the first comma of an insertion, as in
/// "the road, then the only one, was shut".
fn behind_insertion(view: View<'_>, known: &Relation, rule: &Relation) -> Option<Span> {
    let ([short], [long]) = (&known.content[..], &rule.content[..]) else { return None };
    let comma = view.document.token_at(short.end);
    let pair = || (comma + 2..view.document.token_at(long.end)).any(|at| view.is(at, ","));
    let ahead = rule.cue.iter().all(|cue| cue.start <= short.end);
    (long.has(short.start) && view.is(comma, ",") && ahead && pair()).then(|| Span::new(short.start, long.end))
}

fn shares_cue(a: &Relation, b: &Relation) -> bool {
    a.cue.iter().any(|x| b.cue.iter().any(|y| x.overlaps(*y)))
}

/// Whether the cue of the rule extends that of the tagger: "refused to confirm" extends "refused".
fn holds_cue(rule: &Relation, known: &Relation) -> bool {
    matches!((&rule.cue[..], &known.cue[..]), ([whole], [part]) if whole.contains(*part) && whole.end > part.end)
}

/// Whether one of the relations is reported within the other: its cue is inside the other's content.
fn nest(a: &Relation, b: &Relation) -> bool {
    let inside = |inner: &Relation, outer: &Relation| {
        inner.cue.iter().all(|cue| outer.content.iter().any(|content| content.has(cue.start)))
    };
    !a.cue.is_empty() && inside(a, b) || !b.cue.is_empty() && inside(b, a)
}

fn same_content(a: &Relation, b: &Relation) -> bool {
    let size = |spans: &[Span]| spans.iter().map(|span| span.len()).sum::<usize>();
    let meet = |x: &Span, y: &Span| x.end.min(y.end).saturating_sub(x.start.max(y.start));
    let shared: usize = a.content.iter().map(|x| b.content.iter().map(|y| meet(x, y)).sum::<usize>()).sum();
    shared * 100 >= (size(&a.content) + size(&b.content) - shared) * SAME && shared > 0
}

/// Whether the content is a clause with "that", separated from the cue by at most an adjunct.
fn opens_with_that(view: View<'_>, relation: &Relation) -> bool {
    let (Some(cue), Some(content)) = (relation.cue.last(), relation.content.first()) else { return false };
    let gap = view.document.token_at(cue.end)..view.document.token_at(content.start);
    view.class(gap.end, Class::Complementiser) && adjuncts::is_adjunct(view, gap)
}

/// Whether the verb takes a forum as subject: "the court heard".
fn is_forum_verb(view: View<'_>, at: usize) -> bool {
    view.verbs(at).any(|(cue, _)| cue.takes(Grammar::Forum))
}

/// Returns the likelihood of a relation found only by rules, if grammar or the tagger supports it enough.
fn agreement(view: View<'_>, tagging: &Tagging, relation: &Relation) -> Option<Likelihood> {
    let heard = |cue: &Span| view.document.tokens_in(*cue).any(|at| is_forum_verb(view, at));
    if CERTAIN.contains(&relation.rule) || relation.cue.iter().any(heard) {
        return Some(Likelihood::Fixed(GRAMMATICAL));
    }
    let cue = view.document.tokens_in(*relation.cue.first()?);
    let clause = view.document.token_at(relation.content.first()?.start);
    if view.class(clause, Class::Complementiser) && cue.end < clause && boundaries::of_something(view, cue.end..clause)
    {
        return None;
    }
    // In "the protests that have gripped the town" the cue is a noun, and "that" a relative pronoun.
    let clause = relation.content.first().map_or(0, |content| view.document.token_at(content.start) + 1);
    let subject = !view.adverb(clause) && !verbs::has_past_or_auxiliary(view, clause..clause + 1);
    let states = |at: usize| {
        let noun = view.class(at, Class::AlsoNoun) && (view.capital(at) || !subject);
        !noun
            && view.verbs(at).any(|(verb, form)| {
                matches!(form, Form::Past | Form::Third)
                    && !verb.attitude()
                    && verb.takes(Grammar::Left)
                    && (verb.takes(Grammar::That) || verb.takes(Grammar::ThatOnly))
            })
    };
    let certain = relation.rule == Rule::SourceSaidClause
        && !relation.source.is_empty()
        && opens_with_that(view, relation)
        && cue.clone().last().is_some_and(states)
        && view.quote_around(cue.start).is_none();
    if certain {
        return Some(Likelihood::Fixed(GRAMMATICAL));
    }
    let near = tagging.relations.partition_point(|found| found.cue.end <= cue.start);
    let found = tagging.relations.get(near).filter(|found| found.cue.start < cue.end)?;
    let that =
        relation.rule == Rule::SourceSaidClause && !relation.source.is_empty() && opens_with_that(view, relation);
    let enough = if that { AGREED_THAT } else { AGREED };
    (found.confidence >= enough).then_some(Likelihood::Tagger(found.confidence))
}

/// Calibrates the tagger's confidence by rule. If a rule finds a quotation or a clause too, the tagger is right more
/// often than its confidence says; if no rule agrees, or only the rule for nouns, less often. The factors multiply the
/// odds and were fitted on the dev sets; `cargo xtask eval` prints how well they hold.
fn calibrated(confidence: f32, rule: Rule) -> f32 {
    let factor = match rule {
        Rule::Learned => 0.6,
        Rule::CueNoun => 0.43,
        Rule::SourceSaidQuote => 4.5,
        _ if super::QUOTATION.contains(&rule) => 4.5,
        _ => 1.3,
    };
    let odds = factor * confidence / (1.0 - confidence).max(f32::EPSILON);
    odds / (1.0 + odds)
}
