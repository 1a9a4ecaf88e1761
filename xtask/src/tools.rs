//! The tools a page is built with: found, or installed once into a cache folder that all commands share.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::install;
use crate::shell::{lock, output, program, root, version, which};

const TRUNK: &str = "0.21.14";
const BINARYEN: &str = "132.0.0";
const AXE: &str = "4.10.3";
const TYPESCRIPT: &str = "5.9.3";
/// The last one that comes as a script that any page can load.
const REACT: &str = "18.3.1";
const ESBUILD: &str = "0.25.10";
const GECKODRIVER: &str = "0.36.0";
const CARGO_FUZZ: &str = "0.13.2";
const CARGO_DENY: &str = "0.20.2";
const CYCLONEDX: &str = "0.5.9";
const TARGET: &str = "wasm32-unknown-unknown";

/// What a page is built with.
pub struct Tools {
    /// Trunk itself.
    pub trunk: PathBuf,
    /// Whether the wasm can be made smaller by `wasm-opt`.
    pub wasm_opt: bool,
    /// `PATH` with the tools in front, so that Trunk finds them and downloads nothing.
    pub path: OsString,
}

/// Finds every tool, and installs the missing ones.
///
/// # Errors
/// When one cannot be installed; the message says which and what to do.
pub fn ensure() -> Result<Tools> {
    let cache = cache()?;
    let _lock = lock(&cache.join("lock"), "another command is installing tools")?;
    wasm_target()?;
    let bindgen = wasm_bindgen_version()?;
    let missing: Vec<_> = [
        // Newer lock files of wasm-bindgen-cli do not build everywhere, Trunk's own does.
        install::Tool { krate: "wasm-bindgen-cli", binary: "wasm-bindgen", version: &bindgen, locked: false },
        install::Tool { krate: "trunk", binary: "trunk", version: TRUNK, locked: true },
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
    let wasm_opt = wasm_opt(&cache);
    folders.extend(wasm_opt.iter().flatten().cloned());
    let old = std::env::var_os("PATH").unwrap_or_default();
    folders.extend(std::env::split_paths(&old));
    Ok(Tools { trunk, wasm_opt: wasm_opt.is_some(), path: std::env::join_paths(folders)? })
}

/// Finds the program that drives Firefox, or installs it; gives `PATH` with it in front.
///
/// # Errors
/// When it cannot be installed.
pub fn geckodriver() -> Result<OsString> {
    in_front(&install::Tool { krate: "geckodriver", binary: "geckodriver", version: GECKODRIVER, locked: true })
}

/// The same for what builds the fuzz targets.
///
/// # Errors
/// When it cannot be installed.
pub fn cargo_fuzz() -> Result<OsString> {
    in_front(&install::Tool { krate: "cargo-fuzz", binary: "cargo-fuzz", version: CARGO_FUZZ, locked: true })
}

/// The same for what checks licences and sources.
///
/// # Errors
/// When it cannot be installed.
pub fn cargo_deny() -> Result<OsString> {
    in_front(&install::Tool { krate: "cargo-deny", binary: "cargo-deny", version: CARGO_DENY, locked: true })
}

/// The same for what lists the parts of a program.
///
/// # Errors
/// When it cannot be installed.
pub fn cargo_cyclonedx() -> Result<OsString> {
    in_front(&install::Tool { krate: "cargo-cyclonedx", binary: "cargo-cyclonedx", version: CYCLONEDX, locked: true })
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

/// The cache folder: `$SAYSO_TOOLS`, or `sayso/tools` in the user's cache folder.
///
/// # Errors
/// When the folder cannot be made, or there is no home folder.
pub fn cache() -> Result<PathBuf> {
    let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = variable("SAYSO_TOOLS")
        .or_else(|| variable("XDG_CACHE_HOME").map(|folder| folder.join("sayso/tools")))
        .or_else(|| std::env::home_dir().map(|home| home.join(".cache/sayso/tools")))
        .context("no home folder: set SAYSO_TOOLS to a folder for the tools")?;
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(folder)
}

/// A tool in the cache, or one the user has in the same version.
fn find(cache: &Path, tool: &install::Tool) -> Option<PathBuf> {
    let right = |path: &PathBuf| version(path).is_some_and(|v| v.split_whitespace().any(|word| word == tool.version));
    Some(tool.cached(cache)).filter(|path| path.is_file()).filter(right).or_else(|| which(tool.binary).filter(right))
}

/// Adds the wasm32 target of the toolchain in use.
///
/// # Errors
/// When it is missing and rustup cannot add it.
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

/// The crate and the tool must be of one version, so the lock file decides.
fn wasm_bindgen_version() -> Result<String> {
    let lock = fs::read_to_string(root().join("Cargo.lock")).context("Cargo.lock cannot be read")?;
    let mut lines = lock.lines().skip_while(|line| *line != "name = \"wasm-bindgen\"");
    let version = lines.nth(1).and_then(|line| line.strip_prefix("version = \"")).and_then(|v| v.strip_suffix('"'));
    version.map(str::to_owned).context("Cargo.lock names no wasm-bindgen")
}

/// `None`: not to be had. `Some(None)`: on `PATH` already. `Some(folder)`: in the cache.
fn wasm_opt(cache: &Path) -> Option<Option<PathBuf>> {
    if which("wasm-opt").is_some() {
        return Some(None);
    }
    let folder = cache.join(format!("binaryen-{BINARYEN}"));
    let bin = folder.join("node_modules/.bin");
    if bin.join("wasm-opt").is_file() {
        return Some(Some(bin));
    }
    match npm_binaryen(cache, &folder) {
        Ok(()) => Some(Some(bin)),
        Err(error) => {
            println!("no wasm-opt ({error:#}): the page is built without it and is a little larger");
            None
        }
    }
}

fn npm_binaryen(cache: &Path, folder: &Path) -> Result<()> {
    println!("installing wasm-opt (binaryen {BINARYEN}) with npm");
    npm(cache, &[&format!("binaryen@{BINARYEN}")], folder, |part| {
        version(part.join("node_modules/.bin/wasm-opt")).context("the installed wasm-opt does not run").map(drop)
    })
}

/// The script that looks for what keeps people from using a page; `None`, with a word, where it is not to be had.
pub fn axe() -> Option<PathBuf> {
    const SCRIPT: &str = "node_modules/axe-core/axe.min.js";
    script("axe-core", AXE, SCRIPT)
        .inspect_err(|error| println!("no axe-core ({error:#}): the tests that need it are left out"))
        .ok()
}

/// The compiler of TypeScript, to be run by Node; `None`, with a word, where it is not to be had.
pub fn typescript() -> Option<PathBuf> {
    const SCRIPT: &str = "node_modules/typescript/bin/tsc";
    script("typescript", TYPESCRIPT, SCRIPT)
        .inspect_err(|error| println!("no typescript ({error:#}): the types of the npm package are not checked"))
        .ok()
}

/// What makes few and small scripts of many; `None`, with a word, where it is not to be had.
pub fn esbuild() -> Option<PathBuf> {
    script("esbuild", ESBUILD, "node_modules/.bin/esbuild")
        .inspect_err(|error| println!("no esbuild ({error:#}): scripts stay as they are, longer and more"))
        .ok()
}

/// The library React, as scripts for a page: itself and the part for browsers; `None`, with a word, where it is not to be had.
pub fn react() -> Option<[PathBuf; 2]> {
    let get =
        |package: &str| script(package, REACT, &format!("node_modules/{package}/umd/{package}.production.min.js"));
    let both = get("react").and_then(|react| Ok([react, get("react-dom")?]));
    both.inspect_err(|error| println!("no React ({error:#}): the host page that needs it is left out")).ok()
}

/// The `node_modules` with these packages (`name@version`), installed once under this name.
///
/// # Errors
/// When npm is missing or cannot get them.
pub fn packages(name: &str, packages: &[String]) -> Result<PathBuf> {
    let cache = cache()?;
    let _lock = lock(&cache.join("lock"), "another command is installing tools")?;
    let folder = cache.join(packages.join("+").replace('/', "-"));
    let modules = folder.join("node_modules");
    if !modules.is_dir() {
        println!("installing {name} with npm");
        let packages: Vec<_> = packages.iter().map(String::as_str).collect();
        npm(&cache, &packages, &folder, |_| Ok(()))?;
    }
    Ok(modules)
}

/// A file of a package from npm, which is installed once.
fn script(package: &str, version: &str, file: &str) -> Result<PathBuf> {
    let cache = cache()?;
    let _lock = lock(&cache.join("lock"), "another command is installing tools")?;
    let folder = cache.join(format!("{package}-{version}"));
    if !folder.join(file).is_file() {
        println!("installing {package} {version} with npm");
        npm(&cache, &[&format!("{package}@{version}")], &folder, |part| match part.join(file).is_file() {
            true => Ok(()),
            false => bail!("{package} has no {file}"),
        })?;
    }
    Ok(folder.join(file))
}

/// Installs packages beside their final place and moves them there when they are whole.
fn npm(cache: &Path, packages: &[&str], folder: &Path, whole: impl Fn(&Path) -> Result<()>) -> Result<()> {
    let npm = which("npm").context("npm is not installed")?;
    let part = cache.join("npm.part");
    if part.exists() {
        fs::remove_dir_all(&part)?;
    }
    fs::create_dir_all(&part)?;
    output(program(npm).args(["install", "--no-audit", "--no-fund", "--prefix"]).arg(&part).args(packages))?;
    whole(&part)?;
    Ok(fs::rename(&part, folder)?)
}
