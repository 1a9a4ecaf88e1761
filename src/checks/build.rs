//! Builds a library: cleans records, merges checks of the same claim, and writes them as bytes.
//!
//! Two records check the same claim if their claims consist of the same terms, including numbers, in any order and
//! however often, and if both or neither contain a negation. Claims with fewer than three terms must be equal except
//! for capitals. Checks by different publishers then become the reviews of one claim. A record that repeats another one
//! is dropped. Several checks of one claim by the same publisher with different addresses are not merged, because they
//! are different articles.

use super::Record;
use super::codec::{put, put_strings};
use super::library::{COLUMNS, LONGEST_STRING, MAGIC, MOST, VERSION, packed};
use super::terms::Analyzer;
use super::texts::{Encoder, clean};
use crate::address;
use crate::hash::HashMap;
use crate::lexicon::{self, Class};
use crate::span::Span;
use crate::text::tokens;
use crate::text::word::Words;

/// A claim or title is cut at a space before this many bytes.
const LONGEST: usize = 2_000;

/// A library as bytes, and what was done to the records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Built {
    /// The file.
    pub bytes: Vec<u8>,
    /// The number of different claims.
    pub claims: usize,
    /// The number of checks of these claims.
    pub reviews: usize,
    /// The number of checks that were merged with an earlier check of the same claim by another publisher.
    pub merged: usize,
    /// The number of records that repeated an earlier one and were dropped.
    pub repeated: usize,
    /// The number of records that were dropped because they had no claim, or because the library was full.
    pub dropped: usize,
}

/// The maximum number of publishers whose checks are merged into one claim, so that a feed that repeats a claim
/// endlessly takes linear time.
const MOST_PUBLISHERS: usize = 64;
/// A record is compared only with this many of the latest claims in the same words, for the same reason.
const MOST_GROUPS: usize = 8;

/// Builds a library of `records`, in their order. The same records always give the same bytes.
pub fn build(records: Vec<Record>) -> Built {
    let mut built = Built::default();
    let mut groups: Vec<Vec<Record>> = Vec::new();
    let mut keys: HashMap<String, Vec<usize>> = HashMap::default();
    let mut key_of = Key::default();
    for record in records {
        let record = cleaned(record);
        if record.claim.is_empty() || built.reviews >= MOST {
            built.dropped += 1;
            continue;
        }
        let known = keys.entry(key_of.of(&record.claim)).or_default();
        let recent = || known.iter().rev().take(MOST_GROUPS).copied();
        if recent().any(|at| groups[at].iter().any(|other| repeats(other, &record))) {
            built.repeated += 1;
            continue;
        }
        built.reviews += 1;
        // A publisher's second check of a claim is a separate claim.
        let free = |at: &usize| {
            groups[*at].len() < MOST_PUBLISHERS
                && !groups[*at].iter().any(|other| same(&other.publisher, &record.publisher))
        };
        let place = recent().find(free);
        match place {
            Some(at) => {
                built.merged += 1;
                groups[at].push(record);
            }
            None => {
                known.push(groups.len());
                groups.push(vec![record]);
            }
        }
    }
    built.claims = groups.len();
    built.bytes = written(&groups);
    built
}

/// Whether `record` is the same check as `other`.
fn repeats(other: &Record, record: &Record) -> bool {
    let same_place = if record.url.is_empty() { other.id == record.id } else { other.url == record.url };
    same_place && same(&other.publisher, &record.publisher) && other.title == record.title
}

/// Whether two names are equal except for capitals.
fn same(a: &str, b: &str) -> bool {
    a.chars().flat_map(char::to_lowercase).eq(b.chars().flat_map(char::to_lowercase))
}

/// Returns the record with white space and lengths normalised, and without a URL that must not become a link.
fn cleaned(record: Record) -> Record {
    let text = |text: &str| {
        let text = clean(text);
        let end = text.floor_char_boundary(LONGEST);
        let end = if end < text.len() { text[..end].rfind(' ').unwrap_or(end) } else { end };
        text[..end].to_owned()
    };
    let name = |name: &str| {
        let name = clean(name);
        name[..name.floor_char_boundary(LONGEST_STRING)].to_owned()
    };
    let url = address::web(&record.url).filter(|url| url.len() <= LONGEST).unwrap_or_default().to_owned();
    let id = name(if record.id.trim().is_empty() { &record.url } else { &record.id });
    Record {
        id,
        claim: text(&record.claim),
        title: text(&record.title),
        claimant: name(&record.claimant),
        date: record.date,
        publisher: name(&record.publisher),
        verdict: name(&record.verdict),
        url,
        language: name(&record.language),
        source: name(&record.source),
        licence: name(&record.licence),
    }
}

/// Computes the key that all checks of the same claim share.
#[derive(Default)]
struct Key {
    analyzer: Analyzer,
    words: Words,
}

impl Key {
    fn of(&mut self, claim: &str) -> String {
        let mut terms: Vec<String> = Vec::new();
        for token in tokens::split(claim, &[Span::new(0, claim.len())], &mut self.words) {
            if lexicon::get().is(&token.lower, Class::Negation) {
                terms.push("not".to_owned());
            }
            terms.extend(self.analyzer.terms(token.span.of(claim)).into_iter().map(|term| term.stem));
        }
        self.words.end_run();
        terms.sort_unstable();
        terms.dedup();
        // Claims with few terms have too little in common to be recognised by them.
        if terms.len() < 3 { claim.to_lowercase() } else { terms.join(" ") }
    }
}

/// Returns the library as bytes. Each group contains the checks of one claim.
fn written(groups: &[Vec<Record>]) -> Vec<u8> {
    let reviews = || groups.iter().flatten();
    let claims = || groups.iter().filter_map(|group| group.first());
    let mut out = MAGIC.to_vec();
    [VERSION, groups.len() as u32, reviews().count() as u32].into_iter().for_each(|number| put(&mut out, number));
    let mut encoder = Encoder::default();
    claims().for_each(|claim| encoder.count(&claim.claim));
    reviews().for_each(|review| [&review.title, &review.url].into_iter().for_each(|text| encoder.count(text)));
    encoder.dictionary(&mut out);
    encoder.texts(&mut out, claims().map(|claim| claim.claim.as_str()));
    encoder.texts(&mut out, reviews().map(|review| review.title.as_str()));
    encoder.texts(&mut out, reviews().map(|review| review.url.as_str()));

    let columns = |r: &Record| -> [String; COLUMNS] {
        [&r.publisher, &r.verdict, &r.language, &r.source, &r.licence].map(String::clone)
    };
    let mut strings: Vec<String> = reviews().flat_map(columns).chain(claims().map(|r| r.claimant.clone())).collect();
    strings.sort_unstable();
    strings.dedup();
    put_strings(&mut out, strings.iter().map(String::as_str));
    let number = |value: &str| strings.binary_search_by(|own| own.as_str().cmp(value)).unwrap_or_default() as u32;
    groups.iter().for_each(|group| put(&mut out, group.len() as u32));
    claims().for_each(|claim| put(&mut out, number(&claim.claimant)));
    for at in 0..COLUMNS {
        reviews().for_each(|review| put(&mut out, number(&columns(review)[at])));
    }
    put_strings(&mut out, reviews().map(|review| review.id.as_str()));
    reviews().for_each(|review| put(&mut out, packed(&review.date)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_check_of_a_claim_is_kept_once() {
        let record = |url: &str| Record {
            claim: "The ferry sank at noon.".into(),
            publisher: "Checkpoint".into(),
            url: url.into(),
            ..Record::default()
        };
        let (a, b) = (record("https://checks.example/1"), record("https://checks.example/2"));
        let built = build(vec![a.clone(), b.clone(), b, a]);
        assert_eq!((built.claims, built.reviews, built.repeated), (2, 2, 2));
    }
}
