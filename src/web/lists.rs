//! The contents of the lists under the filter. Both the lists and their counters use this module, so that they agree.
//! Pure: no browser types.

use super::filter::Filter;
use super::marks::Item;
use crate::digest::named;
use crate::model::{Analysis, Attribution, Claim};

/// A speaker in the list of speakers, with entries.
#[derive(Debug)]
pub struct SpeakerEntry<'a> {
    /// The speaker's name; empty if there is none.
    pub name: &'a str,
    /// The speaker's attributions, with their positions in [`Analysis::attributions`]. Never empty.
    pub entries: Vec<(usize, &'a Attribution)>,
}

impl SpeakerEntry<'_> {
    /// Returns whether readers can tell who the speaker is.
    pub fn named(&self) -> bool {
        !self.name.is_empty() && self.entries.iter().any(|(_, a)| named(a))
    }
}

/// Returns the speakers with the statements that the filter lets through: named speakers in order of first appearance,
/// then the others, and statements without a speaker last.
pub fn speakers<'a>(analysis: &'a Analysis, filter: &Filter) -> Vec<SpeakerEntry<'a>> {
    let mut speakers: Vec<SpeakerEntry<'a>> = Vec::new();
    let mut places = crate::hash::HashMap::default();
    for (at, a) in
        analysis.attributions.iter().enumerate().filter(|(at, _)| filter.lists(analysis, Item::Attribution(*at)))
    {
        let place = *places.entry(a.speaker.as_str()).or_insert_with(|| {
            speakers.push(SpeakerEntry { name: &a.speaker, entries: Vec::new() });
            speakers.len() - 1
        });
        speakers[place].entries.push((at, a));
    }
    crate::sort::sort_by_key(&mut speakers, |voice| (voice.name.is_empty(), !voice.named()));
    speakers
}

/// Returns the name of the first named speaker who may be the same as `name`, because the name is longer and contains
/// all words of `name`. `None` if there is none.
pub fn alike<'a>(speakers: &[SpeakerEntry<'a>], name: &str) -> Option<&'a str> {
    let within =
        |one: &str, other: &str| one.split_whitespace().all(|word| other.split_whitespace().any(|own| own == word));
    // The hint appears once, with the shorter name.
    let named = speakers.iter().any(|voice| voice.name == name && voice.named());
    let others = speakers.iter().filter(|voice| named && voice.named() && voice.name.len() > name.len());
    others.map(|voice| voice.name).find(|other| within(name, other))
}

/// Returns the claims that the filter lets through, each with its position in [`Analysis::claims`].
pub fn claims<'a>(analysis: &'a Analysis, filter: &Filter) -> Vec<(usize, &'a Claim)> {
    analysis.claims.iter().enumerate().filter(|(at, _)| filter.lists(analysis, Item::Claim(*at))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Digest;
    use crate::export::wording::tally;
    use crate::i18n::Locale;
    use crate::web::filter::{Layer, Lens};

    const TEXT: &str = "“It is shut,” said Anna Oru. She denied having taken “bribes” from anybody. Officials said the \
        road was icy. Ben Hale hopes to reopen the bridge in May. Ben Hale refused to say whether the bridge was safe. \
        He said it was “old”.";

    fn filters() -> Vec<Filter> {
        let mut out: Vec<Filter> = Lens::ALL.map(|(lens, ..)| Filter::default().with_lens(lens)).into();
        out.extend(Layer::ALL.map(|layer| Filter::default().toggled(layer)));
        out.extend(["Anna Oru", "Ben Hale", ""].map(|name| Filter::default().with_only_toggled(name)));
        out.extend([50, 90, 100].map(|least| Filter::default().with_least(least)));
        let analysis = crate::analyze(TEXT);
        out.extend(["bridge", "oru", "sea"].map(|words| Filter::default().with_find(words).searched(TEXT, &analysis)));
        out
    }

    #[test]
    fn counters_and_lists_agree_under_every_filter() {
        let analysis = crate::analyze(TEXT);
        for filter in filters() {
            let speakers = speakers(&analysis, &filter);
            let listed: usize = speakers.iter().map(|voice| voice.entries.len()).sum();
            let shown = (0..analysis.attributions.len()).filter(|&at| filter.lists(&analysis, Item::Attribution(at)));
            assert_eq!(listed, shown.count(), "{filter:?}");
            let digest = Digest::of_those(TEXT, &analysis, &|at| filter.lists(&analysis, Item::Attribution(at)));
            let said = speakers.iter().flat_map(|voice| &voice.entries).filter(|(_, a)| a.act.speaks()).count();
            assert_eq!(digest.speakers.iter().map(|one| one.statements).sum::<usize>(), said, "{filter:?}");
            for speaker in digest.speakers.iter().filter(|one| !one.name.is_empty()) {
                let own = speakers.iter().find(|voice| voice.name == speaker.name).map(|voice| voice.entries.len());
                assert!(own >= Some(speaker.statements), "{filter:?}: {speaker:?}");
            }
            let claims = claims(&analysis, &filter);
            assert!(claims.iter().all(|&(at, _)| filter.lists(&analysis, Item::Claim(at))), "{filter:?}");
        }
    }

    #[test]
    fn a_name_within_a_longer_one_may_be_the_same_speaker() {
        let statement =
            |name: &str| Attribution { speaker: name.to_owned(), ..crate::analyze(TEXT).attributions[0].clone() };
        let names = ["Tarn Storage", "Anna Oru", "Tarn Storage Ltd", "Anna", "Ben Tarn"];
        let analysis = Analysis { attributions: names.map(statement).into(), ..Analysis::default() };
        let speakers = speakers(&analysis, &Filter::default());
        let alike = names.map(|name| alike(&speakers, name));
        assert_eq!(alike, [Some("Tarn Storage Ltd"), None, None, Some("Anna Oru"), None]);
    }

    #[test]
    fn refusals_are_listed_but_not_counted_as_statements() {
        let analysis = crate::analyze(TEXT);
        let tallies = |filter: &Filter| -> Vec<String> {
            let all = speakers(&analysis, filter);
            all.iter().map(|voice| tally(Locale::PAGE, voice.entries.iter().map(|(_, a)| *a))).collect()
        };
        let usual = ["2 statements", "1 statement, 1 other entry", "1 statement"];
        assert_eq!(tallies(&Filter::default()), usual);
        let all = Filter::default().toggled(Layer::Attitude);
        assert_eq!(tallies(&all)[1], "1 statement, 2 other entries");
        let quiet = Filter::default().toggled(Layer::NoComment);
        assert_eq!(tallies(&quiet)[1], "1 statement");
    }
}
