//! The sentences shown to people, read from the tables under `corpus/i18n`.
//!
//! A [`Locale`] is a language with its sentences. Code that writes for people receives it as a value; no language is
//! global. English is compiled in. Tables of other languages are passed to [`Locale::with_table`] by the caller that
//! loaded them; keys missing from such a table fall back to English.

use std::fmt::{self, Debug, Formatter};
use std::sync::OnceLock;

use crate::vocabulary::Rule;
use crate::word_map::WordMap;

/// The English sentences of the page. English is divided into tables so that a program contains only those it uses.
static INTERFACE: Table = Table::new(include_str!(concat!(env!("OUT_DIR"), "/i18n/en.tsv")));
/// Sentences that explain marks.
static RULES: Table = Table::new(include_str!(concat!(env!("OUT_DIR"), "/i18n/en.rules.tsv")));
/// Sentences about comparisons.
static COMPARING: Table = Table::new(include_str!(concat!(env!("OUT_DIR"), "/i18n/en.compare.tsv")));
/// Sentences in reports and on the command line.
static REPORTING: Table = Table::new(include_str!(concat!(env!("OUT_DIR"), "/i18n/en.report.tsv")));

/// Sentences by key. Each row is a key, a tab and a sentence; lines that start with `#` are comments.
struct Table {
    rows: &'static str,
    /// The sentences by key, parsed on first use.
    parsed: OnceLock<WordMap<&'static str>>,
}

impl Table {
    const fn new(rows: &'static str) -> Self {
        Self { rows, parsed: OnceLock::new() }
    }

    fn get(&self, key: &str) -> Option<&'static str> {
        let parsed = || {
            let rows = self.rows.lines().filter(|line| !line.starts_with('#'));
            rows.filter_map(|line| line.split_once('\t')).collect()
        };
        self.parsed.get_or_init(parsed).get(key).copied()
    }
}

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English, which is compiled in.
    #[default]
    English,
    /// German, from `de.tsv`.
    German,
    /// French, from `fr.tsv`.
    French,
    /// Spanish, from `es.tsv`.
    Spanish,
    /// Ukrainian, from `uk.tsv`.
    Ukrainian,
}

impl Language {
    /// All languages, English first.
    pub const ALL: [Language; 5] =
        [Language::English, Language::German, Language::French, Language::Spanish, Language::Ukrainian];

    /// The languages of articles that can be analysed: English, and those with a pack of rules. The interface may have
    /// more.
    pub const OF_ARTICLES: [Language; 5] =
        [Language::English, Language::German, Language::French, Language::Spanish, Language::Ukrainian];

    /// Returns the BCP 47 code, which is also the name of the table file.
    pub const fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::German => "de",
            Language::French => "fr",
            Language::Spanish => "es",
            Language::Ukrainian => "uk",
        }
    }

    /// Returns the language for a BCP 47 tag such as `de-AT`, if the interface has it.
    ///
    /// ```
    /// use sayso::i18n::Language;
    ///
    /// assert_eq!(Language::of_tag("de-AT"), Some(Language::German));
    /// assert_eq!(Language::of_tag("ja"), None);
    /// ```
    pub fn of_tag(tag: &str) -> Option<Self> {
        let code = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// Like [`Language::of_tag`], but returns only languages of articles that can be analysed.
    pub fn of_article(tag: &str) -> Option<Self> {
        Self::of_tag(tag).filter(|language| Self::OF_ARTICLES.contains(language))
    }

    /// Returns the separator between groups of three digits, and the least number of digits that are grouped. A space
    /// is a non-breaking one.
    ///
    /// Agrees with `Intl.NumberFormat`, as [`Language::form`] does with `Intl.PluralRules`. Browsers have these, but
    /// the command line does not, and a report has to be the same from both.
    fn grouping(self) -> (char, usize) {
        match self {
            Language::English => (',', 4),
            Language::German => ('.', 4),
            Language::French => ('\u{202f}', 4),
            Language::Spanish => ('.', 5),
            Language::Ukrainian => ('\u{a0}', 4),
        }
    }

    /// Returns the index of the plural form for `n` in `one|many` or, in languages that have it, in `one|few|many`.
    fn form(self, n: usize) -> usize {
        match self {
            Language::French => usize::from(n > 1),
            Language::Ukrainian => match (n % 10, n % 100) {
                (1, tens) if tens != 11 => 0,
                (2..=4, tens) if !(12..=14).contains(&tens) => 1,
                _ => 2,
            },
            Language::English | Language::German | Language::Spanish => usize::from(n != 1),
        }
    }
}

/// A language of the interface, with its sentences. A copy costs as much as a copy of a reference.
///
/// ```
/// use sayso::i18n::{Language, Locale};
///
/// let german = Locale::ENGLISH.with_table(Language::German, "ui.words\t{n} Wort|{n} Wörter\n".to_owned());
/// assert_eq!(german.count("ui.words", 1234), "1.234 Wörter");
/// assert_eq!(german.text("ui.ok"), "OK");
/// ```
#[derive(Clone, Copy)]
pub struct Locale(&'static Sentences);

struct Sentences {
    language: Language,
    /// The sentences of the language; `None` in English.
    own: Option<&'static Table>,
    /// The English sentences.
    english: &'static [&'static Table],
}

impl Sentences {
    const NONE: Self = Self { language: Language::English, own: None, english: &[] };
}

/// A program contains only the English tables of those constants that it uses.
impl Locale {
    /// English, with all sentences.
    pub const ENGLISH: Self =
        Self(&Sentences { english: &[&INTERFACE, &RULES, &COMPARING, &REPORTING], ..Sentences::NONE });
    /// English, for programs that neither compare nor write reports.
    pub const PAGE: Self = Self(&Sentences { english: &[&INTERFACE, &RULES], ..Sentences::NONE });
    /// English, for programs that compare but write no reports.
    pub const COMPARISON: Self = Self(&Sentences { english: &[&INTERFACE, &RULES, &COMPARING], ..Sentences::NONE });
    /// English, for programs that write reports but do not compare.
    pub const REPORT: Self = Self(&Sentences { english: &[&INTERFACE, &RULES, &REPORTING], ..Sentences::NONE });
    /// English, for programs that only explain marks.
    pub const RULES: Self = Self(&Sentences { english: &[&RULES], ..Sentences::NONE });

    /// Returns the locale of `language`, with the sentences in `table` (rows of key, tab, sentence). Sentences that
    /// `table` lacks are the English ones of `self`. For English, `table` is empty.
    #[must_use]
    pub fn with_table(self, language: Language, table: String) -> Self {
        // Leaked on purpose: readers change the language a few times at most.
        let table: &'static str = table.leak();
        let own = (!table.is_empty()).then(|| &*Box::leak(Box::new(Table::new(table))));
        Self(Box::leak(Box::new(Sentences { language, own, english: self.0.english })))
    }

    /// Returns the language.
    pub fn language(self) -> Language {
        self.0.language
    }

    /// Returns the table that was passed to [`Locale::with_table`]; empty for English.
    pub fn table(self) -> &'static str {
        self.0.own.map_or("", |own| own.rows)
    }

    /// Returns the sentence for `key`. Falls back to English, and then to the key itself, so that gaps are visible.
    pub fn text(self, key: &str) -> &str {
        self.find(key).unwrap_or(key)
    }

    /// Returns the sentence that explains `rule` to a reader; empty if there is none.
    pub fn rule(self, rule: Rule) -> &'static str {
        self.find(&["rule.", rule.name()].concat()).unwrap_or("")
    }

    /// Returns the sentence for the key `<group>.<name>`, such as `ui.status.denied`. Falls back to English, and then
    /// to `name`.
    pub fn label(self, group: &str, name: &'static str) -> &'static str {
        self.find(&[group, ".", name].concat()).unwrap_or(name)
    }

    /// Returns the plural form for `n` of the sentence for `key`. It contains `{n}` as the placeholder for the number.
    pub fn form(self, key: &str, n: usize) -> &str {
        let forms = self.text(key);
        forms.split('|').nth(self.language().form(n)).or(forms.split('|').next_back()).unwrap_or(forms)
    }

    /// Returns the sentence for `key` in its plural form for `n`, with the formatted number in place of `{n}`: "1,234
    /// words". The table has the forms as `one|many` in English.
    pub fn count(self, key: &str, n: usize) -> String {
        self.form(key, n).replace("{n}", &self.number(n))
    }

    /// Returns the sentence for `key`, with each `{name}` replaced by the value that `values` has for the name.
    pub fn fill(self, key: &str, values: &[(&str, &str)]) -> String {
        let mut sentence = self.text(key).to_owned();
        for (name, value) in values {
            sentence = sentence.replace(&format!("{{{name}}}"), value);
        }
        sentence
    }

    /// Formats `n` with separators between thousands.
    pub fn number(self, n: usize) -> String {
        let digits = n.to_string();
        let (separator, least) = self.language().grouping();
        let mut out = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) && digits.len() >= least {
                out.push(separator);
            }
            out.push(digit);
        }
        out
    }

    fn find(self, key: &str) -> Option<&'static str> {
        self.0.own.into_iter().chain(self.0.english.iter().copied()).find_map(|table| table.get(key))
    }
}

/// The locale in which the page starts.
impl Default for Locale {
    fn default() -> Self {
        Self::PAGE
    }
}

/// Locales are equal if they have the same language and the same table in memory.
impl PartialEq for Locale {
    fn eq(&self, other: &Self) -> bool {
        let own = |locale: &Self| locale.0.own.map(std::ptr::from_ref);
        self.language() == other.language() && own(self) == own(other)
    }
}

impl Debug for Locale {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Locale").field(&self.language()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_keys_fall_back_to_english() {
        let german = Locale::ENGLISH.with_table(Language::German, "ui.ok\tGut\n".into());
        assert_eq!(["ui.ok", "ui.name", "no.such"].map(|key| german.text(key)), ["Gut", "Sayso", "no.such"]);
        assert_eq!((german.language(), german.table()), (Language::German, "ui.ok\tGut\n"));
        assert_eq!((Locale::ENGLISH.text("ui.ok"), Locale::ENGLISH.table()), ("OK", ""));
    }

    #[test]
    fn a_locale_has_only_the_sentences_of_its_program() {
        let of = |locale: Locale| ["ui.ok", "compare.none", "report.link"].map(|key| locale.text(key) != key);
        assert_eq!(of(Locale::ENGLISH), [true, true, true]);
        assert_eq!(of(Locale::PAGE), [true, false, false]);
        assert_eq!(of(Locale::COMPARISON), [true, true, false]);
        assert_eq!(of(Locale::REPORT), [true, false, true]);
        assert_eq!(of(Locale::RULES), [false, false, false]);
        assert!(
            !Locale::RULES.rule(Rule::QuoteSourceSaid).is_empty()
                && Locale::RULES.label("ui.act", "denial") == "denial"
        );
    }

    #[test]
    fn understands_regional_language_tags() {
        assert_eq!(Language::of_tag("de-AT"), Some(Language::German));
        assert_eq!(Language::of_tag("UK"), Some(Language::Ukrainian));
        assert_eq!(Language::of_tag("ja"), None);
    }

    #[test]
    fn each_language_uses_its_plural_forms() {
        let forms = |language: Language| [0, 1, 2, 5, 11, 12, 21, 22, 111].map(|n| language.form(n));
        for language in [Language::English, Language::German, Language::Spanish] {
            assert_eq!(forms(language), [1, 0, 1, 1, 1, 1, 1, 1, 1], "{language:?}");
        }
        assert_eq!(forms(Language::French), [0, 0, 1, 1, 1, 1, 1, 1, 1]);
        assert_eq!(forms(Language::Ukrainian), [2, 0, 1, 2, 2, 2, 0, 1, 2]);
    }

    #[test]
    fn groups_digits_of_large_numbers() {
        let english = [0, 999, 1000, 300_000, 5_242_880].map(|n| Locale::ENGLISH.number(n));
        assert_eq!(english, ["0", "999", "1,000", "300,000", "5,242,880"]);
        let of = |language: Language| {
            let locale = Locale::ENGLISH.with_table(language, "a\tb".into());
            [1000, 10_000].map(|n| locale.number(n))
        };
        assert_eq!(of(Language::German), ["1.000", "10.000"]);
        assert_eq!(of(Language::French), ["1\u{202f}000", "10\u{202f}000"]);
        assert_eq!(of(Language::Spanish), ["1000", "10.000"]);
        assert_eq!(of(Language::Ukrainian), ["1\u{a0}000", "10\u{a0}000"]);
    }
}
