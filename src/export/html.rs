//! Writes the report as one HTML file without scripts or external resources. A content security policy in the file
//! forbids both.

use std::fmt::Write;

use crate::i18n::{Language, Locale};

use super::report::{self, Entry, Report};
use super::{Article, facts};

const STYLE: &str = include_str!("report.css");

/// The base64 SHA-256 of the style sheet. The file's policy allows only this one.
const STYLE_HASH: &str = "D9sCqqj6q6GmpROj9S2wzgqmzTtsnY3kEzC9JkUFc9k=";

/// Returns the report on one article.
pub fn write(article: &Article<'_>) -> String {
    let report = report::new(article);
    let mut out = head(article.locale, &report.title);
    write_head(&mut out, &report);
    for section in &report.sections {
        let _ = writeln!(out, "<section>\n<h2>{}</h2>", escape(&section.title));
        if section.groups.is_empty() {
            let _ = writeln!(out, "<p>{}</p>", escape(&section.empty));
        }
        for group in &section.groups {
            let (title, note) = (escape(&group.title), escape(&group.note));
            let _ = writeln!(out, "<h3 dir=\"auto\">{title}</h3>\n<p class=\"note\">{note}</p>\n<ul>");
            group
                .entries
                .iter()
                .for_each(|entry| write_entry(&mut out, entry, article.locale, article.analysis.language));
            out.push_str("</ul>\n");
        }
        out.push_str("</section>\n");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// Returns the start of a file up to and including the heading `title`, with the language of `locale`. Its content
/// security policy forbids scripts and external resources in the whole file.
pub(super) fn head(locale: Locale, title: &str) -> String {
    let title = escape(title);
    let language = locale.language().code();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; \
         base-uri 'none'; form-action 'none'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1 dir=\"auto\">{title}</h1>\n"
    )
}

fn write_head(out: &mut String, report: &Report) {
    let mut facts: Vec<String> = report.facts.iter().map(|fact| format!("<bdi>{}</bdi>", escape(fact))).collect();
    facts.extend(report.url.as_deref().map(|url| link(url, url)));
    if !facts.is_empty() {
        let _ = writeln!(out, "<p>{}</p>", facts.join(" · "));
    }
    if !report.summary.is_empty() {
        let _ = writeln!(out, "<p><strong>{}</strong></p>", escape(&report.summary.join(" · ")));
    }
    for note in &report.notes {
        let _ = writeln!(out, "<p class=\"note\">{}</p>", escape(note));
    }
}

fn write_entry(out: &mut String, entry: &Entry, locale: Locale, language: Language) {
    let details = escape(&facts::in_a_line(&entry.facts, &entry.reason));
    let link = entry.link.as_deref().map(|url| format!(" {}", link(url, locale.text("report.link"))));
    let words = escape(&entry.words);
    let _ = writeln!(
        out,
        "<li><p class=\"words\" dir=\"auto\" lang=\"{}\">{words}</p>\n<p class=\"told\">{details}{}</p></li>",
        language.code(),
        link.unwrap_or_default()
    );
}

/// Returns a link. `url` is always a web address, because [`super::Meta::link`] rejects anything else.
fn link(url: &str, words: &str) -> String {
    format!("<a href=\"{}\" rel=\"noopener noreferrer\">{}</a>", escape(url), escape(words))
}

/// Escapes text for an element or a quoted attribute.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::Meta;

    #[test]
    fn hostile_text_stays_text() {
        let text = "“<script>alert(1)</script> & 'x'” Ann Lee said.";
        let meta = Meta {
            title: "</title><img src=x onerror=alert(1)>".to_owned(),
            url: "javascript:alert(1)".to_owned(),
            ..Meta::default()
        };
        let html =
            write(&Article { id: "", meta: &meta, text, analysis: &crate::analyze(text), locale: Locale::ENGLISH });
        assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#39;x&#39;"), "{html}");
        assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("javascript:"));
    }
}
