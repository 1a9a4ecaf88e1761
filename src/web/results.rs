//! Exports of the findings: the formats, the names of the files, and whether to export everything or only what is
//! shown. Pure: no browser types.

use super::filter::Filter;
use super::marks;
use crate::export::{Article, Meta, brat, csv, html, jsonld, markdown, schemaorg};
use crate::model::Analysis;

/// What is exported.
#[derive(Clone, Debug)]
pub struct Record {
    /// The name of the file, without its extension.
    pub stem: String,
    /// The article's metadata.
    pub meta: Meta,
    /// The text that was analysed.
    pub text: String,
    /// The findings, or those that are shown.
    pub analysis: Analysis,
}

/// An export format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Everything, for programs.
    Json,
    /// A table.
    Csv,
    /// A report as Markdown.
    Markdown,
    /// A report as a web page.
    Html,
    /// W3C Web Annotations.
    Annotations,
    /// schema.org quotations and claims.
    Schema,
    /// schema.org reviews, to be completed by a person.
    Review,
    /// brat annotations.
    Brat,
    /// The text itself.
    Text,
}

impl Format {
    /// All formats, in the order of the list.
    pub const ALL: [Format; 9] = [
        Format::Html,
        Format::Markdown,
        Format::Csv,
        Format::Json,
        Format::Annotations,
        Format::Schema,
        Format::Review,
        Format::Brat,
        Format::Text,
    ];

    /// Returns its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Csv => "csv",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Annotations => "jsonld",
            Format::Schema => "schemaorg",
            Format::Review => "claimreview",
            Format::Brat => "brat",
            Format::Text => "text",
        }
    }

    /// Returns the keys of its label and its description.
    pub fn keys(self) -> (&'static str, &'static str) {
        match self {
            Format::Json => ("ui.save.json", "ui.save.json.for"),
            Format::Csv => ("ui.save.csv", "ui.save.csv.for"),
            Format::Markdown => ("ui.save.markdown", "ui.save.markdown.for"),
            Format::Html => ("ui.save.html", "ui.save.html.for"),
            Format::Annotations => ("ui.save.jsonld", "ui.save.jsonld.for"),
            Format::Schema => ("ui.save.schemaorg", "ui.save.schemaorg.for"),
            Format::Review => ("ui.save.claimreview", "ui.save.claimreview.for"),
            Format::Brat => ("ui.save.brat", "ui.save.brat.for"),
            Format::Text => ("ui.save.text", "ui.save.text.for"),
        }
    }

    /// Returns the file name. The three JSON-LD formats have distinct suffixes.
    pub fn file(self, stem: &str) -> String {
        let ending = match self {
            Format::Json => ".json",
            Format::Csv => ".csv",
            Format::Markdown => ".md",
            Format::Html => ".html",
            Format::Annotations => "-annotations.jsonld",
            Format::Schema => "-schema.jsonld",
            Format::Review => "-review-draft.jsonld",
            Format::Brat => ".ann",
            Format::Text => ".txt",
        };
        stem.to_owned() + ending
    }

    /// Writes the article in this format; `None` for JSON, which JavaScript writes.
    pub fn write(self, article: &Article<'_>) -> Option<String> {
        Some(match self {
            Format::Json => return None,
            Format::Csv => csv::header() + &csv::write(article),
            Format::Markdown => markdown::write(article),
            Format::Html => html::write(article),
            Format::Annotations => jsonld::write(article) + "\n",
            Format::Schema => schemaorg::write(article) + "\n",
            Format::Review => schemaorg::drafts(article) + "\n",
            Format::Brat => brat::write(article),
            Format::Text => article.text.to_owned(),
        })
    }
}

/// The maximum length of a file name without its extension, in bytes.
const LONGEST: usize = 40;

/// Returns a file name for an article, made from its headline or, if there is none, its first words: lower-case ASCII
/// letters, digits and hyphens. `sayso-article` if too little is left.
pub fn stem(meta: &Meta, text: &str) -> String {
    let mut out = String::new();
    let source = if meta.title.trim().is_empty() { text } else { &meta.title };
    for c in source.chars().take(4 * LONGEST) {
        match c {
            c if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            // Apostrophes occur inside words.
            '\'' | '’' => {}
            _ if out.is_empty() || out.ends_with('-') => {}
            _ => out.push('-'),
        }
    }
    if out.len() > LONGEST {
        out.truncate(LONGEST + 1);
        out.truncate(out.rfind('-').unwrap_or(LONGEST));
    }
    let stem = out.trim_end_matches('-');
    // Very short names say nothing, and some systems reserve names such as "con".
    if stem.len() < 5 { "sayso-article".to_owned() } else { stem.to_owned() }
}

/// Returns `analysis` with only the findings that `filter` shows.
pub fn shown(analysis: &Analysis, filter: &Filter) -> Analysis {
    marks::kept(analysis, &|item| filter.shows(analysis, item))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;
    use crate::web::filter::Lens;

    fn titled(title: &str) -> Meta {
        Meta { title: title.to_owned(), ..Meta::default() }
    }

    #[test]
    fn files_are_named_after_the_headline_or_the_first_words() {
        assert_eq!(stem(&titled("  The Mayor’s “No”: bridge / road?\n"), "x"), "the-mayors-no-bridge-road");
        assert_eq!(stem(&Meta::default(), "\n\nBridge shut\n\nBy Ann"), "bridge-shut-by-ann");
        let long = stem(&titled(&"ninety ".repeat(30)), "");
        assert!(long.len() <= LONGEST && long.ends_with("ninety"), "{long}");
        assert_eq!(stem(&titled(&"a".repeat(90)), "").len(), LONGEST);
        for nothing in ["", "Міст закрито", "../..", "😀", "con"] {
            assert_eq!(stem(&titled(nothing), nothing), "sayso-article", "{nothing}");
        }
    }

    #[test]
    fn every_format_has_its_own_file() {
        let mut files: Vec<String> = Format::ALL.map(|format| format.file("x")).into();
        files.sort();
        files.dedup();
        assert_eq!(files.len(), Format::ALL.len());
    }

    #[test]
    fn every_format_is_written() {
        let (meta, text) =
            (Meta::default(), "“It is shut,” said Anna Oru. The mayor denied that the bridge was closed.");
        let analysis = crate::analyze(text);
        let locale = Locale::REPORT;
        let article = Article { id: "", meta: &meta, text, analysis: &analysis, locale };
        let written: Vec<_> = Format::ALL.into_iter().filter_map(|format| format.write(&article)).collect();
        assert_eq!(written.len() + 1, Format::ALL.len());
        // A sentence that the program lacks would be replaced by its key.
        for key in ["report.", "ui.", "rule.", "status."] {
            assert!(written.iter().all(|written| !written.contains(key)), "{key}: {written:?}");
        }
    }

    #[test]
    fn hidden_findings_are_not_exported() {
        let analysis = crate::analyze("“It is shut,” said Anna Oru. The mayor denied that the bridge was closed.");
        assert!(!analysis.attributions.is_empty() && !analysis.claims.is_empty());
        let contested = shown(&analysis, &Filter::default().with_lens(Lens::Contested));
        assert!(contested.attributions.is_empty() && contested.claims == analysis.claims);
        assert_eq!(contested.checks, analysis.checks);
    }
}
