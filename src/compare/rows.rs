//! Builds the matrix of claims and articles: which article makes which claim, how it presents the claim, and how many
//! of the articles are independent.
//!
//! Clauses that state the same form one row, and so do clauses that contradict each other. Copied text counts as one
//! origin, however many articles contain it.

use super::keys::key;
use super::links::{Kind, Link, Row, Side, Stance};
use super::measure::Measure;
use super::pairs::{self, Pair};
use super::units::{Prepared, Unit};
use super::{Set, same_claim, titles, voice};
use crate::hash::HashMap;
use crate::lexicon::BaseUnit;
use crate::span::Span;

/// The minimum score of a pair that joins two clauses in a row. It is higher than the minimum for showing a link,
/// because a chain of doubtful links could join anything.
const JOINED: f32 = pairs::SURE;
/// The minimum score of a pair that adds an article to a row in which it has no clause yet. It is lower, because a row
/// should not lack an article that makes the claim.
const NEAR: f32 = 0.45;
/// The maximum number of clauses of each row that are compared before two rows are joined.
const COMPARED: usize = 6;
/// The minimum shared part of the lighter of two clauses of one article in the same row.
const REPEATED: f32 = 0.6;

/// The position of a unit: the indices of the article and of the unit.
type Place = (usize, usize);

/// Returns the claims that more than one article makes, in order of first mention.
pub fn find(set: &Set<'_>, pairs: &[Pair], links: &[Link]) -> Vec<Row> {
    let mut sure = same_claim::nearest(pairs);
    sure.retain(|pair| pair.score >= JOINED && fits(set, pair));
    crate::sort::sort_by(&mut sure, |x, y| y.score.total_cmp(&x.score).then((x.a, x.b).cmp(&(y.a, y.b))));
    let known = Known::new(pairs);
    let mut groups = Groups::default();
    for pair in sure {
        groups.join(pair.a, pair.b, |a, b| alike(set, &known, a, b));
    }
    // The clauses of a contradiction are joined in any case.
    for link in links.iter().filter(|link| link.kind == Kind::Conflict) {
        let all: Vec<Place> =
            places(set, &link.a, &link.reason.a).into_iter().chain(places(set, &link.b, &link.reason.b)).collect();
        for pair in all.windows(2) {
            groups.join(pair[0], pair[1], |_, _| true);
        }
    }
    fill(pairs, &mut groups, set);
    let members = groups.lists();
    let reuse = Between::new(links, Kind::Reuse);
    let conflict = Between::new(links, Kind::Conflict);
    let mut out: Vec<Row> = members.into_iter().filter_map(|members| row(set, members, &reuse, &conflict)).collect();
    crate::sort::sort_by_key(&mut out, |row| {
        row.stances.first().map_or((0, 0), |first| (first.side.article, first.side.start()))
    });
    out
}

/// Whether the two clauses can be the same claim: thanks and praise are no statements.
fn fits(set: &Set<'_>, pair: &Pair) -> bool {
    let [(a, x), (b, y)] = pair.units(set);
    titles::thanks_or_praises(a, x) == titles::thanks_or_praises(b, y)
}

/// Whether two groups of clauses make the same claim: at least half of the pairs between them are known to be similar,
/// and an article that is in both repeats itself.
fn alike(set: &Set<'_>, known: &Known, a: &[Place], b: &[Place]) -> bool {
    let (few, many) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let (mut met, mut similar) = (0, 0);
    for &one in few.iter().take(COMPARED) {
        for &other in many.iter().take(COMPARED) {
            if one.0 == other.0 {
                if !repeats(set, one, other) {
                    return false;
                }
            } else {
                met += 1;
                similar += usize::from(known.score(one, other) >= NEAR);
            }
        }
    }
    2 * similar >= met
}

/// Whether an article says the same in two of its clauses, as in headline and text.
fn repeats(set: &Set<'_>, a: Place, b: Place) -> bool {
    let of = &set.articles[a.0];
    let (x, y) = (&of.units[a.1], &of.units[b.1]);
    Measure::new(set.words, &x.stems, &y.stems).covered() >= REPEATED
}

/// Returns the units of a side that contain `words`, the words on which the link is based. If there are none, returns
/// the units in which its passages start.
fn places(set: &Set<'_>, side: &Side, words: &[Span]) -> Vec<Place> {
    let of = &set.articles[side.article];
    let unit = |span: &Span| of.unit_at(of.document.token_at(span.start));
    let mut own: Vec<usize> = words.iter().filter_map(unit).collect();
    if own.is_empty() {
        own = side.spans.iter().filter_map(unit).collect();
    }
    crate::sort::sort(&mut own);
    own.dedup();
    own.into_iter().map(|at| (side.article, at)).collect()
}

/// Adds to each row the most similar clause of each article that has none in it.
fn fill(pairs: &[Pair], groups: &mut Groups, set: &Set<'_>) {
    let mut near: Vec<&Pair> = pairs.iter().filter(|pair| pair.score >= NEAR && fits(set, pair)).collect();
    crate::sort::sort_by(&mut near, |x, y| y.score.total_cmp(&x.score).then((x.a, x.b).cmp(&(y.a, y.b))));
    for pair in near {
        for (known, new) in [(pair.a, pair.b), (pair.b, pair.a)] {
            if let Some(group) = groups.of(known).filter(|_| groups.of(new).is_none())
                && !groups.has(group, new.0)
            {
                groups.join(known, new, |_, _| true);
            }
        }
    }
}

/// Returns the row of these clauses; `None` if they are in fewer than two articles, or state nothing.
fn row(set: &Set<'_>, members: Vec<Place>, reuse: &Between<'_>, conflict: &Between<'_>) -> Option<Row> {
    let units: Vec<(&Prepared<'_>, &Unit)> =
        members.iter().map(|&(article, unit)| (&set.articles[article], &set.articles[article].units[unit])).collect();
    let mut stances: Vec<Stance> = Vec::new();
    for (&(article, _), &(of, unit)) in members.iter().zip(&units) {
        let stance = stance(of, article, unit);
        // If an article states the claim twice, it gets one cell with all positions.
        match stances.iter_mut().find(|known| known.side.article == article) {
            Some(known) => known.side.spans.extend(stance.side.spans),
            None => stances.push(stance),
        }
    }
    crate::sort::sort_by_key(&mut stances, |stance| stance.side.article);
    for stance in &mut stances {
        crate::sort::sort(&mut stance.side.spans);
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
    // Fragments of sentences are not claims.
    let claims = contradicts || units.iter().any(|(of, unit)| titles::full(of, unit));
    if stances.len() < 2 || !claims {
        return None;
    }
    // A contradiction is named by a clause that contradicts another one.
    let differs = |place: &Place, unit: &(&Prepared<'_>, &Unit)| {
        let side = Side { article: place.0, spans: unit.0.spans(unit.1) };
        conflict.has(&side)
    };
    let mut chosen: Vec<(Place, (&Prepared<'_>, &Unit))> = members.iter().copied().zip(units.iter().copied()).collect();
    // The words that contradict each other may be outside all clauses, as cues are.
    if contradicts && chosen.iter().any(|(place, unit)| differs(place, unit)) {
        chosen.retain(|(place, unit)| differs(place, unit));
    }
    let (at, spans) = titles::title(&chosen.iter().map(|(_, unit)| *unit).collect::<Vec<_>>())?;
    let title = Side { article: chosen[at].0.0, spans };
    let origins = origin.iter().enumerate().filter(|(at, first)| at == *first).count();
    Some(Row { title, stances, origins, conflict: contradicts })
}

fn stance(of: &Prepared<'_>, article: usize, unit: &Unit) -> Stance {
    let source = voice::sourced(of, unit).or_else(|| voice::denier(of, unit)).or_else(|| voice::frame(of, unit));
    Stance {
        side: Side { article, spans: of.spans(unit) },
        manner: voice::manner(of, unit),
        status: of.status(unit),
        speaker: source.map_or_else(String::new, |source| voice::speaker(of, source)),
        figures: of.figures(unit).iter().filter(|one| one.unit != BaseUnit::Weekday).map(|one| one.span).collect(),
    }
}

/// The scores of pairs by their two places, in thousandths.
struct Known(HashMap<u64, Vec<(u32, u32)>>);

impl Known {
    fn new(pairs: &[Pair]) -> Self {
        let mut all: HashMap<u64, Vec<(u32, u32)>> = HashMap::default();
        for pair in pairs {
            let score = (pair.score * 1_000.0) as u32;
            all.entry(Self::key(pair.a, pair.b)).or_default().push((score, 0));
        }
        Self(all)
    }

    fn key(a: Place, b: Place) -> u64 {
        let (a, b) = (a.min(b), a.max(b));
        key(a.0, a.1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ key(b.0, b.1)
    }

    fn score(&self, a: Place, b: Place) -> f32 {
        self.0.get(&Self::key(a, b)).and_then(|all| all.first()).map_or(0.0, |(score, _)| *score as f32 / 1_000.0)
    }
}

/// The links of one kind, by both articles and by each of them.
struct Between<'a> {
    links: &'a [Link],
    by_articles: HashMap<u64, Vec<(u32, u32)>>,
    by_article: HashMap<u64, Vec<(u32, u32)>>,
}

impl<'a> Between<'a> {
    fn new(links: &'a [Link], kind: Kind) -> Self {
        let mut by_articles: HashMap<u64, Vec<(u32, u32)>> = HashMap::default();
        let mut by_article: HashMap<u64, Vec<(u32, u32)>> = HashMap::default();
        for (at, link) in links.iter().enumerate().filter(|(_, link)| link.kind == kind) {
            for article in [link.a.article, link.b.article] {
                by_article.entry(article as u64).or_default().push((at as u32, 0));
            }
            by_articles.entry(key(link.a.article, link.b.article)).or_default().push((at as u32, 0));
        }
        Self { links, by_articles, by_article }
    }

    /// Whether the side contains words on which a link is based.
    fn has(&self, side: &Side) -> bool {
        let inside = |words: &[Span]| words.iter().any(|word| side.spans.iter().any(|span| span.overlaps(*word)));
        let links = self.by_article.get(&(side.article as u64)).into_iter().flatten();
        links.map(|(at, _)| &self.links[*at as usize]).any(|link| {
            link.a.article == side.article && inside(&link.reason.a)
                || link.b.article == side.article && inside(&link.reason.b)
        })
    }

    /// Whether a link connects the two sides. `a` must be in the earlier article.
    fn joins(&self, a: &Side, b: &Side) -> bool {
        let links = self.by_articles.get(&key(a.article, b.article));
        let mut links = links.into_iter().flatten().map(|(at, _)| &self.links[*at as usize]);
        links.any(|link| link.a.overlaps(a) && link.b.overlaps(b))
    }
}

/// Groups of clauses that belong together.
#[derive(Default)]
struct Groups {
    /// The group of each clause, as the first number of the only item.
    places: HashMap<u64, Vec<(u32, u32)>>,
    /// The clauses of each group; empty if the group has become part of another one.
    members: Vec<Vec<Place>>,
}

impl Groups {
    fn of(&self, place: Place) -> Option<usize> {
        self.places.get(&key(place.0, place.1)).and_then(|all| all.first()).map(|(group, _)| *group as usize)
    }

    fn has(&self, group: usize, article: usize) -> bool {
        self.members[group].iter().any(|place| place.0 == article)
    }

    /// Joins the groups of two clauses if `alike` accepts the groups. A clause without a group counts as a group.
    fn join(&mut self, a: Place, b: Place, alike: impl Fn(&[Place], &[Place]) -> bool) {
        let (first, second) = (self.of(a), self.of(b));
        if first.is_some() && first == second {
            return;
        }
        let own = |group: Option<usize>, place: Place| group.map_or_else(|| vec![place], |at| self.members[at].clone());
        let (mut all, others) = (own(first, a), own(second, b));
        if !alike(&all, &others) {
            return;
        }
        all.extend(others);
        for group in [first, second].into_iter().flatten() {
            self.members[group].clear();
        }
        let group = self.members.len() as u32;
        for place in &all {
            self.places.insert(key(place.0, place.1), vec![(group, 0)]);
        }
        self.members.push(all);
    }

    /// Returns the groups with more than one clause, each with its clauses sorted by article and unit.
    fn lists(self) -> Vec<Vec<Place>> {
        let mut out: Vec<Vec<Place>> = self.members.into_iter().filter(|members| members.len() > 1).collect();
        out.iter_mut().for_each(|members| crate::sort::sort(members));
        crate::sort::sort(&mut out);
        out
    }
}
