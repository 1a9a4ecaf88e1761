//! `cargo xtask size`: compares what a reader downloads with the budgets in `xtask/budgets.tsv`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::shell::root;
use crate::{embed, page};

/// The prefix of the embed's files in the table and in the budgets.
const EMBED: &str = "embed/";
const QUALITY: i32 = 11;
const WINDOW: i32 = 22;

/// Prints the table. Fails if a budget is exceeded.
///
/// # Errors
/// If the page does not build, the budgets cannot be read, or one is exceeded.
pub fn size() -> Result<()> {
    let mut rows = rows(&page::ensure()?, "")?;
    rows.extend(rows_of_embed()?);
    println!("\n{:<44} {:>10} {:>10}", "file", "bytes", "brotli");
    for row in &rows {
        println!("{:<44} {:>10} {:>10}", row.name, row.raw, row.brotli);
    }
    let (raw, brotli) = rows.iter().fold((0, 0), |sum, row| (sum.0 + row.raw, sum.1 + row.brotli));
    println!("{:<44} {raw:>10} {brotli:>10}", "all");
    check(&rows, &root().join("xtask/budgets.tsv"))
}

fn rows(folder: &Path, before: &str) -> Result<Vec<Row>> {
    let files = page::files(&[folder], &[])?;
    let row = |path: &std::path::PathBuf| {
        let bytes = fs::read(path)?;
        let name = format!("{before}{}", path.strip_prefix(folder)?.to_string_lossy());
        Ok(Row { name, raw: bytes.len(), brotli: brotli(&bytes)?.len() })
    };
    files.iter().map(row).collect()
}

/// Returns the files that a reader of a host page downloads. Types are left out, because only developers need them.
fn rows_of_embed() -> Result<Vec<Row>> {
    let mut rows = rows(&embed::ensure()?, EMBED)?;
    rows.retain(|row| !row.name.ends_with(".d.ts"));
    Ok(rows)
}

struct Row {
    name: String,
    raw: usize,
    brotli: usize,
}

/// Checks the budgets. A budget names file name suffixes, separated by spaces, or `*` for everything that the page
/// loads at first, `embed/*` for what the embed needs for an English article, or `embed/languages*` for what others
/// need in addition. Files loaded later are named in full.
fn check(rows: &[Row], budgets: &Path) -> Result<()> {
    let text = fs::read_to_string(budgets).with_context(|| format!("cannot read {}", budgets.display()))?;
    let mut over = Vec::new();
    println!("\n{:<30} {:>10} {:>10}", "budget (brotli, bytes)", "used", "allowed");
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty()) {
        let mut cells = line.split('\t');
        let (Some(what), Some(endings), Some(most)) = (cells.next(), cells.next(), cells.next()) else {
            bail!("{}:{}: expected name, files and bytes, separated by tabs", budgets.display(), number + 1);
        };
        let most: usize = most.parse().with_context(|| format!("{}:{}: bytes", budgets.display(), number + 1))?;
        let counts = |row: &&Row| match row.name.strip_prefix(EMBED) {
            // No budget of the embed counts the sentences of the interface, or the packs, which are also files of the
            // page.
            Some(name) if ["words/", "languages/"].iter().any(|start| name.starts_with(start)) => false,
            Some(name) if name.starts_with("languages") => endings == "embed/languages*",
            Some(name) if later(name) => endings.split(' ').any(|end| end == row.name),
            Some(_) => endings == "embed/*",
            None if later(&row.name) => endings.split(' ').any(|end| end == row.name),
            None => endings.split(' ').any(|end| end == "*" || row.name.ends_with(end)),
        };
        let used: usize = rows.iter().filter(counts).map(|row| row.brotli).sum();
        println!("{what:<30} {used:>10} {most:>10}");
        if used > most {
            over.push(format!("{what}: {used} bytes, allowed are {most}"));
        }
    }
    if over.is_empty() {
        return Ok(());
    }
    bail!("over budget: {}", over.join("; "));
}

/// Returns whether a file is loaded on demand. These are language tables (also the embed's), loaded when a reader
/// chooses a language; examples, when one is opened; icons, when the page is installed; the extras, when a file needs
/// them or findings are saved; the comparison, when articles are compared; the matcher, when there is a library of
/// fact-checks (also in the embed); the rules and words of other languages, when an article is in one.
fn later(name: &str) -> bool {
    ["i18n", "articles", "icons", "extras", "compare", "checks", "published", "matcher", "languages"]
        .iter()
        .any(|start| name.starts_with(start))
}

/// Compresses with brotli, at the highest level.
///
/// # Errors
/// Fails only if allocation fails.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let params = ::brotli::enc::BrotliEncoderParams { quality: QUALITY, lgwin: WINDOW, ..Default::default() };
    let mut packed = Vec::new();
    ::brotli::BrotliCompress(&mut &bytes[..], &mut packed, &params)?;
    Ok(packed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_over_its_limit_fails() {
        let file = std::env::temp_dir().join(format!("sayso-budgets-{}", std::process::id()));
        fs::write(&file, "# name\tfiles\tbytes\ncode\t.wasm .js\t30\nall\t*\t100\n").expect("a temporary file");
        let row = |name: &str, brotli| Row { name: name.into(), raw: 0, brotli };
        assert!(check(&[row("a.wasm", 20), row("b.js", 10), row("c.css", 70)], &file).is_ok());
        let error = check(&[row("a.wasm", 31)], &file).expect_err("31 is more than 30");
        assert_eq!(error.to_string(), "over budget: code: 31 bytes, allowed are 30");
        fs::remove_file(&file).expect("it can be removed");
    }

    #[test]
    fn brotli_makes_text_small() {
        assert!(super::brotli(&[b'a'; 10_000]).is_ok_and(|packed| packed.len() < 50));
    }
}
