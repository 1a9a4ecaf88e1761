//! What an analysis is made of: plain data with public fields.
//!
//! Terms are the field's (PARC, PolNeAR): an *attribution* has a *source*, a *cue* and a *content*. Spans count
//! UTF-8 bytes of the analysed text unless [`Analysis::in_unit`] has changed that. Part lists are in text order and
//! never hold an empty span.

use std::borrow::Cow;

use serde::{Deserialize, Serialize, Serializer, ser::SerializeStruct};

use crate::i18n;
use crate::span::{Span, Unit, convert};

/// How much of a content stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// All of it.
    Direct,
    /// A part of it.
    Mixed,
    /// None of it.
    Indirect,
}

/// What an attribution reports: words of some sort, none, or a mind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// Said, written, shown or found.
    #[default]
    Statement,
    /// Thought, wished, felt or done: "wants", "plans", "supports".
    Attitude,
    /// Said not to be so: "denied", "rejected the claim". The content is what the source denies.
    Denial,
    /// Not said, on purpose: "declined to comment", "would not say". Who refuses to do something shows an attitude.
    Refusal,
    /// Not said: "did not respond", "has not commented".
    Silence,
    /// Asked: "asked whether".
    Question,
    /// Warned: "warned that".
    Warning,
}

impl Act {
    /// All of them.
    pub const ALL: [Act; 7] =
        [Act::Statement, Act::Attitude, Act::Denial, Act::Refusal, Act::Silence, Act::Question, Act::Warning];

    /// Its name in every format and in the tables.
    pub const fn name(self) -> &'static str {
        match self {
            Act::Statement => "statement",
            Act::Attitude => "attitude",
            Act::Denial => "denial",
            Act::Refusal => "refusal",
            Act::Silence => "silence",
            Act::Question => "question",
            Act::Warning => "warning",
        }
    }

    /// Whether somebody speaks: thoughts, refusals and silence are no speech.
    pub const fn speaks(self) -> bool {
        !matches!(self, Act::Attitude | Act::Refusal | Act::Silence)
    }

    /// Whether the source holds that the content is so.
    pub const fn asserts(self) -> bool {
        matches!(self, Act::Statement | Act::Warning)
    }
}

/// What sort of source a statement stands on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum SourceType {
    /// A person with a name.
    Person,
    /// A ministry, a company, a team, or one unnamed body of this sort ("police").
    Organisation,
    /// A news medium.
    Outlet,
    /// A report, a post, a video.
    Document,
    /// An office holder without a name: "the governor", "prosecutors".
    Role,
    /// Nobody who can be told apart: "sources", "some", "it is feared".
    Anonymous,
    /// A capital or country that stands for its government.
    Place,
    /// The text does not show it.
    #[default]
    Unknown,
}

/// How the article presents a claim. The order is the order of precedence: where several fit, the first wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Found false, withdrawn or corrected.
    Refuted,
    /// Somebody it concerns says that it is not so.
    Denied,
    /// Two parties give versions that cannot both hold.
    Disputed,
    /// Nobody has established it.
    Unconfirmed,
    /// An accusation, or a claim that the writer keeps at a distance.
    Alleged,
    /// A guess, a fear or a forecast about facts.
    Speculative,
    /// Somebody independent of the claimant supports it.
    Corroborated,
}

impl Status {
    /// All of them, in the order of precedence, which is that of the network's labels.
    pub const ALL: [Status; 7] = [
        Status::Refuted,
        Status::Denied,
        Status::Disputed,
        Status::Unconfirmed,
        Status::Alleged,
        Status::Speculative,
        Status::Corroborated,
    ];

    /// Whether the status is one of the five that together are called contested.
    pub const fn contested(self) -> bool {
        !matches!(self, Status::Speculative | Status::Corroborated)
    }
}

/// Why a finding stands: the rule that made it and the words that triggered the rule.
///
/// Serialised with a `text` beside it: the rule's sentence in English, for people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(type = "{ rule: string, text: string, words: Span[] }"))]
pub struct Reason {
    /// The rule's id; `rule.<id>` in `corpus/i18n` holds its sentence for the reader.
    pub rule: Cow<'static, str>,
    /// The words in the text that triggered it.
    pub words: Vec<Span>,
}

impl Reason {
    /// The reason given by rule `rule` because of `words`.
    pub fn new(rule: &'static str, words: Vec<Span>) -> Self {
        Self { rule: Cow::Borrowed(rule), words }
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Reason", 3)?;
        out.serialize_field("rule", &self.rule)?;
        out.serialize_field("text", i18n::rule(&self.rule))?;
        out.serialize_field("words", &self.words)?;
        out.end()
    }
}

/// One act of saying, writing, thinking or showing that the article assigns to somebody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Attribution {
    /// The noun phrase that says it, with title and apposition; empty when the text names nobody.
    pub source: Vec<Span>,
    /// The words that do the attributing; empty for a quotation that goes on without a cue.
    pub cue: Vec<Span>,
    /// What is said; several spans when the cue splits it. Never empty.
    pub content: Vec<Span>,
    /// How much of the content stands in quotation marks.
    pub kind: Kind,
    /// What the source does: states, denies, asks, keeps silent, thinks.
    #[serde(default)]
    pub act: Act,
    /// What sort of source it is.
    pub source_type: SourceType,
    /// The source's fullest name in the article, titles left out; empty where the text leaves it open.
    pub speaker: String,
    /// Where the name stands that a pronoun or a role was resolved to, when it is not in the source itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub antecedent: Option<Span>,
    /// How likely source, cue and content are right enough for a reader, from 0 to 1.
    #[serde(default)]
    pub confidence: f32,
    /// Why it was marked.
    pub reason: Reason,
}

/// A stretch of text that states something, and how the article presents it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Claim {
    /// The smallest clause that states the claim, without its cue. Never empty.
    pub content: Vec<Span>,
    /// How the article presents it.
    pub status: Status,
    /// The words that justify the status. Never empty.
    pub cues: Vec<Span>,
    /// Who puts it forward; empty where the text names nobody.
    pub claimant: String,
    /// Who denies or disputes it.
    pub challengers: Vec<String>,
    /// Who is accused, if it is an accusation; else empty.
    pub target: String,
    /// The other versions of a disputed claim: positions in [`Analysis::claims`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(as = "Option<Vec<usize>>", optional))]
    pub versus: Vec<usize>,
    /// The figures in the content, bounds and units included.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(as = "Option<Vec<Span>>", optional))]
    pub figures: Vec<Span>,
    /// How likely content and status are right, from 0 to 1.
    pub confidence: f32,
    /// Why it was marked.
    pub reason: Reason,
}

/// Words in quotation marks that nobody is shown as saying: a nickname, a title, a scare quote, a term being named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Mention {
    /// The words, quotation marks included.
    pub span: Span,
    /// Why it is no attribution.
    pub reason: Reason,
}

/// How much there is to check in one sentence. It says nothing of whether the sentence is true.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Check {
    /// The sentence.
    pub span: Span,
    /// How likely somebody who checks facts finds the sentence worth checking, from 0 to 1.
    pub score: f32,
    /// What raises or lowers the score, what moves it most first. Never empty.
    pub reasons: Vec<Reason>,
}

/// How much there is to check, in three steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Worth {
    /// Next to nothing.
    Low,
    /// Something.
    Middle,
    /// Much.
    High,
}

impl Check {
    /// Scores from here on are high: the sentence is likelier worth checking than not.
    pub const HIGH: f32 = 0.5;
    /// Scores below this are low.
    pub const LOW: f32 = 0.2;

    /// The score in three steps.
    pub fn worth(&self) -> Worth {
        match self.score {
            score if score >= Self::HIGH => Worth::High,
            score if score < Self::LOW => Worth::Low,
            _ => Worth::Middle,
        }
    }
}

/// A line that belongs to the page around the article. Nothing is looked for in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Skipped {
    /// The line, trimmed.
    pub span: Span,
    /// Why it was left out.
    pub reason: Reason,
}

/// Something the reader should know before trusting the marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Notice {
    /// The text does not look like English, the one language the rules know.
    NotEnglish,
}

/// All that was found in one text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Analysis {
    /// Who says what, ordered by the start of the content.
    pub attributions: Vec<Attribution>,
    /// What is contested, speculative or corroborated, ordered by the start of the content.
    pub claims: Vec<Claim>,
    /// Quoted words that are nobody's statement, in text order.
    pub mentions: Vec<Mention>,
    /// How much there is to check in each sentence, in text order.
    #[serde(default)]
    pub checks: Vec<Check>,
    /// Lines that were left out, in text order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(as = "Option<Vec<Skipped>>", optional))]
    pub skipped: Vec<Skipped>,
    /// What to tell the reader about the text as a whole.
    pub notices: Vec<Notice>,
}

impl Attribution {
    /// Every span in it.
    pub(crate) fn spans_mut(&mut self) -> impl Iterator<Item = &mut Span> {
        let parts = self.source.iter_mut().chain(&mut self.cue).chain(&mut self.content);
        parts.chain(&mut self.antecedent).chain(&mut self.reason.words)
    }
}

impl Mention {
    /// Every span in it.
    pub(crate) fn spans_mut(&mut self) -> impl Iterator<Item = &mut Span> {
        std::iter::once(&mut self.span).chain(&mut self.reason.words)
    }
}

impl Analysis {
    /// Every span in it, so that all can be converted or checked at once.
    pub fn spans_mut(&mut self) -> Vec<&mut Span> {
        let mut all: Vec<&mut Span> = Vec::new();
        all.extend(self.attributions.iter_mut().flat_map(Attribution::spans_mut));
        for c in &mut self.claims {
            all.extend(c.content.iter_mut().chain(&mut c.cues).chain(&mut c.reason.words).chain(&mut c.figures));
        }
        all.extend(self.mentions.iter_mut().flat_map(Mention::spans_mut));
        for c in &mut self.checks {
            all.push(&mut c.span);
            all.extend(c.reasons.iter_mut().flat_map(|reason| &mut reason.words));
        }
        all.extend(self.skipped.iter_mut().map(|line| &mut line.span));
        all
    }

    /// How much there is to check in the sentence where `claim`, one of [`Analysis::claims`], starts.
    pub fn worth_of(&self, claim: &Claim) -> Option<&Check> {
        let start = claim.content.first()?.start;
        let after = self.checks.partition_point(|check| check.span.start <= start);
        self.checks[..after].last().filter(|check| check.span.has(start))
    }

    /// The same findings with their spans counted in `unit`. `text` is the text they were found in.
    pub fn in_unit(mut self, text: &str, unit: Unit) -> Self {
        convert(text, unit, &mut self.spans_mut());
        self
    }
}
