//! Reads HTML on the command line. html5ever, the parser of the Servo browser, builds the tree, which is walked
//! without recursion, so that no nesting depth can overflow the stack. [`best`](super::best) turns it into an
//! article.

use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use super::flow::Rich;
use super::limits::{self, Excess};
use super::metadata;
use super::tree::{Tree, Visit};

/// Reads the article in `html`.
///
/// # Errors
/// Returns an [`Excess`] if parsing would take too long. The markup is then not parsed.
pub fn read(html: &str) -> Result<Rich, Excess> {
    limits::check(html)?;
    // Scripts do not run here, so the contents of `noscript` are markup, as they are for the browser's parser and for
    // [`limits::check`].
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let dom = parse_document(RcDom::default(), ParseOpts { tree_builder, ..ParseOpts::default() }).one(html);
    let json = |json: &str| serde_json::from_str::<serde_json::Value>(json).ok();
    let mut tree = Tree::default();
    walk(&dom.document, &mut tree);
    Ok(super::best(&tree, json))
}

enum Step {
    Enter(Handle),
    Leave,
}

fn walk(root: &Handle, tree: &mut Tree) {
    let mut todo = vec![Step::Enter(root.clone())];
    while let Some(step) = todo.pop() {
        let Step::Enter(node) = step else {
            tree.leave();
            continue;
        };
        match &node.data {
            NodeData::Text { contents } => tree.text(&contents.borrow()),
            NodeData::Element { name, attrs, .. } => {
                let attrs = attrs.borrow();
                let attribute =
                    |wanted: &str| attrs.iter().find(|a| &*a.name.local == wanted).map(|a| a.value.to_string());
                if tree.enter(&name.local, &attribute) == Visit::Enter {
                    todo.push(Step::Leave);
                    todo.extend(node.children.borrow().iter().rev().cloned().map(Step::Enter));
                }
            }
            NodeData::Document => todo.extend(node.children.borrow().iter().rev().cloned().map(Step::Enter)),
            _ => {}
        }
    }
}

impl metadata::Json for serde_json::Value {
    fn member(&self, name: &str) -> Option<Self> {
        self.get(name).cloned()
    }

    fn items(&self) -> Vec<Self> {
        self.as_array().cloned().unwrap_or_else(|| vec![self.clone()])
    }

    fn string(&self) -> Option<String> {
        self.as_str().map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use crate::intake::flow::Rich;
    use crate::intake::limits::{Excess, MOST_OPEN};
    use crate::intake::samples;

    fn read(html: &str) -> Rich {
        super::read(html).expect("within the limits")
    }

    fn visible_text(html: &str) -> String {
        read(html).text
    }

    #[test]
    fn reads_the_samples_as_expected() {
        for sample in samples::all() {
            assert_eq!(samples::shown(&read(sample.html)), sample.text, "{}", sample.name);
        }
    }

    #[test]
    fn blocks_breaks_and_entities() {
        assert_eq!(
            visible_text("<h1>A</h1><p>One &amp;\n two<br>three</p><ul><li>x<li>y</ul>"),
            "A\n\nOne & two\nthree\n\nx\ny"
        );
        assert_eq!(visible_text("<div>a<div>b</div>c</div>"), "a\n\nb\n\nc");
        assert_eq!(visible_text("<p>so <em>called</em>, <a href=x>link</a>.</p>"), "so called, link.");
        assert_eq!(visible_text("<pre>a\n  b</pre>c"), "a\n  b\n\nc");
        assert_eq!(visible_text("<pre>a&#13;b\r\nc</pre>"), "a b\nc");
    }

    #[test]
    fn excludes_what_a_browser_hides() {
        let html = "<title>t</title><script>x()</script><style>p{}</style><p hidden>no</p>\
            <p style='display: none'>no</p>yes<noscript>no</noscript>";
        assert_eq!(visible_text(html), "yes");
        assert_eq!(visible_text("&lt;script&gt; 1 < 2"), "<script> 1 < 2");
        assert_eq!(visible_text(""), "");
    }

    #[test]
    fn excluded_text_at_the_end_of_a_quotation_keeps_its_place() {
        let rich = read("<pre><q>It is open.\n<nav>Home News</nav></q> Later.</pre>");
        let [(at, words)] = &rich.left_out[..] else { panic!("{rich:?}") };
        assert_eq!((&rich.text[..*at], &**words), ("“It is open.”\n", "Home News"));
    }

    #[test]
    fn a_credit_within_a_quotation_keeps_its_place() {
        let html = "<blockquote><p>It is <q>😀<cite>Ann Lee</cite></q></p><p>Later.</p></blockquote>";
        assert_eq!(visible_text(html), "It is “😀Ann Lee”\n\nLater.");
    }

    #[test]
    fn excluded_pieces_are_limited_and_none_is_lost() {
        let rich = read(
            &("<p>It is late, the board said on Monday, and the bridge is shut.</p>".to_owned()
                + &"<p>word</p><nav>piece</nav>".repeat(1_500)),
        );
        assert_eq!((rich.left_out.len(), rich.text.matches("piece").count()), (1_000, 500));
    }

    #[test]
    fn nesting_is_read_up_to_the_limit() {
        assert_eq!(visible_text(&("<div>".repeat(MOST_OPEN) + "x")), "x");
        assert!(visible_text(&("<blockquote><q>".repeat(MOST_OPEN / 2) + "x")).contains('x'));
        assert_eq!(super::read(&("<div>".repeat(MOST_OPEN + 1) + "x")), Err(Excess::Open));
    }

    #[test]
    fn rejects_costly_markup_before_parsing() {
        for (piece, excess) in [("<div>", Excess::Open), ("<i id=%><p>", Excess::Work), ("<table>x", Excess::Work)] {
            let mut html = String::new();
            for number in 0.. {
                html += &piece.replace('%', &number.to_string());
                if html.len() > 1_000_000 {
                    break;
                }
            }
            let read = super::read(&html).map(|rich| rich.text.len());
            assert!(read.is_err_and(|why| why == excess || why == Excess::Open), "{piece}: {read:?}");
        }
        let attributes: String = (0..80_000).map(|number| format!("a{number} ")).collect();
        assert_eq!(super::read(&format!("<p {attributes}>x")), Err(Excess::Attributes));
    }
}
