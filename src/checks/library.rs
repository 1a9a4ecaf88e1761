//! A library of published fact-checks, opened from bytes.
//!
//! # The format, version 1
//!
//! A file starts with the eight bytes `SAYSOLIB`, the version, the number of claims and the number of reviews. A review
//! is one publisher's check of a claim. All numbers are in LEB128, and all lists of strings are front-coded (see the
//! module `codec`). All texts are lists of words in one dictionary (see the module `texts`). Then follow:
//!
//! 1. the dictionary; the claims; the titles of the reviews; the addresses of the reviews
//! 2. the strings that repeat (claimants, publishers, verdicts, languages, sources, licences); for each claim, its
//!    number of reviews and its claimant; for each review, its other five strings as columns
//! 3. the identifiers of the reviews, and their dates, each as one number (see `packed`)
//!
//! Nothing may follow. Each column is stored in one piece, because similar values next to each other compress better.

use serde::Serialize;

use super::codec::{LibraryError, Reader, Strings};
use super::index::{Builder, Index};
use super::texts::{self, Texts};
use super::{Checked, Review};

/// The first bytes of a library.
pub(super) const MAGIC: &[u8; 8] = b"SAYSOLIB";
/// The version of the format that this program writes, and the only one that it reads.
pub(super) const VERSION: u32 = 1;
/// The maximum size of a library that is opened, in bytes.
pub const LARGEST: usize = 64 << 20;
/// The maximum number of reviews.
pub const MOST: usize = 400_000;
/// The maximum length of an identifier or name, in bytes.
pub(super) const LONGEST_STRING: usize = 400;
/// The number of columns of repeated strings for each review.
pub(super) const COLUMNS: usize = 5;

/// Published fact-checks, ready to be searched.
///
/// ```
/// use sayso::checks::{Library, Record, build};
///
/// let claim = "The ferry to Oru carried 40 people.".to_owned();
/// let built = build(vec![Record { claim, publisher: "Checkpoint".into(), ..Record::default() }]);
/// let library = Library::open(&built.bytes)?;
/// assert_eq!(library.get(0).reviews[0].publisher, "Checkpoint");
/// # Ok::<(), sayso::checks::LibraryError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Library {
    dictionary: Strings,
    claims: Texts,
    titles: Texts,
    urls: Texts,
    strings: Strings,
    claimants: Vec<u32>,
    /// For each claim, where its reviews end.
    ends: Vec<u32>,
    columns: [Vec<u32>; COLUMNS],
    ids: Strings,
    dates: Vec<u32>,
    index: Index,
    size: usize,
}

/// A summary of what a library contains.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "LibraryInfo"))]
pub struct Info {
    /// The size of its file, in bytes.
    pub size: usize,
    /// The number of different claims.
    pub claims: usize,
    /// The number of checks of these claims.
    pub reviews: usize,
    /// The publishers, each with its number of checks, the largest number first.
    pub publishers: Vec<(String, usize)>,
    /// The languages of the checks, counted in the same way.
    pub languages: Vec<(String, usize)>,
    /// The sources of the records, counted in the same way.
    pub sources: Vec<(String, usize)>,
    /// The licences of the records, counted in the same way.
    pub licences: Vec<(String, usize)>,
    /// The earliest and the latest date of a check; both empty if no check has one.
    pub dates: (String, String),
}

impl Library {
    /// Opens a library and indexes its claims, in time and memory linear in the number of bytes.
    ///
    /// # Errors
    /// If `bytes` are not a library that this program can read.
    pub fn open(bytes: &[u8]) -> Result<Self, LibraryError> {
        if bytes.len() > LARGEST {
            return Err(LibraryError::TooLarge);
        }
        let mut reader = Reader(bytes.strip_prefix(MAGIC).ok_or(LibraryError::NotALibrary)?);
        let version = reader.number()?;
        if version != VERSION {
            return Err(if version > VERSION { LibraryError::Newer(version) } else { LibraryError::Damaged });
        }
        let (claims, reviews) = (reader.number()? as usize, reader.number()? as usize);
        if claims > reviews || reviews > MOST {
            return Err(if reviews > MOST { LibraryError::TooLarge } else { LibraryError::Damaged });
        }
        let dictionary = texts::dictionary(&mut reader)?;
        let texts = |reader: &mut Reader<'_>, count: usize| {
            let texts = Texts::read(reader, dictionary.len())?;
            if texts.len() == count { Ok(texts) } else { Err(LibraryError::Damaged) }
        };
        let (claim_texts, titles) = (texts(&mut reader, claims)?, texts(&mut reader, reviews)?);
        let urls = texts(&mut reader, reviews)?;
        let strings = reader.strings(MOST * COLUMNS, LONGEST_STRING)?;
        let known = |numbers: Vec<u32>| {
            if numbers.iter().all(|&number| (number as usize) < strings.len()) {
                Ok(numbers)
            } else {
                Err(LibraryError::Damaged)
            }
        };
        let ends = ends(reader.numbers(claims)?, reviews)?;
        let claimants = known(reader.numbers(claims)?)?;
        let mut columns: [Vec<u32>; COLUMNS] = Default::default();
        for column in &mut columns {
            *column = known(reader.numbers(reviews)?)?;
        }
        let ids = reader.strings(MOST, LONGEST_STRING)?;
        let dates = reader.numbers(reviews)?;
        if ids.len() != reviews || !reader.0.is_empty() {
            return Err(LibraryError::Damaged);
        }
        let index = indexed(&claim_texts, &titles, &ends, &dictionary);
        let size = bytes.len();
        Ok(Self {
            dictionary,
            claims: claim_texts,
            titles,
            urls,
            strings,
            claimants,
            ends,
            columns,
            ids,
            dates,
            index,
            size,
        })
    }

    /// Returns the number of different claims.
    pub fn len(&self) -> usize {
        self.claims.len()
    }

    /// Whether it has no claims.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns claim `at` and the checks of it; empty if there is no such claim.
    pub fn get(&self, at: usize) -> Checked {
        let reviews = self.reviews(at).map(|review| self.review(review)).collect();
        Checked { claim: self.claim(at), claimant: self.claimant(at).to_owned(), reviews }
    }

    /// Returns the text of claim `at`; empty if there is no such claim.
    pub fn claim(&self, at: usize) -> String {
        self.claims.text(at, &self.dictionary)
    }

    /// Returns who makes claim `at`; empty if unknown.
    pub fn claimant(&self, at: usize) -> &str {
        self.claimants.get(at).map_or("", |&name| self.strings.get(name))
    }

    /// Returns the claimant of claim `at` as a number. Equal names have equal numbers.
    pub(super) fn claimant_number(&self, at: usize) -> usize {
        self.claimants.get(at).map_or(usize::MAX, |&name| name as usize)
    }

    /// Returns the identifiers of the checks of claim `at`.
    pub fn ids(&self, at: usize) -> impl Iterator<Item = &str> {
        self.reviews(at).map(|review| self.ids.get(review as u32))
    }

    /// Returns a summary of its contents.
    pub fn info(&self) -> Info {
        let [publishers, _, languages, sources, licences] = &self.columns;
        let dated: Vec<String> =
            self.dates.iter().map(|&date| self::date(date)).filter(|date| !date.is_empty()).collect();
        let edge = |date: Option<&String>| date.cloned().unwrap_or_default();
        Info {
            size: self.size,
            claims: self.len(),
            reviews: self.dates.len(),
            publishers: self.counted(publishers),
            languages: self.counted(languages),
            sources: self.counted(sources),
            licences: self.counted(licences),
            dates: (edge(dated.iter().min()), edge(dated.iter().max())),
        }
    }

    /// Returns the number of different names, verdicts and other repeated strings, which is above every
    /// [`Library::claimant_number`].
    pub(super) fn strings(&self) -> usize {
        self.strings.len()
    }

    pub(super) fn index(&self) -> &Index {
        &self.index
    }

    /// Counts how often each string occurs in a column, the most frequent first.
    fn counted(&self, column: &[u32]) -> Vec<(String, usize)> {
        let mut counts = vec![0; self.strings.len()];
        column.iter().for_each(|&string| counts[string as usize] += 1);
        let named = counts.into_iter().enumerate().filter(|&(_, count)| count > 0);
        let mut out: Vec<_> = named.map(|(at, count)| (self.strings.get(at as u32).to_owned(), count)).collect();
        out.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.cmp(b)));
        out
    }

    fn reviews(&self, at: usize) -> std::ops::Range<usize> {
        range(&self.ends, at)
    }

    fn review(&self, at: usize) -> Review {
        let [publisher, verdict, language, source, licence] =
            self.columns.each_ref().map(|column| self.strings.get(column[at]).to_owned());
        Review {
            id: self.ids.get(at as u32).to_owned(),
            title: self.titles.text(at, &self.dictionary),
            date: date(self.dates[at]),
            publisher,
            verdict,
            // A library may come from anyone, so its URLs are checked again.
            url: crate::address::web(&self.urls.text(at, &self.dictionary)).unwrap_or_default().to_owned(),
            language,
            source,
            licence,
        }
    }
}

fn range(ends: &[u32], at: usize) -> std::ops::Range<usize> {
    let end = ends.get(at).copied().unwrap_or_default();
    let start = at.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or_default();
    start as usize..(end as usize).max(start as usize)
}

/// Returns where the reviews of each claim end, given how many each has. Returns an error if a claim has none, or if
/// the sum is not `reviews`.
fn ends(counts: Vec<u32>, reviews: usize) -> Result<Vec<u32>, LibraryError> {
    let mut end = 0u32;
    let mut out = Vec::with_capacity(counts.len());
    for count in counts {
        end = end.checked_add(count).filter(|_| count > 0).ok_or(LibraryError::Damaged)?;
        out.push(end);
    }
    if end as usize == reviews { Ok(out) } else { Err(LibraryError::Damaged) }
}

fn indexed(claims: &Texts, titles: &Texts, ends: &[u32], dictionary: &Strings) -> Index {
    let mut builder = Builder::default();
    for at in 0..claims.len() {
        let titles = range(ends, at).flat_map(|review| titles.words(review));
        builder.claim(claims.words(at), titles, |word| dictionary.get(word));
    }
    builder.finish()
}

/// Returns a date as a number, from year, month and day in mixed radix; 0 for no date.
pub(super) fn packed(date: &str) -> u32 {
    let mut parts = date.split('-').map(|part| part.parse::<u32>().unwrap_or_default());
    let [year, month, day] = [(); 3].map(|()| parts.next().unwrap_or_default());
    if year == 0 || year > 9999 { 0 } else { year * 416 + month.min(12) * 32 + day.min(31) }
}

/// Returns the date for a number that [`packed`] returned.
fn date(packed: u32) -> String {
    match (packed / 416, packed % 416 / 32, packed % 32) {
        (0 | 10_000.., ..) => String::new(),
        (year, 0, _) => format!("{year:04}"),
        (year, month, 0) => format!("{year:04}-{month:02}"),
        (year, month, day) => format!("{year:04}-{month:02}-{day:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::{Record, build};

    fn records() -> Vec<Record> {
        let record = |claim: &str, publisher: &str, date: &str, url: &str| Record {
            id: format!("{publisher} 1"),
            claim: claim.into(),
            title: "Did the ferry carry 40 people?".into(),
            claimant: "Tom Vale".into(),
            date: date.into(),
            publisher: publisher.into(),
            verdict: "Half right".into(),
            url: url.into(),
            language: "en".into(),
            source: "feed".into(),
            licence: "CC BY 4.0".into(),
        };
        vec![
            record("The ferry carried 40 people.", "Checkpoint", "2031-05-03", "https://a.example/40-people"),
            record("The mayor sold the harbour.", "Checkpoint", "2030", "https://a.example/harbour"),
            record("The ferry carried 40 people!", "Ask Twice", "", "javascript:alert(1)"),
        ]
    }

    #[test]
    fn a_library_comes_back_as_built() {
        let built = build(records());
        let library = Library::open(&built.bytes).unwrap();
        assert_eq!((library.len(), built.merged), (2, 1));
        let first = library.get(0);
        assert_eq!((&*first.claim, &*first.claimant), ("The ferry carried 40 people.", "Tom Vale"));
        let known: Vec<_> = first.reviews.iter().map(|r| (&*r.publisher, &*r.date, &*r.url, &*r.id)).collect();
        assert_eq!(
            known,
            [
                ("Checkpoint", "2031-05-03", "https://a.example/40-people", "Checkpoint 1"),
                ("Ask Twice", "", "", "Ask Twice 1")
            ]
        );
        let info = library.info();
        assert_eq!(info.publishers, [("Checkpoint".to_owned(), 2), ("Ask Twice".to_owned(), 1)]);
        assert_eq!(info.dates, ("2030".to_owned(), "2031-05-03".to_owned()));
        assert_eq!(library.get(9), Checked::default());
    }

    #[test]
    fn the_same_records_give_the_same_bytes() {
        assert_eq!(build(records()).bytes, build(records()).bytes);
    }

    #[test]
    fn other_files_are_refused() {
        let bytes = build(records()).bytes;
        let fault = |bytes: &[u8]| Library::open(bytes).err();
        assert_eq!(fault(b""), Some(LibraryError::NotALibrary));
        assert_eq!(fault(b"{\"claims\": []}"), Some(LibraryError::NotALibrary));
        let mut newer = bytes.clone();
        newer[8] = 2;
        assert_eq!(fault(&newer), Some(LibraryError::Newer(2)));
        for end in 8..bytes.len() {
            assert!(fault(&bytes[..end]).is_some(), "{end} bytes were accepted");
        }
        assert_eq!(fault(&[&bytes[..], &[0]].concat()), Some(LibraryError::Damaged));
    }
}
