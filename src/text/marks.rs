//! Individual quotation marks: whether each can open or close a quotation, by its form and by its position.

use super::tokens::{is_apostrophe, is_word};
use crate::lexicon;
use crate::span::Span;

/// Whether `line` contains a quotation mark. Apostrophes do not count.
pub fn has_mark(line: &str) -> bool {
    marks(line).iter().any(|mark| !mark.maybe_plural)
}

/// Whether a mark opens or closes a quotation, by its form alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It opens one.
    Open,
    /// It closes one.
    Close,
    /// It can do both: straight marks, and those that open in one country and close in another.
    Either,
}

/// The families of marks. A quotation usually opens and closes with marks of one family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// “ ”
    Curly,
    /// " "
    Straight,
    /// „
    Low,
    /// « »
    Guillemet,
    /// `` '', and ‘‘
    Backtick,
    /// ‘ ’
    SingleCurly,
    /// ' '
    SingleStraight,
}

impl Family {
    /// Whether its marks are single quotation marks.
    pub fn single(self) -> bool {
        matches!(self, Family::SingleCurly | Family::SingleStraight)
    }
}

/// Returns the family, the role and the length in bytes of the quotation mark at the start of `rest`, if there is one.
pub fn role(rest: &str) -> Option<(Family, Role, usize)> {
    let c = rest.chars().next()?;
    let (family, role) = match c {
        '“' => (Family::Curly, Role::Open),
        '”' | '‟' => (Family::Curly, Role::Close),
        '"' | '＂' | '″' => (Family::Straight, Role::Either),
        '„' => (Family::Low, Role::Open),
        '«' | '»' | '‹' | '›' => (Family::Guillemet, Role::Either),
        '‘' if rest.starts_with("‘‘") => return Some((Family::Backtick, Role::Open, "‘‘".len())),
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

/// A quotation mark in its context.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// Its position in the paragraph or text.
    pub span: Span,
    /// The family of marks that it may be paired with.
    pub family: Family,
    /// Whether a quotation may start with it.
    pub can_open: bool,
    /// Whether a quotation may end with it.
    pub can_close: bool,
    /// Whether it is a single mark after an `s`, `x` or `z`, which may be an apostrophe of a plural or genitive.
    pub maybe_plural: bool,
    /// Whether it certainly opens, by form and by position.
    pub sure: bool,
}

impl Mark {
    /// Returns the mark shifted right by `by` bytes.
    pub fn moved(self, by: usize) -> Self {
        Self { span: self.span.moved(by), ..self }
    }

    /// Whether it can close a quotation opened by a mark of `family`, and cannot open one.
    fn closes(&self, family: Family) -> bool {
        self.can_close
            && (!self.can_open || family == Family::Low)
            && !self.maybe_plural
            && self.family.single() == family.single()
    }
}

/// Returns the marks of the paragraph `body`, with positions counted from its first byte.
pub fn marks(body: &str) -> Vec<Mark> {
    let mut out: Vec<Mark> = Vec::new();
    let mut at = 0;
    // All other marks are outside ASCII.
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
    let prime = body[at..].starts_with('″') && before.is_numeric();
    if family == Family::Straight && (prime || is_inches(&body[..at])) {
        return None;
    }
    let opens_by_place = !after.is_whitespace() && !word_before;
    let closes_by_place = !before.is_whitespace();
    let (can_open, can_close) = match role {
        // In “text“, an opening mark directly after text closes.
        Role::Open => (true, family == Family::Curly && closes_by_place && !word_after && !opens_behind(before)),
        // In ”Hej”, as in Swedish, a closing mark before a word opens.
        Role::Close => (opens_by_place && before.is_whitespace(), closes_by_place || !word_after),
        // In « Oui », as in French, there are spaces inside the marks.
        Role::Either if family == Family::Guillemet => {
            let left = body[at..].starts_with(['«', '‹']);
            (!word_before && (left || opens_by_place), closes_by_place || !left)
        }
        Role::Either => (opens_by_place, closes_by_place || after.is_whitespace()),
    };
    // A single mark after a letter only closes; one between two spaces is not a quotation mark.
    if family.single() && before.is_whitespace() && after.is_whitespace() {
        return None;
    }
    let can_open = can_open && !(family.single() && word_before);
    let maybe_plural = family.single() && matches!(before, 's' | 'S' | 'x' | 'z');
    let sure = role == Role::Open && can_open && !can_close;
    Some(Mark { span, family, can_open, can_close, maybe_plural, sure })
}

/// Whether a quotation may open directly after `c`, without a space.
fn opens_behind(c: char) -> bool {
    matches!(c, '(' | '[' | '—' | '–' | '-' | '/' | ':') || role(c.encode_utf8(&mut [0; 4])).is_some()
}

/// Returns the family of the quotation mark that is still open at the end of `line`, if any. `open` is the one that is
/// open at its start.
pub fn left_open(line: &str, open: Option<Family>) -> Option<Family> {
    marks(line).iter().fold(open, |open, mark| match open {
        Some(family) if mark.closes(family) => None,
        None if mark.can_open && !mark.can_close => Some(mark.family),
        _ => open,
    })
}

/// Whether the first mark of `line` that is single or double, as `open` is, closes the open quotation. Returns `None`
/// if there is no such mark.
pub fn first_closes(line: &str, open: Family) -> Option<bool> {
    let same_family = |mark: &&Mark| mark.family.single() == open.single() && !mark.maybe_plural;
    marks(line).iter().find(same_family).map(|mark| mark.closes(open))
}

/// Whether an apostrophe before `rest` replaces omitted letters or digits: '90s, 'em, 'n'.
fn leads_elision(before: char, rest: &str) -> bool {
    if is_word(before) {
        return false;
    }
    let word = &rest[..rest.find(|c: char| !is_word(c)).unwrap_or(rest.len())];
    let decade = word.len() == 3 && word.ends_with('s') && word[..2].bytes().all(|b| b.is_ascii_digit());
    decade || lexicon::text_words::get().is_elision(&word.to_lowercase())
}

/// Whether `before` ends in feet and inches, as in 5'11", so that the mark after it is not a quotation mark.
fn is_inches(before: &str) -> bool {
    let feet = before.trim_end_matches(|c: char| c.is_ascii_digit());
    feet.len() < before.len()
        && feet
            .strip_suffix(|c| is_apostrophe(c) || c == '′')
            .is_some_and(|f| f.ends_with(|c: char| c.is_ascii_digit()))
}
