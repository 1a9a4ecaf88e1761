//! Finds the tools that build a page, or installs them once into a cache folder that all commands share.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::shell::{lock, output, program, root, version, which};
use crate::tampered::optional;
use crate::{install, npm};

const TRUNK: &str = "0.21.14";
const GECKODRIVER: &str = "0.36.0";
const CARGO_FUZZ: &str = "0.13.2";
const CARGO_DENY: &str = "0.20.2";
const CYCLONEDX: &str = "0.5.9";
/// The package that provides a lock file for wasm-bindgen.
const BINDGEN: &str = "xtask/wasm-bindgen";
const TARGET: &str = "wasm32-unknown-unknown";

/// The tools that build a page.
pub struct Tools {
    /// The path of Trunk.
    pub trunk: PathBuf,
    /// Whether `wasm-opt` is available to shrink the wasm.
    pub wasm_opt: bool,
    /// `PATH` with the tools first, so that Trunk finds them and downloads nothing.
    pub path: OsString,
}

/// Finds every tool, and installs missing ones.
///
/// # Errors
/// If one cannot be installed; the message says which and what to do.
pub fn ensure() -> Result<Tools> {
    let cache = cache()?;
    let _lock = lock(&cache.join("lock"), "another command is installing tools")?;
    toolchain()?;
    wasm_target()?;
    let bindgen = wasm_bindgen_version(&root().join("Cargo.lock"))?;
    let missing: Vec<_> = [
        install::Tool {
            krate: "wasm-bindgen-cli",
            binary: "wasm-bindgen",
            version: &bindgen,
            own: Some(BINDGEN),
            bare: false,
        },
        // Without TLS and the check for updates: Trunk must not access the network here, and they are half of its
        // crates.
        install::Tool { krate: "trunk", binary: "trunk", version: TRUNK, own: None, bare: true },
    ]
    .into_iter()
    .map(|tool| (find(&cache, &tool), tool))
    .collect();
    install::all(&cache, missing.iter().filter(|(found, _)| found.is_none()).map(|(_, tool)| tool).collect())?;

    let mut folders = Vec::new();
    let mut trunk = PathBuf::new();
    for (found, tool) in &missing {
        let binary = found.clone().unwrap_or_else(|| tool.cached(&cache));
        folders.extend(binary.parent().map(Path::to_path_buf));
        if tool.binary == "trunk" {
            trunk = binary;
        }
    }
    let wasm_opt = wasm_opt()?;
    folders.extend(wasm_opt.clone());
    let old = std::env::var_os("PATH").unwrap_or_default();
    folders.extend(std::env::split_paths(&old));
    Ok(Tools { trunk, wasm_opt: wasm_opt.is_some(), path: std::env::join_paths(folders)? })
}

/// Finds or installs the driver of Firefox. Returns `PATH` with its folder first.
///
/// # Errors
/// If it cannot be installed.
pub fn geckodriver() -> Result<OsString> {
    in_front(&install::Tool {
        krate: "geckodriver",
        binary: "geckodriver",
        version: GECKODRIVER,
        own: None,
        bare: false,
    })
}

/// Like [`geckodriver`], for the tool that builds the fuzz targets.
///
/// # Errors
/// If it cannot be installed.
pub fn cargo_fuzz() -> Result<OsString> {
    in_front(&install::Tool { krate: "cargo-fuzz", binary: "cargo-fuzz", version: CARGO_FUZZ, own: None, bare: false })
}

/// Like [`geckodriver`], for the tool that checks licences and sources.
///
/// # Errors
/// If it cannot be installed.
pub fn cargo_deny() -> Result<OsString> {
    in_front(&install::Tool { krate: "cargo-deny", binary: "cargo-deny", version: CARGO_DENY, own: None, bare: false })
}

/// Like [`geckodriver`], for the tool that lists the components of a program.
///
/// # Errors
/// If it cannot be installed.
pub fn cargo_cyclonedx() -> Result<OsString> {
    in_front(&install::Tool {
        krate: "cargo-cyclonedx",
        binary: "cargo-cyclonedx",
        version: CYCLONEDX,
        own: None,
        bare: false,
    })
}

fn in_front(tool: &install::Tool) -> Result<OsString> {
    let cache = cache()?;
    let _lock = lock(&cache.join("lock"), "another command is installing tools")?;
    let binary = match find(&cache, tool) {
        Some(binary) => binary,
        None => {
            install::all(&cache, vec![tool])?;
            tool.cached(&cache)
        }
    };
    let folder = binary.parent().map(Path::to_path_buf);
    let old = std::env::var_os("PATH").unwrap_or_default();
    Ok(std::env::join_paths(folder.into_iter().chain(std::env::split_paths(&old)))?)
}

/// Returns the cache folder, which is created if necessary: `$SAYSO_TOOLS`, or `sayso/tools` in the user's cache
/// folder.
///
/// # Errors
/// If the folder cannot be created, or there is no home folder.
pub fn cache() -> Result<PathBuf> {
    let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = variable("SAYSO_TOOLS")
        .or_else(|| variable("XDG_CACHE_HOME").map(|folder| folder.join("sayso/tools")))
        .or_else(|| std::env::home_dir().map(|home| home.join(".cache/sayso/tools")))
        .context("no home folder: set SAYSO_TOOLS to a folder for the tools")?;
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    Ok(folder)
}

/// Returns the path of a tool in the cache, otherwise of the user's own; `None` if neither has the right version.
fn find(cache: &Path, tool: &install::Tool) -> Option<PathBuf> {
    let right = |path: &PathBuf| version(path).is_some_and(|v| v.split_whitespace().any(|word| word == tool.version));
    Some(tool.cached(cache)).filter(|path| path.is_file()).filter(right).or_else(|| which(tool.binary).filter(right))
}

/// Warns if the compiler is not the pinned one: rustup uses the pinned one, but the compiler may have been installed
/// without rustup.
fn toolchain() -> Result<()> {
    let (wanted, found) = (pinned()?, version("rustc").unwrap_or_default());
    if !found.starts_with(&format!("rustc {wanted} ")) {
        println!("building with {found}, but releases are built with {wanted}: the files will differ");
    }
    Ok(())
}

/// Returns the version of Rust in rust-toolchain.toml.
fn pinned() -> Result<String> {
    let text = fs::read_to_string(root().join("rust-toolchain.toml")).context("rust-toolchain.toml cannot be read")?;
    let channel = text.lines().find_map(|line| line.strip_prefix("channel = \"")?.strip_suffix('"'));
    channel.map(str::to_owned).context("rust-toolchain.toml has no channel")
}

/// Adds the wasm32 target of the current toolchain.
///
/// # Errors
/// If it is missing and rustup cannot add it.
pub fn wasm_target() -> Result<()> {
    let libs = output(program("rustc").args(["--print", "target-libdir", "--target", TARGET]))?;
    if Path::new(libs.trim()).is_dir() {
        return Ok(());
    }
    println!("installing the target {TARGET}");
    output(program("rustup").args(["target", "add", TARGET]))
        .map(drop)
        .with_context(|| format!("the Rust toolchain lacks {TARGET}: install it as you installed Rust"))
}

/// Returns the version of wasm-bindgen in a lock file. The crate and the tool must have the same version.
fn wasm_bindgen_version(lock: &Path) -> Result<String> {
    let lock = fs::read_to_string(lock).with_context(|| format!("{} cannot be read", lock.display()))?;
    let mut lines = lock.lines().skip_while(|line| *line != "name = \"wasm-bindgen\"");
    let version = lines.nth(1).and_then(|line| line.strip_prefix("version = \"")).and_then(|v| v.strip_suffix('"'));
    version.map(str::to_owned).context("Cargo.lock does not contain wasm-bindgen")
}

/// Returns the folder of the `wasm-opt` that the lock file of `xtask/npm/build` pins, or of one on `PATH` with the same
/// version; `None`, after a message, if there is neither. Another version would produce a different program.
///
/// # Errors
/// If the package was tampered with.
fn wasm_opt() -> Result<Option<PathBuf>> {
    let pinned = npm::file(npm::BUILD, ".bin/wasm-opt").and_then(|path| match version(&path) {
        Some(_) => Ok(path),
        None => bail!("the installed wasm-opt does not run"),
    });
    let wanted = npm::version(npm::BUILD, "binaryen")?;
    let own = || which("wasm-opt").filter(|path| version(path).is_some_and(|found| is_binaryen(&found, &wanted)));
    let without = "the page is built without it, or with one on the PATH in the same version";
    let path = optional(pinned, |error| format!("no wasm-opt from npm ({error:#}): {without}"))?.or_else(own);
    Ok(path.and_then(|path| path.parent().map(Path::to_path_buf)))
}

/// Whether a version such as "wasm-opt version 132 (version_132)" matches version 132.0.0 of the npm package.
fn is_binaryen(found: &str, package: &str) -> bool {
    found.split_whitespace().nth(2).is_some_and(|number| package.split('.').next() == Some(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_pinned_wasm_opt_is_taken() {
        let pinned = npm::version(npm::BUILD, "binaryen").expect("it is locked");
        let number = pinned.split('.').next().expect("a number");
        assert!(is_binaryen(&format!("wasm-opt version {number} (version_{number})"), &pinned));
        assert!(!is_binaryen("wasm-opt version 108", &pinned) && !is_binaryen("wasm-opt", &pinned));
    }

    #[test]
    fn the_lock_file_of_wasm_bindgen_has_the_version_of_the_page() {
        let own = wasm_bindgen_version(&root().join(BINDGEN).join("Cargo.lock")).expect("a lock file");
        assert_eq!(own, wasm_bindgen_version(&root().join("Cargo.lock")).expect("a lock file"));
    }

    #[test]
    fn the_toolchain_is_pinned_to_one_version_and_is_the_one_in_use() {
        let channel = pinned().expect("it names a channel");
        assert_eq!(channel.split('.').filter(|part| part.parse::<u32>().is_ok()).count(), 3, "{channel}");
        let found = version("rustc").expect("there is a compiler");
        assert!(found.starts_with(&format!("rustc {channel} ")), "{found}, pinned is {channel}");
    }
}
