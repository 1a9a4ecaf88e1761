//! What came with the text, or is known of it, beside its words. Pure: no browser types.

use crate::model::Analysis;
use crate::span::Span;

use super::edit::Edit;

/// What the page knows of the present text beside its words and findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Lines that the analysis left out, in order, and the rules that did it. Bytes of the text.
    pub skipped: Vec<(Span, String)>,
}

impl Origin {
    /// The same after the text was edited from `old` to `new`.
    pub fn moved(&self, old: &str, new: &str) -> Self {
        let edit = Edit::between(old, new);
        let skipped = self.skipped.iter().filter_map(|(span, rule)| Some((edit.moved(*span)?, rule.clone()))).collect();
        Self { skipped }
    }

    /// The same with what an analysis of the present text left out.
    pub fn analysed(&self, analysis: &Analysis) -> Self {
        let skipped = analysis.skipped.iter().map(|line| (line.span, line.reason.rule.to_string())).collect();
        Self { skipped }
    }

    /// The rule by which the line that covers `line` was left out.
    pub fn skips(&self, line: Span) -> Option<&str> {
        let at = self.skipped.partition_point(|(span, _)| span.end <= line.start);
        self.skipped.get(at).filter(|(span, _)| span.start < line.end).map(|(_, rule)| rule.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_were_left_out_move_with_the_text() {
        let text = "One.\nADVERTISEMENT\nTwo.";
        let origin = Origin::default().analysed(&crate::analyze(text));
        assert_eq!(origin.skips(Span::new(5, 19)), Some("furniture-advert"));
        assert_eq!((origin.skips(Span::new(0, 5)), origin.skips(Span::new(19, 23))), (None, None));
        let moved = origin.moved(text, &format!("Zero.\n{text}"));
        assert_eq!(moved.skipped[0].0, Span::new(11, 24));
        assert!(origin.moved(text, "One.\nADVERT\nTwo.").skipped.is_empty());
    }
}
