//! The classes of `claimwords.tsv`.

use crate::named_enum::named_enum;
use crate::word_map::WordMap;

use super::Table;

named_enum! {
    /// A class of words around the cues of claims. The comment at the top of the table explains each one.
    #[allow(missing_docs, reason = "the names are the classes of the table")]
    pub enum ClaimWord {
        Vague = "vague",
        Offence = "offence",
        Particle = "particle",
        Verdict = "verdict",
        Accuser = "accuser",
        ChargeSheet = "charge-sheet",
        Worry = "worry",
        Noun = "noun",
        Participle = "participle",
        Count = "count",
        Past = "past",
        PastBare = "past-bare",
        Showing = "showing",
        Thought = "thought",
        Blaming = "blaming",
        Facing = "facing",
        Unsettled = "unsettled",
        Partial = "partial",
        Then = "then",
        Accusal = "accusal",
        Seeming = "seeming",
        Proceeding = "proceeding",
        Counts = "counts",
        Body = "body",
        Deniable = "deniable",
        Evidencing = "evidencing",
        Clausal = "clausal",
        Light = "light",
        Judged = "judged",
        NoCharge = "no-charge",
        Held = "held",
        Term = "term",
        GoingOn = "going-on",
        Telling = "telling",
        Phrasal = "phrasal",
        Supporting = "supporting",
        Finder = "finder",
        Finding = "finding",
        Version = "version",
        Superseded = "superseded",
        Published = "published",
        Planned = "planned",
        Perceived = "perceived",
        Plain = "plain",
        Untrue = "untrue",
        Standing = "standing",
        Utter = "utter",
        True = "true",
        Amended = "amended",
        Asking = "asking",
        Open = "open",
        Settling = "settling",
        Knowing = "knowing",
        Hindering = "hindering",
        Remaining = "remaining",
    }
}

/// The classes of a word.
#[derive(Clone, Copy, Debug, Default)]
pub struct ClaimWords(u64);

impl ClaimWords {
    /// The value for words in no class.
    pub const NONE: Self = Self(0);

    /// Reads a table with the columns word and class.
    pub(super) fn read(table: Table<'static>) -> WordMap<Self> {
        let mut out: WordMap<Self> = WordMap::default();
        for row in table.rows() {
            out.entry(row.get(0)).0 |= ClaimWord::of_name(row.get(1)).map_or(0, |class| 1 << class as u64);
        }
        out
    }

    /// Whether the word belongs to `class`.
    pub fn has(self, class: ClaimWord) -> bool {
        self.0 & 1 << class as u64 != 0
    }
}
