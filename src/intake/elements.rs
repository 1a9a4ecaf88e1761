//! How HTML elements are displayed, both for the page and for the command line.

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

/// The names of the elements, shared with the embed.
const TABLE: &str = include_str!("../../corpus/lexicon/elements.txt");

/// Returns the names in one group of the table, separated by spaces.
fn group(name: &str) -> &'static str {
    TABLE.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' ')).unwrap_or_default()
}

/// Whether `word` is in the space-separated `list`. Such a list takes less code than a branch for each word.
pub(super) fn listed(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}

/// Returns how the element `name` is laid out.
pub fn block(name: &str) -> Block {
    match name {
        "pre" => Block::Preformatted,
        _ if listed(group("lines"), name) => Block::Line,
        _ if listed(group("pasted-paragraphs"), name) => Block::Paragraph,
        _ => Block::Inline,
    }
}

/// Whether browsers display nothing of the element, or nothing that is text.
pub fn unseen(name: &str, attribute: &dyn Fn(&str) -> Option<String>) -> bool {
    let unseen = ["unseen", "pasted-unseen"].iter().any(|own| listed(group(own), name));
    unseen || attribute("hidden").is_some() || {
        let style = attribute("style").unwrap_or_default().replace(' ', "").to_lowercase();
        style.contains("display:none") || style.contains("mso-hide:all") || style.contains("visibility:hidden")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_every_group() {
        assert_eq!(
            ["li", "p", "pre", "em"].map(block),
            [Block::Line, Block::Paragraph, Block::Preformatted, Block::Inline]
        );
        let seen = |name: &str| !unseen(name, &|_| None);
        assert_eq!(["script", "del", "embed", "p"].map(seen), [false, false, true, true]);
    }
}
