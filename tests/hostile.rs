//! A hostile article cannot affect the analysis or its exports. The payloads are the same as in the browser tests.

use std::collections::BTreeSet;

use html5ever::parse_document;
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{NodeData, RcDom};
use sayso::analyze;
use sayso::compare::{Article as Compared, compare};
use sayso::export::{Article, Meta, comparison, fragment, html, jsonld, markdown, schemaorg};
use sayso::i18n::Locale;

fn payloads() -> Vec<(String, String)> {
    let file = include_str!("browser/payloads.json");
    serde_json::from_str(file).expect("a list of pairs")
}

fn article(payload: &str) -> String {
    format!("“The sign says {payload} today,” said Ann Vale.\n\nPolice denied that {payload} had been closed.")
}

/// Panics if `markup` contains an element that runs or loads something, an event handler, a style, or an address that
/// is neither a web address nor a fragment.
fn is_dead(markup: &str, of: &str) {
    let dom = parse_document(RcDom::default(), Default::default()).one(markup);
    let mut todo = vec![dom.document.clone()];
    let mut seen = BTreeSet::new();
    while let Some(node) = todo.pop() {
        todo.extend(node.children.borrow().iter().cloned());
        let NodeData::Element { name, attrs, .. } = &node.data else { continue };
        seen.insert(name.local.to_string());
        for attr in attrs.borrow().iter() {
            let (name, value) = (attr.name.local.to_string(), attr.value.trim().to_lowercase());
            assert!(!name.starts_with("on") && name != "style", "{name}={value} of {of:?}");
            let address = matches!(&*name, "href" | "src" | "cite" | "action");
            let web = value.starts_with("https://") || value.starts_with("http://") || value.starts_with('#');
            assert!(!address || web, "{name}={value} of {of:?}");
        }
    }
    for name in
        ["script", "iframe", "object", "embed", "img", "svg", "link", "base", "form", "video", "math", "template"]
    {
        assert!(!seen.contains(name), "an element {name} of {of:?}");
    }
}

#[test]
fn no_payload_survives_in_any_export() {
    let payloads = payloads();
    assert!(payloads.len() >= 200, "only {} payloads", payloads.len());
    for (_, payload) in &payloads {
        let text = article(payload);
        let analysis = analyze(&text);
        let [title, byline, outlet, url, date] = std::array::from_fn(|_| payload.clone());
        let meta = Meta { title, byline, outlet, url, date };
        let article = Article { id: payload, meta: &meta, text: &text, analysis: &analysis, locale: Locale::ENGLISH };
        is_dead(&html::write(&article), payload);
        for json in [jsonld::write(&article), schemaorg::write(&article)] {
            serde_json::from_str::<serde_json::Value>(&json).expect("JSON");
            // The JSON may be embedded in a script element of a page.
            assert!(
                !json.to_lowercase().contains("</script") && !json.contains("<!--"),
                "{payload:?} ends a script element"
            );
        }
        // Markdown may contain HTML, but none from the payload.
        is_dead(&markdown::write(&article).replace("\\<", "&lt;"), payload);
        assert!(fragment::link(payload, &text, &[]).is_none_or(|link| link.starts_with("http")));
        let sides = [Compared { text: &text, analysis: &analysis }; 2];
        let found = compare(&sides);
        let ids = [payload.clone(), "b".to_owned()];
        let texts = [text.as_str(); 2];
        is_dead(&comparison::html::write(&comparison::Compared::new(&ids, &texts, &found, Locale::ENGLISH)), payload);
    }
}
