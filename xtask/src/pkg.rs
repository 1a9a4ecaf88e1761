//! The analysis without the page: as WebAssembly in folders of `target/core/`, and as an npm package in `pkg/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::page;
use crate::shell::{self, cargo, lock, root, run};
use crate::tools::{self, Tools};

/// What the browsers that run it have; more than this wasm-opt may not use.
const ABILITIES: [&str; 7] = [
    "--enable-simd",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// What makes it small, as in `index.html`. A function that is called in one place only stays one: put into its caller it makes the whole analysis
/// one function, which a browser compiles badly (a third slower) and only for the next article. No value is in the first kilobyte of the memory,
/// where the stack ends, so that what is added to an address can be part of the instruction.
const PASSES: [&str; 7] = [
    "--low-memory-unused",
    "--one-caller-inline-max-function-size=0",
    "-Oz",
    "-Oz",
    "--reorder-functions-by-name",
    "--strip-debug",
    "--strip-producers",
];

/// What every program is made of, from the root.
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

/// A program of `src/bin` as WebAssembly, built without Trunk.
pub struct Program {
    /// Its name.
    pub bin: &'static str,
    /// The features of the crate that it needs.
    pub features: &'static str,
    /// What its script is: `web`, a module, or `no-modules`, a script that leaves `wasm_bindgen` behind.
    pub target: &'static str,
    /// What it is made of beside the core, from the root.
    pub inputs: &'static [&'static str],
    /// How it is optimised: a profile of Cargo.toml.
    pub profile: &'static str,
}

impl Program {
    /// The analysis for the embed, small.
    pub const EMBED: Self = Self { bin: "embed", features: "pkg", target: "web", inputs: &[], profile: "wasm" };
    /// The analysis for the npm package, with the comparison of articles, fast.
    pub const PACKAGE: Self = Self { bin: "core", profile: "wasm-speed", ..Self::EMBED };
}

/// Writes `pkg/` anew.
///
/// # Errors
/// When the program does not build, or a file cannot be read or written.
pub fn pkg() -> Result<()> {
    println!("{}", write()?.display());
    Ok(())
}

/// Writes `pkg/` anew and gives the folder.
///
/// # Errors
/// As [`pkg`].
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

/// Makes sure that a folder of `target/` holds a program of the present sources as `core.js` and `core_bg.wasm`; gives the folder. With `SAYSO_FAST` they are built in a fraction of the time, larger and slower.
///
/// # Errors
/// When a tool is missing and cannot be installed, or the program does not build.
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
    // A build that is broken off must not leave a stamp that is right by chance.
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

/// Compiles programs ahead of whoever asks cargo for them one by one: at once, each takes a processor. What they need is fetched by it,
/// so that the others can do without a network.
///
/// # Errors
/// When one does not compile.
pub fn compile(bins: &[&str], features: &str, fast: bool, tools: &Tools) -> Result<()> {
    run(&mut compiler(bins, features, if fast { "wasm-fast" } else { "wasm" }, tools))
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

/// The version in Cargo.toml.
///
/// # Errors
/// When there is none.
pub fn version() -> Result<String> {
    let text = fs::read_to_string(root().join("Cargo.toml"))?;
    let line = text.lines().find_map(|line| line.strip_prefix("version = \""));
    line.and_then(|rest| rest.strip_suffix('"')).map(str::to_owned).context("Cargo.toml names no version")
}
