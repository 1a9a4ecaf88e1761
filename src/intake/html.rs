//! HTML as a browser shows it: the words that a reader sees, block by block.
//!
//! The tree is built by html5ever, the parser of the Servo browser, and walked without recursion, so that no nesting
//! depth can exhaust the stack.

use html5ever::tendril::TendrilSink;
use html5ever::{local_name, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// The visible text of `html`. Blocks are paragraphs with an empty line between them, `<br>` is a line break, white
/// space is folded except in `<pre>`, and what a browser does not show (scripts, styles, `hidden`) is left out.
pub fn visible_text(html: &str) -> String {
    let dom = parse_document(RcDom::default(), Default::default()).one(html);
    let mut out = Writer::default();
    let mut todo = vec![Step::Enter(dom.document.clone())];
    while let Some(step) = todo.pop() {
        match step {
            Step::Leave(block) => out.leave(block),
            Step::Enter(node) => enter(&node, &mut out, &mut todo),
        }
    }
    out.text.truncate(out.text.trim_end().len());
    out.text
}

enum Step {
    Enter(Handle),
    Leave(Block),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Inline,
    Paragraph,
    /// A line of its own without an empty line around it: a list item, a table row.
    Line,
    Preformatted,
}

fn enter(node: &Handle, out: &mut Writer, todo: &mut Vec<Step>) {
    match &node.data {
        NodeData::Text { contents } => out.text(&contents.borrow()),
        NodeData::Element { name, attrs, .. } => {
            let attribute =
                |wanted: &str| attrs.borrow().iter().find(|a| &*a.name.local == wanted).map(|a| a.value.to_string());
            let style = attribute("style").unwrap_or_default().replace(' ', "").to_lowercase();
            if is_unseen(&name.local) || attribute("hidden").is_some() || style.contains("display:none") {
                return;
            }
            if name.local == local_name!("br") {
                out.line();
                return;
            }
            let block = block(&name.local);
            out.enter(block);
            todo.push(Step::Leave(block));
            push_children(node, todo);
        }
        NodeData::Document => push_children(node, todo),
        _ => {}
    }
}

fn push_children(node: &Handle, todo: &mut Vec<Step>) {
    todo.extend(node.children.borrow().iter().rev().cloned().map(Step::Enter));
}

fn is_unseen(name: &str) -> bool {
    matches!(
        name,
        "head"
            | "script"
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
            | "button"
            | "input"
            | "datalist"
            | "dialog"
    )
}

fn block(name: &str) -> Block {
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

#[derive(Default)]
struct Writer {
    text: String,
    /// White space seen since the last word.
    space: bool,
    /// Line breaks owed before the next word.
    breaks: usize,
    preformatted: usize,
}

impl Writer {
    fn enter(&mut self, block: Block) {
        self.preformatted += usize::from(block == Block::Preformatted);
        self.break_for(block);
    }

    fn leave(&mut self, block: Block) {
        self.preformatted -= usize::from(block == Block::Preformatted);
        self.break_for(block);
    }

    fn break_for(&mut self, block: Block) {
        let breaks = match block {
            Block::Inline => 0,
            Block::Line => 1,
            Block::Paragraph | Block::Preformatted => 2,
        };
        self.breaks = self.breaks.max(breaks);
    }

    fn line(&mut self) {
        self.breaks = (self.breaks + 1).min(2);
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            if self.preformatted > 0 && c == '\n' {
                self.flush();
                self.text.push('\n');
            } else if c.is_whitespace() && c != '\u{a0}' && self.preformatted == 0 {
                self.space = true;
            } else {
                self.flush();
                self.text.push(c);
            }
        }
    }

    fn flush(&mut self) {
        if self.breaks > 0 {
            if !self.text.is_empty() {
                self.text.extend(std::iter::repeat_n('\n', self.breaks));
            }
        } else if self.space && !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push(' ');
        }
        (self.space, self.breaks) = (false, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::visible_text;

    #[test]
    fn blocks_breaks_and_entities() {
        assert_eq!(
            visible_text("<h1>A</h1><p>One &amp;\n two<br>three</p><ul><li>x<li>y</ul>"),
            "A\n\nOne & two\nthree\n\nx\ny"
        );
        assert_eq!(visible_text("<div>a<div>b</div>c</div>"), "a\n\nb\n\nc");
        assert_eq!(visible_text("<p>so <em>called</em>, <a href=x>link</a>.</p>"), "so called, link.");
        assert_eq!(visible_text("<pre>a\n  b</pre>c"), "a\n  b\n\nc");
    }

    #[test]
    fn what_a_browser_hides_is_left_out() {
        let html = "<title>t</title><script>x()</script><style>p{}</style><p hidden>no</p><p style='display: none'>no</p>yes<noscript>no</noscript>";
        assert_eq!(visible_text(html), "yes");
        assert_eq!(visible_text("&lt;script&gt; 1 < 2"), "<script> 1 < 2");
        assert_eq!(visible_text(""), "");
    }

    #[test]
    fn deep_nesting_is_read() {
        let deep = "<b>".repeat(20_000) + "x";
        assert_eq!(visible_text(&deep), "x");
    }
}
