//! The npm package as whoever installs it meets it: packed, installed into a fresh project, run, its types checked.

use std::fs;

use anyhow::{Context, Result};

use crate::shell::{output, program, root, run, which};
use crate::{npm, pkg, standards};

const FOLDER: &str = "tests/pkg";

/// Packs and tries the package. Left out, with a word, where Node, npm or the compiler of TypeScript are not to be had.
///
/// # Errors
/// When the package does not build, does not find what it should, or its types do not fit.
pub fn check() -> Result<()> {
    let (Some(npm), Some(node), Some(tsc)) = (which("npm"), which("node"), npm::typescript()?) else {
        println!("left out: the npm package needs Node, npm and TypeScript");
        return Ok(());
    };
    let package = pkg::write()?;
    let fresh = root().join("target/fresh");
    if fresh.exists() {
        fs::remove_dir_all(&fresh)?;
    }
    fs::create_dir_all(&fresh)?;
    let packed =
        output(program(&npm).current_dir(&package).args(["pack", "--silent", "--pack-destination"]).arg(&fresh))?;
    let packed = packed.lines().last().context("npm names no package")?.trim().to_owned();
    fs::write(fresh.join("package.json"), "{ \"private\": true, \"type\": \"module\" }\n")?;
    // The file that was just packed; with no network, nothing else can come along.
    let install = ["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"];
    output(program(&npm).current_dir(&fresh).args(install).arg(format!("./{packed}")))?;
    for entry in fs::read_dir(root().join(FOLDER))? {
        let path = entry?.path();
        fs::copy(&path, fresh.join(path.file_name().context("a file has a name")?))?;
    }
    let articles = standards::texts("corpus/articles")?;
    run(program(&node).current_dir(&fresh).arg("run.js").args(articles))?;
    run(program(&node).current_dir(&fresh).arg(tsc).args(["-p", "tsconfig.json"]))
}
