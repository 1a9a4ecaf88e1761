//! `cargo xtask audit`: checks the dependencies of the program and lists them.

use std::fs;

use anyhow::{Result, bail};

use crate::shell::{cargo, output, root, run};
use crate::tools;

/// The `Cargo.toml` of everything that is built, each with its lock file in the same folder.
pub const PACKAGES: [&str; 5] =
    ["Cargo.toml", "xtask/Cargo.toml", "xtask/wasm-bindgen/Cargo.toml", "python/Cargo.toml", "fuzz/Cargo.toml"];

/// The path of the list of the program's components, from the root.
const PARTS: &str = "out/sayso.cdx.json";

/// Checks licences, duplicates and sources of every package in [`PACKAGES`], then lists the components of the program
/// (CycloneDX 1.5). Advisories about the program's dependencies are only printed, because the database of advisories
/// may be unreachable.
///
/// # Errors
/// If a rule of `deny.toml` is broken, or a tool cannot be installed.
pub fn audit() -> Result<()> {
    let (deny, cyclonedx) = (tools::cargo_deny()?, tools::cargo_cyclonedx()?);
    let mut broken = Vec::new();
    for manifest in PACKAGES {
        locked(manifest)?;
        let mut command = cargo(&["deny", "--manifest-path", manifest, "--config"]);
        command.arg(root().join("deny.toml")).args(["check", "--hide-inclusion-graph", "licenses", "bans", "sources"]);
        if run(command.env("PATH", &deny)).is_err() {
            broken.push(manifest);
        }
    }
    let mut advisories = cargo(&["deny", "check", "advisories"]);
    if let Err(error) = run(advisories.env("PATH", &deny)) {
        println!("advisories: not checked, or some were found ({error:#})");
    }
    let mut parts = cargo(&["cyclonedx", "--format", "json", "--spec-version", "1.5", "--features", "web,pkg"]);
    run(parts.args(["--override-filename", "sayso.cdx"]).env("PATH", &cyclonedx))?;
    fs::create_dir_all(root().join("out"))?;
    let list = fs::read_to_string(root().join("sayso.cdx.json"))?;
    // The list must not reveal where it was made.
    fs::write(root().join(PARTS), list.replace(&root().display().to_string(), "/sayso"))?;
    for package in [".", "net"] {
        // One list is written in the folder of each workspace member; the program's own includes everything.
        let _ = fs::remove_file(root().join(package).join("sayso.cdx.json"));
    }
    println!("\ncomponents of the program: {PARTS}");
    if broken.is_empty() {
        return Ok(());
    }
    bail!("deny.toml is violated by {}", broken.join(", "));
}

/// Checks that a lock file is up to date with its `Cargo.toml`, for programs that call cargo without `--locked`.
///
/// # Errors
/// If it is out of date.
pub fn locked(manifest: &str) -> Result<()> {
    output(&mut cargo(&["metadata", "--locked", "--format-version", "1", "--manifest-path", manifest])).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_package_has_a_committed_lock_file_with_a_checksum_for_each_crate() {
        for manifest in PACKAGES {
            let lock = root().join(manifest).with_file_name("Cargo.lock");
            let text = fs::read_to_string(&lock).expect("a lock file");
            for package in text.split("[[package]]").skip(1).filter(|package| package.contains("\nsource = ")) {
                assert!(package.contains("\nsource = \"registry+"), "{manifest}: {package}");
                assert!(package.contains("\nchecksum = \""), "{manifest}: {package}");
            }
            let mut git = crate::shell::program("git");
            let tracked = output(git.args(["ls-files", "--error-unmatch"]).arg(&lock));
            assert!(tracked.is_ok(), "{} is not committed", lock.display());
        }
    }
}
