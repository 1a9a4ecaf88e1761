//! Words in quantities, from `quantities.tsv`. Read separately from the other tables.

use std::sync::OnceLock;

use super::{Row, Table, decimal, shipped};
use crate::named_enum::named_enum;
use crate::word_map::WordMap;

pub(super) const TABLE: Table = shipped!("lexicon/quantities.tsv");

named_enum! {
    /// What a word does to a number next to it. The comment at the top of the table explains each class.
    #[allow(missing_docs, reason = "the names are the classes of the table")]
    pub enum QuantityClass {
        Vague = "vague",
        Scale = "scale",
        Unit = "unit",
        Money = "money",
        Bound = "bound",
        TimeBound = "timebound",
        Hour = "hour",
        Weekday = "weekday",
        Month = "month",
        Counted = "counted",
        Span = "span",
        Length = "length",
        Ordinal = "ordinal",
    }
}

named_enum! {
    /// The unit that values are given in, one for each kind of quantity.
    pub enum BaseUnit {
        /// None: a count, an ordinal number.
        None = "",
        /// Percent.
        Percent = "percent",
        /// Metres.
        Metre = "metre",
        /// Square metres.
        SquareMetre = "square metre",
        /// Kilograms.
        Kilogram = "kilogram",
        /// Seconds.
        Second = "second",
        /// US dollars.
        Usd = "usd",
        /// Euros.
        Eur = "eur",
        /// Pounds sterling.
        Gbp = "gbp",
        /// Minutes since midnight.
        Clock = "clock",
        /// Days since Monday.
        Weekday = "weekday",
        /// Days since 1 January, with 31 days to each month.
        Day = "day",
        /// Days since the year 0, with 31 days to each month.
        Date = "date",
    }
}

impl BaseUnit {
    /// Whether it measures when something happens, to the day or longer.
    pub fn is_day(self) -> bool {
        matches!(self, Self::Weekday | Self::Day | Self::Date)
    }

    /// Whether it measures when something happens.
    pub fn is_time(self) -> bool {
        self == Self::Clock || self.is_day()
    }
}

/// A row of the table. The comment at the top of the table explains the columns.
#[derive(Clone, Copy, Debug)]
pub struct QuantityWord {
    /// What the word does to a number.
    pub class: QuantityClass,
    /// The smallest value, or the factor.
    pub low: f64,
    /// The largest value, or the factor; equal to `low` if the row gives none.
    pub high: f64,
    /// The base unit.
    pub unit: BaseUnit,
}

impl QuantityWord {
    fn read(row: Row<'static>) -> Option<Self> {
        let class = QuantityClass::of_name(row.get(1))?;
        let low = decimal(row.get(2))?;
        let high = if row.get(3) == "inf" { f64::INFINITY } else { decimal(row.get(3)).unwrap_or(low) };
        Some(Self { class, low, high, unit: BaseUnit::of_name(row.get(4))? })
    }
}

/// Returns what `word` (lower case; up to three words for bounds) does to an adjacent number, if it is listed.
pub fn quantity(word: &str) -> Option<QuantityWord> {
    static WORDS: OnceLock<WordMap<QuantityWord>> = OnceLock::new();
    let read = || TABLE.rows().filter_map(|row| Some((row.get(0), QuantityWord::read(row)?))).collect();
    WORDS.get_or_init(read).get(word).copied()
}
