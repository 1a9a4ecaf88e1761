//! Measures how much wording each pair of articles shares, for the diagram of origins.

use super::links::{Comparison, Kind};
use crate::span::Span;

/// The wording shared by two articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The indices of the articles, the smaller first.
    pub articles: (usize, usize),
    /// The number of words that the first article shares with the second.
    pub words: usize,
    /// The shared part of the first and of the second article, in percent.
    pub shares: (usize, usize),
}

/// The indices of two articles.
type Pair = (usize, usize);

/// Returns the pairs of articles that share wording, sorted by index. `texts` are the compared texts; the spans of
/// `comparison` must count their bytes.
pub fn shared(texts: &[&str], comparison: &Comparison) -> Vec<Shared> {
    let mut pairs: Vec<(Pair, [Vec<Span>; 2])> = Vec::new();
    for link in comparison.links.iter().filter(|link| link.kind == Kind::Reuse) {
        let articles = (link.a.article, link.b.article);
        let at = pairs.iter().position(|(known, _)| *known == articles).unwrap_or_else(|| {
            pairs.push((articles, Default::default()));
            pairs.len() - 1
        });
        let [a, b] = &mut pairs[at].1;
        a.extend(&link.a.spans);
        b.extend(&link.b.spans);
    }
    let all: Vec<usize> = texts.iter().map(|text| words(text)).collect();
    let text = |at: usize| texts.get(at).copied().unwrap_or_default();
    let percent = |part: usize, at: usize| (part * 100).checked_div(all.get(at).copied().unwrap_or(0)).unwrap_or(0);
    let mut out: Vec<Shared> = pairs
        .into_iter()
        .map(|((first, second), [a, b])| {
            let (a, b) = (covered(text(first), a), covered(text(second), b));
            Shared { articles: (first, second), words: a, shares: (percent(a, first), percent(b, second)) }
        })
        .collect();
    crate::sort::sort_by_key(&mut out, |pair| pair.articles);
    out
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Returns the number of words that `spans` cover. Words in several spans count once.
fn covered(text: &str, mut spans: Vec<Span>) -> usize {
    crate::sort::sort(&mut spans);
    let mut end = 0;
    let mut sum = 0;
    for span in spans {
        let start = span.start.max(end);
        if start < span.end {
            sum += words(&text[start..span.end]);
            end = span.end;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Link, Reason, Side};

    #[test]
    fn words_under_two_links_count_once() {
        let texts = ["one two three four", "zero one two three"];
        let link = |a: Span, b: Span| Link {
            kind: Kind::Reuse,
            a: Side { article: 0, spans: vec![a] },
            b: Side { article: 1, spans: vec![b] },
            score: 1.0,
            reason: Reason::default(),
            changes: Vec::new(),
        };
        let links = vec![link(Span::new(0, 7), Span::new(5, 12)), link(Span::new(4, 13), Span::new(9, 18))];
        let found = shared(&texts, &Comparison { links, rows: Vec::new() });
        assert_eq!(found, [Shared { articles: (0, 1), words: 3, shares: (75, 75) }]);
        assert_eq!(shared(&texts, &Comparison::default()), []);
    }
}
