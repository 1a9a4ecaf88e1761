//! Statements of two articles that cannot both be true: different figures for the same thing, a different agent, or
//! one says it happened and the other that it did not.
//!
//! Hit: "injured two workers" and "no one was injured". Miss: figures for other days or places, or rounded ones.

use super::Set;
use super::events::Events;
use super::figures;
use super::links::{Kind, Link, Reason, Side};
use super::pairs::{self, Pair};
use super::units::Prepared;
use super::voice;
use super::words::{NOTHING, named};
use crate::claim::{self, Fact, Says};
use crate::hash::HashMap;
use crate::span::Span;
use crate::text::quantity::Quantity;

/// The maximum number of earlier facts that a fact is compared with.
const FOLLOWED: usize = 16;

/// Pairs that contradict each other.
pub fn find(set: &Set<'_>, pairs: &[Pair], events: &mut Events<'_>) -> Vec<Link> {
    let mut known: HashMap<u64, Vec<(u32, u32)>> = HashMap::default();
    let mut all: Vec<Vec<Fact>> = Vec::new();
    let mut out = Found::default();
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
                    out.push(link(rule, near, (other, earlier), (number, fact)), figures_of(earlier, fact));
                }
            }
        }
        for (at, fact) in facts.iter().enumerate() {
            known.entry(named(&fact.about)).or_default().push((number as u32, at as u32));
        }
        all.push(facts);
    }
    for [(a, x), (b, y)] in figures::find(set, events) {
        let (one, two) = (&set.articles[a], &set.articles[b]);
        let key = figures::key(one, x);
        let (x, y) = (&one.document.quantities[x], &two.document.quantities[y]);
        let around = |of: &Prepared<'_>, at: usize| {
            let unit = of.units.iter().find(|unit| unit.parts.iter().any(|part| part.contains(&at)));
            unit.map(|unit| of.spans(unit))
        };
        let (Some(left), Some(right)) = (around(one, x.tokens.start), around(two, y.tokens.start)) else { continue };
        let reason = Reason::new("conflict-figures", vec![x.span], vec![y.span]);
        let (a, b) = (Side { article: a, spans: left }, Side { article: b, spans: right });
        let figures = key.map(|key| Figures::new(key, x, y));
        out.push(Link { kind: Kind::Conflict, a, b, score: 0.7, reason, changes: Vec::new() }, figures);
    }
    for pair in pairs.iter().filter(|pair| pair.apart && pair.score >= super::THRESHOLD) {
        let [(a, x), (b, y)] = pair.units(set);
        if pairs::opposed(a, x, y) || pairs::opposed(b, y, x) {
            let (left, right) = voice::shared_words(a, x, b, y);
            let reason = Reason::new("conflict-denied", left, right);
            let (a, b) = (Side { article: pair.a.0, spans: a.spans(x) }, Side { article: pair.b.0, spans: b.spans(y) });
            out.push(Link { kind: Kind::Conflict, a, b, score: pair.score, reason, changes: Vec::new() }, None);
        }
    }
    out.links
}

/// Two figures that exclude each other: what they are about, and the smallest and largest value of each.
#[derive(PartialEq, Eq, Hash)]
struct Figures {
    about: u64,
    bounds: [u64; 4],
}

impl Figures {
    fn new(about: u64, a: &Quantity, b: &Quantity) -> Self {
        Self { about, bounds: [a.low, a.high, b.low, b.high].map(f64::to_bits) }
    }
}

fn figures_of(a: &Fact, b: &Fact) -> Option<Figures> {
    match (&a.says, &b.says) {
        (Says::Figure(x), Says::Figure(y)) => Some(Figures::new(named(&a.about), x, y)),
        _ => None,
    }
}

/// The links found so far.
#[derive(Default)]
struct Found {
    links: Vec<Link>,
    /// The index of the link for two figures in two articles.
    told: HashMap<(usize, usize, Figures), usize>,
}

impl Found {
    /// Adds a link. Two clauses may contradict each other in more than one word, and two articles may contain the
    /// same figures in headline and text; these are reported once, with all positions.
    fn push(&mut self, link: Link, figures: Option<Figures>) {
        let known = |known: &Link| known.a.overlaps(&link.a) && known.b.overlaps(&link.b);
        if self.links.iter().rev().take(FOLLOWED).any(known) {
            return;
        }
        if let Some(figures) = figures {
            let place = self.told.entry((link.a.article, link.b.article, figures)).or_insert(self.links.len());
            if let Some(told) = self.links.get_mut(*place) {
                told.score = told.score.max(link.score);
                join(&mut told.a.spans, link.a.spans);
                join(&mut told.b.spans, link.b.spans);
                join(&mut told.reason.a, link.reason.a);
                join(&mut told.reason.b, link.reason.b);
                return;
            }
        }
        self.links.push(link);
    }
}

/// Adds spans that do not overlap existing ones, and sorts by position.
fn join(spans: &mut Vec<Span>, more: Vec<Span>) {
    for span in more {
        if !spans.iter().any(|known| known.overlaps(span)) {
            spans.push(span);
        }
    }
    crate::order::sort_by_key(spans, |span| span.start);
}

fn rule(set: &Set<'_>, (a, one): (usize, &Fact), (b, other): (usize, &Fact)) -> Option<&'static str> {
    let apart = |x: &[String], y: &[String]| !x.is_empty() && !y.is_empty() && !x.iter().any(|word| y.contains(word));
    let elsewhere = || strangers(&set.articles[a], one, &set.articles[b], other);
    match (&one.says, &other.says) {
        (Says::Figure(x), Says::Figure(y)) => {
            let timed = matches!(x.unit, "weekday" | "day" | "date");
            let differ = x.excludes(y) && !claim::rounded(x, y) && (timed || !apart(&one.times, &other.times));
            (differ && !elsewhere()).then_some(if timed || x.unit == "clock" {
                "conflict-times"
            } else {
                "conflict-figures"
            })
        }
        (
            Says::Account { denies, nobody, agent, theme },
            Says::Account { denies: also, nobody: none, agent: by, theme: to },
        ) => {
            let shares = one.words.iter().any(|word| other.words.contains(word));
            if apart(&one.times, &other.times) || elsewhere() {
                None
            } else if denies != also && (shares || nobody != none) {
                Some("conflict-denied")
            } else if !denies
                && !also
                && agent.is_some()
                && by.is_some()
                && agent != by
                && theme.is_some()
                && theme == to
            {
                Some("conflict-agents")
            } else {
                None
            }
        }
        _ => None,
    }
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

fn link(rule: &'static str, near: f32, (a, one): (usize, &Fact), (b, other): (usize, &Fact)) -> Link {
    let words = |fact: &Fact| -> Vec<Span> {
        match &fact.says {
            Says::Figure(quantity) => vec![quantity.span],
            Says::Account { .. } => vec![fact.clause],
        }
    };
    Link {
        kind: Kind::Conflict,
        a: Side { article: a, spans: vec![one.clause] },
        b: Side { article: b, spans: vec![other.clause] },
        score: (0.35 + near).clamp(0.6, 0.95),
        reason: Reason { rule: rule.into(), a: words(one), b: words(other) },
        changes: Vec::new(),
    }
}
