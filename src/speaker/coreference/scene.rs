//! What the article has mentioned so far, where, and how.

use std::collections::VecDeque;

use super::super::View;
use super::super::entities::Entities;
use crate::lexicon::Class;
use crate::lexicon::names::Gender;
use crate::model::SourceType;
use crate::word_map::WordMap;

/// An entity without a name: "a spokesman for the army".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plain {
    /// Its label; empty if its words do not identify it.
    pub name: String,
    /// The sort of source.
    pub sort: SourceType,
    /// Whether it is plural.
    pub plural: bool,
    /// The gender implied by its head noun.
    pub gender: Gender,
    /// Whether its words introduce somebody new: "a spokesman".
    pub new: bool,
}

/// A mention or reference in the text.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// The first token.
    pub token: usize,
    /// Whether it is a subject.
    pub subject: bool,
    /// Whether it is governed by a preposition or is a possessor.
    pub oblique: bool,
    /// Whether it is in a quotation.
    pub quoted: bool,
    /// Whether it is the source of an attribution.
    pub source: bool,
    /// Whether it is a pronoun.
    pub pronoun: bool,
    /// Whether it opens its sentence.
    pub opens: bool,
}

/// The mentions of one entity so far.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The last two mentions, most recent first.
    pub last: [Option<Seen>; 2],
    /// The index of the last sentence in which it was a subject.
    pub subject_in: Option<usize>,
    /// The number of its mentions.
    pub count: usize,
    /// The head nouns by which sources referred to it.
    pub heads: Vec<String>,
    /// Whether it was a source.
    pub source: bool,
}

/// The number of entities that are remembered as recent.
const MEMORY: usize = 24;

/// Everything mentioned so far. Entities are identified by number: first those with a name, then those without one.
pub struct Scene<'a, 'd, 't> {
    pub view: &'a View<'d, 't>,
    pub entities: &'a Entities,
    pub genders: Vec<Gender>,
    pub plain: Vec<Plain>,
    pub records: Vec<Record>,
    /// The entities mentioned recently, most recent last, without duplicates.
    pub recent: VecDeque<usize>,
    by_head: WordMap<Vec<usize>>,
    by_name: WordMap<usize>,
    /// The last two speakers outside nested statements, most recent first, each with the index of the paragraph. People
    /// who speak together count as one speaker.
    pub speakers: [(Vec<usize>, usize); 2],
}

impl<'a, 'd, 't> Scene<'a, 'd, 't> {
    pub fn new(view: &'a View<'d, 't>, entities: &'a Entities) -> Self {
        Self {
            view,
            entities,
            genders: entities.all.iter().map(|entity| entity.gender).collect(),
            plain: Vec::new(),
            records: vec![Record::default(); entities.all.len()],
            recent: VecDeque::new(),
            by_head: WordMap::default(),
            by_name: WordMap::default(),
            speakers: Default::default(),
        }
    }

    /// Returns the description of `who`, if it has no name.
    pub fn plain(&self, who: usize) -> Option<&Plain> {
        self.plain.get(who.checked_sub(self.entities.all.len())?)
    }

    /// Whether `who` is a noun phrase without a name that has not been a source so far.
    pub fn is_described(&self, who: usize) -> bool {
        who >= self.entities.all.len() && !self.records[who].source
    }

    /// Returns the name or label of `who`.
    pub fn name(&self, who: usize) -> &str {
        self.plain(who).map_or_else(|| self.entities.all[who].name.as_str(), |plain| plain.name.as_str())
    }

    /// Adds `plain`, whose head noun is `head`, and returns its number. Equal labels share a number.
    pub fn add(&mut self, plain: Plain, head: &str) -> usize {
        // Those without a label share one number for each head noun.
        let key = if plain.name.is_empty() { format!("\0{head}") } else { plain.name.to_lowercase() };
        if let Some(&known) = self.by_name.get(&key) {
            return known;
        }
        let who = self.records.len();
        self.plain.push(plain);
        self.records.push(Record::default());
        self.by_name.insert(key, who);
        self.by_head.entry(head.to_owned()).push(who);
        who
    }

    /// Returns the entities that the head noun `head` describes, or to which a source with this head noun referred.
    pub fn with_head(&self, head: &str) -> impl Iterator<Item = usize> + '_ {
        // If many share the head noun, as "the minister" may, it identifies none of them.
        const MANY: usize = 24;
        let entities = self.entities.with_head(head);
        let entities = if entities.len() > MANY { &[] } else { entities };
        let others = self.by_head.get(head).map_or(&[][..], Vec::as_slice);
        entities.iter().copied().chain(others.iter().rev().take(MANY).copied())
    }

    /// Records a mention of `who`.
    pub fn note(&mut self, who: usize, seen: Seen) {
        let sentence = self.view.document.tokens[seen.token].sentence;
        let record = &mut self.records[who];
        record.last = [Some(seen), record.last[0]];
        record.count += 1;
        record.source |= seen.source;
        if seen.subject {
            record.subject_in = Some(sentence);
        }
        self.recent.retain(|&one| one != who);
        if self.recent.len() == MEMORY {
            self.recent.pop_front();
        }
        self.recent.push_back(who);
    }

    /// Records that a source with the head noun `head` refers to `who`.
    pub fn take_up(&mut self, who: usize, head: &str) {
        const HEADS: usize = 6;
        let heads = &mut self.records[who].heads;
        if heads.len() < HEADS && !heads.iter().any(|one| one == head) {
            heads.push(head.to_owned());
            let known = self.by_head.entry(head.to_owned());
            if !known.contains(&who) {
                known.push(who);
            }
        }
    }

    /// Records who speaks in which paragraph.
    pub fn speak(&mut self, who: Vec<usize>, paragraph: usize) {
        if self.speakers[0].0 == who {
            self.speakers[0].1 = paragraph;
            return;
        }
        self.speakers.swap(0, 1);
        self.speakers[0] = (who, paragraph);
    }

    /// Describes a mention from token `start` up to token `end` by its position in the sentence.
    pub fn place(&self, start: usize, end: usize) -> Seen {
        let (view, tokens) = (self.view, &self.view.document.tokens);
        let before = start.checked_sub(1).map(|before| &tokens[before]);
        let first = |at: usize| at == 0 || tokens[at - 1].sentence != tokens[at].sentence;
        // In "Jan Oru and Paul Dorn walked" both are subjects.
        let second =
            start.checked_sub(2).filter(|&at| view.known(at + 1).is(Class::And)).and_then(|at| view.mention_at(at));
        let opens = first(start) || second.is_some_and(|m| first(view.mentions[m].whole.start));
        let preposition = before.is_some_and(|before| before.lower.known().is(Class::Preposition));
        let oblique = view.known(end).is(Class::Genitive) || preposition && !opens;
        let verb = view.known(end).is(Class::Auxiliary) || view.known(end).is_verb();
        let clause = before.is_some_and(|before| before.lower.known().is(Class::Subordinator));
        Seen {
            token: start,
            subject: !oblique && (opens || verb || clause),
            oblique,
            quoted: view.document.quote_at(start).is_some(),
            source: false,
            pronoun: false,
            opens,
        }
    }

    /// Whether the last mentions of both are joined by "and": "Mark Dorn and Paul Oru".
    pub fn are_joined(&self, who: usize, other: usize) -> bool {
        let mention = |who: usize| {
            let seen = self.records[who].last[0].filter(|seen| !seen.pronoun)?;
            self.view.mention_at(seen.token).map(|mention| self.view.mentions[mention].whole.clone())
        };
        let (Some(one), Some(two)) = (mention(who), mention(other)) else { return false };
        let (first, second) = if one.start < two.start { (one, two) } else { (two, one) };
        first.end + 1 == second.start && self.view.known(first.end).is(Class::And)
    }

    /// Whether the name of `who` has more than one word.
    pub fn is_full(&self, who: usize) -> bool {
        self.name(who).contains(' ')
    }

    /// Whether the name of `who` contains every one of `words`. `false` if there are none.
    pub fn shares_words(&self, who: usize, words: &[String]) -> bool {
        let name = self.name(who).to_lowercase();
        !words.is_empty() && words.iter().all(|word| name.contains(word.as_str()))
    }

    /// Returns the known gender of `who`.
    pub fn gender(&self, who: usize) -> Gender {
        self.plain(who).map_or_else(|| self.genders[who], |plain| plain.gender)
    }

    /// Returns the sort of source of `who`.
    pub fn sort(&self, who: usize) -> SourceType {
        self.plain(who).map_or_else(|| self.entities.all[who].sort, |plain| plain.sort)
    }
}
