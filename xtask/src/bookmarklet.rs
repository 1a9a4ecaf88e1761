//! The page that offers the bookmarklet, for sites and browsers without the extension.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::shell::root;
use crate::{embed, page};

/// The folder of the page's sources, from the root.
const SOURCE: &str = "www/bookmarklet";

/// Writes the page and its sentences to the folder `to`. The page expects the workbench in the parent folder.
///
/// # Errors
/// If a file cannot be read or written.
pub fn write(to: &Path) -> Result<()> {
    page::copy(&root().join(SOURCE), to)?;
    fs::copy(root().join("www/embed/words.js"), to.join("words.js"))?;
    embed::words(to, &[SOURCE])
}

/// Writes the page to `target/bookmarklet`, for the tests, and returns the folder.
///
/// # Errors
/// See [`write`].
pub fn ensure() -> Result<PathBuf> {
    let to = root().join("target/bookmarklet");
    if to.exists() {
        fs::remove_dir_all(&to)?;
    }
    write(&to)?;
    Ok(to)
}
