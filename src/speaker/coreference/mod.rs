//! Resolves pronouns and noun phrases without a name, with a log-linear model over readable features.
//!
//! The text is processed in one pass. A [`Scene`] holds what has been mentioned so far. The options for each anaphor
//! are a bounded number of antecedents that agree with it in number, gender and sort, its own words, and nobody. The
//! option with the highest score wins, unless the next one is too close. `train/speakers.py` fits the weights.

mod descriptions;
mod events;
mod fallback;
pub mod features;
mod inside;
mod options;
mod resolution;
mod scene;
pub mod weights;

use std::ops::Range;

use super::entities::Entities;
use super::phrase::{Phrase, Start};
use super::phrase_entities::ListedSpeaker;
use super::pronouns::Form;
use super::source_type::Source;
use super::{AttributionParts, View, name_sort, nominal, pronouns, sorts, trim, turns, unnamed};
use crate::lexicon::names::Gender;
use crate::model::{Kind, SourceType};
use events::{Agenda, Event};
use features::class;
use options::{Anaphor, Around, Choice, Weighing};
pub use resolution::Decision;
pub(super) use resolution::Resolution;
use scene::{Plain, Scene, Seen};
use weights::Weights;

/// Resolves each of `attributions`, whose sources were classified as `sources`. Returns the resolutions and the genders
/// of all entities. Passes every decision to `trace`.
pub(super) fn resolve(
    view: &View<'_, '_>,
    entities: &Entities,
    attributions: &[AttributionParts<'_>],
    sources: &[Source],
    weights: &Weights,
    trace: Option<&mut dyn FnMut(Decision)>,
) -> (Vec<Resolution>, Vec<Gender>) {
    let mut taken = vec![false; view.document.tokens.len()];
    let ranges: Vec<Range<usize>> = attributions.iter().map(|attribution| trim::source(view, attribution)).collect();
    ranges.iter().for_each(|range| taken[range.clone()].fill(true));
    let descriptions = descriptions::all(view, &taken);
    let around = turns::enclosing(attributions);
    let events = Agenda { view, attributions, sources, ranges: &ranges, around: &around }.events(&descriptions, &taken);
    let mut pass = Pass {
        scene: Scene::new(view, entities),
        attributions,
        sources,
        ranges,
        around,
        weights,
        found: vec![Resolution::default(); attributions.len()],
        speakers: vec![None; attributions.len()],
        owners: vec![None; view.document.tokens.len()],
        trace: trace.map(|trace| trace as _),
    };
    pass.announce();
    for (token, event) in events {
        match event {
            Event::Mention(mention) => pass.mention(mention),
            Event::Description(number) => pass.describe(&descriptions[number].1, descriptions[number].0.clone()),
            Event::Pronoun => pass.pronoun(token),
            Event::Source(at) => pass.source(at),
        }
    }
    (pass.found, pass.scene.genders)
}

struct Pass<'p, 'a, 'd, 't> {
    scene: Scene<'a, 'd, 't>,
    attributions: &'p [AttributionParts<'p>],
    sources: &'p [Source],
    /// The tokens of each source.
    ranges: Vec<Range<usize>>,
    around: Vec<Option<usize>>,
    weights: &'p Weights,
    found: Vec<Resolution>,
    /// For each attribution, its speakers as scene numbers, once known.
    speakers: Vec<Option<Vec<usize>>>,
    /// For each token that is a pronoun outside sources or the possessive of a source, its antecedent if known.
    owners: Vec<Option<usize>>,
    trace: Option<&'p mut dyn FnMut(Decision)>,
}

impl Pass<'_, '_, '_, '_> {
    /// Adds sources that contain a name in advance, so that "the poll" can refer to a later "the Sun poll".
    fn announce(&mut self) {
        for at in 0..self.attributions.len() {
            let Source::Nominal(phrase) = &self.sources[at] else { continue };
            let named = phrase.core.clone().any(|at| self.scene.view.mention_at(at).is_some());
            if named && phrase.core.len() > 1 {
                let range = self.ranges[at].clone();
                if let Some(name) = self.own_words(phrase, range) {
                    self.add(phrase, name);
                }
            }
        }
    }

    fn mention(&mut self, mention: usize) {
        let tokens = self.scene.view.mentions[mention].whole.clone();
        let who = self.scene.entities.of_mention[mention];
        let seen = self.scene.place(tokens.start, tokens.end);
        self.scene.note(who, seen);
    }

    fn describe(&mut self, phrase: &Phrase, range: Range<usize>) {
        let own = self.own_words(phrase, range.clone());
        if let Some(name) = own {
            let who = self.add(phrase, name);
            let seen = self.scene.place(range.start, range.end);
            self.scene.note(who, seen);
        }
    }

    fn add(&mut self, phrase: &Phrase, name: String) -> usize {
        let view = self.scene.view;
        let plain = Plain {
            name,
            sort: sorts::of_nominal(view, phrase),
            plural: sorts::is_plural(view, phrase),
            gender: name_sort::role_gender(view.word(phrase.head)).unwrap_or(Gender::Unknown),
            new: phrase.start == Start::Indefinite,
        };
        self.scene.add(plain, view.word(phrase.head))
    }

    fn own_words(&self, phrase: &Phrase, range: Range<usize>) -> Option<String> {
        let view = self.scene.view;
        let named = nominal::own_name(view, phrase).or_else(|| unnamed::document(view, range.clone(), phrase));
        let name = named.or_else(|| unnamed::name(view, range.clone(), phrase))?;
        // "his lawyer" is labelled with the name of the lawyer's client.
        let owner = self.owners[range.start].filter(|&who| self.scene.sort(who) == SourceType::Person);
        Some(match owner {
            Some(who) if !self.scene.name(who).is_empty() => format!("{}’s {name}", self.scene.name(who)),
            _ => name,
        })
    }

    /// Processes a pronoun that is not a source.
    fn pronoun(&mut self, at: usize) {
        if self.class_of_pronoun(at) != Some(class::ONE) {
            return;
        }
        let anaphor = self.anaphor_of_pronoun(at, &[], Around::default());
        if let (Choice::Who(who), _) = self.choose(&anaphor, None) {
            self.taken_up(who, at, false);
            self.owners[at] = Some(who);
        }
    }

    fn taken_up(&mut self, who: usize, at: usize, source: bool) {
        let gender = pronouns::gender(self.scene.view.known(at)).unwrap_or_default();
        if let Some(known) = self.scene.genders.get_mut(who) {
            // A name of unknown gender takes that of the pronoun that refers to it.
            *known = known.or(gender);
        }
        let seen = Seen { source, pronoun: true, ..self.scene.place(at, at + 1) };
        self.scene.note(who, seen);
    }

    fn class_of_pronoun(&self, at: usize) -> Option<usize> {
        Some(match pronouns::form(self.scene.view.known(at))? {
            Form::One(_) => class::ONE,
            Form::Thing => class::THING,
            Form::Many => class::MANY,
        })
    }

    fn anaphor_of_pronoun<'x>(&self, at: usize, content: &'x [crate::span::Span], around: Around) -> Anaphor<'x> {
        let class = self.class_of_pronoun(at).unwrap_or(class::OTHER);
        Anaphor { at, class, content, phrase: None, range: at..at + 1, around, own: None }
    }

    fn around(&self, at: usize) -> Around {
        /// The maximum depth of nested statements considered.
        const DEEP: usize = 4;
        let mut out = Around::default();
        let outer = std::iter::successors(self.around[at], |&outer| self.around[outer]);
        for outer in outer.take(DEEP) {
            let quoted = self.attributions[outer].kind != Kind::Indirect;
            match &self.speakers[outer] {
                Some(who) if !who.is_empty() => out.speakers.extend(who.iter().map(|&who| (who, quoted))),
                _ => out.unknown = true,
            }
        }
        out
    }

    fn source(&mut self, at: usize) {
        let attribution = self.attributions[at];
        let who = match &self.sources[at] {
            Source::Empty => {
                self.gap(at);
                return;
            }
            Source::Named(first, others) => self.named(at, *first, others),
            Source::Pronoun(token) => match self.class_of_pronoun(*token) {
                None => self.relative(at, *token),
                Some(_) => {
                    let anaphor = self.anaphor_of_pronoun(*token, attribution.content, self.around(at));
                    let (choice, _) = self.choose(&anaphor, Some(at));
                    self.record_choice(at, choice, None, *token)
                }
            },
            Source::Nominal(phrase) => self.nominal(at, phrase),
        };
        if self.around[at].is_none() && !who.is_empty() {
            let paragraph = self.scene.view.document.tokens[self.ranges[at].start].paragraph;
            self.scene.speak(who.clone(), paragraph);
        }
        self.speakers[at] = Some(who);
    }

    /// Processes a statement without a source, whose speaker the clause determines: "Oru left, **saying** …".
    fn gap(&mut self, at: usize) {
        let attribution = self.attributions[at];
        let cue = self.scene.view.tokens_of(attribution.cue);
        if cue.is_empty() {
            return;
        }
        let anaphor = Anaphor {
            at: cue.start,
            class: class::GAP,
            content: attribution.content,
            phrase: None,
            range: cue,
            around: self.around(at),
            own: None,
        };
        if let (Choice::Who(who), _) = self.choose(&anaphor, Some(at)) {
            self.found[at] = self.found_of(who);
            self.speakers[at] = Some(vec![who]);
        }
    }

    fn named(&mut self, at: usize, first: usize, others: &[ListedSpeaker]) -> Vec<usize> {
        let of_mention = &self.scene.entities.of_mention;
        let mut found = Resolution { who: vec![of_mention[first]], ..Resolution::default() };
        for part in others {
            match part {
                ListedSpeaker::Mention(other) => found.who.push(of_mention[*other]),
                ListedSpeaker::Words(words) => found.words.push(words.clone()),
            }
        }
        let who = found.who.clone();
        for &one in &who {
            if let Some(seen) = &mut self.scene.records[one].last[0] {
                seen.source = true;
            }
            self.scene.records[one].source = true;
        }
        if who.len() + found.words.len() > 1 {
            let names: Vec<&str> = who.iter().map(|&one| self.scene.name(one)).collect();
            let names: Vec<&str> = names.into_iter().chain(found.words.iter().map(String::as_str)).collect();
            let plain = Plain {
                name: super::joined(&names),
                sort: SourceType::Person,
                plural: true,
                gender: Gender::Unknown,
                new: false,
            };
            let both = self.scene.add(plain, "");
            let tokens = self.ranges[at].clone();
            let seen = Seen { source: true, ..self.scene.place(tokens.start, tokens.end) };
            self.scene.note(both, seen);
        }
        self.found[at] = found;
        who
    }

    fn relative(&mut self, at: usize, token: usize) -> Vec<usize> {
        let relative = self.scene.view.known(token).is_relative();
        let mention = pronouns::relative(self.scene.view, token).filter(|_| relative);
        let who: Vec<usize> = mention.map(|mention| self.scene.entities.of_mention[mention]).into_iter().collect();
        self.found[at] = Resolution { who: who.clone(), ..Resolution::default() };
        who
    }

    fn nominal(&mut self, at: usize, phrase: &Phrase) -> Vec<usize> {
        let attribution = self.attributions[at];
        let range = self.ranges[at].clone();
        if self.class_of_pronoun(range.start).is_some() && self.owners[range.start].is_none() {
            let owner = self.anaphor_of_pronoun(range.start, attribution.content, self.around(at));
            if let (Choice::Who(who), _) = self.choose(&owner, None) {
                self.owners[range.start] = Some(who);
            }
        }
        if let Some(who) = inside::publisher(&self.scene, phrase) {
            return self.record_choice(at, Choice::Who(who), None, phrase.head);
        }
        let own = self.own_words(phrase, range.clone());
        let class = options::class_of(&self.scene, phrase);
        let around = self.around(at);
        let anaphor =
            Anaphor { at: phrase.head, class, content: attribution.content, phrase: Some(phrase), range, around, own };
        let (choice, own) = self.choose(&anaphor, Some(at));
        let label = || Weighing::new(&self.scene, &anaphor).definite_label();
        let label = (choice == Choice::Empty).then(label).flatten();
        let (choice, own) = label.map_or((choice, own), |label| (Choice::Own, Some(label)));
        // A body that a name in its words or its place identifies always gets a label.
        let named = choice == Choice::Empty && nominal::own_name(self.scene.view, phrase).is_some();
        let choice = if named { Choice::Own } else { choice };
        let who = self.record_choice(at, choice, own, phrase.head);
        if who.is_empty() {
            let name = self.found[at].words.first().cloned().unwrap_or_default();
            let who = self.add(phrase, name);
            self.scene.take_up(who, self.scene.view.word(phrase.head));
            let seen = Seen { source: true, ..self.scene.place(phrase.head, phrase.core.end) };
            self.scene.note(who, seen);
            return vec![who];
        }
        for &one in &who {
            self.scene.take_up(one, self.scene.view.word(phrase.head));
        }
        who
    }

    /// Records the choice for the attribution `at`, whose anaphor is token `token`, and returns its antecedents.
    fn record_choice(&mut self, at: usize, choice: Choice, own: Option<String>, token: usize) -> Vec<usize> {
        match choice {
            Choice::Who(who) => {
                self.taken_up(who, token, true);
                self.found[at] = self.found_of(who);
                vec![who]
            }
            Choice::Own => {
                self.found[at] = Resolution { words: own.into_iter().collect(), own: true, ..Resolution::default() };
                Vec::new()
            }
            Choice::Empty => Vec::new(),
        }
    }

    fn found_of(&self, who: usize) -> Resolution {
        match self.scene.plain(who) {
            None => Resolution { who: vec![who], ..Resolution::default() },
            Some(plain) => Resolution {
                words: Some(plain.name.clone()).filter(|name| !name.is_empty()).into_iter().collect(),
                sort: Some(plain.sort),
                ..Resolution::default()
            },
        }
    }

    /// Returns the best option, and the label from the anaphor's own words. Returns [`Choice::Empty`] if the best
    /// option is not clearly better than the next one. If `attribution` is given, passes the decision to the trace.
    fn choose(&mut self, anaphor: &Anaphor<'_>, attribution: Option<usize>) -> (Choice, Option<String>) {
        let weighing = Weighing::new(&self.scene, anaphor);
        let unnamed = weighing.last_unnamed();
        if let Some(who) = unnamed.filter(|_| self.trace.is_none()) {
            return (Choice::Who(who), None);
        }
        let options = weighing.options();
        if let (Some(attribution), Some(trace)) = (attribution, &mut self.trace) {
            let name = |choice: Choice| match choice {
                Choice::Who(who) => self.scene.name(who).to_owned(),
                Choice::Own => anaphor.own.clone().unwrap_or_default(),
                Choice::Empty => String::new(),
            };
            let own = options.iter().position(|(choice, _)| *choice == Choice::Own);
            let options = options.iter().map(|&(choice, features)| (name(choice), features)).collect();
            trace(Decision { attribution, class: anaphor.class, options, own });
        }
        if let Some(who) = unnamed {
            return (Choice::Who(who), None);
        }
        let mut best = (Choice::Empty, f32::MIN);
        let mut second = f32::MIN;
        for (choice, features) in &options {
            let score = self.weights.score(anaphor.class, features);
            if score > best.1 {
                second = best.1;
                best = (*choice, score);
            } else {
                second = second.max(score);
            }
        }
        if let Choice::Who(who) = best.0
            && anaphor.class == class::ONE
            && options
                .iter()
                .any(|(choice, _)| matches!(choice, Choice::Who(other) if self.scene.are_joined(who, *other)))
        {
            return (Choice::Empty, None);
        }
        // A source's own words need no margin, since they claim no more than the text says.
        let clear = best.0 == Choice::Own || best.1 - second >= self.weights.margin(anaphor.class);
        (if clear { best.0 } else { Choice::Empty }, anaphor.own.clone())
    }
}
