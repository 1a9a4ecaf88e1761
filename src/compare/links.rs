//! The result of a comparison: plain data with public fields.
//!
//! Articles are identified by their index in the input. Spans count bytes of each article's own text unless
//! [`Comparison::in_unit`] has converted them.

use serde::{Deserialize, Serialize, Serializer, ser::SerializeStruct};

use crate::i18n::Locale;
use crate::model::{Rule, Status};
use crate::span::{Span, Unit, convert};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// The relation between two passages of two articles.
    #[cfg_attr(test, ts(rename = "LinkKind"))]
    pub enum Kind {
        /// They share wording: one was copied from the other, or both from a third text.
        Reuse = "reuse",
        /// They make the same claim.
        SameClaim = "same_claim",
        /// They cannot both be true.
        Conflict = "conflict",
        /// They give different figures for the same thing, and one has replaced the other.
        Update = "update",
        /// What one denies or hedges, the other states as a fact or does not deny.
        StatusShift = "status_shift",
        /// What one attributes to a source, the other states itself or attributes to someone else.
        AttributionDropped = "attribution_dropped",
        /// Both quote the same speaker, with different words.
        QuoteAltered = "quote_altered",
    }
}

/// One side of a link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Side {
    /// The index of the article.
    pub article: usize,
    /// The linked passages, in text order. Never empty.
    pub spans: Vec<Span>,
}

impl Side {
    /// Returns the start of the first passage; 0 if there is none.
    pub fn start(&self) -> usize {
        self.spans.first().map_or(0, |span| span.start)
    }

    /// Whether both sides are in the same article and some of their passages overlap.
    pub fn overlaps(&self, other: &Side) -> bool {
        self.article == other.article && self.spans.iter().any(|a| other.spans.iter().any(|b| a.overlaps(*b)))
    }
}

/// A difference within shared wording. If words were added or removed, one of the spans is empty and marks the
/// position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Change {
    /// The words in the first article.
    pub a: Span,
    /// The words in the second article.
    pub b: Span,
}

/// Why two passages were linked: the rule, and the words on both sides that triggered it.
///
/// Serialised with an additional `text`: the rule's English sentence, for people, whatever the language of the articles
/// or of the interface.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(
    test,
    derive(ts_rs::TS),
    ts(rename = "LinkReason", type = "{ rule: Rule, text: string, a: Span[], b: Span[] }")
)]
pub struct Reason {
    /// The rule.
    pub rule: Rule,
    /// The words in the first article.
    pub a: Vec<Span>,
    /// The words in the second article.
    pub b: Vec<Span>,
}

impl Reason {
    /// Creates the reason for a link made by `rule` because of the words `a` and `b`.
    pub const fn new(rule: Rule, a: Vec<Span>, b: Vec<Span>) -> Self {
        Self { rule, a, b }
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Reason", 4)?;
        out.serialize_field("rule", &self.rule)?;
        out.serialize_field("text", Locale::RULES.rule(self.rule))?;
        out.serialize_field("a", &self.a)?;
        out.serialize_field("b", &self.b)?;
        out.end()
    }
}

/// Two passages of two articles and their relation. `a` is in the article that comes first in the input.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Link {
    /// The relation.
    pub kind: Kind,
    /// The passage in the article that comes first in the input.
    pub a: Side,
    /// The passage in the other article.
    pub b: Side,
    /// The probability that a careful reader accepts the link, from 0 to 1.
    pub score: f32,
    /// Why they were linked.
    pub reason: Reason,
    /// The differences within shared wording, in text order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(as = "Option<Vec<Change>>", optional))]
    pub changes: Vec<Change>,
}

vocabulary! {
    /// How an article presents a claim.
    pub enum Manner {
        /// As the article's own statement.
        Stated = "stated",
        /// Attributed to a source.
        Attributed = "attributed",
        /// Presented as an allegation, as unconfirmed or as speculation.
        Alleged = "alleged",
        /// Denied, disputed or refuted.
        Denied = "denied",
    }
}

/// The words with which one article makes a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Stance {
    /// The article and the words.
    #[serde(flatten)]
    pub side: Side,
    /// How the article presents it.
    pub manner: Manner,
    /// The status of the claim in the article; missing if the claim is not marked there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub status: Option<Status>,
    /// The source of the claim or of its denial, as the article names it; empty if it names no one.
    pub speaker: String,
    /// The figures in the claim.
    pub figures: Vec<Span>,
}

/// A claim made by several articles: a row of the matrix of claims and articles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Row {
    /// The clause shown as the name of the row: usually the shortest full clause among the stances.
    pub title: Side,
    /// The stances of the articles that make the claim, one for each, in the order of the articles.
    pub stances: Vec<Stance>,
    /// How many of the articles are independent: those that share their wording count as one.
    pub origins: usize,
    /// Whether the stances contradict each other.
    pub conflict: bool,
}

/// Everything found between articles.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Comparison {
    /// The links, sorted by articles, kind and position.
    pub links: Vec<Link>,
    /// The claims that more than one article makes, in order of first mention.
    pub rows: Vec<Row>,
}

impl Comparison {
    /// Converts the spans to `unit`. `texts` must be the compared texts.
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
        for row in &mut self.rows {
            if let Some(all) = spans.get_mut(row.title.article) {
                all.extend(&mut row.title.spans);
            }
            for stance in &mut row.stances {
                if let Some(all) = spans.get_mut(stance.side.article) {
                    all.extend(stance.side.spans.iter_mut().chain(&mut stance.figures));
                }
            }
        }
        for (text, mut spans) in texts.iter().zip(spans) {
            convert(text, unit, &mut spans);
        }
        self
    }
}
