//! Lists and copies the files of folders.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Returns every file below the given paths, sorted. Ignores missing paths, and everything below those in `without`.
///
/// # Errors
/// If a folder cannot be read.
pub fn below(paths: &[&Path], without: &[PathBuf]) -> Result<BTreeSet<PathBuf>> {
    let mut found = BTreeSet::new();
    let mut todo: Vec<PathBuf> = paths.iter().map(|path| path.to_path_buf()).collect();
    while let Some(path) = todo.pop() {
        if without.contains(&path) {
            continue;
        }
        if path.is_dir() {
            for entry in fs::read_dir(&path).with_context(|| format!("cannot read {}", path.display()))? {
                todo.push(entry?.path());
            }
        } else if path.is_file() {
            found.insert(path);
        }
    }
    Ok(found)
}

/// Copies the contents of one folder to another, which is created if necessary.
///
/// # Errors
/// If a file cannot be read or written.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    for path in below(&[from], &[])? {
        let target = to.join(path.strip_prefix(from)?);
        fs::create_dir_all(target.parent().context("a file is in a folder")?)?;
        fs::copy(&path, &target).with_context(|| format!("cannot copy {}", path.display()))?;
    }
    Ok(())
}
