//! What the lists hold under the filter: the lists and their counters ask here, so that they
//! agree. Pure: no browser types.

use super::filter::Filter;
use super::segments::Item;
use crate::model::{Analysis, Attribution, Claim};

/// A heading of the list of speakers with its entries.
#[derive(Debug)]
pub struct Voice<'a> {
    /// The speaker's name; empty for nobody.
    pub name: &'a str,
    /// Positions in [`Analysis::attributions`], and the attributions. None where the reader has silenced the speaker.
    pub entries: Vec<(usize, &'a Attribution)>,
}

/// Speakers with what they say, as far as the filter lets it through, in the order of first appearance; nobody comes
/// last. A speaker who is silenced keeps the heading, since it has the box that brings the speaker back.
pub fn voices<'a>(analysis: &'a Analysis, filter: &Filter) -> Vec<Voice<'a>> {
    let mut voices: Vec<Voice<'a>> = Vec::new();
    let mut places = crate::hash::HashMap::default();
    for (at, a) in analysis.attributions.iter().enumerate().filter(|(_, a)| filter.lists(a)) {
        let place = *places.entry(a.speaker.as_str()).or_insert_with(|| {
            voices.push(Voice { name: &a.speaker, entries: Vec::new() });
            voices.len() - 1
        });
        if filter.hears(&a.speaker) {
            voices[place].entries.push((at, a));
        }
    }
    crate::order::sort_by_key(&mut voices, |voice| voice.name.is_empty());
    voices
}

/// The claims that the filter lets through, each with its position in [`Analysis::claims`].
pub fn claims<'a>(analysis: &'a Analysis, filter: &Filter) -> Vec<(usize, &'a Claim)> {
    analysis.claims.iter().enumerate().filter(|(at, _)| filter.shows(analysis, Item::Claim(*at))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Digest;
    use crate::export::words::tally;
    use crate::web::filter::{Layer, Preset, Sources};

    const TEXT: &str = "“It is shut,” said Anna Oru. She denied having taken “bribes” from anybody. Officials said the road was icy. \
        Ben Hale hopes to reopen the bridge in May. Ben Hale refused to say whether the bridge was safe. He said it was “old”.";

    fn filters() -> Vec<Filter> {
        let mut out: Vec<Filter> = Preset::ALL.map(Preset::filter).into();
        out.extend(Layer::ALL.map(|layer| Filter::default().toggled(layer)));
        out.extend([Sources::Named, Sources::Anonymous].map(|sources| Filter::default().with_sources(sources)));
        out.extend(["Anna Oru", "Ben Hale", ""].map(|name| Filter::default().with_speaker_toggled(name)));
        out.extend([50, 90, 100].map(|least| Filter::default().with_least(least)));
        out
    }

    #[test]
    fn counters_and_lists_agree_under_every_filter() {
        let analysis = crate::analyze(TEXT);
        for filter in filters() {
            let voices = voices(&analysis, &filter);
            let listed: usize = voices.iter().map(|voice| voice.entries.len()).sum();
            let shown = (0..analysis.attributions.len()).filter(|&at| filter.shows(&analysis, Item::Attribution(at)));
            assert_eq!(listed, shown.count(), "{filter:?}");
            let digest = Digest::of_those(TEXT, &analysis, &|a| filter.lists(a) && filter.hears(&a.speaker));
            let said = voices.iter().flat_map(|voice| &voice.entries).filter(|(_, a)| a.act.speaks()).count();
            assert_eq!(digest.speakers.iter().map(|one| one.statements).sum::<usize>(), said, "{filter:?}");
            for speaker in digest.speakers.iter().filter(|one| !one.name.is_empty()) {
                let own = voices.iter().find(|voice| voice.name == speaker.name).map(|voice| voice.entries.len());
                assert!(own >= Some(speaker.statements), "{filter:?}: {speaker:?}");
            }
            let claims = claims(&analysis, &filter);
            assert!(claims.iter().all(|&(at, _)| filter.shows(&analysis, Item::Claim(at))), "{filter:?}");
        }
    }

    #[test]
    fn a_refusal_is_listed_and_is_no_statement() {
        let analysis = crate::analyze(TEXT);
        let tallies = |filter: &Filter| -> Vec<String> {
            let all = voices(&analysis, filter);
            all.iter().map(|voice| tally(voice.entries.iter().map(|(_, a)| *a))).collect()
        };
        let usual = ["2 statements", "1 statement", "1 statement, 1 other entry"];
        assert_eq!(tallies(&Filter::default()), usual);
        let all = Filter::default().toggled(Layer::Attitude);
        assert_eq!(tallies(&all)[2], "1 statement, 2 other entries");
        let silent = Filter::default().with_speaker_toggled("Ben Hale");
        assert!(voices(&analysis, &silent)[2].entries.is_empty());
    }
}
