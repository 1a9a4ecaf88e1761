//! Tab-separated tables.

/// A table, as a rule one that is compiled in.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    name: &'a str,
    text: &'a str,
}

/// The table of `corpus` with this path, without its comments (`build.rs`).
macro_rules! shipped {
    ($path:literal) => {
        $crate::lexicon::Table::new($path, include_str!(concat!(env!("OUT_DIR"), "/", $path)))
    };
}
pub(crate) use shipped;

/// One row of a table.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    line: &'a str,
}

impl<'a> Row<'a> {
    /// The cell in column `column`, trimmed; empty where the row has none or holds `-`.
    pub fn get(self, column: usize) -> &'a str {
        match self.line.split('\t').nth(column).map(str::trim) {
            Some("-") | None => "",
            Some(cell) => cell,
        }
    }

    /// The comma-separated entries of a cell.
    pub fn list(self, column: usize) -> impl Iterator<Item = &'a str> {
        self.get(column).split(',').map(str::trim).filter(|entry| !entry.is_empty())
    }
}

impl<'a> Table<'a> {
    /// The table `name` with the content `text`.
    pub const fn new(name: &'a str, text: &'a str) -> Self {
        Self { name, text }
    }

    /// The rows under the heading.
    pub fn rows(self) -> impl Iterator<Item = Row<'a>> {
        self.lines().skip(1).map(|(_, line)| Row { line })
    }

    fn lines(self) -> impl Iterator<Item = (usize, &'a str)> {
        let numbered = self.text.lines().enumerate().map(|(at, line)| (at + 1, line));
        numbered.filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty())
    }

    /// What is wrong with the table, each with file and line: rows with more or fewer cells than the heading, empty
    /// first cells, entries that stand twice (same first two cells).
    pub fn faults(self) -> Vec<String> {
        let mut out = Vec::new();
        let mut seen = std::collections::HashSet::new();
        let width = self.lines().next().map_or(0, |(_, heading)| heading.split('\t').count());
        for (number, line) in self.lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            if cells.len() != width {
                out.push(format!("{}:{number}: {} cells instead of {width}", self.name, cells.len()));
            }
            if cells[0].trim().is_empty() {
                out.push(format!("{}:{number}: the first cell is empty", self.name));
            }
            if !seen.insert((cells[0], cells.get(1).copied())) {
                out.push(format!("{}:{number}: “{}” stands twice", self.name, cells[0]));
            }
        }
        out
    }
}

/// A number such as `-1.25` or `1000`; none where `cell` is none. The standard library reads floats in every spelling,
/// by tables that would be 10 KB of the page; up to fifteen digits this is as exact.
pub fn decimal(cell: &str) -> Option<f64> {
    let places = cell.split_once('.').map_or(0, |(_, places)| places.len());
    let digits: i64 = cell.replacen('.', "", 1).parse().ok()?;
    Some(digits as f64 / 10i64.checked_pow(places.try_into().ok()?)? as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_what_the_standard_library_reads() {
        for number in ["0", "7", "-1.51", "0.3048", "1609.344", "12.", "1000000000000", "3.14159265358979"] {
            assert_eq!(decimal(number), number.parse().ok(), "{number}");
        }
        for word in ["", "-", "inf", "1.2.3", "4-5", "12th"] {
            assert_eq!(decimal(word), None, "{word}");
        }
    }

    #[test]
    fn faults_name_file_and_line() {
        let table = Table::new("t.tsv", "# note\nword\tclass\na\tx\nb\n\tx\na\tx\n");
        assert_eq!(
            table.faults(),
            ["t.tsv:4: 1 cells instead of 2", "t.tsv:5: the first cell is empty", "t.tsv:6: “a” stands twice"]
        );
    }

    #[test]
    fn cells_and_lists() {
        let table = Table::new("t.tsv", "word\tforms\tx\nsay\tsaid, says\t-\n");
        let rows: Vec<Row> = table.rows().collect();
        assert_eq!(rows[0].list(1).collect::<Vec<_>>(), ["said", "says"]);
        assert_eq!((rows[0].get(0), rows[0].get(2), rows[0].get(9)), ("say", "", ""));
    }
}
