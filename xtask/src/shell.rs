//! Running other programs, with the same words about each.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

/// Names another folder for [`root`]: `cargo xtask reproduce` builds a copy of the sources with it.
pub const ROOT: &str = "SAYSO_ROOT";

/// The project's root folder.
#[must_use]
pub fn root() -> PathBuf {
    let own = || Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_path_buf);
    std::env::var_os(ROOT).map_or_else(own, PathBuf::from)
}

/// The first twelve digits of the SHA-256: enough to tell two versions of a file apart.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// A program that runs in the project's root and reads nothing from the keyboard.
pub fn program(name: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root()).stdin(Stdio::null());
    // Set by `cargo xtask` for itself; the cargo runs below must not take them for their own.
    for (key, _) in std::env::vars_os() {
        if key.to_str().is_some_and(|k| k.starts_with("CARGO_PKG_") || k.starts_with("CARGO_MANIFEST_")) {
            command.env_remove(key);
        }
    }
    without_places(&mut command, &root());
    command
}

/// Programs for browsers name no folder of the machine that they are built on: they tell nobody's name, and are the same everywhere.
pub fn without_places(command: &mut Command, root: &Path) {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))
        .unwrap_or_default();
    let flags = format!("--remap-path-prefix={}=/cargo --remap-path-prefix={}=/sayso", home.display(), root.display());
    // Beside those in .cargo/config.toml.
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
}

/// `cargo` with these arguments, in the project's root.
pub fn cargo(args: &[&str]) -> Command {
    let mut command = program("cargo");
    command.args(args);
    command
}

/// Says what is run, runs it, and fails when it fails.
///
/// # Errors
/// When the program cannot be started or ends with another code than 0.
pub fn run(command: &mut Command) -> Result<()> {
    let line = shown(command);
    println!("\n$ {line}");
    let status = command.status().with_context(|| format!("cannot start: {line}"))?;
    if !status.success() {
        bail!("failed ({status}): {line}");
    }
    Ok(())
}

/// What the program prints on standard output.
///
/// # Errors
/// As [`run`]; the message carries what it printed on standard error.
pub fn output(command: &mut Command) -> Result<String> {
    let line = shown(command);
    let out = command.output().with_context(|| format!("cannot start: {line}"))?;
    if !out.status.success() {
        bail!("failed ({}): {line}\n{}", out.status, String::from_utf8_lossy(&out.stderr));
    }
    Ok(String::from_utf8_lossy(&out.stdout).into_owned())
}

/// Whether the program is there and answers `--version`; gives the answer.
#[must_use]
pub fn version(name: impl AsRef<std::ffi::OsStr>) -> Option<String> {
    let out = program(name).arg("--version").output().ok()?;
    out.status.success().then(|| String::from_utf8_lossy(&out.stdout).trim().to_owned())
}

/// The first of the folders on `PATH` that holds the program.
#[must_use]
pub fn which(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(&file)).find(|path| path.is_file())
}

/// Holds a lock file until the handle is dropped, also when the command is killed; says why it waits.
///
/// # Errors
/// When the file cannot be made or locked.
pub fn lock(path: &Path, why: &str) -> Result<File> {
    let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
    if file.try_lock().is_err() {
        println!("{why}: waiting for it");
        file.lock()?;
    }
    Ok(file)
}

fn shown(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|arg| arg.to_string_lossy().into_owned()));
    words.join(" ")
}

/// Writes a program for tests: a shell script in the place of a real one.
#[cfg(all(test, unix))]
pub fn script(path: &Path, lines: &str) {
    use std::os::unix::fs::PermissionsExt;

    std::fs::write(path, format!("#!/bin/sh\n{lines}\n")).expect("a script can be written");
    std::fs::set_permissions(path, PermissionsExt::from_mode(0o755)).expect("and made a program");
}
