//! The shapes that rules must tell apart, one line each: `source | cue | content`, by order of content.

use super::find;
use crate::text::Document;

fn check(text: &str, expected: &[&str]) {
    let document = Document::new(text);
    let findings = find(&document);
    let join = |spans: &[crate::span::Span]| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" … ");
    let found: Vec<String> = findings
        .attributions
        .iter()
        .map(|a| format!("{} | {} | {}", join(&a.source), join(&a.cue), join(&a.content)))
        .collect();
    assert_eq!(found, expected, "in: {text}");
}

#[test]
fn said_after_before_and_in_the_middle() {
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
    check("“We will go,” she said. “It is late.”", &["she | said | “We will go,”", " |  | “It is late.”"]);
    let text = "They call it the “Iron Road” here.";
    let document = Document::new(text);
    let findings = find(&document);
    assert!(
        findings.attributions.iter().any(|a| a.content.iter().any(|c| c.of(text).contains("Iron")))
            || findings.mentions.len() == 1
    );
}
