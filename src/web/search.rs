//! Search in the findings. Pure: no browser types.

use crate::model::Analysis;
use crate::span::Span;

use super::marks::Item;

/// Returns the findings of `analysis` in `text` that contain every word of `query` in their words or in the names that
/// they show, in order. Case is ignored and parts of words match, so that the list narrows while the reader types.
pub fn find(text: &str, analysis: &Analysis, query: &str) -> Vec<Item> {
    let query = query.to_lowercase();
    let terms: Vec<&str> = query.split_whitespace().collect();
    let has = |names: &[&str], spans: &[&[Span]]| {
        let mut words = names.join(" ");
        for span in spans.iter().flat_map(|spans| spans.iter()) {
            words.push(' ');
            words.push_str(span.of(text));
        }
        let words = words.to_lowercase();
        terms.iter().all(|term| words.contains(term))
    };
    let mut out = Vec::new();
    for (at, a) in analysis.attributions.iter().enumerate() {
        if has(&[&a.speaker], &[&a.source, &a.cue, &a.content]) {
            out.push(Item::Attribution(at));
        }
    }
    for (at, c) in analysis.claims.iter().enumerate() {
        let mut names = vec![c.claimant.as_str(), c.target.as_str()];
        names.extend(c.challengers.iter().map(String::as_str));
        if has(&names, &[&c.content, &c.cues]) {
            out.push(Item::Claim(at));
        }
    }
    let mentions = analysis.mentions.iter().enumerate().filter(|(_, m)| has(&[], &[&[m.span]]));
    out.extend(mentions.map(|(at, _)| Item::Mention(at)));
    out
}
