//! Builds the analysis without the page: as WebAssembly in folders of `target/core/`, and as an npm package in `pkg/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::page;
use crate::shell::{self, cargo, lock, root, run};
use crate::tools::{self, Tools};

/// The WebAssembly features of the supported browsers; wasm-opt may use no others.
const ABILITIES: [&str; 7] = [
    "--enable-simd",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The optimisation passes, as in `index.html`. Functions with a single caller are not inlined: otherwise the whole
/// analysis would become one function, which browsers optimise badly (it is a third slower) and only from the next
/// article on. There is no data in the first kilobyte of memory, where the stack ends, so constant offsets can be
/// folded into instructions.
const PASSES: [&str; 7] = [
    "--low-memory-unused",
    "--one-caller-inline-max-function-size=0",
    "-Oz",
    "-Oz",
    "--reorder-functions-by-name",
    "--strip-debug",
    "--strip-producers",
];

/// The inputs of every program, from the root.
const INPUTS: [&str; 16] = [
    "Cargo.toml",
    "Cargo.lock",
    "build.rs",
    ".cargo/config.toml",
    "src",
    "net",
    "corpus/lexicon",
    "corpus/i18n/en.tsv",
    "corpus/model",
    "rust-toolchain.toml",
    "xtask/npm/build",
    "xtask/src/npm.rs",
    "xtask/src/pkg.rs",
    "xtask/src/shell.rs",
    "xtask/src/tools.rs",
    "xtask/wasm-bindgen",
];

/// The features of all programs that are optimised for size, also in `index.html`: with the same features the library
/// is compiled once for all of them. The linker drops what a program does not use.
pub const BROWSER: &str = "web,pkg";

/// A program of `src/bin` as WebAssembly, built without Trunk.
pub struct Program {
    /// Its name.
    pub bin: &'static str,
    /// The features of the crate that it needs.
    pub features: &'static str,
    /// The kind of its script: `web` for a module, `no-modules` for a script that defines `wasm_bindgen`.
    pub target: &'static str,
    /// Its inputs in addition to those of the core, from the root.
    pub inputs: &'static [&'static str],
    /// Its profile in Cargo.toml.
    pub profile: &'static str,
}

impl Program {
    /// The analysis for the embed, optimised for size.
    pub const EMBED: Self = Self { bin: "embed", features: BROWSER, target: "web", inputs: &[], profile: "wasm" };
    /// Published fact-checks for the embed, optimised for size.
    pub const MATCHER: Self = Self { bin: "matcher", ..Self::EMBED };
    /// The analysis for the npm package, with the comparison of articles and the language packs, optimised for speed.
    pub const PACKAGE: Self = Self {
        bin: "core",
        features: "pkg,packs",
        inputs: &["corpus/languages"],
        profile: "wasm-speed",
        ..Self::EMBED
    };
    /// The rules for languages other than English, which the embed loads on demand.
    pub const EMBED_LANGUAGES: Self = Self { bin: "embed_languages", ..Self::EMBED };
}

/// Writes `pkg/` from scratch.
///
/// # Errors
/// If the program does not build, or a file cannot be read or written.
pub fn pkg() -> Result<()> {
    println!("{}", write()?.display());
    Ok(())
}

/// Writes `pkg/` from scratch and returns the folder.
///
/// # Errors
/// See [`pkg`].
pub fn write() -> Result<PathBuf> {
    let folder = root().join("pkg");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    page::copy(&root().join("www/pkg"), &folder)?;
    page::copy(&program(&Program::PACKAGE)?, &folder)?;
    for license in ["LICENSE-MIT", "LICENSE-APACHE"] {
        fs::copy(root().join(license), folder.join(license))?;
    }
    let about = folder.join("package.json");
    let text = fs::read_to_string(&about)?.replace("\"0.0.0\"", &format!("\"{}\"", version()?));
    fs::write(&about, text)?;
    Ok(folder)
}

/// Ensures that a folder of `target/` contains the program, built from the current sources, as `core.js` and
/// `core_bg.wasm`. Returns the folder. With `SAYSO_FAST` it is built in a fraction of the time, but larger and
/// slower.
///
/// # Errors
/// If a tool is missing and cannot be installed, or the program does not build.
pub fn program(wanted: &Program) -> Result<PathBuf> {
    let bin = wanted.bin;
    let target = root().join("target");
    fs::create_dir_all(&target)?;
    let _lock = lock(&target.join("core.lock"), "another command is building the core")?;
    let (folder, stamp) = (target.join("core").join(bin), target.join(format!("core-{bin}.stamp")));
    let fast = std::env::var_os("SAYSO_FAST").is_some();
    let inputs = format!("{:016x}\n", page::fingerprint_of(&[&INPUTS, wanted.inputs].concat(), &[])? ^ u64::from(fast));
    if folder.join("core_bg.wasm").is_file() && fs::read_to_string(&stamp).is_ok_and(|old| old == inputs) {
        return Ok(folder);
    }
    // An interrupted build must not leave a stamp that happens to match.
    let _ = fs::remove_file(&stamp);
    build(wanted, &target, &folder, fast)?;
    fs::write(&stamp, inputs)?;
    Ok(folder)
}

fn build(
    &Program { bin, features, target: kind, profile, .. }: &Program,
    target: &Path,
    folder: &Path,
    fast: bool,
) -> Result<()> {
    let tools = tools::ensure()?;
    let profile = if fast { "wasm-fast" } else { profile };
    run(&mut compiler(&[bin], features, profile, &tools))?;
    let wasm = target.join("wasm32-unknown-unknown").join(profile).join(format!("{bin}.wasm"));
    let tool = |name: &str| {
        let mut command = shell::program(name);
        command.env("PATH", &tools.path);
        command
    };
    let bindgen = ["--target", kind, "--no-typescript", "--out-name", "core", "--out-dir"];
    run(tool("wasm-bindgen").args(bindgen).arg(folder).arg(wasm))?;
    if tools.wasm_opt && !fast {
        let wasm = folder.join("core_bg.wasm");
        run(tool("wasm-opt").args(PASSES).args(ABILITIES).arg(&wasm).arg("-o").arg(&wasm))?;
    }
    Ok(())
}

/// Compiles several programs at once, one processor each, before other commands request them one by one. This also
/// downloads dependencies, so that those commands can run offline.
///
/// # Errors
/// If one does not compile.
pub fn compile(bins: &[&str], fast: bool, tools: &Tools) -> Result<()> {
    run(&mut compiler(bins, BROWSER, if fast { "wasm-fast" } else { "wasm" }, tools))
}

fn compiler(bins: &[&str], features: &str, profile: &str, tools: &Tools) -> Command {
    let mut cargo = cargo(&["build", "--locked", "--no-default-features", "--features", features]);
    for bin in bins {
        cargo.args(["--bin", bin]);
    }
    if !tools.wasm_opt {
        let profile = profile.to_uppercase().replace('-', "_");
        cargo.env(format!("CARGO_PROFILE_{profile}_STRIP"), "symbols");
    }
    cargo.args(["--profile", profile, "--target", "wasm32-unknown-unknown", "--target-dir"]).arg(root().join("target"));
    cargo
}

/// Returns the version in Cargo.toml.
///
/// # Errors
/// If it has none.
pub fn version() -> Result<String> {
    let text = fs::read_to_string(root().join("Cargo.toml"))?;
    let line = text.lines().find_map(|line| line.strip_prefix("version = \""));
    line.and_then(|rest| rest.strip_suffix('"')).map(str::to_owned).context("Cargo.toml has no version")
}
