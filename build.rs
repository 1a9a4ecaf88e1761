//! Copies the tables of `corpus` to `OUT_DIR`, from where they are compiled in. They are made as small as possible,
//! because every reader downloads them: comments, headings and the columns `note` and `prior`, which only people read,
//! are dropped, and the tables of `lexicon` and `model` are written column by column, because similar values next to
//! each other compress better.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

const FOLDERS: [&str; 3] = ["lexicon", "model", "i18n"];
/// Key prefixes of sentences about comparisons.
const COMPARING: [&str; 2] = ["compare.", "ui.compare."];
/// Key prefix of sentences that only `www/published.js` shows, which reads them from the tables next to the page.
const PUBLISHED: &str = "ui.published.";
/// Key prefixes of sentences that only reports and the command line need.
const REPORTING: [&str; 3] = ["report.", "cli.", "notice."];
/// Key prefixes of sentences that are not compiled in, because scripts read them from other files: those of the embed,
/// the extension, the bookmarklet and published fact-checks.
const ELSEWHERE: [&str; 4] = ["ui.embed.", "ui.extension.", "ui.bookmarklet.", PUBLISHED];
/// Key prefix of sentences that explain a mark.
const RULE: &str = "rule.";
/// Columns that the program does not read.
const FOR_PEOPLE: [&str; 2] = ["note", "prior"];

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo names no folder")?);
    for folder in FOLDERS {
        let from = Path::new("corpus").join(folder);
        println!("cargo::rerun-if-changed={}", from.display());
        fs::create_dir_all(out.join(folder))?;
        for entry in fs::read_dir(from)? {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == "tsv") {
                let text = fs::read_to_string(&path)?;
                let rows = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
                let to = out.join(folder).join(path.file_name().ok_or("a file has a name")?);
                if folder == "i18n" {
                    // Only programs that compare articles need these sentences.
                    let compares = |line: &&str| COMPARING.iter().any(|start| line.starts_with(start));
                    fs::write(to.with_extension("compare.tsv"), joined(rows.clone().filter(compares)))?;
                    // The page itself writes no reports, so it does not need these sentences.
                    let reports = |line: &&str| REPORTING.iter().any(|start| line.starts_with(start));
                    fs::write(to.with_extension("report.tsv"), joined(rows.clone().filter(reports)))?;
                    // Programs without a page need only these sentences.
                    let explains = |line: &&str| line.starts_with(RULE);
                    fs::write(to.with_extension("rules.tsv"), joined(rows.clone().filter(explains)))?;
                    let elsewhere = |line: &&str| ELSEWHERE.iter().any(|start| line.starts_with(start));
                    let others =
                        rows.filter(|line| !compares(line) && !reports(line) && !explains(line) && !elsewhere(line));
                    fs::write(&to, joined(others))?;
                } else {
                    fs::write(&to, columns(rows))?;
                }
            }
        }
    }
    packs(&out)
}

/// Copies the language packs without their comments.
fn packs(out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=corpus/languages");
    fs::create_dir_all(out.join("languages"))?;
    for entry in fs::read_dir("corpus/languages")? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "tsv") {
            let text = fs::read_to_string(&path)?;
            let rows = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
            fs::write(out.join("languages").join(path.file_name().ok_or("a file has a name")?), joined(rows))?;
        }
    }
    Ok(())
}

fn joined<'a>(rows: impl Iterator<Item = &'a str>) -> String {
    rows.flat_map(|row| [row, "\n"]).collect()
}

/// Writes the table column by column, columns separated by a tab. Each cell ends with a newline; `-` becomes an empty
/// cell.
fn columns<'a>(rows: impl Iterator<Item = &'a str>) -> String {
    let mut rows = rows.map(|row| row.split('\t').map(str::trim).collect::<Vec<_>>());
    let heading = rows.next().unwrap_or_default();
    let rows: Vec<_> = rows.collect();
    let kept = (0..heading.len()).filter(|&at| !FOR_PEOPLE.contains(&heading[at]));
    let cell = |row: &Vec<&'a str>, at: usize| row.get(at).copied().filter(|cell| *cell != "-").unwrap_or_default();
    let column = |at| joined(rows.iter().map(|row| cell(row, at)));
    kept.map(column).collect::<Vec<_>>().join("\t")
}
