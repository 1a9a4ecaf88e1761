//! The words of lines that belong to the page around an article, from `furniture.tsv`.

use super::{Row, Table};
use crate::word_map::{WordMap, WordSet};

/// The table, by the first word of each row.
#[derive(Debug, Default)]
pub struct Furniture {
    rows: WordMap<Vec<Shape>>,
    classes: WordSet,
}

/// A row of the table; its comment explains the columns.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The words, in lower case.
    pub words: &'static str,
    /// Whether the line holds nothing else.
    pub whole: bool,
    /// Whether they must stand in capitals.
    pub capitals: bool,
    /// How many words the line has at most.
    pub most: usize,
    /// Whether the line must not end as a sentence does.
    pub open: bool,
    /// What sort of line it is: the end of a rule's id.
    pub class: &'static str,
}

impl Shape {
    fn read(row: Row<'static>) -> Self {
        Self {
            words: row.get(0),
            whole: row.get(1) == "whole",
            capitals: row.get(2) == "caps",
            most: row.get(3).parse().unwrap_or(usize::MAX),
            open: row.get(4) == "open",
            class: row.get(5),
        }
    }
}

impl Furniture {
    pub(super) fn read(table: Table<'static>) -> Self {
        let mut rows: WordMap<Vec<Shape>> = WordMap::default();
        let mut classes = WordSet::default();
        for row in table.rows() {
            if row.get(1) == "class" {
                classes.insert(row.get(0));
                continue;
            }
            rows.entry(first_word(row.get(0))).push(Shape::read(row));
        }
        Self { rows, classes }
    }

    /// Whether an HTML element of this class or id (lower case) belongs to the page.
    pub fn is_class(&self, name: &str) -> bool {
        self.classes.contains(name)
    }

    /// The rows that may fit `line` (lower case): those that begin with its first word.
    pub fn starting(&self, line: &str) -> &[Shape] {
        self.rows.get(first_word(line).to_lowercase().as_str()).map_or(&[], Vec::as_slice)
    }
}

/// What stands before the first sign that is neither letter nor digit; that sign where the line begins with it.
fn first_word(line: &str) -> &str {
    let end = line.find(|c: char| !c.is_alphanumeric()).unwrap_or(line.len());
    let first = line.chars().next().map_or(0, char::len_utf8);
    &line[..end.max(first)]
}
