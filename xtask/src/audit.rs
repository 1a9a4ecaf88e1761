//! `cargo xtask audit`: what the program is made of, and whether anybody can make the same.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::shell::{cargo, output, program, root, run};
use crate::tools;

/// Lock files of all that is built, each beside its `Cargo.toml`.
const PACKAGES: [&str; 4] = ["Cargo.toml", "xtask/Cargo.toml", "python/Cargo.toml", "fuzz/Cargo.toml"];

/// Where the list of the program's parts goes.
const PARTS: &str = "out/sayso.cdx.json";

/// Licences, doubles, sources and, where the database can be reached, advisories of every package; then the list of what the program is
/// made of (CycloneDX 1.5).
///
/// # Errors
/// When a rule of `deny.toml` is broken, or a tool cannot be installed.
pub fn audit() -> Result<()> {
    let (deny, cyclonedx) = (tools::cargo_deny()?, tools::cargo_cyclonedx()?);
    let mut broken = Vec::new();
    for manifest in PACKAGES {
        let mut command = cargo(&["deny", "--manifest-path", manifest, "--config"]);
        command.arg(root().join("deny.toml")).args(["check", "--hide-inclusion-graph", "licenses", "bans", "sources"]);
        if run(command.env("PATH", &deny)).is_err() {
            broken.push(manifest);
        }
    }
    let mut advisories = cargo(&["deny", "check", "advisories"]);
    if let Err(error) = run(advisories.env("PATH", &deny)) {
        println!("advisories: not checked, or there are some ({error:#})");
    }
    let mut parts = cargo(&["cyclonedx", "--format", "json", "--spec-version", "1.5", "--features", "web,pkg"]);
    run(parts.args(["--override-filename", "sayso.cdx"]).env("PATH", &cyclonedx))?;
    fs::create_dir_all(root().join("out"))?;
    let list = fs::read_to_string(root().join("sayso.cdx.json"))?;
    // Where it was made is nobody's business.
    fs::write(root().join(PARTS), list.replace(&root().display().to_string(), "/sayso"))?;
    for package in [".", "net"] {
        // One is written beside each member; the program's own names them all.
        let _ = fs::remove_file(root().join(package).join("sayso.cdx.json"));
    }
    println!("\nwhat the program is made of: {PARTS}");
    if broken.is_empty() {
        return Ok(());
    }
    bail!("deny.toml is broken by {}", broken.join(", "));
}

/// Builds the analysis for browsers here and in a copy of the sources in another folder, and compares the two byte by byte.
///
/// # Errors
/// When they differ, or one does not build.
pub fn reproduce() -> Result<()> {
    tools::wasm_target()?;
    let elsewhere = std::env::temp_dir().join("sayso-made-again-in-a-folder-of-another-length");
    if elsewhere.exists() {
        fs::remove_dir_all(&elsewhere)?;
    }
    let tracked = output(program("git").args(["ls-files", "-co", "--exclude-standard"]))?;
    for name in tracked.lines() {
        let (from, to) = (root().join(name), elsewhere.join(name));
        if from.is_file() {
            fs::create_dir_all(to.parent().context("a file in no folder")?)?;
            fs::copy(&from, &to).with_context(|| format!("cannot copy {name}"))?;
        }
    }
    let made = [root(), elsewhere.clone()].iter().map(|folder| make(folder)).collect::<Result<Vec<_>>>();
    fs::remove_dir_all(&elsewhere)?;
    let made = made?;
    println!("\nhere       {}\nelsewhere  {}", made[0], made[1]);
    if made[0] == made[1] {
        return Ok(());
    }
    bail!("the same sources in another folder give another program");
}

/// Builds in `folder`; gives the SHA-256 of the program.
fn make(folder: &Path) -> Result<String> {
    let mut command = cargo(&["build", "--locked", "--bin", "core", "--no-default-features", "--features", "pkg"]);
    command
        .args(["--profile", "wasm", "--target", "wasm32-unknown-unknown", "--target-dir"])
        .arg(folder.join("target"));
    crate::shell::without_places(&mut command, folder);
    run(command.current_dir(folder))?;
    let wasm = fs::read(folder.join("target/wasm32-unknown-unknown/wasm/core.wasm"))?;
    let places = [folder.to_string_lossy().into_owned(), std::env::var("HOME").unwrap_or_default()];
    for place in places.iter().filter(|place| place.len() > 3) {
        if wasm.windows(place.len()).any(|window| window == place.as_bytes()) {
            bail!("the program names {place}");
        }
    }
    Ok(Sha256::digest(&wasm).iter().map(|byte| format!("{byte:02x}")).collect())
}
