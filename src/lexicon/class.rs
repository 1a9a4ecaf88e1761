//! Classes of words.

/// Declares [`Class`] with the name of each class in `words.tsv`.
macro_rules! classes {
    ($($class:ident = $name:literal,)*) => {
        /// The word classes of `words.tsv`. The comment at the top of the table explains them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the names are the classes of the table")]
        pub enum Class {
            $($class,)*
        }

        impl Class {
            const ALL: &[(&'static str, Class)] = &[$(($name, Class::$class),)*];
        }
    };
}

classes! {
    Pronoun = "pronoun",
    Object = "object",
    Nobody = "nobody",
    Determiner = "determiner",
    Preposition = "preposition",
    Subordinator = "subordinator",
    Conjunction = "conjunction",
    Relative = "relative",
    Auxiliary = "auxiliary",
    Be = "be",
    Negation = "negation",
    Adverb = "adverb",
    Day = "day",
    Month = "month",
    Time = "time",
    Addressee = "addressee",
    Forum = "forum",
    Answer = "answer",
    AlsoNoun = "also-noun",
    NoContent = "no-content",
    Past = "past",
    Article = "article",
    Possessive = "possessive",
    Demonstrative = "demonstrative",
    FirstPerson = "first-person",
    Whether = "whether",
    Question = "question",
    Modal = "modal",
    Possible = "possible",
    Locative = "locative",
    Temporal = "temporal",
    Durative = "durative",
    Naming = "naming",
    Floating = "floating",
    Concessive = "concessive",
    Aside = "aside",
    NearTime = "near-time",
    Attaching = "attaching",
    Topic = "topic",
    Agentive = "agentive",
    Complement = "complement",
    Unspecific = "unspecific",
    Occurrence = "occurrence",
    Poll = "poll",
    Report = "report",
    Medium = "medium",
    Calling = "calling",
    Circumstance = "circumstance",
    ClauseOpener = "clause-opener",
    Adversative = "adversative",
    Plural = "plural",
    Clock = "clock",
    RelativeSubject = "relative-subject",
    Belonging = "belonging",
    NonFinite = "non-finite",
    Complementiser = "complementiser",
    Infinitive = "infinitive",
    Genitive = "genitive",
    Definite = "definite",
    Existential = "existential",
    It = "it",
    Masculine = "masculine",
    Feminine = "feminine",
    Neuter = "neuter",
    ThirdPlural = "third-plural",
    FirstPlural = "first-plural",
    Anaphor = "anaphor",
    And = "and",
    But = "but",
    Or = "or",
    Nor = "nor",
    Neither = "neither",
    Not = "not",
    No = "no",
    NoOne = "no-one",
    Of = "of",
    Agent = "agent",
    On = "on",
    In = "in",
    At = "at",
    With = "with",
    For = "for",
    From = "from",
    Over = "over",
    Against = "against",
    After = "after",
    Before = "before",
    Since = "since",
    While = "while",
    As = "as",
    If = "if",
    Because = "because",
    Then = "then",
    Yet = "yet",
    How = "how",
    Which = "which",
    Whose = "whose",
    According = "according",
    Proximal = "proximal",
    Adverbial = "adverbial",
    PastAuxiliary = "past-auxiliary",
    Perfect = "perfect",
    Future = "future",
    DayPart = "day-part",
    Also = "also",
    NameJoining = "name-joining",
    Example = "example",
    Population = "population",
    Vacuous = "vacuous",
    OfficeRank = "office-rank",
    Recent = "recent",
    Demand = "demand",
    Handling = "handling",
    Dismissing = "dismissing",
    Admitting = "admitting",
    Appointing = "appointing",
}

impl Class {
    /// Classes of words before a noun that show that readers know what it refers to.
    pub const DEFINITE: [Self; 5] =
        [Self::Possessive, Self::Definite, Self::Proximal, Self::Complementiser, Self::Genitive];

    pub(super) fn read(name: &str) -> Option<Class> {
        Self::ALL.iter().find(|(n, _)| *n == name).map(|&(_, class)| class)
    }

    /// Returns its place in [`Classes`]: the index of an integer, and a bit of that integer.
    const fn place(self) -> (usize, u64) {
        (self as usize / 64, 1 << (self as usize % 64))
    }
}

/// A set of classes, with one bit for each class.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Classes([u64; 2]);

impl Classes {
    pub(super) const NONE: Self = Self([0; 2]);
    /// The closed classes. The other classes divide these further, or contain nouns and verbs.
    const CLOSED: Self = Self::of(&[
        Class::Pronoun,
        Class::Object,
        Class::Nobody,
        Class::Determiner,
        Class::Preposition,
        Class::Subordinator,
        Class::Conjunction,
        Class::Relative,
        Class::Auxiliary,
        Class::Be,
        Class::Negation,
        Class::Adverb,
        Class::Day,
        Class::Month,
        Class::Time,
    ]);

    const fn of(classes: &[Class]) -> Self {
        let mut out = Self::NONE;
        let mut at = 0;
        while at < classes.len() {
            out = out.with(classes[at]);
            at += 1;
        }
        out
    }

    pub(super) const fn with(mut self, class: Class) -> Self {
        let (number, bit) = class.place();
        self.0[number] |= bit;
        self
    }

    /// Whether one of them is a closed class.
    pub(super) fn closed(self) -> bool {
        self.0[0] & Self::CLOSED.0[0] != 0 || self.0[1] & Self::CLOSED.0[1] != 0
    }

    pub(super) fn has(self, class: Class) -> bool {
        let (number, bit) = class.place();
        self.0[number] & bit != 0
    }
}
