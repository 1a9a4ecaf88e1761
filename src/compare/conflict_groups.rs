//! Groups the links for one contradiction, so that it is counted once even if more than two articles differ.

use super::links::{Comparison, Kind, Link, Row, Side};

impl Comparison {
    /// Returns the contradictions, each as the positions of its links in [`Comparison::links`]. All conflicts within
    /// one row are one contradiction. The list of contradictions, their number and the rows with [`Row::conflict`] all
    /// follow this.
    pub fn contradictions(&self) -> Vec<Vec<usize>> {
        let mut by_row: Vec<(Option<usize>, Vec<usize>)> = Vec::new();
        for (at, link) in self.links.iter().enumerate().filter(|(_, link)| link.kind == Kind::Conflict) {
            let row = self.rows.iter().position(|row| row.conflict && row.covers(link));
            match by_row.iter_mut().find(|(known, _)| row.is_some() && *known == row) {
                Some((_, links)) => links.push(at),
                None => by_row.push((row, vec![at])),
            }
        }
        by_row.into_iter().map(|(_, links)| links).collect()
    }

    /// Returns the passages of some links, given by position: one side for each article, in the order of the articles.
    pub fn sides(&self, links: &[usize]) -> Vec<Side> {
        let mut out: Vec<Side> = Vec::new();
        let all = links.iter().filter_map(|&at| self.links.get(at)).flat_map(|link| [&link.a, &link.b]);
        for side in all {
            match out.iter_mut().find(|known| known.article == side.article) {
                Some(known) => known.spans.extend(
                    side.spans
                        .iter()
                        .filter(|span| !side_has(known.spans.as_slice(), **span))
                        .copied()
                        .collect::<Vec<_>>(),
                ),
                None => out.push(side.clone()),
            }
        }
        crate::sort::sort_by_key(&mut out, |side| side.article);
        for side in &mut out {
            crate::sort::sort_by_key(&mut side.spans, |span| span.start);
        }
        out
    }
}

fn side_has(spans: &[crate::span::Span], span: crate::span::Span) -> bool {
    spans.iter().any(|known| known.overlaps(span))
}

impl Row {
    /// Whether both sides of the link are in the row.
    pub fn covers(&self, link: &Link) -> bool {
        let has = |side: &Side| self.stances.iter().any(|stance| stance.side.overlaps(side));
        has(&link.a) && has(&link.b)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Article, compare};

    #[test]
    fn a_contradiction_between_three_articles_counts_once() {
        let lee = "The keeper of the lighthouse at Vall, Ann Lee, spoke on Monday.";
        let texts = ["Nine", "Fourteen", "Nine"]
            .map(|number| format!("{lee} {number} sailors were injured when the trawler Petrel sank off Vall."));
        let analyses: Vec<_> = texts.iter().map(|text| crate::analyze(text)).collect();
        let articles: Vec<_> = texts.iter().zip(&analyses).map(|(text, analysis)| Article { text, analysis }).collect();
        let found = compare(&articles);
        let all = found.contradictions();
        assert_eq!(all.len(), 1, "{all:?}");
        assert_eq!((all[0].len(), found.sides(&all[0]).len()), (2, 3));
        assert_eq!(found.rows.iter().filter(|row| row.conflict).count(), 1);
    }
}
