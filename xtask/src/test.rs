//! `cargo xtask test`: every test there is.

use std::time::Instant;

use anyhow::{Result, bail};

use crate::lint::helpers;
use crate::shell::{cargo, output, root, run};
use crate::{browsers, embed, npm, package, page, python, single, standards, tools};

/// What to leave out.
#[derive(Default)]
pub struct Options {
    /// No page and no browser.
    pub no_browser: bool,
    /// Only these of [`BROWSER`] and [`PYTHON`]; empty: all tests.
    pub only: Vec<&'static str>,
    /// Only tests whose name contains one of these.
    pub filter: Vec<String>,
}

impl Options {
    fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.contains(&name)
    }
}

/// The browser tests by what they open: the page, the embed on its host pages, the page on a host and without a network.
pub const BROWSER: [&str; 3] = ["page", "embed", "offline"];

/// The tests that Python runs: the wheel, and the job for Spark.
pub const PYTHON: &str = "python";

/// Runs the steps one after the other, goes on after a failed one, and ends with one line that counts.
///
/// # Errors
/// When a step failed.
pub fn test(options: &Options) -> Result<()> {
    let start = Instant::now();
    let in_browser = !options.no_browser && BROWSER.iter().any(|name| options.wants(name));
    if in_browser {
        // Before anything else: whoever is asked is still there.
        browsers::ensure(&engines())?;
    }
    let mut steps: Vec<(&str, Step)> = Vec::new();
    if options.only.is_empty() {
        steps.push(("core builds alone", core_alone));
        steps.push(("unit, gold and command-line tests", native));
        steps.push(("examples in the documentation", documentation));
        steps.push(("tests of the commands", commands));
        steps.push(("formats, read by others", formats));
        steps.push(("npm package", npm_package));
    }
    if options.wants(PYTHON) {
        steps.push(("Python wheel", python::wheel));
        steps.push(("Spark with two workers", python::spark));
    }
    if in_browser {
        steps.push(("browser tests", browser));
    }
    let mut failed = Vec::new();
    for (name, step) in &steps {
        println!("\n== {name}");
        if let Err(error) = step(options) {
            eprintln!("== {name}: {error:#}");
            failed.push(*name);
        }
    }
    println!("\nall tests ran in {:.0} s; of the {} groups:", start.elapsed().as_secs_f32(), steps.len());
    println!("{} passed, {} failed", steps.len() - failed.len(), failed.len());
    if failed.is_empty() {
        return Ok(());
    }
    bail!("failed: {}", failed.join(", "));
}

type Step = fn(&Options) -> Result<()>;

/// The core needs neither the command line nor the web crates, here and in the browser.
fn core_alone(_: &Options) -> Result<()> {
    tools::wasm_target()?;
    run(&mut cargo(&["check", "--locked", "--lib", "--no-default-features"]))?;
    run(&mut cargo(&["check", "--locked", "--lib", "--no-default-features", "--target", "wasm32-unknown-unknown"]))
}

fn native(Options { filter, .. }: &Options) -> Result<()> {
    // The pure parts of the page are tested here too.
    let what = ["--locked", "--workspace", "--features", "sayso/web,sayso/parquet", "--no-fail-fast"];
    let mut command = if output(&mut cargo(&["nextest", "--version"])).is_ok() {
        cargo(&[&["nextest", "run", "--no-tests", "pass"][..], &what].concat())
    } else {
        cargo(&[&["test", "--lib", "--bins", "--tests"][..], &what].concat())
    };
    if !filter.is_empty() {
        command.arg("--").args(filter);
    }
    run(&mut command)
}

fn documentation(Options { filter, .. }: &Options) -> Result<()> {
    run(cargo(&["test", "--locked", "--doc", "--"]).args(filter))
}

fn commands(Options { filter, .. }: &Options) -> Result<()> {
    run(helpers("test", &["-p", "xtask", "--lib", "--bins", "--tests", "--"]).args(filter))
}

/// One check a format: a filter by the names of tests leaves them out.
fn formats(Options { filter, .. }: &Options) -> Result<()> {
    match filter.is_empty() || filter.iter().any(|part| "formats".contains(part.as_str())) {
        true => standards::check(),
        false => Ok(()),
    }
}

/// One check: a filter by the names of tests leaves it out.
fn npm_package(Options { filter, .. }: &Options) -> Result<()> {
    match filter.is_empty() || filter.iter().any(|part| "npm".contains(part.as_str())) {
        true => package::check(),
        false => Ok(()),
    }
}

fn browser(options: &Options) -> Result<()> {
    let mut which = vec!["--lib"];
    if options.wants("offline") {
        page::ensure_with(&[single::PROGRAM])?;
    }
    for name in BROWSER.into_iter().filter(|name| options.wants(name)) {
        match name {
            "embed" => drop(embed::hosts()?),
            "offline" => {
                if let Some(bytes) = single::write(&root().join("target/sayso.html"))? {
                    println!("sayso.html: {bytes} bytes");
                }
            }
            _ => drop(page::ensure()?),
        }
        which.extend(["--test", name]);
    }
    in_browsers(&which, &options.filter)
}

/// The browsers that `SAYSO_BROWSER` chooses: all, or the one that it names.
fn engines() -> Vec<&'static str> {
    let chosen = std::env::var("SAYSO_BROWSER").ok();
    browsers::ENGINES.into_iter().filter(|name| chosen.as_deref().is_none_or(|only| only == *name)).collect()
}

fn in_browsers(which: &[&str], filter: &[String]) -> Result<()> {
    let mut failed = Vec::new();
    // One after the other: each is as large as this machine may be.
    for engine in engines() {
        println!("\n== in {engine}");
        if let Err(error) = in_browser(engine, which, filter) {
            eprintln!("== in {engine}: {error:#}");
            failed.push(engine);
        }
    }
    if failed.is_empty() {
        return Ok(());
    }
    bail!("failed in {}", failed.join(" and "));
}

fn in_browser(engine: &str, which: &[&str], filter: &[String]) -> Result<()> {
    let path = match engine {
        "firefox" => tools::geckodriver()?,
        _ => std::env::var_os("PATH").unwrap_or_default(),
    };
    // Each test has a browser of its own: as many at once as there are cores would starve them.
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get().div_ceil(2).max(2));
    let threads = threads.to_string();
    let args = [&["-p", "sayso-browser", "--no-fail-fast"], which, &["--", "--test-threads", &threads]].concat();
    // A failed test says what it missed; the stack of its async machinery says nothing.
    let mut tests = helpers("test", &args);
    if let Some(axe) = npm::axe()? {
        tests.env("SAYSO_AXE", axe);
    }
    run(tests.args(filter).env("RUST_LIB_BACKTRACE", "0").env("SAYSO_BROWSER", engine).env("PATH", path))
}
