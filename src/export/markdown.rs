//! Writes the report as Markdown (CommonMark). Markdown and HTML in the article are escaped.

use std::fmt::Write;

use crate::i18n::Locale;

use super::report::{self, Entry};
use super::{Article, facts};

/// Returns the report on one article.
///
/// ```
/// use sayso::export::{Article, Meta, markdown};
/// use sayso::i18n::Locale;
///
/// let text = "The mayor denied that the bridge was unsafe.";
/// let (meta, analysis) = (Meta::default(), sayso::analyze(text));
/// let article = Article { id: "a1", meta: &meta, text, analysis: &analysis, locale: Locale::ENGLISH };
/// assert!(markdown::write(&article).contains("the bridge was unsafe"));
/// ```
pub fn write(article: &Article<'_>) -> String {
    let report = report::new(article);
    let mut out = format!("# {}\n", escape(&report.title));
    let mut facts: Vec<String> = report.facts.iter().map(|fact| escape(fact)).collect();
    facts.extend(report.url.as_deref().map(|url| format!("<{url}>")));
    let summary = escape(&report.summary.join(" · "));
    for paragraph in [facts.join(" · "), summary].into_iter().chain(report.notes.iter().map(|note| escape(note))) {
        if !paragraph.is_empty() {
            let _ = write!(out, "\n{paragraph}\n");
        }
    }
    for section in &report.sections {
        let _ = write!(out, "\n## {}\n", escape(&section.title));
        if section.groups.is_empty() {
            let _ = write!(out, "\n{}\n", escape(&section.empty));
        }
        for group in &section.groups {
            let _ = write!(out, "\n### {}\n\n{}\n\n", escape(&group.title), escape(&group.note));
            group.entries.iter().for_each(|entry| write_entry(&mut out, entry, article.locale));
        }
    }
    out
}

fn write_entry(out: &mut String, entry: &Entry, locale: Locale) {
    let details = facts::in_a_line(&entry.facts, &entry.reason);
    let link = entry.link.as_deref().map(|link| format!(" [{}](<{link}>)", escape(locale.text("report.link"))));
    let _ = writeln!(out, "- {}\\\n  {}{}", escape(&entry.words), escape(&details), link.unwrap_or_default());
}

/// Escapes one line of text, so that nothing in it is read as Markdown or HTML.
fn escape(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    // After digits at the start, a full stop or bracket would begin a numbered list.
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, c) in line.char_indices() {
        let anywhere = "\\`*_[]<>&~|#!".contains(c);
        let first = at == 0 && "+-=:".contains(c);
        if anywhere || first || at == digits && digits > 0 && matches!(c, '.' | ')') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_markdown_is_escaped() {
        assert_eq!(escape("1. *a* <b> [c](d) & e_f"), "1\\. \\*a\\* \\<b\\> \\[c\\](d) \\& e\\_f");
        assert_eq!(escape("- x - y"), "\\- x - y");
        assert_eq!(escape("# x"), "\\# x");
    }
}
