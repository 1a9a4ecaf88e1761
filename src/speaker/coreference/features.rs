//! The binary features of an option. `corpus/model/speakers.tsv` explains each one.

/// The classes of anaphor, each with its own weights.
pub const CLASSES: [&str; 9] = ["one", "thing", "many", "role", "body", "document", "people", "other", "gap"];

/// The classes as indices of [`CLASSES`].
pub mod class {
    /// A pronoun for a person: "he", "she".
    pub const ONE: usize = 0;
    /// A pronoun for a thing: "it".
    pub const THING: usize = 1;
    /// A plural pronoun: "they".
    pub const MANY: usize = 2;
    /// A noun for one person: "the governor".
    pub const ROLE: usize = 3;
    /// A noun for an organisation, an outlet or a place: "the company".
    pub const BODY: usize = 4;
    /// A noun for a document: "the report".
    pub const DOCUMENT: usize = 5;
    /// A plural noun: "officials".
    pub const PEOPLE: usize = 6;
    /// Any other noun.
    pub const OTHER: usize = 7;
    /// A statement with a cue but without a source.
    pub const GAP: usize = 8;
}

macro_rules! features {
    ($($name:ident $text:literal),* $(,)?) => {
        /// The features, in the order of the rows of `corpus/model/speakers.tsv`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the table says what each one means")]
        pub enum Feature { $($name),* }

        /// The names of the features, in the same order.
        pub const FEATURES: &[&str; [$($text),*].len()] = &[$($text),*];
    };
}

features! {
    SameSentence "same-sentence",
    OneSentence "one-sentence",
    TwoSentences "two-sentences",
    FewSentences "few-sentences",
    Far "far",
    Later "later",
    SameParagraph "same-paragraph",
    ParagraphBefore "paragraph-before",
    Nearest "nearest",
    Second "second",
    Subject "subject",
    Oblique "oblique",
    Quoted "quoted",
    Spoke "spoke",
    ByPronoun "by-pronoun",
    SubjectNear "subject-near",
    OpensSentence "opens-sentence",
    SubjectOneSentence "subject-one-sentence",
    SubjectSameSentence "subject-same-sentence",
    SpokeSameParagraph "spoke-same-paragraph",
    SpokeParagraphBefore "spoke-paragraph-before",
    QuotedBoth "quoted-both",
    BehindQuotation "behind-quotation",
    OnlyInParagraph "only-in-paragraph",
    Description "description",
    NameInside "name-inside",
    LastSpeaker "last-speaker",
    LastSpeakerHere "last-speaker-here",
    LastSpeakerNear "last-speaker-near",
    SpeakerBeforeLast "speaker-before-last",
    Around "around",
    AroundQuoted "around-quoted",
    AroundUnknown "around-unknown",
    Twice "twice",
    FourTimes "four-times",
    EightTimes "eight-times",
    Topic "topic",
    Alone "alone",
    KnownGender "known-gender",
    Person "person",
    Organisation "organisation",
    Place "place",
    Outlet "outlet",
    Unknown "unknown",
    Unnamed "unnamed",
    UnnamedSource "unnamed-source",
    Head "head",
    Modifier "modifier",
    OtherModifier "other-modifier",
    SameWords "same-words",
    HeadElsewhere "head-elsewhere",
    Possessor "possessor",
    Publisher "publisher",
    Inside "inside",
    InsidePoll "inside-poll",
    FullName "full-name",
    Single "single",
    Own "own",
    OwnDefinite "own-definite",
    OwnIndefinite "own-indefinite",
    OwnBare "own-bare",
    OwnPossessive "own-possessive",
    OwnLong "own-long",
    OwnRest "own-rest",
    OwnName "own-name",
    OwnHead "own-head",
    OwnPlural "own-plural",
    OwnPoll "own-poll",
    OwnGeneric "own-generic",
    OwnBody "own-body",
    OwnCompany "own-company",
    OwnOwner "own-owner",
    OwnSeen "own-seen",
    OwnOrganisations "own-organisations",
    OwnOnly "own-only",
    OwnPossessor "own-possessor",
    OwnAnonymous "own-anonymous",
    OwnTitle "own-title",
    OwnCrowd "own-crowd",
    OwnVague "own-vague",
    Empty "empty",
    EmptyDefinite "empty-definite",
    EmptyBare "empty-bare",
    EmptyNobody "empty-nobody",
    EmptyMany "empty-many",
    EmptyQuoted "empty-quoted",
    EmptyOutside "empty-outside",
    EmptyParticiple "empty-participle",
    EmptyPassive "empty-passive",
    EmptyJoined "empty-joined",
    EmptyNoun "empty-noun",
}

/// The features that an option has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Features {
    bits: [u64; 2],
}

impl Features {
    /// Adds `feature` if `yes`.
    pub fn set(&mut self, feature: Feature, yes: bool) {
        let at = feature as usize;
        self.bits[at / 64] |= u64::from(yes) << (at % 64);
    }

    /// Returns the indices in [`FEATURES`] of the features that are set, in order.
    pub fn present(&self) -> impl Iterator<Item = usize> + '_ {
        let from = |(word, bits): (usize, u64)| {
            let left = std::iter::successors(Some(bits), |bits| Some(bits & bits.wrapping_sub(1)));
            left.take_while(|bits| *bits != 0).map(move |bits| 64 * word + bits.trailing_zeros() as usize)
        };
        (0..).zip(self.bits).flat_map(from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_come_in_order() {
        let mut features = Features::default();
        features.set(Feature::EmptyOutside, true);
        features.set(Feature::Nearest, true);
        features.set(Feature::Far, false);
        let names: Vec<&str> = features.present().map(|at| FEATURES[at]).collect();
        assert_eq!(names, ["nearest", "empty-outside"]);
    }
}
