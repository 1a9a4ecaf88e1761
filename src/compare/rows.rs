//! The matrix of claims and articles: which article makes which claim, how, and how many of them are independent.
//!
//! Clauses that state the same form one row, whatever links them. Copied text counts as one origin, however many
//! articles contain it.

use super::links::{Kind, Link, Row, Side, Stance};
use super::pairs::Pair;
use super::words::key;
use super::{Set, same_claim, voice};
use crate::hash::HashMap;

/// Clauses join a row only by links of higher score than is needed to show them, because a chain of doubtful links
/// could join anything.
const SURE: f32 = 0.6;

/// The claims that more than one article makes, in order of first mention.
pub fn find(set: &Set<'_>, pairs: &[Pair], links: &[Link]) -> Vec<Row> {
    let mut groups = Groups::default();
    for pair in same_claim::nearest(pairs).into_iter().filter(|pair| pair.score >= SURE) {
        groups.join(pair.a, pair.b);
    }
    let reuse = Between::new(links, Kind::Reuse);
    let conflict = Between::new(links, Kind::Conflict);
    let mut rows: Vec<Vec<Stance>> = groups.members.iter().map(|_| Vec::new()).collect();
    for (at, &(article, unit)) in groups.members.iter().enumerate() {
        let stances = &mut rows[groups.root(at)];
        let stance = stance(set, article, unit);
        // If an article states the claim twice, it gets one cell with all positions.
        match stances.iter_mut().find(|known| known.side.article == article) {
            Some(known) => known.side.spans.extend(stance.side.spans),
            None => stances.push(stance),
        }
    }
    let mut out: Vec<Row> =
        rows.into_iter().filter(|stances| stances.len() > 1).map(|stances| row(stances, &reuse, &conflict)).collect();
    crate::order::sort_by_key(&mut out, |row| {
        row.stances.first().map_or((0, 0), |first| (first.side.article, first.side.start()))
    });
    out
}

fn row(mut stances: Vec<Stance>, reuse: &Between<'_>, conflict: &Between<'_>) -> Row {
    crate::order::sort_by_key(&mut stances, |stance| stance.side.article);
    for stance in &mut stances {
        crate::order::sort(&mut stance.side.spans);
        stance.side.spans.dedup();
    }
    let mut origin: Vec<usize> = (0..stances.len()).collect();
    let mut contradicts = false;
    for at in 0..stances.len() {
        for before in 0..at {
            let (a, b) = (&stances[before].side, &stances[at].side);
            contradicts |= conflict.joins(a, b);
            if origin[at] != origin[before] && reuse.joins(a, b) {
                let (from, to) = (origin[at], origin[before]);
                origin.iter_mut().filter(|one| **one == from).for_each(|one| *one = to);
            }
        }
    }
    let origins = origin.iter().enumerate().filter(|(at, first)| at == *first).count();
    Row { stances, origins, conflict: contradicts }
}

fn stance(set: &Set<'_>, article: usize, unit: usize) -> Stance {
    let of = &set.articles[article];
    let unit = &of.units[unit];
    Stance {
        side: Side { article, spans: of.spans(unit) },
        manner: voice::manner(of, unit),
        status: of.status(unit),
        speaker: voice::sourced(of, unit)
            .or_else(|| voice::denier(of, unit))
            .map_or_else(String::new, |source| voice::speaker(of, source)),
        figures: of.figures(unit).iter().filter(|one| one.unit != "weekday").map(|one| one.span).collect(),
    }
}

/// The links of one kind, by the two articles.
struct Between<'a> {
    links: &'a [Link],
    by_articles: HashMap<u64, Vec<(u32, u32)>>,
}

impl<'a> Between<'a> {
    fn new(links: &'a [Link], kind: Kind) -> Self {
        let mut by_articles: HashMap<u64, Vec<(u32, u32)>> = HashMap::default();
        for (at, link) in links.iter().enumerate().filter(|(_, link)| link.kind == kind) {
            by_articles.entry(key(link.a.article, link.b.article)).or_default().push((at as u32, 0));
        }
        Self { links, by_articles }
    }

    /// Whether a link joins the two; `a` is in the earlier article.
    fn joins(&self, a: &Side, b: &Side) -> bool {
        let links = self.by_articles.get(&key(a.article, b.article));
        let mut links = links.into_iter().flatten().map(|(at, _)| &self.links[*at as usize]);
        links.any(|link| link.a.overlaps(a) && link.b.overlaps(b))
    }
}

/// Clauses that belong together.
#[derive(Default)]
struct Groups {
    places: HashMap<u64, Vec<(u32, u32)>>,
    members: Vec<(usize, usize)>,
    parents: Vec<usize>,
}

impl Groups {
    fn join(&mut self, a: (usize, usize), b: (usize, usize)) {
        let (a, b) = (self.place(a), self.place(b));
        let (a, b) = (self.root(a), self.root(b));
        self.parents[a.max(b)] = a.min(b);
    }

    fn place(&mut self, member: (usize, usize)) -> usize {
        let next = self.members.len();
        let place = self.places.entry(key(member.0, member.1)).or_default();
        if let Some((at, _)) = place.first() {
            return *at as usize;
        }
        place.push((next as u32, 0));
        self.members.push(member);
        self.parents.push(next);
        next
    }

    fn root(&self, mut at: usize) -> usize {
        while self.parents[at] != at {
            at = self.parents[at];
        }
        at
    }
}
