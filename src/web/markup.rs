//! Reads HTML in the browser. The browser's own parser builds the tree, without loading or running anything; the tree
//! is walked without recursion. [`best`] turns it into an article. [`displayed`] finds the article in a page that a
//! browser displays.

use js_sys::{Array, JSON, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node};

use crate::intake::flow::Rich;
use crate::intake::limits;
use crate::intake::metadata::Json;
use crate::intake::tree::{Tree, Visit};
use crate::intake::{article, best};
use crate::web::state::Refusal;

#[wasm_bindgen]
extern "C" {
    /// Implemented in `www/boot.js`: parses HTML into a separate document. This is the only place where a string
    /// becomes markup.
    #[wasm_bindgen(js_name = saysoParse, catch)]
    fn parse(html: &str) -> Result<Node, JsValue>;
}

/// Reads the article in `html`.
///
/// # Errors
/// [`Refusal::Tangled`] if parsing would take the browser too long, which is checked before parsing.
/// [`Refusal::Unreadable`] if the browser has no parser.
pub fn read(html: &str) -> Result<Rich, Refusal> {
    // The string that is checked must be the string that is parsed.
    let html = rename_forbidden(html);
    limits::check(&html).map_err(|_| Refusal::Tangled)?;
    let root = parse(&html).map_err(|_| Refusal::Unreadable)?;
    let mut tree = Tree::default();
    walk(&root, &mut tree);
    Ok(best(&tree, |json| JSON::parse(json).ok().map(Data)))
}

/// Finds the article in a page that is displayed. `nodes` is the page in document order: a string for a text, an array
/// for the start of an element (its name, then the names and values of its attributes in turn), and `null` for its end.
///
/// Returns an object with three fields. `apart` has one byte per item of `nodes`: 1 for a text that is not part of the
/// article and for an element of which nothing is, otherwise 0. `whole` is true if the whole page counts as the
/// article. `meta` is an array of headline, byline, outlet, address and date, as in [`Meta`](crate::export::Meta).
pub fn displayed(nodes: &Array) -> Object {
    let mut tree = Tree::default();
    // The node of the tree for each item of the page.
    let mut places = vec![None; nodes.length() as usize];
    // The number of open elements that the tree does not contain.
    let mut passed = 0;
    for (at, item) in nodes.iter().enumerate() {
        let node = Some(tree.nodes.len());
        if item.is_null() {
            if passed > 0 {
                passed -= 1;
            } else {
                tree.leave();
            }
        } else if let Some(element) = item.dyn_ref::<Array>() {
            if passed > 0 || enter(element, &mut tree) == Visit::Pass {
                passed += 1;
            } else {
                places[at] = node;
            }
        } else if passed == 0 {
            tree.text(&item.as_string().unwrap_or_default());
            places[at] = node;
        }
    }
    let (apart, _) = article::find(&tree);
    let mut rich = best(&tree, |json| JSON::parse(json).ok().map(Data));
    let flags: Vec<u8> = places.iter().map(|place| u8::from(place.is_some_and(|place| apart[place]))).collect();
    let meta: Array = rich.meta.fields_mut().into_iter().map(|field| JsValue::from(field.as_str())).collect();
    let found = Object::new();
    let parts = [
        ("apart", Uint8Array::from(&*flags).into()),
        ("whole", JsValue::from(rich.left_out.is_empty())),
        ("meta", meta.into()),
    ];
    for (name, part) in parts {
        Reflect::set(&found, &name.into(), &part).unwrap_or_default();
    }
    found
}

fn enter(element: &Array, tree: &mut Tree) -> Visit {
    let words: Vec<String> = element.iter().map(|word| word.as_string().unwrap_or_default()).collect();
    let (name, facts) = words.split_first().map_or(("", &[][..]), |(name, facts)| (name, facts));
    tree.enter(name, &|key| facts.chunks_exact(2).find(|fact| fact[0] == key).map(|fact| fact[1].clone()))
}

fn walk(root: &Node, tree: &mut Tree) {
    let mut at = root.first_child();
    while let Some(node) = at {
        let mut inside = false;
        if let Some(element) = node.dyn_ref::<Element>() {
            inside = tree.enter(&element.local_name(), &|name| {
                element.get_attribute(if name == "style" { "data-style" } else { name })
            }) == Visit::Enter;
        } else if node.node_type() == Node::TEXT_NODE {
            tree.text(&node.node_value().unwrap_or_default());
        }
        at = match inside.then(|| node.first_child()).flatten() {
            Some(child) => Some(child),
            None => {
                if inside {
                    tree.leave();
                }
                behind(node, root, tree)
            }
        };
    }
}

/// Renames event handlers, style attributes and style elements in `html`. They would have no effect anyway, but
/// browsers fill the console with violations of the page's content security policy. Anything missed here causes no more
/// than that.
fn rename_forbidden(html: &str) -> String {
    let bytes = html.as_bytes();
    let find = |from: usize, end: &dyn Fn(u8) -> bool| {
        let rest = bytes.get(from..).unwrap_or_default();
        rest.iter().position(|&byte| end(byte)).map_or(bytes.len(), |at| from + at)
    };
    let mut out = String::with_capacity(html.len());
    let (mut done, mut at) = (0, 0);
    while at < bytes.len() {
        at = (find(at, &|byte| byte == b'<') + 1).min(bytes.len());
        let name = at + usize::from(bytes.get(at) == Some(&b'/'));
        at = find(name, &|byte| !byte.is_ascii_alphanumeric());
        if name >= at {
            continue;
        }
        if html[name..at].eq_ignore_ascii_case("style") {
            out.push_str(&html[done..name]);
            out.push_str("noembed");
            done = at;
        }
        // Attributes, up to the end of the tag.
        while at < bytes.len() {
            let start = find(at, &|byte| !byte.is_ascii_whitespace() && byte != b'/');
            at = find(start, &|byte| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'>' | b'/' | b'<'));
            let word = &bytes[start..at];
            if word.eq_ignore_ascii_case(b"style") || word.get(..2).is_some_and(|on| on.eq_ignore_ascii_case(b"on")) {
                out.push_str(&html[done..start]);
                out.push_str("data-");
                done = start;
            }
            match bytes.get(at) {
                Some(b'=') => {
                    let value = find(at + 1, &|byte| !byte.is_ascii_whitespace());
                    at = match bytes.get(value) {
                        Some(&quote @ (b'"' | b'\'')) => (find(value + 1, &|byte| byte == quote) + 1).min(bytes.len()),
                        _ => find(value, &|byte| byte.is_ascii_whitespace() || byte == b'>'),
                    };
                }
                Some(b'>' | b'<') | None => break,
                _ => {}
            }
        }
    }
    out.push_str(&html[done..]);
    out
}

/// Returns the next node after `node` and its descendants, and leaves the elements that end in between; `None` at the
/// end of `root`.
fn behind(mut node: Node, root: &Node, tree: &mut Tree) -> Option<Node> {
    loop {
        if let Some(next) = node.next_sibling() {
            return Some(next);
        }
        node = node.parent_node().filter(|parent| parent != root)?;
        tree.leave();
    }
}

struct Data(JsValue);

impl Json for Data {
    fn member(&self, name: &str) -> Option<Self> {
        let value = Reflect::get(&self.0, &name.into()).ok()?;
        (!value.is_null() && !value.is_undefined()).then_some(Data(value))
    }

    fn items(&self) -> Vec<Self> {
        match Array::is_array(&self.0) {
            true => Array::from(&self.0).iter().map(Data).collect(),
            false => vec![Data(self.0.clone())],
        }
    }

    fn string(&self) -> Option<String> {
        self.0.as_string()
    }
}

#[cfg(test)]
mod tests {
    use super::rename_forbidden;

    #[test]
    fn changes_only_names() {
        assert_eq!(rename_forbidden("<p STYLE='a' onclick=x>1 < 2</p>"), "<p data-STYLE='a' data-onclick=x>1 < 2</p>");
        assert_eq!(rename_forbidden("<a title=\"style=1\" href=x>é</a>"), "<a title=\"style=1\" href=x>é</a>");
        assert_eq!(rename_forbidden("<style>p { x }</style>b"), "<noembed>p { x }</noembed>b");
        for html in ["", "<", "</", "<a", "<a b", "<a b=", "<a b='", "a<b>", "<é a=1>", "<!-- <p -->", "<p/on"] {
            assert_eq!(rename_forbidden(html).replace("data-", ""), html);
        }
    }
}
