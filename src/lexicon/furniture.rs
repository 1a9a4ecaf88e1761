//! The words of lines that belong to the page around an article, from `furniture.tsv`.

use std::sync::OnceLock;

use super::{Row, Table};
use crate::word_map::WordMap;

/// The table, by the first word of each row.
#[derive(Debug, Default)]
pub struct Furniture {
    rows: WordMap<Vec<Shape>>,
    names: WordMap<u8>,
}

/// What a class, id or relation of an HTML element says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// It belongs to the page.
    Part,
    /// It holds the words of the article, or a post that is set in them.
    Body,
    /// It holds an author's name.
    Author,
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

/// The table, read on first use, apart from the others: who reads files needs no others.
pub fn get() -> &'static Furniture {
    static FURNITURE: OnceLock<Furniture> = OnceLock::new();
    FURNITURE.get_or_init(|| Furniture::read(super::FURNITURE))
}

impl Furniture {
    pub(super) fn read(table: Table<'static>) -> Self {
        let mut rows: WordMap<Vec<Shape>> = WordMap::default();
        let mut names = WordMap::default();
        for row in table.rows() {
            let kind = match row.get(1) {
                "class" | "part" => Names::Part,
                "body" => Names::Body,
                "author" => Names::Author,
                _ => {
                    rows.entry(first_word(row.get(0))).push(Shape::read(row));
                    continue;
                }
            };
            for name in row.get(0).split(',') {
                *names.entry(name) |= 1 << kind as u8;
            }
        }
        Self { rows, names }
    }

    /// Whether `name`, in lower case, is a class, id or relation of HTML elements of a `kind`, or a word of one.
    pub fn is_name(&self, kind: Names, name: &str) -> bool {
        let listed = |name| self.names.get(name).is_some_and(|kinds| kinds & 1 << kind as u8 != 0);
        listed(name) || name.strip_suffix('s').is_some_and(listed)
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
