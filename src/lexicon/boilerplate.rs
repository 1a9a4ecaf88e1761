//! The words of lines that belong to the page around an article, read from `boilerplate.tsv`.

use std::sync::OnceLock;

use super::{Row, Table};
use crate::model::Rule;
use crate::word_map::WordMap;

/// The parsed table. Rows for lines are keyed by their first word.
#[derive(Debug, Default)]
pub struct Boilerplate {
    rows: WordMap<Vec<Shape>>,
    names: WordMap<u8>,
}

/// What a class, id or `rel` of an HTML element says about the element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// It belongs to the page around the article.
    Part,
    /// It contains the text of the article, or a post embedded in that text.
    Body,
    /// It contains the name of an author.
    Author,
}

/// A row of the table. The comment at the top of the table explains the columns.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The words with which the line starts, in lower case.
    pub words: &'static str,
    /// Whether the line must contain no other words.
    pub whole: bool,
    /// Whether these words must be in capitals.
    pub capitals: bool,
    /// The maximum number of words in the line.
    pub most: usize,
    /// Whether the line must not end like a sentence.
    pub open: bool,
    /// The rule by which such a line is not part of the article: `boilerplate-<class>`.
    pub rule: Rule,
}

impl Shape {
    fn read(row: Row<'static>) -> Option<Self> {
        Some(Self {
            words: row.get(0),
            whole: row.get(1) == "whole",
            capitals: row.get(2) == "caps",
            most: row.get(3).parse().unwrap_or(usize::MAX),
            open: row.get(4) == "open",
            rule: Rule::of_name(&["boilerplate-", row.get(5)].concat())?,
        })
    }
}

/// Returns the table. It is read on first use and separately from the others, because programs that only read files
/// need no other table.
pub fn get() -> &'static Boilerplate {
    static BOILERPLATE: OnceLock<Boilerplate> = OnceLock::new();
    BOILERPLATE.get_or_init(|| Boilerplate::read(super::BOILERPLATE))
}

impl Boilerplate {
    pub(super) fn read(table: Table<'static>) -> Self {
        let mut rows: WordMap<Vec<Shape>> = WordMap::default();
        let mut names = WordMap::default();
        for row in table.rows() {
            let kind = match row.get(1) {
                "class" | "part" => Names::Part,
                "body" => Names::Body,
                "author" => Names::Author,
                _ => {
                    rows.entry(first_word(row.get(0))).extend(Shape::read(row));
                    continue;
                }
            };
            for name in row.get(0).split(',') {
                *names.entry(name) |= 1 << kind as u8;
            }
        }
        Self { rows, names }
    }

    /// Whether `name` (lower case), or its singular, is listed as a class, id or `rel` of elements of this `kind`.
    pub fn is_name(&self, kind: Names, name: &str) -> bool {
        let listed = |name| self.names.get(name).is_some_and(|kinds| kinds & 1 << kind as u8 != 0);
        listed(name) || name.strip_suffix('s').is_some_and(listed)
    }

    /// Returns the rows that may match `line`: those that start with its first word.
    pub fn starting(&self, line: &str) -> &[Shape] {
        self.rows.get(first_word(line).to_lowercase().as_str()).map_or(&[], Vec::as_slice)
    }
}

/// Returns the part of `line` before the first character that is neither letter nor digit, or that character if the
/// line starts with it.
fn first_word(line: &str) -> &str {
    let end = line.find(|c: char| !c.is_alphanumeric()).unwrap_or(line.len());
    let first = line.chars().next().map_or(0, char::len_utf8);
    &line[..end.max(first)]
}
