//! Pairs of quotation marks.
//!
//! One table of marks ([`role`]), one pass over each paragraph with a stack. Straight and curly, double and single,
//! « », „ “, nested, left open at the end of a paragraph and opened again at the start of the next (the convention
//! for quotations of several paragraphs), never closed at all. Apostrophes are told from single marks: inside words
//! and before `90s` they are never marks; behind an `s` they are one only if nothing better closes the quotation.

use super::tokens::{is_apostrophe, is_word};
use crate::lexicon;
use crate::span::Span;

/// A stretch of text between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The stretch, marks included. Trimmed at the paragraph's end where the quotation is left open.
    pub span: Span,
    /// The stretch without its marks.
    pub inner: Span,
    /// How many quotations stand around this one.
    pub level: usize,
    /// Whether a closing mark stands at its end.
    pub closed: bool,
    /// Whether it takes up the quotation left open at the end of the paragraph before.
    pub continues: bool,
    /// Whether the marks are single.
    pub single: bool,
    /// Position of its paragraph in the document.
    pub paragraph: usize,
}

/// Quotations nested deeper than this are not told apart.
const MAX_DEPTH: usize = 8;

/// The quotations of all paragraphs, each with its [`marks`], ordered by start, outer before inner.
pub fn pair(text: &str, paragraphs: &[Span], marks: &[Vec<Mark>]) -> Vec<Quote> {
    let mut out: Vec<Quote> = Vec::new();
    for (number, (&paragraph, marks)) in paragraphs.iter().zip(marks).enumerate() {
        let first = out.len();
        let next = paragraphs.get(number + 1).map_or("", |next| next.of(text));
        Pairing { text, paragraph, number, marks, open: Vec::new(), out: &mut out }.run(next);
        crate::order::sort_by_key(&mut out[first..], |quote| (quote.span.start, std::cmp::Reverse(quote.span.end)));
        set_levels(&mut out[first..]);
        link_to_previous(&mut out, first, number, text, paragraphs);
    }
    out
}

/// Whether a quotation mark stands in `line`; an apostrophe is none.
pub fn has_mark(line: &str) -> bool {
    marks(line).iter().any(|mark| !mark.maybe_plural)
}

/// What a mark can do, by its form alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Open,
    Close,
    /// Straight marks, and those that open in one country and close in another.
    Either,
}

/// The families of marks: what opens in one family closes in the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Curly,
    Straight,
    Low,
    Guillemet,
    Backtick,
    SingleCurly,
    SingleStraight,
}

impl Family {
    fn single(self) -> bool {
        matches!(self, Family::SingleCurly | Family::SingleStraight)
    }
}

/// The one table of quotation marks: family, role and length in bytes of the mark that `rest` starts with.
fn role(rest: &str) -> Option<(Family, Role, usize)> {
    let c = rest.chars().next()?;
    let (family, role) = match c {
        '“' => (Family::Curly, Role::Open),
        '”' | '‟' => (Family::Curly, Role::Close),
        '"' | '＂' => (Family::Straight, Role::Either),
        '„' => (Family::Low, Role::Open),
        '«' | '»' | '‹' | '›' => (Family::Guillemet, Role::Either),
        '‘' => (Family::SingleCurly, Role::Open),
        '’' => (Family::SingleCurly, Role::Close),
        '‚' => (Family::SingleCurly, Role::Open),
        '`' if rest.starts_with("``") => return Some((Family::Backtick, Role::Open, 2)),
        '\'' if rest.starts_with("''") => return Some((Family::Backtick, Role::Either, 2)),
        '\'' => (Family::SingleStraight, Role::Either),
        _ => return None,
    };
    Some((family, role, c.len_utf8()))
}

/// A mark in its surroundings.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    span: Span,
    family: Family,
    can_open: bool,
    can_close: bool,
    /// A single mark right behind an `s`, which may be a plural's apostrophe.
    maybe_plural: bool,
    /// A certain opening mark, by form as well as by place.
    sure: bool,
}

impl Mark {
    /// The same, `by` bytes further on.
    pub fn moved(self, by: usize) -> Self {
        Self { span: self.span.moved(by), ..self }
    }
}

/// The marks of the paragraph `body`, counted from its first byte.
pub fn marks(body: &str) -> Vec<Mark> {
    let mut out: Vec<Mark> = Vec::new();
    let mut at = 0;
    // All marks but these three are no ASCII.
    let plain = |&byte: &u8| byte.is_ascii() && !matches!(byte, b'"' | b'\'' | b'`');
    while at < body.len() {
        at += body.as_bytes()[at..].iter().take_while(|byte| plain(byte)).count();
        let Some(c) = body[at..].chars().next() else { break };
        let Some((family, role, len)) = role(&body[at..]) else {
            at += c.len_utf8();
            continue;
        };
        out.extend(read_mark(body, at, Span::new(at, at + len), family, role));
        at += len;
    }
    out
}

fn read_mark(body: &str, at: usize, span: Span, family: Family, role: Role) -> Option<Mark> {
    let before = body[..at].chars().next_back().unwrap_or(' ');
    let rest = &body[at + span.len()..];
    let after = rest.chars().next().unwrap_or(' ');
    let word_before = is_word(before);
    let word_after = is_word(after);
    if family.single() && (word_before && word_after || leads_elision(before, rest)) {
        return None;
    }
    if family == Family::Straight && is_inches(&body[..at]) {
        return None;
    }
    let opens_by_place = !after.is_whitespace() && !word_before;
    let closes_by_place = !before.is_whitespace();
    let (can_open, can_close) = match role {
        Role::Open => (true, false),
        // "”Hej”": two closing marks around a word, as in Swedish.
        Role::Close => (opens_by_place && before.is_whitespace(), closes_by_place || !word_after),
        // « Oui »: the French set blanks inside.
        Role::Either if family == Family::Guillemet => {
            let left = body[at..].starts_with(['«', '‹']);
            (!word_before && (left || opens_by_place), closes_by_place || !left)
        }
        Role::Either => (opens_by_place, closes_by_place || after.is_whitespace()),
    };
    // A single mark set against letters on the left only closes; one with blanks on both sides is nothing.
    if family.single() && before.is_whitespace() && after.is_whitespace() {
        return None;
    }
    let can_open = can_open && !(family.single() && word_before);
    let maybe_plural = family.single() && matches!(before, 's' | 'S' | 'x' | 'z');
    Some(Mark { span, family, can_open, can_close, maybe_plural, sure: role == Role::Open && can_open })
}

/// Whether an apostrophe before `rest` stands for left-out letters or digits: '90s, 'em, 'n'.
fn leads_elision(before: char, rest: &str) -> bool {
    if is_word(before) {
        return false;
    }
    let word = &rest[..rest.find(|c: char| !is_word(c)).unwrap_or(rest.len())];
    let decade = word.len() == 3 && word.ends_with('s') && word[..2].bytes().all(|b| b.is_ascii_digit());
    decade || lexicon::get().is_elision(&word.to_lowercase())
}

/// Whether `before` ends in feet and inches: 5'11.
fn is_inches(before: &str) -> bool {
    let feet = before.trim_end_matches(|c: char| c.is_ascii_digit());
    feet.len() < before.len()
        && feet
            .strip_suffix(|c| is_apostrophe(c) || c == '′')
            .is_some_and(|f| f.ends_with(|c: char| c.is_ascii_digit()))
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
        for (at, mark) in self.marks.iter().enumerate() {
            let opener = self.open.iter().rposition(|open| matches_up(self.text, *open, *mark));
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

    /// For each mark, whether a mark that can close it stands behind it in the paragraph.
    fn closers_ahead(&self) -> Vec<bool> {
        let (mut straight, mut curly) = (false, false);
        let mut out = vec![false; self.marks.len()];
        for (at, mark) in self.marks.iter().enumerate().rev() {
            out[at] = if mark.family == Family::SingleStraight { straight } else { curly || straight };
            match mark.family {
                Family::SingleStraight if mark.can_close => straight = true,
                Family::SingleCurly if mark.can_close => curly = true,
                _ => {}
            }
        }
        out
    }

    /// A plural's apostrophe closes nothing while a better mark follows before anything new opens.
    fn better_later(&self, at: usize) -> bool {
        let mark = self.marks[at];
        mark.maybe_plural
            && self.marks[at + 1..]
                .iter()
                .find(|later| later.family.single())
                .is_some_and(|later| later.can_close && !later.can_open)
    }

    /// A straight mark after a blank and before a word opens, whatever is open.
    fn reopens(&self, mark: &Mark) -> bool {
        let before = self.text[self.paragraph.start..mark.span.start].chars().next_back().unwrap_or(' ');
        let after = self.text[mark.span.end..self.paragraph.end].chars().next().unwrap_or(' ');
        matches!(mark.family, Family::Straight | Family::SingleStraight | Family::Backtick)
            && before.is_whitespace()
            && is_word(after)
    }

    /// A straight single mark opens only if something closes it, or if it opens a paragraph.
    fn may_open(&self, mark: &Mark, closer_ahead: bool) -> bool {
        !mark.family.single() || closer_ahead || mark.span.start == self.paragraph.start || mark.sure
    }

    /// A mark that opens where the same mark is open already shows that the first was never closed, unless the marks
    /// still to come close both.
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

    /// What is still open at the paragraph's end runs to that end; a lone straight single mark was an apostrophe.
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

/// Whether `mark` closes what `open` opened, by form and by place.
fn matches_up(text: &str, open: Mark, mark: Mark) -> bool {
    match open.family {
        // „low“ closes with a mark that opens elsewhere; „this” happens as well.
        Family::Low => matches!(mark.span.of(text), "“" | "”" | "\""),
        Family::Guillemet => mark.family == Family::Guillemet && mark.span.of(text) != open.span.of(text),
        Family::SingleCurly => mark.can_close && mark.family.single(),
        // Editors mix the two: “curly on the left, straight on the right".
        Family::Curly => {
            mark.can_close && (mark.family == Family::Curly || mark.family == Family::Straight && !mark.can_open)
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

/// Marks the quotation at the start of paragraph `number` as going on from one left open in the paragraph before.
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
    fn apostrophes_are_no_marks() {
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
}
