//! Opposite states and deeds: alive or dead, open or shut, done or not done.
//!
//! Hit: "Ann Lee died" and "Ann Lee survived"; "the bridge was closed", "the bridge was open"; "no charges have been
//! filed against Hale", "Hale was charged". Miss: conditions and guesses ("could die"), other people, other days.

use std::ops::Range;

use super::Set;
use super::events::Events;
use super::links::{Kind, Link, Reason, Side};
use super::units::Prepared;
use super::when::{self, Day};
use super::words::{NOTHING, Words, named};
use crate::hash::HashMap;
use crate::lexicon::{self, Class, accounts};
use crate::syntax::{View, phrases, verbs};

/// The maximum number of earlier states that a state is compared with.
const FOLLOWED: usize = 16;
/// The minimum weight of a deed. Lighter words are used of too many different deeds.
const TELLING: f32 = 2.0;
/// The minimum weight of the other words that two sentences about a deed share.
const SHARED: f32 = 6.0;
/// The number of sentences at the start of an article that are about its main event.
const EARLY: usize = 5;
/// The maximum distance between a negation and what it negates. Tokens.
const NEAR: usize = 4;

/// What a clause says about somebody or something.
struct State {
    /// What it is about: the kind of state, and the person, thing or deed. Hashed.
    about: u64,
    /// One of two opposite values.
    holds: bool,
    /// The position of the word that says so.
    at: usize,
    /// The stems of the subject, sorted; empty if it has none ("no charges were filed").
    subject: Vec<u32>,
    /// The content words and the names of the sentence, sorted.
    bag: Vec<u32>,
    names: Vec<u32>,
    /// The day that the sentence names.
    day: Option<Day>,
    /// Whether the sentence is one of the first of the article.
    early: bool,
    /// Whether it is a deed: anything that is done or not done.
    deed: bool,
}

/// Links between opposite states.
pub fn find(set: &Set<'_>, published: &[Option<Day>], events: &mut Events<'_>) -> Vec<Link> {
    let mut known: HashMap<u64, Vec<(u32, u32)>> = HashMap::default();
    let mut all: Vec<Vec<State>> = Vec::new();
    let mut out = Vec::new();
    for (number, article) in set.articles.iter().enumerate() {
        let own = Reader { of: article, view: View::new(&article.document), words: set.words }
            .states(published.get(number).copied().flatten());
        for state in &own {
            let others = known.get(&state.about).map_or(&[][..], Vec::as_slice);
            for &(other, place) in others.iter().rev().take(FOLLOWED) {
                let (other, place) = (other as usize, place as usize);
                let earlier = &all[other][place];
                if opposed(set.words, earlier, state)
                    && !both(&all[other], state.about)
                    && !both(&own, state.about)
                    && events.same(other, number)
                {
                    out.push(link(set, (other, earlier), (number, state)));
                    break;
                }
            }
        }
        for (at, state) in own.iter().enumerate() {
            known.entry(state.about).or_default().push((number as u32, at as u32));
        }
        all.push(own);
    }
    out
}

/// Whether an article reports both values, for example of two people.
fn both(states: &[State], about: u64) -> bool {
    let values = |value: bool| states.iter().any(|state| state.about == about && state.holds == value);
    values(true) && values(false)
}

fn opposed(words: &Words, x: &State, y: &State) -> bool {
    let share = |a: &[u32], b: &[u32]| a.iter().any(|stem| b.binary_search(stem).is_ok());
    let strangers = !x.names.is_empty() && !y.names.is_empty() && !share(&x.names, &y.names);
    let other_day = x.day.is_some() && y.day.is_some() && x.day != y.day;
    if x.holds == y.holds || strangers || other_day {
        return false;
    }
    let shared: f32 =
        x.bag.iter().filter(|stem| y.bag.binary_search(stem).is_ok()).map(|&stem| words.weight(stem)).sum();
    if !x.deed {
        // Articles about harm often mention other harm; the main event is at their start.
        return x.about != named("harm") || shared >= SHARED || x.early && y.early;
    }
    let denied = if x.holds { y } else { x };
    let subjects = share(&x.subject, &y.subject) || denied.subject.is_empty() && share(&x.names, &y.names);
    subjects && shared >= SHARED
}

fn link(set: &Set<'_>, (a, x): (usize, &State), (b, y): (usize, &State)) -> Link {
    let side = |article: usize, state: &State| {
        let of = &set.articles[article];
        let unit = of.units.iter().find(|unit| unit.parts.iter().any(|part| part.contains(&state.at)));
        let word = || vec![of.document.tokens[state.at].span];
        Side { article, spans: unit.map_or_else(word, |unit| of.spans(unit)) }
    };
    let words = |article: usize, state: &State| vec![set.articles[article].document.tokens[state.at].span];
    let rule = if x.deed { "conflict-denied" } else { "conflict-states" };
    let reason = Reason::new(rule, words(a, x), words(b, y));
    Link { kind: Kind::Conflict, a: side(a, x), b: side(b, y), score: 0.65, reason, changes: Vec::new() }
}

struct Reader<'a> {
    of: &'a Prepared<'a>,
    view: View<'a>,
    words: &'a Words,
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
                // "Was charged with" is a cue and a deed at once.
                let passive = self.of.told[at] && verbs::is_participle(self.view, at);
                if self.of.told[at] && !(passive && self.view.auxiliary(at.wrapping_sub(1))) {
                    continue;
                }
                let found = self.life(at, &all).or_else(|| self.harm(at, &all)).or_else(|| self.opposite(at, &all));
                let found = found.or_else(|| self.deed(at, &all));
                let Some((about, holds, subject, deed)) = found else { continue };
                if self.open(at, &all) {
                    continue;
                }
                let mut days = self.of.document.quantities.iter();
                let inside = |tokens: &Range<usize>| all.start <= tokens.start && tokens.start < all.end;
                let day = days.find_map(|one| when::resolve(one, published, false).filter(|_| inside(&one.tokens)));
                let (bag, names) = (self.stems(all.clone(), at, false), self.stems(all.clone(), at, true));
                let early = sentence < EARLY;
                out.push(State { about, holds, at, subject, bag, names, day, early, deed });
            }
        }
        out
    }

    /// The stems of the tokens, sorted, without the one at `but`; only those of names if `names`.
    fn stems(&self, tokens: Range<usize>, but: usize, names: bool) -> Vec<u32> {
        let own = self.of.words[but].1;
        let chosen = tokens.filter(|&at| !names || self.of.names[at]).map(|at| self.of.words[at].1);
        let mut out: Vec<u32> = chosen.filter(|&stem| stem != NOTHING && stem != own).collect();
        crate::order::sort(&mut out);
        out.dedup();
        out
    }

    /// Whether the clause states nothing: a condition, a question, a guess, a wish.
    fn open(&self, at: usize, all: &Range<usize>) -> bool {
        let view = self.view;
        let start = at.saturating_sub(10).max(all.start);
        let unsettled = |i: usize| {
            view.known(i).is_claim_word("unsettled")
                || view.class(i, Class::Modal) && !matches!(view.word(i), "will" | "would")
                || view.class(i, Class::Whether)
                || matches!(view.word(i), "if" | "unless" | "until")
                || view.is(i, "to") && i + 2 >= at
        };
        (start..at).rev().take_while(|&i| !matches!(view.word(i), ";" | ":")).any(unsettled)
    }

    /// The tokens of the subject of the verb at `verb`.
    fn subject(&self, verb: usize, floor: usize) -> Option<Range<usize>> {
        phrases::before(self.view, verbs::group_start(self.view, verb, floor)).filter(|phrase| phrase.start >= floor)
    }

    /// "Ann Lee died", "Hale is alive".
    fn life(&self, at: usize, all: &Range<usize>) -> Option<(u64, bool, Vec<u32>, bool)> {
        let view = self.view;
        let dead = accounts::is(view.word(at), "dead");
        let alive = accounts::is(view.word(at), "alive") && !view.is(at + 1, "by");
        let subject = self.subject(at, all.start).filter(|_| dead != alive)?;
        // "Lee killed Hale": the subject is not dead.
        let active = matches!(view.word(at), "killed" | "slain");
        let passive = (subject.end..at).any(|i| view.class(i, Class::Be));
        let negated = (subject.end..at).any(|i| self.negation(i));
        let name = subject.clone().rev().find(|&i| self.of.names[i] || view.capital(i) && i == all.start)?;
        let stem = self.of.words[name].1;
        let fits = !(active && !passive) && stem != NOTHING;
        fits.then(|| (named("life") ^ u64::from(stem), alive != negated, vec![stem], false))
    }

    /// "The bridge was closed", "the hatch is open".
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
        // Names tell subjects apart ("the Tolm bridge"); without one there is too little to go by.
        let known = subject.clone().any(|i| self.of.names[i]) || self.words.weight(stem) >= 4.0;
        let about = named("state") ^ u64::from(stem) ^ named(pairs[place].0).rotate_left(20);
        (known && stem != NOTHING).then(|| (about, first != negated, vec![stem], false))
    }

    /// Whether the token negates what follows: "not", "never", "hadn't".
    fn negation(&self, at: usize) -> bool {
        let view = self.view;
        view.class(at, Class::Negation) && !view.is(at + 1, "only") || lexicon::uncontracted(view.word(at)).1
    }

    /// Somebody was hurt or killed, or nobody was: "Nobody was hurt", "no injuries were reported".
    fn harm(&self, at: usize, all: &Range<usize>) -> Option<(u64, bool, Vec<u32>, bool)> {
        let view = self.view;
        if !accounts::is(view.word(at), "harm") {
            return None;
        }
        let start = at.saturating_sub(NEAR).max(all.start);
        let near = || (start..at).rev().take_while(|&i| view.wordlike(i));
        // "No one was hurt", "no serious injuries", but not "no matter how many were killed".
        let no = |i: usize| view.is(i, "no") && (i + 2 >= at || view.is(i + 1, "one"));
        let nobody = near().any(|i| matches!(view.word(i), "nobody" | "none") || no(i));
        let counted = self.of.document.quantities.iter().any(|one| {
            one.unit.is_empty()
                && one.low > 0.0
                && one.tokens.start >= start
                && one.tokens.start < (at + 4).min(all.end)
        });
        let negated = near().any(|i| self.negation(i));
        // "In 2019, two people were killed": another event.
        let years = self
            .of
            .document
            .quantities
            .iter()
            .any(|one| one.unit == "date" && one.low != one.high && all.contains(&one.tokens.start));
        (!years && (nobody || counted && !negated)).then(|| (named("harm"), !nobody, Vec::new(), false))
    }

    /// A deed that is done ("Hale was charged") or not done ("no charges were filed", "Hale was not charged").
    fn deed(&self, at: usize, all: &Range<usize>) -> Option<(u64, bool, Vec<u32>, bool)> {
        let view = self.view;
        let stem = self.of.words[at].1;
        let light = accounts::is(view.word(at), "light");
        if stem == NOTHING || self.words.weight(stem) < TELLING || self.of.names[at] || light {
            return None;
        }
        let about = named("deed") ^ u64::from(stem);
        let start = at.saturating_sub(NEAR).max(all.start);
        // "Did not immediately answer": only auxiliaries and adverbs stand between a negation and its verb.
        let group = |i: &usize| view.auxiliary(*i) || view.adverb(*i) || self.negation(*i);
        let negated = (start..at).rev().take_while(group).any(|i| self.negation(i));
        let be = (start..at).rev().take_while(group).any(|i| view.auxiliary(i));
        let verb = verbs::is_participle(view, at)
            || verbs::is_past(view, at)
            || matches!(view.word(at.wrapping_sub(1)), "will" | "would" | "did" | "not");
        let no = (start..at).rev().take_while(|&i| view.wordlike(i) && !view.class(i, Class::Preposition));
        let none = no.into_iter().find(|&i| view.is(i, "no"));
        if let Some(no) = none.filter(|_| !verb) {
            // "No charges have been filed".
            let ahead = at + 1..(at + 6).min(all.end);
            let done = ahead.take_while(|&i| group(&i) || verbs::is_participle(view, i));
            let done = done.into_iter().any(|i| verbs::is_participle(view, i));
            return (done && !view.is(no + 1, "one")).then(|| (about, false, Vec::new(), true));
        }
        let subject = self.subject(at, all.start).filter(|_| verb && be)?;
        let nobody = matches!(view.word(subject.start), "nobody" | "none" | "no");
        let stems = self.stems(subject, at, false);
        (!nobody && !stems.is_empty()).then_some((about, !negated, stems, true))
    }
}
