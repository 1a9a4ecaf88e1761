//! Resolves sources: their source types, and speakers by their fullest name.
//!
//! ```text
//! Document ─ mentions (echoes) ─► names ─ entities (roles) ─► who is in the article
//! attribution's source ─ trim ─ source_type (phrase, named) ─► name | pronoun | noun phrase | nothing
//!                          └ entities │ coreference (pronouns, nominal, unnamed) │ turns ─► speaker
//! ```
//!
//! A source without a name is labelled with its own words, such as "State media". If the article does not identify a
//! speaker, the label stays empty.

mod casing;
pub mod coreference;
mod entities;
mod mentions;
mod name_sort;
mod namesakes;
mod nicknames;
mod nominal;
mod phrase;
mod phrase_entities;
mod pronouns;
mod revealed_names;
mod roles;
mod sorts;
mod source_type;
mod spelling;
mod trim;
mod turns;
mod unnamed;

use std::ops::Range;

use crate::lexicon::names::Gender;
use crate::lexicon::{Class, WordInfo};
use crate::model::{Attribution, Kind, SourceType};
use crate::span::Span;
use crate::text::Document;
use entities::Entities;
pub use mentions::Cache;
use mentions::Mention;
use source_type::Source;

/// Resolves the speakers of attributions. Holds all people, organisations and places that the document names.
pub struct SpeakerResolver<'d, 't> {
    view: View<'d, 't>,
    entities: Entities,
}

impl<'d, 't> SpeakerResolver<'d, 't> {
    /// Finds the names in `document` and groups those of the same entity.
    pub fn new(document: &'d Document<'t>) -> Self {
        Self::with(document, &mut Cache::default())
    }

    /// Like [`SpeakerResolver::new`], reusing the names in the paragraphs that `cache` contains.
    pub fn with(document: &'d Document<'t>, cache: &mut Cache) -> Self {
        let view = View::with(document, cache);
        let entities = entities::gather(&view);
        Self { view, entities }
    }

    /// Sets the source type, speaker and antecedent of every attribution. `attributions` must be in text order.
    pub fn resolve(&self, attributions: &mut [Attribution]) {
        let parts: Vec<AttributionParts> = attributions.iter().map(AttributionParts::from).collect();
        let answers = self.answers(&parts);
        let antecedents: Vec<Option<Span>> =
            parts.iter().zip(&answers).map(|(parts, answer)| self.antecedent(parts, answer)).collect();
        for ((attribution, answer), antecedent) in attributions.iter_mut().zip(answers).zip(antecedents) {
            attribution.antecedent = antecedent;
            attribution.speaker = answer.name(&self.entities);
            attribution.source_type = answer.sort;
        }
    }

    /// Returns the speaker of each of `attributions`, which must be in text order. The string is empty if the article
    /// does not identify the speaker, or only by the source's own words.
    pub fn names(&self, attributions: &[AttributionParts<'_>]) -> Vec<String> {
        let name = |answer: &Answer| if answer.own { String::new() } else { answer.name(&self.entities) };
        self.answers(attributions).iter().map(name).collect()
    }

    fn answers(&self, attributions: &[AttributionParts<'_>]) -> Vec<Answer> {
        self.answers_by(attributions, coreference::weights::get(), None)
    }

    /// Like [`SpeakerResolver::names`], but uses `weights`, passes each decision to `trace`, and includes the labels of
    /// speakers without a name. The trainer uses it.
    pub fn trace(
        &self,
        attributions: &[AttributionParts<'_>],
        weights: &coreference::weights::Weights,
        trace: &mut dyn FnMut(coreference::Decision),
    ) -> Vec<String> {
        self.answers_by(attributions, weights, Some(trace)).iter().map(|answer| answer.name(&self.entities)).collect()
    }

    fn answers_by(
        &self,
        attributions: &[AttributionParts<'_>],
        weights: &coreference::weights::Weights,
        trace: Option<&mut dyn FnMut(coreference::Decision)>,
    ) -> Vec<Answer> {
        let (view, entities) = (&self.view, &self.entities);
        let read = |parts: &AttributionParts<'_>| source_type::read(view, trim::source(view, parts));
        let sources: Vec<Source> = attributions.iter().map(read).collect();
        // Anything inferred while resolving, such as someone's gender from "she", is valid for these attributions
        // only.
        let (found, genders) = coreference::resolve(view, entities, attributions, &sources, weights, trace);
        let answers = sources.iter().zip(found).map(|(source, found)| answer(view, entities, &genders, source, found));
        turns::carry_on(view, entities, attributions, &sources, answers.collect())
    }
}

/// The parts of an attribution that determine its speaker.
#[derive(Clone, Copy, Debug)]
pub struct AttributionParts<'a> {
    /// See [`Attribution::source`].
    pub source: &'a [Span],
    /// See [`Attribution::cue`].
    pub cue: &'a [Span],
    /// See [`Attribution::content`].
    pub content: &'a [Span],
    /// See [`Attribution::kind`].
    pub kind: Kind,
}

impl<'a> From<&'a Attribution> for AttributionParts<'a> {
    fn from(attribution: &'a Attribution) -> Self {
        let Attribution { source, cue, content, kind, .. } = attribution;
        Self { source, cue, content, kind: *kind }
    }
}

/// A document with the names that it mentions.
struct View<'d, 't> {
    document: &'d Document<'t>,
    mentions: Vec<Mention>,
    /// For each token, the index of the mention that it belongs to, if any. Titles belong to the mention.
    owner: Vec<Option<usize>>,
    /// For each paragraph, whether it is a headline.
    headline: Vec<bool>,
    /// The indices of the tokens that are third-person pronouns.
    pronouns: Vec<usize>,
}

impl<'d, 't> View<'d, 't> {
    #[cfg(test)]
    fn new(document: &'d Document<'t>) -> Self {
        Self::with(document, &mut Cache::default())
    }

    fn with(document: &'d Document<'t>, cache: &mut Cache) -> Self {
        let headline = casing::headlines(document);
        let mut mentions = mentions::find(document, &headline, cache);
        revealed_names::add(document, &headline, &mut mentions);
        let mut owner = vec![None; document.tokens.len()];
        for (number, mention) in mentions.iter().enumerate() {
            owner[mention.whole.clone()].fill(Some(number));
        }
        Self { document, mentions, owner, headline, pronouns: pronouns::all(document) }
    }

    /// Returns the token's text in lower case, or an empty string past the end.
    fn word(&self, at: usize) -> &str {
        self.document.tokens.get(at).map_or("", |token| &token.lower)
    }

    /// Returns what the lexicon says about the token.
    fn known(&self, at: usize) -> &'d WordInfo {
        self.document.known(at)
    }

    fn mention_at(&self, at: usize) -> Option<usize> {
        self.owner.get(at).copied().flatten()
    }

    /// Returns the tokens from the first to the last of `spans`.
    fn tokens_of(&self, spans: &[Span]) -> Range<usize> {
        match (spans.first(), spans.last()) {
            (Some(first), Some(last)) => self.document.tokens_in(first.cover(*last)),
            _ => 0..0,
        }
    }
}

/// What is known about the speaker of an attribution.
#[derive(Clone, Debug, Default)]
struct Answer {
    sort: SourceType,
    /// The indices of the entities that speak; two for "A and B".
    who: Vec<usize>,
    /// The label of a source without an entity, or the labels of those who speak along with the entities.
    words: Vec<String>,
    /// Whether `words` is the source's own words.
    own: bool,
}

impl Answer {
    fn unnamed(sort: SourceType) -> Self {
        Self { sort, ..Self::default() }
    }

    fn entity(entities: &Entities, genders: &[Gender], entity: usize) -> Self {
        let sort = match entities.all[entity].sort {
            // People usually have a first name somewhere; a single unknown word is something else.
            SourceType::Unknown if entities.all[entity].name.contains(' ') || genders[entity] != Gender::Unknown => {
                SourceType::Person
            }
            SourceType::Unknown => SourceType::Organisation,
            sort => sort,
        };
        Self { sort, who: vec![entity], ..Self::default() }
    }

    fn name(&self, entities: &Entities) -> String {
        let names = self.who.iter().map(|&entity| entities.all[entity].name.as_str());
        joined(&names.chain(self.words.iter().map(String::as_str)).collect::<Vec<_>>())
    }
}

/// Joins names: "A", "A and B", "A, B and C".
fn joined(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Combines `found` with the source type that follows from it or from the words of the source.
fn answer(
    view: &View<'_, '_>,
    entities: &Entities,
    genders: &[Gender],
    source: &Source,
    found: coreference::Resolution,
) -> Answer {
    let entity = found.who.first().map(|&who| Answer::entity(entities, genders, who).sort);
    let sort = match source {
        Source::Empty => SourceType::Unknown,
        Source::Named(..) => entity.unwrap_or_default(),
        Source::Pronoun(at) => entity.or(found.sort).unwrap_or(match pronouns::form(view.known(*at)) {
            Some(pronouns::Form::One(_)) if view.known(*at).is(Class::Pronoun) => SourceType::Person,
            Some(pronouns::Form::Many) if view.known(*at).is(Class::Pronoun) => SourceType::Anonymous,
            _ => SourceType::Unknown,
        }),
        Source::Nominal(phrase) => sorts::of_nominal(view, phrase),
    };
    Answer { sort, who: found.who, words: found.words, own: found.own }
}

impl SpeakerResolver<'_, '_> {
    /// Returns the last mention of the speaker before the source, or else the first one after it. Returns `None` if the
    /// source itself contains a mention, or if the speaker is not exactly one entity.
    fn antecedent(&self, attribution: &AttributionParts<'_>, answer: &Answer) -> Option<Span> {
        let (view, entities) = (&self.view, &self.entities);
        let [entity] = answer.who.as_slice() else { return None };
        let span = |&mention: &usize| view.document.cover(view.mentions[mention].tokens.clone());
        let mentions = &entities.all[*entity].mentions;
        let inside = |at: usize| attribution.source.iter().any(|source| source.has(at));
        let here = attribution.source.first().or(attribution.content.first())?.start;
        let next = mentions.partition_point(|mention| span(mention).start < here);
        if mentions.get(next).map(span).is_some_and(|name| inside(name.start)) {
            return None;
        }
        let before = next.checked_sub(1).and_then(|before| mentions.get(before));
        before.or(mentions.get(next)).map(span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Act, Kind, Reason};

    /// Returns the text without its marks, and the attributions that they mark: `[source]`, `{content}`, and `|`
    /// between attributions.
    fn unmark(marked: &str) -> (String, Vec<Attribution>) {
        let (mut text, mut out) = (String::new(), Vec::new());
        for part in marked.split('|') {
            let (mut source, mut cue, mut content, mut open) = (Vec::new(), Vec::new(), Vec::new(), 0);
            for c in part.chars() {
                match c {
                    '[' | '{' => open = text.len(),
                    ']' => source.push(Span::new(open, text.len())),
                    '}' => content.push(Span::new(open, text.len())),
                    _ => text.push(c),
                }
            }
            // Any span works, since this stage only asks whether there is a cue.
            cue.extend(source.first().copied());
            let quoted = content.first().is_some_and(|span: &Span| span.of(&text).starts_with('“'));
            out.push(Attribution {
                source,
                cue,
                content,
                kind: if quoted { Kind::Direct } else { Kind::Indirect },
                act: Act::default(),
                source_type: SourceType::Unknown,
                speaker: String::new(),
                antecedent: None,
                confidence: 1.0,
                reason: Reason::default(),
            });
        }
        out.retain(|attribution| !attribution.content.is_empty());
        (text, out)
    }

    /// Asserts that the attributions of a marked text resolve to `want`, each written as "speaker/source
    /// type/antecedent", with "-" for no antecedent.
    pub(super) fn check(marked: &str, want: &[&str]) {
        let (text, mut attributions) = unmark(marked);
        SpeakerResolver::new(&Document::new(&text)).resolve(&mut attributions);
        let show = |a: &Attribution| {
            let sort = format!("{:?}", a.source_type).to_lowercase();
            let antecedent = a.antecedent.map_or("-", |span| span.of(&text)).to_owned();
            format!("{}/{sort}/{antecedent}", a.speaker)
        };
        assert_eq!(attributions.iter().map(show).collect::<Vec<_>>(), want, "{marked}");
    }

    /// Returns the source type of the first attribution of a marked text.
    pub(super) fn sort(marked: &str) -> String {
        let (text, mut attributions) = unmark(marked);
        SpeakerResolver::new(&Document::new(&text)).resolve(&mut attributions);
        format!("{:?}", attributions[0].source_type).to_lowercase()
    }

    #[test]
    fn the_fullest_name_wins_and_the_antecedent_is_shown() {
        check(
            "[Regional governor Anna Oru] said {it rained}. |[Oru] said {it was cold}. |[She] added {it was late}.",
            &["Anna Oru/person/-", "Anna Oru/person/-", "Anna Oru/person/Oru"],
        );
    }

    #[test]
    fn joint_speakers() {
        check("[Anna Oru and Jan Dorn] said {it rained}.", &["Anna Oru and Jan Dorn/person/-"]);
        check("[State media and officials] said {it rained}.", &["State media and officials/outlet/-"]);
    }

    #[test]
    fn does_not_panic_on_unusual_text() {
        let shouting = "ORU OF THE ".repeat(400);
        let dots = "Mr. de de van \u{201c}Oru\u{2019}s 's and and of of, - who ".repeat(50);
        for text in ["", " ", "'s", "(", "The", "Oru", shouting.as_str(), dots.as_str()] {
            let whole = Span::new(0, text.len());
            let (_, mut attributions) = unmark("[a] {b}");
            attributions[0].source = vec![whole];
            attributions[0].content = vec![whole];
            let mut again = attributions.clone();
            again[0].source.clear();
            attributions.append(&mut again);
            SpeakerResolver::new(&Document::new(text)).resolve(&mut attributions);
        }
    }
}
