//! Names inside a noun phrase, and the publisher of a document that they indicate.

use super::super::phrase::{self, Phrase};
use super::super::{phrase_entities, sorts, unnamed};
use super::scene::Scene;
use crate::lexicon::Class;
use crate::model::SourceType;

/// The named entities inside a noun phrase, as scene numbers: the possessor in "**Oru**'s report", the publisher in
/// "a report by **Oru**", and the name before the head in "an **Oru** report".
#[derive(Clone, Copy, Debug, Default)]
pub struct Inside {
    pub possessor: Option<usize>,
    pub publisher: Option<usize>,
    pub before: Option<usize>,
}

impl Inside {
    /// Finds the names inside `phrase`.
    pub fn of(scene: &Scene<'_, '_, '_>, phrase: &Phrase) -> Self {
        let view = scene.view;
        let who = |mention: usize| scene.entities.of_mention[mention];
        let named = |at: usize| view.mention_at(at).filter(|&m| !view.mentions[m].adjective).map(who);
        let clitic = phrase
            .core
            .clone()
            .find(|&at| view.known(at).is(Class::Genitive) || view.word(at) == "'" || view.word(at) == "’");
        let possessor = clitic.filter(|&at| at > phrase.core.start).and_then(|at| named(at - 1));
        let before = phrase.head.checked_sub(1).filter(|at| phrase.core.contains(at) && clitic != Some(*at));
        let preposition =
            phrase.rest.clone().take(5).find(|&at| view.known(at).any(&[Class::Agentive, Class::Of, Class::In]));
        let publisher = preposition.and_then(|at| {
            let inner = phrase::read(view, at + 1..phrase.rest.end);
            let mention = inner.as_ref().and_then(|inner| phrase_entities::named(view, inner));
            mention.map(who).or_else(|| (at + 1..phrase.rest.end).take(4).find_map(named))
        });
        Self { possessor, publisher, before: before.and_then(named) }
    }
}

/// Returns the publisher of the document that `phrase` denotes, if the phrase names it: "a report by **the Sun**", "a
/// **Sun** report". Returns `None` for polls and for anything other than a document.
pub fn publisher(scene: &Scene<'_, '_, '_>, phrase: &Phrase) -> Option<usize> {
    let view = scene.view;
    if sorts::of_nominal(view, phrase) != SourceType::Document || unnamed::is_poll(view.word(phrase.head)) {
        return None;
    }
    let inside = Inside::of(scene, phrase);
    let by = phrase.rest.clone().take(5).any(|at| view.known(at).is(Class::Agentive));
    let body = |&who: &usize| matches!(scene.sort(who), SourceType::Organisation | SourceType::Outlet);
    let person =
        |&who: &usize| matches!(scene.sort(who), SourceType::Organisation | SourceType::Outlet | SourceType::Person);
    inside.before.filter(body).or_else(|| inside.publisher.filter(|_| by).filter(person))
}
