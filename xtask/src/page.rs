//! Builds the page in `target/page/`, if it is out of date.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};

pub use xtask::files::{below as files, copy};

use xtask::offline::integrity;

use crate::shell::{lock, program, root, run};
use crate::{npm, pkg, tools};

/// The inputs of the page, from the root. `tests` and most of `xtask` are not among them.
const INPUTS: [&str; 17] = [
    "Cargo.toml",
    "Cargo.lock",
    "build.rs",
    "Trunk.toml",
    ".cargo/config.toml",
    "index.html",
    "src",
    "net",
    "www",
    "corpus",
    "rust-toolchain.toml",
    "xtask/npm/build",
    "xtask/src/npm.rs",
    "xtask/src/page.rs",
    "xtask/src/shell.rs",
    "xtask/src/tools.rs",
    "xtask/wasm-bindgen",
];

/// Parts of [`INPUTS`] that the page does not contain, so changes to them require no new page.
const NOT_INPUTS: [&str; 17] = [
    "corpus/gold",
    "corpus/articles/events/bridge",
    "corpus/articles/events/plant",
    "corpus/model/EXPERIMENTS.md",
    "src/bin/core.rs",
    "src/bin/embed.rs",
    "src/bin/embed_languages.rs",
    "src/bin/whole.rs",
    "src/js.rs",
    "src/types.rs",
    "www/bookmarklet",
    "www/embed",
    "www/extension",
    "www/hosts",
    "www/pkg",
    "www/single.js",
    "www/sw.js",
];

/// The programs of the page, as named in `index.html`.
const PROGRAMS: [&str; 5] = ["page", "extras", "compare", "checks", "languages"];

/// Returns the folder of the finished page.
#[must_use]
pub fn dist() -> PathBuf {
    root().join("target/page")
}

/// Ensures that [`dist`] contains the page built from the current sources. With the environment variable `SAYSO_FAST`
/// it is built in a fraction of the time, but larger and slower, for quick experiments.
///
/// # Errors
/// If a tool is missing and cannot be installed, or the page does not build.
pub fn ensure() -> Result<PathBuf> {
    ensure_with(&[])
}

/// Like [`ensure`]. If the page is built, also compiles `others` with the page's features at the same time, because
/// each program occupies one processor for a minute.
///
/// # Errors
/// See [`ensure`].
pub fn ensure_with(others: &[&str]) -> Result<PathBuf> {
    build(&dist(), others, fast())
}

/// Like [`ensure`] with `SAYSO_FAST`, in a separate folder, so that there is something to look at while the page is
/// built. If the page is up to date, returns its folder instead.
///
/// # Errors
/// See [`ensure`].
pub fn quick() -> Result<PathBuf> {
    let dist = dist();
    if current(&stamp(&dist), inputs()? ^ u64::from(fast()), &dist) {
        return Ok(dist);
    }
    build(&root().join("target/page-quick"), &[], true)
}

fn fast() -> bool {
    std::env::var_os("SAYSO_FAST").is_some()
}

/// Returns the file that says from which inputs the page in this folder was built.
fn stamp(dist: &Path) -> PathBuf {
    dist.with_extension("stamp")
}

fn build(dist: &Path, others: &[&str], fast: bool) -> Result<PathBuf> {
    let target = root().join("target");
    fs::create_dir_all(&target)?;
    let _lock = lock(&target.join("page.lock"), "another command is building the page")?;
    let stamp = stamp(dist);
    let inputs = inputs()? ^ u64::from(fast);
    if current(&stamp, inputs, dist) {
        println!("the page is up to date");
        return Ok(dist.to_path_buf());
    }
    let start = Instant::now();
    // An interrupted build must not leave a stamp that happens to match.
    let _ = fs::remove_file(&stamp);
    let tools = tools::ensure()?;
    pkg::compile(&[&PROGRAMS, others].concat(), fast, &tools)?;
    let mut trunk = program(&tools.trunk);
    trunk.args(arguments(fast, tools.wasm_opt)).arg("--dist").arg(dist);
    if !tools.wasm_opt {
        trunk.env("CARGO_PROFILE_WASM_STRIP", "symbols");
    }
    // Trunk rejects NO_COLOR=1 as a value of its own option.
    trunk.env("PATH", &tools.path).env_remove("NO_COLOR");
    run(&mut trunk)?;
    if !fast {
        shorten(dist)?;
    }
    fs::write(&stamp, format!("{inputs:016x} {:016x}\n", fingerprint(&[dist], &[])?))?;
    println!("page built in {:.0} s", start.elapsed().as_secs_f32());
    Ok(dist.to_path_buf())
}

/// Returns the arguments of Trunk.
fn arguments(fast: bool, wasm_opt: bool) -> Vec<&'static str> {
    let profile = if fast { "wasm-fast" } else { "wasm" };
    let mut arguments = vec!["build", "--cargo-profile", profile, "--skip-version-check"];
    // Otherwise it would download missing programs without checking their hashes.
    arguments.extend(["--locked", "--offline"]);
    if wasm_opt && !fast {
        // Trunk calls wasm-opt in release mode only; the cargo profile is the same either way.
        arguments.push("--release");
    }
    arguments
}

/// Minifies scripts and styles, unless the bundler is missing. Trunk's own minification also removes the quotation
/// marks in `index.html`, which other commands read.
fn shorten(dist: &Path) -> Result<()> {
    let Some(esbuild) = npm::esbuild()? else { return Ok(()) };
    let mut scripts = files(&[dist], &[])?;
    scripts.retain(|path| path.extension().is_some_and(|ending| ending == "js" || ending == "css"));
    let hashes = || scripts.iter().map(|path| Ok(integrity(&fs::read(path)?))).collect::<Result<Vec<_>>>();
    let before = hashes()?;
    let mut command = program(esbuild);
    command.args(["--minify", "--format=esm", "--target=es2022", "--log-level=error", "--allow-overwrite"]);
    run(command.arg(format!("--outdir={}", dist.display())).args(&scripts))?;
    // Browsers reject a script whose hash differs from the one in the page.
    let mut index = fs::read_to_string(dist.join("index.html"))?;
    for (old, new) in before.iter().zip(hashes()?) {
        index = index.replace(old, &new);
    }
    Ok(fs::write(dist.join("index.html"), index)?)
}

fn inputs() -> Result<u64> {
    fingerprint_of(&INPUTS, &NOT_INPUTS)
}

/// Returns a fingerprint of the names and contents of the files at these paths, from the root, except those in
/// `without`.
///
/// # Errors
/// If a file cannot be read.
pub fn fingerprint_of(paths: &[&str], without: &[&str]) -> Result<u64> {
    let root = root();
    let paths: Vec<_> = paths.iter().map(|path| root.join(path)).collect();
    let without: Vec<_> = without.iter().map(|path| root.join(path)).collect();
    fingerprint(&paths.iter().map(PathBuf::as_path).collect::<Vec<_>>(), &without)
}

/// Like [`fingerprint_of`]. File times do not count, because a fresh checkout or a change of branch changes them.
fn fingerprint(paths: &[&Path], without: &[PathBuf]) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    for path in files(paths, without)? {
        path.hash(&mut hasher);
        fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?.hash(&mut hasher);
    }
    Ok(hasher.finish())
}

fn current(stamp: &Path, inputs: u64, dist: &Path) -> bool {
    let Ok(written) = fs::read_to_string(stamp) else { return false };
    dist.join("index.html").is_file()
        && fingerprint(&[dist], &[]).is_ok_and(|output| written == format!("{inputs:016x} {output:016x}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trunk_downloads_nothing_and_keeps_to_the_lock_file() {
        for (fast, wasm_opt) in [(false, false), (false, true), (true, false), (true, true)] {
            let args = arguments(fast, wasm_opt);
            assert!(args.contains(&"--offline") && args.contains(&"--locked"), "{args:?}");
            assert_eq!(args.contains(&"--release"), wasm_opt && !fast, "it would look for a wasm-opt of its own");
        }
    }

    #[test]
    fn fingerprints_depend_on_names_and_contents() {
        let folder = std::env::temp_dir().join(format!("sayso-page-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a temporary folder");
        let of = |without: &[PathBuf]| fingerprint(&[folder.as_path()], without).expect("it can be read");
        fs::write(folder.join("a"), "1").expect("a file");
        let one = of(&[]);
        fs::write(folder.join("a"), "2").expect("a file");
        let two = of(&[]);
        fs::write(folder.join("b"), "").expect("a file");
        assert_ne!(one, two);
        assert_ne!(two, of(&[]));
        assert_eq!(two, of(&[folder.join("b")]));
        fs::remove_dir_all(&folder).expect("it can be removed");
    }
}
