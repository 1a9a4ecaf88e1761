//! What a comparison is made of: plain data with public fields.
//!
//! Articles are named by their position in what was compared. Spans count bytes of each article's own text unless
//! [`Comparison::in_unit`] has changed that.

use std::borrow::Cow;

use serde::{Deserialize, Serialize, Serializer, ser::SerializeStruct};

use crate::i18n;
use crate::model::Status;
use crate::span::{Span, Unit, convert};

/// How two stretches of two articles hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "LinkKind"))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// They share wording: one was taken from the other, or both from a third.
    Reuse,
    /// They state the same thing.
    SameClaim,
    /// They cannot both hold.
    Conflict,
    /// What one denies or hedges the other states flatly or does not deny.
    StatusShift,
    /// What one says on somebody's word the other says on nobody's, or on somebody else's.
    AttributionDropped,
    /// One speaker's words stand in quotation marks in both, and differ.
    QuoteAltered,
}

impl Kind {
    /// All kinds, in order.
    pub const ALL: [Kind; 6] =
        [Kind::Reuse, Kind::SameClaim, Kind::Conflict, Kind::StatusShift, Kind::AttributionDropped, Kind::QuoteAltered];

    /// Its name in every format.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Reuse => "reuse",
            Kind::SameClaim => "same_claim",
            Kind::Conflict => "conflict",
            Kind::StatusShift => "status_shift",
            Kind::AttributionDropped => "attribution_dropped",
            Kind::QuoteAltered => "quote_altered",
        }
    }
}

/// One end of a link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Side {
    /// The article's position.
    pub article: usize,
    /// What is linked. Never empty, in text order.
    pub spans: Vec<Span>,
}

impl Side {
    /// Where it starts.
    pub fn start(&self) -> usize {
        self.spans.first().map_or(0, |span| span.start)
    }

    /// Whether the two stand in the same article and share some text.
    pub fn overlaps(&self, other: &Side) -> bool {
        self.article == other.article && self.spans.iter().any(|a| other.spans.iter().any(|b| a.overlaps(*b)))
    }
}

/// A place where wording that is otherwise shared differs. One of the spans is empty where words were added or left
/// out; it stands where they would be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Change {
    /// The words in the first article.
    pub a: Span,
    /// The words in the second.
    pub b: Span,
}

/// Why a link stands: the rule that made it, and the words on both sides that triggered it.
///
/// Serialised with a `text` beside it: the rule's sentence in English, for people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(
    test,
    derive(ts_rs::TS),
    ts(rename = "LinkReason", type = "{ rule: string, text: string, a: Span[], b: Span[] }")
)]
pub struct Reason {
    /// The rule's id; `rule.<id>` in `corpus/i18n` holds its sentence.
    pub rule: Cow<'static, str>,
    /// The words in the first article.
    pub a: Vec<Span>,
    /// The words in the second.
    pub b: Vec<Span>,
}

impl Reason {
    /// The reason given by rule `rule` because of the words `a` and `b`.
    pub fn new(rule: &'static str, a: Vec<Span>, b: Vec<Span>) -> Self {
        Self { rule: Cow::Borrowed(rule), a, b }
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Reason", 4)?;
        out.serialize_field("rule", &self.rule)?;
        out.serialize_field("text", i18n::rule(&self.rule))?;
        out.serialize_field("a", &self.a)?;
        out.serialize_field("b", &self.b)?;
        out.end()
    }
}

/// Two stretches of two articles and how they hang together. `a` stands in the earlier article of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Link {
    /// How they hang together.
    pub kind: Kind,
    /// The one side.
    pub a: Side,
    /// The other.
    pub b: Side,
    /// How likely a careful reader lets the link stand, from 0 to 1.
    pub score: f32,
    /// Why.
    pub reason: Reason,
    /// For wording that is shared, where it differs; in text order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(as = "Option<Vec<Change>>", optional))]
    pub changes: Vec<Change>,
}

/// How an article presents a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Manner {
    /// On its own word.
    Stated,
    /// On somebody's word.
    Attributed,
    /// Kept at a distance, unconfirmed or guessed.
    Alleged,
    /// Denied, disputed or refuted.
    Denied,
}

/// One article's words for a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Stance {
    /// The words. Never empty.
    #[serde(flatten)]
    pub side: Side,
    /// How it is presented.
    pub manner: Manner,
    /// The status the article gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub status: Option<Status>,
    /// On whose word, or who denies it on theirs, as the article names them; empty where nobody is named.
    pub speaker: String,
    /// The figures in it.
    pub figures: Vec<Span>,
}

/// A claim that several articles carry: a row of the matrix of claims and articles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Row {
    /// One for each article that has the claim, by article; the others are silent on it.
    pub stances: Vec<Stance>,
    /// How many of them do not share their wording: text taken over counts once as support.
    pub origins: usize,
    /// Whether figures or accounts in it contradict each other.
    pub conflict: bool,
}

/// All that was found between articles.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Comparison {
    /// The links, by articles, kind and place.
    pub links: Vec<Link>,
    /// The claims that more than one article carries, in the order in which they are first told.
    pub rows: Vec<Row>,
}

impl Comparison {
    /// The same with spans counted in `unit`. `texts` are those that were compared.
    pub fn in_unit(mut self, texts: &[&str], unit: Unit) -> Self {
        let mut spans: Vec<Vec<&mut Span>> = texts.iter().map(|_| Vec::new()).collect();
        for link in &mut self.links {
            let articles = (link.a.article, link.b.article);
            let ends = [(&mut link.a, &mut link.reason.a), (&mut link.b, &mut link.reason.b)];
            for (side, words) in ends {
                if let Some(all) = spans.get_mut(side.article) {
                    all.extend(side.spans.iter_mut().chain(words));
                }
            }
            for change in &mut link.changes {
                for (article, span) in [(articles.0, &mut change.a), (articles.1, &mut change.b)] {
                    if let Some(all) = spans.get_mut(article) {
                        all.push(span);
                    }
                }
            }
        }
        for stance in self.rows.iter_mut().flat_map(|row| &mut row.stances) {
            if let Some(all) = spans.get_mut(stance.side.article) {
                all.extend(stance.side.spans.iter_mut().chain(&mut stance.figures));
            }
        }
        for (text, mut spans) in texts.iter().zip(spans) {
            convert(text, unit, &mut spans);
        }
        self
    }
}
