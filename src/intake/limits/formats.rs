//! What the tags of tables and formatting elements open and close.

use super::elements::*;
use super::open::{Format, Open};
use super::stack::{Element, Language, Lookup, Place};
use super::tokens::Tag;

impl<'h> Open<'h> {
    /// Handles the start tag of a table part.
    pub(super) fn table_part(&mut self, name: &'h [u8], is: Set) {
        let table = match self.stack.place() {
            Place::Body => return,
            Place::Unsure(at) => return self.unsure_part(at, name, 3),
            Place::Template(at) => return self.unsure_part(at, name, 2),
            Place::Cell(table, at) | Place::Caption(table, at) => {
                self.stack.truncate(at);
                self.clear_to_marker();
                table
            }
            Place::Table(table) => table,
        };
        let inside = table + 1;
        if is & CELL != 0 {
            match self.stack.inner(TR, inside) {
                Some(row) => self.stack.truncate(row + 1),
                None => self.row(inside),
            }
        } else if is & TR != 0 {
            return self.row(inside);
        } else if is & COL != 0 {
            if self.stack.last().is_none_or(|top| top.is & COLGROUP == 0) {
                self.stack.truncate(inside);
                self.open(b"colgroup");
            }
            return;
        } else {
            self.stack.truncate(inside);
        }
        self.open(name);
        if is & (CELL | CAPTION) != 0 {
            self.mark();
        }
    }

    /// Starts a row in the table whose contents start at `inside`.
    fn row(&mut self, inside: usize) {
        match self.stack.inner(SECTION, inside) {
            Some(section) => self.stack.truncate(section + 1),
            None => {
                self.stack.truncate(inside);
                self.open(b"tbody");
            }
        }
        self.open(b"tr");
    }

    /// Starts a part of what may be a table; this opens at most `most` elements.
    fn unsure_part(&mut self, at: usize, name: &'h [u8], most: usize) {
        let is = of(name);
        self.stack.doubt((at + 1).min(self.stack.len()));
        let count = if is & CELL != 0 { most } else { 1 + usize::from(is & TR != 0 && most > 2) };
        for _ in 0..count {
            self.open(name);
            self.stack.doubt(self.stack.len() - 1);
        }
        if is & (CELL | CAPTION) != 0 {
            self.mark();
        }
    }

    fn open(&mut self, name: &'h [u8]) {
        self.stack.push(Element::new(name, of(name), Language::Html));
    }

    /// Closes a table that directly contains the start tag of another.
    pub(super) fn leave_table(&mut self) {
        loop {
            match self.stack.place() {
                Place::Table(table) => self.stack.truncate(table),
                Place::Unsure(at) => return self.stack.doubt(at),
                _ => return,
            }
        }
    }

    /// Handles the end tag of a table or of a table part.
    pub(super) fn table_end(&mut self, name: &[u8], is: Set) {
        let (table, cell, caption) = match self.stack.place() {
            Place::Body => return,
            Place::Template(at) | Place::Unsure(at) => return self.stack.doubt(at + usize::from(is & TABLE == 0)),
            Place::Table(table) => (table, None, None),
            Place::Cell(table, at) => (table, Some(at), None),
            Place::Caption(table, at) => (table, None, Some(at)),
        };
        let to = match is {
            _ if is & TABLE != 0 => Some(table),
            _ if is & CAPTION != 0 => caption,
            _ if caption.is_some() => None,
            _ if is & CELL != 0 && cell.is_none() => None,
            _ => self.stack.inner_named(name, table + 1),
        };
        let to = match to {
            Some(_) if is & SECTION != 0 => self.stack.inner(SECTION, table + 1),
            other => other,
        };
        if let Some(to) = to {
            self.stack.truncate(to);
            if cell.or(caption).is_some() {
                self.clear_to_marker();
            }
        }
    }

    pub(super) fn mark(&mut self) {
        self.formats.push(Format::MARKER);
    }

    pub(super) fn clear_to_marker(&mut self) {
        while self.formats.pop().is_some_and(|format| format.number != 0) {}
    }

    /// Returns the index of the first formatting element after the last marker.
    fn since_marker(&self) -> usize {
        self.formats.iter().rposition(|format| format.number == 0).map_or(0, |at| at + 1)
    }

    /// Adds a formatting element and returns its number. At most three identical ones are kept.
    pub(super) fn format(&mut self, tag: &Tag<'h>) -> u32 {
        let number = self.next_number();
        let new = Format::new(tag, number);
        let from = self.since_marker();
        let alike = self.formats[from..].iter().filter(|format| format.same(&new)).count();
        if alike >= 3 {
            let first = self.formats[from..].iter().position(|format| format.same(&new));
            self.formats.remove(from + first.unwrap_or_default());
        } else {
            // Parsers treat attributes in another order or notation as identical.
            let named = |format: &&mut Format<'_>| format.name.eq_ignore_ascii_case(tag.name);
            let mut others: Vec<_> = self.formats[from..].iter_mut().filter(named).collect();
            if others.len() >= 3 {
                others.iter_mut().for_each(|format| format.unsure |= !format.same(&new));
            }
        }
        self.formats.push(new);
        number
    }

    /// Reconstructs the formatting elements that were closed along with the elements around them.
    pub(super) fn reconstruct(&mut self) {
        let from = self.since_marker();
        let closed = |format: &Format<'_>| self.stack.numbered(format.number).is_none();
        let count = self.formats[from..].iter().rev().take_while(|format| closed(format)).count();
        for at in self.formats.len() - count..self.formats.len() {
            let Format { name, number, unsure, .. } = self.formats[at];
            let mut element = Element::new(name, of(name), Language::Html);
            (element.number, element.unsure) = (number, unsure);
            self.stack.push(element);
        }
        self.reopened(count);
    }

    fn last_format(&self, name: &[u8]) -> Option<usize> {
        let from = self.since_marker();
        self.formats[from..].iter().rposition(|format| format.name.eq_ignore_ascii_case(name)).map(|at| from + at)
    }

    /// Handles the start of a link: the previous link ends.
    pub(super) fn close_link(&mut self) {
        let Some(last) = self.last_format(b"a") else { return };
        let number = self.formats[last].number;
        self.end_format(b"a");
        self.formats.retain(|format| format.number != number);
        if let Some(at) = self.stack.numbered(number) {
            let link = &mut self.stack.from(at)[0];
            (link.unsure, link.number) = (true, 0);
        }
    }

    /// Handles the end tag of a formatting element (the “adoption agency”), but only tracks the two lists.
    pub(super) fn end_format(&mut self, name: &[u8]) {
        let top = self.stack.last().filter(|top| !top.unsure && top.is_html(name)).map(|top| top.number);
        if top.is_some_and(|number| self.formats.iter().all(|format| format.number != number)) {
            return self.stack.truncate(self.stack.len() - 1);
        }
        let Some(last) = self.last_format(name) else {
            self.stack.close(|own| own.is_html(name), SPECIAL, 0);
            return;
        };
        if self.formats[last].unsure {
            return self.doubt_formats(name);
        }
        let Some(at) = self.stack.numbered(self.formats[last].number) else {
            self.formats.remove(last);
            return;
        };
        let above = &self.stack.from(at)[1..];
        if above.iter().any(|element| element.is & SCOPE != 0 && !element.unsure) {
            return;
        }
        let special = |element: &&Element<'_>| element.is & SPECIAL != 0;
        let unsure = |element: &Element<'_>| {
            element.is & MAYBE_SPECIAL != 0 || element.unsure && element.is & (SPECIAL | SCOPE) != 0
        };
        if self.stack.from(at)[0].unsure || above_unsure(self.stack.from(at), unsure) {
            return self.doubt_formats(name);
        }
        let blocks = self.stack.from(at).iter().filter(special).count();
        if blocks == 0 {
            self.stack.truncate(at);
            self.formats.remove(last);
            return;
        }
        // The blocks stay open, and so do some of the elements between and inside them.
        self.search(2 * blocks.min(8));
        for element in self.stack.from(at) {
            element.unsure |= element.is & SPECIAL == 0;
        }
        if blocks < 8 {
            self.stack.remove(at);
            self.formats.remove(last);
        }
    }
}

impl Open<'_> {
    /// Marks formatting elements `name` that may have ended as unsure.
    fn doubt_formats(&mut self, name: &[u8]) {
        let from = self.since_marker();
        for at in (from..self.formats.len()).rev() {
            let format = &mut self.formats[at];
            if format.name.eq_ignore_ascii_case(name) {
                let sure = !std::mem::replace(&mut format.unsure, true);
                if let Some(at) = self.stack.numbered(format.number) {
                    self.stack.doubt(at);
                }
                if sure {
                    return;
                }
            }
        }
        if let Lookup::Sure(at) | Lookup::Unsure(at) = self.stack.find(|own| own.is_html(name), SPECIAL, 0) {
            self.stack.doubt(at);
        }
    }
}

fn above_unsure<'h>(elements: &[Element<'h>], unsure: impl Fn(&Element<'h>) -> bool) -> bool {
    elements[1..].iter().any(unsure)
}
