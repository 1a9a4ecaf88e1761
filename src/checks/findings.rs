//! Groups the findings of the analysis by sentence, without comparing every finding with every sentence.

use crate::model::{Analysis, Attribution, Claim};
use crate::span::Span;

/// The findings whose content is at least partly in one sentence, in text order.
#[derive(Clone, Debug, Default)]
pub struct Findings<'a> {
    /// The claims.
    pub claims: Vec<&'a Claim>,
    /// The attributions.
    pub attributions: Vec<&'a Attribution>,
}

/// Returns the findings in each of `sentences`, which must be in text order and must not overlap.
pub fn by_sentence<'a>(analysis: &'a Analysis, sentences: &[Span]) -> Vec<Findings<'a>> {
    let mut out = vec![Findings::default(); sentences.len()];
    let touched = |content: &[Span]| {
        let mut all: Vec<usize> = Vec::new();
        for span in content {
            let first = sentences.partition_point(|sentence| sentence.end <= span.start);
            let rest = sentences[first..].iter().take_while(|sentence| sentence.start < span.end);
            all.extend(first..first + rest.count());
        }
        crate::sort::sort(&mut all);
        all.dedup();
        all
    };
    for claim in &analysis.claims {
        touched(&claim.content).into_iter().for_each(|at| out[at].claims.push(claim));
    }
    for attribution in &analysis.attributions {
        touched(&attribution.content).into_iter().for_each(|at| out[at].attributions.push(attribution));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_are_in_every_sentence_that_they_touch() {
        let text = "“It is shut. It stays shut,” said Ann Lee. It rained.";
        let analysis = crate::analyze(text);
        let sentences: Vec<Span> = analysis.checks.iter().map(|check| check.span).collect();
        let numbers: Vec<usize> =
            by_sentence(&analysis, &sentences).iter().map(|found| found.attributions.len()).collect();
        assert_eq!(numbers.last(), Some(&0), "{sentences:?}");
        assert!(numbers[..numbers.len() - 1].iter().all(|number| *number == 1), "{numbers:?}");
    }
}
