//! Reads the linked data in saved web pages.

use super::{Item, Sink, json};

/// Reads the JSON-LD in the scripts of a page. A script ends at the first `</script`, whatever it contains (section
/// 13.2.5.15 of the HTML standard), so the page need not be parsed.
pub fn read(html: &str, sink: Sink<'_>) {
    let lower = html.to_ascii_lowercase();
    let (mut at, mut number) = (0, 0);
    let mut found = false;
    while let Some(start) = lower[at..].find("<script").map(|start| at + start) {
        let Some(open) = lower[start..].find('>').map(|end| start + end + 1) else { break };
        let end = lower[open..].find("</script").map_or(lower.len(), |end| open + end);
        at = end;
        if !lower[start..open].contains("ld+json") {
            continue;
        }
        number += 1;
        let script = &html[open..end];
        // Most scripts of a page describe something else, and are not reported as bad records.
        if script.contains("ClaimReview") {
            json::one(script, &format!("script {number}"), end, &mut |item, done| {
                found = true;
                sink(item, done);
            });
        }
    }
    if !found {
        sink(Item::Bad { place: "the page".into(), why: "has no ClaimReview".into() }, html.len());
    }
}
