//! Tests the npm package as its users see it: packed, installed into a fresh project, run, and type-checked.

use std::fs;

use anyhow::{Context, Result};

use crate::shell::{output, program, root, run, which};
use crate::{npm, pkg, standards};

const FOLDER: &str = "tests/pkg";

/// Packs and tests the package. Skipped, with a message, if Node, npm or the TypeScript compiler is unavailable.
///
/// # Errors
/// If the package does not build, does not find what it should, or its types do not match.
pub fn check() -> Result<()> {
    let (Some(npm), Some(node), Some(tsc)) = (which("npm"), which("node"), npm::typescript()?) else {
        println!("skipped: the npm package needs Node, npm and TypeScript");
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
    let packed = packed.lines().last().context("npm printed no package")?.trim().to_owned();
    fs::write(fresh.join("package.json"), "{ \"private\": true, \"type\": \"module\" }\n")?;
    // Installs the file that was just packed, offline, so that nothing else is installed.
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
