//! What the elements of HTML are to a reader: the one table for the page and the command line.

/// How an element stands on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    /// In the line.
    Inline,
    /// With an empty line before and behind it.
    Paragraph,
    /// A line of its own without an empty line around it: a list item, a table row.
    Line,
    /// A paragraph that keeps its line breaks and spaces.
    Preformatted,
}

const LINES: &str = "li tr dt dd option figcaption caption";
const PARAGRAPHS: &str = "address article aside blockquote body details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 \
    header hgroup hr html main nav ol p section summary table tbody thead tfoot ul";
/// Those of which a browser shows nothing, or nothing that is text, and words that are struck out.
const UNSEEN: &str = "script style noscript template svg math iframe object audio video canvas select textarea input datalist \
    dialog noembed noframes xml s del strike";

/// Whether `word` is one of a list; a list of words is smaller in the program than a branch for each.
pub(super) fn listed(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}

/// How the element `name` stands on the page.
pub fn block(name: &str) -> Block {
    match name {
        "pre" => Block::Preformatted,
        _ if listed(LINES, name) => Block::Line,
        _ if listed(PARAGRAPHS, name) => Block::Paragraph,
        _ => Block::Inline,
    }
}

/// Whether a browser shows nothing of the element, or nothing that is text.
pub fn unseen(name: &str, attribute: &dyn Fn(&str) -> Option<String>) -> bool {
    listed(UNSEEN, name) || attribute("hidden").is_some() || {
        let style = attribute("style").unwrap_or_default().replace(' ', "").to_lowercase();
        style.contains("display:none") || style.contains("mso-hide:all") || style.contains("visibility:hidden")
    }
}
