//! Formats a wrong mark as a case like those in `corpus/gold`, for a report to the project. Pure: no browser types.
//!
//! The case contains only the sentences that the finding touches, and nothing else from the article. `FIXME` marks the
//! expectation as known to be wrong.

use super::marks::Item;
use crate::model::Analysis;
use crate::span::Span;
use std::fmt::Write;

/// Returns the case; `None` if `analysis` does not contain the finding, or if it is a mention or a match.
pub fn case(text: &str, analysis: &Analysis, item: Item) -> Option<String> {
    let (head, parts): (String, Vec<(&str, &[Span])>) = match item {
        Item::Attribution(at) => {
            let a = analysis.attributions.get(at)?;
            let head = format!("attribution {}", a.kind.name());
            (head, vec![("source", &a.source), ("cue", &a.cue), ("content", &a.content)])
        }
        Item::Claim(at) => {
            let c = analysis.claims.get(at)?;
            (format!("claim {}", c.status.name()), vec![("content", &c.content), ("cue", &c.cues)])
        }
        Item::Mention(_) | Item::Check(_) => return None,
    };
    let spans = || parts.iter().flat_map(|(_, spans)| spans.iter());
    let whole = Span::new(spans().map(|span| span.start).min()?, spans().map(|span| span.end).max()?);
    // Only English sentences are rated. In other languages, the case contains only the stretch that the finding
    // covers.
    let sentences = analysis.checks.iter().map(|check| check.span);
    let touched = sentences.filter(|own| own.start < whole.end && whole.start < own.end);
    let whole = touched.fold(whole, |all, own| Span::new(all.start.min(own.start), all.end.max(own.end)));
    let mut out = format!("## A wrong mark\n```article\n{}\n```\n- FIXME {head}:", whole.of(text));
    let mut sign = "";
    for (name, spans) in parts {
        let quoted: Vec<String> = spans.iter().map(|span| quoted(span.of(text))).collect();
        let quoted = if quoted.is_empty() { "none".to_owned() } else { quoted.join(" … ") };
        let _ = write!(out, "{sign} {name} {quoted}");
        sign = " |";
    }
    Some(out + "\n")
}

/// Returns the words in one line, between double quotation marks, or between backticks if they contain one.
fn quoted(words: &str) -> String {
    let sign = if words.contains('"') { "`" } else { "\"" };
    [sign, &words.split_whitespace().collect::<Vec<_>>().join(" "), sign].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "It snowed. “It is shut,” said Anna Oru. The mayor denied that the road was icy. It rained.";

    #[test]
    fn a_case_contains_the_sentence_and_the_findings() {
        let analysis = crate::analyze(TEXT);
        let of = |item| case(TEXT, &analysis, item).unwrap_or_default();
        assert_eq!(
            of(Item::Attribution(0)),
            "## A wrong mark\n```article\n“It is shut,” said Anna Oru.\n```\n\
             - FIXME attribution direct: source \"Anna Oru\" | cue \"said\" | content \"“It is shut,”\"\n"
        );
        let claim = of(Item::Claim(0));
        assert!(claim.contains("\nThe mayor denied that the road was icy.\n"), "{claim}");
        assert!(claim.contains("- FIXME claim denied: content \"the road was icy\" | cue \"denied\""), "{claim}");
        assert_eq!(case(TEXT, &analysis, Item::Claim(9)), None);
        assert_eq!((&*quoted("a\n b"), &*quoted("\"a\"")), ("\"a b\"", "`\"a\"`"));
    }
}
