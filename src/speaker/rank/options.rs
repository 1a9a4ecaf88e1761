//! Whom an anaphor can take up, and what speaks for each.

use std::ops::Range;

use super::super::phrase::{self, Phrase, Start};
use super::super::{naming, nominal, pronouns, source_type, unnamed};
use super::features::{Feature, Features, class};
use super::scene::Scene;
use crate::lexicon::{self, Class};
use crate::lexicon::names::Gender;
use crate::model::SourceType;
use crate::span::Span;

/// A source, or a pronoun anywhere, that stands for somebody or something else.
#[derive(Clone, Debug)]
pub struct Anaphor<'a> {
    /// The token of the pronoun or head noun.
    pub at: usize,
    /// The class, a position in [`super::features::CLASSES`].
    pub class: usize,
    /// What its bearer says, which does not name the bearer.
    pub content: &'a [Span],
    /// The noun phrase; none for a pronoun.
    pub phrase: Option<&'a Phrase>,
    /// The tokens of the source.
    pub range: Range<usize>,
    /// The statement in which it stands.
    pub around: Around,
    /// What its own words call it.
    pub own: Option<String>,
}

/// The statements in which an anaphor stands.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// Who speaks in them, and whether they are quoted.
    pub speakers: Vec<(usize, bool)>,
    /// Whether there is one whose speaker is not known.
    pub unknown: bool,
}

/// What an anaphor may be taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Somebody who has come up.
    Who(usize),
    /// What its own words say.
    Own,
    /// Nobody can tell.
    Empty,
}

/// No more than so many are weighed for one anaphor.
const MOST: usize = 24;
const RECENT: usize = 12;
const DESCRIBED: usize = 4;

/// The options for `anaphor` with their features; the last one is [`Choice::Empty`].
pub fn all(scene: &Scene<'_, '_, '_>, anaphor: &Anaphor<'_>) -> Vec<(Choice, Features)> {
    let weighing = Weighing::new(scene, anaphor);
    let mut out: Vec<(Choice, Features)> =
        weighing.who.iter().enumerate().map(|(rank, &who)| (Choice::Who(who), weighing.somebody(who, rank))).collect();
    if anaphor.own.is_some() {
        out.push((Choice::Own, weighing.own()));
    }
    out.push((Choice::Empty, weighing.empty()));
    out
}

struct Weighing<'s, 'a, 'd, 't> {
    scene: &'s Scene<'a, 'd, 't>,
    anaphor: &'s Anaphor<'s>,
    /// Who agrees, the latest first; behind those whom a head noun or a word of the phrase brings in.
    who: Vec<usize>,
    /// How many of them came up lately.
    lately: usize,
    /// The head noun by which entities are found.
    head: &'s str,
    modifiers: Vec<String>,
    inside: Inside,
}

/// Names inside the phrase: "**Oru**'s report", "a report by **Oru**", "an **Oru** report".
#[derive(Clone, Copy, Debug, Default)]
struct Inside {
    possessor: Option<usize>,
    publisher: Option<usize>,
    before: Option<usize>,
}

impl<'s, 'a, 'd, 't> Weighing<'s, 'a, 'd, 't> {
    fn new(scene: &'s Scene<'a, 'd, 't>, anaphor: &'s Anaphor<'s>) -> Self {
        let view = scene.view;
        let word = view.word(anaphor.at);
        let company = view.known(anaphor.at).head.is_some_and(|(head, many)| head.company && !many);
        let head = if company { "company" } else { word };
        let inside = anaphor.phrase.map(|phrase| Inside::of(scene, phrase)).unwrap_or_default();
        let modifiers = anaphor.phrase.map(|phrase| nominal::modifiers(view, phrase)).unwrap_or_default();
        let mut out = Self { scene, anaphor, who: Vec::new(), lately: 0, head, modifiers, inside };
        let recent: Vec<usize> = scene.recent.iter().rev().copied().filter(|&who| out.agrees(who) && out.seen(who).is_some()).collect();
        // Mere descriptions come last, and do not take the rank of the nearest.
        let (described, others): (Vec<usize>, Vec<usize>) = recent.into_iter().partition(|&who| scene.is_described(who));
        out.lately = others.len().min(RECENT);
        out.who = others.into_iter().take(RECENT).chain(described.into_iter().take(DESCRIBED)).collect();
        let named = [inside.possessor, inside.publisher, inside.before].into_iter().flatten();
        let around = anaphor.around.speakers.iter().map(|&(who, _)| who);
        let headed = anaphor.phrase.map(|_| scene.with_head(head)).into_iter().flatten();
        for who in named.chain(around).chain(headed) {
            if out.who.len() < MOST && !out.who.contains(&who) && out.agrees(who) {
                out.who.push(who);
            }
        }
        out
    }

    /// Where `who` came up last, outside of what the anaphor's bearer says.
    fn seen(&self, who: usize) -> Option<&super::scene::Seen> {
        let tokens = &self.scene.view.document.tokens;
        let said = |at: usize| self.anaphor.content.iter().any(|span| span.has(tokens[at].span.start));
        self.scene.records[who].last.iter().flatten().find(|seen| !said(seen.token))
    }

    /// Whether number, gender and sort allow `who`.
    fn agrees(&self, who: usize) -> bool {
        use SourceType::{Anonymous, Document, Organisation, Outlet, Person, Place, Role, Unknown};
        let (scene, view) = (self.scene, self.scene.view);
        let sort = scene.sort(who);
        let (named, plural) = scene.plain(who).map_or((true, false), |plain| (false, plain.plural));
        let word = view.word(self.anaphor.at);
        let gender = pronouns::gender(word).or_else(|| naming::role_gender(word)).unwrap_or_default();
        let fits = scene.gender(who).fits(gender);
        let body = matches!(sort, Organisation | Outlet | Place);
        match self.anaphor.class {
            class::ONE => !plural && fits && matches!(sort, Person | Unknown | Role | Anonymous),
            class::THING => !plural && (body || sort == Document || sort == Unknown && scene.gender(who) == Gender::Unknown),
            class::MANY => plural || matches!(sort, Organisation | Outlet) || named && sort == Unknown,
            class::ROLE => !plural && fits && (named && matches!(sort, Person | Unknown) || !named && self.headed(who)),
            class::BODY => named && (body || sort == Unknown) || !named && sort == Organisation,
            class::DOCUMENT => named || matches!(sort, Document | Organisation | Role),
            class::PEOPLE => plural || named && matches!(sort, Organisation | Unknown),
            _ => true,
        }
    }

    fn headed(&self, who: usize) -> bool {
        self.scene.with_head(self.head).any(|one| one == who)
    }

    fn somebody(&self, who: usize, rank: usize) -> Features {
        let mut out = Features::default();
        self.distance(who, rank, &mut out);
        self.speaking(who, &mut out);
        self.nature(who, &mut out);
        if let Some(phrase) = self.anaphor.phrase {
            self.description(who, phrase, &mut out);
        }
        out
    }

    fn distance(&self, who: usize, rank: usize, out: &mut Features) {
        let tokens = &self.scene.view.document.tokens;
        let here = &tokens[self.position()];
        let record = &self.scene.records[who];
        out.set(Feature::Nearest, rank == 0 && self.lately > 0);
        out.set(Feature::Second, rank == 1 && self.lately > 1);
        out.set(Feature::Description, self.scene.is_described(who));
        out.set(Feature::Alone, self.who.len() == 1);
        out.set(Feature::SubjectNear, record.subject_in.is_some_and(|sentence| sentence + 1 >= here.sentence));
        let Some(seen) = self.seen(who) else {
            out.set(Feature::Later, true);
            return;
        };
        let there = &tokens[seen.token];
        let sentences = here.sentence.saturating_sub(there.sentence);
        out.set(Feature::SameSentence, sentences == 0);
        out.set(Feature::OneSentence, sentences == 1);
        out.set(Feature::TwoSentences, sentences == 2);
        out.set(Feature::FewSentences, (3..=5).contains(&sentences));
        out.set(Feature::Far, sentences > 5);
        out.set(Feature::SameParagraph, here.paragraph == there.paragraph);
        out.set(Feature::ParagraphBefore, here.paragraph == there.paragraph + 1);
        out.set(Feature::Subject, seen.subject);
        out.set(Feature::Oblique, seen.oblique);
        out.set(Feature::Quoted, seen.quoted);
        out.set(Feature::Spoke, seen.source);
        out.set(Feature::ByPronoun, seen.pronoun);
        out.set(Feature::OpensSentence, seen.opens);
        out.set(Feature::SubjectOneSentence, seen.subject && sentences == 1);
        out.set(Feature::SubjectSameSentence, seen.subject && sentences == 0);
        out.set(Feature::SpokeSameParagraph, seen.source && here.paragraph == there.paragraph);
        out.set(Feature::SpokeParagraphBefore, seen.source && here.paragraph == there.paragraph + 1);
        let quoted = |at: usize| self.scene.view.document.quote_at(at).is_some();
        out.set(Feature::QuotedBoth, seen.quoted && quoted(self.anaphor.at));
        out.set(Feature::BehindQuotation, self.position() < self.anaphor.at && seen.subject && !seen.quoted);
        let in_paragraph = |&&one: &&usize| {
            self.seen(one).is_some_and(|seen| tokens[seen.token].paragraph == here.paragraph) && !self.scene.is_described(one)
        };
        let alone = self.who.iter().filter(in_paragraph).count() == 1;
        out.set(Feature::OnlyInParagraph, alone && here.paragraph == there.paragraph);
    }

    /// Where the statement begins: what stands in it does not part the anaphor from what it takes up.
    fn position(&self) -> usize {
        let document = &self.scene.view.document;
        let opens = self.anaphor.content.first().map(|span| document.token_at(span.start));
        let here = document.tokens[self.anaphor.at].paragraph;
        let before = opens.filter(|&at| at < self.anaphor.at && document.tokens[at].paragraph == here);
        before.unwrap_or(self.anaphor.at)
    }

    fn speaking(&self, who: usize, out: &mut Features) {
        let paragraph = self.scene.view.document.tokens[self.position()].paragraph;
        let [(last, place), (before, _)] = &self.scene.speakers;
        let is_last = last.contains(&who);
        out.set(Feature::LastSpeaker, is_last);
        out.set(Feature::LastSpeakerHere, is_last && *place == paragraph);
        out.set(Feature::LastSpeakerNear, is_last && *place + 1 == paragraph);
        out.set(Feature::SpeakerBeforeLast, before.contains(&who));
        let around = &self.anaphor.around;
        out.set(Feature::Around, around.speakers.contains(&(who, false)));
        out.set(Feature::AroundQuoted, around.speakers.contains(&(who, true)));
        out.set(Feature::AroundUnknown, around.unknown && is_last);
    }

    fn nature(&self, who: usize, out: &mut Features) {
        let scene = self.scene;
        let count = |who: usize| scene.records[who].count;
        out.set(Feature::Twice, count(who) >= 2);
        out.set(Feature::FourTimes, count(who) >= 4);
        out.set(Feature::EightTimes, count(who) >= 8);
        let most = self.who.iter().map(|&one| count(one)).max().unwrap_or(0);
        out.set(Feature::Topic, count(who) == most && most > 1);
        out.set(Feature::KnownGender, scene.gender(who) != Gender::Unknown);
        let named = scene.plain(who).is_none();
        let sort = scene.sort(who);
        out.set(Feature::Person, named && sort == SourceType::Person);
        out.set(Feature::Organisation, named && sort == SourceType::Organisation);
        out.set(Feature::Place, named && sort == SourceType::Place);
        out.set(Feature::Outlet, named && sort == SourceType::Outlet);
        out.set(Feature::Unknown, named && sort == SourceType::Unknown);
        out.set(Feature::Unnamed, !named);
        out.set(Feature::UnnamedSource, !named && scene.records[who].source);
        out.set(Feature::FullName, named && scene.is_full(who));
        out.set(Feature::Single, named && !scene.is_full(who));
        out.set(Feature::NameInside, !named && scene.name(who).contains(char::is_uppercase));
    }

    fn description(&self, who: usize, phrase: &Phrase, out: &mut Features) {
        let scene = self.scene;
        let headed = self.headed(who);
        out.set(Feature::Head, headed);
        let fits = match scene.entities.all.get(who).filter(|_| headed) {
            Some(entity) => {
                let sort = scene.view.known(phrase.head).head.map_or(SourceType::Unknown, |(head, _)| head.sort);
                nominal::fits(entity, sort, self.head, &self.modifiers)
            }
            None => Some(scene.shares_words(who, &self.modifiers)),
        };
        out.set(Feature::Modifier, fits == Some(true) && !self.modifiers.is_empty());
        out.set(Feature::OtherModifier, fits.is_none() || !headed && !self.modifiers.is_empty() && fits == Some(false));
        out.set(Feature::SameWords, scene.shares_words(who, &[scene.view.word(phrase.head).to_owned()]));
        out.set(Feature::HeadElsewhere, !headed && self.who.iter().any(|&one| one != who && self.headed(one)));
        let poll = unnamed::is_poll(scene.view.word(phrase.head));
        let inside = [self.inside.possessor, self.inside.publisher, self.inside.before].contains(&Some(who));
        out.set(Feature::Possessor, self.inside.possessor == Some(who));
        out.set(Feature::Publisher, self.inside.publisher == Some(who));
        out.set(Feature::Inside, self.inside.before == Some(who));
        out.set(Feature::InsidePoll, inside && poll);
    }

    fn own(&self) -> Features {
        let mut out = Features::default();
        out.set(Feature::Own, true);
        let Some(phrase) = self.anaphor.phrase else { return out };
        let view = self.scene.view;
        out.set(Feature::OwnDefinite, phrase.start == Start::Definite);
        out.set(Feature::OwnIndefinite, phrase.start == Start::Indefinite);
        out.set(Feature::OwnBare, phrase.start == Start::Bare);
        out.set(Feature::OwnPossessive, phrase.start == Start::Possessive);
        out.set(Feature::OwnLong, phrase.core.len() > 1);
        out.set(Feature::OwnRest, !phrase.rest.is_empty());
        out.set(Feature::OwnName, phrase.core.clone().any(|at| view.mention_at(at).is_some()));
        out.set(Feature::OwnHead, self.who.iter().any(|&who| self.headed(who)));
        out.set(Feature::OwnPlural, source_type::is_plural(view, phrase));
        out.set(Feature::OwnPoll, unnamed::is_poll(view.word(phrase.head)));
        let generic = view.known(phrase.head).head.is_some_and(|(head, _)| head.generic);
        out.set(Feature::OwnGeneric, generic);
        let head = view.known(phrase.head).head.map(|(head, _)| head);
        out.set(Feature::OwnBody, head.is_some_and(|head| head.body));
        out.set(Feature::OwnCompany, head.is_some_and(|head| head.company));
        out.set(Feature::OwnOnly, is_only(view.word(phrase.head)));
        out.set(Feature::OwnAnonymous, head.is_some_and(|head| head.sort == SourceType::Anonymous));
        out.set(Feature::OwnTitle, head.is_some_and(|head| head.title));
        out.set(Feature::OwnCrowd, head.is_some_and(|head| head.crowd));
        let possessor = |at: usize| matches!(view.word(at), "'s" | "'" | "’") || view.word(at).ends_with("s’");
        out.set(Feature::OwnPossessor, phrase.core.clone().any(possessor));
        let first = view.word(self.anaphor.range.start);
        out.set(Feature::OwnVague, source_type::vague_word(first) || matches!(first, "those" | "these" | "this" | "that"));
        out.set(Feature::OwnOwner, self.anaphor.own.as_ref().is_some_and(|own| own.contains('’') && phrase.start == Start::Possessive));
        let own = self.anaphor.own.as_deref().unwrap_or_default();
        out.set(Feature::OwnSeen, self.who.iter().any(|&who| self.scene.name(who).eq_ignore_ascii_case(own)));
        let body = |&who: &usize| matches!(self.scene.sort(who), SourceType::Organisation | SourceType::Outlet);
        out.set(Feature::OwnOrganisations, self.who.iter().take(self.lately).any(body));
        out
    }

    fn empty(&self) -> Features {
        let mut out = Features::default();
        out.set(Feature::Empty, true);
        let start = self.anaphor.phrase.map(|phrase| phrase.start);
        out.set(Feature::EmptyDefinite, start == Some(Start::Definite));
        out.set(Feature::EmptyBare, start == Some(Start::Bare));
        out.set(Feature::EmptyNobody, self.who.is_empty());
        out.set(Feature::EmptyMany, self.who.len() > 3);
        out.set(Feature::EmptyQuoted, self.scene.view.document.quote_at(self.anaphor.at).is_some());
        out.set(Feature::EmptyOutside, self.anaphor.around.unknown);
        if self.anaphor.class == class::GAP {
            self.gap(&mut out);
        }
        out
    }
}

impl Weighing<'_, '_, '_, '_> {
    /// What the cue of a statement without a source tells.
    fn gap(&self, out: &mut Features) {
        let view = self.scene.view;
        let cue = self.anaphor.range.clone();
        let be = |at: usize| view.known(at).is(Class::Be);
        let before = view.word(cue.start.wrapping_sub(1));
        out.set(Feature::EmptyParticiple, view.word(cue.start).ends_with("ing"));
        out.set(Feature::EmptyPassive, cue.clone().any(be) || !matches!(before, "and" | "but" | ",") && view.word(cue.start).ends_with("ed"));
        out.set(Feature::EmptyJoined, matches!(before, "and" | "but" | "then" | "also"));
        let noun = |at: usize| view.known(at).verbs().next().is_none() && view.known(at).nouns().next().is_some();
        out.set(Feature::EmptyNoun, matches!(view.word(cue.start), "a" | "an" | "the") || cue.clone().last().is_some_and(noun));
    }
}

impl Inside {
    fn of(scene: &Scene<'_, '_, '_>, phrase: &Phrase) -> Self {
        let view = scene.view;
        let who = |mention: usize| scene.entities.of_mention[mention];
        let named = |at: usize| view.mention_at(at).filter(|&m| !view.mentions[m].adjective).map(who);
        let clitic = phrase.core.clone().find(|&at| view.word(at) == "'s" || view.word(at) == "'" || view.word(at) == "’");
        let possessor = clitic.filter(|&at| at > phrase.core.start).and_then(|at| named(at - 1));
        let before = phrase.head.checked_sub(1).filter(|at| phrase.core.contains(at) && clitic != Some(*at));
        let preposition = phrase.rest.clone().take(5).find(|&at| matches!(view.word(at), "by" | "from" | "of" | "in"));
        let publisher = preposition.and_then(|at| {
            let inner = phrase::read(view, at + 1..phrase.rest.end);
            let mention = inner.as_ref().and_then(|inner| source_type::named(view, inner));
            mention.map(who).or_else(|| (at + 1..phrase.rest.end).take(4).find_map(named))
        });
        Self { possessor, publisher, before: before.and_then(named) }
    }
}

/// Whether a country or a story has only one: "the government" needs no name.
fn is_only(head: &str) -> bool {
    const ONLY: [&str; 16] = [
        "government", "administration", "army", "military", "police", "parliament", "opposition", "public", "media", "left",
        "right", "authorities", "prosecution", "prosecutors", "defence", "defense",
    ];
    ONLY.contains(&head)
}

/// The class of a source with the noun phrase `phrase`.
pub fn class_of(scene: &Scene<'_, '_, '_>, phrase: &Phrase) -> usize {
    let view = scene.view;
    let plural = source_type::is_plural(view, phrase);
    let known = lexicon::get().names.head(view.word(phrase.head)).is_some();
    match source_type::of_nominal(view, phrase) {
        SourceType::Organisation | SourceType::Outlet | SourceType::Place => class::BODY,
        SourceType::Document => class::DOCUMENT,
        SourceType::Role | SourceType::Anonymous if plural => class::PEOPLE,
        SourceType::Role | SourceType::Anonymous if known => class::ROLE,
        _ if plural => class::PEOPLE,
        _ => class::OTHER,
    }
}

/// Whose document the phrase is, where its words say so: "a report by **the Sun**", "a **Sun** report". No poll is called so.
pub fn publisher(scene: &Scene<'_, '_, '_>, phrase: &Phrase) -> Option<usize> {
    let view = scene.view;
    if source_type::of_nominal(view, phrase) != SourceType::Document || unnamed::is_poll(view.word(phrase.head)) {
        return None;
    }
    let inside = Inside::of(scene, phrase);
    let by = phrase.rest.clone().take(5).any(|at| matches!(view.word(at), "by" | "from"));
    let body = |&who: &usize| matches!(scene.sort(who), SourceType::Organisation | SourceType::Outlet);
    let person = |&who: &usize| matches!(scene.sort(who), SourceType::Organisation | SourceType::Outlet | SourceType::Person);
    inside.before.filter(body).or_else(|| inside.publisher.filter(|_| by).filter(person))
}
