//! Splits a text wherever a link begins or ends, so that each stretch has one set of links. Pure: no browser types.

use crate::span::Span;

/// Returns the stretches of `text` in order, each with the values of the spans that cover it. Spans that are empty,
/// out of range or not on character boundaries are ignored.
pub fn stretches<T: Copy>(text: &str, spans: &[(Span, T)]) -> Vec<(Span, Vec<T>)> {
    let fits =
        |span: &Span| span.start < span.end && text.is_char_boundary(span.start) && text.is_char_boundary(span.end);
    let mut marked: Vec<(Span, T)> = spans.iter().filter(|(span, _)| fits(span)).copied().collect();
    crate::sort::sort_by_key(&mut marked, |(span, _)| (span.start, span.end));
    let mut cuts: Vec<usize> =
        marked.iter().flat_map(|(span, _)| [span.start, span.end]).chain([0, text.len()]).collect();
    crate::sort::sort(&mut cuts);
    cuts.dedup();
    let (mut next, mut open) = (0, Vec::new());
    let mut out = Vec::new();
    for pair in cuts.windows(2) {
        let piece = Span::new(pair[0], pair[1]);
        open.retain(|(span, _): &(Span, T)| span.end > piece.start);
        while let Some(one) = marked.get(next).filter(|(span, _)| span.start <= piece.start) {
            open.push(*one);
            next += 1;
        }
        out.push((piece, open.iter().map(|(_, what)| *what).collect()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlaps_are_cut() {
        let text = "abcdefgh";
        let cut = stretches(text, &[(Span::new(4, 6), 'y'), (Span::new(1, 5), 'x')]);
        let shown: Vec<String> =
            cut.iter().map(|(span, what)| format!("{}{}", span.of(text), what.iter().collect::<String>())).collect();
        assert_eq!(shown, ["a", "bcdx", "exy", "fy", "gh"]);
    }

    #[test]
    fn skips_spans_that_do_not_fit() {
        let cut = stretches("é", &[(Span::new(1, 2), 0), (Span::new(0, 9), 1), (Span::new(0, 0), 2)]);
        assert_eq!(cut, [(Span::new(0, 2), vec![])]);
        assert!(stretches::<u8>("", &[]).is_empty());
    }
}
