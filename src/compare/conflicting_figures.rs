//! Finds figures of two articles that cannot both be true: the same thing is counted or measured, in the same role,
//! with different values.
//!
//! Hit: "with 140 passengers on board" and "some 90 passengers", both about a ferry from Senn; "the 12-page report" and
//! "the 14-page report". Miss: rounded figures ("at least five", "seven"), parts of a figure ("two more"), other people
//! or places. If one figure has replaced the other ("rose to 14", a later report), the difference is an update.

use super::Set;
use super::events::Events;
use super::keys::named;
use super::slot::{Slot, Sort};
use super::units::Prepared;
use super::vocabulary::Vocabulary;
use super::when::Day;
use crate::claim;
use crate::hash::HashMap;
use crate::lexicon::comparison_words::ComparisonWord;
use crate::lexicon::{BaseUnit, comparison_words};
use crate::model::Rule;

/// The maximum number of earlier figures that a figure is compared with.
const FOLLOWED: usize = 24;
/// The minimum evidence that two counts are about the same thing; see [`evidence`].
const ENOUGH: f32 = 4.0;
/// The minimum for amounts, shares, times and ordinals, which are often given for several things in the same words.
const MORE: f32 = 4.5;
/// The minimum weight of the words that two sentences about the same matter share.
const SHARED: f32 = 6.5;
/// The minimum share of this weight in the lighter of the two sentences.
const COVERED: f32 = 0.35;

/// Two figures of two articles that differ.
pub struct Difference {
    /// The index of the earlier article, and of the slot in it.
    pub a: (usize, usize),
    /// The index of the later article, and of the slot in it.
    pub b: (usize, usize),
    /// The rule that explains the difference.
    pub rule: Rule,
    /// Whether one figure has replaced the other.
    pub update: bool,
    /// The probability that a careful reader agrees, from 0 to 1.
    pub score: f32,
}

/// Returns the figures of each article that differ from those of another one. `slots` has the figures of each article,
/// `published` its date, if known.
pub fn find(set: &Set<'_>, slots: &[Vec<Slot>], published: &[Option<Day>], events: &mut Events<'_>) -> Vec<Difference> {
    let mut known: HashMap<u64, Vec<(u32, u32)>> = HashMap::default();
    let mut out: Vec<Difference> = Vec::new();
    let by_key: Vec<HashMap<u64, Vec<(u32, u32)>>> = slots.iter().map(|own| index(own)).collect();
    let judge = Judge { set, slots, published, by_key };
    for (number, own) in slots.iter().enumerate() {
        for (at, slot) in own.iter().enumerate() {
            let mut met = Vec::new();
            for key in keys(slot) {
                let others = known.get(&key).map_or(&[][..], Vec::as_slice);
                for &(other, place) in others.iter().rev().take(FOLLOWED) {
                    let pair = [(other as usize, place as usize), (number, at)];
                    if met.contains(&pair[0]) || !events.same(pair[0].0, number) {
                        continue;
                    }
                    met.push(pair[0]);
                    out.extend(judge.difference(pair));
                }
            }
        }
        for (at, slot) in own.iter().enumerate() {
            for key in keys(slot) {
                known.entry(key).or_default().push((number as u32, at as u32));
            }
        }
    }
    out
}

/// Returns the keys of a figure. Only figures with a common key can be about the same thing.
pub fn keys(slot: &Slot) -> impl Iterator<Item = u64> + use<> {
    let key = |kind: &str, a: u64, b: u64| named(kind) ^ a.wrapping_mul(31) ^ b.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let stem = |stem: Option<u32>| stem.map(u64::from);
    let (thing, verb) = (stem(slot.thing), stem(slot.verb));
    let event = slot.about.map(named);
    let unit = named(slot.unit.name());
    let all = match slot.sort {
        Sort::Count => [thing.map(|thing| key("count", thing, 0)), event.map(|event| key("event", event, 0))],
        Sort::Compound => [thing.map(|thing| key("compound", thing, slot.second.unwrap_or(unit))), None],
        Sort::Age => [thing.map(|thing| key("age", thing, 0)), None],
        Sort::Rank => [thing.zip(verb).map(|(thing, verb)| key("rank", thing, verb)), None],
        Sort::Measure => {
            [thing.map(|thing| key("of", thing, unit)), event.or(verb).map(|about| key("measure", about, unit))]
        }
        Sort::Time => {
            let clock = u64::from(slot.unit == BaseUnit::Clock);
            [event.or(verb).map(|about| key("time", about, clock)), None]
        }
    };
    all.into_iter().flatten()
}

/// Returns the positions of the slots with each key.
fn index(slots: &[Slot]) -> HashMap<u64, Vec<(u32, u32)>> {
    let mut out: HashMap<u64, Vec<(u32, u32)>> = HashMap::default();
    for (at, slot) in slots.iter().enumerate() {
        for key in keys(slot) {
            out.entry(key).or_default().push((at as u32, 0));
        }
    }
    out
}

struct Judge<'a, 'b> {
    set: &'a Set<'b>,
    slots: &'a [Vec<Slot>],
    published: &'a [Option<Day>],
    /// For each article, the positions of its slots by key.
    by_key: Vec<HashMap<u64, Vec<(u32, u32)>>>,
}

impl Judge<'_, '_> {
    fn difference(&self, [a, b]: [(usize, usize); 2]) -> Option<Difference> {
        let (x, y) = (&self.slots[a.0][a.1], &self.slots[b.0][b.1]);
        let (one, two) = (&self.set.articles[a.0], &self.set.articles[b.0]);
        if x.sort != y.sort || x.part || y.part || !self.excludes(a, b) || strangers(x, y) {
            return None;
        }
        if x.sort == Sort::Count && !counts_same(one, x, two, y) {
            return None;
        }
        // "A 6-magnitude quake" and "a 7-magnitude quake in 2012" are two.
        let (definite, year) = (x.definite || y.definite, x.year == y.year);
        if !(year || x.sort == Sort::Compound && definite) {
            return None;
        }
        let evidence = evidence(self.set.words, x, y);
        let least = match x.sort {
            Sort::Count => ENOUGH,
            Sort::Measure | Sort::Time | Sort::Rank => MORE,
            // The key already shows that the compound and its noun, or the person, are the same.
            Sort::Compound | Sort::Age => 2.0,
        };
        if evidence < least
            || !related(self.set.words, [counted(one, x), counted(two, y)], x, y)
            || self.agrees(a, y)
            || self.agrees(b, x)
            || self.crowded(a)
            || self.crowded(b)
        {
            return None;
        }
        let timed = x.sort == Sort::Time;
        let update = if timed { Some(false) } else { self.update(a, b) }?;
        let rule = match (update, timed) {
            (true, _) => Rule::UpdateFigures,
            (_, true) => Rule::ConflictTimes,
            _ => Rule::ConflictFigures,
        };
        Some(Difference { a, b, rule, update, score: (0.45 + 0.08 * evidence).clamp(0.55, 0.95) })
    }

    /// Whether the values exclude each other, and not only because one is rounded.
    fn excludes(&self, a: (usize, usize), b: (usize, usize)) -> bool {
        let (x, y) = (&self.slots[a.0][a.1], &self.slots[b.0][b.1]);
        if x.sort == Sort::Time && x.unit != BaseUnit::Clock {
            // Days are compared only if both dates are known, because two days of the week may belong to different
            // weeks.
            return x.day.zip(y.day).is_some_and(|(x, y)| x != y);
        }
        let (one, two) = (x.quantity(&self.set.articles[a.0]), y.quantity(&self.set.articles[b.0]));
        if x.bounds[0] == 0.0 && y.bounds[0] == 0.0 {
            // Both are upper limits.
            let (small, large) = (x.bounds[1].min(y.bounds[1]), x.bounds[1].max(y.bounds[1]));
            return x.excludes(y) && small < 0.95 * large;
        }
        let exact = x.sort == Sort::Age || x.sort == Sort::Compound && x.unit == BaseUnit::None;
        x.excludes(y) && (exact || !claim::rounded(&one, &two))
    }

    /// Returns the slots of the same article that share a key with the slot `of`.
    fn like(&self, of: (usize, usize)) -> impl Iterator<Item = &Slot> {
        let slots = &self.slots[of.0];
        let places = keys(&slots[of.1]).filter_map(move |key| self.by_key[of.0].get(&key));
        places.flat_map(|all| all.iter().take(FOLLOWED)).map(move |(at, _)| &slots[*at as usize])
    }

    /// Whether the article of the slot `of` has another figure about the same thing whose value fits `other`.
    fn agrees(&self, of: (usize, usize), other: &Slot) -> bool {
        let own = &self.slots[of.0][of.1];
        let same = |slot: &Slot| slot.sort == own.sort && slot.thing == other.thing && slot.second == other.second;
        // "At least 300" does not exclude "2.4 million", but does not repeat it either.
        let near = |slot: &Slot| {
            let (small, large) = (middle(slot).min(middle(other)), middle(slot).max(middle(other)));
            small * 1.3 >= large
        };
        let agrees = |slot: &Slot| same(slot) && slot.unit == other.unit && !slot.excludes(other) && near(slot);
        let own = self.like(of).any(agrees);
        own || keys(other)
            .filter_map(|key| self.by_key[of.0].get(&key))
            .any(|all| all.iter().take(FOLLOWED).any(|(at, _)| agrees(&self.slots[of.0][*at as usize])))
    }

    /// Whether the sentence has several figures of this kind, so that it is not clear which one to compare.
    fn crowded(&self, of: (usize, usize)) -> bool {
        let own = &self.slots[of.0][of.1];
        let mut keys_of = keys(own);
        let key = keys_of.next();
        let like = |slot: &&Slot| {
            slot.sentence == own.sentence
                && slot.sort == own.sort
                && slot.bounds != own.bounds
                && keys(slot).next() == key
        };
        self.like(of).any(|slot| like(&slot))
    }

    /// Returns whether one figure replaces the other, or `None` if they are about different days and may both be true.
    fn update(&self, a: (usize, usize), b: (usize, usize)) -> Option<bool> {
        let (x, y) = (&self.slots[a.0][a.1], &self.slots[b.0][b.1]);
        if x.replaces != y.replaces {
            return Some(true);
        }
        let later_is_more = |x_first: bool| (y.bounds[0] > x.bounds[0]) == x_first;
        match (x.day, y.day) {
            (Some(one), Some(two)) if one != two => {
                return (x.sort == Sort::Count && later_is_more(one < two)).then_some(true);
            }
            _ => {}
        }
        match (self.published[a.0], self.published[b.0]) {
            // A figure with a year is history, which later articles do not change.
            (Some(one), Some(two)) if one != two && x.sort == Sort::Count && x.year.is_none() => {
                Some(later_is_more(one < two))
            }
            _ => Some(false),
        }
    }
}

/// Returns the upper limit of a figure or, if it has none, the lower limit.
fn middle(slot: &Slot) -> f64 {
    if slot.bounds[1].is_finite() { slot.bounds[1] } else { slot.bounds[0] }
}

/// Whether both count the same kind of thing. "Three workers" may be some of "five people", which is no contradiction,
/// but five workers cannot be some of three people.
fn counts_same(a: &Prepared<'_>, x: &Slot, b: &Prepared<'_>, y: &Slot) -> bool {
    let anybody = |of: &Prepared<'_>, slot: &Slot| {
        slot.noun.is_none_or(|noun| comparison_words::is(&of.document.tokens[noun].lower, ComparisonWord::People))
    };
    if x.thing == y.thing {
        return x.thing.is_some() || x.about.is_some();
    }
    match (anybody(a, x), anybody(b, y)) {
        (true, true) => true,
        (true, false) => person(b, y) && x.bounds[1] < y.bounds[0],
        (false, true) => person(a, x) && y.bounds[1] < x.bounds[0],
        (false, false) => false,
    }
}

/// Returns the counted noun in lower case; empty if there is none.
fn counted<'a>(of: &'a Prepared<'_>, slot: &Slot) -> &'a str {
    slot.noun.map_or("", |noun| &of.document.tokens[noun].lower)
}

/// Whether the counted noun looks like one for people.
fn person(of: &Prepared<'_>, slot: &Slot) -> bool {
    let Some(noun) = slot.noun else { return true };
    let token = &of.document.tokens[noun];
    let ends = ["ers", "ors", "ists", "men", "women", "children", "girls", "boys", "guards"];
    token.capital || of.document.known(noun).head.is_some() || ends.iter().any(|end| token.lower.ends_with(end))
}

/// Whether both sentences contain names, but share fewer than half of the shorter list of names.
fn strangers(x: &Slot, y: &Slot) -> bool {
    let shared = x.names.iter().filter(|name| y.names.binary_search(name).is_ok()).count();
    // The noun of a compound identifies the thing, so one common name is enough.
    let least = if x.sort == Sort::Compound { 1 } else { x.names.len().min(y.names.len()).div_ceil(2) };
    shared < least.min(x.names.len()).min(y.names.len())
}

/// Whether nothing shows that the figures belong to different people or things, and something shows that they belong to
/// the same: the verb, its subject, or values too close to be a coincidence.
fn related(words: &Vocabulary, nouns: [&str; 2], x: &Slot, y: &Slot) -> bool {
    let share = |a: &[u32], b: &[u32]| a.iter().any(|stem| b.binary_search(stem).is_ok());
    let event = x.about.is_some() && x.about == y.about;
    let verb = event || x.verb.is_some() && x.verb == y.verb;
    let owners = share(&x.owner, &y.owner);
    let apart = !x.owner.is_empty() && !y.owner.is_empty() && !owners;
    let unknown = x.pronoun || y.pronoun;
    // The figure is the subject itself ("five bombs were dropped"), or the subject is known.
    let clear = |slot: &Slot| !slot.owner.is_empty() || slot.verb_at.is_some_and(|verb| verb > slot.tokens.start);
    let known = clear(x) && clear(y);
    match x.sort {
        Sort::Compound => true,
        // Somebody may have had a birthday in between.
        Sort::Age => (x.bounds[0] - y.bounds[0]).abs() > 1.0,
        // The subject of an event's verb may be the people who are counted, or what harmed them.
        Sort::Count if event => true,
        Sort::Count => {
            let [small, large] = [x.bounds[1].min(y.bounds[1]), x.bounds[1].max(y.bounds[1])];
            let rare = x.thing.is_some_and(|thing| words.weight(thing) >= 4.0);
            let close = small >= 10_000.0 && small * 1.15 >= large || rare && small >= 20.0 && small * 2.0 >= large;
            // Each player has points; only the same player's can differ.
            let score = nouns.iter().any(|noun| comparison_words::is(noun, ComparisonWord::Score));
            if score { owners && !unknown } else { close || !unknown && (owners || verb && !apart && known) }
        }
        Sort::Measure if x.thing.is_some() && x.thing == y.thing => {
            let named = words.weight(x.thing.unwrap_or_default()) >= 4.0 && share(&x.names, &y.names);
            named || !unknown && (owners || verb && !apart && known)
        }
        _ => !unknown && (owners || verb && !apart && known),
    }
}

/// Returns the evidence that two figures are about the same thing: the same verb, the same noun, other words near them,
/// and values of the same order of magnitude. The scale is that of [`ENOUGH`].
fn evidence(words: &Vocabulary, x: &Slot, y: &Slot) -> f32 {
    let own = |slot: &Slot, stem: u32| slot.thing == Some(stem) || slot.verb == Some(stem);
    let shared = |left: &[u32], right: &[u32]| -> f32 {
        let both = left.iter().filter(|stem| right.binary_search(stem).is_ok());
        both.filter(|&&stem| !own(x, stem)).map(|&stem| words.weight(stem)).sum()
    };
    let weight = |bag: &[u32]| bag.iter().filter(|&&stem| !own(x, stem)).map(|&stem| words.weight(stem)).sum::<f32>();
    let verb = x.verb.is_some() && x.verb == y.verb || x.about.is_some() && x.about == y.about;
    let sentence = shared(&x.bag, &y.bag);
    let near = sentence >= SHARED && sentence >= COVERED * weight(&x.bag).min(weight(&y.bag));
    let names = x.names.iter().any(|name| y.names.binary_search(name).is_ok());
    let (small, large) = (middle(x).min(middle(y)), middle(x).max(middle(y)));
    let order = match (x.sort, small * 1.3 >= large, small * 2.0 >= large, small * 4.0 >= large) {
        (Sort::Time | Sort::Rank, ..) => 0.0,
        // Two large numbers are hardly ever so close by chance.
        (_, true, ..) if small >= 10_000.0 && small * 1.15 >= large => 2.5,
        (_, true, ..) if small >= 1_000.0 => 1.5,
        (_, true, ..) => 1.0,
        (_, _, true, _) => 0.5,
        (_, _, _, true) => 0.0,
        _ => -1.0,
    };
    let thing = x.thing == y.thing && (x.thing.is_some() || x.sort == Sort::Count);
    let people = x.sort == Sort::Count && x.thing != y.thing;
    // A rare noun says more than a common one.
    let rarity = x.thing.map_or(0.5, |thing| (words.weight(thing) / 5.0).min(1.0));
    [(verb, 2.0), (thing || people, 1.0 + rarity), (near, 1.0), (names, 0.5)]
        .iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, points)| points)
        .sum::<f32>()
        + (shared(&x.anchors, &y.anchors) / 6.0).min(1.5)
        + order
}
