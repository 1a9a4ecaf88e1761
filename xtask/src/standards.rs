//! The formats, read by programs that others wrote: Python's, in an environment of their own in the tools' folder.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::shell::{cargo, lock, output, program, root, run, which};
use crate::tools;

const FOLDER: &str = "tests/standards";

/// Writes every article in every format and has each read back. Left out, with a word, where the readers are not to be had.
///
/// # Errors
/// When a reader stumbles, or does not see what was broken on purpose.
pub fn check() -> Result<()> {
    let python = match python() {
        Ok(python) => python,
        Err(error) => {
            println!("left out: no readers of the formats ({error:#})");
            return Ok(());
        }
    };
    run(&mut cargo(&["build", "--locked", "--bin", "sayso"]))?;
    let mut articles = texts("corpus/articles")?;
    articles.extend(texts(&format!("{FOLDER}/articles"))?);
    run(program(python).arg(format!("{FOLDER}/check.py")).arg(built()?).args(articles))
}

/// The program that was just built: where that is, cargo knows.
fn built() -> Result<PathBuf> {
    let about = output(&mut cargo(&["metadata", "--locked", "--no-deps", "--format-version", "1"]))?;
    let about: serde_json::Value = serde_json::from_str(&about)?;
    let target = about["target_directory"].as_str().context("cargo names no target folder")?;
    Ok(Path::new(target).join("debug").join(format!("sayso{}", std::env::consts::EXE_SUFFIX)))
}

/// The texts in a folder of the project, sorted.
///
/// # Errors
/// When it cannot be read.
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

/// The Python that has the readers, installed once for each list of them.
fn python() -> Result<PathBuf> {
    let list = root().join(FOLDER).join("requirements.txt");
    let hash = Sha256::digest(fs::read(&list)?).iter().take(6).map(|byte| format!("{byte:02x}")).collect::<String>();
    let cache = tools::cache()?;
    let _lock = lock(&cache.join("lock"), "another command is installing tools")?;
    let (folder, whole) = (cache.join(format!("readers-{hash}")), "whole");
    let python = folder.join("bin/python");
    if folder.join(whole).is_file() {
        return Ok(python);
    }
    let Some(own) = which("python3") else { bail!("python3 is not installed") };
    println!("installing readers of the formats with pip");
    // An environment cannot be moved, so a mark inside tells that it is whole.
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    output(program(own).args(["-m", "venv"]).arg(&folder))?;
    let pip =
        ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:", "--no-deps", "-r"];
    output(program(&python).args(pip).arg(&list))?;
    fs::write(folder.join(whole), "")?;
    Ok(python)
}
