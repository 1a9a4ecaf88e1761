//! Packages from npm. Each folder of `xtask/npm` is a set of packages, installed once into the cache folder with the
//! versions and hashes of its lock file and without running package scripts. To change a version, edit `package.json`
//! and run `npm install --package-lock-only --ignore-scripts` in the same folder.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::shell::{digest, lock, output, program, root, which};
use crate::tampered::{marked, optional};
use crate::tools;

/// Packages that build shipped files or are part of them.
pub const BUILD: &str = "build";
/// Packages used by tests.
pub const TEST: &str = "test";
/// Packages that `cargo xtask bench` compares with Sayso.
pub const BENCH: &str = "bench";

/// The arguments of npm. `ci` rejects a lock file that does not match `package.json`, and packages with a different
/// hash.
const ARGUMENTS: [&str; 4] = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];

/// Returns the folder `node_modules` of a set, which is installed first if necessary.
///
/// # Errors
/// If npm is missing or cannot install the set.
pub fn modules(set: &str) -> Result<PathBuf> {
    let cache = tools::cache()?;
    let _lock = lock(&cache.join("npm.lock"), "another command is installing packages from npm")?;
    let source = folder(set);
    let to = cache.join(format!("npm-{set}-{}", digest(&fs::read(source.join("package-lock.json"))?)));
    let modules = to.join("node_modules");
    if !modules.is_dir() {
        let npm = which("npm").context("npm is not installed")?;
        println!("installing the packages of xtask/npm/{set} with npm");
        install(&npm, &source, &to)?;
    }
    Ok(modules)
}

/// Returns the path of a file of a set. `name` is its path in `node_modules`.
///
/// # Errors
/// See [`modules`]; also if no package has this file.
pub fn file(set: &str, name: &str) -> Result<PathBuf> {
    let path = modules(set)?.join(name);
    match path.is_file() {
        true => Ok(path),
        false => bail!("no package of xtask/npm/{set} has {name}"),
    }
}

/// Returns the version of a package in the lock file of a set.
///
/// # Errors
/// If the lock file does not have the package.
pub fn version(set: &str, package: &str) -> Result<String> {
    let lock: serde_json::Value = serde_json::from_slice(&fs::read(folder(set).join("package-lock.json"))?)?;
    let version = lock["packages"][format!("node_modules/{package}")]["version"].as_str();
    version.map(str::to_owned).with_context(|| format!("xtask/npm/{set} has no {package}"))
}

fn folder(set: &str) -> PathBuf {
    root().join("xtask/npm").join(set)
}

/// Installs to a temporary folder and renames it when complete.
fn install(npm: &Path, source: &Path, to: &Path) -> Result<()> {
    let part = to.with_extension("part");
    if part.exists() {
        fs::remove_dir_all(&part)?;
    }
    fs::create_dir_all(&part)?;
    for name in ["package.json", "package-lock.json"] {
        fs::copy(source.join(name), part.join(name))?;
    }
    marked(output(program(npm).current_dir(&part).args(ARGUMENTS)))?;
    if !part.join("node_modules").is_dir() {
        bail!("npm installed nothing");
    }
    Ok(fs::rename(&part, to)?)
}

/// Returns the script that finds accessibility problems; `None`, after a message, if it cannot be installed.
///
/// # Errors
/// If it was tampered with. The same applies to the functions below.
pub fn axe() -> Result<Option<PathBuf>> {
    optional(file(TEST, "axe-core/axe.min.js"), |error| {
        format!("no axe-core ({error:#}): tests that need it are skipped")
    })
}

/// Returns the TypeScript compiler, which Node runs; `None`, after a message, if it cannot be installed.
///
/// # Errors
/// See [`axe`].
pub fn typescript() -> Result<Option<PathBuf>> {
    optional(file(TEST, "typescript/bin/tsc"), |error| {
        format!("no typescript ({error:#}): the types of the npm package are not checked")
    })
}

/// Returns the bundler of scripts; `None`, after a message, if it cannot be installed.
///
/// # Errors
/// See [`axe`].
pub fn esbuild() -> Result<Option<PathBuf>> {
    optional(file(BUILD, ".bin/esbuild"), |error| {
        format!("no esbuild ({error:#}): scripts are neither bundled nor minified")
    })
}

/// Returns React as two scripts for a page, the library and its browser part; `None`, after a message, if it cannot be
/// installed.
///
/// # Errors
/// See [`axe`].
pub fn react() -> Result<Option<[PathBuf; 2]>> {
    let get = |package: &str| file(TEST, &format!("{package}/umd/{package}.production.min.js"));
    let both = get("react").and_then(|react| Ok([react, get("react-dom")?]));
    optional(both, |error| format!("no React ({error:#}): the host page that needs it is skipped"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETS: [&str; 3] = [BUILD, TEST, BENCH];

    fn json(set: &str, name: &str) -> serde_json::Value {
        serde_json::from_slice(&fs::read(folder(set).join(name)).expect("a file")).expect("JSON")
    }

    #[test]
    fn every_package_in_a_lock_file_has_a_hash_and_names_no_foreign_place() {
        for set in SETS {
            let lock = json(set, "package-lock.json");
            let packages = lock["packages"].as_object().expect("a list of packages");
            assert!(packages.len() > 1, "{set}");
            for (name, about) in packages.iter().filter(|(name, _)| !name.is_empty()) {
                let hash = about["integrity"].as_str().unwrap_or_default();
                assert!(hash.starts_with("sha512-") && hash.len() == 95, "{set}: {name} has the hash {hash:?}");
                let place = about["resolved"].as_str().unwrap_or("https://registry.npmjs.org/");
                assert!(place.starts_with("https://registry.npmjs.org/"), "{set}: {name} comes from {place}");
            }
        }
    }

    #[test]
    fn package_files_name_exact_versions_and_those_of_the_lock_file() {
        for set in SETS {
            let wanted = json(set, "package.json");
            for (name, wanted) in wanted["dependencies"].as_object().expect("dependencies") {
                assert_eq!(version(set, name).expect("it is in the lock file"), wanted.as_str().unwrap_or_default());
            }
            assert_eq!(wanted["dependencies"], json(set, "package-lock.json")["packages"][""]["dependencies"], "{set}");
            assert!(wanted["scripts"].is_null(), "{set}: no script of our own either");
        }
        assert!(version(BUILD, "left-pad").is_err());
    }

    #[test]
    fn esbuild_is_locked_for_every_machine() {
        let lock = json(BUILD, "package-lock.json");
        for machine in ["linux-x64", "linux-arm64", "darwin-arm64", "darwin-x64", "win32-x64"] {
            let about = &lock["packages"][format!("node_modules/@esbuild/{machine}")];
            assert_eq!(about["version"], lock["packages"]["node_modules/esbuild"]["version"], "{machine}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn npm_is_told_to_install_the_lock_file_and_to_run_no_script() {
        let folder = std::env::temp_dir().join(format!("sayso-npm-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a temporary folder");
        let (npm, to) = (folder.join("npm"), folder.join("installed"));
        crate::shell::script(&npm, "echo \"$@\" >said; ls package*.json >>said; mkdir node_modules");
        install(&npm, &super::folder(BUILD), &to).expect("the false npm does its part");
        let said = fs::read_to_string(to.join("said")).expect("what npm was told");
        assert_eq!(said, "ci --ignore-scripts --no-audit --no-fund\npackage-lock.json\npackage.json\n");

        crate::shell::script(&npm, "mkdir node_modules; exit 1");
        let other = folder.join("other");
        assert!(install(&npm, &super::folder(BUILD), &other).is_err(), "npm failed");
        assert!(!other.exists(), "what is not whole does not get the final name");
        crate::shell::script(&npm, "echo npm error code EINTEGRITY >&2; exit 1");
        let error = install(&npm, &super::folder(BUILD), &other).expect_err("another hash");
        assert!(error.is::<crate::tampered::Tampered>(), "{error:#}");
        fs::remove_dir_all(&folder).expect("it can be removed");
    }
}
