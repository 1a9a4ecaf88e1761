//! Tables that are compiled in.

/// A table as written by `build.rs`: the columns one after another, separated by tabs, with one cell per line.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    text: &'a str,
}

/// Expands to the table of `corpus` at this path, without the parts that only people read (see `build.rs`).
macro_rules! shipped {
    ($path:literal) => {
        $crate::lexicon::Table::new(include_str!(concat!(env!("OUT_DIR"), "/", $path)))
    };
}
pub(crate) use shipped;

/// The maximum number of columns.
const COLUMNS: usize = 6;

/// One row of a table.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    cells: [&'a str; COLUMNS],
}

impl<'a> Row<'a> {
    /// Returns the cell in column `column`; empty if the row does not have it or it contains `-`.
    pub fn get(&self, column: usize) -> &'a str {
        self.cells.get(column).copied().unwrap_or_default()
    }

    /// Returns the comma-separated entries of a cell.
    pub fn list(&self, column: usize) -> impl Iterator<Item = &'a str> + use<'a> {
        self.get(column).split(',').map(str::trim).filter(|entry| !entry.is_empty())
    }
}

impl<'a> Table<'a> {
    /// Creates a table with the content `text`.
    pub const fn new(text: &'a str) -> Self {
        Self { text }
    }

    /// Returns the rows.
    pub fn rows(self) -> impl Iterator<Item = Row<'a>> {
        let mut columns: Vec<_> = self.text.split('\t').map(str::lines).collect();
        std::iter::from_fn(move || {
            let mut cells = [""; COLUMNS];
            for (cell, column) in cells.iter_mut().zip(&mut columns) {
                *cell = column.next()?;
            }
            Some(Row { cells })
        })
    }
}

/// Lists the faults of the table of `corpus` at this path, with file and line: rows whose number of cells differs
/// from the heading, empty first cells, and duplicate entries (same first two cells).
#[cfg(test)]
pub(crate) fn faults(path: &str) -> Vec<String> {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(path);
    std::fs::read_to_string(file).map_or_else(|error| vec![format!("{path}: {error}")], |text| faults_of(path, &text))
}

#[cfg(test)]
fn faults_of(path: &str, text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut seen = std::collections::HashSet::new();
    let numbered = text.lines().enumerate().map(|(at, line)| (at + 1, line));
    let mut lines = numbered.filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
    let heading: Vec<&str> = lines.next().map_or_else(Vec::new, |(_, heading)| heading.split('\t').collect());
    if heading.iter().filter(|name| !["note", "prior"].contains(name)).count() > COLUMNS {
        out.push(format!("{path}: more columns than the program reads"));
    }
    for (number, line) in lines {
        let cells: Vec<&str> = line.split('\t').collect();
        if cells.len() != heading.len() {
            out.push(format!("{path}:{number}: {} cells instead of {}", cells.len(), heading.len()));
        }
        if cells[0].trim().is_empty() {
            out.push(format!("{path}:{number}: the first cell is empty"));
        }
        if !seen.insert((cells[0], cells.get(1).copied())) {
            out.push(format!("{path}:{number}: “{}” is a duplicate", cells[0]));
        }
    }
    out
}

/// Parses a number such as `-1.25` or `1000`. Returns `None` if `cell` is not one. The parser of the standard library
/// accepts every notation of floats, with tables that would add 10 KB to the page; up to fifteen digits this one is
/// just as exact.
pub fn decimal(cell: &str) -> Option<f64> {
    let places = cell.split_once('.').map_or(0, |(_, places)| places.len());
    let digits: i64 = cell.replacen('.', "", 1).parse().ok()?;
    Some(digits as f64 / 10i64.checked_pow(places.try_into().ok()?)? as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_decimals_like_the_standard_library() {
        for number in ["0", "7", "-1.51", "0.3048", "1609.344", "12.", "1000000000000", "3.14159265358979"] {
            assert_eq!(decimal(number), number.parse().ok(), "{number}");
        }
        for word in ["", "-", "inf", "1.2.3", "4-5", "12th"] {
            assert_eq!(decimal(word), None, "{word}");
        }
    }

    #[test]
    fn faults_name_file_and_line() {
        assert_eq!(
            faults_of("t.tsv", "# note\nword\tclass\na\tx\nb\n\tx\na\tx\n"),
            ["t.tsv:4: 1 cells instead of 2", "t.tsv:5: the first cell is empty", "t.tsv:6: “a” is a duplicate"]
        );
        assert_eq!(faults("lexicon/none.tsv").len(), 1);
    }

    #[test]
    fn cells_and_lists() {
        let table = Table::new("say\nask\n\tsaid, says\n\n\t\nx\n");
        let rows: Vec<Row> = table.rows().collect();
        assert_eq!(rows[0].list(1).collect::<Vec<_>>(), ["said", "says"]);
        assert_eq!((rows[0].get(0), rows[0].get(2), rows[0].get(9)), ("say", "", ""));
        assert_eq!((rows.len(), rows[1].get(0), rows[1].get(1), rows[1].get(2)), (2, "ask", "", "x"));
    }
}
