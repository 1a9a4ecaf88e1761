//! Exported tables in a spreadsheet: LibreOffice opens them with each possible separator, and finds no formula.
#![allow(clippy::unwrap_used, reason = "a test that cannot continue should stop")]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Returns an article that contains formulas after each separator, some with blanks and quotation marks between them.
fn article() -> String {
    let mut text = String::new();
    for separator in [",", ";", "|", "\t", ", ", "; \u{a0}", ";\"", ";\"\" ", ";'"] {
        for sign in ["=", "+", "-", "@"] {
            text += &format!(
                "“The sign says go{separator}{sign}SUM(4000,321);{sign}1+1;=1000+234; today,” said Ann Vale.\n\n"
            );
        }
    }
    text
}

/// Returns the number of formulas that LibreOffice finds in each file if it splits cells at `separator` and treats
/// `quote` (a character code, or nothing) as the quotation mark. Returns `None` if LibreOffice is missing.
fn formulas(files: &[PathBuf], separator: char, quote: &str) -> Option<Vec<usize>> {
    let folder = files.first()?.parent()?;
    let home = format!("-env:UserInstallation=file://{}", folder.join("home").display());
    // The other options: UTF-8 (76), from the first line, no column formats, default language, quoted cells are not
    // always text, no special numbers, two options for exports, spaces are trimmed, first sheet, formulas are
    // evaluated.
    let options = format!("{},{quote},76,1,,0,false,false,false,false,true,0,true", u32::from(separator));
    let filter = format!("--infilter=Text - txt - csv (StarCalc):{options}");
    let mut office = Command::new("soffice");
    office.args([&home, "--headless", &filter, "--convert-to", "fods", "--outdir"]).arg(folder).args(files);
    let done = office.stdin(Stdio::null()).output().ok()?;
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let count = |file: &PathBuf| {
        let made = file.with_extension("fods");
        let sheet = fs::read_to_string(&made).unwrap();
        assert!(sheet.contains("The sign says go"), "the table is empty");
        fs::remove_file(made).unwrap();
        sheet.matches("table:formula").count()
    };
    Some(files.iter().map(count).collect())
}

#[test]
fn libreoffice_finds_no_formula_with_any_separator() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("spreadsheet");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let written = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_sayso")).current_dir(&folder).args(arguments).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    fs::write(folder.join("a.txt"), article()).unwrap();
    let tables = [
        ("findings", written(&["analyze", "--format", "csv", "a.txt"])),
        ("links", written(&["compare", "--format", "csv", "a.txt", "a.txt"])),
    ];
    // The tables without apostrophes show that LibreOffice would find the formulas.
    let (mut bare, mut safe) = (Vec::new(), Vec::new());
    for (name, table) in tables {
        assert!(table.contains(";'=1+1") && !table.contains(";=1"), "{table}");
        for (kind, files, content) in [("bare", &mut bare, table.replace('\'', "")), ("safe", &mut safe, table)] {
            files.push(folder.join(format!("{name}-{kind}.csv")));
            fs::write(&files[files.len() - 1], content).unwrap();
        }
    }
    for separator in [',', ';', '\t', '|'] {
        let all = [&bare[..], &safe].concat();
        let Some(found) = formulas(&all, separator, "") else {
            println!("skipped: there is no soffice");
            return;
        };
        // The exports collapse white space, so no tab is left at which a cell could be split.
        assert!(
            separator == '\t' || found[..2].iter().all(|&count| count > 0),
            "{separator:?} without apostrophes: {found:?}"
        );
        assert_eq!(found[2..], [0, 0], "parted at {separator:?}");
        assert_eq!(formulas(&safe, separator, "34"), Some(vec![0, 0]), "parted at {separator:?}, quoted");
    }
}
