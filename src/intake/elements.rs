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

/// How the element `name` stands on the page.
pub fn block(name: &str) -> Block {
    match name {
        "pre" => Block::Preformatted,
        "li" | "tr" | "dt" | "dd" | "option" | "figcaption" | "caption" => Block::Line,
        "address" | "article" | "aside" | "blockquote" | "body" | "details" | "div" | "dl" | "fieldset" | "figure"
        | "footer" | "form" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "header" | "hgroup" | "hr" | "html"
        | "main" | "nav" | "ol" | "p" | "section" | "summary" | "table" | "tbody" | "thead" | "tfoot" | "ul" => {
            Block::Paragraph
        }
        _ => Block::Inline,
    }
}

/// Whether a browser shows nothing of the element, or nothing that is text.
pub fn unseen(name: &str, attribute: &dyn Fn(&str) -> Option<String>) -> bool {
    let never = matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "math"
            | "iframe"
            | "object"
            | "audio"
            | "video"
            | "canvas"
            | "select"
            | "textarea"
            | "input"
            | "datalist"
            | "dialog"
            | "title"
            | "noembed"
            | "noframes"
            | "xml"
    );
    never || attribute("hidden").is_some() || {
        let style = attribute("style").unwrap_or_default().replace(' ', "").to_lowercase();
        style.contains("display:none") || style.contains("mso-hide:all")
    }
}

/// Whether the element belongs to the page and not to the article.
pub fn around(name: &str, attribute: &dyn Fn(&str) -> Option<String>) -> bool {
    let by_name = matches!(name, "nav" | "aside" | "footer" | "button" | "form" | "menu");
    let role = || {
        let role = attribute("role").unwrap_or_default();
        matches!(
            role.as_str(),
            "navigation"
                | "complementary"
                | "contentinfo"
                | "search"
                | "menu"
                | "menubar"
                | "toolbar"
                | "alertdialog"
                | "button"
        )
    };
    // What holds the article may carry any class.
    let holder = matches!(name, "html" | "body" | "main" | "article" | "p" | "blockquote");
    let named = || ["class", "id"].iter().filter_map(|name| attribute(name)).any(|names| named(&names));
    by_name || role() || attribute("aria-hidden").is_some_and(|value| value == "true") || !holder && named()
}

fn named(names: &str) -> bool {
    let lexicon = crate::lexicon::get();
    names.split_whitespace().any(|name| lexicon.furniture.is_class(&name.to_lowercase()))
}
