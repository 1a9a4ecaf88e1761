//! Runs other programs, with uniform messages.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

/// The variable that changes [`root`]; `cargo xtask reproduce` uses it to build a copy of the sources.
pub const ROOT: &str = "SAYSO_ROOT";

/// Returns the root folder of the project.
#[must_use]
pub fn root() -> PathBuf {
    let own = || Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_path_buf);
    std::env::var_os(ROOT).map_or_else(own, PathBuf::from)
}

/// Returns the first twelve hexadecimal digits of the SHA-256 hash, which are enough to distinguish versions of a file.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// Returns a command for a program that runs in the project's root, without standard input.
pub fn program(name: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root()).stdin(Stdio::null());
    // Set by `cargo xtask` for itself; nested cargo processes must not inherit them.
    for (key, _) in std::env::vars_os() {
        if key.to_str().is_some_and(|k| k.starts_with("CARGO_PKG_") || k.starts_with("CARGO_MANIFEST_")) {
            command.env_remove(key);
        }
    }
    without_places(&mut command, &root());
    command
}

/// Keeps folder names of the build machine out of programs for browsers: they would reveal who built them, and differ
/// between machines.
pub fn without_places(command: &mut Command, root: &Path) {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))
        .unwrap_or_default();
    let flags = format!("--remap-path-prefix={}=/cargo --remap-path-prefix={}=/sayso", home.display(), root.display());
    // Cargo uses these flags in addition to those in .cargo/config.toml.
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
}

/// Returns a command for `cargo` with these arguments, in the project's root.
pub fn cargo(args: &[&str]) -> Command {
    let mut command = program("cargo");
    command.args(args);
    command
}

/// Prints and runs the command.
///
/// # Errors
/// If the program cannot be started or exits with a code other than 0.
pub fn run(command: &mut Command) -> Result<()> {
    let line = shown(command);
    println!("\n$ {line}");
    let status = command.status().with_context(|| format!("cannot start: {line}"))?;
    if !status.success() {
        bail!("failed ({status}): {line}");
    }
    Ok(())
}

/// Returns the standard output of the program.
///
/// # Errors
/// See [`run`]; the message includes standard error.
pub fn output(command: &mut Command) -> Result<String> {
    let line = shown(command);
    let out = command.output().with_context(|| format!("cannot start: {line}"))?;
    if !out.status.success() {
        bail!("failed ({}): {line}\n{}", out.status, String::from_utf8_lossy(&out.stderr));
    }
    Ok(String::from_utf8_lossy(&out.stdout).into_owned())
}

/// Returns the output of the program's `--version`; `None` if the program is missing or fails.
#[must_use]
pub fn version(name: impl AsRef<std::ffi::OsStr>) -> Option<String> {
    let out = program(name).arg("--version").output().ok()?;
    out.status.success().then(|| String::from_utf8_lossy(&out.stdout).trim().to_owned())
}

/// Returns the path of the program in the first folder on `PATH` that contains it; `None` if there is none.
#[must_use]
pub fn which(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(&file)).find(|path| path.is_file())
}

/// Holds a lock file until the handle is dropped or the process ends. Prints `why` if it has to wait.
///
/// # Errors
/// If the file cannot be created or locked.
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

/// Writes a shell script that replaces a real program in tests.
#[cfg(all(test, unix))]
pub fn script(path: &Path, lines: &str) {
    use std::os::unix::fs::PermissionsExt;

    std::fs::write(path, format!("#!/bin/sh\n{lines}\n")).expect("a script can be written");
    std::fs::set_permissions(path, PermissionsExt::from_mode(0o755)).expect("and made a program");
}
