//! Converts findings to stretches of text with the same marks. Pure: no browser types.
//!
//! Findings nest and overlap. The text is split at both ends of every span, so that each stretch (a [`Run`]) is covered
//! by one set of findings from end to end. The innermost one determines the run's appearance.

use std::rc::Rc;

use crate::hash::HashSet;
use crate::model::{Analysis, Kind, Status};
use crate::span::Span;
use crate::text::quotes;

use super::edit::Edit;
use super::marks::{Item, Mark, MarkRole};
use super::notes::Note;

/// A stretch of one line that the same findings cover from end to end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The stretch, in bytes of the line.
    pub span: Span,
    /// The findings that cover it, outermost first. Never empty.
    pub roles: Rc<[(Item, MarkRole)]>,
    /// The notes of the findings that begin here. Each finding has one note.
    pub notes: Rc<[Note]>,
}

impl Run {
    /// Returns the innermost finding.
    pub fn own(&self) -> Option<(Item, MarkRole)> {
        self.roles.last().copied()
    }

    /// Returns the status with the highest precedence among the claims that cover it.
    pub fn status(&self) -> Option<Status> {
        self.roles
            .iter()
            .filter_map(|&(_, role)| if let MarkRole::Claim(status) = role { Some(status) } else { None })
            .min()
    }
}

/// A line of the text, including its line break, and its marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The words.
    pub text: Rc<str>,
    /// The marked stretches, in order, without overlap.
    pub runs: Rc<[Run]>,
    /// A unique key, which stays with the line while it is in the text.
    pub key: u64,
}

/// A function that returns the note of a finding, if it has one.
pub type Noting<'a> = &'a dyn Fn(Item) -> Option<Note>;

/// Returns all spans of an analysis of `text` that are shown as marks. A partly quoted content is split into quoted and
/// unquoted marks.
pub fn marks(text: &str, analysis: &Analysis) -> Vec<Mark> {
    let mixed = analysis.attributions.iter().any(|a| a.kind == Kind::Mixed);
    let quotes = if mixed { quotes::of(text, &analysis.skipped) } else { Vec::new() };
    let mut all = Vec::new();
    let mut add = |item, role, spans: &[Span]| {
        all.extend(spans.iter().filter(|span| !span.is_empty()).map(|&span| Mark { span, item, role }));
    };
    for (at, a) in analysis.attributions.iter().enumerate() {
        add(Item::Attribution(at), MarkRole::Source, &a.source);
        add(Item::Attribution(at), MarkRole::Cue, &a.cue);
        for &span in &a.content {
            if a.kind != Kind::Mixed {
                add(Item::Attribution(at), MarkRole::Content(a.kind), &[span]);
                continue;
            }
            let first = quotes.partition_point(|quote| quote.span.end <= span.start);
            let mut from = span.start;
            for quote in quotes[first..].iter().filter(|quote| quote.level == 0) {
                if quote.span.start >= span.end {
                    break;
                }
                let (start, end) = (quote.span.start.max(from), quote.span.end.min(span.end));
                add(Item::Attribution(at), MarkRole::Content(Kind::Indirect), &[Span::new(from, start)]);
                add(Item::Attribution(at), MarkRole::Content(Kind::Direct), &[Span::new(start, end)]);
                from = end;
            }
            add(Item::Attribution(at), MarkRole::Content(Kind::Indirect), &[Span::new(from, span.end)]);
        }
    }
    for (at, c) in analysis.claims.iter().enumerate() {
        add(Item::Claim(at), MarkRole::Claim(c.status), &c.content);
        add(Item::Claim(at), MarkRole::ClaimCue, &c.cues);
    }
    for (at, m) in analysis.mentions.iter().enumerate() {
        add(Item::Mention(at), MarkRole::Mention, &[m.span]);
    }
    all
}

/// Returns where to cut a text that is longer than `limit` characters: after the last line break before the limit, or
/// else after the last space. In bytes; the length of the text if it is short enough.
pub fn first_part(text: &str, limit: usize) -> usize {
    // Counting characters is slow, and no text has more characters than bytes.
    let beyond = if text.len() > limit { text.char_indices().nth(limit) } else { None };
    let Some((end, _)) = beyond else { return text.len() };
    let head = &text[..end];
    let cut = head.rfind('\n').or_else(|| head.rfind(' ')).map_or(end, |at| at + 1);
    if cut == 0 { end } else { cut }
}

/// Returns the marks after the text was edited from `old` to `new`. Marks after the change are shifted; marks that
/// contain a changed stretch are dropped.
pub fn shift(marks: &[Mark], old: &str, new: &str) -> Vec<Mark> {
    let edit = Edit::between(old, new);
    marks.iter().filter_map(|mark| Some(Mark { span: edit.moved(mark.span)?, ..*mark })).collect()
}

/// The size in bytes from which an unmarked block ends at the next line break.
const BLOCK: usize = 16 * 1024;

/// Returns the lines of `text`, including line breaks. After byte `marked`, lines are combined into larger blocks.
pub fn line_spans(text: &str, marked: usize) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices('\n') {
        if start < marked || at - start > BLOCK {
            spans.push(Span::new(start, at + 1));
            start = at + 1;
        }
    }
    spans.push(Span::new(start, text.len()));
    spans
}

/// Splits the text at both ends of every span, and at every line break inside a span. Returns the stretches that have
/// marks, with spans in bytes of `text`. Marks that do not fit the text are ignored.
pub fn runs(text: &str, marks: &[Mark], note: Noting<'_>) -> Vec<Run> {
    let mut order: Vec<&Mark> =
        marks.iter().filter(|mark| text.get(mark.span.start..mark.span.end).is_some()).collect();
    crate::sort::sort_by_key(&mut order, |mark| mark.span.start);
    let mut cuts: Vec<usize> = order.iter().flat_map(|mark| [mark.span.start, mark.span.end]).collect();
    cuts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
    crate::sort::sort(&mut cuts);
    cuts.dedup();
    let mut waiting = order.into_iter().peekable();
    let mut active: Vec<&Mark> = Vec::new();
    let mut runs = Vec::new();
    for pair in cuts.windows(2) {
        let span = Span::new(pair[0], pair[1]);
        active.retain(|mark| mark.span.end > span.start);
        while let Some(mark) = waiting.next_if(|mark| mark.span.start <= span.start) {
            active.push(mark);
        }
        if active.is_empty() || span.of(text).trim_end_matches('\n').is_empty() {
            continue;
        }
        if active.len() > 1 {
            crate::sort::sort_by_key(&mut active, |mark| (std::cmp::Reverse(mark.span.len()), mark.role));
        }
        let roles = active.iter().map(|mark| (mark.item, mark.role)).collect();
        runs.push(Run { span, roles, notes: [].into() });
    }
    place_notes(&mut runs, note);
    runs
}

/// Adds the note of each finding where its content begins.
fn place_notes(runs: &mut [Run], note: Noting<'_>) {
    let mut placed = HashSet::default();
    for run in runs {
        let content = |role: MarkRole| {
            matches!(role, MarkRole::Content(_) | MarkRole::Claim(_) | MarkRole::Mention | MarkRole::Check)
        };
        let fresh = run.roles.iter().filter(|(item, role)| content(*role) && placed.insert(*item));
        let notes: Vec<Note> = fresh.filter_map(|&(item, _)| note(item)).collect();
        if !notes.is_empty() {
            run.notes = notes.into();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::notes::Icon;

    fn mark(start: usize, end: usize, item: Item, role: MarkRole) -> Mark {
        Mark { span: Span::new(start, end), item, role }
    }

    fn lines(text: &str, marks: &[Mark]) -> Vec<Line> {
        crate::web::lines::edited(&[], text, marks, text.len(), &plain)
    }

    fn plain(item: Item) -> Option<Note> {
        let (text, words) = (item.to_string(), String::new());
        Some(Note { item, icon: Icon::NoComment, status: "", text, detail: words.clone(), words, repeats: false })
    }

    fn shown(text: &str, marks: &[Mark]) -> Vec<(String, String)> {
        let mut all = Vec::new();
        for line in lines(text, marks) {
            for run in line.runs.iter() {
                let parts: Vec<String> =
                    run.roles.iter().map(|(item, role)| format!("{item}:{}", role.name())).collect();
                all.push((run.span.of(&line.text).to_owned(), parts.join(" ")));
            }
        }
        all
    }

    fn own(all: &[(String, String)]) -> Vec<(&str, &str)> {
        all.iter().map(|(words, parts)| (words.as_str(), parts.as_str())).collect()
    }

    const A: Item = Item::Attribution(0);
    const B: Item = Item::Attribution(1);
    const C: Item = Item::Claim(0);

    #[test]
    fn nested_spans_put_the_shortest_last() {
        let all = shown(
            "one two three",
            &[mark(4, 7, C, MarkRole::Claim(Status::Denied)), mark(0, 13, A, MarkRole::Content(Kind::Direct))],
        );
        assert_eq!(own(&all), [("one ", "a0:direct"), ("two", "a0:direct c0:claim"), (" three", "a0:direct")]);
    }

    #[test]
    fn overlapping_spans_are_cut_at_each_end() {
        let all = shown("abcdef", &[mark(0, 4, A, MarkRole::Source), mark(2, 6, B, MarkRole::Cue)]);
        assert_eq!(own(&all), [("ab", "a0:source"), ("cd", "a0:source a1:cue"), ("ef", "a1:cue")]);
    }

    #[test]
    fn a_span_over_two_paragraphs_is_cut_at_the_line_break() {
        let all = shown("ab\n\ncd", &[mark(0, 6, A, MarkRole::Content(Kind::Direct))]);
        assert_eq!(own(&all), [("ab\n", "a0:direct"), ("cd", "a0:direct")]);
    }

    #[test]
    fn each_finding_has_one_note_where_its_content_begins() {
        let marks = [
            mark(0, 2, A, MarkRole::Source),
            mark(3, 9, A, MarkRole::Content(Kind::Indirect)),
            mark(3, 9, C, MarkRole::Claim(Status::Alleged)),
            mark(10, 12, A, MarkRole::Content(Kind::Direct)),
        ];
        let lines = lines("ab cdefgh ij", &marks);
        let notes: Vec<Vec<Item>> =
            lines[0].runs.iter().map(|run| run.notes.iter().map(|note| note.item).collect()).collect();
        assert_eq!(notes, [vec![], vec![A, C], vec![]]);
    }

    #[test]
    fn a_content_that_is_quoted_in_part_is_cut_at_the_quotation_marks() {
        let text = "He said it was “old”, “worn” and shut.";
        let content = vec![Span::new(8, text.len() - 1)];
        let analysis = crate::analyze(text);
        let mixed = crate::model::Attribution { kind: Kind::Mixed, content, ..analysis.attributions[0].clone() };
        let all = marks(text, &Analysis { attributions: vec![mixed], ..Analysis::default() });
        let contents = all.iter().filter(|mark| matches!(mark.role, MarkRole::Content(_)));
        let cut: Vec<_> = contents.map(|mark| (mark.span.of(text), mark.role.name())).collect();
        let wanted = [
            ("it was ", "indirect"),
            ("“old”", "direct"),
            (", ", "indirect"),
            ("“worn”", "direct"),
            (" and shut", "indirect"),
        ];
        assert_eq!(cut, wanted);
    }

    #[test]
    fn spans_that_do_not_fit_the_text_are_left_out() {
        assert!(shown("é", &[mark(1, 2, A, MarkRole::Cue), mark(0, 9, B, MarkRole::Cue)]).is_empty());
    }

    #[test]
    fn lines_join_to_the_text_and_have_unique_keys() {
        let text = "a\n\nb\n\nb\n";
        let all = lines(text, &[]);
        assert_eq!(all.iter().map(|line| &*line.text).collect::<String>(), text);
        let keys: HashSet<u64> = all.iter().map(|line| line.key).collect();
        assert_eq!(keys.len(), all.len());
    }

    #[test]
    fn an_edit_moves_what_follows_and_drops_what_it_touches() {
        let marks = [mark(0, 2, A, MarkRole::Source), mark(3, 6, A, MarkRole::Cue), mark(7, 9, B, MarkRole::Source)];
        let moved = shift(&marks, "ab cde fg", "ab cXde fg");
        assert_eq!(moved, [mark(0, 2, A, MarkRole::Source), mark(8, 10, B, MarkRole::Source)]);
        assert_eq!(shift(&marks, "ab cde fg", ""), []);
        assert_eq!(shift(&[mark(2, 4, A, MarkRole::Cue)], "éè", "éê"), []);
    }

    #[test]
    fn a_long_text_is_cut_at_the_end_of_a_paragraph() {
        assert_eq!(first_part("ab\ncd\nef", 20), 8);
        assert_eq!(first_part("ab\ncd\nef", 7), 6);
        assert_eq!(first_part("ab cd", 4), 3);
        assert_eq!(first_part("éééé", 2), 4);
    }
}
