//! Reads the export formats with independent programs: Python packages, in a separate environment in the tools
//! folder.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::pip::{self, List};
use crate::shell::{cargo, lock, output, program, root, run};
use crate::tampered::optional;
use crate::test::NATIVE;
use crate::tools;

const FOLDER: &str = "tests/standards";
const READERS: List = List::wheels("tests/standards/requirements.txt");

/// Writes every article in every format and has each read back. Skipped, with a message, if the readers are
/// unavailable.
///
/// # Errors
/// If a reader fails, or accepts deliberately broken files.
pub fn check() -> Result<()> {
    let Some(python) = optional(python(), |error| format!("skipped: no readers of the formats ({error:#})"))? else {
        return Ok(());
    };
    let sayso = built()?;
    let mut articles = texts("corpus/articles")?;
    articles.extend(texts(&format!("{FOLDER}/articles"))?);
    run(program(python).arg(format!("{FOLDER}/check.py")).arg(sayso).args(articles))
}

/// Builds the program as the native tests do and returns its path, which depends on cargo's settings. `cargo build`
/// would compile it again, because the features of some dependencies differ without those of tests.
///
/// # Errors
/// If it does not build.
pub fn built() -> Result<PathBuf> {
    run(&mut cargo(&[&["test", "--no-run", "--test", "cli"][..], &NATIVE].concat()))?;
    let about = output(&mut cargo(&["metadata", "--locked", "--no-deps", "--format-version", "1"]))?;
    let about: serde_json::Value = serde_json::from_str(&about)?;
    let target = about["target_directory"].as_str().context("cargo does not print its target folder")?;
    Ok(Path::new(target).join("debug").join(format!("sayso{}", std::env::consts::EXE_SUFFIX)))
}

/// Returns the texts (`.txt`) in a folder of the project, sorted.
///
/// # Errors
/// If the folder cannot be read.
pub fn texts(folder: &str) -> Result<Vec<PathBuf>> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(root().join(folder)).with_context(|| format!("{folder} cannot be read"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "txt") {
            texts.push(path);
        }
    }
    texts.sort();
    Ok(texts)
}

/// Returns the Python of an environment with the readers, which is created once.
fn python() -> Result<PathBuf> {
    let cache = tools::cache()?;
    let _lock = lock(&cache.join("python.lock"), "another command is fetching Python packages")?;
    pip::environment(&cache.join("python-readers"), &[READERS])
}
