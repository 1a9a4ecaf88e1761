//! Pairs of quotation marks.
//!
//! The marks of each paragraph ([`marks`](super::marks)) are processed in one pass, with a stack. This handles straight
//! and curly, double and single marks, « », „ “, nesting, quotations left open at the end of a paragraph and reopened
//! at the start of the next (the convention for quotations of several paragraphs), and quotations that are never
//! closed. Apostrophes are distinguished from single marks: inside words and before `90s` they are never marks; after
//! an `s` they are marks only if nothing better closes the quotation.

use super::marks::{Family, Mark, marks, role};
use super::paragraphs;
use super::tokens::is_word;
use crate::model::Skipped;
use crate::span::Span;

/// A passage between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The passage with its marks. If the quotation is left open, it ends with the paragraph, trimmed.
    pub span: Span,
    /// The passage without its marks.
    pub inner: Span,
    /// The number of quotations around this one.
    pub level: usize,
    /// Whether it ends with a closing mark.
    pub closed: bool,
    /// Whether it continues the quotation left open at the end of the previous paragraph.
    pub continues: bool,
    /// Whether the marks are single quotation marks.
    pub single: bool,
    /// Index of its paragraph in the document.
    pub paragraph: usize,
}

/// The maximum number of quotations inside one another. Deeper ones are ignored.
const MAX_DEPTH: usize = 8;

/// Returns the quotations of all paragraphs, ordered by start, outer before inner. `marks` are those of each paragraph.
pub fn pair(text: &str, paragraphs: &[Span], marks: &[Vec<Mark>]) -> Vec<Quote> {
    let mut out: Vec<Quote> = Vec::new();
    for (number, (&paragraph, marks)) in paragraphs.iter().zip(marks).enumerate() {
        let first = out.len();
        let next = paragraphs.get(number + 1).map_or("", |next| next.of(text));
        Pairing { text, paragraph, number, marks, open: Vec::new(), out: &mut out }.run(next);
        crate::sort::sort_by_key(&mut out[first..], |quote| (quote.span.start, std::cmp::Reverse(quote.span.end)));
        set_levels(&mut out[first..]);
        link_to_previous(&mut out, first, number, text, paragraphs);
    }
    out
}

/// Returns the quotations of a text, without the lines in `skipped`. They are the same as in its
/// document, but its words need not be segmented.
pub fn of(text: &str, skipped: &[Skipped]) -> Vec<Quote> {
    let mut paragraphs = paragraphs::split(text);
    paragraphs.retain(|paragraph| skipped.iter().all(|line| line.span != *paragraph));
    let marks: Vec<Vec<Mark>> = paragraphs
        .iter()
        .map(|span| marks(span.of(text)).iter().map(|mark| mark.moved(span.start)).collect())
        .collect();
    pair(text, &paragraphs, &marks)
}

struct Pairing<'a> {
    text: &'a str,
    paragraph: Span,
    number: usize,
    marks: &'a [Mark],
    open: Vec<Mark>,
    out: &'a mut Vec<Quote>,
}

impl Pairing<'_> {
    fn run(&mut self, next_paragraph: &str) {
        let closers = self.closers_ahead();
        let mut done = 0;
        for (at, mark) in self.marks.iter().enumerate() {
            if at < done {
                continue;
            }
            if let Some(close) = self.two_singles(at) {
                self.open.pop().into_iter().for_each(|open| self.push(open, close, true));
                done = at + 2;
                continue;
            }
            let own = |open: &Mark| open.family == mark.family && matches_up(self.text, *open, *mark);
            let any = |open: &Mark| matches_up(self.text, *open, *mark);
            let opener = self.open.iter().rposition(own).or_else(|| self.open.iter().rposition(any));
            match opener {
                Some(opener) if !self.better_later(at) && !self.reopens(mark) => {
                    let open = self.open[opener];
                    self.open.truncate(opener);
                    self.push(open, mark.span, true);
                }
                _ if mark.can_open && self.may_open(mark, closers[at]) => {
                    self.end_unclosed(mark);
                    if self.open.len() < MAX_DEPTH {
                        self.open.push(*mark);
                    }
                }
                _ => {}
            }
        }
        self.leave_open(next_paragraph);
    }

    /// Returns the span of two adjacent single marks that together close a double one: “…’’. If a single quotation is
    /// open, each of them closes one quotation instead.
    fn two_singles(&self, at: usize) -> Option<Span> {
        let (first, second) = (self.marks.get(at)?, self.marks.get(at + 1)?);
        let side_by_side =
            first.family.single() && second.family == first.family && first.span.end == second.span.start;
        let double = self.open.last().is_some_and(|open| !open.family.single());
        let closes = side_by_side
            && double
            && !first.sure
            && second.can_close
            && !self.open.iter().any(|open| open.family.single());
        closes.then(|| first.span.cover(second.span))
    }

    /// Returns, for each mark, whether a later single mark in the paragraph can close it.
    fn closers_ahead(&self) -> Vec<bool> {
        let (mut straight, mut curly, mut mixed) = (false, false, false);
        let mut out = vec![false; self.marks.len()];
        for (at, mark) in self.marks.iter().enumerate().rev() {
            out[at] = match mark.family {
                Family::SingleStraight => straight || mixed,
                _ => curly || straight,
            };
            mixed |= mark.family == Family::SingleCurly && mark.can_close && !mark.can_open && !mark.maybe_plural;
            match mark.family {
                Family::SingleStraight if mark.can_close => straight = true,
                Family::SingleCurly if mark.can_close => curly = true,
                _ => {}
            }
        }
        out
    }

    /// Whether the mark may be the apostrophe of a plural, and a better closing mark follows before another one opens.
    fn better_later(&self, at: usize) -> bool {
        let mark = self.marks[at];
        mark.maybe_plural
            && self.marks[at + 1..]
                .iter()
                .find(|later| later.family.single())
                .is_some_and(|later| later.can_close && !later.can_open)
    }

    /// Whether `mark` is a straight or doubled mark between a space and a word. It opens a quotation, whatever is open.
    fn reopens(&self, mark: &Mark) -> bool {
        let before = self.text[self.paragraph.start..mark.span.start].chars().next_back().unwrap_or(' ');
        let after = self.text[mark.span.end..self.paragraph.end].chars().next().unwrap_or(' ');
        matches!(mark.family, Family::Straight | Family::SingleStraight | Family::Backtick)
            && before.is_whitespace()
            && is_word(after)
    }

    /// Whether `mark` may open a quotation. A straight single mark may only if something closes it or if it starts a
    /// paragraph.
    fn may_open(&self, mark: &Mark, closer_ahead: bool) -> bool {
        !mark.family.single() || closer_ahead || mark.span.start == self.paragraph.start || mark.sure
    }

    /// Ends the quotation that is open in the family of the opening mark `mark`: it was never closed. Leaves it open if
    /// the remaining marks close both.
    fn end_unclosed(&mut self, mark: &Mark) {
        let Some(at) = self.open.iter().rposition(|open| open.family == mark.family) else { return };
        let from = self.marks.partition_point(|m| m.span.start < mark.span.start);
        let mut depth = 2i32;
        for later in self.marks[from + 1..].iter().take(64).filter(|m| m.family == mark.family) {
            depth += if later.can_close && !later.sure { -1 } else { 1 };
            if depth <= 0 {
                return;
            }
        }
        let open = self.open[at];
        self.open.truncate(at);
        let end = Span::new(open.span.start, mark.span.start).trim(self.text).end;
        self.push(open, Span::new(end, end), false);
    }

    /// Extends quotations that are still open to the end of the paragraph. A lone straight single mark was an
    /// apostrophe.
    fn leave_open(&mut self, next_paragraph: &str) {
        let end = self.paragraph.end;
        for open in std::mem::take(&mut self.open) {
            let first_of_next = role(next_paragraph).is_some_and(|(family, _, _)| family == open.family);
            let plausible = !open.family.single() || first_of_next || (open.sure && !open.maybe_plural);
            if plausible && open.span.end < end {
                self.push(open, Span::new(end, end), false);
            }
        }
    }

    fn push(&mut self, open: Mark, close: Span, closed: bool) {
        let inner = Span::new(open.span.end, close.start);
        if inner.of(self.text).trim().is_empty() {
            return;
        }
        self.out.push(Quote {
            span: Span::new(open.span.start, close.end),
            inner,
            level: 0,
            closed,
            continues: false,
            single: open.family.single(),
            paragraph: self.number,
        });
    }
}

/// Whether `mark` can close the quotation that `open` opened, by form and by position. Editors mix families: “curly on
/// the left, straight on the right"; a mark of another family closes only if it cannot open.
fn matches_up(text: &str, open: Mark, mark: Mark) -> bool {
    let other = mark.can_close && !mark.can_open;
    match open.family {
        // „low“ closes with a mark that opens elsewhere; „this” occurs as well.
        Family::Low => matches!(mark.span.of(text), "“" | "”" | "\""),
        Family::Guillemet if mark.family == Family::Guillemet => mark.span.of(text) != open.span.of(text),
        Family::Guillemet => other && mark.family == Family::Curly,
        Family::SingleCurly if mark.family == Family::Curly => other && open.sure,
        Family::SingleCurly => mark.can_close && mark.family.single(),
        Family::SingleStraight if mark.family == Family::SingleCurly => other && !mark.maybe_plural,
        Family::Curly | Family::Straight | Family::Backtick if mark.family != open.family => {
            other && matches!(mark.family, Family::Curly | Family::Straight | Family::Backtick)
        }
        family => mark.can_close && mark.family == family,
    }
}

fn set_levels(quotes: &mut [Quote]) {
    let mut ends: Vec<usize> = Vec::new();
    for quote in quotes {
        while ends.last().is_some_and(|&end| end <= quote.span.start) {
            ends.pop();
        }
        quote.level = ends.len();
        ends.push(quote.span.end);
    }
}

/// Sets `continues` on the quotation at the start of paragraph `number` if the previous paragraph left the same mark
/// open.
fn link_to_previous(quotes: &mut [Quote], first: usize, number: usize, text: &str, paragraphs: &[Span]) {
    let Some(previous) = number.checked_sub(1) else { return };
    let left_open = quotes[..first]
        .iter()
        .rev()
        .take_while(|quote| quote.paragraph == previous)
        .find(|quote| !quote.closed && quote.span.end == paragraphs[previous].end)
        .map(|quote| text[quote.span.start..].chars().next());
    if let Some(quote) = quotes.get_mut(first) {
        quote.continues = quote.span.start == paragraphs[number].start
            && left_open.is_some_and(|mark| mark == text[quote.span.start..].chars().next());
    }
}

#[cfg(test)]
mod tests {
    use crate::text::Document;

    fn quotes(text: &str) -> Vec<&str> {
        Document::new(text).quotes.iter().map(|quote| quote.span.of(text)).collect()
    }

    #[test]
    fn every_family() {
        assert_eq!(
            quotes("He said “one” and \"two\" and 'three' and ‘four’."),
            ["“one”", "\"two\"", "'three'", "‘four’"]
        );
        assert_eq!(
            quotes("«Un» »Zwei« „Drei“ ``four'' ''five'' ”sex”"),
            ["«Un»", "»Zwei«", "„Drei“", "``four''", "''five''", "”sex”"]
        );
    }

    #[test]
    fn apostrophes_are_not_quotation_marks() {
        assert!(quotes("In the '90s the workers’ union didn't rock 'n' roll; he is 5'11\" tall.").is_empty());
        assert!(quotes("‘90s music and the boys' coach’s 'em.").is_empty());
        assert_eq!(quotes("'The workers' union has won,' he said."), ["'The workers' union has won,'"]);
        assert_eq!(quotes("‘The workers’ union has won,’ he said."), ["‘The workers’ union has won,’"]);
        assert_eq!(quotes("The 'false flags' were his 'best'."), ["'false flags'", "'best'"]);
    }

    #[test]
    fn nested() {
        assert_eq!(quotes("“He said ‘no’ to me,” she said."), ["“He said ‘no’ to me,”", "‘no’"]);
        assert_eq!(quotes("'He said \"no\" to me,' she said."), ["'He said \"no\" to me,'", "\"no\""]);
        assert_eq!(Document::new("“a ‘b’”").quotes[1].level, 1);
    }

    #[test]
    fn continued_over_paragraphs() {
        let document = Document::new("She said: “One.\n\n“Two.\n\n“Three.”\n\n“Four.”");
        let open: Vec<_> = document.quotes.iter().map(|quote| (quote.closed, quote.continues)).collect();
        assert_eq!(open, [(false, false), (false, true), (true, true), (true, false)]);
    }

    #[test]
    fn never_closed() {
        assert_eq!(quotes("He said “it is late. “Go,” she said."), ["“it is late.", "“Go,”"]);
        assert_eq!(quotes("He said \"it is late."), ["\"it is late."]);
        assert_eq!(quotes("“One “two” three” he said."), ["“One “two” three”", "“two”"]);
    }

    #[test]
    fn marks_of_two_families() {
        assert_eq!(
            quotes("“One,’’ he said. \"Two,” he said. “Three,'' she said."),
            ["“One,’’", "\"Two,”", "“Three,''"]
        );
        assert_eq!(quotes("‘‘One,’’ he said. “Two“, he said. 'Three,’ she said."), ["‘‘One,’’", "“Two“", "'Three,’"]);
        assert_eq!(quotes("“He said ‘no’’’ is short."), ["“He said ‘no’’’", "‘no’"]);
        assert_eq!(quotes("\"He said “no” to me,\" she said."), ["\"He said “no” to me,\"", "“no”"]);
    }
}
