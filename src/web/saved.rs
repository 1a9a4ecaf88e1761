//! An article as saved on this device. Pure: no browser types.
//!
//! The format is lines of text: the version, dismissals and corrections, the metadata, an empty line, and the unchanged
//! text.

use crate::export::Meta;
use crate::i18n::Language;
use crate::model::Analysis;

use super::corrections::{self, Correction};
use super::dismiss;

const VERSION: &str = "sayso 1";
/// The prefix of the names of saved articles; the time of creation follows, in milliseconds.
pub const START: &str = "sayso.article.";
/// The maximum number of saved articles. When one more is added, another is evicted.
pub const MOST: usize = 12;
/// The prefix of corrections and of the time of the last edit. They follow the fingerprints of dismissed findings, with
/// the time last. Versions that do not know corrections skip them.
const EDITED: char = '+';
/// The prefix of the word for the language. Versions that do not know it skip it like a correction.
const LANGUAGE: &str = "+=";

/// A saved article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The name in the browser's storage.
    pub name: String,
    /// When the article was last edited; if an earlier version saved it without that time, when it was created. In
    /// milliseconds since 1970.
    pub edited: u64,
    /// The article.
    pub article: SavedArticle,
}

impl Entry {
    /// Parses what is saved under `name`; `None` if another version or something else wrote it.
    pub fn read(name: String, kept: &str) -> Option<Self> {
        let article = SavedArticle::read(kept)?;
        let noted = kept.lines().nth(1)?.split_whitespace().next_back()?.rsplit_once(EDITED);
        let edited = noted.and_then(|(_, time)| u64::from_str_radix(time, 16).ok());
        let edited = edited.or_else(|| name.strip_prefix(START)?.parse().ok()).unwrap_or_default();
        Some(Self { name, edited, article })
    }
}

/// An article, its metadata, and what the reader dismissed and corrected in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedArticle {
    /// The whole text.
    pub text: String,
    /// Its metadata.
    pub meta: Meta,
    /// Fingerprints of the dismissed findings, see [`super::dismiss`].
    pub dismissed: Vec<u64>,
    /// The reader's corrections of findings, see [`super::corrections`].
    pub corrections: Vec<Correction>,
    /// The language of the text, if the reader chose it.
    pub language: Option<Language>,
}

impl SavedArticle {
    /// Serialises the article.
    pub fn written(&self) -> String {
        self.lines("")
    }

    /// Serialises the article with the time of its last edit, in milliseconds since 1970.
    pub fn written_at(&self, edited: u64) -> String {
        self.lines(&format!("{EDITED}{edited:x}"))
    }

    fn lines(&self, edited: &str) -> String {
        let mut out =
            [VERSION, "\ndismissed=", &listed(&self.dismissed, &self.corrections, self.language), edited].concat();
        for field in self.meta.clone().fields_mut() {
            out.push('\n');
            out.extend(field.chars().map(|c| if c == '\n' { ' ' } else { c }));
        }
        out + "\n\n" + &self.text
    }

    /// Parses the output of [`SavedArticle::written`] or [`SavedArticle::written_at`]. Returns `None` if the data has
    /// another version or is not a saved article. Of the fingerprints, only the last [`dismiss::MOST`] are read.
    pub fn read(kept: &str) -> Option<Self> {
        let mut lines = kept.splitn(9, '\n');
        if lines.next()? != VERSION {
            return None;
        }
        let (dismissed, corrections, language) = unlisted(lines.next()?.strip_prefix("dismissed=")?)?;
        let mut meta = Meta::default();
        for field in meta.fields_mut() {
            *field = lines.next()?.to_owned();
        }
        lines.next().filter(|line| line.is_empty())?;
        Some(Self { text: lines.next()?.to_owned(), meta, dismissed, corrections, language })
    }

    /// Returns `found`, the findings in its text, with the reader's dismissals and corrections.
    pub fn applied(&self, found: &Analysis) -> Analysis {
        let gone = dismiss::dismissed_items(&self.text, found, &self.dismissed);
        dismiss::without(&corrections::corrected(&self.text, found, &self.corrections), &gone)
    }

    /// Returns its headline, or its first words if it has none.
    pub fn title(&self) -> &str {
        title(&self.meta, &self.text)
    }
}

/// Serialises dismissals and corrections as words: the fingerprints of dismissed findings, corrections, and the
/// language if the reader chose it. Each word is followed by a space.
pub fn listed(dismissed: &[u64], corrections: &[Correction], language: Option<Language>) -> String {
    let fingerprints = dismissed.iter().map(|fingerprint| format!("{fingerprint:016x} "));
    let corrections = corrections.iter().map(|correction| format!("{EDITED}{} ", correction.written()));
    let language = language.map(|language| [LANGUAGE, language.code(), " "].concat());
    fingerprints.chain(corrections).chain(language).collect()
}

/// What [`listed`] serialises.
type Listed = (Vec<u64>, Vec<Correction>, Option<Language>);

/// Parses the output of [`listed`]; `None` if a word is not a fingerprint. Reads only the last [`dismiss::MOST`]
/// fingerprints and the first [`corrections::MOST`] corrections.
pub fn unlisted(words: &str) -> Option<Listed> {
    let words = words.split_whitespace();
    let language = words.clone().find_map(|word| word.strip_prefix(LANGUAGE)).and_then(Language::of_article);
    let corrections = words.clone().filter_map(|word| Correction::read(word.strip_prefix(EDITED)?));
    let corrections = corrections.take(corrections::MOST).collect();
    let fingerprints = words.filter(|word| !word.starts_with(EDITED)).rev().take(dismiss::MOST);
    let mut dismissed =
        fingerprints.map(|fingerprint| u64::from_str_radix(fingerprint, 16).ok()).collect::<Option<Vec<_>>>()?;
    dismissed.reverse();
    Some((dismissed, corrections, language))
}

/// Returns the headline of an article, or its first words if it has none; at most 90 characters.
pub fn title<'a>(meta: &'a Meta, text: &'a str) -> &'a str {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let title = if meta.title.is_empty() { first } else { &meta.title };
    title.char_indices().nth(90).map_or(title, |(end, _)| &title[..end])
}

/// What to do with an article that has changed in this tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveDecision {
    /// Write it under its name.
    Write,
    /// Nothing: it is saved already.
    Same,
    /// Write it under a new name: another tab has changed what is saved under its own.
    Both,
}

/// Decides how to save an article. `held` is what this tab last read or wrote under the article's name, `there` is
/// what the storage contains now, and `now` is the article in this tab.
pub fn decide(held: &SavedArticle, there: Option<&str>, now: &SavedArticle) -> SaveDecision {
    match there.map(SavedArticle::read) {
        _ if held == now => SaveDecision::Same,
        None => SaveDecision::Write,
        Some(Some(there)) if there == *now => SaveDecision::Same,
        Some(Some(there)) if there == *held => SaveDecision::Write,
        Some(_) => SaveDecision::Both,
    }
}

/// Returns the saved article to evict after an article was added under the name `added`: the one edited longest ago.
/// The added article, articles that are `open` in any tab, and the one edited most recently before are never evicted.
/// Returns `None` if there is room, or if no article can be evicted.
pub fn eldest<'a>(all: &'a [Entry], added: &str, open: &[String]) -> Option<&'a Entry> {
    let others = || all.iter().filter(|entry| entry.name != added);
    let last = others().max_by_key(|entry| (entry.edited, &entry.name))?;
    let free = others().filter(|entry| entry.name != last.name && !open.contains(&entry.name));
    free.min_by_key(|entry| (entry.edited, &entry.name)).filter(|_| all.len() > MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kept_articles_round_trip() {
        let meta = Meta { title: "Bridge\nshut".into(), outlet: "The Tide".into(), ..Meta::default() };
        let corrections = vec![Correction { fingerprint: 5, change: corrections::Change::Speaker("Zoë Vale".into()) }];
        let article = SavedArticle {
            text: "One.\n\n\ndismissed=x\n".into(),
            meta,
            dismissed: vec![0, u64::MAX, 77],
            corrections,
            language: Some(Language::Ukrainian),
        };
        let back = SavedArticle::read(&article.written()).unwrap();
        let with_time = article.written_at(3);
        assert_eq!((&*back.text, &*back.meta.title, back.dismissed.len()), (&*article.text, "Bridge shut", 3));
        assert_eq!((back.corrections, back.language), (article.corrections, Some(Language::Ukrainian)));
        assert_eq!(SavedArticle::read(&with_time).and_then(|back| back.language), Some(Language::Ukrainian));
        assert_eq!(SavedArticle::read(&SavedArticle::default().written()), Some(SavedArticle::default()));
    }

    #[test]
    fn ignores_articles_of_other_versions() {
        let kept = SavedArticle::default().written();
        assert_eq!(SavedArticle::read(&kept.replace("sayso 1", "sayso 2")), None);
        assert!((0..kept.len()).all(|end| SavedArticle::read(&kept[..end]).is_none()));
    }

    fn article(text: &str) -> SavedArticle {
        SavedArticle { text: text.into(), dismissed: vec![7], ..SavedArticle::default() }
    }

    #[test]
    fn reads_only_the_last_of_a_million_dismissals() {
        let many = SavedArticle { text: "One.".into(), dismissed: (0..1_000_000).collect(), ..SavedArticle::default() };
        let back = SavedArticle::read(&many.written()).unwrap();
        assert_eq!((back.dismissed.len(), back.dismissed.last()), (dismiss::MOST, Some(&999_999)));
    }

    #[test]
    fn the_time_of_the_last_edit_is_kept_and_versions_without_it_are_read() {
        let name = format!("{START}1700000000000");
        let entry = |kept: &str| Entry::read(name.clone(), kept).unwrap();
        let timed = entry(&article("One.").written_at(1_800_000_000_000));
        assert_eq!((timed.edited, &timed.article), (1_800_000_000_000, &article("One.")));
        let untimed = entry(&article("One.").written());
        assert_eq!((untimed.edited, &untimed.article), (1_700_000_000_000, &article("One.")));
        assert_eq!(entry(&SavedArticle::default().written()).edited, 1_700_000_000_000);
        // The previous version parses each part of the line as a hexadecimal number.
        let line = article("One.").written_at(12).lines().nth(1).unwrap().to_owned();
        assert!(line["dismissed=".len()..].split_whitespace().all(|part| u64::from_str_radix(part, 16).is_ok()));
    }

    #[test]
    fn never_overwrites_articles_of_another_tab() {
        let (read, mine, other) = (article("One."), article("One. Mine."), article("One. Other."));
        assert_eq!(decide(&read, Some(&read.written_at(3)), &mine), SaveDecision::Write);
        assert_eq!(decide(&read, Some(&other.written()), &mine), SaveDecision::Both);
        assert_eq!(decide(&read, Some("sayso 2\nwhatever"), &mine), SaveDecision::Both);
        assert_eq!(decide(&read, Some(&mine.written()), &mine), SaveDecision::Same);
        // Deleted in the meantime: written again only if it has changed since.
        assert_eq!(decide(&read, None, &mine), SaveDecision::Write);
        assert_eq!(decide(&read, None, &read), SaveDecision::Same);
    }

    fn full(edited: impl Fn(usize) -> u64) -> Vec<Entry> {
        let entry = |at| Entry { name: format!("{START}{at:02}"), edited: edited(at), article: article("One.") };
        (0..=MOST).map(entry).collect()
    }

    #[test]
    fn the_article_edited_longest_ago_makes_room() {
        // Edited in the opposite order.
        let all = full(|at| 100 - at as u64);
        let name = |at: usize| all[at].name.clone();
        assert_eq!(eldest(&all, &name(0), &[]).map(|entry| &entry.name), Some(&name(12)));
        assert_eq!(eldest(&all, &name(12), &[]).map(|entry| &entry.name), Some(&name(11)));
        assert_eq!(eldest(&all[1..], &name(12), &[]), None);
    }

    #[test]
    fn open_articles_and_the_one_edited_last_never_make_room() {
        let all = full(|at| at as u64);
        let names: Vec<String> = all.iter().map(|entry| entry.name.clone()).collect();
        assert_eq!(eldest(&all, &names[12], &names[..2]).map(|entry| &entry.name), Some(&names[2]));
        assert_eq!(eldest(&all, &names[12], &names[..11]), None);
    }

    #[test]
    fn the_title_is_the_headline_or_the_first_line() {
        assert_eq!(article("\nThe bridge is shut today.\n").title(), "The bridge is shut today.");
        let meta = Meta { title: "Bridge".into(), ..Meta::default() };
        assert_eq!(SavedArticle { meta, ..article("The bridge.") }.title(), "Bridge");
    }
}
