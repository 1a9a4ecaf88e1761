//! HTML on the command line: the tree is built by html5ever, the parser of the Servo browser, and walked without
//! recursion, so that no nesting depth can exhaust the stack. What becomes of it is [`Flow`]'s.

use html5ever::parse_document;
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use super::about;
use super::flow::{Flow, Rich, Visit};

/// The article in `html`.
pub fn read(html: &str) -> Rich {
    let dom = parse_document(RcDom::default(), Default::default()).one(html);
    super::best(|flow| walk(&dom.document, flow), |json| serde_json::from_str::<serde_json::Value>(json).ok())
}

enum Step {
    Enter(Handle),
    Leave,
}

fn walk(root: &Handle, flow: &mut Flow) {
    let mut todo = vec![Step::Enter(root.clone())];
    while let Some(step) = todo.pop() {
        let Step::Enter(node) = step else {
            flow.leave();
            continue;
        };
        match &node.data {
            NodeData::Text { contents } => flow.text(&contents.borrow()),
            NodeData::Element { name, attrs, .. } => {
                let attrs = attrs.borrow();
                let attribute =
                    |wanted: &str| attrs.iter().find(|a| &*a.name.local == wanted).map(|a| a.value.to_string());
                if flow.enter(&name.local, &attribute) == Visit::Enter {
                    todo.push(Step::Leave);
                    todo.extend(node.children.borrow().iter().rev().cloned().map(Step::Enter));
                }
            }
            NodeData::Document => todo.extend(node.children.borrow().iter().rev().cloned().map(Step::Enter)),
            _ => {}
        }
    }
}

impl about::Json for serde_json::Value {
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
    use super::read;
    use crate::intake::samples;

    fn visible_text(html: &str) -> String {
        read(html).text
    }

    #[test]
    fn the_samples_read_as_they_should() {
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
    fn what_a_browser_hides_is_left_out() {
        let html = "<title>t</title><script>x()</script><style>p{}</style><p hidden>no</p><p style='display: none'>no</p>yes<noscript>no</noscript>";
        assert_eq!(visible_text(html), "yes");
        assert_eq!(visible_text("&lt;script&gt; 1 < 2"), "<script> 1 < 2");
        assert_eq!(visible_text(""), "");
    }

    #[test]
    fn what_is_set_apart_at_the_end_of_a_quotation_keeps_its_place() {
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
    fn deep_nesting_is_read() {
        let deep = "<b>".repeat(20_000) + "x";
        assert_eq!(visible_text(&deep), "x");
        let deep = "<blockquote><q>".repeat(9_000) + "x";
        assert!(visible_text(&deep).contains('x'));
    }
}
