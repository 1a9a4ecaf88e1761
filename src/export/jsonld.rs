//! Writes W3C Web Annotations as JSON-LD: a collection with one annotation per finding.
//!
//! Each part of a finding's content is a target with two selectors: a quotation of the words with their context, and
//! their position in code points. The bodies give its type (`classifying`), its labels (`tagging`), the speaker
//! (`identifying`) and a description for people.

use crate::i18n::{Language, Locale};
use crate::model::{Act, Attribution, Claim};
use crate::span::Span;

use super::findings::{self, Finding, Item};
use super::identity::Identity;
use super::json::Json;
use super::{Article, facts, wording};

/// The length of the context that a selector quotes on each side, in code points.
const AROUND: usize = 32;

/// Returns the findings as an annotation collection on one line.
///
/// An article without a URL is identified by a URN derived from its text, so that two exports of one text agree.
pub fn write(article: &Article<'_>) -> String {
    let names = Identity::new(article);
    let items: Vec<Json> = findings::all(article).iter().map(|finding| annotation(article, &names, finding)).collect();
    let total = items.len();
    let page = Json::Object(vec![
        ("id", Json::text(names.of("page"))),
        ("type", Json::text("AnnotationPage")),
        ("startIndex", Json::Number(0)),
        ("items", Json::List(items)),
    ]);
    let creator = Json::object([("type", Json::text("Software")), ("name", Json::text("Sayso"))]);
    let collection = Json::object([
        ("@context", Json::text("http://www.w3.org/ns/anno.jsonld")),
        ("id", Json::text(names.of("collection"))),
        ("type", Json::text("AnnotationCollection")),
        ("label", Json::text(wording::line(&article.meta.title))),
        ("creator", creator),
        ("total", Json::Number(total)),
        ("first", page),
    ]);
    collection.to_string()
}

fn annotation(article: &Article<'_>, names: &Identity, finding: &Finding<'_>) -> Json {
    let sort = finding.sort();
    let mut bodies = vec![body("classifying", sort, Language::English)];
    match finding.item {
        Item::Attribution(a) => bodies.extend(attribution(article, a)),
        Item::Claim(c) => bodies.extend(claim(article, c)),
        Item::Mention(m) => bodies.push(description(article.locale, &facts::reason(article.locale, &m.reason))),
    }
    let targets = finding.content.iter().zip(&finding.places);
    Json::object([
        ("id", Json::text(names.of(&format!("{sort} {}", finding.number)))),
        ("type", Json::text("Annotation")),
        ("motivation", Json::text("classifying")),
        ("body", Json::List(bodies)),
        ("target", Json::List(targets.map(|(&span, &place)| target(article.text, names, span, place)).collect())),
    ])
}

fn attribution(article: &Article<'_>, a: &Attribution) -> Vec<Json> {
    let act = (a.act != Act::Statement).then_some(a.act.name());
    let labels = [a.kind.name(), a.source_type.name()];
    let mut bodies: Vec<Json> = labels.into_iter().chain(act).map(tag).collect();
    if !a.speaker.is_empty() {
        bodies.push(body("identifying", &wording::line(&a.speaker), article.analysis.language));
    }
    let told = facts::in_a_line(&facts::attribution(article, a), &facts::reason(article.locale, &a.reason));
    bodies.push(description(article.locale, &told));
    bodies
}

fn claim(article: &Article<'_>, c: &Claim) -> Vec<Json> {
    let details = facts::in_a_line(&facts::claim(article, c), &facts::reason(article.locale, &c.reason));
    vec![tag(c.status.name()), description(article.locale, &details)]
}

/// Returns the body for a label, which is the same in all languages.
fn tag(label: &str) -> Json {
    body("tagging", label, Language::English)
}

/// Returns the body for a sentence in the language of `locale`.
fn description(locale: Locale, sentence: &str) -> Json {
    body("describing", sentence, locale.language())
}

fn body(purpose: &str, value: &str, language: Language) -> Json {
    Json::object([
        ("type", Json::text("TextualBody")),
        ("purpose", Json::text(purpose)),
        ("value", Json::text(value)),
        ("format", Json::text("text/plain")),
        ("language", Json::text(language.code())),
    ])
}

/// Returns the target for a part of the text, given as `span` in bytes and as `place` in code points.
fn target(text: &str, names: &Identity, span: Span, place: Span) -> Json {
    let before = text.get(..span.start).unwrap_or("");
    let start = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let behind = text.get(span.end..).unwrap_or("");
    let end = behind.char_indices().nth(AROUND).map_or(behind.len(), |(at, _)| at);
    let quote = Json::object([
        ("type", Json::text("TextQuoteSelector")),
        ("exact", Json::text(span.of(text))),
        ("prefix", Json::text(&before[start..])),
        ("suffix", Json::text(&behind[..end])),
    ]);
    let position = Json::object([
        ("type", Json::text("TextPositionSelector")),
        ("start", Json::Number(place.start)),
        ("end", Json::Number(place.end)),
    ]);
    Json::object([
        ("type", Json::text("SpecificResource")),
        ("source", Json::text(names.article.as_str())),
        ("selector", Json::List(vec![quote, position])),
    ])
}
