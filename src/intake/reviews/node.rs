//! Reads records from parsed JSON.
//!
//! They may be schema.org's `ClaimReview` as publishers write it, Google's answers, or plain objects. Whatever may be a
//! string may also be an object with a name, a list, or missing.

use serde_json::{Map, Value};

use super::{Item, dates, plain};
use crate::address;
use crate::checks::Record;

/// The maximum depth at which records are searched for.
const DEEPEST: usize = 12;

/// The names of the plain fields, most specific first. Those of table columns are in lower case without separators.
const CLAIM: [&str; 6] = ["claim", "claimReviewed", "claimreviewed", "claimtext", "statement", "claim_text"];
const TITLE: [&str; 6] = ["title", "headline", "name", "reviewtitle", "claimreviewtitle", "reviewName"];
const CLAIMANT: [&str; 6] =
    ["claimant", "speaker", "itemreviewedauthorname", "claimauthor", "claimedby", "claim_author"];
const DATE: [&str; 7] =
    ["date", "datePublished", "datepublished", "reviewdate", "reviewDate", "published", "claimDate"];
const PUBLISHER: [&str; 6] =
    ["publisher", "authorname", "publishername", "factchecker", "organization", "organisation"];
const VERDICT: [&str; 8] = [
    "verdict",
    "label",
    "rating",
    "reviewratingalternatename",
    "textualrating",
    "textualRating",
    "ratingname",
    "conclusion",
];
const URL: [&str; 5] = ["url", "link", "reviewurl", "reviewUrl", "href"];
const LANGUAGE: [&str; 5] = ["language", "inLanguage", "inlanguage", "languageCode", "lang"];
const LICENCE: [&str; 4] = ["licence", "license", "sdLicense", "sdlicense"];
const ID: [&str; 4] = ["id", "@id", "identifier", "uuid"];

/// Whether a column of this name contains claims.
pub fn is_claim(name: &str) -> bool {
    CLAIM.contains(&name)
}

/// Passes every record in `value` to `sink`, or one bad item if there is none.
pub fn read(value: &Value, place: &str, sink: &mut dyn FnMut(Item)) {
    let mut found = Vec::new();
    search(value, 0, &mut found);
    if found.is_empty() {
        let why = if is_empty(value) { "is empty" } else { "has no claim that was checked" };
        sink(Item::Bad { place: place.to_owned(), why: why.to_owned() });
    }
    for record in found {
        match record.claim.is_empty() {
            true => sink(Item::Bad { place: place.to_owned(), why: "is a check without a claim".to_owned() }),
            false => sink(Item::Record(record)),
        }
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(all) => all.iter().all(is_empty),
        Value::Object(all) => all.is_empty() || all.get("item").is_some_and(is_empty),
        _ => false,
    }
}

fn search(value: &Value, depth: usize, found: &mut Vec<Record>) {
    match value {
        Value::Array(all) if depth < DEEPEST => all.iter().for_each(|one| search(one, depth + 1, found)),
        Value::Object(node) if depth < DEEPEST => {
            if is_type(node, "ClaimReview") || node.contains_key("claimReviewed") {
                found.push(review(node));
            } else if let Some(reviews) = node.get("claimReview").filter(|reviews| !reviews.is_null()) {
                list(reviews).for_each(|review| found.push(searched(node, review)));
            } else if is_type(node, "Claim") && node.get("text").is_some_and(Value::is_string) {
                found.push(claim(node));
            } else if CLAIM.iter().any(|name| node.get(*name).is_some_and(Value::is_string)) {
                found.push(fields(node));
            } else {
                node.values().for_each(|inner| search(inner, depth + 1, found));
            }
        }
        _ => {}
    }
}

fn is_type(node: &Map<String, Value>, name: &str) -> bool {
    let is = |kind: &Value| kind.as_str().is_some_and(|kind| kind.rsplit(['/', ':']).next() == Some(name));
    node.get("@type").is_some_and(|kinds| list(kinds).any(is))
}

/// Returns the items of a list, or any other value as a single item.
fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice).iter()
}

/// Returns the text of the first member of these names that has any.
fn first(node: &Map<String, Value>, names: &[&str]) -> String {
    names.iter().filter_map(|name| node.get(*name)).map(text).find(|text| !text.is_empty()).unwrap_or_default()
}

/// Returns the text of a value: of a string or number, of the member of an object that names it, or of the first item
/// of a list that has any.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => plain::text(text),
        Value::Number(number) => number.to_string(),
        Value::Array(all) => all.iter().map(text).find(|text| !text.is_empty()).unwrap_or_default(),
        Value::Object(node) => first(node, &["@value", "name", "alternateName", "text", "headline", "legalName"]),
        _ => String::new(),
    }
}

/// The maximum number of authors of a check that are read.
const MOST_NAMES: usize = 20;

/// Returns the names in a value, joined by commas: authors are an object, a list, or a string.
fn names(value: Option<&Value>) -> String {
    let mut out: Vec<String> = Vec::new();
    for name in value.into_iter().flat_map(list).take(MOST_NAMES).map(text) {
        let name = address::web(&name).map_or(name.clone(), host);
        if !name.is_empty() && !out.contains(&name) {
            out.push(name);
        }
    }
    out.join(", ")
}

/// Returns the first web address in a value. Some publishers put several into one string.
fn url(value: Option<&Value>) -> String {
    let strings = |value: &Value| match value {
        Value::Object(node) => ["url", "@id"].iter().find_map(|name| node.get(*name)?.as_str()).map(str::to_owned),
        other => other.as_str().map(str::to_owned),
    };
    let all: Vec<String> = value.into_iter().flat_map(list).filter_map(strings).collect();
    let words = all.iter().flat_map(|text| text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|')));
    words.filter_map(address::web).next().unwrap_or_default().to_owned()
}

/// Returns the host of an address, without "www.".
fn host(url: &str) -> String {
    let host = url.split('/').nth(2).unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

/// Returns the first value of these names that is not null.
fn get<'v>(node: &'v Map<String, Value>, names: &[&str]) -> Option<&'v Value> {
    names.iter().find_map(|name| node.get(*name).filter(|value| !value.is_null()))
}

fn date(node: &Map<String, Value>, names: &[&str]) -> String {
    let all = names.iter().filter_map(|name| node.get(*name));
    all.map(dates::read).find(|date| !date.is_empty()).unwrap_or_default()
}

/// Reads a `ClaimReview`.
fn review(node: &Map<String, Value>) -> Record {
    let nothing = Map::new();
    let item = node.get("itemReviewed").and_then(|item| list(item).find_map(Value::as_object)).unwrap_or(&nothing);
    let own = first(node, &["claimReviewed"]);
    let address = url(get(node, &["url", "mainEntityOfPage", "@id"]));
    let publisher = [names(node.get("author")), names(node.get("publisher")), host(&address)];
    let said = [date(node, &["datePublished", "dateCreated", "dateModified"]), date(item, &["datePublished"])];
    let filled = |all: [String; 2]| all.into_iter().find(|one| !one.is_empty()).unwrap_or_default();
    Record {
        id: first(node, &ID),
        claim: if own.is_empty() {
            first(item, &["text", "claimReviewed", "name", "headline", "description"])
        } else {
            own
        },
        title: first(node, &["headline", "name", "alternativeHeadline"]),
        claimant: filled([names(item.get("author")), names(item.get("creator"))]),
        date: filled(said),
        publisher: publisher.into_iter().find(|name| !name.is_empty()).unwrap_or_default(),
        verdict: verdict(node.get("reviewRating")),
        url: address,
        language: language(node),
        licence: licence(node),
        source: String::new(),
    }
}

/// Returns the words of a rating. Its numbers are ignored, because scales are inverted, shifted or missing.
fn verdict(rating: Option<&Value>) -> String {
    for rating in rating.into_iter().flat_map(list) {
        if let Value::String(words) = rating {
            return plain::text(words);
        }
        let Some(node) = rating.as_object() else { continue };
        let value = node.get("ratingValue").filter(|value| value.as_str().is_some_and(|text| !is_number(text)));
        let words = [first(node, &["alternateName", "name"]), value.map(text).unwrap_or_default()];
        if let Some(words) = words.into_iter().find(|words| !words.is_empty() && !is_number(words)) {
            return words;
        }
    }
    String::new()
}

fn is_number(text: &str) -> bool {
    text.chars().all(|c| c.is_numeric() || " .,/-+%".contains(c))
}

fn language(node: &Map<String, Value>) -> String {
    match get(node, &LANGUAGE) {
        Some(Value::Object(language)) => first(language, &["alternateName", "@value", "name"]),
        other => other.map(text).unwrap_or_default(),
    }
}

fn licence(node: &Map<String, Value>) -> String {
    let value = get(node, &LICENCE);
    let address = url(value);
    if address.is_empty() { value.map(text).unwrap_or_default() } else { address }
}

/// Reads one review of a claim in an answer of Google's `claims:search`.
fn searched(claim: &Map<String, Value>, review: &Value) -> Record {
    let nothing = Map::new();
    let review = review.as_object().unwrap_or(&nothing);
    let publisher = review.get("publisher").and_then(Value::as_object).unwrap_or(&nothing);
    let date = [date(review, &["reviewDate"]), date(claim, &["claimDate"])];
    Record {
        claim: first(claim, &["text"]),
        claimant: first(claim, &["claimant"]),
        title: first(review, &["title"]),
        date: date.into_iter().find(|date| !date.is_empty()).unwrap_or_default(),
        publisher: first(publisher, &["name", "site"]),
        verdict: first(review, &["textualRating"]),
        url: url(review.get("url")),
        language: language(review),
        ..Record::default()
    }
}

/// Reads a schema.org `Claim` without a review, as in `sayso analyze --format schemaorg`.
fn claim(node: &Map<String, Value>) -> Record {
    Record {
        id: first(node, &ID),
        claim: first(node, &["text"]),
        claimant: names(node.get("author")),
        url: url(node.get("url")),
        language: language(node),
        licence: licence(node),
        ..Record::default()
    }
}

/// Reads an object with plain fields, or a row of a table.
fn fields(node: &Map<String, Value>) -> Record {
    let address = url(get(node, &URL));
    let publisher = [names(get(node, &PUBLISHER)), names(node.get("author")), host(&address)];
    let rating = first(node, &VERDICT);
    Record {
        id: first(node, &ID),
        claim: first(node, &CLAIM),
        title: first(node, &TITLE),
        claimant: names(get(node, &CLAIMANT)),
        date: date(node, &DATE),
        publisher: publisher.into_iter().find(|name| !name.is_empty()).unwrap_or_default(),
        verdict: if is_number(&rating) { String::new() } else { rating },
        url: address,
        language: language(node),
        licence: licence(node),
        source: first(node, &["source"]),
    }
}
