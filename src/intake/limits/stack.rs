//! The stack of open elements, some of which may already be closed.

use super::elements::*;

/// The language of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    Html,
    Svg,
    Math,
}

/// An open element.
#[derive(Clone, Debug)]
pub struct Element<'h> {
    /// Its name, in any case.
    pub name: &'h [u8],
    /// Its properties.
    pub is: Set,
    pub language: Language,
    /// Whether a parser may have closed it already, or may not have opened it.
    pub unsure: bool,
    /// Its number among the formatting elements, or 0.
    pub number: u32,
}

impl<'h> Element<'h> {
    pub fn new(name: &'h [u8], is: Set, language: Language) -> Self {
        Self { name, is, language, unsure: false, number: 0 }
    }

    /// Whether it is the HTML element `name`.
    pub fn is_html(&self, name: &[u8]) -> bool {
        self.language == Language::Html && self.name.eq_ignore_ascii_case(name)
    }
}

/// The result of a search for an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// Every parser finds it.
    Sure(usize),
    /// Some parsers may find it or one above it.
    Unsure(usize),
    /// No parser finds it.
    Missing,
}

/// The position of the end of the stack relative to tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In no table.
    Body,
    /// Directly in the table at this index, or in its rows.
    Table(usize),
    /// In the cell at the second index, in the table at the first.
    Cell(usize, usize),
    /// In the caption at the second index, in the table at the first.
    Caption(usize, usize),
    /// In the template at this index.
    Template(usize),
    /// Possibly in the table or template at this index.
    Unsure(usize),
}

/// The open elements, outermost first.
#[derive(Debug, Default)]
pub struct Stack<'h>(Vec<Element<'h>>);

impl<'h> Stack<'h> {
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn last(&self) -> Option<&Element<'h>> {
        self.0.last()
    }

    pub fn push(&mut self, element: Element<'h>) {
        self.0.push(element);
    }

    pub fn truncate(&mut self, at: usize) {
        self.0.truncate(at);
    }

    pub fn remove(&mut self, at: usize) {
        self.0.remove(at);
    }

    /// Returns the elements from `at` on.
    pub fn from(&mut self, at: usize) -> &mut [Element<'h>] {
        &mut self.0[at..]
    }

    /// Whether an element in `set` is, or may be, open.
    pub fn has(&self, set: Set) -> bool {
        self.0.iter().any(|element| element.is & set != 0)
    }

    /// Returns the index of the formatting element with this number, if it is open.
    pub fn numbered(&self, number: u32) -> Option<usize> {
        self.0.iter().rposition(|element| element.number == number)
    }

    /// Returns the index of the innermost element in `set` from `from` on.
    pub fn inner(&self, set: Set, from: usize) -> Option<usize> {
        self.0[from..].iter().rposition(|element| element.is & set != 0).map(|at| from + at)
    }

    /// Returns the index of the innermost HTML element `name` from `from` on.
    pub fn inner_named(&self, name: &[u8], from: usize) -> Option<usize> {
        self.0[from..].iter().rposition(|element| element.is_html(name)).map(|at| from + at)
    }

    /// Finds the innermost element that satisfies `hit`, stopping at an element that is in `stop` but not in `pass`.
    pub fn find(&self, hit: impl Fn(&Element<'h>) -> bool, stop: Set, pass: Set) -> Lookup {
        let mut sure = true;
        let mut lowest = Lookup::Missing;
        for (at, element) in self.0.iter().enumerate().rev() {
            if hit(element) {
                lowest = Lookup::Unsure(at);
                if !element.unsure {
                    return if sure { Lookup::Sure(at) } else { lowest };
                }
                sure = false;
            } else if element.is & pass == 0 {
                let maybe = stop & SPECIAL != 0 && element.is & MAYBE_SPECIAL != 0;
                if element.is & stop != 0 && !element.unsure && !(maybe && element.is & stop == SPECIAL) {
                    return lowest;
                }
                sure &= element.is & stop == 0 && !maybe;
            }
        }
        lowest
    }

    /// Closes the element that [`find`](Self::find) finds, with everything in it, if that is certain. If it is not,
    /// marks these elements as unsure.
    pub fn close(&mut self, hit: impl Fn(&Element<'h>) -> bool, stop: Set, pass: Set) -> Lookup {
        let found = self.find(hit, stop, pass);
        match found {
            Lookup::Sure(at) => self.truncate(at),
            Lookup::Unsure(at) => self.doubt(at),
            Lookup::Missing => {}
        }
        found
    }

    /// Marks all elements from `at` on as unsure.
    pub fn doubt(&mut self, at: usize) {
        self.0[at..].iter_mut().for_each(|element| element.unsure = true);
    }

    /// Closes the last element if it is in `set`.
    pub fn pop_top(&mut self, set: Set) {
        if let Some(top) = self.last().filter(|top| !top.unsure) {
            if top.is & set != 0 {
                self.0.pop();
            }
            return;
        }
        // Any of these elements may be the last one.
        for element in self.0.iter_mut().rev() {
            let sure = !element.unsure;
            element.unsure |= element.is & set != 0;
            if sure {
                break;
            }
        }
    }

    /// Closes elements at the end whose end tags may be omitted, except those in `keep`.
    pub fn pop_implied(&mut self, keep: Set) {
        while self.last().is_some_and(|top| !top.unsure && top.is & IMPLIED != 0 && top.is & keep == 0) {
            self.0.pop();
        }
        if self.last().is_some_and(|top| top.unsure) {
            self.doubt_implied();
        }
    }

    /// Marks elements at the end whose end tags may be omitted as unsure.
    pub fn doubt_implied(&mut self) {
        for element in self.0.iter_mut().rev() {
            if !element.unsure && element.is & IMPLIED == 0 {
                break;
            }
            element.unsure = true;
        }
    }

    /// Whether it is uncertain whether the next tag is HTML, SVG or MathML.
    pub fn language_unsure(&self) -> bool {
        let mut tail = self.0.iter().rev();
        let Some(last) = tail.next().filter(|last| last.unsure) else { return false };
        let below = tail.find(|element| !element.unsure || element.language != Language::Html);
        last.language != Language::Html || below.is_some_and(|element| element.language != Language::Html)
    }

    /// Closes SVG and MathML elements, up to an HTML element or one that may contain HTML.
    pub fn leave_foreign(&mut self) {
        while self.last().is_some_and(|top| top.language != Language::Html && top.is & POINT == 0) {
            self.0.pop();
        }
    }

    /// Closes the innermost element `name` if it contains no HTML element. Returns `false` if the rules of HTML apply
    /// instead.
    pub fn close_foreign(&mut self, name: &[u8]) -> bool {
        for at in (0..self.0.len()).rev() {
            let element = &self.0[at];
            if element.language == Language::Html {
                return false;
            }
            if element.name.eq_ignore_ascii_case(name) {
                match self.0[at..].iter().any(|element| element.unsure) {
                    true => self.doubt(at),
                    false => self.truncate(at),
                }
                return true;
            }
        }
        false
    }

    /// Returns the position of the end of the stack relative to tables.
    pub fn place(&self) -> Place {
        const PARTS: Set = TABLE | CAPTION | COLGROUP | SECTION | TR | CELL | TEMPLATE;
        let mut cell = None;
        let mut sure = true;
        for (at, element) in self.0.iter().enumerate().rev().filter(|(_, element)| element.is & PARTS != 0) {
            sure &= !element.unsure;
            if element.is & (TABLE | TEMPLATE) != 0 {
                return match cell {
                    _ if !sure => Place::Unsure(at),
                    _ if element.is & TEMPLATE != 0 => Place::Template(at),
                    Some((cell, true)) => Place::Cell(at, cell),
                    Some((caption, false)) if caption > at => Place::Caption(at, caption),
                    _ => Place::Table(at),
                };
            }
            // The innermost part determines the position.
            if cell.is_none() {
                cell = Some(match element.is & (CELL | CAPTION) {
                    0 => (0, false),
                    part => (at, part & CELL != 0),
                });
            }
        }
        if cell.is_none() { Place::Body } else { Place::Unsure(0) }
    }

    /// Whether the end of the stack is directly in a table or in its rows.
    pub fn in_table(&self) -> bool {
        matches!(self.place(), Place::Table(_) | Place::Unsure(_))
    }
}
