//! Quotation marks one by one: what each can do by its form and by its place.

use super::tokens::{is_apostrophe, is_word};
use crate::lexicon;
use crate::span::Span;

/// Whether a quotation mark stands in `line`; an apostrophe is none.
pub fn has_mark(line: &str) -> bool {
    marks(line).iter().any(|mark| !mark.maybe_plural)
}

/// What a mark can do, by its form alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Opens by its form.
    Open,
    /// Closes by its form.
    Close,
    /// Straight marks, and those that open in one country and close in another.
    Either,
}

/// The families of marks: what opens in one family closes in the same.
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
    /// Whether its marks are single.
    pub fn single(self) -> bool {
        matches!(self, Family::SingleCurly | Family::SingleStraight)
    }
}

/// The one table of quotation marks: family, role and length in bytes of the mark that `rest` starts with.
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

/// A mark in its surroundings.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// Where it stands.
    pub span: Span,
    /// What it may be paired with.
    pub family: Family,
    /// Whether a quotation may start with it.
    pub can_open: bool,
    /// Whether a quotation may end with it.
    pub can_close: bool,
    /// A single mark right behind an `s`, which may be a plural's apostrophe.
    pub maybe_plural: bool,
    /// A certain opening mark, by form as well as by place.
    pub sure: bool,
}

impl Mark {
    /// The same, `by` bytes further on.
    pub fn moved(self, by: usize) -> Self {
        Self { span: self.span.moved(by), ..self }
    }

    /// Whether it can only close what a mark of `family` opened.
    fn closes(&self, family: Family) -> bool {
        self.can_close
            && (!self.can_open || family == Family::Low)
            && !self.maybe_plural
            && self.family.single() == family.single()
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
    let prime = body[at..].starts_with('″') && before.is_numeric();
    if family == Family::Straight && (prime || is_inches(&body[..at])) {
        return None;
    }
    let opens_by_place = !after.is_whitespace() && !word_before;
    let closes_by_place = !before.is_whitespace();
    let (can_open, can_close) = match role {
        // “text“: an opening mark set hard against the text before it closes.
        Role::Open => (true, family == Family::Curly && closes_by_place && !word_after && !opens_behind(before)),
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
    let sure = role == Role::Open && can_open && !can_close;
    Some(Mark { span, family, can_open, can_close, maybe_plural, sure })
}

/// Whether a quotation may open right behind `c`, without a blank.
fn opens_behind(c: char) -> bool {
    matches!(c, '(' | '[' | '—' | '–' | '-' | '/' | ':') || role(c.encode_utf8(&mut [0; 4])).is_some()
}

/// Whether a quotation is open at the end of `line`: the family of its mark. `open` is open at its start.
pub fn left_open(line: &str, open: Option<Family>) -> Option<Family> {
    marks(line).iter().fold(open, |open, mark| match open {
        Some(family) if mark.closes(family) => None,
        None if mark.can_open && !mark.can_close => Some(mark.family),
        _ => open,
    })
}

/// What the first mark that has to do with an open quotation does: whether it closes it; nothing if `line` has none.
pub fn first_closes(line: &str, open: Family) -> Option<bool> {
    let kin = |mark: &&Mark| mark.family.single() == open.single() && !mark.maybe_plural;
    marks(line).iter().find(kin).map(|mark| mark.closes(open))
}

/// Whether an apostrophe before `rest` stands for left-out letters or digits: '90s, 'em, 'n'.
fn leads_elision(before: char, rest: &str) -> bool {
    if is_word(before) {
        return false;
    }
    let word = &rest[..rest.find(|c: char| !is_word(c)).unwrap_or(rest.len())];
    let decade = word.len() == 3 && word.ends_with('s') && word[..2].bytes().all(|b| b.is_ascii_digit());
    decade || lexicon::text_words::get().is_elision(&word.to_lowercase())
}

/// Whether `before` ends in feet and inches: 5'11.
fn is_inches(before: &str) -> bool {
    let feet = before.trim_end_matches(|c: char| c.is_ascii_digit());
    feet.len() < before.len()
        && feet
            .strip_suffix(|c| is_apostrophe(c) || c == '′')
            .is_some_and(|f| f.ends_with(|c: char| c.is_ascii_digit()))
}
