//! Finds opposite states and deeds: alive or dead, open or shut, done or not done.
//!
//! Hit: "Ann Lee died" and "Ann Lee survived"; "the bridge was closed", "the bridge was open"; "no charges have been
//! filed against Hale", "Hale was charged". Miss: conditions and guesses ("could die"), other people, other days.

use std::ops::Range;

use super::events::Events;
use super::keys::named;
use super::links::{Kind, Link, Reason, Side};
use super::units::Prepared;
use super::vocabulary::{NOTHING, Vocabulary};
use super::when::{self, Day};
use super::{Set, lookups};
use crate::hash::HashMap;
use crate::lexicon::comparison_words::ComparisonWord;
use crate::lexicon::{self, BaseUnit, ClaimWord, Class, comparison_words};
use crate::model::Rule;
use crate::syntax::{View, phrases, verbs};

/// The maximum number of earlier states that a state is compared with.
const FOLLOWED: usize = 16;
/// The minimum weight of the word for a deed. Words of lower weight describe too many different deeds.
const TELLING: f32 = 2.0;
/// The minimum weight of the other words that two sentences about a deed share.
const SHARED: f32 = 6.0;
/// The number of sentences at the start of an article that are about its main event.
const EARLY: usize = 5;
/// From this number of harmed people on, the number is background, such as the dead of a war.
const MOST: f64 = 1_000.0;
/// The number of tokens before a word that are searched for signs that its clause is a condition or a guess.
const REACH: usize = 10;
/// The maximum distance between a negation and what it negates, in tokens.
const NEAR: usize = 4;

/// What a clause says about somebody or something.
struct State {
    /// A hash of what it is about: the kind of state, and the person, thing or deed.
    about: u64,
    /// Which of the two opposite values it has.
    positive: bool,
    /// The token that says so.
    at: usize,
    /// The stems of the subject, sorted; empty if it has none ("no charges were filed").
    subject: Vec<u32>,
    /// The stems of the content words of the sentence, sorted.
    bag: Vec<u32>,
    /// The stems of the names in the sentence, sorted.
    names: Vec<u32>,
    /// The day that the sentence names, if it can be resolved.
    day: Option<Day>,
    /// Whether the sentence is one of the first of the article.
    early: bool,
    /// Whether it is a deed: anything that is done or not done.
    deed: bool,
    /// How many people are harmed, if the text says so near the word.
    count: Option<f64>,
}

/// Returns the links between opposite states, each with the hash of what it is about. Links of two articles with the
/// same hash are one contradiction.
pub fn find(set: &Set<'_>, published: &[Option<Day>], events: &mut Events<'_>) -> Vec<(Link, u64)> {
    let mut known: HashMap<u64, Vec<(u32, u32)>> = HashMap::default();
    let mut all: Vec<States> = Vec::new();
    let mut out = Vec::new();
    for (number, article) in set.articles.iter().enumerate() {
        let own = Reader { of: article, view: View::new(&article.document), words: set.words }
            .states(published.get(number).copied().flatten());
        let own = States::new(own);
        for state in &own.all {
            let others = known.get(&state.about).map_or(&[][..], Vec::as_slice);
            for &(other, place) in others.iter().rev().take(FOLLOWED) {
                let (other, place) = (other as usize, place as usize);
                let earlier = &all[other].all[place];
                let sides = [(&all[other], earlier), (&own, state)];
                let denied = usize::from(earlier.positive);
                let (other_voice, own_voice) = (set.articles[other].around[earlier.at], article.around[state.at]);
                let attributed = [other_voice.is_some(), own_voice.is_some()];
                if (opposed(set.words, earlier, state) || disputed(sides[denied], sides[1 - denied].1))
                    && apart(sides, attributed)
                    && events.same(other, number)
                {
                    out.extend(link(set, (other, earlier), (number, state)).map(|link| (link, state.about)));
                }
            }
        }
        for (at, state) in own.all.iter().enumerate() {
            known.entry(state.about).or_default().push((number as u32, at as u32));
        }
        all.push(own);
    }
    out
}

/// The states in one article.
struct States {
    all: Vec<State>,
    /// For each thing that a state is about, which values the article gives, as bits: 1 for the negative one, 2 for the
    /// positive one.
    values: HashMap<u64, u8>,
    /// The numbers of people that the article says are harmed, as the bits of the float. Only the keys are used.
    harmed: HashMap<u64, ()>,
}

impl States {
    fn new(all: Vec<State>) -> Self {
        let (mut values, mut harmed) = (HashMap::default(), HashMap::default());
        for state in &all {
            *values.entry(state.about).or_insert(0) |= 1 << u8::from(state.positive);
            if let Some(count) = state.count.filter(|_| state.about == named("harm") && state.positive) {
                harmed.insert(count.to_bits(), ());
            }
        }
        Self { all, values, harmed }
    }
}

/// Whether neither article reports both values itself, for example of two people. Only an article that attributes a
/// denial to someone may report both, because it reports a dispute.
fn apart(sides: [(&States, &State); 2], attributed: [bool; 2]) -> bool {
    sides.iter().zip(attributed).all(|((states, own), attributed)| {
        let other = states.values.get(&own.about).is_some_and(|values| values & 1 << u8::from(!own.positive) != 0);
        !other || attributed && !own.positive
    })
}

/// Whether an article that reports a denial of harm gives elsewhere the same number of harmed people as the other
/// article.
fn disputed((states, denial): (&States, &State), other: &State) -> bool {
    let harm = denial.about == named("harm") && !denial.positive && other.positive;
    harm && other.count.is_some_and(|count| states.harmed.contains_key(&count.to_bits()))
}

/// Whether the two states are opposite, and about the same person, thing, deed or event.
fn opposed(words: &Vocabulary, x: &State, y: &State) -> bool {
    let share = |a: &[u32], b: &[u32]| a.iter().any(|stem| b.binary_search(stem).is_ok());
    let strangers = !x.names.is_empty() && !y.names.is_empty() && !share(&x.names, &y.names);
    let other_day = x.day.is_some() && y.day.is_some() && x.day != y.day;
    if x.positive == y.positive || strangers || other_day {
        return false;
    }
    let shared: f32 =
        x.bag.iter().filter(|stem| y.bag.binary_search(stem).is_ok()).map(|&stem| words.weight(stem)).sum();
    if !x.deed {
        // Articles about harm often mention other harm; the main event is at their start.
        return x.about != named("harm") || shared >= SHARED || x.early && y.early;
    }
    let denied = if x.positive { y } else { x };
    let subjects = share(&x.subject, &y.subject) || denied.subject.is_empty() && share(&x.names, &y.names);
    subjects && shared >= SHARED
}

fn link(set: &Set<'_>, (a, x): (usize, &State), (b, y): (usize, &State)) -> Option<Link> {
    let side = |article: usize, state: &State| {
        let of = &set.articles[article];
        // If the word is in no clause, as in a cue, the longest clause of the sentence is linked, and the word itself.
        let sentence = of.document.tokens[state.at].sentence;
        let longest = || of.units[of.units_of(sentence)].iter().max_by_key(|unit| unit.stems.len());
        let unit = of.unit_around(state.at);
        let mut spans = of.spans(unit.or_else(longest)?);
        if unit.is_none() {
            spans.push(of.document.tokens[state.at].span);
            crate::sort::sort_by_key(&mut spans, |span| span.start);
        }
        Some(Side { article, spans })
    };
    let words = |article: usize, state: &State| vec![set.articles[article].document.tokens[state.at].span];
    let rule = if x.deed { Rule::ConflictDenied } else { Rule::ConflictStates };
    let reason = Reason::new(rule, words(a, x), words(b, y));
    let (a, b) = (side(a, x)?, side(b, y)?);
    Some(Link { kind: Kind::Conflict, a, b, score: 0.65, reason, changes: Vec::new() })
}

struct Reader<'a> {
    of: &'a Prepared<'a>,
    view: View<'a>,
    words: &'a Vocabulary,
}

impl Reader<'_> {
    fn states(&self, published: Option<Day>) -> Vec<State> {
        let mut out = Vec::new();
        for (sentence, span) in self.of.document.sentences.iter().enumerate() {
            let all = self.of.document.tokens_in(*span);
            if self.view.is(all.end.wrapping_sub(1), "?") || self.of.aside(sentence) {
                continue;
            }
            for at in all.clone().filter(|&at| self.view.wordlike(at)) {
                // "Was charged with" and "no charges" are both a cue and a deed.
                let passive = verbs::is_participle(self.view, at) && self.view.auxiliary(at.wrapping_sub(1));
                let none = (at.saturating_sub(2).max(all.start)..at).any(|i| self.view.class(i, Class::No));
                if self.of.in_cue_or_source[at] && !passive && !none {
                    continue;
                }
                let found = self.life(at, &all).or_else(|| self.harm(at, &all)).or_else(|| self.opposite(at, &all));
                let found = found.or_else(|| self.deed(at, &all));
                let Some((about, positive, subject, deed)) = found else { continue };
                if self.open(at, &all) {
                    continue;
                }
                let mut days = lookups::quantities(&self.of.document, &all).iter();
                let day = days.find_map(|one| when::resolve(one, published, false));
                let count = self.count(at, &all);
                let (bag, names) = (self.stems(all.clone(), at, false), self.stems(all.clone(), at, true));
                let early = sentence < EARLY;
                out.push(State { about, positive, at, subject, bag, names, day, early, deed, count });
            }
        }
        out
    }

    /// Returns the stems of the tokens, sorted and unique, without the stem of the token `but`. With `names`, returns
    /// only those that are part of a name.
    fn stems(&self, tokens: Range<usize>, but: usize, names: bool) -> Vec<u32> {
        let own = self.of.words[but].1;
        let chosen = tokens.filter(|&at| !names || self.of.names[at]).map(|at| self.of.words[at].1);
        let mut out: Vec<u32> = chosen.filter(|&stem| stem != NOTHING && stem != own).collect();
        crate::sort::sort(&mut out);
        out.dedup();
        out
    }

    /// Whether the clause does not state that something is so: it is a condition, a question, a guess or a wish. Words
    /// in a relative clause between commas are ignored.
    fn open(&self, at: usize, all: &Range<usize>) -> bool {
        let view = self.view;
        let floor = at.saturating_sub(REACH).max(all.start);
        let mut next = at;
        while next > floor {
            next -= 1;
            let fate = view.class(next, Class::Future);
            let unsettled = view.known(next).is_claim_word(ClaimWord::Unsettled) || view.class(next, Class::Modal);
            let opens = unsettled && !fate
                || view.class(next, Class::Whether)
                || view.class(next, Class::If)
                || matches!(view.word(next), "unless" | "until")
                || view.class(next, Class::Infinitive) && next + 2 >= at;
            if opens {
                return true;
            }
            if matches!(view.word(next), ";" | ":") {
                return false;
            }
            if view.is(next, ",") {
                let before = (floor.saturating_sub(REACH).max(all.start)..next).rev().find(|&i| view.is(i, ","));
                next = before.filter(|&comma| view.relative(comma + 1)).unwrap_or(next);
            }
        }
        false
    }

    /// Returns the tokens of the subject of the verb at `verb`, if it starts at or after `floor`.
    fn subject(&self, verb: usize, floor: usize) -> Option<Range<usize>> {
        phrases::before(self.view, verbs::group_start(self.view, verb, floor)).filter(|phrase| phrase.start >= floor)
    }

    /// Reads whether a person is alive or dead: "Ann Lee died", "Hale is alive". Returns [`State::about`],
    /// [`State::positive`], [`State::subject`] and [`State::deed`], as do the following functions.
    fn life(&self, at: usize, all: &Range<usize>) -> Option<(u64, bool, Vec<u32>, bool)> {
        let view = self.view;
        let dead = comparison_words::is(view.word(at), ComparisonWord::Dead);
        let alive = comparison_words::is(view.word(at), ComparisonWord::Alive) && !view.class(at + 1, Class::Agent);
        let subject = self.subject(at, all.start).filter(|_| dead != alive)?;
        // "Lee killed Hale": the subject is not dead.
        let active = comparison_words::is(view.word(at), ComparisonWord::Killing);
        let passive = (subject.end..at).any(|i| view.class(i, Class::Be));
        let negated = (subject.end..at).any(|i| self.negation(i));
        let name = subject.clone().rev().find(|&i| self.of.names[i] || view.capital(i) && i == all.start)?;
        let stem = self.of.words[name].1;
        let fits = (passive || !active) && stem != NOTHING;
        fits.then(|| (named("life") ^ u64::from(stem), alive != negated, vec![stem], false))
    }

    /// Reads one of two opposite states: "The bridge was closed", "the hatch is open".
    fn opposite(&self, at: usize, all: &Range<usize>) -> Option<(u64, bool, Vec<u32>, bool)> {
        let view = self.view;
        let word = view.word(at);
        let pairs = view.lexicon.opposites();
        let place = pairs.iter().position(|(one, other)| *one == word || *other == word)?;
        let be = (all.start.max(at.saturating_sub(3))..at).rev().find(|&i| view.class(i, Class::Be))?;
        let ends = !view.wordlike(at + 1) || view.known(at + 1).is_closed_class();
        let subject = self.subject(at, all.start).filter(|_| ends)?;
        let head = subject.clone().rev().find(|&i| !view.known(i).is_closed_class() && view.wordlike(i))?;
        let stem = self.of.words[head].1;
        let negated = (be..at).any(|i| self.negation(i));
        let first = pairs[place].0 == word;
        // A name identifies the subject ("the Tolm bridge"). Without one, the noun must be rare.
        let known = subject.clone().any(|i| self.of.names[i]) || self.words.weight(stem) >= 4.0;
        let about = named("state") ^ u64::from(stem) ^ named(pairs[place].0).rotate_left(20);
        (known && stem != NOTHING).then(|| (about, first != negated, vec![stem], false))
    }

    /// Whether the token negates what follows: "not", "never", "hadn't".
    fn negation(&self, at: usize) -> bool {
        let view = self.view;
        view.class(at, Class::Negation) && !view.is(at + 1, "only") || lexicon::uncontracted(view.word(at)).1
    }

    /// Returns how many people are hurt or killed: the first number near the word that is below [`MOST`].
    fn count(&self, at: usize, all: &Range<usize>) -> Option<f64> {
        let near = at.saturating_sub(NEAR).max(all.start)..(at + NEAR).min(all.end);
        let numbers = lookups::quantities(&self.of.document, &near).iter();
        numbers.filter(|one| one.unit == BaseUnit::None).map(|one| one.low).find(|low| (1.0..MOST).contains(low))
    }

    /// Reads whether somebody was hurt or killed, or nobody: "Two were hurt", "no injuries were reported".
    fn harm(&self, at: usize, all: &Range<usize>) -> Option<(u64, bool, Vec<u32>, bool)> {
        let view = self.view;
        if !comparison_words::is(view.word(at), ComparisonWord::Harm) {
            return None;
        }
        let start = at.saturating_sub(NEAR).max(all.start);
        let near = || (start..at).rev().take_while(|&i| view.wordlike(i));
        // "No one was hurt", "no serious injuries", but not "no matter how many were killed".
        let no = |i: usize| view.class(i, Class::No) && (i + 2 >= at || view.no_one(i));
        let nobody = near().any(|i| view.class(i, Class::NoOne) || no(i));
        let counted = self.count(at, all).is_some();
        let negated = near().any(|i| self.negation(i));
        // "In 2019, two people were killed": another event.
        let beside = at.saturating_sub(2 * NEAR).max(all.start)..(at + 2 * NEAR).min(all.end);
        let years = lookups::quantities(&self.of.document, &beside);
        let years = years.iter().any(|one| one.unit == BaseUnit::Date && one.low != one.high);
        (!years && (nobody || counted && !negated)).then(|| (named("harm"), !nobody, Vec::new(), false))
    }

    /// Reads a deed that is done ("Hale was charged") or not done ("no charges were filed", "Hale was not charged").
    fn deed(&self, at: usize, all: &Range<usize>) -> Option<(u64, bool, Vec<u32>, bool)> {
        let view = self.view;
        let stem = self.of.words[at].1;
        let light = comparison_words::is(view.word(at), ComparisonWord::Light);
        if stem == NOTHING || self.words.weight(stem) < TELLING || self.of.names[at] || light {
            return None;
        }
        let about = named("deed") ^ u64::from(stem);
        let start = at.saturating_sub(NEAR).max(all.start);
        // "Did not immediately answer": only auxiliaries and adverbs come between a negation and its verb.
        let group = |i: &usize| view.auxiliary(*i) || view.adverb(*i) || self.negation(*i);
        let negated = (start..at).rev().take_while(group).any(|i| self.negation(i));
        let be = (start..at).rev().take_while(group).any(|i| view.auxiliary(i));
        let verb = verbs::is_participle(view, at)
            || verbs::is_past(view, at)
            || view.any(at.wrapping_sub(1), &[Class::Future, Class::Not])
            || view.is(at.wrapping_sub(1), "did");
        let no = (start..at).rev().take_while(|&i| view.wordlike(i) && !view.class(i, Class::Preposition));
        let none = no.into_iter().find(|&i| view.class(i, Class::No));
        if let Some(no) = none.filter(|_| !verb) {
            // "No charges have been filed".
            let ahead = at + 1..(at + 6).min(all.end);
            let done = ahead.take_while(|&i| group(&i) || verbs::is_participle(view, i));
            let done = done.into_iter().any(|i| verbs::is_participle(view, i));
            return (done && !view.no_one(no)).then(|| (about, false, Vec::new(), true));
        }
        let subject = self.subject(at, all.start).filter(|_| verb && be)?;
        let nobody = view.any(subject.start, &[Class::NoOne, Class::No]);
        let stems = self.stems(subject, at, false);
        (!nobody && !stems.is_empty()).then_some((about, !negated, stems, true))
    }
}
