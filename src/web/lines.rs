//! Lines that keep their identity while the text around them changes, and blocks of lines. Pure: no browser types.

use std::ops::Range;

use super::marks::Mark;
use super::segments::{self, Line, Noting, Run};
use crate::span::Span;

/// The size at which a block ends at the latest, in bytes.
const BLOCK: usize = 2 * 1024;
/// On average, one in this many lines ends a block.
const SHARE: u64 = 8;

/// Returns the lines of `text`, given `old`, those of an earlier version. Lines before and after the change are kept
/// with their marks; the others are created anew, with `marks`. After byte `marked`, several lines can form one, see
/// [`segments::line_spans`].
pub fn edited(old: &[Line], text: &str, marks: &[Mark], marked: usize, note: Noting<'_>) -> Vec<Line> {
    let (mut head, mut start) = (0, 0);
    // The last line has no line break and may have grown.
    while old.get(head).is_some_and(|line| line.text.ends_with('\n') && text[start..].starts_with(&*line.text)) {
        start += old[head].text.len();
        head += 1;
    }
    let (mut tail, mut end) = (old.len(), text.len());
    // The text before a kept line must end with a line break.
    while tail > head && end > start && text[start..end].ends_with(&*old[tail - 1].text) {
        let before = end - old[tail - 1].text.len();
        if before > start && !text[..before].ends_with('\n') {
            break;
        }
        end = before;
        tail -= 1;
    }
    let middle = Span::new(start, end);
    let touching: Vec<Mark> =
        marks.iter().filter(|mark| mark.span.start < end && mark.span.end > start).copied().collect();
    let runs = segments::runs(text, &touching, note).into_iter();
    let runs: Vec<Run> = runs.filter(|run| middle.contains(run.span)).collect();
    let fresh = old.iter().map(|line| line.key + 1).max().unwrap_or(0);
    let mut spans = segments::line_spans(&text[start..end], marked.saturating_sub(start));
    // Only the whole text can end with an empty line, not the changed stretch inside it.
    if end < text.len() || tail < old.len() {
        spans.retain(|span| !span.is_empty());
    }
    let mut all = old[..head].to_vec();
    let mut runs = runs.into_iter().peekable();
    for (key, span) in (fresh..).zip(spans) {
        let line = Span::new(start + span.start, start + span.end);
        all.push(Line { text: line.of(text).into(), runs: of_line(&mut runs, line).into(), key });
    }
    all.extend_from_slice(&old[tail..]);
    all
}

/// Returns the same lines with other marks. Lines whose marks and notes are unchanged are reused.
pub fn marked(old: &[Line], text: &str, marks: &[Mark], note: Noting<'_>) -> Vec<Line> {
    let mut runs = segments::runs(text, marks, note).into_iter().peekable();
    let mut start = 0;
    let line = |line: &Line| {
        let span = Span::new(start, start + line.text.len());
        start = span.end;
        let own = of_line(&mut runs, span);
        if *own == *line.runs { line.clone() } else { Line { runs: own.into(), ..line.clone() } }
    };
    old.iter().map(line).collect()
}

fn of_line(runs: &mut std::iter::Peekable<std::vec::IntoIter<Run>>, line: Span) -> Vec<Run> {
    let mut own = Vec::new();
    while let Some(run) = runs.next_if(|run| run.span.start < line.end) {
        own.push(Run { span: Span::new(run.span.start - line.start, run.span.end - line.start), ..run });
    }
    own
}

/// Groups the lines into blocks. Where a block ends depends only on its own lines, so that an edit changes only the
/// blocks that it touches.
pub fn blocks(lines: &[Line]) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (at, line) in lines.iter().enumerate() {
        size += line.text.len();
        // Keys are consecutive, so they are hashed to distribute the ends of blocks evenly.
        let ends = (line.key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) % SHARE == 0;
        if ends || size >= BLOCK || at + 1 == lines.len() {
            all.push(start..at + 1);
            (start, size) = (at + 1, 0);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::marks::{Item, MarkRole};
    use crate::web::notes::{Icon, Note};

    fn lines(text: &str) -> Vec<Line> {
        edited(&[], text, &[], text.len(), &name)
    }

    fn name(item: Item) -> Option<Note> {
        noted(item, &item.to_string())
    }

    fn noted(item: Item, text: &str) -> Option<Note> {
        let (text, words) = (text.to_owned(), String::new());
        Some(Note { item, icon: Icon::NoComment, status: "", text, detail: words.clone(), words, repeats: false })
    }

    fn words(lines: &[Line]) -> Vec<&str> {
        lines.iter().map(|line| &*line.text).collect()
    }

    fn keys(lines: &[Line]) -> Vec<u64> {
        lines.iter().map(|line| line.key).collect()
    }

    #[test]
    fn lines_match_the_text_after_any_edit() {
        let texts =
            ["", "a", "a\n", "\n", "\n\n", "a\nb", "a\nb\n", "a\n\nb\n", "a\na\na", "b\na\n\n\nb", "aé\nbö\n", "é\n"];
        for old in texts {
            for new in texts {
                let after = edited(&lines(old), new, &[], new.len(), &name);
                assert_eq!(words(&after), words(&lines(new)), "{old:?} to {new:?}");
                let mut own = keys(&after);
                own.sort_unstable();
                own.dedup();
                assert_eq!(own.len(), after.len(), "{old:?} to {new:?}: a key stands twice");
            }
        }
    }

    #[test]
    fn lines_around_an_edit_stay_the_same_lines() {
        let old = lines("one\ntwo\n\nthree\n\nfour");
        let typed = edited(&old, "one\ntwo\n\nthreex\n\nfour", &[], 99, &name);
        assert_eq!(keys(&typed), [0, 1, 2, 6, 4, 5]);
        let broken = edited(&old, "one\ntwo\n\nthr\nee\n\nfour", &[], 99, &name);
        assert_eq!(keys(&broken), [0, 1, 2, 6, 7, 4, 5]);
    }

    #[test]
    fn marks_outside_of_an_edit_stay() {
        let mark =
            |start, end| Mark { span: Span::new(start, end), item: Item::Mention(start), role: MarkRole::Mention };
        let before = marked(&lines("ab\ncd\nef"), "ab\ncd\nef", &[mark(0, 2), mark(3, 5), mark(6, 8)], &name);
        let after = edited(&before, "ab\ncxd\nef", &[mark(0, 2), mark(7, 9)], 99, &name);
        let spans: Vec<_> = after.iter().map(|line| line.runs.iter().map(|run| run.span).collect::<Vec<_>>()).collect();
        assert_eq!(spans, [vec![Span::new(0, 2)], vec![], vec![Span::new(0, 2)]]);
        assert_eq!(after[0], before[0]);
    }

    #[test]
    fn a_line_changes_with_the_note_of_its_finding() {
        let marks =
            [0, 3].map(|at| Mark { span: Span::new(at, at + 2), item: Item::Mention(at), role: MarkRole::Mention });
        let before = marked(&lines("ab\ncd\nef"), "ab\ncd\nef", &marks, &name);
        let again = marked(&before, "ab\ncd\nef", &marks, &name);
        assert_eq!(again, before);
        let other = |item| if item == Item::Mention(3) { noted(item, "another") } else { name(item) };
        let after = marked(&before, "ab\ncd\nef", &marks, &other);
        assert!(after[0] == before[0] && after[1] != before[1] && after[2] == before[2]);
    }

    #[test]
    fn an_edit_moves_few_blocks() {
        let text: String = (0..400).map(|n| format!("{n} is a line among others\n\n")).collect();
        let old = lines(&text);
        let after = edited(&old, &text.replacen("7 is", "7 was\n\nand is", 1), &[], 99_999, &name);
        let starts = |lines: &[Line]| blocks(lines).iter().map(|block| lines[block.start].key).collect::<Vec<_>>();
        let (old, after) = (starts(&old), starts(&after));
        assert!(old.len() > 20 && after.iter().filter(|key| !old.contains(key)).count() <= 2, "{old:?} {after:?}");
    }
}
