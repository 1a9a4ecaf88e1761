//! The options without an antecedent: the source's own words, and leaving the speaker open.

use super::super::phrase::Start;
use super::super::{sorts, unnamed};
use super::features::{Feature, Features, class};
use super::options::Weighing;
use crate::lexicon::{self, Class};
use crate::model::SourceType;

impl Weighing<'_, '_, '_, '_> {
    /// Returns the features of the option to use the source's own words.
    pub fn own(&self) -> Features {
        let mut out = Features::default();
        out.set(Feature::Own, true);
        let Some(phrase) = self.anaphor.phrase else { return out };
        let view = self.scene.view;
        out.set(Feature::OwnDefinite, phrase.start == Start::Definite);
        out.set(Feature::OwnIndefinite, phrase.start == Start::Indefinite);
        out.set(Feature::OwnBare, phrase.start == Start::Bare);
        out.set(Feature::OwnPossessive, phrase.start == Start::Possessive);
        out.set(Feature::OwnLong, phrase.core.len() > 1);
        let words = unnamed::words(view, self.anaphor.range.clone(), phrase);
        out.set(Feature::OwnRest, words.end > phrase.core.end);
        out.set(Feature::OwnName, phrase.core.clone().any(|at| view.mention_at(at).is_some()));
        out.set(Feature::OwnHead, self.who.iter().any(|&who| self.headed(who)));
        out.set(Feature::OwnPlural, sorts::is_plural(view, phrase));
        out.set(Feature::OwnPoll, unnamed::is_poll(view.word(phrase.head)));
        let generic = view.known(phrase.head).head.is_some_and(|(head, _)| head.generic);
        out.set(Feature::OwnGeneric, generic);
        let head = view.known(phrase.head).head.map(|(head, _)| head);
        out.set(Feature::OwnBody, head.is_some_and(|head| head.body));
        out.set(Feature::OwnCompany, head.is_some_and(|head| head.company));
        out.set(Feature::OwnOnly, head.is_some_and(|head| head.only));
        out.set(Feature::OwnAnonymous, head.is_some_and(|head| head.sort == SourceType::Anonymous));
        out.set(Feature::OwnTitle, head.is_some_and(|head| head.title));
        out.set(Feature::OwnCrowd, head.is_some_and(|head| head.crowd));
        let possessor = |at: usize| {
            view.known(at).is(Class::Genitive) || matches!(view.word(at), "'" | "’") || view.word(at).ends_with("s’")
        };
        out.set(Feature::OwnPossessor, phrase.core.clone().any(possessor));
        let first = view.word(self.anaphor.range.start);
        out.set(Feature::OwnVague, sorts::is_vague(first) || lexicon::get().is(first, Class::Demonstrative));
        out.set(
            Feature::OwnOwner,
            self.anaphor.own.as_ref().is_some_and(|own| own.contains('’') && phrase.start == Start::Possessive),
        );
        let own = self.anaphor.own.as_deref().unwrap_or_default();
        out.set(Feature::OwnSeen, self.who.iter().any(|&who| self.scene.name(who).eq_ignore_ascii_case(own)));
        let body = |&who: &usize| matches!(self.scene.sort(who), SourceType::Organisation | SourceType::Outlet);
        out.set(Feature::OwnOrganisations, self.who.iter().take(self.lately).any(body));
        out
    }

    /// Returns the features of the option to leave the speaker open.
    pub fn empty(&self) -> Features {
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

    /// Returns the words of a definite organisation as its label if the article names no organisation before it that
    /// could be meant: "The airline". Miss: "the airline" after "Air Ness".
    pub fn definite_label(&self) -> Option<String> {
        let phrase = self.anaphor.phrase.filter(|phrase| phrase.start == Start::Definite)?;
        let view = self.scene.view;
        let (head, many) = view.known(phrase.head).head?;
        let meant = |&who: &usize| match self.scene.sort(who) {
            SourceType::Organisation | SourceType::Outlet | SourceType::Unknown => true,
            SourceType::Place => head.body,
            _ => false,
        };
        if self.anaphor.class != class::BODY || head.sort != SourceType::Organisation || many {
            return None;
        }
        let words = view.document.cover(self.anaphor.range.start..phrase.core.end).of(view.document.text);
        let label = || words.split_whitespace().collect::<Vec<_>>().join(" ");
        (!self.who.iter().any(meant)).then(label)
    }

    /// Sets the features that the cue of a statement without a source provides.
    fn gap(&self, out: &mut Features) {
        let view = self.scene.view;
        let cue = self.anaphor.range.clone();
        let be = |at: usize| view.known(at).is(Class::Be);
        let before = view.known(cue.start.wrapping_sub(1));
        let comma = view.word(cue.start.wrapping_sub(1)) == ",";
        out.set(Feature::EmptyParticiple, view.word(cue.start).ends_with("ing"));
        out.set(
            Feature::EmptyPassive,
            cue.clone().any(be)
                || !(before.any(&[Class::And, Class::But]) || comma) && view.word(cue.start).ends_with("ed"),
        );
        out.set(Feature::EmptyJoined, before.any(&[Class::And, Class::But, Class::Then, Class::Also]));
        let noun = |at: usize| view.known(at).verbs().next().is_none() && view.known(at).nouns().next().is_some();
        out.set(Feature::EmptyNoun, view.known(cue.start).is(Class::Article) || cue.clone().last().is_some_and(noun));
    }
}
