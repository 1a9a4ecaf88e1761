//! The options for an anaphor, and their features.

use std::ops::Range;

use super::super::phrase::{Phrase, Start};
use super::super::{name_sort, nominal, pronouns, sorts, unnamed};
use super::features::{Feature, Features, class};
use super::inside::Inside;
use super::scene::Scene;
use crate::lexicon::names::Gender;
use crate::model::SourceType;
use crate::span::Span;

/// A source without a name, a missing source, or another pronoun: it refers to somebody or something else.
#[derive(Clone, Debug)]
pub struct Anaphor<'a> {
    /// The pronoun or the head noun; the start of the cue if there is no source.
    pub at: usize,
    /// The class, an index of [`super::features::CLASSES`].
    pub class: usize,
    /// What the source says. Mentions inside it do not count as antecedents.
    pub content: &'a [Span],
    /// The noun phrase; `None` for a pronoun or a missing source.
    pub phrase: Option<&'a Phrase>,
    /// The tokens of the source; those of the cue if there is no source.
    pub range: Range<usize>,
    /// The statements that contain it.
    pub around: Around,
    /// The label that its own words give it, if any.
    pub own: Option<String>,
}

/// The statements that contain an anaphor.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// Their known speakers as scene numbers, each with whether the statement is quoted.
    pub speakers: Vec<(usize, bool)>,
    /// Whether one of them has an unknown speaker.
    pub unknown: bool,
}

/// An option for resolving an anaphor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// An entity, with or without a name: its scene number.
    Who(usize),
    /// The anaphor's own words.
    Own,
    /// Nobody: the anaphor stays unresolved.
    Empty,
}

/// The maximum number of antecedents considered for one anaphor.
const MOST: usize = 24;
/// How many of them may come from the recently mentioned ones, without descriptions.
const RECENT: usize = 12;
/// How many of them may be recently mentioned descriptions.
const DESCRIBED: usize = 4;

/// An anaphor with its possible antecedents.
pub struct Weighing<'s, 'a, 'd, 't> {
    pub scene: &'s Scene<'a, 'd, 't>,
    pub anaphor: &'s Anaphor<'s>,
    /// The antecedents that agree with it: the recently mentioned ones, most recent first; recent descriptions; and
    /// those that a name inside the phrase, a statement around it, or its head noun adds.
    pub who: Vec<usize>,
    /// How many of them, at the start of the list, were mentioned recently and are more than descriptions.
    pub lately: usize,
    /// The head noun by which entities are looked up; "company" for any word for a company.
    pub head: &'s str,
    pub modifiers: Vec<String>,
    pub inside: Inside,
    /// The token from which distances are measured: the start of the statement if the anaphor follows it in the same
    /// paragraph, so that the words of the statement do not count; else the anaphor.
    position: usize,
    /// How often the one of `who` that is mentioned most is mentioned.
    most: usize,
    /// How many of `who`, other than descriptions, were last mentioned in the statement's paragraph.
    in_paragraph: usize,
}

impl<'s, 'a, 'd, 't> Weighing<'s, 'a, 'd, 't> {
    pub fn new(scene: &'s Scene<'a, 'd, 't>, anaphor: &'s Anaphor<'s>) -> Self {
        let view = scene.view;
        let word = view.word(anaphor.at);
        let company = view.known(anaphor.at).head.is_some_and(|(head, many)| head.company && !many);
        let head = if company { "company" } else { word };
        let inside = anaphor.phrase.map(|phrase| Inside::of(scene, phrase)).unwrap_or_default();
        let modifiers = anaphor.phrase.map(|phrase| nominal::modifiers(view, phrase)).unwrap_or_default();
        let position = position(scene, anaphor);
        let mut out = Self {
            scene,
            anaphor,
            who: Vec::new(),
            lately: 0,
            head,
            modifiers,
            inside,
            position,
            most: 0,
            in_paragraph: 0,
        };
        let recent: Vec<usize> =
            scene.recent.iter().rev().copied().filter(|&who| out.agrees(who) && out.seen(who).is_some()).collect();
        // Descriptions come last, so that they do not count as the nearest antecedent.
        let (described, others): (Vec<usize>, Vec<usize>) =
            recent.into_iter().partition(|&who| scene.is_described(who));
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
        out.most = out.who.iter().map(|&one| scene.records[one].count).max().unwrap_or(0);
        out.in_paragraph = out.who.iter().filter(|&&one| out.is_in_paragraph(one)).count();
        out
    }

    /// Returns the options with their features; the last one is [`Choice::Empty`].
    pub fn options(&self) -> Vec<(Choice, Features)> {
        let mut out: Vec<(Choice, Features)> =
            self.who.iter().enumerate().map(|(rank, &who)| (Choice::Who(who), self.somebody(who, rank))).collect();
        if self.anaphor.own.is_some() {
            out.push((Choice::Own, self.own()));
        }
        out.push((Choice::Empty, self.empty()));
        out
    }

    /// Returns the unnamed source that spoke last if "he" after it in the same paragraph must refer to it, because
    /// nobody else who agrees has been mentioned since.
    pub fn last_unnamed(&self) -> Option<usize> {
        let (scene, anaphor) = (self.scene, self.anaphor);
        let nearest = self.who.first().copied().filter(|_| self.lately > 0)?;
        let (last, paragraph) = &scene.speakers[0];
        let here = scene.view.document.tokens[self.position].paragraph == *paragraph;
        let pronoun = anaphor.class == class::ONE && anaphor.around.speakers.is_empty() && !anaphor.around.unknown;
        let new = scene.plain(nearest).is_some_and(|plain| plain.new);
        (pronoun && here && new && last.contains(&nearest)).then_some(nearest)
    }

    fn is_in_paragraph(&self, who: usize) -> bool {
        let tokens = &self.scene.view.document.tokens;
        let here = tokens[self.position].paragraph;
        self.seen(who).is_some_and(|seen| tokens[seen.token].paragraph == here) && !self.scene.is_described(who)
    }

    /// Returns the last mention of `who` outside the statement of the anaphor, among the two that are recorded.
    fn seen(&self, who: usize) -> Option<&super::scene::Seen> {
        let tokens = &self.scene.view.document.tokens;
        let said = |at: usize| self.anaphor.content.iter().any(|span| span.has(tokens[at].span.start));
        self.scene.records[who].last.iter().flatten().find(|seen| !said(seen.token))
    }

    /// Whether `who` agrees with the anaphor in number, gender and sort.
    fn agrees(&self, who: usize) -> bool {
        use SourceType::{Anonymous, Document, Organisation, Outlet, Person, Place, Role, Unknown};
        let (scene, view) = (self.scene, self.scene.view);
        let sort = scene.sort(who);
        let (named, plural) = scene.plain(who).map_or((true, false), |plain| (false, plain.plural));
        let word = view.word(self.anaphor.at);
        let gender =
            pronouns::gender(view.known(self.anaphor.at)).or_else(|| name_sort::role_gender(word)).unwrap_or_default();
        let fits = scene.gender(who).fits(gender);
        // "A mayor" introduces somebody new.
        let new = self.anaphor.phrase.is_some_and(|phrase| phrase.start == Start::Indefinite);
        if new && self.anaphor.class != class::DOCUMENT && scene.records[who].count > 0 {
            return false;
        }
        let body = matches!(sort, Organisation | Outlet | Place);
        match self.anaphor.class {
            class::ONE => !plural && fits && matches!(sort, Person | Unknown | Role | Anonymous),
            class::THING => {
                !plural && (body || sort == Document || sort == Unknown && scene.gender(who) == Gender::Unknown)
            }
            class::MANY => plural || matches!(sort, Organisation | Outlet) || named && sort == Unknown,
            class::ROLE if named => matches!(sort, Person | Unknown) && fits && !self.is_another(who),
            class::ROLE => !plural && fits && self.headed(who),
            class::BODY => named && (body || sort == Unknown) || !named && sort == Organisation,
            class::DOCUMENT => named || matches!(sort, Document | Organisation | Role),
            class::PEOPLE => plural || named && matches!(sort, Organisation | Unknown),
            _ => true,
        }
    }

    /// Whether the head noun describes `who`, but its modifiers describe somebody else: "the Selmian minister".
    fn is_another(&self, who: usize) -> bool {
        let Some(entity) = self.scene.entities.all.get(who).filter(|_| self.headed(who)) else { return false };
        nominal::fits(entity, SourceType::Role, self.head, &self.modifiers).is_none()
    }

    /// Whether the head noun of the anaphor describes `who`.
    pub fn headed(&self, who: usize) -> bool {
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
        let here = &tokens[self.position];
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
        out.set(Feature::BehindQuotation, self.position < self.anaphor.at && seen.subject && !seen.quoted);
        out.set(Feature::OnlyInParagraph, self.in_paragraph == 1 && here.paragraph == there.paragraph);
    }

    fn speaking(&self, who: usize, out: &mut Features) {
        let paragraph = self.scene.view.document.tokens[self.position].paragraph;
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
        out.set(Feature::Topic, count(who) == self.most && self.most > 1);
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
}

/// Returns the value of [`Weighing::position`].
fn position(scene: &Scene<'_, '_, '_>, anaphor: &Anaphor<'_>) -> usize {
    let document = &scene.view.document;
    let opens = anaphor.content.first().map(|span| document.token_at(span.start));
    let here = document.tokens[anaphor.at].paragraph;
    opens.filter(|&at| at < anaphor.at && document.tokens[at].paragraph == here).unwrap_or(anaphor.at)
}

/// Returns the class of a source with the noun phrase `phrase`.
pub fn class_of(scene: &Scene<'_, '_, '_>, phrase: &Phrase) -> usize {
    let view = scene.view;
    let plural = sorts::is_plural(view, phrase);
    match sorts::of_nominal(view, phrase) {
        SourceType::Organisation | SourceType::Outlet | SourceType::Place => class::BODY,
        SourceType::Document => class::DOCUMENT,
        SourceType::Role | SourceType::Anonymous if plural => class::PEOPLE,
        SourceType::Role | SourceType::Anonymous => class::ROLE,
        _ if plural => class::PEOPLE,
        _ => class::OTHER,
    }
}
