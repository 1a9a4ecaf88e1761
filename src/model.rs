//! The result of an analysis: plain data with public fields.
//!
//! The terms are those of PARC and PolNeAR: an *attribution* has a *source*, a *cue* and a *content*. Spans count
//! UTF-8 bytes of the analysed text unless [`Analysis::in_unit`] has converted them. Lists of spans are in text order
//! and contain no empty span.

mod claim;

pub use claim::Claim;

use serde::{Deserialize, Serialize, Serializer, ser::SerializeStruct};

use crate::i18n::{Language, Locale};
use crate::span::{Span, Unit, convert};
pub use crate::vocabulary::{Act, CheckWorthinessLevel, Kind, Notice, Rule, SourceType, Status};

/// Why something was marked: the rule, and the words that triggered it.
///
/// Serialised with an additional `text`: the rule's English sentence, for people, whatever the language of the article
/// or of the interface.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(type = "{ rule: Rule, text: string, words: Span[] }"))]
pub struct Reason {
    /// The rule.
    pub rule: Rule,
    /// The words that triggered the rule.
    pub words: Vec<Span>,
}

impl Reason {
    /// The language of `text` in the serialised form, also of links between articles.
    pub const LANGUAGE: Language = Language::English;

    /// Creates the reason for a finding of `rule`, triggered by `words`.
    pub const fn new(rule: Rule, words: Vec<Span>) -> Self {
        Self { rule, words }
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Reason", 3)?;
        out.serialize_field("rule", &self.rule)?;
        out.serialize_field("text", Locale::RULES.rule(self.rule))?;
        out.serialize_field("words", &self.words)?;
        out.end()
    }
}

/// One act of saying, writing, thinking or showing that the article attributes to a source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Attribution {
    /// The noun phrase of the source, with title and apposition; empty if the text names no one.
    pub source: Vec<Span>,
    /// The words that attribute; empty for a quotation that continues without a cue.
    pub cue: Vec<Span>,
    /// What is said; several spans if the cue splits it. Never empty.
    pub content: Vec<Span>,
    /// How much of the content is in quotation marks.
    pub kind: Kind,
    /// What the source does: states, denies, asks, stays silent, thinks.
    #[serde(default)]
    pub act: Act,
    /// What kind of source it is.
    pub source_type: SourceType,
    /// The source's fullest name in the article, without titles; empty if the text does not give one.
    pub speaker: String,
    /// The name that a pronoun or role in the source refers to, if the name is outside the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub antecedent: Option<Span>,
    /// The probability that source, cue and content are right enough for a reader, from 0 to 1.
    #[serde(default)]
    pub confidence: f32,
    /// Why it was marked.
    pub reason: Reason,
}

/// Quoted words that are not attributed to anyone: a nickname, a title, a scare quote, a term being defined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Mention {
    /// The words, including their quotation marks.
    pub span: Span,
    /// Why it is not an attribution.
    pub reason: Reason,
}

/// How much there is to check in one sentence. This does not say whether the sentence is true.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CheckWorthiness {
    /// The sentence.
    pub span: Span,
    /// The probability that a fact-checker finds the sentence worth checking, from 0 to 1.
    pub score: f32,
    /// What raises or lowers the score, the strongest influence first. Never empty.
    pub reasons: Vec<Reason>,
}

impl CheckWorthiness {
    /// Scores from here on are high: the sentence is more likely worth checking than not.
    pub const HIGH: f32 = 0.5;
    /// Scores below this are low; those from here up to [`CheckWorthiness::HIGH`] are in the middle.
    pub const LOW: f32 = 0.2;

    /// Returns the score as one of three levels.
    pub fn level(&self) -> CheckWorthinessLevel {
        match self.score {
            score if score >= Self::HIGH => CheckWorthinessLevel::High,
            score if score < Self::LOW => CheckWorthinessLevel::Low,
            _ => CheckWorthinessLevel::Middle,
        }
    }
}

/// A line that belongs to the page around the article. It is not analysed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Skipped {
    /// The line, trimmed.
    pub span: Span,
    /// Why it was skipped.
    pub reason: Reason,
}

/// Everything found in one text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Analysis {
    /// Who says what, ordered by the start of the content.
    pub attributions: Vec<Attribution>,
    /// What is contested, speculative or corroborated, ordered by the start of the content.
    pub claims: Vec<Claim>,
    /// Quoted words that are not attributed, in text order.
    pub mentions: Vec<Mention>,
    /// How much there is to check in each sentence, in text order.
    #[serde(default)]
    pub checks: Vec<CheckWorthiness>,
    /// Skipped lines, in text order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(as = "Option<Vec<Skipped>>", optional))]
    pub skipped: Vec<Skipped>,
    /// Notices about the text as a whole.
    pub notices: Vec<Notice>,
    /// The language whose rules made the findings, as a BCP 47 code.
    #[serde(default, with = "code")]
    #[cfg_attr(test, ts(type = "string"))]
    pub language: Language,
}

/// Serialises a language as its BCP 47 code. Unknown codes are read as English.
mod code {
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::i18n::Language;

    pub fn serialize<S: Serializer>(language: &Language, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(language.code())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Language, D::Error> {
        let code = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Ok(Language::of_article(&code).unwrap_or_default())
    }
}

impl Attribution {
    /// Returns all spans in it.
    pub(crate) fn spans_mut(&mut self) -> impl Iterator<Item = &mut Span> {
        let parts = self.source.iter_mut().chain(&mut self.cue).chain(&mut self.content);
        parts.chain(&mut self.antecedent).chain(&mut self.reason.words)
    }
}

impl Mention {
    /// Returns all spans in it.
    pub(crate) fn spans_mut(&mut self) -> impl Iterator<Item = &mut Span> {
        std::iter::once(&mut self.span).chain(&mut self.reason.words)
    }
}

impl Analysis {
    /// Returns all spans, so that they can be converted or checked together.
    pub fn spans_mut(&mut self) -> Vec<&mut Span> {
        let mut all: Vec<&mut Span> = Vec::new();
        all.extend(self.attributions.iter_mut().flat_map(Attribution::spans_mut));
        all.extend(self.claims.iter_mut().flat_map(Claim::spans_mut));
        all.extend(self.mentions.iter_mut().flat_map(Mention::spans_mut));
        for c in &mut self.checks {
            all.push(&mut c.span);
            all.extend(c.reasons.iter_mut().flat_map(|reason| &mut reason.words));
        }
        all.extend(self.skipped.iter_mut().map(|line| &mut line.span));
        all
    }

    /// Returns the check-worthiness of the sentence in which `claim`, one of [`Analysis::claims`], starts; `None` if
    /// that sentence was not rated.
    pub fn check_worthiness_of(&self, claim: &Claim) -> Option<&CheckWorthiness> {
        let start = claim.content.first()?.start;
        let after = self.checks.partition_point(|check| check.span.start <= start);
        self.checks[..after].last().filter(|check| check.span.has(start))
    }

    /// Converts the spans to `unit`. `text` must be the analysed text.
    pub fn in_unit(mut self, text: &str, unit: Unit) -> Self {
        convert(text, unit, &mut self.spans_mut());
        self
    }
}
