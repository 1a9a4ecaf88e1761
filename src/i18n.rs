//! The sentences shown to people, read from the tables under `corpus/i18n`.
//!
//! English is compiled in. Tables of other languages are passed to [`set_language`] by the caller that loaded them; keys
//! missing from such a table fall back to English.

use std::cell::Cell;
use std::sync::OnceLock;

use crate::vocabulary::Rule;
use crate::word_map::WordMap;

const ENGLISH: &str = include_str!(concat!(env!("OUT_DIR"), "/i18n/en.tsv"));
/// Sentences that explain marks, in a table of their own, because programs without a page need only these.
const RULES: &str = include_str!(concat!(env!("OUT_DIR"), "/i18n/en.rules.tsv"));
/// Sentences about comparisons, in a table of their own, because programs that do not compare leave them out.
const COMPARING: &str = include_str!(concat!(env!("OUT_DIR"), "/i18n/en.compare.tsv"));
/// The sentences in reports and on the command line, separate: the page is built without them.
const REPORTING: &str = include_str!(concat!(env!("OUT_DIR"), "/i18n/en.report.tsv"));

type Table = WordMap<&'static str>;

#[derive(Clone, Copy)]
struct Spoken {
    language: Language,
    rows: &'static str,
    table: Option<&'static Table>,
}

thread_local! {
    static SPOKEN: Cell<Spoken> = const { Cell::new(Spoken { language: Language::English, rows: "", table: None }) };
}

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Compiled in.
    #[default]
    English,
    /// `de.tsv`
    German,
    /// `fr.tsv`
    French,
    /// `es.tsv`
    Spanish,
    /// `uk.tsv`
    Ukrainian,
}

impl Language {
    /// All languages, English first.
    pub const ALL: [Language; 5] =
        [Language::English, Language::German, Language::French, Language::Spanish, Language::Ukrainian];

    /// The BCP 47 code, which is also the name of the table.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::German => "de",
            Language::French => "fr",
            Language::Spanish => "es",
            Language::Ukrainian => "uk",
        }
    }

    /// Returns the language for a tag such as `de-AT`, if there is a table for it.
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

    /// The separator between groups of three digits. The spaces do not break.
    fn thousands(self) -> char {
        match self {
            Language::English => ',',
            Language::German | Language::Spanish => '.',
            Language::French => '\u{202f}',
            Language::Ukrainian => '\u{a0}',
        }
    }

    /// Which plural form goes with `n`: an index into `one|many`, or into `one|few|many` for Ukrainian.
    fn form(self, n: usize) -> usize {
        match self {
            Language::French => usize::from(n > 1),
            Language::Ukrainian => match (n % 10, n % 100) {
                (1, tens) if tens != 11 => 0,
                (2..=4, tens) if !(12..=14).contains(&tens) => 1,
                _ => 2,
            },
            _ => usize::from(n != 1),
        }
    }
}

/// Makes this thread take its sentences from `table` (rows of key, tab, sentence). Pass an empty table for English.
pub fn set_language(language: Language, table: String) {
    // Leaked on purpose: readers change the language a few times at most.
    let rows: &str = Box::leak(table.into_boxed_str());
    let table = (!rows.is_empty()).then(|| &*Box::leak(Box::new(parsed(rows))));
    SPOKEN.set(Spoken { language, rows, table });
}

/// Adds the English sentences about comparisons, for all threads.
pub fn compare() {
    MORE.get_or_init(|| parsed(COMPARING));
}

/// Adds the English sentences in reports and on the command line, for all threads.
pub fn report() {
    REPORTS.get_or_init(|| parsed(REPORTING));
}

/// The current language of this thread.
pub fn language() -> Language {
    SPOKEN.get().language
}

/// The table last passed to [`set_language`]; empty for English.
pub fn table() -> &'static str {
    SPOKEN.get().rows
}

/// Returns the sentence for `key`. Falls back to English, and then to the key itself, so that gaps are visible.
pub fn text(key: &str) -> &str {
    find(key).unwrap_or(key)
}

/// The sentence that explains `rule` to a reader.
pub fn rule(rule: Rule) -> &'static str {
    static TABLE: OnceLock<Table> = OnceLock::new();
    let key = ["rule.", rule.name()].concat();
    own(&key).or_else(|| TABLE.get_or_init(|| parsed(RULES)).get(&key).copied()).unwrap_or("")
}

/// The sentence for the key `<group>.<name>`, such as `ui.status.denied`. Falls back to English, and then to the name.
pub fn label(group: &str, name: &'static str) -> &'static str {
    find(&[group, ".", name].concat()).unwrap_or(name)
}

/// The plural form of the sentence for `key` that goes with `n`. It contains `{n}` as the placeholder for the number.
pub fn form(key: &str, n: usize) -> &str {
    let forms = text(key);
    forms.split('|').nth(language().form(n)).or(forms.split('|').next_back()).unwrap_or(forms)
}

/// Formats `n` with separators between thousands.
pub fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        // Spanish does not group four-digit numbers.
        let whole = language() == Language::Spanish && digits.len() == 4;
        if at > 0 && (digits.len() - at).is_multiple_of(3) && !whole {
            out.push(language().thousands());
        }
        out.push(digit);
    }
    out
}

fn find(key: &str) -> Option<&'static str> {
    let more = |table: &'static OnceLock<Table>| table.get()?.get(key);
    own(key).or_else(|| english().get(key).or_else(|| more(&MORE)).or_else(|| more(&REPORTS)).copied())
}

/// The sentence in the current language, if that is not English.
fn own(key: &str) -> Option<&'static str> {
    SPOKEN.get().table.and_then(|table| table.get(key)).copied()
}

static MORE: OnceLock<Table> = OnceLock::new();
static REPORTS: OnceLock<Table> = OnceLock::new();

fn english() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| parsed(ENGLISH))
}

fn parsed(table: &'static str) -> Table {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_keys_fall_back_to_english() {
        set_language(Language::German, "ui.ok\tGut\n".into());
        assert_eq!((text("ui.ok"), text("ui.name"), text("no.such")), ("Gut", "Sayso", "no.such"));
        assert_eq!(table(), "ui.ok\tGut\n");
        set_language(Language::English, String::new());
        assert_eq!((text("ui.ok"), table()), ("OK", ""));
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
        assert_eq!(forms(Language::English), [1, 0, 1, 1, 1, 1, 1, 1, 1]);
        assert_eq!(forms(Language::French), [0, 0, 1, 1, 1, 1, 1, 1, 1]);
        assert_eq!(forms(Language::Ukrainian), [2, 0, 1, 2, 2, 2, 0, 1, 2]);
    }

    #[test]
    fn groups_digits_of_large_numbers() {
        assert_eq!([0, 999, 1000, 300_000, 5_242_880].map(number), ["0", "999", "1,000", "300,000", "5,242,880"]);
        set_language(Language::Spanish, "a\tb".into());
        assert_eq!([1000, 10_000].map(number), ["1000", "10.000"]);
        set_language(Language::English, String::new());
    }
}
