//! The result of a comparison, computed in a worker. Pure: no browser types.

use crate::compare::{Article, Comparison, Moment, Shared, compare_dated, day, moments, shared};
use crate::model::Analysis;
use crate::web::pack::{Pack, fields, pack, unpack};

/// The result of a comparison. Articles are identified by position; spans count bytes of their texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ComparisonResult {
    /// The links and claims.
    pub comparison: Comparison,
    /// The pairs of articles that share wording, and how much.
    pub shared: Vec<Shared>,
    /// The times that the articles mention, in order. Mentions of the same time are in one list.
    pub moments: Vec<Vec<Moment>>,
}

fields!(ComparisonResult: comparison, shared, moments);

/// An article as sent to the worker: its text, its date (empty if unknown), and its findings.
pub type Sent = (String, (String, Analysis));

impl ComparisonResult {
    /// Compares the articles.
    pub fn between(articles: &[Sent]) -> Self {
        let texts: Vec<&str> = articles.iter().map(|(text, _)| text.as_str()).collect();
        let input: Vec<Article<'_>> = articles.iter().map(|(text, (_, analysis))| Article { text, analysis }).collect();
        let published: Vec<_> = articles.iter().map(|(_, (date, _))| day(date)).collect();
        let comparison = compare_dated(&input, &published);
        Self { shared: shared(&texts, &comparison), moments: moments(&texts, &published), comparison }
    }
}

/// Compares packed articles (a list of [`Sent`]) and returns the packed result; empty if they cannot be unpacked. The
/// worker calls this with each message.
pub fn answer(articles: &[u8]) -> Vec<u8> {
    unpack::<Vec<Sent>>(articles).map_or_else(Vec::new, |articles| pack(&ComparisonResult::between(&articles)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_returns_the_findings() {
        let texts = ["The ferry sank at noon, police said. Nobody died.", "The ferry sank at noon. Three people died."];
        let articles: Vec<_> = texts.map(|text| (text.to_owned(), (String::new(), crate::analyze(text)))).into();
        let found = ComparisonResult::between(&articles);
        assert!(!found.comparison.links.is_empty() && found.moments.len() == 1);
        assert_eq!(unpack(&answer(&pack(&articles))), Some(found));
        assert!(answer(b"nonsense").is_empty());
    }
}
