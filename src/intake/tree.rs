//! A tree of HTML as a list of nodes, filled by both readers of HTML, so that the article can be found before the
//! text is written. Hidden elements are not included.

use super::elements::unseen;
use super::flow::Flow;
use crate::lexicon;
use crate::lexicon::boilerplate::Names;

/// The attributes that are kept, of every element and of certain elements. Attributes that hide an element are read
/// separately.
const EVERY: &[&str] = &["class", "id", "role", "aria-hidden", "itemprop"];
const SOME: [(&str, &[&str]); 5] = [
    ("a", &["href", "rel"]),
    ("link", &["href", "rel"]),
    ("meta", &["property", "name", "content"]),
    ("script", &["type"]),
    ("time", &["datetime"]),
];

/// Whether a reader should visit the children of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visit {
    /// Visit the children, then call [`Tree::leave`].
    Enter,
    /// Do neither.
    Pass,
}

/// An element, or text between elements, which has no name.
#[derive(Debug, Default)]
pub struct Node {
    /// The element's name in lower case; empty for text.
    pub name: String,
    /// The text; empty for an element.
    pub text: String,
    facts: Vec<(&'static str, String)>,
    /// The parent element; the first node is its own parent.
    pub parent: usize,
    /// One past its last descendant.
    pub end: usize,
}

impl Node {
    /// Returns the value of an attribute, if it was kept.
    pub fn fact(&self, name: &str) -> Option<&str> {
        self.facts.iter().find(|(known, _)| *known == name).map(|(_, value)| &**value)
    }

    /// Whether a name in the attribute `key`, or a word of one, marks the element as `kind`. `ArticleBody--adSlot`
    /// has the words `article`, `body`, `ad` and `slot`, and is `articlebodyadslot` as a whole.
    pub fn named(&self, key: &str, kind: Names) -> bool {
        let boilerplate = lexicon::boilerplate::get();
        let (mut whole, mut word, mut low) = (String::new(), String::new(), false);
        // The extra space terminates the last name.
        for c in self.fact(key).unwrap_or_default().chars().chain([' ']) {
            let letter = c.is_ascii_alphabetic();
            if !letter || low && c.is_ascii_uppercase() {
                if boilerplate.is_name(kind, &word) || c == ' ' && boilerplate.is_name(kind, &whole) {
                    return true;
                }
                word.clear();
            }
            if c == ' ' {
                whole.clear();
                continue;
            }
            low = c.is_ascii_lowercase();
            if letter {
                whole.push(c.to_ascii_lowercase());
                word.push(c.to_ascii_lowercase());
            }
        }
        false
    }
}

/// A tree of HTML.
#[derive(Debug, Default)]
pub struct Tree {
    /// The nodes, in document order.
    pub nodes: Vec<Node>,
    open: Vec<usize>,
    titled: bool,
}

impl Tree {
    /// Starts an element. `name` is in lower case; `attribute` returns the values of its attributes.
    pub fn enter(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>) -> Visit {
        let data = name == "script" && attribute("type").is_some_and(|kind| kind == "application/ld+json");
        let title = name == "title" && !self.titled;
        self.titled |= title;
        if !data && (unseen(name, attribute) || name == "title" && !title) {
            return Visit::Pass;
        }
        let mut node = Node { name: name.to_owned(), ..Node::default() };
        let some = SOME.iter().find(|(known, _)| *known == name).map_or(EVERY, |(_, keys)| keys);
        for list in [EVERY, some] {
            for key in list {
                node.facts.extend(attribute(key).map(|value| (*key, value)));
            }
        }
        let at = self.add(node);
        self.open.push(at);
        Visit::Enter
    }

    /// Ends the element started last.
    pub fn leave(&mut self) {
        if let Some(at) = self.open.pop() {
            self.nodes[at].end = self.nodes.len();
        }
    }

    /// Adds text between elements.
    pub fn text(&mut self, words: &str) {
        self.add(Node { text: words.to_owned(), ..Node::default() });
    }

    fn add(&mut self, mut node: Node) -> usize {
        let at = self.nodes.len();
        node.parent = self.open.last().copied().unwrap_or(at);
        node.end = at + 1;
        self.nodes.push(node);
        at
    }

    /// Returns the text of the nodes `from..to`.
    pub fn words(&self, from: usize, to: usize) -> String {
        self.nodes[from..to].iter().map(|node| &*node.text).collect()
    }

    /// Passes all nodes to `flow`. Those in `apart` are excluded with everything in them.
    pub fn play(&self, flow: &mut Flow, apart: &[bool]) {
        let mut ends: Vec<usize> = Vec::new();
        for (at, node) in self.nodes.iter().enumerate() {
            while ends.last().is_some_and(|end| *end <= at) {
                ends.pop();
                flow.leave();
            }
            let words = node.name.is_empty();
            if !words || apart[at] {
                flow.enter(&node.name, &|name| node.fact(name).map(str::to_owned), apart[at]);
                ends.push(node.end);
            }
            if words {
                flow.text(&node.text);
            }
        }
        ends.iter().for_each(|_| flow.leave());
    }
}
