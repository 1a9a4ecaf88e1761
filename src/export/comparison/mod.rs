//! Export formats for comparisons, one per file. Every writer takes a [`Compared`] and returns a string.

pub mod csv;
pub mod html;
#[cfg(any(feature = "cli", feature = "web"))]
pub mod json;
pub mod names;
pub mod text;

use super::wording;
use crate::compare::{Change, Comparison, Kind, Link, Manner, Row, Side};
use crate::i18n::Locale;

/// A comparison, its articles, and the language in which it is described.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    ids: &'a [String],
    texts: &'a [&'a str],
    comparison: &'a Comparison,
    locale: Locale,
}

impl<'a> Compared<'a> {
    /// Creates a description of the comparison of `texts`, in the language of `locale`. `ids` are the names of the
    /// texts.
    pub fn new(ids: &'a [String], texts: &'a [&'a str], comparison: &'a Comparison, locale: Locale) -> Self {
        Self { ids, texts, comparison, locale }
    }
}

impl Compared<'_> {
    /// Returns the id of an article, with unsafe characters replaced.
    fn id(&self, article: usize) -> String {
        self.ids.get(article).map(|id| wording::line(id)).unwrap_or_default()
    }

    fn text(&self, article: usize) -> &str {
        self.texts.get(article).copied().unwrap_or_default()
    }

    /// Returns the words of one side on one line.
    fn quote(&self, side: &Side) -> String {
        wording::quote(self.text(side.article), &side.spans)
    }

    /// Returns the entries for one kind of link: one for each link or, for conflicts, one for each contradiction, with
    /// all its passages.
    fn entries(&self, kind: Kind) -> Vec<Entry<'_>> {
        let comparison = self.comparison;
        if kind == Kind::Conflict {
            let all = comparison.contradictions().into_iter();
            return all
                .filter_map(|links| {
                    Some(Entry { link: comparison.links.get(*links.first()?)?, sides: comparison.sides(&links) })
                })
                .collect();
        }
        let links = comparison.links.iter().filter(|link| link.kind == kind);
        links.map(|link| Entry { link, sides: vec![link.a.clone(), link.b.clone()] }).collect()
    }

    /// Describes one difference, in a phrase.
    fn change(&self, link: &Link, change: &Change) -> String {
        let a = wording::quote(self.text(link.a.article), &[change.a]);
        let b = wording::quote(self.text(link.b.article), &[change.b]);
        let key = match (change.a.is_empty(), change.b.is_empty()) {
            (true, _) => "compare.added",
            (_, true) => "compare.left-out",
            _ => "compare.changed",
        };
        // The article's words may contain placeholders such as "{b}", so words that have been inserted are not searched
        // for them.
        let sentence = self.locale.text(key);
        let (before, after) = sentence.split_once("{a}").unwrap_or(("", sentence));
        let shown = if before.is_empty() && !sentence.contains("{a}") { String::new() } else { a };
        format!("{before}{shown}{}", after.replace("{b}", &b))
    }
}

/// An entry in the list of links.
struct Entry<'a> {
    /// The link; of a contradiction, the first one.
    link: &'a Link,
    /// The passages, at least two.
    sides: Vec<Side>,
}

/// Returns the name of a kind of link.
pub fn kind(locale: Locale, kind: Kind) -> &'static str {
    locale.label("compare", kind.name())
}

/// Returns the word for how an article presents a claim.
pub fn manner(locale: Locale, manner: Manner) -> &'static str {
    locale.label("compare", manner.name())
}

/// Returns the number of articles that make a claim, and that of their origins: "3 articles, 1 origin". Articles that
/// share their wording have one origin.
pub fn support(locale: Locale, row: &Row) -> String {
    [locale.count("compare.support", row.stances.len()), locale.count("compare.origins", row.origins)].join(", ")
}

/// Formats a score with two decimals. It is not printed as a float, because the code for that would enlarge the
/// download.
fn score(score: f32) -> String {
    let hundredths = (score * 100.0).round() as usize;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Article, compare};

    #[test]
    fn hostile_text_stays_text_in_every_format() {
        let a = "=HYPERLINK(1) <script>alert(1)</script> said the old red lighthouse keeper near Vall harbour \
            \u{1b}[31m fell into deep water on Monday.";
        let b = "=HYPERLINK(1) <script>alert(1)</script> said the old red lighthouse keeper near Vall harbour \
            \u{1b}[31m fell into cold water {b} on Monday.";
        let analyses = [crate::analyze(a), crate::analyze(b)];
        let articles = [Article { text: a, analysis: &analyses[0] }, Article { text: b, analysis: &analyses[1] }];
        let comparison = compare(&articles);
        assert!(!comparison.links.is_empty());
        let ids = ["=a\u{1b}".to_owned(), "<b>".to_owned()];
        let texts = [a, b];
        let all = Compared::new(&ids, &texts, &comparison, Locale::ENGLISH);
        let html = html::write(&all);
        assert!(!html.contains("<script") && !html.contains("<b>"), "{html}");
        assert!(csv::write(&all).contains("\"'=a"), "{}", csv::write(&all));
        for out in [html, csv::write(&all), text::write(&all)] {
            assert!(!out.contains('\u{1b}'));
        }
    }
}
