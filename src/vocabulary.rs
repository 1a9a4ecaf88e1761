//! The words that describe findings: rules, kinds, acts, source types and statuses.
//!
//! Each word is defined here, once, with its name. The name is used in every format, in the keys of the sentences in
//! `corpus/i18n` and in the tables of `corpus`. `tests/vocabulary.rs` checks the files that must repeat the names.

/// Defines an enum whose variants have names, and are serialised as these names. With `else`, a name that this version
/// does not know is read as that variant; without it, such a name is an error.
macro_rules! vocabulary {
    (
        $(#[$about:meta])*
        pub enum $type:ident $(else $other:ident)? {
            $($(#[$meta:meta])* $variant:ident = $name:literal,)*
        }
    ) => {
        $crate::named_enum::named_enum! {
            #[cfg_attr(test, derive(ts_rs::TS))]
            $(#[$about])*
            pub enum $type {
                $($(#[$meta])* #[cfg_attr(test, ts(rename = $name))] $variant = $name,)*
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let name = std::borrow::Cow::<str>::deserialize(deserializer)?;
                let known = Self::of_name(&name)$(.or(Some(Self::$other)))?;
                known.ok_or_else(|| serde::de::Error::custom(["unknown name: ", &name].concat()))
            }
        }
    };
}

pub(crate) use vocabulary;

vocabulary! {
    /// How much of a content is in quotation marks.
    pub enum Kind {
        /// All of it.
        Direct = "direct",
        /// Part of it.
        Mixed = "mixed",
        /// None of it.
        Indirect = "indirect",
    }
}

vocabulary! {
    /// What an attribution reports: a kind of speech, the lack of it, or a state of mind.
    #[derive(Default)]
    pub enum Act {
        /// Said, written, shown or found.
        #[default]
        Statement = "statement",
        /// Thought, wanted, felt or done: "wants", "plans", "supports".
        Attitude = "attitude",
        /// Said to be false: "denied", "rejected the claim". The content is what the source denies.
        Denial = "denial",
        /// Withheld on purpose: "declined to comment", "would not say". Refusing to do something else is an attitude.
        Refusal = "refusal",
        /// Not answered: "did not respond", "has not commented".
        Silence = "silence",
        /// Asked: "asked whether".
        Question = "question",
        /// Warned: "warned that".
        Warning = "warning",
    }
}

impl Act {
    /// Whether the source speaks. Attitudes, refusals and silence are not speech.
    pub const fn speaks(self) -> bool {
        !matches!(self, Act::Attitude | Act::Refusal | Act::Silence)
    }

    /// Whether the source asserts that the content is true.
    pub const fn asserts(self) -> bool {
        matches!(self, Act::Statement | Act::Warning)
    }
}

vocabulary! {
    /// What kind of source a statement comes from.
    #[derive(Default)]
    pub enum SourceType {
        /// A named person.
        Person = "person",
        /// A ministry, company or team, or a single unnamed body such as "police".
        Organisation = "organisation",
        /// A news outlet.
        Outlet = "outlet",
        /// A report, a post, a video.
        Document = "document",
        /// A holder of an office, without a name: "the governor", "prosecutors".
        Role = "role",
        /// A source that cannot be identified: "sources", "some", "it is feared".
        Anonymous = "anonymous",
        /// A capital or country used for its government.
        Place = "place",
        /// The text does not say.
        #[default]
        Unknown = "unknown",
    }
}

vocabulary! {
    // The labels of the neural network have the same order.
    /// How the article presents a claim. Variants are in order of precedence: if several apply, the first wins.
    pub enum Status {
        /// Found false, withdrawn or corrected.
        Refuted = "refuted",
        /// Someone affected by the claim says it is false.
        Denied = "denied",
        /// Two parties give versions that cannot both be true.
        Disputed = "disputed",
        /// Nobody has established it.
        Unconfirmed = "unconfirmed",
        /// An accusation, or a claim that the writer keeps at a distance.
        Alleged = "alleged",
        /// A guess, fear or forecast about facts.
        Speculative = "speculative",
        /// Someone independent of the claimant supports it.
        Corroborated = "corroborated",
    }
}

impl Status {
    /// Whether this is one of the five statuses that count as contested.
    pub const fn contested(self) -> bool {
        !matches!(self, Status::Speculative | Status::Corroborated)
    }
}

vocabulary! {
    /// How much there is to check, in three levels.
    pub enum CheckWorthinessLevel {
        /// Almost nothing.
        Low = "low",
        /// Something.
        Middle = "middle",
        /// A lot.
        High = "high",
    }
}

vocabulary! {
    /// Something the reader should know before relying on the marks.
    pub enum Notice {
        /// The text is in a language that no rules cover, so marks may be missing or wrong.
        NotEnglish = "not-english",
        /// The rules for the text's language are new, so more marks are missing or wrong than in English.
        Experimental = "experimental",
    }
}

vocabulary! {
    /// Why something was marked. `rule.<name>` in `corpus/i18n` is the sentence that explains it to readers.
    #[derive(Default)]
    #[allow(missing_docs, reason = "the sentences explain the rules")]
    pub enum Rule else Unknown {
        // Attributions and quoted words.
        QuoteSaidSource = "quote-said-source",
        QuoteSourceSaid = "quote-source-said",
        QuoteSaid = "quote-said",
        SourceSaidQuote = "source-said-quote",
        SourceColonQuote = "source-colon-quote",
        QuoteSigned = "quote-signed",
        ClauseSourceSaid = "clause-source-said",
        SourceSaidClause = "source-said-clause",
        AccordingTo = "according-to",
        Accusation = "accusation",
        RaisedSubject = "raised-subject",
        Impersonal = "impersonal",
        PassiveHearer = "passive-hearer",
        CueNoun = "cue-noun",
        Transcript = "transcript",
        AccusingNoun = "accusing-noun",
        QuoteAlone = "quote-alone",
        QuotedWords = "quoted-words",
        Learned = "learned",
        SourceUrgedTo = "source-urged-to",
        Headline = "headline",
        HeadlineSpeaker = "headline-speaker",
        Answer = "answer",
        // Claims.
        AllegedVerb = "alleged-verb",
        AllegedAccusation = "alleged-accusation",
        AllegedCharge = "alleged-charge",
        AllegedAdjective = "alleged-adjective",
        AllegedNoun = "alleged-noun",
        AllegedDistance = "alleged-distance",
        Alleged = "alleged",
        DeniedVerb = "denied-verb",
        DeniedElsewhere = "denied-elsewhere",
        DeniedRejected = "denied-rejected",
        DeniedCalledFalse = "denied-called-false",
        DeniedDisowned = "denied-disowned",
        DeniedInsists = "denied-insists",
        DeniedPlea = "denied-plea",
        DeniedInnocent = "denied-innocent",
        Refuted = "refuted",
        Unconfirmed = "unconfirmed",
        UnconfirmedElsewhere = "unconfirmed-elsewhere",
        Speculative = "speculative",
        Corroborated = "corroborated",
        DisputedAccounts = "disputed-accounts",
        DisputedCue = "disputed-cue",
        // How much there is to check.
        WorthFigure = "worth-figure",
        WorthDate = "worth-date",
        WorthComparison = "worth-comparison",
        WorthChange = "worth-change",
        WorthSuperlative = "worth-superlative",
        WorthQuantity = "worth-quantity",
        WorthCause = "worth-cause",
        WorthStatistic = "worth-statistic",
        WorthEvent = "worth-event",
        WorthRecord = "worth-record",
        WorthName = "worth-name",
        WorthPast = "worth-past",
        WorthOpinion = "worth-opinion",
        WorthJudgement = "worth-judgement",
        WorthFuture = "worth-future",
        WorthWish = "worth-wish",
        WorthGuess = "worth-guess",
        WorthCondition = "worth-condition",
        WorthQuestion = "worth-question",
        WorthGreeting = "worth-greeting",
        WorthAddress = "worth-address",
        WorthSelf = "worth-self",
        WorthBoilerplate = "worth-boilerplate",
        WorthShort = "worth-short",
        WorthPlain = "worth-plain",
        // Lines of the page around the article.
        BoilerplateAdvert = "boilerplate-advert",
        BoilerplateLinks = "boilerplate-links",
        BoilerplateSignup = "boilerplate-signup",
        BoilerplateCredit = "boilerplate-credit",
        BoilerplateShare = "boilerplate-share",
        BoilerplateLegal = "boilerplate-legal",
        // Links between articles.
        ReuseVerbatim = "reuse-verbatim",
        ReuseChanged = "reuse-changed",
        SameQuotation = "same-quotation",
        SameWords = "same-words",
        SameContent = "same-content",
        SameFigures = "same-figures",
        SameSource = "same-source",
        SameMeaning = "same-meaning",
        ConflictFigures = "conflict-figures",
        ConflictTimes = "conflict-times",
        ConflictDenied = "conflict-denied",
        ConflictAgents = "conflict-agents",
        ConflictStates = "conflict-states",
        UpdateFigures = "update-figures",
        ShiftDeniedStated = "shift-denied-stated",
        ShiftDenialAbsent = "shift-denial-absent",
        ShiftHedgedStated = "shift-hedged-stated",
        ShiftGuessStated = "shift-guess-stated",
        AttributionDropped = "attribution-dropped",
        AttributionChanged = "attribution-changed",
        QuoteAltered = "quote-altered",
        AttributionOutlet = "attribution-outlet",
        // The reader's changes.
        Corrected = "corrected",
        /// A rule that this version does not know, because the findings are from another version.
        #[default]
        Unknown = "unknown",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_name_leads_back_to_its_word() {
        macro_rules! check {
            ($($type:ident),*) => {
                $(assert!($type::ALL.into_iter().all(|word| $type::of_name(word.name()) == Some(word)));)*
            };
        }
        check!(Kind, Act, SourceType, Status, CheckWorthinessLevel, Notice, Rule);
        assert_eq!(BTreeSet::from(Rule::ALL.map(Rule::name)).len(), Rule::ALL.len());
        assert_eq!(Rule::of_name(""), None);
    }

    #[cfg(feature = "cli")]
    #[test]
    fn a_rule_of_another_version_does_not_lose_the_finding() {
        let read = |json: &str| serde_json::from_str::<crate::model::Reason>(json).unwrap().rule;
        assert_eq!(read(r#"{"rule":"quote-said","words":[]}"#), Rule::QuoteSaid);
        assert_eq!(read(r#"{"rule":"quote-sung","words":[]}"#), Rule::Unknown);
        assert_eq!(serde_json::to_string(&Rule::QuoteSaid).unwrap(), r#""quote-said""#);
        assert!(serde_json::from_str::<Status>(r#""quoted""#).is_err());
    }
}
