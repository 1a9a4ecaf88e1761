//! Tests with Python: the wheel, and the Spark job. Packages are pinned and downloaded once to the cache folder. If
//! they are unavailable, the tests are skipped with a message.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::pip::{self, List, binary};
use crate::shell::{lock, program, root, run, which};
use crate::tampered::optional;
use crate::test::Options;
use crate::{standards, tools};

/// The packages that build and test the wheel.
const WHEEL: List = List::wheels("python/requirements.txt");

/// The packages of the Spark job. PySpark is only available as source.
const SPARK: [List; 2] = [
    List::wheels("examples/spark/build.txt"),
    List { file: "examples/spark/requirements.txt", source: Some("pyspark") },
];

/// Builds the wheel, installs it into a fresh virtual environment, and runs its tests and mypy there.
///
/// # Errors
/// If the wheel does not build or a test fails.
pub fn wheel(Options { filter, .. }: &Options) -> Result<()> {
    let Some(wheels) = optional(fetched(), |error| skipped("the wheel", error))? else { return Ok(()) };
    let target = root().join("target/python");
    let (venv, built) = (target.join("venv"), target.join("wheels"));
    let python = binary(&venv, "python");
    run(program("python3").args(["-m", "venv", "--clear"]).arg(&venv))?;
    pip::install_fetched(&python, &wheels, &WHEEL)?;
    if built.exists() {
        fs::remove_dir_all(&built)?;
    }
    let mut maturin = program(binary(&venv, "maturin"));
    // Most dependencies are not optimised, because the tests check findings and types only.
    maturin
        .args(["build", "--locked", "--profile", "dev", "--manifest-path", "python/Cargo.toml", "--out"])
        .arg(&built);
    run(maturin.env("CARGO_TARGET_DIR", &target))?;
    let wheel = fs::read_dir(&built)?.flatten().map(|entry| entry.path()).next().context("maturin made no wheel")?;
    // The wheel that was just built has no hash to compare, and its dependencies are installed.
    let install = ["-m", "pip", "install", "--quiet", "--no-index", "--no-deps"];
    run(program(&python).args(install).arg(&wheel))?;
    // In the folder of the tests, so that Python does not import the package's source instead of the installed
    // package.
    let tests = root().join("python/tests");
    let mut pytest = program(&python);
    pytest.args(["-m", "pytest", "-q", "-p", "no:cacheprovider"]).env("PYTHONDONTWRITEBYTECODE", "1");
    if !filter.is_empty() {
        pytest.arg("-k").arg(filter.join(" or "));
    }
    let done = pytest.current_dir(&tests).status().context("cannot start pytest")?;
    let none_of_that_name = !filter.is_empty() && done.code() == Some(5);
    if !done.success() && !none_of_that_name {
        bail!("the wheel's tests failed ({done})");
    }
    let mut mypy = program(&python);
    mypy.args(["-m", "mypy", "--config-file"]).arg(root().join("python/pyproject.toml"));
    mypy.arg("--cache-dir").arg(target.join("mypy")).args(["-p", "sayso"]);
    run(mypy.current_dir(&tests))
}

/// Runs the job on a local Spark with two workers, one of which loses a task.
///
/// # Errors
/// If the result differs from that of a single machine.
pub fn spark(_: &Options) -> Result<()> {
    if which("java").is_none() {
        println!("skipped: Spark needs Java 17, but java is not installed");
        return Ok(());
    }
    let Some(python) = optional(environment(), |error| skipped("Spark", error))? else { return Ok(()) };
    run(program(python).arg("examples/spark/test_job.py").arg(standards::built()?))
}

fn skipped(what: &str, error: &anyhow::Error) -> String {
    format!("skipped: {what} cannot be tested without its packages: {error:#}")
}

/// Returns a folder with the wheels of [`WHEEL`], which are downloaded first if necessary.
fn fetched() -> Result<PathBuf> {
    let cache = tools::cache()?;
    let _lock = lock(&cache.join("python.lock"), "another command is fetching Python packages")?;
    let folder = cache.join("python-wheels");
    pip::fetch(&folder, &WHEEL)?;
    Ok(folder)
}

/// Returns the Python of a persistent environment with the packages of [`SPARK`].
fn environment() -> Result<PathBuf> {
    let cache = tools::cache()?;
    let _lock = lock(&cache.join("python.lock"), "another command is fetching Python packages")?;
    pip::environment(&cache.join("python-spark"), &SPARK)
}
