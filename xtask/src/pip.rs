//! Packages from PyPI: exactly those of a requirements file, with hashes, in separate environments. Only wheels are
//! used, because installing a source package runs a program; lists with a package that must be built say so.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::shell::{output, program, root, run};
use crate::tampered::marked;

/// With these options pip rejects files whose hash is not in the list, and packages that are not in it.
const HASHED: [&str; 6] =
    ["--quiet", "--disable-pip-version-check", "--require-hashes", "--no-deps", "--only-binary", ":all:"];

/// A requirements file.
pub struct List {
    /// Its path, from the root.
    pub file: &'static str,
    /// The package of this list that is only available as source, if there is one. A previous list must contain what
    /// builds it.
    pub source: Option<&'static str>,
}

impl List {
    /// Returns a list that contains only wheels.
    #[must_use]
    pub const fn wheels(file: &'static str) -> Self {
        Self { file, source: None }
    }

    fn arguments(&self) -> Vec<String> {
        let mut arguments: Vec<String> = HASHED.map(str::to_owned).into();
        if let Some(package) = self.source {
            // Otherwise pip would download build dependencies in any version.
            arguments.extend(["--no-binary".to_owned(), package.to_owned(), "--no-build-isolation".to_owned()]);
        }
        arguments.extend(["--requirement".to_owned(), root().join(self.file).display().to_string()]);
        arguments
    }
}

/// Returns the Python of the environment in `folder` with the packages of the lists. Creates the environment if it is
/// missing or out of date. The caller must hold a lock on the folder.
///
/// # Errors
/// If Python or a package is unavailable.
pub fn environment(folder: &Path, lists: &[List]) -> Result<PathBuf> {
    let python = binary(folder, "python");
    once(folder, lists, || {
        output(program("python3").args(["-m", "venv", "--clear"]).arg(folder))
            .context("Python 3.11 with venv is needed")?;
        lists.iter().try_for_each(|list| install(&python, list))
    })?;
    Ok(python)
}

fn install(python: &Path, list: &List) -> Result<()> {
    marked(output(program(python).args(["-m", "pip", "install"]).args(list.arguments()))).map(drop)
}

/// Downloads the wheels of a list to a folder, unless that has been done.
///
/// # Errors
/// If a wheel is unavailable.
pub fn fetch(folder: &Path, list: &List) -> Result<()> {
    once(folder, std::slice::from_ref(list), || {
        let mut pip = program("python3");
        marked(output(pip.args(["-m", "pip", "download"]).args(list.arguments()).arg("--dest").arg(folder))).map(drop)
    })
}

/// Installs the wheels of a list offline, from a folder filled by [`fetch`].
///
/// # Errors
/// If one is missing.
pub fn install_fetched(python: &Path, folder: &Path, list: &List) -> Result<()> {
    let mut pip = program(python);
    pip.args(["-m", "pip", "install", "--no-index", "--find-links"]).arg(folder);
    run(pip.args(list.arguments()))
}

/// Returns the path of a program in an environment.
#[must_use]
pub fn binary(environment: &Path, name: &str) -> PathBuf {
    environment.join(if cfg!(windows) { format!("Scripts/{name}.exe") } else { format!("bin/{name}") })
}

/// Calls `fetch` unless it was already called for this folder, these lists and this version of Python.
fn once(folder: &Path, lists: &[List], fetch: impl FnOnce() -> Result<()>) -> Result<()> {
    let mut wanted = output(program("python3").arg("--version")).context("python3 is not installed")?;
    for list in lists {
        wanted += &fs::read_to_string(root().join(list.file)).with_context(|| format!("cannot read {}", list.file))?;
    }
    let mark = folder.join("requirements.txt");
    if fs::read_to_string(&mark).is_ok_and(|done| done == wanted) {
        return Ok(());
    }
    let names: Vec<_> = lists.iter().map(|list| list.file).collect();
    println!("fetching the packages of {}", names.join(" and "));
    fetch()?;
    Ok(fs::write(mark, wanted)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [&str; 5] = [
        "python/requirements.txt",
        "tests/standards/requirements.txt",
        "examples/spark/build.txt",
        "examples/spark/requirements.txt",
        "train/requirements.txt",
    ];

    #[test]
    fn every_package_in_a_requirements_file_has_a_version_and_hashes() {
        for file in FILES {
            let text = fs::read_to_string(root().join(file)).expect("a list");
            let lines = text.replace("\\\n", " ");
            let packages: Vec<_> = lines.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
            assert!(!packages.is_empty(), "{file}");
            for package in packages {
                // An option might select another index.
                assert!(!package.starts_with('-') && !package.contains("://"), "{file}: {package}");
                let hashes: Vec<_> = package.split("--hash=sha256:").skip(1).collect();
                assert!(package.contains("=="), "{file}: {package} has no version");
                assert!(!hashes.is_empty(), "{file}: {package} has no hash");
                assert!(hashes.iter().all(|hash| hash.trim().len() == 64), "{file}: {package}");
            }
        }
    }

    #[test]
    fn every_requirements_file_pins_what_was_asked_for() {
        for file in FILES {
            let locked = fs::read_to_string(root().join(file)).expect("a list").to_lowercase();
            let asked = fs::read_to_string(root().join(file).with_extension("in")).expect("what it was made of");
            for package in asked.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
                let package = package.to_lowercase().replace('_', "-");
                assert!(locked.contains(&format!("{package} ")), "{file} has no {package}");
            }
        }
    }

    #[cfg(unix)]
    #[test]
    fn pip_is_told_to_check_hashes_and_to_take_wheels_only() {
        let folder = std::env::temp_dir().join(format!("sayso-pip-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a temporary folder");
        let (python, said) = (folder.join("python"), folder.join("said"));
        crate::shell::script(&python, &format!("echo \"$@\" >{}", said.display()));
        let arguments = |list: &List| {
            install(&python, list).expect("the false pip does its part");
            fs::read_to_string(&said).expect("what pip was told")
        };
        let wheels = arguments(&List::wheels("python/requirements.txt"));
        assert!(
            wheels.starts_with("-m pip install ")
                && wheels.contains(" --require-hashes --no-deps --only-binary :all: ")
        );
        assert!(wheels.ends_with("/python/requirements.txt\n"), "{wheels}");
        let built = arguments(&List { file: "examples/spark/requirements.txt", source: Some("pyspark") });
        assert!(built.contains(" --require-hashes ") && built.contains(" --no-binary pyspark --no-build-isolation "));
        install_fetched(&python, &folder, &List::wheels("python/requirements.txt")).expect("the same");
        let fetched = fs::read_to_string(&said).expect("what pip was told");
        assert!(fetched.contains(" --no-index ") && fetched.contains(" --require-hashes "), "{fetched}");
        fs::remove_dir_all(&folder).expect("it can be removed");
    }
}
