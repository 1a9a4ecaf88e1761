//! `cargo xtask train`: the tagger's weights from the annotated sets. The trainer is Python, see `train/README.md`.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::shell::{program, root, run};

/// Makes the trainer's Python environment under `target/train` if it is not there or old, and runs the trainer with
/// `arguments`.
///
/// # Errors
/// When Python or its packages cannot be had, or the trainer fails.
pub fn train(arguments: &[String]) -> Result<()> {
    let python = environment()?;
    run(program(python).args(["-m", "train"]).args(arguments))
}

/// The Python of an environment with the packages that `train/requirements.txt` pins.
fn environment() -> Result<PathBuf> {
    let folder = root().join("target/train/venv");
    let wanted = fs::read(root().join("train/requirements.txt"))?;
    let mark = folder.join("requirements.txt");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if fs::read(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    run(program("python3").args(["-m", "venv"]).arg(&folder)).context("the trainer needs Python 3.11 with venv")?;
    run(program(&python).args(["-m", "pip", "install", "--quiet", "--requirement", "train/requirements.txt"]))?;
    fs::write(mark, wanted)?;
    Ok(python)
}
