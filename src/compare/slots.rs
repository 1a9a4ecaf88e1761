//! Finds what each figure of an article is about: what is counted or measured, the verb, and the words around it.
//!
//! Figures are counts, amounts, times and dates, numbers in compounds ("a 12-page report", "a six-week strike"), ages
//! ("Lee, 41,") and ordinals ("for the second time").

use std::ops::Range;

use super::keys::named;
use super::lookups;
use super::slot::{Slot, Sort};
use super::units::Prepared;
use super::vocabulary::NOTHING;
use super::when::{self, Day};
use crate::lexicon::comparison_words::ComparisonWord;
use crate::lexicon::{self, BaseUnit, Class, QuantityClass, comparison_words};
use crate::syntax::{View, phrases, verbs};
use crate::text::quantity::Quantity;

/// The maximum distance between a figure and the last word of its noun phrase, in tokens.
const NOUN: usize = 5;
/// The number of tokens before a figure that are searched for its verb and for words that say what it is about.
const BEFORE: usize = 12;
/// The number of tokens after it that are searched.
const AFTER: usize = 10;

/// Returns the figures of an article that was published on `published`, in text order.
pub fn find(of: &Prepared<'_>, published: Option<Day>) -> Vec<Slot> {
    let reader = Reader { of, view: View::new(&of.document), published };
    let mut out: Vec<Slot> = of.document.quantities.iter().filter_map(|quantity| reader.quantity(quantity)).collect();
    for at in 0..of.document.tokens.len() {
        out.extend(reader.compound(at));
        out.extend(reader.rank(at));
    }
    crate::sort::sort_by_key(&mut out, |slot| slot.tokens.start);
    out
}

struct Reader<'a> {
    of: &'a Prepared<'a>,
    view: View<'a>,
    published: Option<Day>,
}

impl Reader<'_> {
    /// Reads a count, an amount, a time or an age.
    fn quantity(&self, quantity: &Quantity) -> Option<Slot> {
        let at = quantity.tokens.clone();
        let bounds = [quantity.low, quantity.high];
        let sort = match quantity.unit {
            BaseUnit::None => match self.age(quantity) {
                Some(person) => {
                    return self.slot(Sort::Age, at, bounds).map(|slot| Slot { thing: Some(person), ..slot });
                }
                None => Sort::Count,
            },
            unit if unit.is_time() => Sort::Time,
            _ => Sort::Measure,
        };
        // A time of day without a preposition may belong to the page: "9:15 AM".
        let marked = |at: usize| {
            comparison_words::is(self.view.word(at), ComparisonWord::At) || self.view.class(at, Class::Preposition)
        };
        if quantity.unit == BaseUnit::Clock && !(marked(at.start.wrapping_sub(1)) || marked(at.start)) {
            return None;
        }
        // A compound such as "two-hour" is read by [`Reader::compound`].
        if sort == Sort::Measure && self.view.word(at.end - 1).contains('-') && at.len() == 1 {
            return None;
        }
        let noun = self.noun(at.end, sort);
        let mut slot = self.slot(sort, at.clone(), bounds)?;
        // The property that the verb names: "cost", "weighed".
        if let Some(verb) = slot.verb_at.filter(|_| quantity.unit != BaseUnit::None) {
            slot.about = self.view.lexicon.measure(self.view.word(verb), quantity.unit).or(slot.about);
        }
        let thing = noun.map(|noun| self.of.words[noun].1).filter(|&stem| stem != NOTHING);
        if let Some(counted) = self.risen(&slot) {
            return Some(counted);
        }
        let unread = sort == Sort::Count && noun.is_some() && thing.is_none();
        (!unread).then_some(Slot { unit: quantity.unit, thing, noun, ..slot })
    }

    /// Reads a number that has risen: "The number of sailors who died rose to six", "the death toll rose to six".
    /// Returns the slot with what is counted.
    fn risen(&self, slot: &Slot) -> Option<Slot> {
        let view = self.view;
        let at = slot.tokens.start;
        let start = view.sentence(at).start.max(at.saturating_sub(BEFORE + AFTER));
        let to = slot.replaces && view.class(at.wrapping_sub(1), Class::Infinitive);
        let toll = |i: usize| view.is(i, "toll");
        let count = (start..at).rev().find(|&i| to && (toll(i) || view.is(i, "number")))?;
        let event = |range: Range<usize>| range.into_iter().find(|&i| view.known(i).event.is_some());
        let (verb, noun) = match toll(count) {
            true => (event(start..count)?, None),
            false => (event(count..at)?, self.noun(count + 2, Sort::Count)),
        };
        let stem = |at: usize| Some(self.of.words[at].1).filter(|&stem| stem != NOTHING);
        let (thing, about) = (noun.and_then(stem), view.known(verb).event);
        Some(Slot { thing, noun, verb: stem(verb), verb_at: Some(verb), about, ..slot.clone() })
    }

    /// Returns the name of the person whose age the number is: "Ann Lee, 41, said", "Lee, aged 41".
    fn age(&self, quantity: &Quantity) -> Option<u32> {
        let (view, at) = (self.view, quantity.tokens.start);
        let plain = quantity.tokens.len() == 1 && quantity.low == quantity.high && quantity.low < 120.0;
        let aged = comparison_words::is(view.word(at.wrapping_sub(1)), ComparisonWord::Age);
        let comma = at.checked_sub(1 + usize::from(aged))?;
        let closed = matches!(view.word(at + 1), "," | "." | ")" | ";") || view.ends_sentence(at + 1);
        let fits = plain && matches!(view.word(comma), "," | "(") && (closed || aged);
        let name = comma.checked_sub(1)?;
        (fits && view.capital(name) && view.wordlike(name)).then(|| self.of.words[name].1).filter(|&s| s != NOTHING)
    }

    /// Reads a number in a compound: "12-page", "six-week", "30-year-old", "weekslong".
    fn compound(&self, at: usize) -> Option<Slot> {
        let word = self.view.word(at);
        let mut parts = word.split(['-', '‑']);
        let (first, second, third) = (parts.next()?, parts.next(), parts.next());
        let old = third == Some("old");
        let (bounds, unit, name) = match second {
            None | Some("long") => {
                let row = lexicon::quantity(word)
                    .or_else(|| lexicon::quantity(&[first, "long"].concat()))
                    .filter(|row| row.class == QuantityClass::Length)?;
                ([row.low, row.high], row.unit, None)
            }
            Some(second) => {
                let value = match first.starts_with(|c: char| c.is_ascii_digit()) {
                    true => lexicon::decimal(&first.replace(',', ""))?,
                    false => lexicon::get().count(first)? as f64,
                };
                let plain = second.len() > 2 && second.chars().all(char::is_alphabetic);
                let row = lexicon::quantity(second)
                    .filter(|row| matches!(row.class, QuantityClass::Span | QuantityClass::Unit));
                match row.filter(|_| !old) {
                    Some(row) => ([value * row.low; 2], row.unit, None),
                    None if plain && (old || lexicon::get().count(second).is_none()) => {
                        ([value; 2], BaseUnit::None, Some(second))
                    }
                    None => return None,
                }
            }
        };
        let sort = if old { Sort::Age } else { Sort::Compound };
        if sort == Sort::Compound && second.is_some_and(|second| comparison_words::is(second, ComparisonWord::Several))
        {
            return None;
        }
        let noun = self.noun(at + 1, sort)?;
        let thing = Some(self.of.words[noun].1).filter(|&stem| stem != NOTHING)?;
        let second = name.map(|name| named(name.trim_end_matches('s')));
        let slot = self.slot(sort, at..at + 1, bounds)?;
        Some(Slot { thing: Some(thing), noun: Some(noun), second, unit, ..slot })
    }

    /// Reads an ordinal: "for the second time", "its third attack this week".
    fn rank(&self, at: usize) -> Option<Slot> {
        let view = self.view;
        let value = lexicon::quantity(view.word(at)).filter(|row| row.class == QuantityClass::Ordinal)?;
        let noun = self.noun(at + 1, Sort::Rank)?;
        let before = at.wrapping_sub(1);
        let time =
            view.is(noun, "time") && noun == at + 1 && (view.is(before, "a") || view.class(before, Class::Definite));
        let counted = view.any(noun + 1, &[Class::Proximal, Class::In, Class::Since]) && !view.capital(noun);
        let slot = self.slot(Sort::Rank, at..at + 1, [value.low; 2]).filter(|_| time || counted)?;
        Some(Slot { thing: Some(self.of.words[noun].1), noun: Some(noun), ..slot })
    }

    /// Returns the last word of the noun phrase that starts at the token or, for percentages and amounts, of the one
    /// after "of" or "in".
    fn noun(&self, start: usize, sort: Sort) -> Option<usize> {
        let view = self.view;
        if sort == Sort::Time {
            return None;
        }
        let of = usize::from(sort == Sort::Measure && view.any(start, &[Class::Of, Class::In]));
        let start = start + of;
        let start = start + usize::from(of > 0 && view.class(start, Class::Determiner));
        let limit = (start + NOUN).min(view.sentence(start).end);
        let inside = |at: &usize| {
            let closed = view.known(*at).is_closed_class() && !view.class(*at, Class::Month);
            // "Five armed men", but "five men arrested in", "five men seeking".
            let participle = *at > start
                && (verbs::ends_in_ing(view, *at)
                    || verbs::is_participle(view, *at) && view.known(*at + 1).is_closed_class());
            let saying = verbs::is_saying(view, *at) && *at > start;
            let verb = verbs::is_finite(view, *at) || saying || participle;
            let in_cue_or_source = self.of.in_cue_or_source[*at] && sort != Sort::Compound;
            view.wordlike(*at) && !closed && !verb && !in_cue_or_source && view.known(*at).event.is_none()
        };
        let ends = |at: usize| view.class(at + 1, Class::Genitive);
        let mut last = None;
        for at in (start..limit).take_while(inside) {
            last = Some(at);
            // "The town's workers": a possessive ends the phrase.
            if ends(at) {
                break;
            }
        }
        last
    }

    /// Returns the slot of a figure without its noun and unit; `None` if the figure is in a question, a cue, a source
    /// or a line around the article.
    fn slot(&self, sort: Sort, tokens: Range<usize>, bounds: [f64; 2]) -> Option<Slot> {
        let (of, view) = (self.of, self.view);
        let sentence = of.document.tokens.get(tokens.start)?.sentence;
        let all = of.document.tokens_of_sentence(sentence);
        let asks = view.is(all.end.wrapping_sub(1), "?");
        let aside = tokens.clone().any(|at| of.in_cue_or_source[at]) && sort != Sort::Compound;
        if asks || aside || of.outside(tokens.start) {
            return None;
        }
        let verb = self.verb(&tokens, &all);
        let near = tokens.start.saturating_sub(BEFORE).max(all.start)..(tokens.end + AFTER).min(all.end);
        let subject = verb.and_then(|verb| self.subject(verb, all.start));
        let pronoun = subject.as_ref().is_some_and(|subject| view.class(subject.end - 1, Class::Pronoun));
        let outside = |at: &usize| !tokens.contains(at) && !of.in_cue_or_source[*at];
        let stems = |range: Range<usize>, only: &dyn Fn(usize) -> bool| -> Vec<u32> {
            let chosen = range.filter(outside).filter(|&at| only(at)).map(|at| of.words[at].1);
            let mut out: Vec<u32> = chosen.filter(|&stem| stem != NOTHING).collect();
            crate::sort::sort(&mut out);
            out.dedup();
            out
        };
        let beside = tokens.start.saturating_sub(3).max(all.start)..tokens.start;
        let word = |at: usize, class: ComparisonWord| comparison_words::is(view.word(at), class);
        let part = self.part(sort, &tokens, &all);
        let replaces = beside.clone().any(|at| word(at, ComparisonWord::Grow))
            || near.clone().any(|at| word(at, ComparisonWord::Latest));
        let quantities = lookups::quantities(&of.document, &all).iter();
        let ahead = all.clone().any(|at| view.class(at, Class::Modal) || word(at, ComparisonWord::Rising));
        let definite = beside.clone().any(|at| view.any(at, &Class::DEFINITE));
        let year =
            quantities.clone().find(|one| one.unit == BaseUnit::Date && one.low != one.high && one.tokens != tokens);
        let day = quantities.clone().find_map(|quantity| when::resolve(quantity, self.published, ahead));
        Some(Slot {
            sort,
            unit: BaseUnit::None,
            bounds,
            thing: None,
            noun: None,
            second: None,
            verb: verb.map(|at| of.words[at].1).filter(|&stem| stem != NOTHING),
            verb_at: verb,
            about: verb.and_then(|at| view.known(at).event),
            owner: subject.map(|subject| stems(subject, &|_| true)).unwrap_or_default(),
            pronoun,
            anchors: stems(near, &|_| true),
            names: stems(all.clone(), &|at| of.names[at]),
            bag: stems(all, &|_| true),
            sentence,
            replaces,
            part,
            day,
            definite,
            year: year.map(|one| one.low as u32),
            tokens,
        })
    }

    /// Whether the figure is only a part of another one: "two more", "two of the five", "170,000 on the island and
    /// thousands more elsewhere", "30 in the capital alone".
    fn part(&self, sort: Sort, tokens: &Range<usize>, all: &Range<usize>) -> bool {
        let (view, end) = (self.view, tokens.end);
        let before = tokens.start.wrapping_sub(1);
        let whole = view.class(before, Class::Of) && view.number(before.wrapping_sub(1));
        let of_them = sort == Sort::Count && (view.class(end, Class::Of) || whole || self.bracketed(tokens, all));
        let beyond = end..(end + 2 * AFTER).min(all.end);
        let mut rest = lookups::quantities(&self.of.document, &beyond).iter();
        let adds = rest.any(|one| comparison_words::is(view.word(one.tokens.end), ComparisonWord::Rest));
        let alone = (end..(end + AFTER / 2 + 1).min(all.end)).any(|at| view.is(at, "alone"));
        let near = (tokens.start.saturating_sub(2).max(all.start)..tokens.start).chain(end..(end + 2).min(all.end));
        let mut said = near.filter(|&at| comparison_words::is(view.word(at), ComparisonWord::Part));
        !matches!(sort, Sort::Compound | Sort::Age | Sort::Rank) && (of_them || adds || alone || said.next().is_some())
    }

    /// Whether the tokens are in brackets.
    fn bracketed(&self, tokens: &Range<usize>, all: &Range<usize>) -> bool {
        let before = (all.start..tokens.start).rev().find(|&at| self.view.is(at, "(") || self.view.is(at, ")"));
        before.is_some_and(|at| self.view.is(at, "("))
    }

    /// Returns the subject of the verb: the noun phrase before it, or before its relative pronoun.
    fn subject(&self, verb: usize, floor: usize) -> Option<Range<usize>> {
        let view = self.view;
        let start = verbs::group_start(view, verb, floor);
        let end = if view.relative(start.wrapping_sub(1)) { start - 1 } else { start };
        phrases::before(view, end).filter(|phrase| phrase.start >= floor)
    }

    /// Returns the verb whose subject, object or complement contains the tokens, or a noun for an event before them:
    /// "the death of two miners".
    fn verb(&self, tokens: &Range<usize>, all: &Range<usize>) -> Option<usize> {
        let view = self.view;
        let verb = |at: usize| {
            let form = verbs::is_participle(view, at)
                || verbs::is_past(view, at)
                || verbs::ends_in_ing(view, at)
                || verbs::is_present(view, at)
                || view.known(at).event.is_some()
                || BaseUnit::ALL.into_iter().any(|unit| view.lexicon.measure(view.word(at), unit).is_some())
                || view.auxiliary(at.wrapping_sub(1)) && !view.known(at).is_closed_class();
            form && !view.auxiliary(at)
                && !self.of.in_cue_or_source[at]
                && !comparison_words::is(view.word(at), ComparisonWord::Light)
        };
        let noun = self.noun(tokens.end, Sort::Count).map_or(tokens.end, |noun| noun + 1);
        // "1,500 houses and barns were damaged".
        let joined = view.any(noun, &[Class::And, Class::Or]) && view.auxiliary(noun + 2);
        let noun = if joined { noun + 2 } else { noun };
        let ends = |at: usize| view.pause(at) || view.class(at, Class::Subordinator) || view.relative(at);
        let ahead = noun..(noun + AFTER).min(all.end);
        // "Two miners were killed", "14 injured".
        if view.auxiliary(noun) || verb(noun) {
            let found = ahead.clone().take_while(|&at| !ends(at)).find(|&at| verb(at));
            if found.is_some() {
                return found;
            }
        }
        let back = tokens.start.saturating_sub(BEFORE).max(all.start)..tokens.start;
        let behind = back.rev().take_while(|&at| !ends(at)).find(|&at| verb(at));
        behind.or_else(|| ahead.take_while(|&at| !ends(at)).find(|&at| verb(at)))
    }
}
