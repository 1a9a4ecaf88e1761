//! Which findings the reader wants to see. Pure: no browser types.
//!
//! A [`Lens`] selects what is marked in the text. The [`Layer`]s that are switched off in the legend are excluded from
//! the lists as well, so that a list and its counter agree.

use std::rc::Rc;

use super::marks::{Item, Mark};
use super::{corrections, search};
use crate::digest::named;
use crate::model::{Act, Analysis, Attribution, Claim, Kind, Status};

/// What is marked in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lens {
    /// Contested claims.
    Contested,
    /// Statements with their speakers.
    Statements,
    /// Both.
    #[default]
    Everything,
}

impl Lens {
    /// All lenses, with their names in styles and storage, and the keys of their labels.
    pub const ALL: [(Lens, &str, &str); 3] = [
        (Lens::Contested, "contested", "ui.lens.contested"),
        (Lens::Statements, "who", "ui.lens.who"),
        (Lens::Everything, "all", "ui.lens.all"),
    ];

    /// Returns its name in styles and storage.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// Returns the lens with this name; [`Lens::Everything`] if there is none.
    pub fn of_name(name: &str) -> Self {
        Self::ALL.iter().find(|(_, own, _)| *own == name).map_or(Lens::Everything, |(lens, ..)| *lens)
    }

    /// Returns whether the legend offers `layer` with this lens.
    pub fn offers(self, layer: Layer) -> bool {
        match layer {
            Layer::Status(status) => self == Lens::Everything || self == Lens::Contested && status.contested(),
            Layer::Quoted | Layer::Reworded => self != Lens::Contested,
            _ => self == Lens::Statements,
        }
    }

    /// Returns whether `item` is marked with this lens.
    fn marks(self, analysis: &Analysis, item: Item) -> bool {
        match item {
            Item::Claim(at) => {
                self != Lens::Statements
                    && analysis.claims.get(at).is_some_and(|c| self == Lens::Everything || c.status.contested())
            }
            Item::Attribution(_) | Item::Mention(_) => self != Lens::Contested,
            Item::Check(_) => true,
        }
    }
}

/// A kind of finding that can be shown or hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// Claims with this status.
    Status(Status),
    /// Statements with words in quotation marks.
    Quoted,
    /// Statements in the writer's own words.
    Reworded,
    /// Refusals to comment, and silence.
    NoComment,
    /// Statements of speakers with a name.
    Named,
    /// Statements of speakers without a name.
    Unnamed,
    /// Thoughts, wishes and acts.
    Attitude,
    /// Quoted words that are not attributed to anyone.
    Mention,
}

impl Layer {
    /// All layers, in the order of the legend.
    pub const ALL: [Layer; 14] = [
        Layer::Status(Status::Refuted),
        Layer::Status(Status::Denied),
        Layer::Status(Status::Disputed),
        Layer::Status(Status::Unconfirmed),
        Layer::Status(Status::Alleged),
        Layer::Status(Status::Speculative),
        Layer::Status(Status::Corroborated),
        Layer::Quoted,
        Layer::Reworded,
        Layer::NoComment,
        Layer::Named,
        Layer::Unnamed,
        Layer::Attitude,
        Layer::Mention,
    ];

    /// Returns the bit for its position in [`Layer::ALL`].
    fn bit(self) -> u16 {
        1 << Self::ALL.iter().position(|layer| *layer == self).unwrap_or_default()
    }
}

/// The reader's filter.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    /// What is marked in the text.
    pub lens: Lens,
    /// A bit for each layer that is switched off.
    hidden: u16,
    /// The minimum confidence in percent; other findings are hidden.
    pub least: u8,
    /// The only speaker whose statements and claims are marked; `None` for all speakers.
    pub only: Option<Rc<str>>,
    /// The words that a finding must contain, as typed; empty for all findings.
    pub find: Rc<str>,
    /// The findings that contain these words, sorted. See [`Filter::searched`].
    found: Rc<[Item]>,
}

impl Default for Filter {
    /// Shows everything except attitudes and quoted words without a speaker.
    fn default() -> Self {
        Self {
            lens: Lens::Everything,
            hidden: Layer::Attitude.bit() | Layer::Mention.bit(),
            least: 0,
            only: None,
            find: "".into(),
            found: Rc::default(),
        }
    }
}

impl Filter {
    /// Returns whether a layer is shown.
    pub fn shows_layer(&self, layer: Layer) -> bool {
        self.hidden & layer.bit() == 0
    }

    /// Returns the filter with a layer toggled.
    pub fn toggled(&self, layer: Layer) -> Self {
        Self { hidden: self.hidden ^ layer.bit(), ..self.clone() }
    }

    /// Returns the filter with this lens.
    pub fn with_lens(&self, lens: Lens) -> Self {
        Self { lens, ..self.clone() }
    }

    /// Returns the filter that marks only this speaker's statements; if it already does, the filter without that
    /// restriction.
    pub fn with_only_toggled(&self, speaker: &str) -> Self {
        let only = if self.only.as_deref() == Some(speaker) { None } else { Some(speaker.into()) };
        Self { only, ..self.clone() }
    }

    /// Returns the filter with this minimum confidence in percent.
    pub fn with_least(&self, least: u8) -> Self {
        Self { least, ..self.clone() }
    }

    /// Returns the filter that shows only findings that contain these words. [`Filter::searched`] must be called on the
    /// result.
    pub fn with_find(&self, words: &str) -> Self {
        Self { find: words.into(), ..self.clone() }
    }

    /// Returns the filter for the next article, without the speaker and the search words of the last one.
    pub fn anew(&self) -> Self {
        Self { only: None, ..self.with_find("") }
    }

    /// Returns the filter after searching for its words in the findings of `analysis` in `text`.
    pub fn searched(self, text: &str, analysis: &Analysis) -> Self {
        let found = if self.find.trim().is_empty() { Vec::new() } else { search::find(text, analysis, &self.find) };
        Self { found: found.into(), ..self }
    }

    /// Returns whether a finding contains the words searched for.
    fn has_words(&self, item: Item) -> bool {
        self.find.trim().is_empty() || self.found.binary_search(&item).is_ok()
    }

    /// Formats the lens, the hidden layers, the minimum confidence and the speaker as one word without white space, for
    /// links.
    pub fn written(&self) -> String {
        let only = self.only.as_deref().map(|name| [",", &corrections::hex(name)].concat()).unwrap_or_default();
        format!("{},{:x},{}{only}", self.lens.name(), self.hidden, self.least)
    }

    /// Parses the output of [`Filter::written`]; `None` for anything else.
    pub fn read(word: &str) -> Option<Self> {
        let mut parts = word.splitn(4, ',');
        let lens = parts.next().filter(|name| Lens::ALL.iter().any(|(_, own, _)| own == name)).map(Lens::of_name)?;
        let hidden = u16::from_str_radix(parts.next()?, 16).ok()?;
        let least = parts.next()?.parse().ok().filter(|least| *least <= 100)?;
        let only = match parts.next() {
            Some(name) => Some(corrections::unhex(name)?.into()),
            None => None,
        };
        Some(Self { lens, hidden, least, only, ..Self::default() })
    }

    /// Returns whether a confidence, from 0 to 1, reaches the minimum.
    fn sure(&self, confidence: f32) -> bool {
        confidence * 100.0 >= f32::from(self.least)
    }

    /// Returns whether a finding of `analysis` is in the lists.
    pub fn lists(&self, analysis: &Analysis, item: Item) -> bool {
        let offered = match item {
            Item::Attribution(at) => analysis.attributions.get(at).is_some_and(|a| self.offers(a)),
            Item::Claim(at) => analysis
                .claims
                .get(at)
                .is_some_and(|c| self.shows_layer(Layer::Status(c.status)) && self.sure(c.confidence)),
            Item::Mention(_) => self.shows_layer(Layer::Mention),
            Item::Check(_) => return self.find.trim().is_empty(),
        };
        offered && self.has_words(item)
    }

    /// Returns whether the legend and the minimum confidence let an attribution through.
    fn offers(&self, a: &Attribution) -> bool {
        let shown = |layer| self.shows_layer(layer);
        let kind = match (a.act, a.kind) {
            (Act::Attitude, _) => shown(Layer::Attitude),
            (Act::Refusal | Act::Silence, _) => shown(Layer::NoComment),
            (_, Kind::Direct) => shown(Layer::Quoted),
            (_, Kind::Mixed) => shown(Layer::Quoted) || shown(Layer::Reworded),
            (_, Kind::Indirect) => shown(Layer::Reworded),
        };
        kind && shown(if named(a) { Layer::Named } else { Layer::Unnamed }) && self.sure(a.confidence)
    }

    /// Returns whether a finding of `analysis` is marked in the text.
    pub fn shows(&self, analysis: &Analysis, item: Item) -> bool {
        let heard = |at: usize| {
            let speaker = |only: &str| analysis.attributions.get(at).is_some_and(|a| a.speaker == *only);
            self.only.as_deref().is_none_or(speaker)
        };
        let party = |at: usize| {
            let has = |only: &str, c: &Claim| c.claimant == *only || c.challengers.iter().any(|name| name == only);
            let claim = analysis.claims.get(at);
            self.only.as_deref().is_none_or(|only| claim.is_some_and(|c| has(only, c)))
        };
        let only = match item {
            Item::Attribution(at) => heard(at),
            Item::Claim(at) => party(at),
            Item::Mention(_) => true,
            Item::Check(_) => self.only.is_none(),
        };
        only && self.lens.marks(analysis, item) && self.lists(analysis, item)
    }

    /// Returns the marks in `all` whose findings are marked in the text.
    pub fn marks(&self, analysis: &Analysis, all: &[Mark]) -> Vec<Mark> {
        all.iter().filter(|mark| self.shows(analysis, mark.item)).copied().collect()
    }

    /// Returns how many findings of `analysis` belong to a layer, shown or not.
    pub fn count(analysis: &Analysis, layer: Layer) -> usize {
        let attributions =
            |fits: &dyn Fn(&Attribution) -> bool| analysis.attributions.iter().filter(|a| fits(a)).count();
        let silent = |a: &Attribution| matches!(a.act, Act::Refusal | Act::Silence);
        let said = |a: &Attribution| a.act != Act::Attitude && !silent(a);
        match layer {
            Layer::Status(status) => analysis.claims.iter().filter(|c| c.status == status).count(),
            Layer::Quoted => attributions(&|a| said(a) && a.kind != Kind::Indirect),
            Layer::Reworded => attributions(&|a| said(a) && a.kind != Kind::Direct),
            Layer::NoComment => attributions(&silent),
            Layer::Named => attributions(&|a| a.act != Act::Attitude && named(a)),
            Layer::Unnamed => attributions(&|a| a.act != Act::Attitude && !named(a)),
            Layer::Attitude => attributions(&|a| a.act == Act::Attitude),
            Layer::Mention => analysis.mentions.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text() -> &'static str {
        "“It is shut,” said Anna Oru. Officials said the road was icy. The minister hopes to reopen the bridge in May. \
         The mayor denied that the bridge was closed. The road may be icy."
    }

    fn analysis() -> Analysis {
        crate::analyze(text())
    }

    fn items(analysis: &Analysis) -> Vec<Item> {
        let attributions = (0..analysis.attributions.len()).map(Item::Attribution);
        attributions.chain((0..analysis.claims.len()).map(Item::Claim)).collect()
    }

    fn shown(filter: &Filter) -> Vec<Item> {
        let analysis = analysis();
        items(&analysis).into_iter().filter(|&item| filter.shows(&analysis, item)).collect()
    }

    #[test]
    fn attitudes_are_hidden_until_the_legend_shows_them() {
        let all = shown(&Filter::default().toggled(Layer::Attitude));
        assert_eq!(all.len(), shown(&Filter::default()).len() + 1);
        assert_eq!(Filter::count(&analysis(), Layer::Attitude), 1);
    }

    #[test]
    fn a_lens_marks_what_its_name_says() {
        let analysis = analysis();
        let contested = shown(&Filter::default().with_lens(Lens::Contested));
        let open = |item: &Item| matches!(item, Item::Claim(at) if analysis.claims[*at].status.contested());
        assert!(!contested.is_empty() && contested.iter().all(open));
        let statements = shown(&Filter::default().with_lens(Lens::Statements));
        assert!(!statements.is_empty() && statements.iter().all(|item| matches!(item, Item::Attribution(_))));
        assert!(shown(&Filter::default()).len() > contested.len() + statements.len());
    }

    #[test]
    fn a_lens_does_not_filter_the_lists() {
        let analysis = analysis();
        let listed = |lens| {
            let filter = Filter::default().with_lens(lens);
            items(&analysis).into_iter().filter(|&item| filter.lists(&analysis, item)).count()
        };
        assert_eq!(listed(Lens::Contested), listed(Lens::Everything));
    }

    #[test]
    fn each_layer_hides_what_it_counts() {
        let analysis = analysis();
        for layer in Layer::ALL.into_iter().filter(|layer| Filter::default().shows_layer(*layer)) {
            let hidden = shown(&Filter::default()).len() - shown(&Filter::default().toggled(layer)).len();
            assert_eq!(hidden, Filter::count(&analysis, layer), "{layer:?}");
        }
    }

    #[test]
    fn one_speaker_alone_can_be_marked() {
        let analysis = analysis();
        let only = Filter::default().with_only_toggled("Anna Oru");
        let statements = shown(&only).into_iter().filter(|item| matches!(item, Item::Attribution(_))).count();
        assert_eq!(statements, 1);
        assert_eq!(only.with_only_toggled("Anna Oru"), Filter::default());
        assert!(
            items(&analysis)
                .iter()
                .all(|&item| only.lists(&analysis, item) == Filter::default().lists(&analysis, item))
        );
    }

    #[test]
    fn searches_lists_and_marks() {
        let (text, analysis) = (text(), analysis());
        let road = Filter::default().with_find(" ROAD icy").searched(text, &analysis);
        let listed: Vec<Item> = items(&analysis).into_iter().filter(|&item| road.lists(&analysis, item)).collect();
        assert!(listed.len() == 2 && listed.iter().all(|&item| road.shows(&analysis, item)), "{listed:?}");
        let none = road.with_find("helicopter").searched(text, &analysis);
        assert!(items(&analysis).iter().all(|&item| !none.lists(&analysis, item)));
        assert_eq!(none.anew().searched(text, &analysis), Filter::default());
    }

    #[test]
    fn filters_round_trip() {
        let own = Filter { least: 40, ..Filter::default().with_lens(Lens::Contested).toggled(Layer::Unnamed) };
        for filter in [own.with_only_toggled("Zoë, the 2nd"), own, Filter::default()] {
            assert!(!filter.written().contains(char::is_whitespace));
            assert_eq!(Filter::read(&filter.written()), Some(filter));
        }
        for broken in ["", "all", "all,zz,0", "none,0,0", "all,0,101", "all,0,0,6", "all,10000,0"] {
            assert_eq!(Filter::read(broken), None, "{broken}");
        }
    }

    #[test]
    fn doubtful_marks_can_be_hidden() {
        assert!(shown(&Filter { least: 100, ..Filter::default() }).is_empty());
    }

    #[test]
    fn every_lens_has_its_name() {
        assert!(Lens::ALL.into_iter().all(|(lens, name, _)| lens.name() == name && Lens::of_name(name) == lens));
    }
}
