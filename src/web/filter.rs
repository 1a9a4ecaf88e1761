//! Which findings the reader wants to see. Pure: no browser types.

use std::rc::Rc;

use super::segments::{Item, Part, Piece};
use crate::digest::named;
use crate::model::{Act, Analysis, Attribution, Kind, Status};

/// A sort of marks that can be shown or hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// Contents of this kind, with their sources and cues.
    Kind(Kind),
    /// Attributions that report a thought, a wish or an act.
    Attitude,
    /// The frames around sources.
    Source,
    /// The lines under cues.
    Cue,
    /// Quoted words that nobody says.
    Mention,
    /// Claims with this status.
    Status(Status),
}

impl Layer {
    /// All of them, in the order of the legend.
    pub const ALL: [Layer; 14] = [
        Layer::Kind(Kind::Direct),
        Layer::Kind(Kind::Mixed),
        Layer::Kind(Kind::Indirect),
        Layer::Attitude,
        Layer::Source,
        Layer::Cue,
        Layer::Mention,
        Layer::Status(Status::Refuted),
        Layer::Status(Status::Denied),
        Layer::Status(Status::Disputed),
        Layer::Status(Status::Unconfirmed),
        Layer::Status(Status::Alleged),
        Layer::Status(Status::Speculative),
        Layer::Status(Status::Corroborated),
    ];

    /// The bit at its place in [`Layer::ALL`].
    fn bit(self) -> u16 {
        1 << Self::ALL.iter().position(|layer| *layer == self).unwrap_or_default()
    }
}

/// Whose attributions are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sources {
    /// Everybody's.
    #[default]
    All,
    /// Those of somebody with a name.
    Named,
    /// Those of nobody with a name.
    Anonymous,
}

/// A filter that one press sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// What is shown at first.
    All,
    /// Contested claims and nothing else.
    Contested,
    /// What stands on the word of nobody who is named.
    Anonymous,
    /// What stands in quotation marks as a whole.
    Direct,
}

impl Preset {
    /// All of them.
    pub const ALL: [Preset; 4] = [Preset::All, Preset::Contested, Preset::Anonymous, Preset::Direct];

    /// The filter that it sets.
    pub fn filter(self) -> Filter {
        let contested = |layer: &Layer| matches!(layer, Layer::Status(status) if status.contested());
        let status = |layer: &Layer| matches!(layer, Layer::Status(_));
        let hides = |hidden: &dyn Fn(&Layer) -> bool| {
            Layer::ALL.iter().filter(|layer| hidden(layer)).fold(0, |bits, layer| bits | layer.bit())
        };
        match self {
            Preset::All => Filter::default(),
            Preset::Contested => Filter { hidden: hides(&|layer| !contested(layer)), ..Filter::default() },
            Preset::Anonymous => Filter {
                hidden: hides(&|layer| status(layer) || *layer == Layer::Mention),
                sources: Sources::Anonymous,
                ..Filter::default()
            },
            Preset::Direct => {
                let shown = [Layer::Kind(Kind::Direct), Layer::Source, Layer::Cue];
                Filter { hidden: hides(&|layer| !shown.contains(layer)), ..Filter::default() }
            }
        }
    }
}

/// What is shown and what is not.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    /// A bit for each layer.
    hidden: u16,
    /// Findings less sure than this are hidden. Per cent.
    pub least: u8,
    /// Whose attributions are shown.
    pub sources: Sources,
    /// In order.
    silent: Vec<Rc<str>>,
}

impl Default for Filter {
    /// Everything but attitudes, which are offered.
    fn default() -> Self {
        Self { hidden: Layer::Attitude.bit(), least: 0, sources: Sources::All, silent: Vec::new() }
    }
}

impl Filter {
    /// Whether a layer is shown.
    pub fn shows_layer(&self, layer: Layer) -> bool {
        self.hidden & layer.bit() == 0
    }

    /// The filter with a layer shown if it was hidden, hidden if it was shown.
    pub fn toggled(&self, layer: Layer) -> Self {
        Self { hidden: self.hidden ^ layer.bit(), ..self.clone() }
    }

    /// Whether what this speaker says is shown.
    pub fn hears(&self, speaker: &str) -> bool {
        self.place(speaker).is_err()
    }

    /// The filter with a speaker heard if he was silent, silent if he was heard.
    pub fn with_speaker_toggled(&self, speaker: &str) -> Self {
        let mut next = self.clone();
        match self.place(speaker) {
            Ok(at) => drop(next.silent.remove(at)),
            Err(at) => next.silent.insert(at, speaker.into()),
        }
        next
    }

    /// Where a silent speaker is kept, or would be.
    fn place(&self, speaker: &str) -> Result<usize, usize> {
        self.silent.binary_search_by(|known| (**known).cmp(speaker))
    }

    /// The filter with these sources shown.
    pub fn with_sources(&self, sources: Sources) -> Self {
        Self { sources, ..self.clone() }
    }

    /// The filter with findings hidden that are less sure than `least` per cent.
    pub fn with_least(&self, least: u8) -> Self {
        Self { least, ..self.clone() }
    }

    /// Whether an attribution is shown, its speaker aside.
    pub fn lists(&self, a: &Attribution) -> bool {
        let act = a.act != Act::Attitude || self.shows_layer(Layer::Attitude);
        let sources = match self.sources {
            Sources::All => true,
            Sources::Named => named(a),
            Sources::Anonymous => !named(a),
        };
        act && sources && self.shows_layer(Layer::Kind(a.kind)) && self.sure(a.confidence)
    }

    /// Whether a finding of this confidence, from 0 to 1, is sure enough to be shown.
    fn sure(&self, confidence: f32) -> bool {
        confidence * 100.0 >= f32::from(self.least)
    }

    /// Whether a finding of `analysis` is shown.
    pub fn shows(&self, analysis: &Analysis, item: Item) -> bool {
        match item {
            Item::Attribution(at) => {
                analysis.attributions.get(at).is_some_and(|a| self.lists(a) && self.hears(&a.speaker))
            }
            Item::Claim(at) => analysis
                .claims
                .get(at)
                .is_some_and(|c| self.shows_layer(Layer::Status(c.status)) && self.sure(c.confidence)),
            Item::Mention(_) => self.shows_layer(Layer::Mention),
        }
    }

    /// The pieces of findings that are shown.
    pub fn pieces(&self, analysis: &Analysis, all: &[Piece]) -> Vec<Piece> {
        let part = |part: Part| match part {
            Part::Source => self.shows_layer(Layer::Source),
            Part::Cue => self.shows_layer(Layer::Cue),
            _ => true,
        };
        all.iter().filter(|piece| part(piece.part) && self.shows(analysis, piece.item)).copied().collect()
    }

    /// How many findings of `analysis` belong to a layer, shown or not.
    pub fn count(analysis: &Analysis, layer: Layer) -> usize {
        let attributions =
            |fits: &dyn Fn(&Attribution) -> bool| analysis.attributions.iter().filter(|a| fits(a)).count();
        match layer {
            Layer::Kind(kind) => attributions(&|a| a.kind == kind),
            Layer::Attitude => attributions(&|a| a.act == Act::Attitude),
            Layer::Source => attributions(&|a| !a.source.is_empty()),
            Layer::Cue => attributions(&|a| !a.cue.is_empty()),
            Layer::Mention => analysis.mentions.len(),
            Layer::Status(status) => analysis.claims.iter().filter(|c| c.status == status).count(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn analysis() -> Analysis {
        crate::analyze(
            "“It is shut,” said Anna Oru. Officials said the road was icy. The minister hopes to reopen the bridge in May. \
             The mayor denied that the bridge was closed.",
        )
    }

    fn shown(filter: &Filter) -> Vec<Item> {
        let analysis = analysis();
        let mut items: Vec<Item> = super::super::segments::pieces(&analysis).iter().map(|piece| piece.item).collect();
        crate::order::sort(&mut items);
        items.dedup();
        items.retain(|&item| filter.shows(&analysis, item));
        items
    }

    #[test]
    fn attitudes_are_hidden_until_they_are_asked_for() {
        let all = shown(&Filter::default().toggled(Layer::Attitude));
        let first = shown(&Filter::default());
        assert_eq!(all.len(), first.len() + 1);
        assert_eq!(Filter::count(&analysis(), Layer::Attitude), 1);
    }

    #[test]
    fn presets_show_what_they_say() {
        let analysis = analysis();
        let contested = shown(&Preset::Contested.filter());
        assert!(!contested.is_empty() && contested.iter().all(|item| matches!(item, Item::Claim(_))));
        let of = |preset: Preset| -> Vec<&Attribution> {
            let items = shown(&preset.filter());
            let at =
                |item: &Item| if let Item::Attribution(at) = item { Some(&analysis.attributions[*at]) } else { None };
            items.iter().filter_map(at).collect()
        };
        assert!(!of(Preset::Anonymous).is_empty() && of(Preset::Anonymous).iter().all(|a| !named(a)));
        assert!(of(Preset::Direct).iter().all(|a| a.kind == Kind::Direct) && of(Preset::Direct).len() == 1);
    }

    #[test]
    fn speakers_and_doubtful_marks_can_be_silenced() {
        let quiet = Filter::default().with_speaker_toggled("Anna Oru");
        assert_eq!(shown(&quiet).len() + 1, shown(&Filter::default()).len());
        assert_eq!(quiet.with_speaker_toggled("Anna Oru"), Filter::default());
        let sure = Filter { least: 100, ..Filter::default() };
        assert!(shown(&sure).iter().all(|item| !matches!(item, Item::Attribution(_))));
    }
}
