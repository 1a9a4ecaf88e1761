//! How HTML elements are displayed. One table for the page and the command line.

/// How an element is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    /// Within a line.
    Inline,
    /// With an empty line before and after.
    Paragraph,
    /// On a separate line without empty lines around it: a list item, a table row.
    Line,
    /// A paragraph that keeps its line breaks and spaces.
    Preformatted,
}

const LINES: &str = "li tr dt dd option figcaption caption";
const PARAGRAPHS: &str = "address article aside blockquote body details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 \
    header hgroup hr html main nav ol p section summary table tbody thead tfoot ul";
/// Elements that browsers do not display or display without text, and struck-out text.
const UNSEEN: &str = "script style noscript template svg math iframe object audio video canvas select textarea input datalist \
    dialog noembed noframes xml s del strike";

/// Whether `word` is in the space-separated `list`. Such a list takes less code than a branch for each word.
pub(super) fn listed(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}

/// How the element `name` is laid out.
pub fn block(name: &str) -> Block {
    match name {
        "pre" => Block::Preformatted,
        _ if listed(LINES, name) => Block::Line,
        _ if listed(PARAGRAPHS, name) => Block::Paragraph,
        _ => Block::Inline,
    }
}

/// Whether browsers display nothing of the element, or nothing that is text.
pub fn unseen(name: &str, attribute: &dyn Fn(&str) -> Option<String>) -> bool {
    listed(UNSEEN, name) || attribute("hidden").is_some() || {
        let style = attribute("style").unwrap_or_default().replace(' ', "").to_lowercase();
        style.contains("display:none") || style.contains("mso-hide:all") || style.contains("visibility:hidden")
    }
}
