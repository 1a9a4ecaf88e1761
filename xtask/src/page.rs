//! Building the page into `target/page/`, and knowing when it need not be built.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};

pub use xtask::files::{below as files, copy};

use xtask::offline::integrity;

use crate::shell::{lock, program, root, run};
use crate::{npm, pkg, tools};

/// What the page is made of, from the root, and how. `tests` and the rest of `xtask` are not in it.
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

/// Parts of `corpus` that no page contains: they may change without a new page.
const NOT_INPUTS: [&str; 14] = [
    "corpus/gold",
    "corpus/articles/events/bridge",
    "corpus/articles/events/plant",
    "corpus/model/EXPERIMENTS.md",
    "src/bin/core.rs",
    "src/bin/embed.rs",
    "src/bin/whole.rs",
    "src/js.rs",
    "src/types.rs",
    "www/embed",
    "www/hosts",
    "www/pkg",
    "www/single.js",
    "www/sw.js",
];

/// The programs of the page, as `index.html` names them.
const PROGRAMS: [&str; 3] = ["page", "extras", "compare"];

/// The folder with the finished page.
#[must_use]
pub fn dist() -> PathBuf {
    root().join("target/page")
}

/// Makes sure that `dist/` is the page of the present sources. With `SAYSO_FAST` in the environment it is built in a
/// fraction of the time, larger and slower, for whoever tries out one change after the other.
///
/// # Errors
/// When a tool is missing and cannot be installed, or the page does not build.
pub fn ensure() -> Result<PathBuf> {
    ensure_with(&[])
}

/// The same; where the page is built, compiles these other programs with the features of the page along with it, since each takes one
/// processor for a minute.
///
/// # Errors
/// As [`ensure`].
pub fn ensure_with(others: &[&str]) -> Result<PathBuf> {
    let dist = dist();
    let target = root().join("target");
    fs::create_dir_all(&target)?;
    let _lock = lock(&target.join("page.lock"), "another command is building the page")?;
    let stamp = target.join("page.stamp");
    let fast = std::env::var_os("SAYSO_FAST").is_some();
    let inputs = inputs()? ^ u64::from(fast);
    if current(&stamp, inputs, &dist) {
        println!("the page is current");
        return Ok(dist);
    }
    let start = Instant::now();
    // A build that is broken off must not leave a stamp that is right by chance.
    let _ = fs::remove_file(&stamp);
    let tools = tools::ensure()?;
    pkg::compile(&[&PROGRAMS, others].concat(), "web", fast, &tools)?;
    let mut trunk = program(&tools.trunk);
    trunk.args(arguments(fast, tools.wasm_opt)).arg("--dist").arg(&dist);
    if !tools.wasm_opt {
        trunk.env("CARGO_PROFILE_WASM_STRIP", "symbols");
    }
    // Trunk takes NO_COLOR=1 for a wrong value of its own option.
    trunk.env("PATH", &tools.path).env_remove("NO_COLOR");
    run(&mut trunk)?;
    if !fast {
        shorten(&dist)?;
    }
    fs::write(&stamp, format!("{inputs:016x} {:016x}\n", fingerprint(&[&dist], &[])?))?;
    println!("page built in {:.0} s", start.elapsed().as_secs_f32());
    Ok(dist)
}

/// What Trunk is told.
fn arguments(fast: bool, wasm_opt: bool) -> Vec<&'static str> {
    let profile = if fast { "wasm-fast" } else { "wasm" };
    let mut arguments = vec!["build", "--cargo-profile", profile, "--skip-version-check"];
    // It would download programs that it misses, and check no hash.
    arguments.extend(["--locked", "--offline"]);
    if wasm_opt && !fast {
        // Trunk calls wasm-opt in release mode only; the cargo profile is the same either way.
        arguments.push("--release");
    }
    arguments
}

/// Makes scripts and styles short; they stay as they are where there is nothing to do it with. Trunk's own way takes the quotation marks out of
/// `index.html`, too, which other commands read.
fn shorten(dist: &Path) -> Result<()> {
    let Some(esbuild) = npm::esbuild()? else { return Ok(()) };
    let mut scripts = files(&[dist], &[])?;
    scripts.retain(|path| path.extension().is_some_and(|ending| ending == "js" || ending == "css"));
    let hashes = || scripts.iter().map(|path| Ok(integrity(&fs::read(path)?))).collect::<Result<Vec<_>>>();
    let before = hashes()?;
    let mut command = program(esbuild);
    command.args(["--minify", "--format=esm", "--target=es2022", "--log-level=error", "--allow-overwrite"]);
    run(command.arg(format!("--outdir={}", dist.display())).args(&scripts))?;
    // Browsers refuse a script that is not the one that the page names.
    let mut index = fs::read_to_string(dist.join("index.html"))?;
    for (old, new) in before.iter().zip(hashes()?) {
        index = index.replace(old, &new);
    }
    Ok(fs::write(dist.join("index.html"), index)?)
}

fn inputs() -> Result<u64> {
    fingerprint_of(&INPUTS, &NOT_INPUTS)
}

/// Names and contents of what lies at these places, from the root, but for those in `without`.
///
/// # Errors
/// When a file cannot be read.
pub fn fingerprint_of(paths: &[&str], without: &[&str]) -> Result<u64> {
    let root = root();
    let paths: Vec<_> = paths.iter().map(|path| root.join(path)).collect();
    let without: Vec<_> = without.iter().map(|path| root.join(path)).collect();
    fingerprint(&paths.iter().map(PathBuf::as_path).collect::<Vec<_>>(), &without)
}

/// Names and contents; times are left out, since a fresh checkout or a branch change alters them for nothing.
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
            let told = arguments(fast, wasm_opt);
            assert!(told.contains(&"--offline") && told.contains(&"--locked"), "{told:?}");
            assert_eq!(told.contains(&"--release"), wasm_opt && !fast, "it would look for a wasm-opt of its own");
        }
    }

    #[test]
    fn a_fingerprint_follows_names_and_contents() {
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
