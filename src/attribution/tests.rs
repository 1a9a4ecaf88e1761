//! The constructions that the rules must distinguish without the tagger, one per line: `source | cue | content`,
//! ordered by content.

use super::{by_rules, cues, find};
use crate::syntax::View;
use crate::text::Document;

fn check(text: &str, expected: &[&str]) {
    let document = Document::new(text);
    let view = View::new(&document);
    let (mut relations, rules) = by_rules(view, &cues::find(view));
    relations.extend(rules);
    relations.sort_by_key(|relation| relation.content.first().copied());
    let join = |spans: &[crate::span::Span]| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" … ");
    let found: Vec<String> =
        relations.iter().map(|r| format!("{} | {} | {}", join(&r.source), join(&r.cue), join(&r.content))).collect();
    assert_eq!(found, expected, "in: {text}");
}

#[test]
fn cues_after_before_and_inside_quotations() {
    check("“We will go,” Ann Lee said.", &["Ann Lee | said | “We will go,”"]);
    check(
        "“We will go,” said Ann Lee, the mayor of Oxley, on Friday.",
        &["Ann Lee, the mayor of Oxley | said | “We will go,”"],
    );
    check("Ann Lee said: “We will go.”", &["Ann Lee | said | “We will go.”"]);
    check("“We will go,” she said, “but not today.”", &["she | said | “We will go,” … “but not today.”"]);
    check("'We will go', said Ann Lee.", &["Ann Lee | said | 'We will go'"]);
}

#[test]
fn clauses() {
    check("Ann Lee said the road was closed.", &["Ann Lee | said | the road was closed"]);
    check("Ann Lee told reporters on Friday that the road was closed.", &["Ann Lee | told | that the road was closed"]);
    check("The road was closed on Friday, Ann Lee said.", &["Ann Lee | said | The road was closed on Friday"]);
    check("The road was closed on Friday, said Ann Lee.", &["Ann Lee | said | The road was closed on Friday"]);
    check("According to the ministry, the road was closed.", &["the ministry | According to | the road was closed"]);
    check("The road was closed, according to the ministry.", &["the ministry | according to | The road was closed"]);
}

#[test]
fn appositions_and_relative_clauses() {
    check(
        "Lee, who was elected in 2020, said the road was closed.",
        &["Lee, who was elected in 2020 | said | the road was closed"],
    );
    check("Ann Lee, 46, said it rained.", &["Ann Lee, 46 | said | it rained"]);
}

#[test]
fn accusations() {
    check("Oxley is accused of closing the road.", &[" | is accused of | closing the road"]);
    check("Lee accused Oxley of closing the road.", &["Lee | accused … of | closing the road"]);
}

#[test]
fn nothing_in_quotation_marks_is_lost() {
    for text in [
        "“We will go,” she said. “It is late.”",
        "They call it the “Iron Road” here.",
        "“It is late. “Go home. 'Now.'",
        "Lee was furious. “They never asked us.” Nobody had.",
    ] {
        let document = Document::new(text);
        let findings = find(&document);
        for quote in document.outer_quotes.iter().map(|&at| document.quotes[at].span) {
            let said = findings.attributions.iter().flat_map(|a| &a.content).any(|span| span.contains(quote));
            let named = findings.mentions.iter().any(|mention| mention.span.contains(quote));
            assert!(said || named, "{} in: {text}", quote.of(text));
        }
    }
}

#[test]
fn joins_overlapping_parts() {
    let text = " denied \":  that We will not go’Ann Lee that ";
    let found = find(&Document::new(text)).attributions;
    let parts = found.iter().flat_map(|attribution| attribution.content.windows(2));
    assert!(!found.is_empty() && parts.into_iter().all(|pair| pair[0].end <= pair[1].start), "{found:?}");
}
