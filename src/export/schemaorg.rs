//! Writes schema.org data as JSON-LD: `Quotation` and `Claim`, and drafts of `ClaimReview` that a person must complete.
//!
//! Nothing here says whether a claim is true: a claim states how the article presents it, and a draft has no rating.
//! Only content entirely in quotation marks becomes a `Quotation`.

use std::collections::HashMap;

use crate::model::{Act, Attribution, Claim, Kind, Reason, SourceType};

use super::fragment::Linker;
use super::identity::Identity;
use super::json::Json;
use super::{Article, facts, wording};

/// Returns the article, its direct quotations and its claims as one graph on one line.
pub fn write(article: &Article<'_>) -> String {
    let graph = Graph::new(article);
    // What someone denies or does not say is not a quotation of that person, even if it is in quotation marks.
    let said = |a: &&Attribution| a.act.asserts() || matches!(a.act, Act::Attitude | Act::Question);
    let direct = article.analysis.attributions.iter().filter(|a| a.kind == Kind::Direct).filter(said);
    let mut nodes = vec![graph.about()];
    nodes.extend(direct.map(|a| graph.quotation(a)));
    let claims = article.analysis.claims.iter().enumerate();
    nodes.extend(claims.map(|(at, c)| graph.claim(at, c, reference(&graph.names.article))));
    document(nodes)
}

/// Returns a draft review for each contested claim, as one graph on one line.
pub fn drafts(article: &Article<'_>) -> String {
    let graph = Graph::new(article);
    let contested = article.analysis.claims.iter().enumerate().filter(|(_, claim)| claim.status.contested());
    document(contested.map(|(at, c)| graph.review(at, c)).collect())
}

/// Returns a draft review of one claim, given by its index in the analysis; `None` if there is no such claim.
///
/// ```
/// use sayso::export::{Article, Meta, schemaorg};
/// use sayso::i18n::Locale;
///
/// let text = "The mayor denied that the bridge was unsafe.";
/// let (meta, analysis) = (Meta::default(), sayso::analyze(text));
/// let article = Article { id: "a1", meta: &meta, text, analysis: &analysis, locale: Locale::ENGLISH };
/// let draft = schemaorg::draft(&article, 0).expect("the denied claim");
/// assert!(draft.contains("ClaimReview") && !draft.contains("ratingValue"));
/// assert_eq!(schemaorg::draft(&article, 1), None);
/// ```
pub fn draft(article: &Article<'_>, claim: usize) -> Option<String> {
    let c = article.analysis.claims.get(claim)?;
    Some(document(vec![Graph::new(article).review(claim, c)]))
}

/// Returns the nodes as a JSON-LD document.
fn document(graph: Vec<Json>) -> String {
    Json::Object(vec![("@context", Json::text("https://schema.org")), ("@graph", Json::List(graph))]).to_string()
}

/// Returns an object of the type `sort` with this name; empty if the name is empty.
fn named(sort: &str, name: &str) -> Json {
    if name.trim().is_empty() {
        return Json::Object(Vec::new());
    }
    Json::object([("@type", Json::text(sort)), ("name", Json::text(wording::line(name)))])
}

/// Returns a reference to the node with this identifier.
fn reference(id: &str) -> Json {
    Json::object([("@id", Json::text(id))])
}

/// An article, and what the nodes about it share.
struct Graph<'a> {
    article: Article<'a>,
    names: Identity,
    linker: Linker<'a>,
    /// One attribution of each speaker, from which the type of source is taken.
    speakers: HashMap<&'a str, &'a Attribution>,
}

impl<'a> Graph<'a> {
    fn new(article: &Article<'a>) -> Self {
        let named = article.analysis.attributions.iter().filter(|a| !a.speaker.is_empty());
        Self {
            article: *article,
            names: Identity::new(article),
            linker: Linker::new(article.text),
            speakers: named.map(|a| (a.speaker.as_str(), a)).collect(),
        }
    }

    /// Returns the node of the article.
    fn about(&self) -> Json {
        let meta = self.article.meta;
        Json::object([
            ("@type", Json::text("NewsArticle")),
            ("@id", Json::text(self.names.article.as_str())),
            ("headline", Json::text(wording::line(&meta.title))),
            ("author", named("Person", &meta.byline)),
            ("publisher", named("Organization", &meta.outlet)),
            ("datePublished", Json::text(meta.iso_date().unwrap_or(""))),
            ("url", Json::text(meta.link().unwrap_or(""))),
        ])
    }

    fn quotation(&self, a: &Attribution) -> Json {
        Json::object([
            ("@type", Json::text("Quotation")),
            ("text", Json::text(wording::quote(self.article.text, &a.content))),
            ("spokenByCharacter", self.speaker(a)),
            ("description", self.description(&facts::attribution(&self.article, a), &a.reason)),
            ("inLanguage", Json::text(self.article.analysis.language.code())),
            ("isPartOf", reference(&self.names.article)),
            ("url", Json::text(self.linker.link(self.article.meta, &a.content).unwrap_or_default())),
        ])
    }

    /// Describes a finding for people. The description is in the language of the labels. If that is not the language of
    /// the article, which is `inLanguage` of the node, the language is given with the description.
    fn description(&self, facts: &[String], reason: &Reason) -> Json {
        let Article { analysis, locale, .. } = self.article;
        let sentence = Json::text(facts::in_a_line(facts, &facts::reason(locale, reason)));
        if locale.language() == analysis.language {
            return sentence;
        }
        Json::object([("@value", sentence), ("@language", Json::text(locale.language().code()))])
    }

    /// Returns the speaker, if the text gives a name and the type of source is one that schema.org has. The type is
    /// never guessed.
    fn speaker(&self, a: &Attribution) -> Json {
        match a.source_type {
            SourceType::Person => named("Person", &a.speaker),
            // For a role without an antecedent, the article gives no name.
            SourceType::Role if a.antecedent.is_some() => named("Person", &a.speaker),
            SourceType::Organisation | SourceType::Outlet | SourceType::Place => named("Organization", &a.speaker),
            SourceType::Role | SourceType::Document | SourceType::Anonymous | SourceType::Unknown => {
                Json::Object(Vec::new())
            }
        }
    }

    /// Returns a claim that appears in `article`, which is the node of the article or a reference to it.
    fn claim(&self, at: usize, c: &Claim, article: Json) -> Json {
        let claimant = self.speakers.get(c.claimant.as_str());
        Json::object([
            ("@type", Json::text("Claim")),
            ("@id", Json::text(self.names.of(&format!("schema.org claim {at}")))),
            ("text", Json::text(wording::quote(self.article.text, &c.content))),
            ("description", self.description(&facts::claim(&self.article, c), &c.reason)),
            ("keywords", Json::text(c.status.name())),
            ("author", claimant.map_or(Json::Object(Vec::new()), |a| self.speaker(a))),
            ("inLanguage", Json::text(self.article.analysis.language.code())),
            ("appearance", article),
            ("url", Json::text(self.linker.link(self.article.meta, &c.content).unwrap_or_default())),
        ])
    }

    /// Returns a review without what only a person can add: reviewer, publisher and rating.
    fn review(&self, at: usize, c: &Claim) -> Json {
        let locale = self.article.locale;
        Json::object([
            ("@type", Json::text("ClaimReview")),
            ("creativeWorkStatus", Json::text("Draft")),
            ("name", Json::text(locale.text("report.draft.name"))),
            ("description", Json::text(locale.text("report.draft"))),
            ("claimReviewed", Json::text(wording::quote(self.article.text, &c.content))),
            ("inLanguage", Json::text(locale.language().code())),
            // A review is self-contained, so it includes the article instead of a reference.
            ("itemReviewed", self.claim(at, c, self.about())),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::Meta;
    use crate::i18n::Locale;

    const TEXT: &str = "“We go,” Ann Lee said. She denied that the road was closed.";

    fn article(text: &str, write: impl Fn(&Article<'_>) -> String) -> String {
        let meta = Meta { url: "https://paper.example/a".to_owned(), ..Meta::default() };
        write(&Article { id: "x", meta: &meta, text, analysis: &crate::analyze(text), locale: Locale::ENGLISH })
    }

    #[test]
    fn a_quotation_and_a_claim() {
        let graph = article(TEXT, write);
        assert!(graph.contains(
            r#""@type":"Quotation","text":"“We go,”","spokenByCharacter":{"@type":"Person","name":"Ann Lee"}"#
        ));
        assert!(graph.contains(r#""@type":"Claim""#) && graph.contains(r#""keywords":"denied""#), "{graph}");
    }

    #[test]
    fn a_draft_contains_no_verdict() {
        let graph = article(TEXT, drafts);
        assert!(graph.contains(r#""creativeWorkStatus":"Draft""#), "{graph}");
        for verdict in ["reviewRating", "ratingValue", "alternateName", "\"true\"", "\"false\""] {
            assert!(!graph.to_lowercase().contains(verdict), "{verdict}");
        }
        assert_eq!(article(TEXT, |a| draft(a, 0).unwrap_or_default()), graph);
        assert_eq!(article(TEXT, |a| draft(a, 9).unwrap_or_default()), "");
    }
}
