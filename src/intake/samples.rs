//! Samples of HTML with the expected results, for the tests of both readers of HTML.

use super::flow::Rich;

/// One sample.
#[derive(Clone, Copy, Debug)]
pub struct Sample<'t> {
    /// What it tests.
    pub name: &'t str,
    /// The markup.
    pub html: &'t str,
    /// The expected result of [`shown`].
    pub text: &'t str,
}

const FILE: &str = include_str!("samples.txt");

/// Parses the samples, which are separated by lines of `=`. The name, markup and text of a sample are separated by
/// lines of `-`.
pub fn all() -> Vec<Sample<'static>> {
    let parts = FILE.split("\n====\n").filter_map(|part| {
        let mut cells = part.split("\n----\n");
        Some(Sample { name: cells.next()?.trim(), html: cells.next()?, text: cells.next()?.trim_end() })
    });
    parts.collect()
}

/// Formats the result: the text, then links, excluded parts and metadata, one per line.
pub fn shown(rich: &Rich) -> String {
    let mut out = rich.text.clone();
    let links = rich.links.iter().map(|(span, href)| format!("\nlink: {} | {href}", span.of(&rich.text)));
    out.extend(links);
    out.extend(
        rich.left_out.iter().map(|(at, words)| format!("\nleft out before {at}: {}", words.replace('\n', " / "))),
    );
    let facts = [
        ("title", &rich.meta.title),
        ("byline", &rich.meta.byline),
        ("outlet", &rich.meta.outlet),
        ("url", &rich.meta.url),
        ("date", &rich.meta.date),
    ];
    out.extend(facts.iter().filter(|(_, fact)| !fact.is_empty()).map(|(name, fact)| format!("\n{name}: {fact}")));
    out
}
