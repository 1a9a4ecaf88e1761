//! `cargo xtask extension --measure`: measures the extension on saved web pages, which are outside the project.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use flate2::read::GzDecoder;

use crate::lint::helpers;
use crate::shell::{output, program, root, run};
use crate::{browsers, embed, extension, page};

/// Prints how much of the articles in the saved pages is read, how long marks take, and which pages break.
///
/// # Errors
/// If the extension does not build, the browser is missing, or a file cannot be read or written.
pub fn measure(shared: Option<PathBuf>) -> Result<()> {
    let shared = shared.unwrap_or_else(|| root().join("../shared"));
    let Some(folder) = unpack(&shared)? else { return Ok(()) };
    browsers::ensure(&["chromium"])?;
    extension::ensure()?;
    embed::hosts()?;
    let found = root().join("target/saved-pages.jsonl");
    let mut command = helpers("run", &["-p", "sayso-browser", "--bin", "saved_pages", "--"]);
    run(command.arg(&folder).arg(&found))?;
    let scorer = shared.join("eval/score_pages.py");
    print!("{}", output(program("python3").arg(scorer).arg(shared.join("data/pages/gold.jsonl")).arg(found))?);
    Ok(())
}

/// Unpacks the saved pages to `target/saved-pages`, as `ID/index.html`, and returns the folder; `None`, after a
/// message, if there are none.
///
/// # Errors
/// If a file cannot be read or written.
pub fn unpack(shared: &Path) -> Result<Option<PathBuf>> {
    let pages = shared.join("data/pages/html");
    if !pages.is_dir() {
        println!("skipped: there is no {}", pages.display());
        return Ok(None);
    }
    let folder = root().join("target/saved-pages");
    for path in page::files(&[&pages], &[])? {
        let name = path.file_name().and_then(|name| name.to_str()).context("a page has a name")?;
        let to = folder.join(name.split('.').next().unwrap_or_default());
        fs::create_dir_all(&to)?;
        let mut html = Vec::new();
        GzDecoder::new(File::open(&path)?).read_to_end(&mut html)?;
        fs::write(to.join("index.html"), html)?;
    }
    Ok(Some(folder))
}
