//! Finds statements of two articles that cannot both be true: different figures for the same thing
//! ([`conflicting_figures`]), opposite states of the same thing or deeds that are done or not done
//! ([`conflicting_states`]), and different agents of the same event. If one figure has replaced the other, the link is
//! an update.
//!
//! Hit: "injured two workers" and "no one was injured". Miss: figures for other days or places, or rounded ones.

use super::events::Events;
use super::keys::named;
use super::links::{Kind, Link, Reason, Side};
use super::slot::Slot;
use super::slots;
use super::units::Prepared;
use super::vocabulary::NOTHING;
use super::when::Day;
use super::{Set, conflicting_figures, conflicting_states};
use crate::claim::{self, Fact};
use crate::hash::HashMap;
use crate::lexicon::comparison_words::ComparisonWord;
use crate::lexicon::{self, comparison_words};
use crate::model::Rule;
use crate::span::Span;

/// The maximum number of earlier facts that a fact is compared with.
const FOLLOWED: usize = 16;

/// Returns the contradictions and updates. `published` has the date of each article, if known.
pub fn find(set: &Set<'_>, events: &mut Events<'_>, published: &[Option<Day>]) -> Vec<Link> {
    let mut out = ConflictLinks::default();
    let dates = published.iter().copied().chain(std::iter::repeat(None));
    let slots: Vec<Vec<Slot>> = set.articles.iter().zip(dates).map(|(of, date)| slots::find(of, date)).collect();
    let published: Vec<Option<Day>> = (0..set.articles.len()).map(|at| published.get(at).copied().flatten()).collect();
    for found in conflicting_figures::find(set, &slots, &published, events) {
        let (x, y) = (&slots[found.a.0][found.a.1], &slots[found.b.0][found.b.1]);
        let (one, two) = (&set.articles[found.a.0], &set.articles[found.b.0]);
        let reason = Reason::new(found.rule, vec![x.span(one)], vec![y.span(two)]);
        let side = |of: &Prepared<'_>, article: usize, slot: &Slot| Side { article, spans: around(of, slot) };
        let (a, b) = (side(one, found.a.0, x), side(two, found.b.0, y));
        let kind = if found.update { Kind::Update } else { Kind::Conflict };
        out.push(Link { kind, a, b, score: found.score, reason, changes: Vec::new() }, Some(Values::new(x, y)));
    }
    for link in agents(set, events) {
        out.push(link, None);
    }
    for (link, about) in conflicting_states::find(set, &published, events) {
        out.push(link, Some(Values { unit: about, bounds: [0; 4] }));
    }
    out.links
}

/// Returns the spans of the clause around a figure. If the figure is in no clause, as in a source or cue, returns its
/// noun phrase and the longest clause of the sentence.
fn around(of: &Prepared<'_>, slot: &Slot) -> Vec<Span> {
    if let Some(unit) = of.unit_around(slot.tokens.start) {
        return of.spans(unit);
    }
    let mut out = vec![of.document.cover(slot.tokens.start..slot.noun.map_or(slot.tokens.end, |noun| noun + 1))];
    let inside = of.units[of.units_of(slot.sentence)].iter();
    if let Some(unit) = inside.max_by_key(|unit| unit.stems.len()) {
        join(&mut out, of.spans(unit));
    }
    out
}

/// Returns links between accounts of the same event that name different agents.
fn agents(set: &Set<'_>, events: &mut Events<'_>) -> Vec<Link> {
    let mut known: HashMap<u64, Vec<(u32, u32)>> = HashMap::default();
    let mut all: Vec<Vec<Fact>> = Vec::new();
    let mut out = Vec::new();
    for (number, article) in set.articles.iter().enumerate() {
        let facts = claim::facts::find(&article.document, &article.article.analysis.attributions);
        for fact in &facts {
            let others = known.get(&named(&fact.about)).map_or(&[][..], Vec::as_slice);
            for (other, place) in others.iter().rev().take(FOLLOWED) {
                let other = *other as usize;
                let earlier = &all[other][*place as usize];
                let rule = rule(set, (other, earlier), (number, fact));
                if let Some(rule) = rule.filter(|_| events.same(other, number)) {
                    let near = events.likeness(other, number);
                    out.push(link(rule, near, (other, earlier), (number, fact)));
                }
            }
        }
        for (at, fact) in facts.iter().enumerate() {
            known.entry(named(&fact.about)).or_default().push((number as u32, at as u32));
        }
        all.push(facts);
    }
    out
}

/// Identifies a difference between two articles, such as the values of two figures and their unit, so that it is
/// reported once if headline and text both contain it.
#[derive(PartialEq, Eq, Hash)]
struct Values {
    unit: u64,
    bounds: [u64; 4],
}

impl Values {
    fn new(a: &Slot, b: &Slot) -> Self {
        let [low, high] = a.bounds;
        let [least, most] = b.bounds;
        let unit = named(a.unit.name()) ^ a.sort as u64;
        Self { unit, bounds: [low, high, least, most].map(f64::to_bits) }
    }
}

/// The maximum number of passages of a link on one side, for texts that repeat a figure endlessly.
const MOST_PLACES: usize = 20;

/// The links found so far.
#[derive(Default)]
struct ConflictLinks {
    links: Vec<Link>,
    /// The index of the link for each difference between two articles.
    by_values: HashMap<(usize, usize, Values), usize>,
}

impl ConflictLinks {
    /// Adds a link. Two clauses may contradict each other in more than one word, and two articles may contain the
    /// same figures in headline and text; these are reported once, with all positions.
    fn push(&mut self, link: Link, values: Option<Values>) {
        if let Some(values) = values {
            let place = self.by_values.entry((link.a.article, link.b.article, values)).or_insert(self.links.len());
            if let Some(known) = self.links.get_mut(*place) {
                known.score = known.score.max(link.score);
                join(&mut known.a.spans, link.a.spans);
                join(&mut known.b.spans, link.b.spans);
                join(&mut known.reason.a, link.reason.a);
                join(&mut known.reason.b, link.reason.b);
                return;
            }
        } else {
            let known = |known: &Link| known.a.overlaps(&link.a) && known.b.overlaps(&link.b);
            if self.links.iter().rev().take(FOLLOWED).any(known) {
                return;
            }
        }
        self.links.push(link);
    }
}

/// Adds the spans that do not overlap existing ones, up to [`MOST_PLACES`] in total, and sorts all by position.
fn join(spans: &mut Vec<Span>, more: Vec<Span>) {
    for span in more {
        if spans.len() < MOST_PLACES && !spans.iter().any(|known| known.overlaps(span)) {
            spans.push(span);
        }
    }
    crate::sort::sort_by_key(spans, |span| span.start);
}

/// Returns the rule if the two facts name different agents of the same event. Generic agents do not count, because one
/// article's "a car" may be the other's "a Toyota".
fn rule(set: &Set<'_>, (a, one): (usize, &Fact), (b, other): (usize, &Fact)) -> Option<Rule> {
    let apart = |x: &[String], y: &[String]| !x.is_empty() && !y.is_empty() && !x.iter().any(|word| y.contains(word));
    let named =
        |agent: &Option<String>| agent.clone().filter(|agent| !comparison_words::is(agent, ComparisonWord::Generic));
    let (agent, by) = (named(&one.agent)?, named(&other.agent)?);
    let known = |theme: &&String| !lexicon::get().is_closed_class(theme);
    let same = one.theme.as_ref().filter(known).is_some() && one.theme == other.theme && agent != by;
    let denied = one.denies || other.denies;
    // "A gas leak" and "leaking gas" are one agent.
    let repeats = |article: usize, fact: &Fact, agent: &str| {
        let words = fact.clause.of(set.articles[article].article.text).to_lowercase();
        words.split_whitespace().any(|word| word.starts_with(agent))
    };
    let elsewhere = || {
        repeats(b, other, &agent) || repeats(a, one, &by) || strangers(&set.articles[a], one, &set.articles[b], other)
    };
    (same && !denied && !apart(&one.times, &other.times) && !elsewhere()).then_some(Rule::ConflictAgents)
}

/// Whether each clause contains names, but none that they share.
fn strangers(a: &Prepared<'_>, one: &Fact, b: &Prepared<'_>, other: &Fact) -> bool {
    let names = |of: &Prepared<'_>, fact: &Fact| -> Vec<u32> {
        let tokens = of.document.tokens_in(fact.clause);
        tokens.filter(|&at| of.names[at]).map(|at| of.words[at].1).filter(|&stem| stem != NOTHING).collect()
    };
    let (x, y) = (names(a, one), names(b, other));
    !x.is_empty() && !y.is_empty() && !x.iter().any(|name| y.contains(name))
}

fn link(rule: Rule, near: f32, (a, one): (usize, &Fact), (b, other): (usize, &Fact)) -> Link {
    Link {
        kind: Kind::Conflict,
        a: Side { article: a, spans: vec![one.clause] },
        b: Side { article: b, spans: vec![other.clause] },
        score: (0.35 + near).clamp(0.6, 0.95),
        reason: Reason::new(rule, vec![one.clause], vec![other.clause]),
        changes: Vec::new(),
    }
}
