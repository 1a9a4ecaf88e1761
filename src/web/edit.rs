//! The difference between two versions of a text, and how it moves spans. Pure: no browser types.

use crate::span::Span;

/// The one stretch in which two texts differ, in bytes: from `head` to `old_tail` in the old text, and from `head` to
/// `new_tail` in the new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit {
    head: usize,
    old_tail: usize,
    new_tail: usize,
}

impl Edit {
    /// Returns the edit that turns `old` into `new`.
    pub fn between(old: &str, new: &str) -> Self {
        let shared = old.len().min(new.len());
        let mut head = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
        while !old.is_char_boundary(head) {
            head -= 1;
        }
        let tail = old.bytes().rev().zip(new.bytes().rev()).take_while(|(a, b)| a == b).count();
        let mut tail = tail.min(shared - head);
        while !old.is_char_boundary(old.len() - tail) {
            tail -= 1;
        }
        Self { head, old_tail: old.len() - tail, new_tail: new.len() - tail }
    }

    /// Returns the position of the edit, the stretch of `old` that was replaced, and its replacement in `new`.
    pub fn parts<'a>(self, old: &'a str, new: &'a str) -> (usize, &'a str, &'a str) {
        (self.head, &old[self.head..self.old_tail], &new[self.head..self.new_tail])
    }

    /// Returns the empty span directly after the replacement, in the new text.
    pub fn behind(self) -> Span {
        Span::new(self.new_tail, self.new_tail)
    }

    /// Returns whether less than a twentieth of `old` is left, so that a new article begins; `false` if `old` is
    /// empty.
    pub fn replaces(self, old: &str) -> bool {
        !old.is_empty() && (old.len() - (self.old_tail - self.head)) * 20 < old.len()
    }

    /// Returns where `span` of the old text is in the new one: a span before the edit stays where it is, and one after
    /// it is shifted. `None` if something inside the span has changed.
    pub fn moved(self, span: Span) -> Option<Span> {
        let moved = |at: usize| at - self.old_tail + self.new_tail;
        match span {
            Span { end, .. } if end <= self.head => Some(span),
            Span { start, end } if start >= self.old_tail => Some(Span::new(moved(start), moved(end))),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_touched_by_an_edit_are_dropped() {
        let edit = Edit::between("ab cde fg", "ab cXde fg");
        assert_eq!(edit.moved(Span::new(0, 2)), Some(Span::new(0, 2)));
        assert_eq!(edit.moved(Span::new(3, 6)), None);
        assert_eq!(edit.moved(Span::new(7, 9)), Some(Span::new(8, 10)));
        assert_eq!(Edit::between("éè", "éê").moved(Span::new(2, 4)), None);
    }
}
